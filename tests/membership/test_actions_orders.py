"""The authority's order: what its draft holds, its date, what it does, and an order that was wrong."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.actions.organisations import add_basis
from association.models import AuditEntry
from association.workflow import WrongState
from membership import rules
from membership.actions import endings, orders
from membership.models import Membership, Order
from membership.queries import lines_waiting, membership_of, minimum_on
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.moments import days, fresh
from tests.factories.ordering import decision, enter, granted, refusal, void, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


@clause("A-3.3")
def test_one_order_begins_many_memberships_on_its_own_date(school, secretary):
    row, other = granted(school, secretary), granted(ground.organisation(), secretary)
    begun = enter(Order.objects.get(), secretary, on=days(-1))

    order = Order.objects.get()
    assert (order.state, order.number, order.dated_on) == ("entered", "12-П", days(-1))
    assert [(one.organisation, one.starts_on, one.kind) for one in begun] == [
        (school, days(-1), "member"), (other.organisation, days(-1), "member"),
    ]  # fmt: skip
    assert (begun[0].basis.kind, begun[0].basis.number) == ("order", "12-П")
    assert begun[0].basis.body == "Демонстрационное министерство"
    assert [fresh(one).state for one in (row, other)] == ["entered", "entered"]
    with pytest.raises(WrongState):
        enter(order, secretary)
    assert Membership.objects.count() == 2


@clause("A-3.3")
def test_the_day_that_counts_is_a_setting(school, secretary):
    ground.settle(membership_effective="decision")
    granted(school, secretary, ago=5)

    assert enter(Order.objects.get(), secretary)[0].starts_on == days(-5)


@clause("A-3.3")
def test_an_order_is_dated_neither_ahead_nor_before_the_decision(school, secretary):
    granted(school, secretary, ago=3)
    order = Order.objects.get()

    assert [one for one, _said in refusal(enter, order, secretary, on=days(1))] == ["A-3.3"]
    assert [one for one, _said in refusal(enter, order, secretary, on=days(-4))] == ["A-3.3"]
    assert (fresh(order).state, Membership.objects.count()) == ("draft", 0)
    assert enter(order, secretary, on=days(-3))[0].starts_on == days(-3)


@clause("A-3.3")
def test_an_empty_draft_and_a_number_taken_are_refused(school, secretary):
    granted(school, secretary)
    enter(Order.objects.get(), secretary, number="12-П")
    granted(ground.organisation(), secretary)
    second = Order.objects.get(state="draft")

    assert [one for one, _said in refusal(enter, second, secretary, number=" 12-П ")] == ["A-3.3"]
    orders.take_out(second.lines.get(), by=secretary, at=clock.now())
    assert [one for one, _said in refusal(enter, second, secretary, number="13-П")] == ["A-3.3"]


@clause("A-3.3")
def test_an_order_is_entered_by_who_may(school, secretary, director):
    granted(school, secretary)

    with pytest.raises(PermissionDenied):
        enter(Order.objects.get(), director)
    assert (Order.objects.get().state, Membership.objects.count()) == ("draft", 0)
    enter(Order.objects.get(), ground.user("department_reviewer"))


@clause("A-3.3")
def test_the_draft_shows_who_joins_who_left_and_the_composition_to_come(school, secretary):
    left, excluded, stays = (make.member(secretary) for _one in range(3))
    granted(school, secretary)
    withdrawn(left, secretary)
    endings.exclude(
        membership_of(excluded, clock.today()), basis=decision(secretary), by=secretary, at=clock.now(),
        is_confirmed=True,
    )  # fmt: skip

    order = Order.objects.get()
    facts, full = order.paper.facts, lambda one: one.name_on(clock.today()).full
    assert [row["name"] for row in facts["include"]] == [full(school)]
    gone, out = facts["remove"]
    assert (gone["name"], out) == (full(left), {"name": full(excluded), "reason": "п. 3.14 Положения"})
    assert "п. 3.15.2 Положения" in gone["reason"]
    assert [row["name"] for row in facts["members"]] == [stays.title, school.title]
    assert (facts["protocols"], order.paper.is_draft) == ([{"number": "7", "date": days(-3).isoformat()}], False)


@clause("A-3.3")
def test_a_line_taken_out_waits_for_the_next_order(school, secretary, director):
    granted(school, secretary)
    granted(ground.organisation(), secretary)
    order = Order.objects.get()
    line = order.lines.first()
    with pytest.raises(PermissionDenied):
        orders.take_out(line, by=director, at=clock.now())
    orders.take_out(line, by=secretary, at=clock.now())

    assert [row.organisation for row in lines_waiting()] == [school]
    assert [row["name"] for row in fresh(order).paper.facts["include"]] == [
        order.lines.get().organisation.name_on(clock.today()).full
    ]
    begun = enter(order, secretary)
    assert (len(begun), membership_of(school, clock.today())) == (1, None)
    later = orders.put_back(line, by=secretary, at=clock.now())
    assert (later.pk != order.pk, [one.organisation for one in enter(later, secretary, number="13-П")]) == (
        True, [school],
    )  # fmt: skip
    assert [one for one, _said in refusal(orders.take_out, fresh(line), by=secretary, at=clock.now())] == ["A-3.3"]


@clause("A-3.14", "A-3.3")
def test_an_exclusion_takes_effect_on_the_date_of_the_order(secretary, people):
    schools = [make.member(secretary) for _one in range(6)]
    membership = membership_of(schools[0], clock.today())
    endings.exclude(membership, basis=decision(secretary), by=secretary, at=clock.now())
    assert fresh(membership).ends_on is None
    enter(Order.objects.get(), secretary, on=days(-1))

    ended = fresh(membership)
    assert (ended.ends_on, ended.end_reason, ended.end_basis.number) == (days(-1), "exclusion", "12-П")
    certificate = membership.certificates.get()
    assert [certificate.status_on(day) for day in (days(-2), days(-1))] == ["valid", "annulled"]
    assert "3.14" in certificate.annul_reason


@clause("A-3.12", "A-3.14")
def test_an_exclusion_below_five_is_confirmed_once_more_and_never_blocked(secretary, people):
    first, *_rest = [make.member(secretary) for _one in range(5)]
    membership, basis = membership_of(first, clock.today()), decision(secretary)
    call = {"basis": basis, "by": secretary, "at": clock.now()}

    assert [one for one, _said in refusal(endings.exclude, membership, **call)] == ["A-3.12"]
    order = endings.exclude(membership, **call, is_confirmed=True)
    assert [one for one, _said in refusal(enter, order, secretary)] == ["A-3.12"]
    assert fresh(order).state == "draft"
    enter(order, secretary, is_confirmed=True)
    assert (membership_of(first, clock.today()), minimum_on(clock.today())[1]) == (None, clock.today())


@clause("A-3.14")
def test_an_exclusion_stands_on_a_decision_and_on_a_membership(secretary, people):
    first, *_rest = [make.member(secretary) for _one in range(7)]
    membership = membership_of(first, clock.today())
    paper = add_basis(kind="other", body="Письмо", dated_on=clock.today(), by=secretary, at=clock.now())
    call = {"by": secretary, "at": clock.now()}

    assert [one for one, _said in refusal(endings.exclude, membership, basis=paper, **call)] == ["A-3.14"]
    endings.exclude(membership, basis=decision(secretary), **call)
    again = refusal(endings.exclude, membership, basis=decision(secretary), **call)
    assert [one for one, _said in again] == ["A-3.3"]
    candidate = make.membership(ground.organisation(), secretary, ground_of=rules.CANDIDATE)
    assert [one for one, _s in refusal(endings.exclude, candidate, basis=decision(secretary), **call)] == ["A-3.14"]


@clause("A-3.3")
def test_a_void_draft_hands_its_lines_to_a_new_one(school, secretary, director):
    row = granted(school, secretary)
    order = Order.objects.get()
    with pytest.raises(PermissionDenied):
        void(order, director)
    replacing = void(order, secretary, reason="Описка")

    assert (fresh(order).state, replacing.state, replacing.lines.get().application) == ("void", "draft", row)
    assert (replacing.replaces.get(), fresh(order).void_reason, fresh(order).voided_by) == (order, "Описка", secretary)
    entry = AuditEntry.objects.get(verb="order.void")
    assert (entry.subject_id, entry.facts["reason"]) == (str(order.pk), "Описка")
    with pytest.raises(WrongState):
        enter(order, secretary)
    assert [one.organisation for one in enter(replacing, secretary)] == [school]
