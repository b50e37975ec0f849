"""The Kyrgyz side of the demonstration: three organisations set up their quality systems, by the verbs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db import transaction

from association.actions import organisations
from association.models import District, User
from mentoring.demo import quality_cast as cast
from mentoring.demo.quality_figures import last_months, measure
from mentoring.demo.quality_report import mend
from mentoring.demo.stage import Stage
from qa_system.actions import (
    bodies,
    budgets,
    commissions,
    council,
    documents,
    indicators,
    ministry,
    plans,
    processes,
    publications,
    staff,
    stakeholders,
    systems,
)
from qa_system.models import Process, QaSystem, QualityBody, Submission
from qa_system.queries import academic_year

ROLES = ("qa_head", "qa_officer", "council_secretary", "process_owner", "commission_member", "consultant")
MAIL = {"qa_head": "head", "qa_officer": "officer", "council_secretary": "council", "process_owner": "owner",
        "commission_member": "commission", "consultant": "consultant"}  # fmt: skip


class Setting:
    """One organisation being set up: its system, its people, its accounts."""

    def __init__(self, stage: Stage, row: cast.School) -> None:
        self.stage, self.row = stage, row
        self.people, self.accounts = {}, {}
        kind, name, name_ky = row.place
        district = District.objects.filter(name=name, country="KG").first() or organisations.add_district(
            name=name, name_ky=name_ky, kind=kind, country="KG", on=stage.day, by=stage.secretary, at=stage.tick()
        )
        self.organisation = organisations.add_organisation(
            full=row.full[0], full_ky=row.full[1], short=row.short[0], short_ky=row.short[1], country="KG",
            type=row.type, sector="vocational", address=row.address, district=district, phone="+996 000 000-000",
            email=f"school{row.number}@example.org", on=stage.day, by=stage.secretary, at=stage.tick(),
        )  # fmt: skip
        for role, (surname, given, _post) in row.people.items():
            self.people[role] = stage.person(surname, given, "")
            if role in ROLES:
                email = f"{MAIL[role]}{row.number}@example.org"
                self.accounts[role] = stage.account(email, self.people[role], role, self.organisation, "ky")
        organisations.appoint_head(
            self.organisation, self.people["qa_head"], on=stage.day, post=row.people["qa_head"][2][0],
            by=stage.secretary, at=stage.tick(),
        )  # fmt: skip
        self.system = systems.open_system(
            self.organisation, levels=[row.level], on=stage.day, by=self.officer, at=stage.tick()
        )

    @property
    def officer(self) -> User:
        return self.accounts["qa_officer"]

    @property
    def head(self) -> User:
        return self.accounts["qa_head"]

    def facts(self) -> dict:
        """By whom and when the next verb of the officer is done."""
        return {"by": self.officer, "at": self.stage.tick()}

    def decide(self, submission: Submission, item: str) -> None:
        """The secretary of the council enters an approval."""
        council.enter_decision(
            submission, number=f"{submission.pk}", dated_on=self.stage.day - timedelta(days=3), item=item,
            outcome="approved", on=self.stage.day, by=self.accounts["council_secretary"], at=self.stage.tick(),
        )  # fmt: skip


@transaction.atomic
def set_up(stage: Stage) -> dict[int, QaSystem]:
    """Three organisations, then the officials of the ministry."""
    settings = [Setting(stage, row) for row in cast.SCHOOLS]
    for one in settings:
        _ground(one)
        _body(one)
        described = _processes(one)
        _indicators(one, described)
        _answers(one, described)
        _papers(one)
        _plan_and_budget(one)
    measure(settings[1])
    mend(settings[1])
    _commission(settings[2])
    _results(settings[2])
    systems_by_number = {one.row.number: one.system for one in settings}
    _officials(stage, systems_by_number)
    return systems_by_number


def _ground(one: Setting) -> None:
    year = one.stage.day.year
    systems.describe(one.system, seen=1, mission_ru=cast.MISSION[0], mission_ky=cast.MISSION[1], **one.facts())
    for ru, ky in cast.GOALS:
        stakeholders.set_goal(one.system, text_ru=ru, text_ky=ky, starts_in=year, ends_in=year + 4, **one.facts())
    for role in ("owner", "process_owner"):
        if role in one.people:
            surname, given, post = one.row.people[role]
            row = staff.add(
                one.system, surname=surname, given=f"{given[0]}.", patronymic="", post_ru=post[0], post_ky=post[1],
                on=one.stage.day, **one.facts(),
            )  # fmt: skip
            one.people.setdefault("owner", row.person)


def _body(one: Setting) -> None:
    kind, (ru, ky), why = one.row.body
    day = one.stage.day
    body = bodies.prepare(one.system, kind=kind, name_ru=ru, name_ky=ky, why_no_unit=why, on=day, **one.facts())
    one.decide(council.submit_body(body, **one.facts()), "2")
    body = QualityBody.objects.get(pk=body.pk)
    bodies.order(
        body, order_number=f"{one.row.number}-Б", ordered_on=day - timedelta(days=1), control="", on=day, by=one.head,
        at=one.stage.tick(),
    )  # fmt: skip
    post = one.row.people["qa_officer"][2]
    bodies.add_member(
        body, person=one.people["qa_officer"], post_ru=post[0], post_ky=post[1], is_head=True, on=day, **one.facts()
    )


def _processes(one: Setting) -> list[Process]:
    made = []
    owners = [one.people["qa_officer"], one.people.get("process_owner") or one.people["owner"]]
    for number, key in enumerate(one.row.processes, start=1):
        kind, area, stage, ru, ky, purpose_ru, purpose_ky = cast.PROCESSES[key]
        row = processes.add(
            one.system, code=f"П-{number}", name_ru=ru, name_ky=ky, classification=kind, area=area, stage=stage,
            purpose_ru=purpose_ru, purpose_ky=purpose_ky, on=one.stage.day, **one.facts(),
        )  # fmt: skip
        processes.name_role(
            row, kind="owner", person=owners[number % 2], post_ru="", post_ky="", on=one.stage.day, **one.facts()
        )
        made.append(row)
    for supplier, customer in [*pairwise(made[:4]), (made[4], made[1]), (made[5], made[1])]:
        processes.link(
            one.system, supplier=supplier, customer=customer, outside=None, what_ru=cast.HANDED[0],
            what_ky=cast.HANDED[1], **one.facts(),
        )  # fmt: skip
    return made


def _indicators(one: Setting, described: list[Process]) -> None:
    year = academic_year(one.stage.day)
    gaps, monthly = set(cast.GAPS[one.row.number]), cast.MONTHLY.get(one.row.number, {})
    for number, row in enumerate(cast.INDICATORS):
        ru, ky, unit, direction, formula_ru, formula_ky, source_ru, source_ky, frequency, baseline, target = row
        fields = {
            "formula": {"formula_ru": formula_ru, "formula_ky": formula_ky},
            "source": {"source_ru": source_ru, "source_ky": source_ky},
            "responsible": {"responsible": one.people["qa_officer"]},
            "baseline": {"baseline": baseline, "baseline_year": year - 1},
        }
        given = {
            key: value for name, part in fields.items() if (number, name) not in gaps for key, value in part.items()
        }
        made = indicators.add(
            described[cast.PLACES[number]], code=f"И-{number + 1}", name_ru=ru, name_ky=ky, unit=unit,
            direction=direction, frequency="month" if number in monthly else frequency,
            is_resource=number in cast.RESOURCES,
            on=last_months(one.stage.day)[0].starts_on if number in monthly else one.stage.day,
            **given, **one.facts(),
        )  # fmt: skip
        if (number, "target") not in gaps:
            ends = (None, Decimal(1), Decimal(2)) if target is None else (Decimal(target), None, None)
            indicators.aim(made, year=year, **dict(zip(("value", "low", "high"), ends, strict=True)), **one.facts())


def _answers(one: Setting, described: list[Process]) -> None:
    for number, (kind, ru, ky, text_ru, text_ky) in enumerate(cast.STAKEHOLDERS):
        row = stakeholders.add_stakeholder(
            one.system, kind=kind, name_ru=ru, name_ky=ky, contact="", on=one.stage.day, **one.facts()
        )
        stakeholders.state_requirement(
            row, text_ru=text_ru, text_ky=text_ky, source="", processes=[described[number]], indicators=[],
            on=one.stage.day, **one.facts(),
        )  # fmt: skip


def _papers(one: Setting) -> None:
    day = one.stage.day
    policy = _written(one, "policy", "СК-01", cast.POLICY)
    one.decide(council.submit_version(policy, **one.facts()), "1")
    policy.refresh_from_db()
    publications.publish_version(policy, year=academic_year(day), on=day, **one.facts())
    manual = _written(one, "manual", "СК-02", cast.MANUAL)
    if one.row.level != "initial":
        one.decide(council.submit_version(manual, **one.facts()), "3")
    procedure = _written(one, "procedure", "СК-03", cast.PROCEDURE)
    documents.order(
        procedure, order_number=f"{one.row.number}-2", ordered_on=day, on=day, by=one.head, at=one.stage.tick()
    )


def _written(one: Setting, kind: str, code: str, texts: tuple[str, str, str, str]):
    """A document whose first version is written in both languages."""
    title_ru, title_ky, body_ru, body_ky = texts
    row = documents.add(
        one.system, kind=kind, code=code, title_ru=title_ru, title_ky=title_ky, on=one.stage.day, **one.facts()
    )
    version = row.versions.get()
    review = date(one.stage.day.year + 3, 9, 1)
    documents.write(version, seen=1, body_ru=body_ru, body_ky=body_ky, review_due=review, **one.facts())
    return version


def _plan_and_budget(one: Setting) -> None:
    day, year = one.stage.day, academic_year(one.stage.day)
    plan = plans.begin(one.system, year=year, **one.facts())
    for month, (ru, ky, needed, planned) in zip((10, 11, 12), cast.BUDGET, strict=True):
        plans.add_item(
            plan, text_ru=ru, text_ky=ky, starts_on=date(year, month, 1), ends_on=date(year, month, 28),
            responsible=one.people["qa_officer"], **one.facts(),
        )  # fmt: skip
        is_short = one.row.level == "initial" and month == 11
        budgets.add(
            one.system, year=day.year, procedure_ru=ru, procedure_ky=ky, is_mandatory=True, needed=Decimal(needed),
            planned=Decimal(planned // 2 if is_short else planned), **one.facts(),
        )  # fmt: skip
    if one.row.level != "initial":
        plans.approve(plan, on=day, by=one.head, at=one.stage.tick())


def _commission(one: Setting) -> None:
    day = one.stage.day
    row = commissions.set_up(
        one.system, name_ru="Комиссия по качеству", name_ky="Сапат боюнча комиссия", rules_ru=cast.RULES[0],
        rules_ky=cast.RULES[1], on=day, **one.facts(),
    )  # fmt: skip
    for role, side, is_chair in (("owner", "organisation", True), ("commission_member", "employers", False)):
        post = one.row.people[role][2]
        commissions.add_member(
            row, person=one.people[role], side=side, post_ru=post[0], post_ky=post[1], is_chair=is_chair, on=day,
            **one.facts(),
        )  # fmt: skip


def _results(one: Setting) -> None:
    title_ru, title_ky, body_ru, body_ky = cast.RESULTS
    question = council.submit_question(one.system, subject_ru=title_ru, subject_ky=title_ky, **one.facts())
    one.decide(question, "4")
    question.refresh_from_db()
    publications.publish(
        one.system, kind="results", year=academic_year(one.stage.day) - 1, decision=question.decision,
        title_ru=title_ru, title_ky=title_ky, body_ru=body_ru, body_ky=body_ky, on=one.stage.day, **one.facts(),
    )  # fmt: skip


def _officials(stage: Stage, systems_by_number: dict[int, QaSystem]) -> None:
    """One reads the initial level of the country, one the secondary level of one city; the lyceum has a remark."""
    osh = systems_by_number[952].organisation.district
    people = (("Караганова", "Салтанат", "initial", None), ("Окуров", "Мирлан", "secondary", osh))
    accounts = []
    for number, (surname, given, level, oblast) in enumerate(people, start=1):
        user = stage.account(
            f"ministry{number}@example.org", stage.person(surname, given, ""), "ministry_reviewer", None, "ky"
        )
        ministry.entrust(user, level=level, oblast=oblast, on=stage.day, by=stage.secretary, at=stage.tick())
        accounts.append(user)
    lyceum = systems_by_number[951]
    ministry.remark(
        lyceum, about=lyceum.publications.get(), text="Саясатты качан кайра карайсыздар?", answer_of=None,
        by=accounts[0], at=stage.tick(),
    )  # fmt: skip
