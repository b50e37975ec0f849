"""Verbs that draw the papers of internal quality assurance and write them onto their rows (K-10 to K-19)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import papers
from association.models import Paper, User
from association.papers import PaperKind
from association.statute import Refused, denial
from qa_system import papers as sheets
from qa_system import rules
from qa_system.actions.bodies import may_draft_order
from qa_system.models import (
    AnnualReport,
    CouncilDecision,
    DocumentVersion,
    Indicator,
    Process,
    QaRole,
    QaSystem,
    QualityBody,
    WorkPlan,
)
from qa_system.queries.documents import registered
from qa_system.queries.facts import academic_year
from qa_system.queries.processes import described, given_of, lacks_of

# Without a description and an owner a card is no card; resources that are short do not make it unfinished.
UNFINISHED = ("K-10", "K-13.1b")


def _draw(
    kind: PaperKind, subject: models.Model, facts: dict[str, Any], *, clause: str, system: QaSystem,
    titles: dict[str, str], draft: bool, by: User, at: datetime, language: str = "", dated_on: date | None = None,
) -> Paper:  # fmt: skip
    """Draw one sheet for the organisation; without a language it holds both, and its title too."""
    facts = sheets.printable(facts)
    strange, rows = sheets.obstacle(facts)
    if strange:
        raise Refused(denial(clause, _("Papers have no sign for %(signs)s. Write it in another way."), signs=strange))
    if rows:
        raise Refused(denial(clause, _("%(rows)s lines do not fit one paper. Divide them first."), rows=rows))
    names = [titles[language]] if language else list(dict.fromkeys((titles["ky"], titles["ru"])))
    paper = papers.draw(
        kind, subject, facts=facts, by=by, at=at, language=language or "ky", draft=draft,
        title=sheets.printable(" / ".join(names))[:300], dated_on=dated_on, organisation=system.organisation,
    )  # fmt: skip
    if not draft:
        papers.release([paper], by=by, at=at)
    return paper


def _titled(ky: str, ru: str, name: dict[str, str] | None = None) -> dict[str, str]:
    """A title in both languages: the words of the paper, then the name of its subject, cut to the room there is."""
    names = name or {"ky": "", "ru": ""}
    return {
        key: f"{words}: {names[key][:100]}" if names[key] else words for key, words in (("ky", ky), ("ru", ru))
    }  # fmt: skip


@transaction.atomic
def draw_order(body: QualityBody, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the head's order (Q01): after the council alone, and a draft until the signed order is entered (K-11b)."""
    access.require(by, "keep_qa", body, at=at)
    locked = QualityBody.objects.select_for_update(of=("self",)).select_related("decision").get(pk=body.pk)
    if locked.state == QualityBody.State.CLOSED:
        raise Refused(denial("K-11c", _("It is closed; no order is drawn for it.")))
    if not (verdict := may_draft_order(locked, on)):
        raise Refused(verdict)
    entered = bool(locked.order_number and locked.ordered_on)
    paper = _draw(
        sheets.Q01, locked, sheets.order_facts(locked, on=locked.ordered_on or on), clause="K-11c",
        system=locked.system, titles=_titled("Буйрук", "Приказ", {"ky": locked.name_ky, "ru": locked.name_ru}),
        draft=not entered, dated_on=locked.ordered_on, by=by, at=at,
    )  # fmt: skip
    QualityBody.objects.filter(pk=body.pk).update(order_paper=paper)
    return paper


