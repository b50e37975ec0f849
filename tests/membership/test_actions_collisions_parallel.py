"""Two desks at the same moment: the order is entered, a draft is opened, an exit is handed in."""

import time
from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction

from association import clock
from association.actions.organisations import add_basis
from association.models import Organisation
from association.proofs import Password
from association.statute import Refused
from membership import rules
from membership.actions import decisions, endings, letters, orders
from membership.models import Application, Membership, Order, OrderLine, Withdrawal
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium

pytestmark = pytest.mark.usefixtures("committed")
PAUSE = 1.0


@pytest.fixture
def secretary(committed):
    return presidium.cast(3).secretary


def in_one(verb):
    """The verb inside one transaction of its own thread."""

    def done():
        with transaction.atomic():
            return verb()

    return done


def one_inside_the_other(first, second):
    """Run `second` while the transaction of `first` has written and not committed yet."""
    written = Event()

    def slowly():
        try:
            with transaction.atomic():
                done = first()
                written.set()
                time.sleep(PAUSE)
                return done
        finally:
            written.set()

    def meanwhile():
        written.wait()
        return second()

    return at_once(slowly, meanwhile)


def listed(secretary):
    return make.application(ground.organisation(), secretary, ground_of=rules.CERTIFIED, state="listed")


def grant(row, secretary):
    basis = add_basis(
        kind="decision", body="Президиум", dated_on=clock.today() - timedelta(days=3), item="1", number="7",
        by=secretary, at=clock.now(),
    )  # fmt: skip
    decisions.grant(row, basis=basis, by=secretary, at=clock.now())


@clause("A-3.3")
@pytest.mark.parametrize("verb", [orders.take_out, orders.put_back])
def test_a_line_is_not_moved_while_its_order_is_entered(verb, secretary):
    row = listed(secretary)
    grant(row, secretary)
    order, line = Order.objects.get(), OrderLine.objects.get()
    entered, moved = one_inside_the_other(
        lambda: orders.enter_order(order, number="1", dated_on=clock.today(), scan=None, by=secretary, at=clock.now()),
        lambda: verb(line, by=secretary, at=clock.now()),
    )

    assert (len(entered), type(moved)) == (1, Refused)
    assert (OrderLine.objects.get().order, Application.objects.get().state) == (order, "entered")


@clause("A-3.3")
def test_two_decisions_at_once_wait_in_one_draft(secretary):
    first, second = listed(secretary), listed(secretary)
    answers = one_inside_the_other(lambda: grant(first, secretary), lambda: grant(second, secretary))

    assert answers == [None, None]
    assert sorted(Order.objects.get().lines.values_list("application", flat=True)) == [first.pk, second.pk]


def leave(school, scan, secretary):
    return endings.enter_paper_exit(
        school, stated_on=None, signed_on=clock.today(), reason="", scan=scan, on=clock.today(), by=secretary,
        at=clock.now(),
    )  # fmt: skip


def scanned(school, secretary):
    return ground.make_ready(endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now())).file


def held_first(school, verb):
    """Do `verb` after this desk has held the organisation for a while, as every verb on its end does first."""

    def slowly():
        list(Organisation.objects.select_for_update(no_key=True).filter(pk=school.pk))
        time.sleep(PAUSE)
        return verb()

    return slowly


@clause("A-3.14", "A-3.15.2")
@pytest.mark.parametrize("act", ["enter", "void"])
def test_an_exit_and_the_order_that_is_about_the_same_school_do_not_wait_for_each_other_in_a_ring(act, secretary):
    school = make.member(secretary)
    scan, row = scanned(school, secretary), school.memberships.get()
    basis = add_basis(kind="decision", body="Президиум", dated_on=clock.today(), item="1", number="7", by=secretary,
                      at=clock.now())  # fmt: skip
    order = endings.exclude(row, basis=basis, by=secretary, at=clock.now(), is_confirmed=True)
    call = {"by": secretary, "at": clock.now()}

    def other():
        time.sleep(PAUSE / 2)
        if act == "void":
            return orders.void(order, reason="Описка", on=clock.today(), **call)
        return orders.enter_order(order, number="1", dated_on=clock.today(), scan=None, is_confirmed=True, **call)

    answers = at_once(in_one(held_first(school, lambda: leave(school, scan, secretary))), other)

    assert [one for one in answers if isinstance(one, Exception)] == []
    left = Membership.objects.get(organisation=school)
    assert (left.ends_on, left.end_reason) == (clock.today(), "withdrawal")
    assert [line.reason for line in OrderLine.objects.filter(stands=True)] == ["withdrawal"]


@clause("A-3.15.2", "A-4.4e")
def test_letters_are_released_while_an_exit_is_registered(secretary):
    row = listed(secretary)
    grant(row, secretary)
    school = make.member(secretary)
    scan = scanned(school, secretary)
    answers = at_once(
        in_one(held_first(school, lambda: leave(school, scan, secretary))),
        in_one(lambda: letters.release_all(on=clock.today(), by=secretary, at=clock.now())),
        in_one(lambda: letters.release_all(on=clock.today(), by=secretary, at=clock.now())),
    )

    assert [one for one in answers if isinstance(one, Exception)] == []
    assert sorted(answers[1:]) == [0, 1]


@clause("A-3.3")
def test_two_orders_voided_at_once_leave_one_draft(secretary):
    for number in "12":
        grant(listed(secretary), secretary)
        order = Order.objects.get(state="draft")
        orders.enter_order(order, number=number, dated_on=clock.today(), scan=None, by=secretary, at=clock.now())
    voided = [
        in_one(lambda one=one: orders.void(one, reason="Описка", on=clock.today(), by=secretary, at=clock.now()))
        for one in Order.objects.order_by("pk")
    ]
    answers = at_once(*voided)

    draft = Order.objects.get(state="draft")
    assert (answers, draft.lines.count(), draft.replaces.count()) == ([draft, draft], 2, 2)


@clause("A-3.15.2")
def test_an_exit_is_not_rewritten_while_it_is_handed_in(secretary):
    school = make.member(secretary)
    director = ground.director(school)
    call = {"by": director, "at": clock.now()}
    row = endings.state_exit(school, stated_on=None, reason="", on=clock.today(), **call)
    paper = ground.make_ready(row.paper)
    endings.sign(row, proof=Password(ground.PASSWORD), sha256=paper.sha256, **call)
    day = clock.today() + timedelta(days=30)
    _submitted, restated = one_inside_the_other(
        lambda: endings.submit(Withdrawal.objects.get(), on=clock.today(), **call),
        lambda: endings.state_exit(school, stated_on=day, reason="", on=clock.today(), **call),
    )

    kept = Withdrawal.objects.get()
    assert (type(restated), kept.state, kept.stated_on, kept.paper) == (Refused, "submitted", None, paper)
