"""Two ends of one membership: an exit of a far day and an exclusion that waits in a draft order; the earlier counts."""

from datetime import timedelta

import pytest

from association import clock, happenings
from membership import rules
from membership.actions import endings, orders
from membership.models import OrderLine
from membership.queries import membership_of, open_order
from tests.clause_marker import clause
from tests.factories import membership as make
from tests.factories.crossing import decision, enter, leave, void
from tests.factories.moments import days, fresh

pytestmark = pytest.mark.django_db


@clause("A-B.7", "A-3.15.1")
@pytest.mark.parametrize("happening", ["membership.ended", "organisation.reorganised"])
def test_what_ends_names_the_certificate_that_a_later_day_was_to_annul(happening, secretary, people):
    school = make.member(secretary)
    leave(school, secretary, days(60))
    told = [one.clause for one in happenings.forecast(happening, organisation=school, on=clock.today())]
    late = [one.clause for one in happenings.forecast(happening, organisation=school, on=days(60))]

    assert (told.count("A-B.7"), late.count("A-B.7")) == (1, 0)


def excluded(school, by):
    row = school.memberships.get()
    endings.exclude(row, basis=decision(by), by=by, at=clock.now(), is_confirmed=True)
    return row


@clause("A-3.14", "A-3.15.2")
def test_of_two_ends_the_earlier_counts():
    judge = rules.is_first_end.judge
    assert judge(reason="exclusion", on=days(0), planned=days(1)).passed is True
    assert judge(reason="exclusion", on=days(1), planned=days(1)).passed is False
    assert judge(reason="withdrawal", on=days(0), planned=days(1)).passed is False
    assert judge(reason="withdrawal", on=days(9), planned=None).passed is True


@clause("A-3.14", "A-5.6.7")
def test_an_exit_of_a_far_day_does_not_put_off_an_exclusion_that_waits(secretary, people):
    school = make.member(secretary)
    row, certificate = excluded(school, secretary), school.certificates.get()
    leave(school, secretary, days(90))

    line = OrderLine.objects.get()
    assert (fresh(row).ends_on, line.reason, line.basis.kind) == (days(90), "exclusion", "decision")
    assert open_order().paper.facts["remove"][0]["reason"] == "п. 3.14 Положения"
    enter(secretary)
    assert (fresh(row).ends_on, fresh(row).end_reason) == (clock.today(), "exclusion")
    assert (fresh(certificate).status_on(clock.today()), membership_of(school, days(1))) == ("annulled", None)


@clause("A-5.6.7", "A-3.3")
def test_an_exit_forestalled_by_an_exclusion_holds_again_when_the_order_is_voided(secretary, people):
    school = make.member(secretary)
    excluded(school, secretary)
    leave(school, secretary, days(90))
    enter(secretary)
    void(secretary)

    back = membership_of(school, clock.today())
    assert (back.starts_on, back.ends_on, back.end_reason) == (clock.today(), days(90), "withdrawal")
    assert [(line.reason, line.membership) for line in open_order().lines.all()] == [("exclusion", back)]
    enter(secretary, number="2")
    assert membership_of(school, clock.today()) is None


@clause("A-3.14", "A-3.15.2")
def test_an_exit_whose_day_came_before_the_order_is_told_as_the_exit_it_was(secretary, people):
    school = make.member(secretary)
    row = excluded(school, secretary)
    asked = leave(school, secretary, days(5))
    at = clock.now() + timedelta(days=6)
    orders.redraw(open_order(), by=secretary, at=at)

    line = OrderLine.objects.get()
    assert (line.reason, line.basis) == ("withdrawal", fresh(asked).basis)
    order = open_order()
    orders.enter_order(order, number="1", dated_on=days(6), scan=None, by=secretary, at=at, is_confirmed=True)
    assert (fresh(row).ends_on, fresh(row).end_reason) == (days(5), "withdrawal")


@clause("A-3.14")
def test_who_leaves_on_a_day_ahead_may_still_be_excluded_before_it(secretary, people):
    school = make.member(secretary)
    leave(school, secretary, days(90))
    row = excluded(school, secretary)
    assert [(line.reason, line.order.state) for line in OrderLine.objects.all()] == [("exclusion", "draft")]
    enter(secretary)

    assert (fresh(row).ends_on, fresh(row).end_reason) == (clock.today(), "exclusion")
