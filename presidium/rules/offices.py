"""Chair and deputy: who may stand, how long a term runs, what follows its end."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.calendar import add_years
from association.statute import Verdict, altai, say

ACTING_UNTIL_ELECTION, VACATE = "acting_until_election", "vacate"
RELEASE_REASONS: Final = {
    "dismissed": "A-3.7.1",
    "organisation_left": "A-3.7.1",
    "own_wish": "A-3.7.2",
    "gross_violation": "A-3.7.3",
}
DAYS_BEFORE_END: Final = (90, 30, 7)


@altai("3.6", _("An office is held for three years, to the same day and month."), also=("3.8",))
def term_end(*, elected_on: date, years: int = 3) -> date:
    """Last day of the term, counted in; 29 February ends on the 28th in a common year (A-3.6, A-3.8)."""
    return add_years(elected_on, years)


@altai("3.6", _("An office is held for three years."), also=("3.8",))
def holds_office(
    *,
    on: date,
    elected_on: date,
    years: int = 3,
    ended_on: date | None = None,
    after_expiry: str = ACTING_UNTIL_ELECTION,
) -> Verdict:
    """Whether the office is held on a day; an expired term goes on with a warning unless the rule set vacates it.

    `ended_on` is the first day without the office (released, seat lost, successor elected).
    """
    last = add_years(elected_on, years)
    if on < elected_on or (ended_on is not None and on >= ended_on):
        return Verdict(False)
    if on <= last:
        return Verdict(True)
    note = say(_("The term ended on %(last)s; a new election is due."), last=last)
    return Verdict(after_expiry == ACTING_UNTIL_ELECTION, sentence=note, note=note)


@altai("3.6", _("The chair is elected from the members of the Presidium."), also=("5.4.1",))
def may_stand_for_chair(*, has_seat: bool, is_general: bool) -> bool:
    """Whether a name may be put to the vote for the chair; only a general meeting elects (A-3.6)."""
    return has_seat and is_general


@altai("3.8", _("The deputy is elected from the Presidium, and only the chair's nominee is voted on."), also=("5.4.1",))
def may_stand_for_deputy(*, has_seat: bool, nominated_by_chair: bool) -> bool:
    """Whether a name may be put to the vote for the deputy (A-3.8)."""
    return has_seat and nominated_by_chair


@altai("3.7.1", _("The chair is released early only on a ground of 3.7."), also=("3.7.2", "3.7.3"))
def may_release(*, reason: str, application_registered: bool = False, has_paper: bool = True) -> Verdict:
    """Whether the release may be put to the vote; each ground has its paper, an own wish a registered one (A-3.7)."""
    clause = RELEASE_REASONS.get(reason, "A-3.7.1")
    if not has_paper:
        return Verdict(False, clause, say(_("The paper of the ground is missing: its day, its number and the file.")))
    if reason == "own_wish" and not application_registered:
        return Verdict(False, clause, say(_("The chair's application must be registered first.")))
    return Verdict(reason in RELEASE_REASONS, clause)


@altai("3.6", _("A warning comes 90, 30 and 7 days before the end of a term."), also=("3.8",))
def term_warning(*, last_day: date, on: date) -> int | None:
    """Which of the three warnings is due on a day, None before the first and after the end (A-3.6, A-3.8)."""
    left = (last_day - on).days
    if left < 0:
        return None
    return min((days for days in DAYS_BEFORE_END if left <= days), default=None)


@altai("3.9", _("In the absence of the chair the deputy acts, and nobody else does."))
def may_act(*, is_deputy: bool, has_chair: bool, reason: str = "", paper: str = "") -> Verdict:
    """Whether a person acts for the chair: only the deputy; an absence of a chair in office has its reason and paper.

    A vacant office needs neither: the deputy acts by itself until the election (A-3.7.3, own reading).
    """
    if not is_deputy:
        return Verdict(False)
    if has_chair and not (reason.strip() and paper.strip()):
        return Verdict(False, sentence=say(_("An absence of the chair is recorded with its reason and its paper.")))
    return Verdict(True)


@altai("3.8", _("The deputy chair is elected at the first meeting after the election of the chair."))
def is_deputy_in_time(*, has_deputy: bool, ordinary_held: int) -> Verdict:
    """A warning only: `ordinary_held` are the ordinary meetings held since the chair was elected (A-3.8)."""
    return Verdict(has_deputy or ordinary_held == 0)


@altai("5.6.5", _("An organisation votes through its head or a representative with a dated paper."), also=("5.6.1",))
def may_speak_for(*, is_member: bool, is_head: bool, paper_in_force: bool, represents_another: bool = False) -> Verdict:
    """Whether a person casts the vote of an organisation at a general meeting (A-5.6.5, A-5.6.1)."""
    if not is_member:
        return Verdict(False, sentence=say(_("Only an organisation that is a member on this day votes.")))
    if represents_another:
        return Verdict(False, sentence=say(_("One person casts the vote of one organisation.")))
    return Verdict(is_head or paper_in_force)


@altai("5.6.5", _("A seat is for the head of a member organisation or its representative."), also=("3.4b",))
def may_stand_for_seat(*, speaks_for_member: bool, is_seated: bool, is_general: bool, is_free: bool = True) -> Verdict:
    """Whether a name may be put to the vote for a seat: one seat an organisation, as long as one is free (A-5.6.5)."""
    if is_seated:
        return Verdict(False, "A-3.4b", say(_("This person or the organisation has a seat already.")))
    if not is_free:
        return Verdict(False, "A-3.4b", say(_("All seats of the Presidium are filled.")))
    return Verdict(speaks_for_member and is_general)
