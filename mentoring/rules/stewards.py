"""Who answers for the methodical support of a QMS process (A-3.17), and whose materials the library takes (A-7.2.9)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

PROCEDURE, INSTRUCTION, AUDIT = "procedure", "instruction", "audit"
OUTPUTS: Final = {
    PROCEDURE: _("documented procedure"),
    INSTRUCTION: _("methodological instruction"),
    AUDIT: _("report of an internal audit"),
}

FIRST_OUTPUT_DAYS: Final = 60


@altai("3.17a", _("Each member organisation answers for the methodical support of a process of the QMS."))
def is_every_member_steward(*, members: Collection[int], stewards: Collection[int]) -> Verdict:
    """A warning only: how many member organisations answer for no process (A-3.17a)."""
    idle = len(set(members) - set(stewards))
    return Verdict(not idle, sentence=say(_("Member organisations without a process: %(n)s."), n=idle), needed=idle)


@altai("3.17a", _("Only a member organisation answers for a process."))
def may_steward(*, is_member: bool) -> bool:
    """Whether an organisation may be put on the list of stewards (A-3.17a)."""
    return is_member


@altai("3.17b", _("Support of a process is a procedure or a methodological instruction, and an internal audit."))
def is_supported(*, outputs: Collection[str]) -> Verdict:
    """Whether a steward gave the process what support means: an instruction or a procedure, and an audit (A-3.17b)."""
    if not {PROCEDURE, INSTRUCTION} & set(outputs):
        return Verdict(False, sentence=say(_("There is neither a procedure nor a methodological instruction yet.")))
    return Verdict(AUDIT in outputs, sentence=say(_("There is no internal audit of the process yet.")))


@altai("3.17c", _("Processes are given to organisations by a decision of a meeting, recorded in its minutes."))
def is_assigned_at_meeting(*, has_item: bool) -> bool:
    """Whether the duty stands on an item of a meeting, general or of the Presidium (A-3.17c)."""
    return has_item


@altai("3.17b", _("A steward gives the procedure or the instruction in good time."))
def is_output_awaited(*, starts_on: date, on: date, outputs: Collection[str], days: int = FIRST_OUTPUT_DAYS) -> bool:
    """Whether a steward is reminded: so many days have passed and nothing was given yet (A-3.17b); a reminder only."""
    return not outputs and on >= starts_on + timedelta(days=days)


@altai("3.17c", _("A process is closed when no organisation answers for it any more."))
def may_close_process(*, stewards: int) -> Verdict:
    """Whether a process may be closed: a duty given by a decision is taken back by a decision first (A-3.17c)."""
    message = _("Organisations that answer for this process: %(n)s. A decision of a meeting takes the duty back first.")
    return Verdict(not stewards, sentence=say(message, n=stewards), needed=0)


@altai("7.2.9", _("Members and candidates give their methodical materials to the library."))
def may_give_material(*, is_of_association: bool) -> bool:
    """Whether an organisation puts materials into the library of the Association (A-7.2.9)."""
    return is_of_association
