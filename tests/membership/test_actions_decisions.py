"""What follows a decision: grant or refusal, the order, the membership."""

import pytest

from association import clock
from association.actions import founding
from association.actions.organisations import add_basis
from association.models import Association, Basis, Paper
from association.statute import Refused
from membership import rules
from membership.actions import decisions, orders
from membership.models import Application, Membership, Order
from membership.queries import membership_of
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


def listed(school, by, ground_of=rules.CERTIFIED):
    return make.application(school, by, ground_of=ground_of, state=Application.State.LISTED)


def decision(by, number=""):
    return add_basis(
        kind=Basis.Kind.DECISION, body="Президиум", dated_on=clock.today(), item="1", number=number, by=by,
        at=clock.now(),
    )  # fmt: skip


def granted(school, by, number="", **options):
    row = listed(school, by, **options)
    decisions.grant(row, basis=decision(by, number), by=by, at=clock.now())
    return row


def enter(order, by, number="12-П", on=None):
    return orders.enter_order(order, number=number, dated_on=on or clock.today(), scan=None, by=by, at=clock.now())


def state_of(row):
    return type(row).objects.get(pk=row.pk).state


@clause("A-3.3")
def test_a_granted_application_waits_for_the_order_and_is_no_membership_yet(school, secretary):
    row = granted(school, secretary)

    order = Order.objects.get()
    assert (state_of(row), order.state, order.lines.get().application) == ("granted", "draft", row)
    assert (order.paper.is_draft, order.paper.facts["include"]) == (
        True, [{"name": school.name_on(clock.today()).full}]
    )  # fmt: skip
    assert membership_of(school, clock.today()) is None


@clause("A-3.2.4")
def test_a_candidate_has_the_status_by_the_decision_without_an_order(school, secretary):
    row = granted(school, secretary, ground_of=rules.CANDIDATE)

    held = membership_of(school, clock.today())
    assert (state_of(row), held.kind, held.basis) == ("entered", "candidate", row.basis)
    assert Order.objects.count() == 0


@clause("A-3.1.4")
def test_a_candidate_that_becomes_a_member_ends_its_candidate_status_on_that_day(school, secretary):
    candidate = make.membership(school, secretary, ground_of=rules.CANDIDATE)
    granted(school, secretary, ground_of=rules.CONCLUSION)
    enter(Order.objects.get(), secretary)

    candidate.refresh_from_db()
    assert (candidate.ends_on, candidate.end_reason) == (clock.today(), "became_member")
    assert membership_of(school, clock.today()).kind == "member"


def test_a_decision_that_was_not_adopted_refuses(school, secretary):
    row = listed(school, secretary)
    decisions.refuse(row, basis=decision(secretary), by=secretary, at=clock.now())

    assert (state_of(row), Order.objects.count(), Membership.objects.count()) == ("refused", 0, 0)
    assert Paper.objects.get(kind="D05").facts["decision"]["kind"] == "refuse"


@clause("A-3.13a")
def test_in_the_organisational_period_the_order_admits_without_a_presidium():
    ground.association()
    secretary, school = ground.secretary(), ground.organisation()
    row = make.application(school, secretary, state=Application.State.REGISTERED)
    decisions.admit_by_order(row, by=secretary, at=clock.now())
    begun = enter(Order.objects.get(), secretary)

    assert (state_of(row), [one.organisation for one in begun]) == ("entered", [school])
    assert begun[0].starts_on == clock.today()


@clause("A-3.13b")
def test_in_the_working_period_the_presidium_decides(school, secretary):
    row = make.application(school, secretary, state=Application.State.REGISTERED)

    with pytest.raises(Refused) as refused:
        decisions.admit_by_order(row, by=secretary, at=clock.now())
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.13b"]
    assert (state_of(row), Order.objects.count()) == ("registered", 0)


@clause("A-3.13a")
def test_the_working_period_is_seen_by_the_next_reader_of_the_same_request(school):
    with Association.read_once():
        Association.objects.update(phase="organisational")
        assert Association.current().phase == "organisational"
        founding.begin_working(Association.objects.get(), by=None, at=clock.now())
        assert Association.current().phase == "working"
