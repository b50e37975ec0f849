"""How long records are kept, what may be written off, and through what (A-4.10c, A-4.10d)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from association.calendar import archived_until
from association.statute import Verdict, altai, say

PERMANENT, YEARS, NEEDED, HOLD = "permanent", "years", "needed", "hold"


@altai("4.10d", _("What is kept for a term is written off after it, never earlier."))
def free_from(*, closed_on: date | None, term: str, years: int | None) -> date | None:
    """First day on which a document may be put on an act, counted from 1 January after the year it was closed in.

    None while it is not closed, and for what is kept permanently, held, or kept until it is no longer needed.
    """
    if closed_on is None or term != YEARS or years is None:
        return None
    return archived_until(closed_on, years)


@altai("4.10d", _("Nothing is written off before its term has ended, or while something forbids it."))
def may_list(*, on: date, free: date | None, held: bool, needed: int = 0) -> Verdict:
    """Whether a document may stand on an act: `free` its first day, `needed` how many facts in force rest on it."""
    if free is None:
        return Verdict(False, sentence=say(_("The document has no term that ends.")))
    if on < free:
        return Verdict(False, sentence=say(_("The document is kept until %(day)s."), day=free))
    if held:
        return Verdict(False, sentence=say(_("A hold forbids the write-off of the document.")))
    if needed:
        return Verdict(False, sentence=say(_("What is still in force rests on the document.")), needed=needed)
    return Verdict(True)


@altai("4.10d", _("A commission of a chair and at least two more people with their posts selects what is destroyed."))
def is_commission_whole(*, chairs: int, members: int, posts: int, min_members: int = 2) -> Verdict:
    """Whether the commission may sign: `members` beside its chair, `posts` how many of all have a post."""
    if chairs == 1 and members >= min_members and posts == chairs + members:
        return Verdict(True, needed=min_members)
    message = _("The commission has a chair and at least %(needed)s more people, each with a post.")
    return Verdict(False, sentence=say(message, needed=min_members), needed=min_members)


@altai("4.10d", _("The chair of the commission signs the act."))
def may_sign_act(*, is_chair_of_commission: bool) -> bool:
    """Whether this person signs the act for the commission (A-4.10d)."""
    return is_chair_of_commission


@altai("4.10d", _("The act is approved by somebody else than who signed it for the commission."))
def may_approve_act(*, signed_for_commission: bool) -> bool:
    """Whether this person may approve the act: not the one who signed it for the commission (own)."""
    return not signed_for_commission


@altai("4.10d", _("Files are destroyed only by an act that is signed and approved."))
def may_destroy(*, approved: bool, held: bool, free: bool) -> bool:
    """Whether the bytes and texts of one document of an act may go now (A-4.10d)."""
    return approved and not held and free


@altai("4.10c", _("A term set by the statute is not shortened by the file plan."))
def may_set_term(*, own_term: bool, years: int | None, statute_years: int | None) -> Verdict:
    """Whether a kind may get this term: what a clause sets may be kept longer, never shorter."""
    if own_term or statute_years is None or years is None or years >= statute_years:
        return Verdict(True)
    message = _("The statute keeps these files for %(needed)s years; the file plan may only keep them longer.")
    return Verdict(False, sentence=say(message, needed=statute_years), needed=statute_years)
