"""The paper of the stewards: who answers for which process of the QMS (D27), annexed to the minutes or as of a day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from association.models import Association, User
from association.papers import PaperKind, association_facts, declare, iso
from membership.papers.certificate import kyrgyz_genitive
from mentoring.models import DutyLine, DutyList
from mentoring.queries_stewards import Line, distribution, lines_of
from presidium.models import AgendaItem

D27 = declare(
    PaperKind(
        "D27", _("Distribution of the processes of the QMS"), "stewards", ("ru", "ky"),
        retention="with the minutes, A-4.10c",
    )
)  # fmt: skip
OUTPUTS = {
    "ru": {"procedure": "документированная процедура", "instruction": "методические рекомендации",
           "audit": "отчёт о внутреннем аудите"},
    "ky": {"procedure": "документтештирилген жол-жобо", "instruction": "методикалык сунуштар",
           "audit": "ички аудит жөнүндө отчет"},
}  # fmt: skip


def annex_facts(duty_list: DutyList, language: str = "ru") -> dict[str, Any]:
    """Facts of D27 as the annex to the minutes: what the decision gave, and what it took back (A-3.17c)."""
    basis, lines = duty_list.basis, lines_of(duty_list)
    item = AgendaItem.objects.select_related("meeting").filter(basis=basis).first()
    return {
        **_head(language),
        "decision": {"number": basis.number or None, "date": iso(basis.dated_on), "item": basis.item,
                     "general": item is not None and item.meeting.is_general},
        "on": iso(basis.dated_on),
        "rows": [_decided(row, language, basis.dated_on) for row in lines if row.ends_id is None],
        "ended": [{"process": row.process.called(language), "organisation": row.organisation.title}
                  for row in lines if row.ends_id is not None],
        "vacant": [], "idle": [], "printed": None,
    }  # fmt: skip


def _head(language: str) -> dict[str, Any]:
    association = association_facts(Association.current(), language)
    if language == "ky":
        association["genitive"] = kyrgyz_genitive(association["name"])
    return {"association": association}


def _decided(row: DutyLine, language: str, on: date) -> dict[str, Any]:
    return {
        "process": row.process.called(language), "organisation": row.organisation.title, "since": iso(on),
        "until": iso(row.until), "minutes": None, "outputs": "",
    }  # fmt: skip


def day_facts(on: date, *, by: User, at: datetime) -> dict[str, Any]:
    """Facts of D27 as of a day: each duty with its period, its minutes and what it gave; what is wanting (A-3.17)."""
    with translation.override("ru"):  # the sheet is a Russian original, whoever orders it
        whole = distribution(on)
    return {
        **_head("ru"),
        "decision": None,
        "on": iso(on),
        "rows": [_standing(row.said, line) for row in whole.rows for line in row.lines],
        "ended": [],
        "vacant": [row.said for row in whole.vacant],
        "idle": [one.title for one in whole.idle],
        "printed": {
            "by": by.person.initials_first if by.person else by.email,
            "at": timezone.localtime(at).isoformat(timespec="minutes")[:16],
        },
    }  # fmt: skip


def _standing(process: str, line: Line) -> dict[str, Any]:
    duty = line.duty
    return {
        "process": process, "organisation": duty.organisation.title, "since": iso(duty.starts_on),
        "until": iso(duty.ends_on), "minutes": {"number": duty.basis.number or None, "date": iso(duty.basis.dated_on),
                                                "item": duty.basis.item},
        "outputs": ", ".join(word for key, word in OUTPUTS["ru"].items() if key in line.outputs),
    }  # fmt: skip
