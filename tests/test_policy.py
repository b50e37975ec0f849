"""Every route × every role × GET and POST on one's own and on foreign things has a decided answer (P19, P20).

The things belong to the school of `own`; `foreign` heads another school. POST sends a form that would be accepted.
A route without a line, or a line without a route, fails.
"""

import copy
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.urls import reverse

from association import clock, keys, policy
from membership.models import Membership
from tests.factories import association as ground
from tests.journeys.people import PDF
from tests.policy_forms import places
from tests.policy_scene import CANARIES, PRIVATE, build

ROLES = ("anonymous", "own", "foreign", "member", "chair", "secretary", "operator", "reviewer", "administrator")
# One sign for each role, in that order: L to the sign-in, > another redirect, the rest by status.
SIGNS = {200: ".", 204: "_", 400: "B", 403: "3", 404: "4", 405: "M", 409: "C", 422: "U", 429: "R", 500: "!", 503: "5"}
TABLE = """
home                                 -                         ......... .........
join                                 -                         ......... .........
members                              -                         ......... .........
member                               member                    ......... .........
member_badge                         member                    ......... .........
members_csv                          -                         ......... .........
members_json                         -                         ......... .........
regulations                          -                         ......... .........
regulation                           =A                        ......... .........
clause                               =A-4.7                    ......... .........
check_search                         -                         ......... .........
check                                code                      ......... .........
comparison                           code                      MMMMMMMMM .........
invitation                           token                     ......... >>>>>>>>>
gallery                              -                         ......... .........
healthz                              -                         ......... .........
readyz                               -                         555555555 555555555
demo_sign_in                         -                         MMMMMMMMM 444444444
set_language                         -                         MMMMMMMMM >>>>>>>>>
desk                                 -                         L........ L........
search                               -                         L........ L........
authority                            -                         L3333..33 L3333UU33
calendar                             -                         L3333..33 L3333UU33
applications                         -                         L........ L........
application_new                      -                         L....3333 L>4443333
application                          draft                     L.4444444 L.4444444
answer_organisation                  draft                     L.4443333 L>4443333
answer_ground                        draft                     L.4443333 L>4443333
answer_recommendation                draft                     L.4443333 L>4443333
answer_acquaintance                  draft                     L.4443333 L>4443333
answer_paper                         draft,=qms_certificate    L.4443333 L>4443333
application_answers                  draft                     L.4443333 L>4443333
application_form                     draft                     L.4443333 L.4443333
application_signature                draft                     LMMMM3333 L>4443333
application_scan                     draft                     LMMMM3333 L>4443333
application_submission               draft                     LMMMM3333 LC4443333
application_registration             submitted                 L3333MM33 L3333>>33
application_return                   submitted                 L3333MM33 L3333>>33
application_admission                submitted                 L3333MMM3 L3333>>>3
application_paper_check              application_paper         L3333MM33 L3333>>33
applications_xlsx                    -                         L33....33 L33....33
answer_paper_one                     draft,=qms_certificate,draft_paper L.4443333 L>4443333
application_paper_removal            draft_paper               LMMMM3333 L>4443333
application_remarks                  handed                    L.4....44 L.4....44
application_remark_new               submitted                 L3333MM33 L3333>>33
submission                           handed,=1                 L.4....44 L.4....44
application_proposal                 registered                L3333MM33 L3333>>33
remark_withdrawal                    unsent                    L3333MM33 L3333>>33
remark_settlement                    unsent                    L3333MM33 L3333>>33
remark_answers                       remark                    LMMMM3333 L>4443333
letter                               letter                    L3333..33 L3333>>33
organisations                        -                         L3333..33 L3333..33
organisation_new                     -                         L3333..33 L3333>>33
organisation_record                  organisation              L3333..33 L3333..33
organisation_details                 organisation              L3333..33 L3333>>33
organisation_name                    organisation              L3333..33 L3333>>33
organisation_address                 organisation              L3333..33 L3333>>33
organisation_head                    organisation              L3333..33 L3333>>33
organisation_wording                 organisation              L3333..33 L3333>>33
organisation_contacts                organisation              L.444..44 L>444>>44
organisation_planned                 ahead                     L3333MM33 L3333>>33
organisation_reorganisation          ahead                     L3333..33 L3333>>33
districts                            -                         L3333..33 L3333..33
district_new                         -                         L3333..33 L3333>>33
district                             district                  L3333..33 L3333..33
district_name                        district                  L3333..33 L3333>>33
district_merger                      district                  L3333..33 L3333>>33
district_closing                     district                  L3333..33 L3333>>33
district_wording                     district                  L3333..33 L3333>>33
authority_name                       -                         L3333..33 L3333>>33
authority_wording                    -                         L3333..33 L3333>>33
official_new                         -                         L3333..33 L3333>>33
official_wording                     official_row              L3333..33 L3333>>33
official_end                         official_row              L3333..33 L3333>>33
organisation                         organisation              L.4....44 L.4....44
certificate                          certificate               L.4....44 L.4....44
handover                             certificate               L3333MM33 L3333>>33
certificate_issue                    uncertified               L3333..33 L3333>>33
certificate_renewal                  certificate               L3333..33 L3333CC33
certificate_duplicate                certificate               L3333..33 L3333>>33
certificate_translation              certificate               L3333MM33 L3333>>33
certificate_batches                  -                         L3333..33 L3333..33
certificate_batch_new                -                         L3333..33 L3333>>33
certificate_batch                    batch                     L3333..33 L3333..33
certificate_batch_files              batch                     L3333MM33 L3333>>33
certificate_batch_file               batch,=zip                L3333..33 L3333..33
paper                                paper                     L.4....44 L.4....44
paper_line                           paper                     L.4....44 L.4....44
paper_challenge                      paper                     LC4CCCC44 LC4CCCC44
file                                 file                      L.4....44 L.4....44
expert_group                         registered                L3333..33 L3333UU33
expert_release                       assignment                L3333..33 L3333>>33
expert_invitation                    -                         L3333..33 L3333UU33
packages                             -                         L33333333 L33333333
package                              registered                L33333333 L33333333
conclusion_begin                     registered                L33333333 L33333333
conclusion                           registered                L33333333 L33333333
conclusion_reopen                    registered                L33333333 L33333333
conclusion_signature                 registered                L33333333 L33333333
certifications                       -                         L33....33 L33....33
certification                        certification             L.4....44 L.4....44
certification_decision               certification             L3333MM33 L3333>>33
certification_audit                  certification             L3333MM33 L3333>>33
certification_stop                   certification             L3333MM33 L3333>>33
certification_resumption             certification             L3333MM33 L3333UU33
certification_ground                 certification             L3333MM33 L3333UU33
organisation_certifications          organisation              L.4....44 LU4..UU44
orders                               -                         L3333...3 L3333...3
order                                order                     L3333...3 L3333>>>3
order_voiding                        order                     L3333...3 L3333>>>3
order_drawing                        order                     L3333MM33 L3333>>33
order_line_removal                   order_line                L3333MM33 L3333>>33
order_line_return                    order_line                L3333MM33 L3333>>33
endings                              -                         L33....33 L33....33
ending_new                           -                         L....3333 L>UUU3333
ending_entry                         -                         L3333..33 L3333>>33
ending                               exit                      L.4....44 L.4....44
ending_signature                     exit_draft                LMMMM3333 L>4443333
ending_scan                          exit_draft                LMMMM3333 L>4443333
ending_submission                    exit_draft                LMMMM3333 LC4443333
ending_retraction                    exit                      LMMMM3333 L>4443333
ending_registration                  exit                      L3333MM33 L3333>>33
releases                             -                         L3333..33 L3333>>33
register                             -                         L33.....3 L33.....3
register_paper                       -                         L33MMMMM3 L33>>>>>3
register_xlsx                        -                         L33.....3 L33.....3
certificates                         -                         L33....33 L33....33
certificates_xlsx                    -                         L33....33 L33....33
certificates_paper                   -                         L3333MM33 L3333>>33
invitations                          -                         L3333..33 L3333..33
invitation_new                       -                         L3333..33 L3333UU33
imports                              -                         L3333..33 L3333..33
import_new                           -                         L3333..33 L3333UU33
import_template                      -                         L3333..33 L3333..33
organisation_import                  import_ready              L3333..33 L3333..33
import_progress                      import_ready              L3333..33 L3333..33
import_columns                       import_ready              L3333MM33 L3333>>33
import_confirmation                  import_ready              L3333MM33 L3333>>33
import_withdrawal                    import_ready              L3333MM33 L3333>>33
import_reversal                      import_applied            L3333..33 L3333>>33
journal                              -                         L3333..33 L3333..33
journal_voiding                      entry                     L3333..33 L3333>>33
jobs                                 -                         L3333..3. L3333..3.
job_retry                            job                       L3333MM3M L3333>>3>
composition                          -                         L33....33 L33....33
seats                                -                         L3333MM33 L3333>>33
offices                              -                         L3333MM33 L3333>>33
meetings                             -                         L........ L........
meeting_new                          -                         L3333..33 L3333>>33
meeting                              called                    L44.....4 L44.....4
meeting_items                        planned                   L3333MM33 L3333>>33
meeting_questions                    planned                   L3333>>33 L3333>>33
meeting_approval                     planned                   L333M3333 L333>3333
meeting_participants                 planned                   L3333>>33 L3333>>33
room                                 called                    L33....33 L33....33
meeting_presence                     called                    L3333MM33 L3333>>33
meeting_opening                      called                    L3333MM33 L3333CC33
meeting_failure                      called                    L3333..33 L3333>>33
meeting_closing                      opened                    L3333..33 L3333>>33
hall                                 opened                    L33....33 L33....33
ballot                               sitting                   L44..44.4 L44..44.4
item_voting                          waiting                   L3333MM33 L3333>>33
item_verdict                         voting                    L3333MM33 L3333>>33
item_cancellation                    voting                    L3333MM33 L3333>>33
item_ballots                         voting                    LMMMMMMMM L44>>4434
item_text                            voting                    L3333>>33 L3333>>33
minutes                              offered                   L33....33 L33....33
minutes_draft                        held                      L3333MM33 L3333>>33
minutes_offering                     held                      L3333MM33 L3333>>33
minutes_reopening                    offered                   L3333MM33 L3333>>33
minutes_scan                         offered                   L3333MM33 L3333>>33
minutes_signatures                   offered                   L33>>>>33 L33CC>C33
account_login                        -                         .>>>>>>>> .>>>>>>>>
account_logout                       -                         >........ >>>>>>>>>
account_inactive                     -                         ......... MMMMMMMMM
account_signup                       -                         .>>>>>>>> .>>>>>>>>
account_reauthenticate               -                         L........ L........
account_email                        -                         L........ L>>>>>>>>
account_email_verification_sent      -                         ......... MMMMMMMMM
account_change_password              -                         L........ L........
account_set_password                 -                         L>>>>>>>> L>>>>>>>>
account_reset_password               -                         ......... .........
account_request_login_code           -                         .>>>>>>>> .>>>>>>>>
account_confirm_login_code           -                         L>>>>>>>> L>>>>>>>>
account_confirm_email                =nothing                  ......... 444444444
account_reset_password_done          -                         ......... MMMMMMMMM
account_reset_password_from_key_done -                         ......... MMMMMMMMM
account_reset_password_from_key      =1,=nothing               ......... .........
mfa_index                            -                         L........ LMMMMMMMM
mfa_authenticate                     -                         L>>>>>>>> L>>>>>>>>
mfa_reauthenticate                   -                         L>>>>>>>> L>>>>>>>>
mfa_activate_totp                    -                         L>>>>>>>> L>>>>>>>>
mfa_deactivate_totp                  -                         L44444444 L44444444
mfa_view_recovery_codes              -                         L44444444 LMMMMMMMM
mfa_generate_recovery_codes          -                         L>>>>>>>> L>>>>>>>>
mfa_download_recovery_codes          -                         L44444444 L44444444
mfa_list_webauthn                    -                         L........ LMMMMMMMM
mfa_add_webauthn                     -                         L>>>>>>>> L>>>>>>>>
mfa_reauthenticate_webauthn          -                         L>>>>>>>> L>>>>>>>>
mfa_remove_webauthn                  =1                        L>>>>>>>> L>>>>>>>>
mfa_edit_webauthn                    =1                        L>>>>>>>> L>>>>>>>>
mfa_login_webauthn                   -                         L>>>>>>>> L>>>>>>>>
usersessions_list                    -                         L........ L>>>>>>>>
"""
ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
# Tables that a GET may write: the session of the visitor and the cache.
VOLATILE = ("django_session", "usersessions_usersession", "portal_cache")


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("скан.pdf", PDF, "application/pdf")


