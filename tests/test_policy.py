"""Every route × every role × GET and POST on one's own and on foreign things has a decided answer (P19, P20).

The things belong to the school of `own`; `foreign` heads another school. POST sends a form that would be accepted.
A route without a line, or a line without a route, fails.
"""

import copy
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.urls import reverse

from association import clock, keys, policy
from membership.models import Membership
from tests import (
    policy_assignments,
    policy_elections,
    policy_events,
    policy_groups,
    policy_help,
    policy_pair_lists,
    policy_pairs,
    policy_plans,
    policy_records,
    policy_retention,
    policy_rules,
    policy_stewards,
)
from tests.factories import association as ground
from tests.policy_forms import exclusions, membership, places, preparation, scan
from tests.policy_quality import CANARY, forms
from tests.policy_scene import CANARIES, PRIVATE, build
from tests.policy_specialists import SPECIALISTS
from tests.policy_table import ROLES, ROWS, SIGNS

# Tables that a GET may write: the session of the visitor and the cache.
VOLATILE = ("django_session", "usersessions_usersession", "portal_cache")


def every_form(things: dict) -> dict[str, dict]:
    """What a person would send to the routes."""
    tomorrow, today = clock.today() + timedelta(days=1), clock.today()
    return {
        "set_language": {"language": "ky"},
        "invitation": {"password": ground.PASSWORD},
        "journal_voiding": {"reason": "Введено дважды"},
        "import_columns": {"column_0": "full", "column_1": "inn"},
        "minutes_scan": {"scan": scan()},
        **membership(things),
        **places(things),
        **exclusions(things),
        **preparation(things),
        **forms(things),
        **policy_retention.forms(things),
        **policy_rules.forms(things),
        **policy_assignments.forms(things),
        **policy_elections.forms(things),
        **policy_groups.forms(things),
        **policy_stewards.forms(things),
        **policy_events.forms(things),
        **policy_help.forms(things),
        **policy_pair_lists.forms(things),
        **policy_pairs.forms(things),
        **policy_plans.forms(things),
        **policy_records.forms(things),
        "seats": {"organisation": things["unseated"], "on": today, "number": "2"},
        "offices": {"kind": "deputy", "person": things["seated"], "on": today, "number": "2"},
        "meeting_new": {"held_on": tomorrow, "time": "12:00", "place": "каб. 1", "kind": "ordinary"},
        "meeting_items": {"matter": "admission", "subject": things["registered"]},
        "meeting_questions": {"title": "О плане", "decision": "Утвердить.", "form": "internal"},
        "meeting_participants": {"person": things["guest"], "voice": "consultative"},
        "meeting_presence": {"participant": things["participant"], "arrived": "1"},
        "item_ballots": {"choice": "for"},
        "item_opinions": {"text": "Поддерживаю."},
        "item_text": {"heard": "Доложено.", "spoke": ""},
        "minutes_signatures": {"sha256": things["sha256"], "password": ground.PASSWORD},
    }


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """All people and things, made once; each request is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build()
        built.forms = every_form(built.things)
        yield built
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


def signs_of(name, scene, method) -> str:
    """What a route answers to each role; nobody reads there what belongs to others."""
    address, form = address_of(name, scene), scene.forms.get(name, {})
    answers = {role: ask(scene.visitors[role], method, address, form) for role in ROLES}
    for role in ("anonymous", "foreign"):
        assert [one for one in (*CANARIES.values(), *PRIVATE) if one in answers[role][1]] == []
    return "".join(sign for sign, _body in answers.values())


@pytest.mark.reads
@pytest.mark.parametrize("name", ROWS)
def test_every_role_is_shown_the_decided_answer(name, scene):
    assert signs_of(name, scene, "GET") == ROWS[name][1]


@pytest.mark.reads  # who is admitted does not hang on the database; that a form is taken on both, the views' tests say
@pytest.mark.parametrize("name", ROWS)
def test_every_role_that_sends_gets_the_decided_answer(name, scene):
    assert signs_of(name, scene, "POST") == ROWS[name][2]


@pytest.mark.parametrize("name", SPECIALISTS)
def test_what_one_office_alone_may_do_is_answered_to_it(name, scene):
    role, *decided = SPECIALISTS[name]
    address, form = address_of(name, scene), scene.forms.get(name, {})

    assert [ask(scene.visitors[role], method, address, form)[0] for method in ("GET", "POST")] == decided


def test_a_second_route_of_one_name_would_take_the_row_of_the_first_and_stops_the_start():
    with pytest.raises(ValueError, match="a second route of this name"):
        policy.route("elsewhere/", lambda request: None, name="certificates", allow=policy.PUBLIC)
    assert policy.row_of("certificates") != policy.PUBLIC


def test_every_route_is_open_to_somebody():
    shut = {name for name, row in ROWS.items() if not set(row[1] + row[2]) & set(">.UCB5")}

    assert sorted(shut - set(SPECIALISTS)) == [
        "demo_sign_in", "mfa_deactivate_totp", "mfa_download_recovery_codes",
        "mfa_view_recovery_codes",
    ]  # fmt: skip


def first_admitted(signs):
    """A role whose form is taken, or at least read: a refusal in words is an answer too."""
    by_sign = list(zip(signs, ROLES, strict=True))
    return next(role for wanted in (">.", "UC") for sign, role in by_sign if sign in wanted)


@pytest.mark.parametrize("value", ["abc", "9" * 30, "\x00", "Ж" * 400])
def test_nonsense_in_a_form_is_answered_and_not_an_error(value, scene):
    forms = {name: dict.fromkeys(scene.forms.get(name, {}), value) for name in ROWS}
    known = [name for name in ROWS if forms[name] and policy.row_of(name) != policy.THIRD_PARTY]
    admitted = {name: SPECIALISTS[name][0] if name in SPECIALISTS else first_admitted(ROWS[name][2]) for name in known}
    answers = {
        name: ask(scene.visitors[role], "POST", address_of(name, scene), forms[name])[0]
        for name, role in admitted.items()
    }

    assert [name for name, sign in answers.items() if sign in "!?"] == []


@pytest.mark.parametrize("value", ["abc\x00", "9" * 30])
def test_nonsense_in_an_address_is_answered_and_not_an_error(value, scene):
    words = "q year page on from until state series item kind name code v sort status place ground pin tab round"
    names = [*words.split(), "level", "oblast", "lacks", "form", "given", "paper"]
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


def test_what_belongs_to_a_quality_system_is_not_there_for_the_officer_of_another(scene):
    other, told = scene.visitors["other_quality"], {}
    for name in (one for one in ROWS if one.startswith("qa_") and ROWS[one][0] != "-"):
        if policy.row_of(name) == policy.PUBLIC:
            continue
        address, form = address_of(name, scene), scene.forms.get(name, {})
        answers = [ask(other, method, address, form) for method in ("GET", "POST")]
        told[name] = "".join(sign for sign, _body in answers)
        assert CANARY not in answers[0][1] + answers[1][1], name

    assert {name: signs for name, signs in told.items() if set(signs) - set("34M") or signs[1] == "M"} == {}
