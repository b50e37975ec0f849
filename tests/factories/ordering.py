"""From a granted application to the authority's order, and back when the order was wrong."""

import pytest

from association import clock
from association.actions.organisations import add_basis
from association.models import Basis
from association.statute import Refused
from membership import rules
from membership.actions import decisions, endings, orders
from membership.models import Application
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.moments import days


def decision(by, *, ago=3, number="7"):
    return add_basis(
        kind=Basis.Kind.DECISION, body="Президиум", dated_on=days(-ago), item="1", number=number, by=by, at=clock.now()
    )


def granted(school, by, *, ground_of=rules.CERTIFIED, **options):
    row = make.application(school, by, ground_of=ground_of, state=Application.State.LISTED)
    decisions.grant(row, basis=decision(by, **options), by=by, at=clock.now())
    return row


def enter(order, by, number="12-П", on=None, **options):
    facts = {"number": number, "dated_on": on or clock.today(), "scan": None, "by": by, "at": clock.now()}
    return orders.enter_order(order, **facts, **options)


def void(order, by, reason="Ошибка в перечне"):
    return orders.void(order, reason=reason, on=clock.today(), by=by, at=clock.now())


def withdrawn(school, secretary, *, on=None):
    """The exit of a school that came on paper."""
    scan = ground.make_ready(decisions.letters.papers.draw(
        endings.D29, school, facts={}, by=secretary, at=clock.now()
    )).file  # fmt: skip
    return endings.enter_paper_exit(
        school, stated_on=on, signed_on=clock.today(), reason="", scan=scan, on=clock.today(), by=secretary,
        at=clock.now(),
    )  # fmt: skip


def refusal(call, *args, **options):
    """Clause and sentence of a refusal."""
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return [(verdict.clause, str(verdict.sentence)) for verdict in refused.value.verdicts]
