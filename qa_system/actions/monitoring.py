"""Verbs on the facts of indicators and on the review of periods (K-13.3)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import StoredFile, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from qa_system import rules
from qa_system.actions.editing import Outdated
from qa_system.models import Indicator, IndicatorFact, PeriodReview, QaSystem
from qa_system.queries.monitoring_figures import answers_for


@transaction.atomic
def enter(
    indicator: Indicator,
    *,
    period: rules.Period,
    value: Decimal | None,
    why_none: str = "",
    comment: str = "",
    file: StoredFile | None = None,
    why_changed: str = "",
    seen: int = 0,
    on: date,
    by: User,
    at: datetime,
) -> IndicatorFact:
    """Write down the figure of a period, or why there is none; over the version `seen` it is a correction.

    The same content sent twice is one fact. Raises Outdated when somebody else wrote another one meanwhile.
    """
    _may_enter(indicator, by, at)
    QaSystem.objects.select_for_update().get(pk=indicator.process.system_id)
    last = indicator.facts.filter(frequency=period.frequency, starts_on=period.starts_on).order_by("version").last()
    told = {"value": value, "why_none": why_none.strip(), "comment": comment.strip()}
    if last and file is None and all(getattr(last, name) == given for name, given in told.items()):
        return last
    _is_open(indicator, period, on)
    if last and last.version != seen:
        raise Outdated(last)
    version = last.version + 1 if last else 1
    _demand(rules.is_fact_told.judge(has_value=value is not None, why_none=why_none))
    _demand(rules.is_correction_founded.judge(version=version, why=why_changed))
    fact = IndicatorFact.objects.create(
        indicator=indicator, frequency=period.frequency, starts_on=period.starts_on, ends_on=period.ends_on,
        version=version, file=file, why_changed=why_changed.strip() if last else "", entered_at=at, entered_by=by,
        **told,
    )  # fmt: skip
    record(
        "qa.fact.correct" if last else "qa.fact.enter", fact, by=by, at=at, indicator=indicator.pk, period=period.key,
        was=str(last.value) if last else "", now=str(value), why_none=fact.why_none, why=fact.why_changed,
    )  # fmt: skip
    return fact


def _demand(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict)


def _may_enter(indicator: Indicator, by: User, at: datetime) -> None:
    """The quality officer enters every figure, anybody else those the person answers for."""
    if access.can(by, "keep_qa", indicator, at=at):
        return
    access.require(by, "enter_figures", indicator, at=at)
    if not Indicator.objects.filter(answers_for(by.person_id, at.date()), pk=indicator.pk).exists():
        raise Refused(denial("K-13.3", _("Only the person responsible and the quality officer enter this figure.")))


def _is_open(indicator: Indicator, period: rules.Period, on: date) -> None:
    """A figure is taken for a period of the indicator's own frequency that is over and not reviewed."""
    if indicator.dropped_on is not None:
        raise Refused(denial("K-13.3", _("The indicator is out of force; its facts stay as they are.")))
    if period.frequency != indicator.frequency:
        raise Refused(denial("K-13.3", _("The indicator is not measured in such periods.")))
    _demand(rules.is_period_over.judge(ends_on=period.ends_on, on=on))
    reviewed = PeriodReview.objects.filter(
        system=indicator.process.system_id, frequency=period.frequency, starts_on=period.starts_on,
        state=PeriodReview.State.REVIEWED,
    )  # fmt: skip
    _demand(rules.is_period_open.judge(is_reviewed=reviewed.exists()))


@transaction.atomic
def review(system: QaSystem, *, period: rules.Period, on: date, by: User, at: datetime) -> PeriodReview:
    """Close a period for figures; what is missing stays no data."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    _demand(rules.is_period_over.judge(ends_on=period.ends_on, on=on))
    row, _made = PeriodReview.objects.get_or_create(
        system=system, frequency=period.frequency, starts_on=period.starts_on, defaults={"ends_on": period.ends_on}
    )
    advance(row, "review", by=by, at=at, period=period.key)
    PeriodReview.objects.filter(pk=row.pk).update(reviewed_on=on, reviewed_by=by)
    return row


@transaction.atomic
def reopen(row: PeriodReview, *, why: str, by: User, at: datetime) -> None:
    """Open a reviewed period again, with the reason."""
    QaSystem.objects.select_for_update().get(pk=row.system_id)
    verdict = rules.may_reopen.judge(why=why)
    advance(row, "reopen", by=by, at=at, checks=[lambda _row: _demand(verdict)], period=row.period.key, why=why)
    PeriodReview.objects.filter(pk=row.pk).update(why_reopened=why.strip())
