"""The engine of life cycles: lock, source, right, checks, then state and journal; or nothing at all."""

from threading import Event

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from association.models import AuditEntry
from association.statute import Refused, demand
from association.workflow import WrongState, advance, open_to
from membership import rules
from membership.models import Application
from membership.states import APPLICATION_STEPS
from tests.association.crowd import at_once, size
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership

AT = ground.AT


@pytest.fixture
def secretary(db):
    return ground.secretary()


@pytest.fixture
def school(db):
    return ground.organisation()


@pytest.fixture
def submitted(school, secretary):
    return membership.application(school, secretary)


def written():
    """What a step may have changed."""
    return list(Application.objects.values()), AuditEntry.objects.count()


def test_a_step_writes_the_state_and_one_entry_of_the_journal(submitted, secretary):
    before = AuditEntry.objects.count()
    advance(submitted, "register", by=secretary, at=AT, note="к делу")

    entry = AuditEntry.objects.latest("pk")
    assert (submitted.state, Application.objects.get().state) == ("registered", "registered")
    assert (entry.verb, entry.subject_type, entry.subject_id, entry.by, entry.at) == (
        "application.register", "membership.application", str(submitted.pk), secretary, AT,
    )  # fmt: skip
    assert entry.facts == {"was": "submitted", "now": "registered", "note": "к делу"}
    assert AuditEntry.objects.count() == before + 1


@pytest.mark.parametrize(
    ("state", "step"), [(state, step) for step, row in APPLICATION_STEPS.items() for state in Application.State.values
                        if state not in row.sources]
)  # fmt: skip
def test_a_step_out_of_another_state_changes_nothing(state, step, submitted, secretary):
    Application.objects.update(state=state)
    before = written()

    with pytest.raises(WrongState) as wrong:
        advance(submitted, step, by=secretary, at=AT)
    assert written() == before
    assert str(Application.State(state).label) in str(wrong.value.sentence)


def test_the_state_that_counts_is_the_one_in_the_database(submitted, secretary):
    stale = Application.objects.get()
    advance(submitted, "register", by=secretary, at=AT)

    with pytest.raises(WrongState):
        advance(stale, "register", by=secretary, at=AT)


@pytest.mark.parametrize("step", [name for name, row in APPLICATION_STEPS.items() if row.right is not None])
def test_a_step_without_its_right_changes_nothing(step, submitted, school):
    Application.objects.update(state=APPLICATION_STEPS[step].sources[0])
    stranger = ground.director(ground.organisation())
    before = written()

    for user in (stranger, None):
        with pytest.raises(PermissionDenied):
            advance(submitted, step, by=user, at=AT)
    assert written() == before


@clause("A-3.13c")
def test_a_refused_check_changes_nothing_and_names_its_clause(submitted, secretary):
    before = written()
    facts = {"is_member": False, "ordered_on": None, "on": AT.date()}

    with pytest.raises(Refused) as refused:
        advance(submitted, "register", by=secretary, at=AT,
                checks=[lambda _row: None, demand(rules.may_get_certificate, lambda _row: facts)])  # fmt: skip
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.13c"]
    assert (written(), submitted.state) == (before, "submitted")


def test_checks_see_the_locked_row(submitted, secretary):
    stale = Application.objects.get()
    Application.objects.update(proposal_reasons="новое")
    seen = []
    advance(stale, "register", by=secretary, at=AT, checks=[lambda row: seen.append(row.proposal_reasons)])

    assert seen == ["новое"]


def test_a_verb_that_fails_after_the_step_takes_it_back(submitted, secretary):
    before = written()

    def verb():
        with transaction.atomic():
            advance(submitted, "register", by=secretary, at=AT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()
    assert written() == before


def test_buttons_are_the_steps_the_person_may_take_now(submitted, school, secretary):
    director = ground.director(school)

    assert [open_to(submitted, user) for user in (secretary, director)] == [["register", "return"], []]
    submitted.state = "draft"
    assert [open_to(submitted, user) for user in (secretary, director)] == [[], ["submit"]]
    submitted.state = "granted"
    assert [open_to(submitted, user) for user in (secretary, director)] == [["lapse"], []]
    submitted.state = "entered"
    assert [open_to(submitted, user) for user in (secretary, director)] == [[], []]


def test_of_many_who_take_one_step_at_once_one_does(committed):
    secretary = ground.secretary()
    row = membership.application(ground.organisation(), secretary)
    AuditEntry.objects.count()

    results = at_once(
        *[
            lambda: advance(Application.objects.get(pk=row.pk), "register", by=secretary, at=AT)
            for _one in range(size())
        ]
    )
    assert [type(result) for result in results if result is not None] == [WrongState] * (size() - 1)
    assert AuditEntry.objects.filter(verb="application.register").count() == 1


def test_the_row_is_locked_while_the_checks_run(committed):
    """What another transaction would change waits until the step is done."""
    secretary = ground.secretary()
    row = membership.application(ground.organisation(), secretary)
    checking, order = Event(), []

    def step():
        def slow(_row):
            checking.set()
            Event().wait(0.3)
            order.append("checked")

        advance(row, "register", by=secretary, at=AT, checks=[slow])

    def disturb():
        checking.wait(10)
        with transaction.atomic():
            Application.objects.select_for_update().get(pk=row.pk)
            order.append("changed")

    assert at_once(step, disturb) == [None, None]
    assert order == ["checked", "changed"]
    connection.close()
