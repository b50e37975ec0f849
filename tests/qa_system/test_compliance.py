"""What the records say of a clause, what the organisation declares, its budget and its desk."""

from datetime import date
from decimal import Decimal

import pytest

from association.statute import Refused
from qa_system import rules
from qa_system.actions import (
    bodies,
    budgets,
    commissions,
    council,
    declarations,
    documents,
    plans,
    processes,
    stakeholders,
)
from qa_system.models import Stakeholder
from qa_system.models.process import Area, Stage
from qa_system.queries import compliance, facts_of, readiness
from qa_system.queries import declarations as declared_of
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


def standing(system, wanted):
    facts = facts_of(system, AT.date())
    declared = declared_of(system, facts)
    lines = [*readiness(system, facts, declared), *compliance(system, facts, declared)]
    return next(line.standing for line in lines if line.clause == wanted)


def duties(user):
    return [duty.url for duty in Visitor(user).get("/desk/").context["duties"]]


@clause("K-O1")
def test_the_regulation_is_read_in_both_languages_by_everybody(client):
    ground.association()
    shown = {language: client.get("/regulations/K/", headers={"Accept-Language": language}).content.decode()
             for language in ("ru", "ky")}  # fmt: skip
    assert "башталгыч" in shown["ky"]
    assert "начального" in shown["ru"]


@clause("K-2", "K-8")
def test_a_process_belongs_to_one_of_eight_areas_and_seven_stages(system, officer):
    assert tuple(Area.values) == rules.AREAS
    assert tuple(Stage.values) == rules.STAGES
    form = {"code": "П-1", "name_ru": "Приём", "name_ky": "Кабыл алуу", "classification": "core"}
    visitor = Visitor(officer)
    assert visitor.send(f"/qa/{system.pk}/processes/new/", area="cooking", stage="admission", **form).status_code == 422
    assert visitor.send(f"/qa/{system.pk}/processes/new/", area="educational", stage="never", **form).status_code == 422
    assert visitor.send(f"/qa/{system.pk}/processes/new/", area="research", stage="needs", **form).status_code == 302
    assert [(row.area, row.stage) for row in system.processes.all()] == [("research", "needs")]


@clause("K-4")
def test_a_goal_and_what_answers_a_stakeholder_lead_the_work(system, officer):
    assert standing(system, "K-7.1") == rules.MISSING
    assert f"/qa/{system.pk}/goals/" in duties(officer)
    visitor = Visitor(officer)
    form = {"text_ru": "Улучшать", "text_ky": "Жакшыртуу", "starts_in": 2026, "ends_in": 2030}
    assert visitor.send(f"/qa/{system.pk}/goals/", **form).status_code == 302
    assert f"/qa/{system.pk}/goals/" not in duties(officer)


@clause("K-7.6", "K-7.7")
@pytest.mark.parametrize("number", ["K-7.6", "K-7.7"])
def test_what_cannot_be_counted_is_rated_with_evidence(system, officer, number):
    facts = {
        "clause": number,
        "kind": "declared",
        "text_ru": "Опрос",
        "text_ky": "",
        "on": DAY,
        "by": officer,
        "at": AT,
    }
    declarations.declare(system, rating=4, evidence=None, **facts)
    assert standing(system, number) == rules.PART
    declarations.declare(system, rating=4, evidence=qa.stored(system, officer), **facts)
    assert standing(system, number) == rules.MET


@clause("K-20a", "K-20b")
def test_a_budget_short_of_mandatory_procedures_is_shown_and_stops_nothing(system, officer):
    visitor = Visitor(officer)
    line = {"year": 2026, "procedure_ru": "Оценка", "is_mandatory": "on", "spent": 0, "source": "own"}
    assert visitor.send(f"/qa/{system.pk}/budget/", needed=100, planned=60, **line).status_code == 302
    row = system.budget_lines.get()
    assert (row.source, standing(system, "K-20b")) == ("own", rules.MISSING)
    budgets.change(row, seen=1, planned=Decimal(100), by=officer, at=AT)
    assert standing(system, "K-20b") == rules.MET
    with pytest.raises(Refused):
        budgets.change(row, seen=2, planned=Decimal(-1), by=officer, at=AT)


@clause("K-18a", "K-6")
def test_everybody_reads_what_is_published_and_that_it_was_withdrawn(system, client):
    assert client.get(f"/qa/public/{system.pk}/").status_code == 404
    qa.fill(system)
    page = client.get(f"/qa/public/{system.pk}/").content.decode()
    assert "Текст" in page
    assert "Тексти" in page
    data = client.get(f"/qa/public/{system.pk}.json").json()
    assert data["publications"][0]["text"] == {"ru": "Текст", "ky": "Тексти"}
    assert (
        "frame-ancestors *;" in client.get(f"/qa/public/{system.pk}/embedded/").headers["Content-Security-Policy"] + ";"
    )
    row = system.publications.get()
    Visitor(qa.officer(system)).send(f"/qa/publications/{row.pk}/end/", why="Опечатка в дате")
    page = client.get(f"/qa/public/{system.pk}/").content.decode()
    assert "Опечатка в дате" in page
    assert "Тексти" not in page


