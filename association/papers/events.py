"""The report on an event (D21) and the facts it prints (A-5.3.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.models import Association, EventReport, User
from association.papers.declared import PaperKind, association_facts, declare, iso
from association.rules import events as rules

POST = {"ru": "Организатор мероприятия", "ky": "Иш-чаранын уюштуруучусу"}
D21 = declare(PaperKind("D21", _("Report on an event"), "event_report", ("ru", "ky"), ("organiser",)))


def tenths(value: int) -> str:
    """A figure kept in tenths, with its comma: 43 is 4,3."""
    return f"{value // 10},{value % 10}"


def report_facts(report: EventReport, *, number: str, on: date, by: User, language: str) -> dict[str, Any]:
    """Facts of D21: the event, what was counted, what the organiser says, which papers belong to it."""
    event, figures = report.event, report.figures
    with translation.override(language):
        documents = [
            {"kind": str(row.get_kind_display()).capitalize(), "title": row.title, "name": row.file.name}
            for row in event.documents.filter(removed_at=None).select_related("file")
        ]
        marks = [{"name": name, "clause": clause.removeprefix("A-")} for name, clause in event.marks]
        return {
            "association": association_facts(Association.current(), language),
            "number": number,
            "on": iso(on),
            "event": {
                "title": event.called(language), "kind": str(event.get_kind_display()),
                "level": str(event.get_level_display()), "from": iso(event.starts_on), "until": iso(event.ends_on),
                "where": event.where, "is_conference": event.is_conference, "marks": marks,
                "planned": event.plan_item.called(language) if event.plan_item else None,
            },
            "figures": {
                **{key: figures[key] for key in ("entered", "came", "organisations", "members", "members_came")},
                "rate": tenths(figures["per_mille"]), "answers": figures["answers"], "shown_from": rules.SHOWN_FROM,
                "scores": [
                    {"name": str(rules.CRITERIA[row["key"]]), "mean": tenths(row["mean"]),
                     "median": tenths(row["median"])}
                    for row in figures["scores"]
                ],
            },
            "texts": {name: _said(report, name, language) for name in ("results", "effectiveness", "proposals")},
            "documents": documents,
            "signer": {"post": POST[language], "name": by.person.initials_first if by.person else by.email},
        }  # fmt: skip


def _said(report: EventReport, name: str, language: str) -> list[str]:
    """A text of the report by paragraphs; the Russian one where there is no Kyrgyz."""
    own = getattr(report, f"{name}_ky") if language == "ky" else ""
    return [line.strip() for line in (own or getattr(report, name)).splitlines() if line.strip()]
