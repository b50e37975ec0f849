"""Builders of internal quality assurance: made by the verbs."""

from datetime import date
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from association import files
from association.doors import open_checked
from association.models import District, Person, StoredFile, User
from qa_system.actions import (
    council,
    documents,
    findings,
    improvements,
    ministry,
    processes,
    publications,
    stakeholders,
    systems,
)
from qa_system.models import CouncilDecision, Finding, ImprovementAction, QaSystem, Submission
from tests.factories import association as ground
from tests.journeys.people import PDF

NUMBERS = count(951)


def system(*levels: str, place: str = "Ош шаары") -> QaSystem:
    """The workspace of a college, or of an organisation of the levels named."""
    number = next(NUMBERS)
    school = ground.organisation(f"№ {number} Демонстрациялык колледж", place=place, country="KG")
    return systems.open_system(school, levels=levels or ("secondary",), on=ground.DAY, by=None, at=ground.AT)


def officer(of: QaSystem) -> User:
    """The quality officer of an organisation."""
    return ground.user("qa_officer", of.organisation, who=ground.person("Сынакова", "Венера", ""))


def head(of: QaSystem) -> User:
    """The head of an organisation."""
    return ground.user("qa_head", of.organisation, who=ground.person("Үлгүбаев", "Азамат", ""))


def council_secretary(of: QaSystem) -> User:
    """Who enters the decisions of the council."""
    return ground.user("council_secretary", of.organisation, who=ground.person("Мисалова", "Бермет", ""))


def official(level: str, oblast: District | None = None) -> User:
    """An official of the ministry, entrusted with a level in one place or in all."""
    account = ground.user("ministry_reviewer", who=ground.person("Караганова", "Салтанат", ""))
    ministry.entrust(account, level=level, oblast=oblast, on=ground.DAY, by=None, at=ground.AT)
    return account


def decide(row: Submission, outcome: str = "approved", **fields) -> CouncilDecision:
    """What the council decided on a submission, entered by its secretary."""
    return council.enter_decision(
        row, outcome=outcome, number=str(row.pk), dated_on=ground.DAY, item="1", on=ground.AT.date(), at=ground.AT,
        by=council_secretary(row.system), **fields,
    )  # fmt: skip


def stored(of: QaSystem, by: User) -> StoredFile:
    """A file that an organisation has uploaded."""
    checked = open_checked(SimpleUploadedFile("текст.pdf", PDF, "application/pdf"))
    return files.keep(checked, organisation=of.organisation, by=by, at=ground.AT)


def fill(of: QaSystem) -> None:
    """Mission, goal, stakeholder with a requirement, a process of each class, the policy approved and published."""
    by, facts = officer(of), {"at": ground.AT}
    day = ground.AT.date()
    systems.describe(of, seen=of.version, mission_ru="Миссия", mission_ky="Миссиябыз", by=by, **facts)
    stakeholders.set_goal(of, text_ru="Цель", text_ky="Максат", starts_in=2025, ends_in=2030, by=by, **facts)
    for code, kind in (("П-1", "core"), ("П-2", "support")):
        processes.add(of, code=code, name_ru="Процесс", classification=kind, area="educational", on=day, by=by, **facts)
    row = stakeholders.add_stakeholder(
        of, kind="learners", name_ru="Учащиеся", name_ky="Окуучулар", contact="", on=day, by=by, **facts
    )
    stakeholders.state_requirement(
        row, text_ru="Ясность", text_ky="", source="", processes=[], indicators=[], on=day, by=by, **facts
    )
    document = documents.add(of, kind="policy", code="СК-1", title_ru="Политика", on=day, by=by, **facts)
    version = document.versions.get()
    documents.write(version, seen=1, body_ru="Текст", body_ky="Тексти", by=by, **facts)
    decide(council.submit_version(version, by=by, **facts))
    version.refresh_from_db()
    publications.publish_version(version, year=2026, on=day, by=by, **facts)


def finding(of: QaSystem, by: User, **fields) -> Finding:
    """Something found in the internal evaluation, not answered yet."""
    facts = {"source": "evaluation", "concerns": "processes", "text_ru": "Найдено", "text_ky": "Табылды", **fields}
    return findings.enter(of, **{"found_on": ground.DAY, "on": ground.AT.date(), "by": by, "at": ground.AT} | facts)


def accept(row: Finding) -> Finding:
    """The head accepts a recommendation."""
    facts = {"on": ground.AT.date(), "by": head(row.system), "at": ground.AT}
    findings.answer(row, accepted=True, answer_ru="", answer_ky="", **facts)
    return row


def measure(of: Finding, owner: Person, by: User, **fields) -> ImprovementAction:
    """A measure planned for an accepted finding."""
    facts = {"text_ru": "Мера", "text_ky": "Чара", "due_on": date(2026, 12, 31), **fields}
    return improvements.plan(of, owner=owner, by=by, at=ground.AT, **facts)


def prove(row: ImprovementAction, by: User, **fields) -> ImprovementAction:
    """The proof that a measure is done."""
    facts = {"proof_ru": "Сделано", "proof_ky": "", "proof_file": None, "on": ground.AT.date(), "at": ground.AT}
    improvements.finish(row, by=by, **facts | fields)
    return row


def check(row: ImprovementAction, by: User, **fields) -> ImprovementAction:
    """Somebody else checks the proof and closes the measure."""
    facts = {"passed": True, "remark_ru": "", "remark_ky": "", "on": ground.AT.date(), "at": ground.AT}
    improvements.check(row, by=by, **facts | fields)
    return row
