"""What the matrix of routes and roles is played on for internal quality assurance: one system with all its records."""

from datetime import date
from decimal import Decimal

from association import clock
from association.models import Person, User
from qa_system import rules
from qa_system.actions import (
    bodies,
    budgets,
    commissions,
    council,
    declarations,
    documents,
    indicators,
    ministry,
    monitoring,
    plans,
    processes,
    publications,
    staff,
    stakeholders,
)
from qa_system.models import Indicator, QaSystem
from tests import policy_findings
from tests.factories import association as ground
from tests.factories import qa

AT, DAY = ground.AT, ground.DAY
CANARY = "канарейка-сапат"


def quality() -> tuple[dict[str, User], dict[str, object]]:
    """The people of one system with the officer of another, and its records by the names of the table."""
    system = qa.system("secondary")
    officer, stranger = qa.officer(system), qa.officer(qa.system("initial"))
    facts = {"by": officer, "at": AT}
    person = staff.add(
        system, surname="Тажрыйбаев", given="Эркин", patronymic="", post_ru="", post_ky="", on=DAY, **facts
    )
    made = _records(system, person.person, facts) | _texts(system, officer, person.person, facts)
    made |= _measured(system, made["indicator"], facts)
    made |= policy_findings.records(system, officer, person.person, CANARY)
    official = qa.official("secondary")
    remark = ministry.remark(system, about=None, text="?", answer_of=None, by=official, at=clock.now())
    names = {
        "system": system, "staff": person, "remark": remark, "jurisdiction": official.jurisdictions.get(), **made,
    }  # fmt: skip
    things = {f"qa_{name}": getattr(row, "pk", row) for name, row in names.items()}
    people = {
        "quality": officer, "other_quality": stranger, "qa_head": qa.head(system),
        "council_secretary": qa.council_secretary(system), "ministry": official,
    }  # fmt: skip
    return people, {**things, "qa_person": person.person_id}


def _records(system: QaSystem, person: Person, facts: dict) -> dict[str, object]:
    goal = stakeholders.set_goal(system, text_ru=CANARY, text_ky="", starts_in=2026, ends_in=2030, **facts)
    side = stakeholders.add_stakeholder(
        system, kind="learners", name_ru=CANARY, name_ky="", contact="", on=DAY, **facts
    )
    words = {"text_ru": CANARY, "text_ky": "", "source": "", "processes": [], "indicators": []}
    requirement = stakeholders.state_requirement(side, on=DAY, **words, **facts)
    declared = declarations.declare(
        system, clause="K-7.7", kind="declared", text_ru=CANARY, text_ky="", rating=3, evidence=None, on=DAY, **facts
    )
    body = bodies.prepare(system, kind="unit", name_ru=CANARY, name_ky="", why_no_unit="", on=DAY, **facts)
    post = {"post_ru": "Пост", "post_ky": "", "on": DAY}
    body_member = bodies.add_member(body, person=person, is_head=True, **post, **facts)
    function = bodies.add_function(body, text_ru=CANARY, text_ky="", order_reference="1", on=DAY, **facts)
    commission = commissions.set_up(system, name_ru=CANARY, on=DAY, **facts)
    seat = commissions.add_member(commission, person=person, side="learners", is_chair=False, **post, **facts)
    plan = plans.begin(system, year=2026, **facts)
    item = plans.add_item(plan, text_ru=CANARY, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 2), **facts)
    first, second = (
        processes.add(
            system, code=code, name_ru=CANARY, classification="core", area="educational", on=DAY, **facts
        )
        for code in ("П-1", "П-2")
    )  # fmt: skip
    role = processes.name_role(first, kind="owner", person=person, **post, **facts)
    link = processes.link(system, supplier=first, customer=second, outside=None, what_ru=CANARY, what_ky="", **facts)
    measured = {"direction": "higher", "frequency": "month"}
    indicator = indicators.add(first, code="И-1", name_ru=CANARY, on=DAY, **measured, **facts)
    line = budgets.add(system, year=2026, procedure_ru=CANARY, needed=2, planned=1, **facts)
    return {
        "goal": goal, "stakeholder": side, "requirement": requirement, "declared": declared, "body": body,
        "body_member": body_member, "function": function, "commission": commission, "seat": seat, "plan": plan,
        "item": item, "process": first, "other": second,
        "role": role, "link": link, "indicator": indicator, "line": line,
    }  # fmt: skip


def _measured(system: QaSystem, indicator: Indicator, facts: dict) -> dict[str, object]:
    month = rules.periods_of(frequency="month", year=2025)[0]
    monitoring.enter(indicator, period=month, value=Decimal(5), comment=CANARY, on=AT.date(), **facts)
    return {"review": monitoring.review(system, period=month, on=AT.date(), **facts)}


