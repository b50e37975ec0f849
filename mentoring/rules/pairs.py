"""Who mentors, who is mentored, on what ground a pair stands and when it ends (A-3.16, A-4.11)."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

TERRITORY, SECTOR, CHOSEN = "territory", "sector", "chosen"
CERTIFIED, MENTOR_LEFT, CANDIDATE_LEFT, JOINED, DECISION = (
    "certified", "mentor_left", "candidate_left", "joined", "decision",
)  # fmt: skip
END_CLAUSES: Final = {
    CERTIFIED: "A-4.11", MENTOR_LEFT: "A-3.16a", CANDIDATE_LEFT: "A-3.16a", JOINED: "A-3.16a", DECISION: "A-3.16c",
}  # fmt: skip
SILENCE: Final = 30  # days without an entry of help after which both sides are asked


@altai("3.16a", _("A mentor is a member organisation with a QMS certificate in force on the day."))
def may_mentor(*, is_member: bool, is_certified: bool, is_available: bool = True) -> Verdict:
    """Whether an organisation takes new candidates on a day (A-3.16a)."""
    if not is_member:
        return Verdict(False, sentence=say(_("Only a member organisation is a mentor.")))
    if not is_certified:
        return Verdict(False, sentence=say(_("The mentor has no QMS certificate in force on this day.")))
    if not is_available:
        return Verdict(False, sentence=say(_("The organisation takes no candidates at present.")))
    return Verdict(True)


@altai("3.16a", _("A pair whose mentor has lost its certificate is flagged; it goes on."))
def is_mentor_sound(*, is_certified: bool) -> bool:
    """A warning only: whether the mentor of an active pair still holds its certificate (A-3.16a)."""
    return is_certified


@altai("3.16a", _("A mentor is given to an organisation that is a candidate on the day."))
def may_be_mentored(*, is_candidate: bool, is_certified: bool = False) -> Verdict:
    """Whether an organisation needs a mentor on a day; one that received its certificate does not (A-4.11)."""
    if is_candidate and is_certified:
        return Verdict(False, "A-4.11", say(_("The candidate has received its QMS certificate already.")))
    return Verdict(is_candidate)


@altai("3.16c", _("A pair stands on territory or sector; the chair adds another one only with a reason."))
def has_ground(*, ground: str, reason: str = "") -> bool:
    """Whether a pair may be put on the list (A-3.16c)."""
    return ground in (TERRITORY, SECTOR) or (ground == CHOSEN and bool(reason.strip()))


@altai("3.16c", _("Remarks of members of the Presidium are answered before the list goes to a meeting."))
def may_agree(*, unanswered: int, pairs: int) -> Verdict:
    """Whether the list may be called agreed; there is no threshold, each remark has its answer (A-3.16c)."""
    if not pairs:
        return Verdict(False, sentence=say(_("The list holds no pair.")))
    if unanswered:
        return Verdict(False, sentence=say(_("Remarks without an answer: %(n)s."), n=unanswered), needed=unanswered)
    return Verdict(True)


@altai("3.16c", _("A pair works only by a decision of the Presidium."))
def is_approved(*, decided_on: date | None, starts_on: date) -> bool:
    """Whether a pair may begin on a day: not before the decision that approves it (A-3.16c)."""
    return decided_on is not None and starts_on >= decided_on


@altai("4.11", _("A pair works until the candidate receives its QMS conformity certificate."))
def pair_ends_on(*, received_on: date, starts_on: date) -> date:
    """The first day without the pair: the day the certificate was received, never before the pair began (A-4.11)."""
    return max(received_on, starts_on)


@altai("4.11", _("Help is recorded for the days on which the pair works."))
def may_record_help(*, on: date, today: date, starts_on: date, ends_on: date | None) -> Verdict:
    """Whether an entry of help may be dated so; the journal freezes with the end of the pair (A-4.11)."""
    if on > today:
        return Verdict(False, sentence=say(_("The day of the help is still ahead.")))
    if on < starts_on:
        return Verdict(False, sentence=say(_("The pair works since %(day)s."), day=starts_on))
    if ends_on is not None and on >= ends_on:
        return Verdict(False, sentence=say(_("The pair ended on %(day)s; its journal is closed."), day=ends_on))
    return Verdict(True)


@altai("3.16b", _("Thirty days without an entry of help ask both sides what hinders them."))
def is_silent(*, last_on: date, on: date, days: int = SILENCE) -> bool:
    """Whether nothing was recorded for so many days; `last_on` is the last entry, or the first day of the pair."""
    return (on - last_on).days >= days
