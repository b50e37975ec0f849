"""The public pages of the regulations, the command that prints the matrix, and the mark that proves a clause."""

import json
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from association import clock, matrix
from association.journal import record
from association.models import Association
from association.statute import CLAUSES, denial
from association.views.regulations import SECTIONS, neighbours, section_of
from presidium import rules
from tests.clause_marker import clause, pytest_runtest_call

LANGUAGES = ("ru", "ky", "en")
MARKED = """
import pytest
from tests.clause_marker import clause


@clause("A-4.7", "A-4.6")
def test_one(): ...


@pytest.mark.clause("A-4.7")
def test_two(): ...


@pytest.mark.skip(reason="later")
@clause("A-4.7")
def test_skipped(): ...


@clause("A-99")
def test_unknown(): ...
"""


def read(client, name, *args, language="en"):
    client.cookies["django_language"] = language
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return unescape(response.content.decode())


def say(command, *args, **options):
    said = StringIO()
    call_command(command, *args, stdout=said, **options)
    return said.getvalue()


@pytest.fixture
def matrix_of(tmp_path, monkeypatch):
    """The matrix as it would be with these tests alone."""

    def built_with(source):
        (tmp_path / "tests").mkdir()
        (tmp_path / "tests" / "test_some.py").write_text(source)
        return matrix.marked_tests(tmp_path / "tests")

    yield built_with
    matrix.marked_tests.cache_clear()


def test_marks_are_read_without_running_and_skipped_tests_do_not_count(matrix_of):
    assert matrix_of(MARKED) == {
        "A-4.7": ("tests/test_some.py::test_one", "tests/test_some.py::test_two"),
        "A-4.6": ("tests/test_some.py::test_one",),
    }


def test_no_tests_installed_proves_nothing():
    assert matrix.marked_tests(Path("/nowhere")) == {}


@pytest.mark.parametrize(
    ("rules", "records", "tests", "state"),
    [
        ((), (), (), matrix.NOT_YET),
        (("rule",), (), (), matrix.PARTLY),
        ((), ("record",), (), matrix.PARTLY),
        (("rule",), (), ("test",), matrix.PARTLY),
        ((), ("record",), ("test",), matrix.BUILT),
    ],
)
def test_a_clause_is_built_when_it_stands_in_the_portal_and_a_test_proves_it(rules, records, tests, state):
    row = matrix.Row(CLAUSES["A-4.7"], rules, records, (), tests)
    assert row.state == state


def test_every_name_in_the_matrix_leads_somewhere():
    wrong = [(one.id, name) for one in CLAUSES.values() for name in one.records if not matrix.stands(name)]
    wrong += [(one.id, name) for one in CLAUSES.values() for name in one.routes if name not in matrix.screens()]
    assert wrong == []


def test_the_command_prints_every_clause_with_its_columns():
    rows = json.loads(say("clauses", "--json"))
    assert [row["id"] for row in rows] == list(CLAUSES)
    assert {tuple(row) for row in rows} == {("id", "owner", "state", "rule", "record", "route", "tests")}
    assert {row["state"] for row in rows} <= set(matrix.STATES)
    quorum = next(row for row in rows if row["id"] == "A-4.7")
    assert quorum["rule"] == ["presidium.rules.votes.is_quorate"]
    assert "tests/presidium/test_rules_votes.py::test_quorum_vectors" in quorum["tests"]


def test_the_command_prints_one_owner_and_the_sums():
    lines = say("clauses", "--owner", "me").splitlines()
    mine = [one.id for one in CLAUSES.values() if "me" in one.owners]
    assert [line.split()[0] for line in lines[:-1]] == mine
    assert lines[-1].startswith(f"{len(mine)} clauses; built: ")


def test_the_command_knows_its_owners():
    with pytest.raises(CommandError, match="unknown owner"):
        say("clauses", "--owner", "xx")


def test_every_clause_stands_in_a_section():
    assert {(one.act, section_of(one)) for one in CLAUSES.values()} == {
        (act, key) for act, keys in SECTIONS.items() for key in keys
    }
    assert [section_of(CLAUSES[one]) for one in ("K-3", "K-4", "K-9.4", "K-21", "K-O1", "A-A.1")] == [
        "1", "4", "6", "10", "O", "A",
    ]  # fmt: skip


