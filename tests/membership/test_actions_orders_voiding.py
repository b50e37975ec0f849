"""A wrong order is voided and replaced: what it began and ended is undone."""

import pytest
from django.db import connection

from association import clock
from membership import rules
from membership.actions import endings
from membership.models import Application, Membership, Order, OrderLine
from membership.queries import membership_of
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.moments import days, fresh
from tests.factories.ordering import decision, enter, granted, refusal, void, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


def test_an_empty_draft_is_voided_without_a_successor(secretary):
    order = Order.objects.create(drafted_at=clock.now(), drafted_by=secretary)

    assert void(order, secretary) is None
    assert (Order.objects.count(), fresh(order).state) == (1, "void")


@clause("A-3.3", "A-B.7")
def test_an_entered_order_that_was_wrong_is_undone_and_nothing_is_erased(school, secretary):
    candidate = make.membership(school, secretary, ground_of=rules.CANDIDATE)
    excluded = make.member(secretary)
    was = membership_of(excluded, clock.today())
    row = granted(school, secretary, ground_of=rules.CONCLUSION)
    order = endings.exclude(was, basis=decision(secretary), by=secretary, at=clock.now(), is_confirmed=True)
    begun = enter(order, secretary, on=days(-1), is_confirmed=True)[0]
    certificate = make.certificate(begun, secretary, on=clock.today())
    replacing = void(order, secretary)

    closed = fresh(begun)
    assert (closed.starts_on, closed.ends_on, closed.end_reason) == (days(-1), days(-1), "order_voided")
    assert (fresh(certificate).status_on(clock.today()), fresh(row).state) == ("annulled", "granted")
    assert "Ошибка в перечне" in fresh(certificate).annul_reason
    anew = membership_of(school, clock.today())
    assert (anew.kind, anew.starts_on, anew.ends_on, fresh(candidate).ends_on) == (
        "candidate",
        days(-1),
        None,
        days(-1),
    )
    back = membership_of(excluded, clock.today())
    assert (back.pk != was.pk, back.kind, back.starts_on, back.basis) == (True, "member", days(-1), was.basis)
    assert (fresh(was).ends_on, fresh(was).end_reason) == (days(-1), "exclusion")
    assert list(replacing.lines.values_list("kind", "application", "membership", "reason")) == [
        ("include", row.pk, None, ""), ("remove", None, back.pk, "exclusion"),
    ]  # fmt: skip
    assert list(OrderLine.objects.filter(order=order).values_list("stands", flat=True)) == [False, False]

    again = enter(replacing, secretary, number="14-П", is_confirmed=True)
    assert [(one.organisation, one.starts_on) for one in again] == [(school, clock.today())]
    assert (membership_of(excluded, clock.today()), fresh(back).end_basis.number) == (None, "14-П")


@clause("A-3.3")
def test_an_order_whose_membership_has_ended_since_stays_as_it_is(school, secretary):
    granted(school, secretary)
    order = Order.objects.get()
    enter(order, secretary)
    withdrawn(school, secretary)

    (said,) = refusal(void, order, secretary)
    assert (said[0], school.title in said[1], fresh(order).state) == ("A-3.3", True, "entered")


@clause("A-3.3")
def test_an_order_is_not_voided_over_a_further_application(school, secretary, director):
    granted(school, secretary)
    order = Order.objects.get()
    enter(order, secretary)
    make.application(school, director, state=Application.State.DRAFT)

    assert [one for one, _said in refusal(void, order, secretary)] == ["A-3.3"]


@clause("A-3.3")
def test_who_belongs_already_or_leaves_later_is_not_admitted_twice(school, secretary):
    make.membership(school, secretary)
    granted(school, secretary)
    (said,) = refusal(enter, Order.objects.get(), secretary)

    assert (said[0], school.title in said[1]) == ("A-3.3", True)
    assert Membership.objects.count() == 1


@clause("A-3.3")
def test_a_removal_that_has_taken_effect_is_only_shown(secretary, people):
    school = make.member(secretary)
    withdrawn(school, secretary)
    ended = Membership.objects.get(organisation=school)
    order = Order.objects.get()
    enter(order, secretary)
    before = fresh(ended)
    replacing = void(order, secretary)

    assert (before.end_reason, before.end_basis.kind) == ("withdrawal", "application")
    assert (fresh(ended).ends_on, replacing.lines.get().membership, membership_of(school, days(9))) == (
        clock.today(), ended, None,
    )  # fmt: skip


@clause("A-3.3")
def test_a_voided_order_leaves_one_draft_with_the_lines_of_both(school, secretary):
    first = granted(school, secretary)
    order = Order.objects.get()
    enter(order, secretary)
    later = granted(ground.organisation(), secretary)
    draft = Order.objects.get(state="draft")
    assert void(order, secretary) == draft

    assert list(Order.objects.filter(state="draft")) == [draft]
    assert sorted(draft.lines.values_list("application", flat=True)) == sorted([first.pk, later.pk])
    assert (list(draft.replaces.all()), fresh(order).replaced_by) == ([order], draft)
    assert len(fresh(draft).paper.facts["include"]) == 2
    anew = void(draft, secretary, reason="Ещё раз")
    assert (anew != draft, Order.objects.filter(state="draft").count(), anew.lines.count()) == (True, 1, 2)
    assert len(enter(anew, secretary, number="2")) == 2


@clause("A-3.3", "A-3.14")
def test_an_order_is_not_voided_while_what_it_began_waits_for_removal(school, secretary):
    granted(school, secretary)
    order = Order.objects.get()
    enter(order, secretary)
    row = membership_of(school, clock.today())
    endings.exclude(row, basis=decision(secretary), by=secretary, at=clock.now(), is_confirmed=True)

    (said,) = refusal(void, order, secretary)
    assert (said[0], school.title in said[1], fresh(order).state) == ("A-3.3", True, "entered")


def test_the_ends_of_a_membership_are_kept_by_the_database(secretary, people):
    school = make.member(secretary)
    withdrawn(school, secretary)

    with pytest.raises(Exception, match="protected table"), connection.cursor() as cursor:
        cursor.execute("UPDATE membership_membership SET ends_on = NULL")