@clause("K-11b", "K-17a")
def test_each_role_finds_its_own_work_on_the_desk(system, officer):
    head, secretary = qa.head(system), qa.council_secretary(system)
    body = bodies.prepare(
        system, kind="unit", name_ru="Отдел", name_ky="Бөлүм", why_no_unit="", on=DAY, by=officer, at=AT
    )
    row = council.submit_body(body, by=officer, at=AT)
    order, decision = f"/qa/bodies/{body.pk}/order/", f"/qa/submissions/{row.pk}/decision/"
    assert decision in duties(secretary)
    assert order not in duties(head)
    council.enter_decision(
        row, outcome="approved", number="1", dated_on=DAY, item="1", on=AT.date(), by=secretary, at=AT
    )
    assert decision not in duties(secretary)
    assert order in duties(head)

    plan = plans.begin(system, year=2026, by=officer, at=AT)
    plans.add_item(plan, text_ru="Оценка", starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 2), by=officer, at=AT)
    paper = documents.add(system, kind="procedure", code="СК-3", title_ru="Порядок", on=DAY, by=officer, at=AT)
    draft = paper.versions.get()
    documents.write(draft, seen=1, body_ru="Текст", by=officer, at=AT)
    assert {f"/qa/plans/{plan.pk}/", f"/qa/versions/{draft.pk}/"} <= set(duties(head))
    assert f"/qa/versions/{draft.pk}/" in duties(officer)


@clause("K-13.1a")
def test_the_owner_of_a_process_is_asked_for_what_it_lacks(system, officer):
    owner = ground.user("process_owner", system.organisation)
    process = processes.add(
        system, code="П-1", name_ru="Приём", classification="core", area="educational", on=DAY, by=officer, at=AT
    )
    assert duties(owner) == []
    facts = {"kind": "owner", "person": owner.person, "post_ru": "", "post_ky": "", "on": DAY}
    processes.name_role(process, by=officer, at=AT, **facts)
    assert duties(owner) == [f"/qa/processes/{process.pk}/"]


@clause("K-16b")
def test_a_member_of_the_commission_sees_its_order_of_work(system, officer):
    member = ground.user("commission_member", system.organisation)
    row = commissions.set_up(system, name_ru="Комиссия", rules_ru="Ежеквартально", on=DAY, by=officer, at=AT)
    facts = {"side": "employers", "post_ru": "", "post_ky": "", "is_chair": False, "on": DAY}
    commissions.add_member(row, person=member.person, by=officer, at=AT, **facts)
    assert "Ежеквартально" in Visitor(member).get("/desk/").content.decode()


@clause("K-1")
def test_who_keeps_quality_opens_the_system_that_is_not_there(system):
    school = ground.organisation(country="KG")
    visitor = Visitor(ground.user("qa_officer", school))
    assert visitor.send("/qa/", organisation=school.pk).status_code == 422
    assert visitor.send("/qa/", organisation=system.organisation_id, levels="initial").status_code == 422
    assert visitor.send("/qa/", organisation=school.pk, levels="initial").status_code == 302
    assert (school.qa_system.levels, school.qa_system.council) == (("initial",), "pedagogical")


def test_a_requirement_without_an_answer_is_a_gap_of_its_own(system, officer):
    qa.fill(system)
    assert standing(system, "K-5.3") == rules.MISSING
    requirement = system.stakeholders.get().requirements.get()
    stakeholders.state_requirement(
        requirement.stakeholder, text_ru="Ясность", text_ky="", source="", processes=[system.processes.first()],
        indicators=[], on=DAY, by=officer, at=AT, requirement=requirement,
    )  # fmt: skip
    assert standing(system, "K-5.3") == rules.MET


@clause("K-3")
def test_the_register_names_which_of_the_seven_types_is_absent(system, officer):
    visitor, address = Visitor(officer), f"/qa/{system.pk}/stakeholders/"
    assert len(Stakeholder.Kind.values) == 7
    before = len(visitor.get(address).context["absent"])
    assert visitor.send(address, kind="learners", name_ru="Учащиеся", name_ky="Окуучулар").status_code == 302
    assert visitor.send(address, kind="pets", name_ru="Кот").status_code == 422
    assert len(visitor.get(address).context["absent"]) == before - 1