def test_neighbours_stay_within_the_act():
    assert neighbours(CLAUSES["A-1.1"])["before"] == ""
    assert neighbours(CLAUSES["A-B.7"])["after"] == ""
    assert neighbours(CLAUSES["K-O1"])["before"] == ""
    assert neighbours(CLAUSES["A-4.7"]) == {
        "before": reverse("clause", args=["A-4.6"]),
        "after": reverse("clause", args=["A-4.8"]),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_regulations_are_open_to_everybody(client, language):
    page = read(client, "regulations", language=language)
    assert [reverse("regulation", args=[act]) in page for act in "AK"] == [True, True]


@clause("A-1.1", "A-2.1")
@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statute_shows_its_version_and_every_clause(client, language):
    Association.objects.all().delete()
    Association.objects.create(name="Demo", short_name="Demo", statute_version="7/2025", statute_from="2025-03-01")
    page = read(client, "regulation", "A", language=language)
    assert "7/2025" in page
    for one in CLAUSES.values():
        assert (f'id="{one.id}"' in page) is (one.act == "A")
    for shown in ("A-1.1", "A-2.1", "A-4.7"):
        assert CLAUSES[shown].text(language)[0] in page


@pytest.mark.django_db
def test_the_model_regulation_is_shown_with_english_marked_as_such(client):
    page = read(client, "regulation", "K", language="ky")
    english = [one for one in CLAUSES.values() if one.act == "K" and not one.ky]
    assert page.count('lang="en">') >= len(english)


@clause("A-1.1")
@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_shows_its_meaning_rule_and_proof(client, language):
    page = read(client, "clause", "A-4.7", language=language)
    assert CLAUSES["A-4.7"].text(language)[0] in page
    assert "presidium.rules.votes.is_quorate" in page
    assert "test_quorum_vectors" in page


@pytest.mark.django_db
def test_every_clause_has_its_page(client):
    missing = [
        one.id for one in CLAUSES.values() if one.text("ru")[0] not in read(client, "clause", one.id, language="ru")
    ]
    assert missing == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/regulations/X/", "/regulations/clause/A-99/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_the_pages_ask_the_database_the_same_for_one_clause_and_for_all(client, django_assert_max_num_queries):
    for address in (reverse("clause", args=["A-4.7"]), reverse("regulation", args=["A"])):
        client.get(address)
        with django_assert_max_num_queries(4):
            client.get(address)


# The mark itself: each act is done inside the hook that judges a marked test.


def journal_something():
    with transaction.atomic():
        record("test.tried", None, by=None, at=clock.now())


class Marked:
    """Stands for a collected test with one mark."""

    def __init__(self, *clauses):
        self.mark = clause(*clauses).mark

    def iter_markers(self, name):
        return [self.mark] if name == self.mark.name else []


def is_proved(act, *clauses):
    steps = pytest_runtest_call(Marked(*clauses))
    try:
        next(steps)
        act()
        steps.send(None)
    except StopIteration:
        return True
    except pytest.fail.Exception:
        return False
    finally:
        steps.close()
    raise AssertionError("the hook did not end")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "clauses", "proved"),
    [
        (lambda client: rules.is_quorate(present=1, roster=1), ["A-4.7"], True),
        (lambda client: rules.is_adopted(votes_for=1, present=1), ["A-4.7"], False),
        (lambda client: rules.is_quorate(present=1, roster=1), ["A-4.7", "A-4.6"], False),
        (lambda client: denial("A-3.2.3", "No."), ["A-3.2.3"], True),
        (lambda client: client.get(reverse("regulations")), ["A-4.7", "A-4.6"], True),
        (lambda client: journal_something(), ["A-4.7"], True),
        (lambda client: None, ["A-4.7"], False),
        (lambda client: client.get(reverse("regulations")), ["A-99"], False),
        (lambda client: None, [], True),
    ],
    ids=["rule", "rule of another clause", "rule of one of two", "denial", "route", "journal", "nothing",
         "unknown clause", "no mark"],
)  # fmt: skip
def test_the_mark_fails_a_test_that_does_nothing_for_its_clause(client, act, clauses, proved):
    assert is_proved(lambda: act(client), *clauses) is proved


def test_a_failing_test_keeps_its_own_error():
    def fails():
        raise RuntimeError("its own")

    with pytest.raises(RuntimeError, match="its own"):
        is_proved(fails, "A-4.7")
