"""The annual report on the evaluation of the organisation (Q10), and its words for everybody (K-17c, K-18b)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.papers import iso
from association.wording import said
from qa_system.models import AnnualReport, Finding, ImprovementAction
from qa_system.papers.kinds import of_both
from qa_system.papers.letterhead import head_of, leader_of, letterhead
from qa_system.papers.words import LANGUAGES, labelled, paragraphs
from qa_system.queries.annual import held, words_of

Q10 = of_both("Q10", _("Annual report on the evaluation"), "annual")
TITLE = {
    "ky": "Билим берүү уюмун баалоо жөнүндө жылдык отчет",
    "ru": "Ежегодный отчёт об оценке образовательной организации",
}
PARTS = {
    "results": {"ky": "Ички баалоонун жыйынтыктары", "ru": "Результаты внутренней оценки"},
    "plans": {"ky": "Сапатты жогорулатуу пландары", "ru": "Планы повышения качества"},
}
YEAR = {"ky": "{0}–{1}-окуу жылы", "ru": "{0}–{1} учебный год"}


def report_title(report: AnnualReport) -> dict[str, str]:
    """The title with its academic year, in both languages."""
    years = {language: YEAR[language].format(report.year, report.year + 1) for language in LANGUAGES}
    return {language: f"{TITLE[language]}, {years[language]}" for language in LANGUAGES}


def report_texts(report: AnnualReport) -> dict[str, Any]:
    """What everybody reads of a report: title, both parts, and its printed sheet when that is made."""
    found: dict[str, Any] = {}
    for language in LANGUAGES:
        texts = {part: getattr(report, f"{part}_{language}").strip() for part in PARTS}
        found[f"title_{language}"] = report_title(report)[language]
        found[f"body_{language}"] = "\n\n".join(
            f"{PARTS[part][language]}\n\n{text}" for part, text in texts.items() if text
        )
        paper = getattr(report, f"paper_{language}")
        found[f"file_{language}"] = paper.file if paper and not paper.is_draft else None
    return found


def _text(report: AnnualReport, name: str, language: str) -> list[str]:
    return paragraphs(said(report, name, language)[0])


def _file(report: AnnualReport, name: str) -> dict[str, str] | None:
    file = getattr(report, f"{name}_file")
    return {"name": file.name, "digest": file.sha256} if file else None


def _finding(row: dict[str, Any], language: str) -> dict[str, Any]:
    planned = [
        {"text": words_of(one, "text", language), "due": one["due_on"],
         "state": labelled(ImprovementAction.State(one["state"]).label)[language]}
        for one in row["measures"]
    ]  # fmt: skip
    if item := row["item"]:
        planned.append({"text": words_of(item, "text", language), "due": item["due_on"], "state": ""})
    return {
        "number": str(row["number"]),
        "source": labelled(Finding.Source(row["source"]).label)[language],
        "text": words_of(row, "text", language),
        "state": labelled(Finding.State(row["state"]).label)[language],
        "measures": planned,
        "reason": words_of(row, "reason", language),
    }


def annual_facts(report: AnnualReport, language: str, *, on: date) -> dict[str, Any]:
    """Facts of Q10: the council's stamp, both parts, findings with what is planned, evaluation and conclusion."""
    decision = report.decision
    rows = held(report)["findings"]
    counted = [row for row in rows if row["state"] != Finding.State.REJECTED]
    return {
        "letterhead": letterhead(report.system, on),
        "title": TITLE[language],
        "year": YEAR[language].format(report.year, report.year + 1),
        "stamp": {
            "word": "Утверждён", "by_council": True, "council": decision.council if decision else report.system.council,
            "number": decision.number if decision else None, "date": iso(decision.dated_on) if decision else None,
        },
        **{part: {"heading": PARTS[part][language], "paragraphs": _text(report, part, language)} for part in PARTS},
        "findings": [_finding(row, language) for row in rows],
        "closed": sum(row["state"] == Finding.State.CLOSED for row in counted),
        "counted": len(counted),
        "evaluation": {"paragraphs": _text(report, "evaluation", language), "file": _file(report, "evaluation")},
        "conclusion": {"paragraphs": _text(report, "conclusion", language), "file": _file(report, "conclusion"),
                       "reason": said(report, "without_conclusion", language)[0]},
        "leader": leader_of(report.system, on),
        "signer": head_of(report.system, on),
    }  # fmt: skip
