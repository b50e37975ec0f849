"""Two desks at the same moment: the order is entered, a draft is opened, an exit is handed in."""

import time
from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction

from association import clock
from association.actions.organisations import add_basis
from association.proofs import Password
from association.statute import Refused
from membership import rules
from membership.actions import decisions, endings, orders
from membership.models import Application, Order, OrderLine, Withdrawal
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