def form_of(name: str, things: dict) -> dict:
    """What a person would send to a route."""
    tomorrow, today = clock.today() + timedelta(days=1), clock.today()
    return {
        "set_language": {"language": "ky"},
        "invitation": {"password": ground.PASSWORD},
        "application_new": {"organisation": things["organisation"]},
        "answer_organisation": {"phone": "+7 000 000-00-01", "email": "new@example.org"},
        "answer_ground": {"ground": "certified"},
        "answer_recommendation": {"recommended_name": "Своев Борис Борисович", "recommended_post": "директор"},
        "answer_acquaintance": {"acquainted": "on"},
        "journal_voiding": {"reason": "Введено дважды"},
        "answer_paper": {"number": "2", "issuer": "Орган", "dated_on": "2025-09-01", "until": "2028-09-01"},
        "import_columns": {"column_0": "full", "column_1": "inn"},
        "application_signature": {"sha256": things["form_sha256"], "password": ground.PASSWORD},
        "application_scan": {"scan": scan()},
        "minutes_scan": {"scan": scan()},
        "expert_release": {"reason": "Занят."},
        "certification_decision": {"step": "void", "reason": "Ошибка."},
        "certification_audit": {"audited_on": "2025-10-01", "result": "kept"},
        "certification_stop": {"kind": "suspended", "on": "2025-10-01", "reason": "Аудит."},
        "application_return": {"remark": "Дополните."},
        "answer_paper_one": {"number": "2", "issuer": "Орган", "dated_on": "2025-09-01", "until": "2028-09-01"},
        "application_remark_new": {"target": "ground", "text": "Уточните основание."},
        "application_proposal": {"proposal": "refuse", "reasons": "Нет документов"},
        "remark_answers": {"text": "Печать на третьей странице."},
        "letter": {"reasons": "Нет документов", "next_step": "Подайте новое заявление."},
        **places(things),
        "order": {"number": "901-П", "dated_on": today},
        "order_voiding": {"reason": "Ошибка в перечне"},
        "ending_new": {"organisation": things["leaving"], "reason": ""},
        "ending_entry": {"organisation": things["leaving"], "signed_on": today, "scan": scan()},
        "ending_signature": {"sha256": things["exit_sha256"], "password": ground.PASSWORD},
        "ending_scan": {"scan": scan()},
        "handover": {"handed_to": "Своев Борис Борисович", "on": today},
        "certificate_duplicate": {"reason": "Утерян", "issued_to": "Своев Борис Борисович"},
        "certificate_batch_new": {"step": "order", "which": "all", "members": str(things["uncertified"])},
        "seats": {"organisation": things["unseated"], "on": today, "number": "2"},
        "offices": {"kind": "deputy", "person": things["seated"], "on": today, "number": "2"},
        "meeting_new": {"held_on": tomorrow, "time": "12:00", "place": "каб. 1", "kind": "ordinary"},
        "meeting_items": {"matter": "admission", "subject": things["registered"]},
        "meeting_questions": {"title": "О плане", "decision": "Утвердить.", "form": "internal"},
        "meeting_participants": {"person": things["guest"], "voice": "consultative"},
        "meeting_presence": {"participant": things["participant"], "arrived": "1"},
        "item_ballots": {"choice": "for"},
        "item_text": {"heard": "Доложено.", "spoke": ""},
        "minutes_signatures": {"sha256": things["sha256"], "password": ground.PASSWORD},
    }.get(name, {})


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """All people and things, made once; each request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def address_of(name: str, scene) -> str:
    wanted = [] if ROWS[name][0] == "-" else ROWS[name][0].split(",")
    return reverse(name, args=[one[1:] if one[0] == "=" else scene.things[one] for one in wanted])


@contextmanager
def statements_that_write():
    """Collect what changes anything but the session."""
    found = []

    def watch(execute, sql, params, many, context):
        word = sql.lstrip("( ").split(" ", 1)[0].upper()
        if word in ("INSERT", "UPDATE", "DELETE", "REPLACE") and not any(one in sql for one in VOLATILE):
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def body_of(answer) -> str:
    return (answer.getvalue() if answer.streaming else answer.content).decode(errors="replace")


def sign_of(answer) -> str:
    if 300 <= answer.status_code < 400:
        return "L" if answer.headers["Location"].startswith("/accounts/login/") else ">"
    return SIGNS.get(answer.status_code, "?")


def ask(visitor, method: str, address: str, form: dict):
    """One request whose traces are taken away again."""
    cookies = copy.deepcopy(visitor.cookies)
    for value in form.values():
        if hasattr(value, "seek"):
            value.seek(0)  # the one before has read it
    try:
        with transaction.atomic():
            with statements_that_write() as written:
                if method == "GET":
                    answer = visitor.get(address)
                else:
                    answer = visitor.post(address, {keys.FIELD: keys.new_key(), **form})
                body = body_of(answer)
            transaction.set_rollback(True)
        assert method == "POST" or written == []
    finally:
        visitor.cookies = cookies
    return sign_of(answer), body


def test_every_route_has_a_line():
    assert sorted(set(policy.routes())) == sorted(ROWS)


@pytest.mark.parametrize("name", ROWS)
def test_every_role_gets_the_decided_answer(name, scene):
    address, form = address_of(name, scene), form_of(name, scene.things)
    told = {}
    for method in ("GET", "POST"):
        answers = {role: ask(scene.visitors[role], method, address, form) for role in ROLES}
        told[method] = "".join(sign for sign, _body in answers.values())
        for role in ("anonymous", "foreign"):
            assert [one for one in (*CANARIES.values(), *PRIVATE) if one in answers[role][1]] == []

    assert told == dict(zip(("GET", "POST"), ROWS[name][1:], strict=True))


@pytest.mark.parametrize("value", ["abc", "9" * 30, "\x00", "Ж" * 400])
def test_nonsense_in_a_form_is_answered_and_not_an_error(value, scene):
    forms = {name: dict.fromkeys(form_of(name, scene.things), value) for name in ROWS}
    ours = [name for name in ROWS if forms[name] and policy.row_of(name) != policy.THIRD_PARTY]
    admitted = {
        name: next(role for role, sign in zip(ROLES, ROWS[name][2], strict=True) if sign in ">.") for name in ours
    }
    answers = {
        name: ask(scene.visitors[admitted[name]], "POST", address_of(name, scene), forms[name])[0] for name in ours
    }

    assert [name for name, sign in answers.items() if sign in "!?"] == []


@pytest.mark.parametrize("value", ["abc\x00", "9" * 30])
def test_nonsense_in_an_address_is_answered_and_not_an_error(value, scene):
    names = "q year page on from until state series item kind name code v sort status place ground pin tab round".split()
    query = urlencode(dict.fromkeys(names, value))
    ours = [name for name in ROWS if policy.row_of(name) != policy.THIRD_PARTY]
    answers = {name: ask(scene.visitors["secretary"], "GET", f"{address_of(name, scene)}?{query}", {}) for name in ours}

    assert [name for name, (sign, _body) in answers.items() if sign in "!?"] == []


def test_what_belongs_to_a_school_is_not_there_for_the_director_of_another():
    own = "organisation draft submitted application_paper file certificate paper uncertified".split()
    place = ROLES.index("foreign")
    public = ("check", "comparison")
    rows = {name: row for name, row in ROWS.items() if set(row[0].split(",")) & set(own) and name not in public}

    assert {row[method][place] for row in rows.values() for method in (1, 2)} == {"3", "4", "M"}
    assert [name for name, row in rows.items() if row[1][place] == "." or row[2][place] in ".>"] == []


def test_the_own_director_sees_what_the_foreign_one_does_not(scene):
    names = ("answer_organisation", "application", "answer_recommendation", "application_answers")
    shown = [ask(scene.visitors["own"], "GET", address_of(name, scene), {})[1] for name in names]

    assert [one for one in (*CANARIES.values(), *PRIVATE) if not any(one in body for body in shown)] == []
    assert Membership.objects.filter(organisation=scene.things["organisation"]).count() == 0