@transaction.atomic
def draw_plan(plan: WorkPlan, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the plan of work (Q15); a draft until the head approves it (K-11e)."""
    access.require(by, "keep_qa", plan, at=at)
    locked = WorkPlan.objects.select_for_update().get(pk=plan.pk)
    if not locked.items.exists():
        raise Refused(denial("K-11e", _("There is nothing in the plan yet.")))
    years = f"{locked.year}–{locked.year + 1}"
    paper = _draw(
        sheets.Q15, locked, sheets.plan_facts(locked, on=on), clause="K-11e", system=locked.system,
        titles=_titled(f"Иш планы, {years}-окуу жылы", f"План работы, {years} учебный год"),
        draft=locked.state != WorkPlan.State.APPROVED, dated_on=locked.approved_on, by=by, at=at,
    )  # fmt: skip
    WorkPlan.objects.filter(pk=plan.pk).update(paper=paper)
    return paper


@transaction.atomic
def draw_card(process: Process, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the card of a process (Q04); a draft while it lacks what a card says (K-10, K-13.1b)."""
    if not _owns(process, by, on):
        access.require(by, "keep_qa", process, at=at)
    Process.objects.select_for_update().get(pk=process.pk)
    full = described(process.system, on).prefetch_related("steps", "resources", "risks", "documents")
    row = full.filter(pk=process.pk).first()
    if row is None:
        raise Refused(denial("K-10", _("The process is out of the register.")))
    paper = _draw(
        sheets.Q04, row, sheets.card_facts(row, on=on), clause="K-10", system=row.system,
        titles=_titled("Процесстин картасы", "Карта процесса", {"ky": row.name_ky, "ru": row.name_ru}),
        draft=any(verdict.clause in UNFINISHED for verdict in lacks_of(row)), dated_on=on, by=by, at=at,
    )  # fmt: skip
    Process.objects.filter(pk=process.pk).update(card=paper)
    return paper


def _owns(process: Process, by: User, on: date) -> bool:
    owners = QaRole.objects.on(on).filter(process=process, kind=QaRole.Kind.OWNER)
    return access.can(by, "fill_process", process) and owners.filter(person=by.person_id).exists()


@transaction.atomic
def draw_passport(indicator: Indicator, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the passport of an indicator (Q05); a draft while something of it is missing (K-13.1c)."""
    if not _owns(indicator.process, by, on):
        access.require(by, "keep_qa", indicator, at=at)
    locked = Indicator.objects.select_for_update().get(pk=indicator.pk)
    aimed = locked.targets.filter(year=academic_year(on)).exists()
    verdict = rules.is_indicator_whole.judge(given=given_of(locked, aimed=aimed))
    paper = _draw(
        sheets.Q05, locked, sheets.passport_facts(locked, on=on), clause="K-13.1c", system=locked.process.system,
        titles=_titled("Көрсөткүчтүн паспорту", "Паспорт показателя", {"ky": locked.name_ky, "ru": locked.name_ru}),
        draft=not verdict, dated_on=on, by=by, at=at,
    )  # fmt: skip
    Indicator.objects.filter(pk=indicator.pk).update(passport=paper)
    return paper


@transaction.atomic
def draw_version(version: DocumentVersion, *, on: date, by: User, at: datetime) -> list[Paper]:
    """Draw a version in each language it has (Q02, Q03); a draft until it is approved (K-13.2, K-19a)."""
    access.require(by, "keep_qa", version, at=at)
    return _sheets(version, on=on, by=by, at=at)


@transaction.atomic
def print_approved(version: DocumentVersion, *, on: date, by: User, at: datetime) -> list[Paper]:
    """Draw a version anew once it is approved; the approval stands also when its text cannot be printed (K-19a)."""
    try:
        with transaction.atomic():
            return _sheets(version, on=on, by=by, at=at)
    except Refused:  # the officer reads the reason at the button of the page
        return []


def _sheets(version: DocumentVersion, *, on: date, by: User, at: datetime) -> list[Paper]:
    locked = (
        DocumentVersion.objects.select_for_update(of=("self",)).select_related("document__system").get(pk=version.pk)
    )
    document, made = locked.document, {}
    draft = locked.state in (DocumentVersion.State.DRAFT, DocumentVersion.State.SUBMITTED)
    for language in ("ky", "ru"):
        facts = sheets.version_facts(locked, language, on=on)
        if facts["paragraphs"] or facts["file"]:
            title = f"{facts['title']}, {locked.number}"
            made[f"paper_{language}"] = _draw(
                sheets.kind_of(locked), locked, facts, clause="K-19a", system=document.system, language=language,
                titles={language: title}, draft=draft, dated_on=locked.effective_on, by=by, at=at,
            )  # fmt: skip
    if not made:
        raise Refused(denial("K-19a", _("The document has no text yet.")))
    DocumentVersion.objects.filter(pk=version.pk).update(**made)
    return list(made.values())


@transaction.atomic
def draw_extract(decision: CouncilDecision, *, on: date, by: User, at: datetime) -> list[Paper]:
    """Draw the extract of a decision in both languages (Q12), once; the council's secretary certifies it (K-17a)."""
    access.require(by, "enter_council_decision", decision, at=at)
    locked = CouncilDecision.objects.select_for_update().get(pk=decision.pk)
    if locked.extract_ru_id or locked.extract_ky_id:
        raise Refused(denial("K-17a", _("The extract is made already.")))
    titles = _titled(f"Кеңештин № {locked.number} чечиминен көчүрмө", f"Выписка из решения совета № {locked.number}")
    made = {
        f"extract_{language}": _draw(
            sheets.Q12, locked, sheets.extract_facts(locked, language, secretary=by.person, on=on), clause="K-17a",
            system=locked.system, titles=titles, language=language, draft=False, dated_on=locked.dated_on, by=by, at=at,
        )
        for language in ("ky", "ru")
    }  # fmt: skip
    CouncilDecision.objects.filter(pk=decision.pk).update(**made)
    return list(made.values())


@transaction.atomic
def draw_register(system: QaSystem, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the register of documents as it stands today (Q13, K-19a)."""
    access.require(by, "keep_qa", system, at=at)
    rows = registered(system)
    if not rows:
        raise Refused(denial("K-19a", _("No document stands in the register yet.")))
    return _draw(
        sheets.Q13, system, sheets.register_facts(system, rows, on=on), clause="K-19a", system=system,
        titles=_titled("СКИСтин документтеринин реестри", "Реестр документов ВСОК"),
        draft=False, dated_on=on, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def draw_annual(report: AnnualReport, *, on: date, by: User, at: datetime) -> list[Paper]:
    """Draw the annual report in both languages (Q10); a draft until the council approves it (K-17c)."""
    access.require(by, "keep_qa", report, at=at)
    rows = AnnualReport.objects.select_for_update(of=("self",)).select_related("decision", "system__organisation")
    locked, made = rows.get(pk=report.pk), {}
    for language, title in sheets.report_title(locked).items():
        made[f"paper_{language}"] = _draw(
            sheets.Q10, locked, sheets.annual_facts(locked, language, on=on), clause="K-17c", system=locked.system,
            language=language, titles={language: title}, draft=locked.state != AnnualReport.State.APPROVED,
            dated_on=locked.decision.dated_on if locked.decision else None, by=by, at=at,
        )  # fmt: skip
    AnnualReport.objects.filter(pk=report.pk).update(**made)
    return list(made.values())
