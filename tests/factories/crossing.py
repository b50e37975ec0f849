"""Acts that cross each other: the one open order, the exit on paper, a school that ceases."""

from association import clock
from association.actions import reorganisations
from association.actions.organisations import add_basis
from membership import rules
from membership.actions import decisions, endings, orders
from membership.models import Order
from membership.queries import open_order
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.moments import days


def decision(by, *, ago=30):
    return add_basis(
        kind="decision", body="Президиум", dated_on=days(-ago), item="1", number="7", by=by, at=clock.now()
    )


def granted(school, by, *, ground_of=rules.CERTIFIED):
    row = make.application(school, by, ground_of=ground_of, state="listed")
    decisions.grant(row, basis=decision(by), by=by, at=clock.now())
    return row


def enter(by, *, number="1", on=None):
    return orders.enter_order(
        open_order(), number=number, dated_on=on or clock.today(), scan=None, by=by, at=clock.now(), is_confirmed=True
    )


def void(by):
    order = Order.objects.get(state="entered")
    return orders.void(order, reason="Неверная дата", on=clock.today(), by=by, at=clock.now())


def leave(school, by, on=None):
    paper = ground.make_ready(endings.papers.draw(endings.D29, school, facts={}, by=by, at=clock.now()))
    return endings.enter_paper_exit(
        school, stated_on=on, signed_on=clock.today(), reason="", scan=paper.file, on=clock.today(), by=by,
        at=clock.now(),
    )  # fmt: skip


def gone(school, by, *, kind="liquidation", successors=()):
    basis = {"kind": "register", "body": "Реестр", "number": "ГРН-1", "dated_on": clock.today()}
    return reorganisations.reorganise(
        school, kind=kind, on=clock.today(), entry_number="1", basis=basis, successors=successors, by=by,
        at=clock.now(),
    )  # fmt: skip
