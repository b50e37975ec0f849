"""Reads of the stewards of processes, all as of a day (A-3.17)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access
from association.fmt import date_text
from association.models import Basis, LibraryItem, Organisation, QmsProcess, User
from association.queries import processes_on
from association.statute import Verdict
from membership.models import Membership
from membership.queries import members_on
from mentoring import rules
from mentoring.models import DutyLine, DutyList, DutyOutput, ProcessDuty

MATTER = "stewards"


def language() -> str:
    """The language of the reader."""
    return (get_language() or "ru").split("-")[0]


def reads_as_member(user: User, day: date) -> bool:
    """Whether a person acts for an organisation that is a member or a candidate on a day."""
    if not user.is_authenticated or not access.holds(user, "view_agenda"):
        return False
    own = access.organisations(user, "view_agenda")
    return Membership.objects.on(day).filter(organisation__in=own).exists()


def reads_stewards(user: User, day: date) -> bool:
    """Whether a person sees who answers for which process: those with the records, and those of the Association."""
    return access.can(user, "view_records") or reads_as_member(user, day)


def member_organisations(day: date) -> QuerySet[Organisation]:
    """The member organisations of a day, in their order; candidates answer for no process (A-3.17a)."""
    rows = Organisation.objects.filter(pk__in=members_on(day).values("organisation"))
    return rows.order_by("sort_key", "pk")


def duties_on(day: date) -> QuerySet[ProcessDuty]:
    """Duties in force on a day, by process and organisation."""
    rows = ProcessDuty.objects.on(day).select_related("process", "organisation", "basis")
    return rows.order_by("process__sort_key", "organisation__sort_key", "pk")


def duties_after(day: date) -> QuerySet[ProcessDuty]:
    """Duties that hold on a day or later."""
    return ProcessDuty.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day))


def outputs_of(duties: QuerySet[ProcessDuty] | list[ProcessDuty], day: date) -> dict[int, set[str]]:
    """What each duty gave by a day and what stands in the library still: kinds by the key of the duty."""
    found: dict[int, set[str]] = {}
    rows = DutyOutput.objects.filter(duty__in=duties, material__added_on__lte=day, material__taken_back_at=None)
    for duty, kind in rows.order_by().values_list("duty", "kind"):
        found.setdefault(duty, set()).add(kind)
    return found


def vacated(day: date) -> QuerySet[QmsProcess]:
    """Processes in use that somebody answered for and nobody does now."""
    own = ProcessDuty.objects.filter(process=OuterRef("pk"))
    ended = own.filter(ends_on__lte=day).exclude(ends_on=OuterRef("duties__starts_on"))
    return processes_on(day).filter(Exists(ended)).exclude(Exists(own.on(day))).distinct()


def waiting_lists() -> QuerySet[DutyList]:
    """Distributions with lines that no agenda lists yet."""
    lines = DutyLine.objects.filter(duty_list=OuterRef("pk"))
    return DutyList.objects.filter(Exists(lines), state=DutyList.State.DRAFT)


def lines_of(duty_list: DutyList) -> list[DutyLine]:
    """The lines of a distribution: what is given, then what is taken back, each by process."""
    rows = duty_list.lines.select_related("process", "organisation", "ends__basis")
    return sorted(rows, key=lambda row: row.ends_id is not None)


def cited(basis: Basis) -> str:
    """The item of the minutes that a duty stands on, as a reader is told it (A-3.17c)."""
    facts = {"number": basis.number, "day": date_text(basis.dated_on, language(), "short"), "item": basis.item}
    if not basis.number:
        return _("decision of %(day)s, question %(item)s, the minutes are not signed yet") % facts
    return _("minutes No. %(number)s of %(day)s, question %(item)s") % facts


@dataclass
class Line:
    """One duty as a reader sees it: whose, since when, by which item, and how far the support has come."""

    duty: ProcessDuty
    outputs: set[str]
    verdict: Verdict
    cited: str

    @property
    def given(self) -> str:
        """The kinds of what was given, in words."""
        return ", ".join(str(word) for key, word in rules.OUTPUTS.items() if key in self.outputs)


@dataclass
class Row:
    """One process with those who answer for it."""

    process: QmsProcess
    said: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Distribution:
    """Who answers for what on a day: processes, member organisations, and what is wanting (A-3.17)."""

    day: date
    rows: list[Row]
    members: list[Organisation]
    verdict: Verdict

    @property
    def lines(self) -> list[Line]:
        """All duties in their order."""
        return [line for row in self.rows for line in row.lines]

    @property
    def vacant(self) -> list[Row]:
        """Processes without a steward."""
        return [row for row in self.rows if not row.lines]

    @property
    def idle(self) -> list[Organisation]:
        """Member organisations without a process."""
        busy = {line.duty.organisation_id for line in self.lines}
        return [one for one in self.members if one.pk not in busy]

    def matrix(self, organisations: list[Organisation]) -> list[dict[str, Any]]:
        """One line for each organisation, one cell for each process: the duty or None."""
        found = {(line.duty.organisation_id, line.duty.process_id): line for line in self.lines}
        return [
            {"organisation": one, "cells": [(row, found.get((one.pk, row.process.pk))) for row in self.rows]}
            for one in organisations
        ]


def distribution(day: date) -> Distribution:
    """Everything that the page, the workbook and the paper show, in four queries."""
    duties = list(duties_on(day))
    outputs, said = outputs_of(duties, day), language()
    rows = {row.pk: Row(row, row.called(said)) for row in processes_on(day)}
    for duty in duties:
        given = outputs.get(duty.pk, set())
        line = Line(duty, given, rules.is_supported.judge(outputs=given), cited(duty.basis))
        rows.setdefault(duty.process_id, Row(duty.process, duty.process.called(said))).lines.append(line)
    members = list(member_organisations(day))
    stewards = {duty.organisation_id for duty in duties}
    verdict = rules.is_every_member_steward.judge(members=[one.pk for one in members], stewards=stewards)
    return Distribution(day, list(rows.values()), members, verdict)


def awaited_duties(organisations: QuerySet[Organisation], day: date) -> list[ProcessDuty]:
    """Duties of some organisations that began some time ago and gave nothing yet (A-3.17b)."""
    duties = list(duties_on(day).filter(organisation__in=organisations))
    given = outputs_of(duties, day) if duties else {}
    return [
        row
        for row in duties
        if rules.is_output_awaited(starts_on=row.starts_on, on=day, outputs=given.get(row.pk, set()))
    ]


def materials_by_duty(duties: list[ProcessDuty]) -> dict[int, list[LibraryItem]]:
    """The materials that each duty gave and that stand in the library, the newest first."""
    found: dict[int, list[LibraryItem]] = {}
    rows = DutyOutput.objects.filter(duty__in=duties, material__taken_back_at=None).select_related("material")
    for row in rows:
        found.setdefault(row.duty_id, []).append(row.material)
    return found
