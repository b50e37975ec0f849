"""Figures on the desk: what a person owes for a period, what others owe longer than they should (K-13.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from association import access, clock, desk
from association.models import User
from association.wording import said
from qa_system import rules
from qa_system.models import QaSystem
from qa_system.queries import systems_of
from qa_system.queries.monitoring_figures import Due, answers_for, owed_by
from qa_system.queries.periods import name_of


@desk.duties
def figures(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Own figures period by period, and for the quality officer what is overdue."""
    if not access.holds(user, "enter_figures"):
        return
    for system in systems_of(user):
        if access.can(user, "enter_figures", system):
            yield from _own(user, system, clock.today())
        if access.can(user, "keep_qa", system):
            yield from _overdue(system, clock.today())


def _own(user: User, system: QaSystem, on: date) -> Iterator[desk.Duty]:
    by_period: dict[rules.Period, list[Due]] = defaultdict(list)
    for one in owed_by(system, on, answers_for(user.person_id, on)):
        by_period[one.period].append(one)
    for period, rows in by_period.items():
        title = ngettext("Enter %(n)s figure: %(period)s", "Enter %(n)s figures: %(period)s", len(rows))
        yield desk.Duty(
            title % {"n": len(rows), "period": name_of(period)}, "; ".join(_called(one) for one in rows),
            reverse("qa_figures", args=[system.pk]), _("Enter"), "K-13.3", period.due_on, rows[0].late,
        )  # fmt: skip


def _overdue(system: QaSystem, on: date) -> Iterator[desk.Duty]:
    rows = [one for one in owed_by(system, on) if one.late]
    if rows:
        people = sorted({str(one.indicator.responsible) for one in rows if one.indicator.responsible})
        title = ngettext("%(n)s figure is overdue", "%(n)s figures are overdue", len(rows)) % {"n": len(rows)}
        yield desk.Duty(
            title, ", ".join(people) or _("nobody is responsible"), reverse("qa_monitoring", args=[system.pk]),
            _("Open"), "K-7.4", rows[0].period.due_on, rows[0].late,
        )  # fmt: skip


def _called(one: Due) -> str:
    return said(one.indicator, "name", get_language() or "ru")[0]
