"""Readiness: the eleven results of K-7, computed from records or rated by the organisation itself (K-7, K-O2)."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, kyrgyz, say
from qa_system.rules.words import CORE, MET, MISSING, OWN, PART, SUPPORT, UNKNOWN


@kyrgyz("7.1", _("Mission, strategic goals and policy are defined."))
def are_goals_set(*, has_mission: bool, goals: int, policy_in_force: bool) -> Verdict:
    """All three stand; the count of missing ones is given."""
    missing = 3 - sum([has_mission, goals > 0, policy_in_force])
    return Verdict(missing == 0, sentence=say(_("Of mission, goals and policy %(count)s are missing."), count=missing),
                   needed=missing)  # fmt: skip


@kyrgyz("7.2", _("It is laid down how units, responsible people and stakeholders work together."))
def is_interaction_set(*, has_body: bool, stakeholder_types: int, requirements: int) -> bool:
    """A quality body works, and a register of stakeholders with their requirements stands."""
    return has_body and stakeholder_types > 0 and requirements > 0


@kyrgyz("7.3", _("Core and support processes are defined."))
def are_processes_set(*, classes: Collection[str]) -> bool:
    """At least one process of each class."""
    return CORE in classes and SUPPORT in classes


@kyrgyz("7.4", _("Monitoring is regular: no indicator is more than one period behind."))
def is_monitoring_kept(*, indicators: int, overdue: int) -> Verdict:
    """There are indicators that say how often, and none of them lacks the figures of more than one period."""
    if not indicators:
        return Verdict(False, sentence=say(_("No indicator says how often it is measured.")))
    message = _("Indicators that are more than one period behind: %(count)s.")
    return Verdict(overdue == 0, sentence=say(message, count=overdue), needed=overdue)


@kyrgyz("7.5", _("Shortcomings are dealt with: findings are closed with proof."))
def are_findings_closed(*, findings: int, closed_with_proof: int) -> Verdict:
    """Reached when every finding that was not rejected is closed with proof; the share is said in whole numbers."""
    return Verdict(
        closed_with_proof >= findings > 0,
        sentence=say(_("Closed with proof: %(closed)s of %(all)s."), closed=closed_with_proof, all=findings),
        needed=findings - closed_with_proof,
    )


@kyrgyz("7.6", _("The culture of quality is rated by the organisation itself, with evidence."), also=("7.7",))
def is_rating_founded(*, rating: int | None, has_evidence: bool) -> bool:
    """A rating from 1 to 5 that stands on evidence."""
    return rating is not None and 1 <= rating <= 5 and has_evidence


@kyrgyz("O2", _("The regulation recommends: an own arrangement with its reason takes the place of a clause."))
def standing(*, computed: bool | None, declared: bool, own_arrangement: bool) -> str:
    """How a clause stands: MET, PART (declared only), OWN, MISSING or UNKNOWN when nothing can be said yet."""
    if computed:
        return MET
    if own_arrangement:
        return OWN
    if declared:
        return PART
    return UNKNOWN if computed is None else MISSING


@kyrgyz("O2", _("Publication of the policy without the council's approval is never lifted."), also=("18b",))
def may_lift(*, check: str) -> bool:
    """Whether an organisation may replace a check by its own arrangement; all but the gate of the policy."""
    return check != "K-18b"
