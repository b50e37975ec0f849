"""An application that can have no effect any more ends before the order: the school has ceased, or does not join."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, desk
from association.actions import reorganisations
from association.actions.organisations import add_basis
from association.keys import new_key
from association.models import AuditEntry, Letter
from association.workflow import WrongState
from membership import rules
from membership.actions import applications, decisions, endings, orders
from membership.models import Application, Order, OrderLine
from membership.queries import awaiting_release, members_on, open_order
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.moments import fresh
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


def granted(school, by, *, ground_of=rules.CERTIFIED):
    row = make.application(school, by, ground_of=ground_of, state="listed")
    day = clock.today() - timedelta(days=3)
    basis = add_basis(kind="decision", body="Президиум", dated_on=day, item="1", number="7", by=by, at=clock.now())
    decisions.grant(row, basis=basis, by=by, at=clock.now())
    return row


def gone(school, by):
    basis = {"kind": "register", "body": "Реестр", "number": "ГРН-1", "dated_on": clock.today()}
    return reorganisations.reorganise(
        school, kind="liquidation", on=clock.today(), entry_number="1", basis=basis, by=by, at=clock.now()
    )


def lapse(row, by, reason=rules.CEASED, note=""):
    decisions.lapse(row, reason=reason, note=note, by=by, at=clock.now())


def duties(user):
    return [(str(one.title), one.clause) for one in desk.duties_of(user, clock.now())]


@clause("A-3.15.1", "A-5.6.7")
def test_the_reason_is_on_record():
    judge = rules.may_lapse.judge
    assert [judge(reason="ceased", has_ceased=is_so).passed for is_so in (True, False)] == [True, False]
    assert [judge(reason="declined", has_ceased=False, note=note).passed for note in ("№ 7", " ")] == [True, False]
    assert judge(reason="", has_ceased=True, note="№ 7").passed is False


@clause("A-3.15.1", "A-3.3")
def test_who_ceases_before_the_order_is_carried_by_it_no_longer(school, secretary, director):
    row, other = granted(school, secretary), granted(ground.organisation(), secretary)
    order = open_order()
    gone(school, secretary)
    lapse(row, secretary)

    ended = fresh(row)
    assert (ended.state, ended.lapse, ended.lapse_clause, ended.lapsed_on) == (
        "lapsed", "ceased", "A-3.15.1", clock.today(),
    )  # fmt: skip
    assert [line.application for line in order.lines.all()] == [other]
    kept = [other.organisation.name_on(clock.today()).full]
    assert [one["name"] for one in fresh(order).paper.facts["include"]] == kept
    assert OrderLine.objects.get(application=row).stands is False
    assert [one.application for one in awaiting_release()] == [other]
    assert [one.to for one in Letter.objects.filter(notice="application_lapsed")] == [director.email]
    entry = AuditEntry.objects.get(verb="application.lapse")
    assert (entry.facts["reason"], entry.facts["clause"], entry.by) == ("ceased", "A-3.15.1", secretary)
    begun = orders.enter_order(
        fresh(order), number="1", dated_on=clock.today(), scan=None, by=secretary, at=clock.now()
    )
    assert [one.organisation for one in begun] == [other.organisation]
    assert [one.organisation for one in members_on(clock.today())] == [other.organisation]


@clause("A-5.6.7")
def test_who_does_not_want_to_join_is_believed_by_its_letter_and_may_apply_anew(school, secretary, director):
    row = granted(school, secretary)
    assert refusal(lapse, row, secretary) == ["A-3.15.1"]
    assert refusal(lapse, row, secretary, "declined", "  ") == ["A-5.6.7"]
    assert refusal(lapse, row, secretary, "whim") == ["A-3.15.1"]
    lapse(row, secretary, "declined", "Письмо от 12.01.2026 № 7")

    assert (fresh(row).lapse_note, open_order().lines.count()) == ("Письмо от 12.01.2026 № 7", 0)
    assert open_order().paper.is_draft is True
    anew = applications.begin(school, by=director, at=clock.now())
    assert (anew.pk != row.pk, anew.state) == (True, "draft")
    with pytest.raises(WrongState):
        lapse(row, secretary, "declined", "Ещё раз")


def test_a_line_that_waits_outside_a_draft_goes_too_and_only_the_office_ends_an_application(
    school, secretary, director
):
    row = granted(school, secretary)
    orders.take_out(OrderLine.objects.get(), by=secretary, at=clock.now())
    with pytest.raises(PermissionDenied):
        lapse(row, director, "declined", "№ 7")
    lapse(row, secretary, "declined", "№ 7")

    assert (OrderLine.objects.get().stands, fresh(row).state) == (False, "lapsed")
    late = make.application(ground.organisation(), secretary, state="listed")
    with pytest.raises(WrongState):
        lapse(late, secretary, "declined", "№ 7")


@clause("A-3.3")
def test_an_application_that_a_voided_order_set_free_may_end_too(school, secretary):
    row = granted(school, secretary)
    order = open_order()
    orders.enter_order(order, number="1", dated_on=clock.today(), scan=None, by=secretary, at=clock.now())
    orders.void(fresh(order), reason="Описка", on=clock.today(), by=secretary, at=clock.now())
    lapse(row, secretary, "declined", "№ 7")

    assert (fresh(row).state, Order.objects.filter(state="draft").get().lines.count()) == ("lapsed", 0)


@clause("A-3.15.1")
def test_the_secretary_is_told_on_the_desk_and_ends_it_on_the_page(school, secretary, director, client):
    row = granted(school, secretary)
    waiting = make.application(ground.organisation(), secretary, state="registered")
    client.force_login(secretary)
    page = f"/applications/{row.pk}/"
    assert "может иметь последствий" not in client.get(page).content.decode()
    gone(school, secretary)
    gone(waiting.organisation, secretary)
    told = [one for one in duties(secretary) if one[1] == "A-3.15.1"]
    assert len(told) == 2
    assert not [one for one in duties(secretary) if one[1] == "A-4.3a"]
    shown = client.get(page)
    assert (shown.context["ceased"].organisation, shown.context["lapse_form"].initial) == (school, {"lapse": "ceased"})

    empty = client.post(f"{page}lapse/", {"form_key": new_key(), "lapse": "declined"})
    assert (empty.status_code, empty.context["lapse_form"].errors.keys()) == (422, {"note"})
    assert client.post(f"{page}lapse/", {"form_key": new_key(), "lapse": "ceased"}).status_code == 302
    client.post(f"/applications/{waiting.pk}/lapse/", {"form_key": new_key(), "lapse": "ceased"})
    assert (fresh(row).state, fresh(waiting).state) == ("lapsed", "lapsed")
    assert [one for one in duties(secretary) if one[1] == "A-3.15.1"] == []
    client.force_login(director)
    assert "п. 3.15.1" in client.get(page).content.decode().replace("\u00a0", " ")
    assert client.post(f"{page}lapse/", {"form_key": new_key(), "lapse": "ceased"}).status_code == 403


@clause("A-5.6.7", "A-3.2.4")
def test_a_candidate_that_leaves_after_the_decision_is_not_admitted(school, secretary):
    make.membership(school, secretary, ground_of=rules.CANDIDATE)
    row = granted(school, secretary, ground_of=rules.INTRODUCED)
    scan = ground.make_ready(endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now())).file
    endings.enter_paper_exit(
        school, stated_on=None, signed_on=clock.today(), reason="", scan=scan, on=clock.today(), by=secretary,
        at=clock.now(),
    )  # fmt: skip
    assert "A-5.6.7" in [one[1] for one in duties(secretary)]
    lapse(row, secretary, "declined", "Заявление о выходе")

    assert (fresh(row).state, open_order().lines.count()) == ("lapsed", 0)


@pytest.mark.parametrize(("ago", "state"), [(0, "lapsed"), (1, "granted")])
def test_the_list_of_applications_knows_the_day_it_lapsed(ago, state, school, secretary, client):
    row = granted(school, secretary)
    row.submissions.create(number=1, snapshot={}, submitted_at=ground.AT, submitted_by=secretary)
    lapse(row, secretary, "declined", "№ 7")
    Application.objects.filter(pk=row.pk).update(lapsed_on=clock.today())
    client.force_login(secretary)
    on = (clock.today() - timedelta(days=ago)).isoformat()
    rows = client.get(f"/applications/?on={on}&tab=settled").context["rows"]

    assert [one["application"].state_then for one in rows] == [state]
