"""Whom the regulation is for, the quality body, the commission (K-1, K-11, K-14, K-16, K-20)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, kyrgyz, say
from qa_system.rules.words import ACADEMIC, HIGHER, LEVELS, PEDAGOGICAL, STRATEGIC_PLAN


@kyrgyz("1", _("The regulation is for organisations of initial, secondary or higher vocational education."))
def is_covered(*, levels: Collection[str]) -> bool:
    """Whether an organisation gives at least one of the three levels, and no other is named."""
    return bool(levels) and set(levels) <= set(LEVELS)


@kyrgyz(
    "17a",
    _("The academic council decides in higher education, the pedagogical council elsewhere."),
    also=("1",),
)
def council_of(*, levels: Collection[str]) -> str:
    """ACADEMIC where higher education is given beside any other level, otherwise PEDAGOGICAL."""
    return ACADEMIC if HIGHER in levels else PEDAGOGICAL


@kyrgyz("11a", _("A quality unit works in the organisation, or an officer where a unit is not possible."))
def has_quality_body(*, active: int, is_officer: bool = False, reason: str = "") -> Verdict:
    """Exactly one body at work; an officer instead of a unit says why (K-11a); a warning, nothing stops."""
    if active != 1:
        return Verdict(False, sentence=say(_("No quality unit or officer is at work.")))
    if is_officer and not reason.strip():
        return Verdict(False, sentence=say(_("Say why a unit cannot be set up and an officer is named instead.")))
    return Verdict(True)


@kyrgyz("11b", _("The council decides first; the head's order follows."))
def may_order_body(*, has_decision: bool, is_approved: bool) -> bool:
    """Whether the order may be drafted: the council's decision is entered with its number, and it was not a return."""
    return has_decision and is_approved


@kyrgyz("11c", _("The head's order confirms the decision and does not precede it."))
def is_order_after_decision(*, ordered_on: date, decided_on: date) -> bool:
    """A warning when the order bears an earlier day than the decision."""
    return ordered_on >= decided_on


@kyrgyz("11d", _("The unit or officer is directly subordinate to the head."))
def is_under_head(*, leader_is_head: bool) -> bool:
    """A warning when the head leads the body: nobody is subordinate to oneself."""
    return not leader_is_head


@kyrgyz("11e", _("The unit works by the strategic plan and by its plan for the academic year."))
def has_plans(*, kinds_in_force: Collection[str], has_year_plan: bool) -> Verdict:
    """Whether both plans are approved; says which one is missing."""
    missing = []
    if STRATEGIC_PLAN not in kinds_in_force:
        missing.append(say(_("the strategic plan")))
    if not has_year_plan:
        missing.append(say(_("the plan for the academic year")))
    if not missing:
        return Verdict(True)
    return Verdict(False, sentence=say(_("Not approved: %(plans)s."), plans=tuple(missing)), needed=len(missing))


@kyrgyz("14", _("An added function names the order that adds it."))
def is_function_founded(*, clause: str, order_reference: str) -> bool:
    """Whether a function stands in the regulation or in an order of the organisation (K-14)."""
    return bool(clause.strip() or order_reference.strip())


@kyrgyz("16b", _("A commission has stakeholders beside the staff, and an order of work."), also=("16a",))
def is_commission_balanced(*, sides: Collection[str], has_rules: bool) -> Verdict:
    """A warning when nobody but the staff sits in it, nobody of the staff, or nothing says how it works (K-16b)."""
    staff = "organisation"
    if not any(side != staff for side in sides):
        return Verdict(False, sentence=say(_("No representative of the stakeholders sits in the commission.")))
    if staff not in sides:
        return Verdict(False, sentence=say(_("Nobody of the staff sits in the commission.")))
    return Verdict(has_rules, sentence=say(_("The order of work of the commission is not written down.")))


@kyrgyz("20b", _("The budget is sufficient for the mandatory procedures."), also=("20a",))
def is_budget_sufficient(*, needed: Decimal, planned: Decimal) -> Verdict:
    """Whether the planned own and other funds reach what the mandatory procedures need; a warning (K-20b)."""
    short = needed - planned
    if short <= 0:
        return Verdict(True, inputs={"needed": str(needed), "planned": str(planned)})
    facts = {"needed": str(needed), "planned": str(planned)}
    return Verdict(
        False, sentence=say(_("Short of %(sum)s som for mandatory procedures."), sum=str(short)), inputs=facts
    )
