"""The quality body, the commission and the plan: the council first, then the head; what only warns, and what stops."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from association.statute import Refused
from association.workflow import WrongState
from qa_system.actions import bodies as verbs
from qa_system.actions import commissions, council, declarations, plans, staff
from qa_system.models import QualityBody
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY
TODAY = AT.date()


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


@pytest.fixture
def head(system):
    return qa.head(system)


def unit(system, officer, **fields):
    values = {"kind": "unit", "name_ru": "Отдел качества", "name_ky": "Сапат бөлүмү", "why_no_unit": ""}
    return verbs.prepare(system, on=TODAY, by=officer, at=AT, **values | fields)


def decided(system, officer, outcome="approved", dated_on=DAY):
    body = unit(system, officer)
    row = council.submit_body(body, by=officer, at=AT)
    council.enter_decision(
        row, number="7", dated_on=dated_on, item="2", outcome=outcome, on=TODAY, by=qa.council_secretary(system), at=AT,
        changes_ru="" if outcome == "approved" else "Доработать",
    )  # fmt: skip
    body.refresh_from_db()
    return body


ORDER = {"order_number": "15", "ordered_on": TODAY, "control": "", "on": TODAY, "at": AT}


@clause("K-11b")
def test_no_order_before_the_council_has_decided(system, officer, head):
    body = unit(system, officer)
    with pytest.raises(Refused) as refused:
        verbs.order(body, by=head, **ORDER)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["K-11b"]
    page = Visitor(head).get(f"/qa/bodies/{body.pk}/order/", headers={"Accept-Language": "ru"}).content.decode()
    assert "решение совета, затем приказ" in page


@clause("K-11b", "K-11c")
def test_after_the_decision_the_head_orders_and_nobody_else(system, officer, head):
    body = decided(system, officer)
    with pytest.raises(PermissionDenied):
        verbs.order(body, by=officer, **ORDER)
    assert verbs.order(body, by=head, **ORDER) == []
    body.refresh_from_db()
    assert (body.state, body.order_number) == (QualityBody.State.ACTIVE, "15")


@clause("K-11b")
def test_a_return_by_the_council_leaves_the_body_a_draft(system, officer):
    assert decided(system, officer, outcome="returned").state == QualityBody.State.DRAFT


@clause("K-11c")
def test_an_order_older_than_the_decision_is_a_warning(system, officer, head):
    body = decided(system, officer, dated_on=TODAY)
    found = verbs.order(body, by=head, **ORDER | {"ordered_on": DAY})
    assert [verdict.clause for verdict in found] == ["K-11c"]


@clause("K-O2", "K-11b")
def test_an_own_arrangement_lifts_the_order_of_steps(system, officer, head):
    body = unit(system, officer)
    declarations.declare(
        system, clause="K-11b", kind="own", text_ru="Совет решает раз в год", text_ky="", rating=None, evidence=None,
        on=DAY, by=officer, at=AT,
    )  # fmt: skip
    verbs.order(body, by=head, **ORDER)
    body.refresh_from_db()
    assert body.state == QualityBody.State.ACTIVE


@clause("K-11a")
def test_an_officer_instead_of_a_unit_needs_a_reason_and_there_is_one_body(system, officer):
    with pytest.raises(Refused):
        unit(system, officer, kind="officer")
    unit(system, officer, kind="officer", why_no_unit="В штате 12 человек")
    with pytest.raises(Refused):
        unit(system, officer)


@clause("K-11d")
def test_a_head_who_leads_the_unit_is_a_warning(system, officer, head):
    body = decided(system, officer)
    leader = system.organisation.head_on(TODAY).person
    verbs.add_member(body, person=leader, post_ru="начальник", post_ky="", is_head=True, on=DAY, by=officer, at=AT)
    assert [verdict.clause for verdict in verbs.order(body, by=head, **ORDER)] == ["K-11d"]


@clause("K-14")
def test_an_added_function_names_its_order_and_those_of_the_regulation_stay(system, officer):
    body = unit(system, officer)
    with pytest.raises(Refused):
        verbs.add_function(body, text_ru="Ещё", text_ky="", order_reference=" ", on=DAY, by=officer, at=AT)
    own = verbs.add_function(body, text_ru="Ещё", text_ky="", order_reference="№ 4", on=DAY, by=officer, at=AT)
    verbs.drop_function(own, on=TODAY, by=officer, at=AT)
    with pytest.raises(Refused):
        verbs.drop_function(body.functions.exclude(clause="").first(), on=TODAY, by=officer, at=AT)
    assert body.functions.filter(dropped_on=None).count() == len(verbs.OWN_FUNCTIONS)


def test_closing_ends_the_staff_and_lets_another_body_come(system, officer, head):
    body = decided(system, officer)
    verbs.add_member(body, person=head.person, post_ru="методист", post_ky="", is_head=False, on=DAY, by=officer, at=AT)
    verbs.close(body, on=TODAY, by=head, at=AT)
    assert not body.members.open().exists()
    assert unit(system, officer).pk != body.pk


@clause("K-16a", "K-16b")
def test_a_commission_of_the_staff_alone_is_shown_with_the_clause(system, officer):
    row = commissions.set_up(system, on=DAY, by=officer, at=AT, name_ru="Комиссия", rules_ru="Раз в месяц")
    commissions.add_member(
        row,
        person=officer.person,
        side="organisation",
        post_ru="",
        post_ky="",
        is_chair=True,
        on=DAY,
        by=officer,
        at=AT,
    )
    visitor = Visitor(officer)
    told = "нет представителей заинтересованных сторон"
    page = visitor.get(f"/qa/{system.pk}/commission/", headers={"Accept-Language": "ru"}).content.decode()
    assert told in page.replace("\xa0", " ")
    guest = staff.add(
        system, surname="Тестова", given="Гүлнара", patronymic="", post_ru="", post_ky="", on=DAY, by=officer, at=AT
    )
    commissions.add_member(
        row, person=guest.person, side="employers", post_ru="", post_ky="", is_chair=False, on=DAY, by=officer, at=AT
    )
    page = visitor.get(f"/qa/{system.pk}/commission/", headers={"Accept-Language": "ru"}).content.decode()
    assert told not in page.replace("\xa0", " ")


@clause("K-11e")
def test_a_plan_lies_in_its_year_is_approved_by_the_head_and_amended_as_a_new_edition(system, officer, head):
    plan = plans.begin(system, year=2026, by=officer, at=AT)
    words = {"text_ru": "Опрос", "text_ky": "Сурамжылоо", "by": officer, "at": AT}
    with pytest.raises(Refused):
        plans.approve(plan, on=TODAY, by=head, at=AT)
    with pytest.raises(Refused):
        plans.add_item(plan, starts_on=date(2026, 8, 1), ends_on=date(2026, 10, 1), **words)
    plans.add_item(plan, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 1), **words)
    plans.approve(plan, on=TODAY, by=head, at=AT)
    with pytest.raises(Refused):
        plans.add_item(plan, starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 1), **words)
    plans.amend(plan, by=officer, at=AT)
    plan.refresh_from_db()
    assert (plan.version, plan.approved_on, plan.state) == (2, None, "draft")
    with pytest.raises(WrongState):
        plans.amend(plan, by=officer, at=AT)


def test_every_page_opens_and_every_form_saves(system, officer, head):
    visitor, boss = Visitor(officer), Visitor(head)
    answers = [
        visitor.send(f"/qa/{system.pk}/body/", kind="unit", name_ru="Отдел", name_ky="Бөлүм"),
        visitor.send(f"/qa/{system.pk}/people/", surname="Тестова", given="Гүлнара"),
        visitor.send(f"/qa/{system.pk}/commission/new/", name_ru="Комиссия"),
        visitor.send(f"/qa/{system.pk}/plans/"),
    ]
    body = system.bodies.get()
    row, plan = system.commissions.get(), system.plans.get()
    answers += [
        visitor.send(f"/qa/bodies/{body.pk}/members/", person=officer.person_id, post_ru="методист", on="2026-09-01"),
        visitor.send(f"/qa/bodies/{body.pk}/functions/", text_ru="Ещё одна", order_reference="№ 4 от 01.09.2026"),
        visitor.send(f"/qa/bodies/{body.pk}/submission/"),
        visitor.send(f"/qa/commissions/{row.pk}/", seen=1, name_ru="Комиссия", rules_ru="Раз в месяц"),
        visitor.send(
            f"/qa/commissions/{row.pk}/members/", person=officer.person_id, side="organisation", on="2026-09-01"
        ),
        visitor.send(
            f"/qa/plans/{plan.pk}/", text_ru="Опрос", starts_on=f"{plan.year}-10-01", ends_on=f"{plan.year}-10-02"
        ),
        boss.send(f"/qa/plans/{plan.pk}/approval/"),
    ]
    assert [answer.status_code for answer in answers] == [302] * len(answers)
    for address in (f"/qa/{system.pk}/body/", f"/qa/{system.pk}/people/", f"/qa/{system.pk}/commission/",
                    f"/qa/{system.pk}/plans/", f"/qa/plans/{plan.pk}/"):  # fmt: skip
        assert visitor.get(address).status_code == 200
