"""Accounts: invited, accepted once, read in one query."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from association import access, clock
from association.accounts import Backend
from association.actions import accounts, joining
from association.models import AuditEntry, District, Invitation, Letter, Organisation, User
from tests.factories import association as ground
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
PASSWORD = "Длинная фраза для входа"


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


def invite(secretary, role="operator", email="New@Example.org", **fields):
    who = fields.pop("person", None) or ground.person("Шаблонов")
    return accounts.invite(email=email, person=who, role=role, by=secretary, at=clock.now(), **fields)


def token_of(email="new@example.org"):
    return re.search(r"/invitation/([\w-]+)/", Letter.objects.filter(to=email).latest("pk").body)[1]


def test_the_letter_carries_the_only_copy_of_the_link(secretary):
    row = invite(secretary)
    token = token_of()

    assert (row.email, row.token_digest) == ("new@example.org", accounts.digest_of(token))
    facts = [entry.facts for entry in AuditEntry.objects.filter(subject_type="association.invitation")]
    assert (facts, token in str(list(Invitation.objects.values()))) == ([{"role": "operator"}], False)


def test_an_accepted_invitation_opens_the_account_in_its_role_once(secretary):
    row = invite(secretary)
    user = accounts.accept(row, password=PASSWORD, at=clock.now())

    assert (user.email, user.person, user.check_password(PASSWORD)) == ("new@example.org", row.person, True)
    assert (access.roles_of(user), user.role_grants.get().granted_by) == (["operator"], secretary)
    with pytest.raises(LookupError):
        accounts.accept(row, password=PASSWORD, at=clock.now())


def test_an_invitation_runs_out(secretary):
    row = invite(secretary)

    with pytest.raises(LookupError):
        accounts.accept(row, password=PASSWORD, at=row.expires_at + timedelta(seconds=1))
    assert User.objects.filter(email=row.email).count() == 0


def test_an_account_that_exists_gets_the_role_by_its_own_password_alone(secretary):
    school = ground.organisation()
    director = ground.director(school)
    row = invite(secretary, email=director.email, person=director.person)

    with pytest.raises(ValidationError):
        accounts.accept(row, password=PASSWORD, at=clock.now())
    assert accounts.accept(row, password=ground.PASSWORD, at=clock.now()) == director
    assert access.roles_of(Backend().get_user(director.pk)) == ["operator", "director"]


def test_a_closed_account_is_not_opened_by_an_invitation(secretary):
    director = ground.director(ground.organisation())
    row = invite(secretary, email=director.email, person=director.person)
    User.objects.filter(pk=director.pk).update(is_active=False)

    with pytest.raises(LookupError):
        accounts.accept(row, password=ground.PASSWORD, at=clock.now())


@pytest.mark.parametrize(("role", "scoped"), [("chair", False), ("director", False), ("secretary", True)])
def test_nobody_is_invited_into_a_computed_role_or_the_wrong_scope(role, scoped, secretary):
    with pytest.raises(ValueError, match="nobody is invited"):
        invite(secretary, role, organisation=ground.organisation() if scoped else None)


def test_who_may_not_invite_does_not(secretary):
    with pytest.raises(PermissionDenied):
        invite(ground.director(ground.organisation()))
    assert Invitation.objects.count() == 0


def test_a_school_comes_in_with_its_head_and_an_invitation(secretary):
    answers = {
        "full": "Лицей № 951", "short": "Лицей 951", "address": "г. Барнаул", "sector": "general",
        "district": "Тестовый р-н", "surname": "Первенцев", "given": "Пётр", "patronymic": "", "genitive": "Первенцева",
        "dative": "Первенцеву", "post": "директор", "post_genitive": "директора", "post_dative": "Директору",
        "email": "d951@example.org", "language": "ky",
    }  # fmt: skip
    row = joining.invite_school(on=clock.today(), by=secretary, at=clock.now(), **answers)

    school = Organisation.objects.get(title="Лицей 951")
    assert (row.organisation, row.role, row.language) == (school, "director", "ky")
    assert (school.head_on(clock.today()).person, school.district.kind) == (row.person, District.Kind.DISTRICT)
    assert Letter.objects.get(to="d951@example.org").language == "ky"


def test_the_page_of_an_invitation_lets_a_new_person_in_and_an_old_one_sign_in(secretary, client):
    invite(secretary)
    page = f"/invitation/{token_of()}/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"form_key": "a" * 24, "password": "new@example.org"}).status_code == 422
    assert client.post(page, {"form_key": "b" * 24, "password": PASSWORD}).url == "/desk/"
    assert (client.get("/desk/").status_code, client.get(page).status_code) == (200, 404)
    client.logout()

    invite(secretary, "administrator")
    page = f"/invitation/{token_of()}/"
    assert client.post(page, {"form_key": "c" * 24, "password": "Другая длинная фраза"}).status_code == 422
    assert client.post(page, {"form_key": "d" * 24, "password": PASSWORD}).url == "/accounts/login/"
    assert client.get("/desk/").status_code == 302
    assert set(access.roles_of(User.objects.get(email="new@example.org"))) == {"operator", "administrator"}


def test_an_account_comes_with_its_person_and_roles_in_one_query(secretary, django_assert_num_queries):
    director = ground.director(ground.organisation())
    accounts.give_role(director, "operator", by=secretary, at=clock.now())
    name = str(director.person)

    with django_assert_num_queries(1):
        user = Backend().get_user(director.pk)
        assert str(user) == name
    with django_assert_num_queries(2):  # the association's zone, then offices and seats
        assert access.roles_of(user) == ["operator", "director"]
        assert access.can(user, "view_records") is True
    assert Backend().get_user(0) is None


def test_a_language_chosen_is_kept_for_letters(secretary):
    visitor = Visitor(secretary)
    visitor.post("/language/", {"language": "ky", "next": "/desk/"})

    secretary.refresh_from_db()
    assert secretary.language == "ky"
    assert AuditEntry.objects.filter(verb="account.language", by=secretary).count() == 1
