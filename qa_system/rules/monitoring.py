"""Attainment, bands, trend, score and coverage, in exact fractions (K-13.3), and the results that rest on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, kyrgyz, say
from qa_system.rules.words import (
    BETTER,
    FAR,
    HIGHER_BETTER,
    IN_RANGE,
    LOWER_BETTER,
    NEAR,
    NO_DATA,
    NO_TARGET,
    REACHED,
    SAME,
    WORSE,
)

CAP: Final = 100


@kyrgyz("13.3", _("Attainment compares the fact with the target; what is missing is no data, never a zero."))
def attainment(
    *,
    direction: str,
    fact: Decimal | None,
    target: Decimal | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    cap: int = CAP,
) -> Fraction | None:
    """Percent of the target, exact and not capped; None without a fact or a target.

    Own: a target below zero makes no share, so it says nothing either.
    """
    if fact is None:
        return None
    if direction == IN_RANGE:
        if low is None or high is None:
            return None
        return Fraction(100) if low <= fact <= high else Fraction(0)
    if direction not in (HIGHER_BETTER, LOWER_BETTER) or target is None or target < 0:
        return None
    if target == 0 and fact == 0:
        return Fraction(100)
    if direction == LOWER_BETTER and fact <= 0:
        return Fraction(cap)
    if target == 0:
        return Fraction(0)
    share = Fraction(fact) / Fraction(target)
    return 100 * (share if direction == HIGHER_BETTER else 1 / share)


@kyrgyz("13.3", _("Reached from 100 % of the target, near from 90 %; each indicator may set its own bands."))
def band(*, has_fact: bool, attained: Fraction | None, met_from: int = 100, near_from: int = 90) -> str:
    """REACHED, NEAR or FAR by the exact attainment; NO_DATA without a fact, NO_TARGET without attainment."""
    if not has_fact:
        return NO_DATA
    if attained is None:
        return NO_TARGET
    if attained >= met_from:
        return REACHED
    return NEAR if attained >= near_from else FAR


@kyrgyz("13.3", _("The trend compares the fact with the baseline."))
def trend(
    *,
    direction: str,
    fact: Decimal | None,
    baseline: Decimal | None,
    low: Decimal | None = None,
    high: Decimal | None = None,
) -> str | None:
    """BETTER, SAME or WORSE than the baseline; None when there is nothing to compare."""
    if fact is None or baseline is None:
        return None
    if direction == IN_RANGE:
        if low is None or high is None:
            return None
        gain = _outside(baseline, low, high) - _outside(fact, low, high)
    elif direction in (HIGHER_BETTER, LOWER_BETTER):
        gain = fact - baseline if direction == HIGHER_BETTER else baseline - fact
    else:
        return None
    if gain == 0:
        return SAME
    return BETTER if gain > 0 else WORSE


def _outside(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """How far a value lies from a range."""
    return max(low - value, value - high, Decimal(0))


@kyrgyz("13.3", _("The score of a process weighs the indicators that have data; its coverage is shown beside it."))
def score(*, parts: Iterable[tuple[int, Fraction | None]], cap: int = CAP) -> Fraction | None:
    """sum(weight * min(attainment, cap)) / sum(weight) over the parts that have an attainment; None without any."""
    known = [(weight, attained) for weight, attained in parts if attained is not None]
    weights = sum(weight for weight, _attained in known)
    if not weights:
        return None
    return sum((weight * min(attained, Fraction(cap)) for weight, attained in known), Fraction(0)) / weights


@kyrgyz("13.3", _("Coverage says of how many indicators there are data."))
def coverage(*, known: Collection[bool]) -> tuple[int, int]:
    """How many have data, and how many there are."""
    return sum(known), len(known)


def shown(percent: Fraction) -> Decimal:
    """A percentage for the eye: half up to one decimal; nothing is judged by it."""
    tenths = (percent * 20 + 1).__floor__() // 2
    return Decimal(tenths) / 10


@kyrgyz("13.3", _("A fact is a figure, or a reason why there is none."))
def is_fact_told(*, has_value: bool, why_none: str) -> Verdict:
    """Whether exactly one of both is given."""
    return Verdict(
        has_value != bool(why_none.strip()), sentence=say(_("Give the figure, or say why there is none; not both."))
    )


@kyrgyz("13.3", _("A fact is never changed silently: a correction is a new revision with its reason."))
def is_correction_founded(*, version: int, why: str) -> Verdict:
    """Whether a revision after the first one says why."""
    return Verdict(version == 1 or bool(why.strip()), sentence=say(_("Say why the figure is corrected.")))


@kyrgyz("7.8", _("The work has become better: in no area do more indicators fall than rise."))
def is_work_improved(*, areas: Mapping[str, tuple[int, int]]) -> Verdict | None:
    """Judge rising and falling indicators by area, against the baseline; None while no trend is known."""
    if not areas:
        return None
    falling = sum(worse > better for better, worse in areas.values())
    if falling:
        return Verdict(False, sentence=say(_("Areas where more indicators fall than rise: %(count)s."), count=falling),
                       needed=falling, inputs=_counted(areas))  # fmt: skip
    rises = any(better for better, _worse in areas.values())
    return Verdict(rises, sentence=say(_("No indicator is better than its baseline yet.")), inputs=_counted(areas))


@kyrgyz("7.9", _("The resources have become better: more indicators of resources rise than fall."))
def are_resources_improved(*, better: int, worse: int, same: int = 0) -> Verdict | None:
    """Judge the indicators marked as showing a resource; None while none of them has a trend."""
    if not better + worse + same:
        return None
    return Verdict(
        better > worse,
        sentence=say(_("Indicators of resources: %(better)s rise, %(worse)s fall."), better=better, worse=worse),
    )


def _counted(areas: Mapping[str, tuple[int, int]]) -> dict[str, list[int]]:
    return {area: list(counts) for area, counts in areas.items()}