def _texts(system: QaSystem, officer: User, person: Person, facts: dict) -> dict[str, object]:
    on = AT.date()
    drafted = documents.add(system, kind="manual", code="СК-2", title_ru=CANARY, on=on, **facts)
    draft = drafted.versions.get()
    documents.write(draft, seen=1, body_ru=CANARY, **facts)
    policy = documents.add(system, kind="policy", code="СК-1", title_ru="Политика", on=on, **facts).versions.get()
    documents.write(policy, seen=1, file_ru=qa.stored(system, officer), **facts)
    decision = qa.decide(council.submit_version(policy, **facts))
    policy.refresh_from_db()
    publication = publications.publish_version(policy, year=2026, on=on, **facts)
    documents.ask_to_read(policy, people=[person], **facts)
    question = council.submit_question(system, subject_ru=CANARY, subject_ky="", **facts)
    return {
        "document": drafted, "draft": draft, "policy": policy, "decision": decision, "publication": publication,
        "reading": policy.acknowledgements.get(), "question": question,
    }  # fmt: skip


def forms(things: dict) -> dict[str, dict]:
    """What a person of the organisation would send, by the names of the routes; each would be accepted."""
    return _of_people(things) | _of_work(things) | policy_findings.forms(things)


def _of_people(things: dict) -> dict[str, dict]:
    person, today = things["qa_person"], clock.today()
    pair, name = {"text_ky": "Текст", "text_ru": "Текст"}, {"name_ky": "Аты", "name_ru": "Имя"}
    member = {"person": person, "post_ru": "Пост", "on": today, "side": "parents"}
    return {
        "qa_mission": {"seen": 1, "levels": "secondary", "mission_ru": "Миссия"},
        "qa_goals": {"starts_in": 2026, "ends_in": 2030, **pair},
        "qa_goal": {"starts_in": 2026, "ends_in": 2030, **pair},
        "qa_stakeholders": {"kind": "parents", **name},
        "qa_stakeholder": {"kind": "parents", **name},
        "qa_requirement_new": pair,
        "qa_requirement": pair,
        "qa_declaration": {"kind": "declared", "rating": 4, **pair},
        "qa_staff": {"surname": "Мисалов", "given": "Акыл"},
        "qa_body_function": {"order_reference": "2", **pair},
        "qa_commission_new": name,
        "qa_commission_edit": {"seen": 1, **name},
        "qa_commission_member": {**member, "person": person},
        "qa_plans": {"year": 2027},
        "qa_plan": {"starts_on": "2026-11-01", "ends_on": "2026-11-02", **pair},
        "qa_process_role": {"kind": "participant", **member},
        "qa_version_readers": {"people": person},
    }


def _of_work(things: dict) -> dict[str, dict]:
    today = clock.today()
    name = {"name_ky": "Аты", "name_ru": "Имя"}
    what = {"what_ky": "Тизме", "what_ru": "Список"}
    process = {"code": "П-9", "classification": "core", "area": "educational", **name}
    indicator = {"code": "И-9", "met_from": 100, "near_from": 90, "weight": 1, **name}
    budget = {"year": 2026, "procedure_ru": "Опрос", "needed": 2, "planned": 2, "spent": 0, "source": "own"}
    return {
        "qa_process_new": process,
        "qa_process_edit": {"seen": 1, **process},
        "qa_links": {"supplier": things["qa_process"], "customer": things["qa_other"], **what},
        "qa_process_lines": {"seen": 1, "line-TOTAL_FORMS": 0, "line-INITIAL_FORMS": 0},
        "qa_indicator_new": indicator,
        "qa_indicator_edit": {"seen": 1, **indicator},
        "qa_indicator": {"year": 2026, "value": 5},
        "qa_fact": {"value": "5", "seen": 0},
        "qa_reopening": {"why": "Ошибка"},
        "qa_document_new": {"kind": "procedure", "code": "СК-9", "title_ru": "Порядок"},
        "qa_version_edit": {"seen": 2, "body_ru": "Текст"},
        "qa_council": {"subject_ru": "Вопрос"},
        "qa_publication_new": {
            "kind": "results", "year": 2026, "title_ru": "Итоги", "body_ru": "Текст",
            "decision": things["qa_decision"],
        },
        "qa_publication_site": {"address": "https://example.org/", "site_on": today},
        "qa_publication_end": {"why": "Ошибка"},
        "qa_budget": budget,
        "qa_budget_line": {"seen": 1, **budget},
        "qa_remark_answer": {"text": "Ответ"},
        "qa_version_order": {"order_number": "7", "ordered_on": AT.date()},
        "qa_body_order": {"order_number": "8", "ordered_on": AT.date(), "control": ""},
        "qa_decision_new": {"outcome": "approved", "number": "3", "dated_on": DAY, "item": "1"},
        "qa_ministry_organisation": {"text": "Замечание"},
        "qa_ministry_answer": {"text": "Ответ"},
    }  # fmt: skip
