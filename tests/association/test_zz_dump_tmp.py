import pathlib, pytest
OUT=pathlib.Path("/tmp/ui/out")
@pytest.mark.django_db
def test_dump(client):
    from django.contrib.auth import get_user_model
    from django.urls import reverse
    for n,u in [("a-login","/accounts/login/"),("a-reset","account_reset_password"),("a-code","account_request_login_code"),("a-home","home"),("a-ui","gallery"),("a-404","/nope/")]:
        try: url=u if u[0]=="/" else reverse(u)
        except Exception as e: print(n,e); continue
        r=client.get(url); print(n,url,r.status_code,r.get("Location")); (OUT/f"{n}.html").write_bytes(r.content)
    U=get_user_model(); print([f.name for f in U._meta.fields])
    u=U.objects.create(email="x@example.org",is_active=True); u.set_password("abc12345!x"); u.save(); client.force_login(u)
    from allauth.account.models import EmailAddress
    EmailAddress.objects.create(user=u,email=u.email,verified=True,primary=True)
    for n,u in [("a-email","account_email"),("a-password","account_change_password"),("a-mfa","mfa_index"),("a-totp","mfa_activate_totp"),("a-sessions","usersessions_list"),("a-logout","account_logout"),("a-reauth","account_reauthenticate"),("a-keys","mfa_list_webauthn"),("a-addkey","mfa_add_webauthn")]:
        try: url=reverse(u)
        except Exception as e: print(n,e); continue
        r=client.get(url); print(n,url,r.status_code,r.get("Location")); (OUT/f"{n}.html").write_bytes(r.content)
