"""Processes, indicators and what a card lacks (K-5, K-10, K-13.1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Phrase, Verdict, kyrgyz, say
from qa_system.rules.words import CORE, IN_RANGE, SUPPORT

AREAS: Final = (
    "educational", "financial", "production", "analytical", "research", "innovation", "international", "other",
)  # fmt: skip
STAGES: Final = ("needs", "design", "admission", "teaching", "assessment", "completion", "satisfaction")
FIELDS: Final[dict[str, Phrase]] = {
    "formula": say(_("the formula")),
    "unit": say(_("the unit")),
    "direction": say(_("the direction")),
    "baseline": say(_("the baseline")),
    "target": say(_("a target")),
    "frequency": say(_("how often")),
    "source": say(_("the source of the data")),
    "responsible": say(_("the person responsible")),
}


@kyrgyz("10", _("A process is classified and described."), also=("13.1a", "2", "8"))
def is_process_described(
    *, classification: str, area: str, stage: str, purpose: str, steps: int, inputs: int, outputs: int
) -> Verdict:
    """Whether a card says the class, the area of K-2, a stage of K-8, the purpose, inputs, outputs and steps."""
    missing = []
    if classification not in (CORE, SUPPORT):
        missing.append(say(_("the class")))
    if area not in AREAS:
        missing.append(say(_("the area of activity")))
    if stage not in STAGES:
        missing.append(say(_("the stage")))
    if not purpose.strip():
        missing.append(say(_("the purpose")))
    for count, what in ((inputs, _("inputs")), (outputs, _("outputs")), (steps, _("steps"))):
        if count < 1:
            missing.append(say(what))
    return _named(missing)


@kyrgyz("13.1b", _("A process has an owner, and the people who take part in it are named."))
def has_owner(*, owners: int) -> Verdict:
    """Whether exactly one owner answers for the process on the day."""
    return Verdict(owners == 1, sentence=say(_("Nobody is named as owner of the process.")))


@kyrgyz("13.1c", _("An indicator says how it is computed, measured, aimed at, and who answers for it."))
def is_indicator_whole(*, given: Mapping[str, bool]) -> Verdict:
    """Whether formula, unit, direction, baseline, target, frequency, source and responsible person are given."""
    return _named([FIELDS[key] for key in FIELDS if not given.get(key)])


@kyrgyz("13.1c", _("A target fits the direction of its indicator."))
def is_target_sound(*, direction: str, value: Decimal | None, low: Decimal | None, high: Decimal | None) -> Verdict:
    """A range has both ends in order, any other direction one value."""
    if direction == IN_RANGE:
        sound = low is not None and high is not None and low <= high
        return Verdict(sound, sentence=say(_("Give both ends of the range, the lower one first.")), inputs={})
    return Verdict(value is not None, sentence=say(_("Give the target.")), inputs={})


@kyrgyz("13.1d", _("The resources of a process are at hand."))
def are_resources_enough(*, needs: Collection[tuple[Decimal, Decimal]]) -> Verdict:
    """Whether every resource reaches its need; the count of those that do not is given."""
    short = sum(need > have for need, have in needs)
    return Verdict(
        short == 0, sentence=say(_("Resources that are short: %(count)s."), count=short), needed=short, inputs={}
    )


@kyrgyz("5.2", _("The processes are linked: what one gives, another takes."))
def is_linked(*, processes: int, linked: int) -> Verdict:
    """Whether every process is joined to another or to a stakeholder."""
    loose = processes - linked
    return Verdict(
        processes > 0 and loose == 0,
        sentence=say(_("Processes without any link: %(count)s."), count=loose),
        needed=loose,
    )


@kyrgyz("5.3", _("A requirement of a stakeholder is answered by a process or an indicator."))
def is_requirement_answered(*, processes: int, indicators: int) -> bool:
    """Whether the requirement leads anywhere."""
    return processes + indicators > 0


def _named(missing: list[Phrase]) -> Verdict:
    if not missing:
        return Verdict(True, inputs={})
    return Verdict(False, sentence=say(_("Missing: %(what)s."), what=tuple(missing)), needed=len(missing), inputs={})
