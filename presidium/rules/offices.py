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
def may_release(*, reason: str, application_registered: bool = False) -> Verdict:
    """Whether the release of the chair may be put to the vote; an own wish needs a registered application (A-3.7)."""
    clause = RELEASE_REASONS.get(reason, "A-3.7.1")
    if reason == "own_wish" and not application_registered:
        return Verdict(False, clause, say(_("The chair's application must be registered first.")))
    return Verdict(reason in RELEASE_REASONS, clause)
