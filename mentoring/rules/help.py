"""What a mentor helps with (A-3.16b)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

POLICY, COUNCIL, ANALYSIS, MEASURES = "policy", "council", "analysis", "measures"
AREAS: Final = {
    POLICY: _("quality policy"),
    COUNCIL: _("plans and work of the quality council and of the internal auditors"),
    ANALYSIS: _("analysis of the results of the QMS"),
    MEASURES: _("corrective and preventive measures and their plan"),
}
MOST_HOURS: Final = Decimal(24)
MOST_FILES: Final = 5  # of one entry
YEAR_ENDS: Final = (5, 31)  # month and day on which lessons end
LEAST_WEEKS: Final = 8  # a plan with less time than that goes on to the end of the next school year
FARTHEST: Final = timedelta(days=3 * 366)


@altai("3.16b", _("Help is given in one of the four areas of clause 3.16."))
def is_help_described(*, area: str, hours: Decimal, text: str) -> Verdict:
    """Whether an entry of help says its area, its time and what was done (A-3.16b)."""
    if area not in AREAS:
        return Verdict(False, sentence=say(_("Choose one of the four areas of help.")))
    if not 0 < hours <= MOST_HOURS:
        return Verdict(False, sentence=say(_("Hours of one day are more than 0 and at most 24.")))
    return Verdict(bool(text.strip()), sentence=say(_("Say what was done.")))


@altai("3.16b", _("A line of the plan says its area, what is done and until when."))
def is_line_planned(*, area: str, text: str, due_on: date, starts_on: date, today: date) -> Verdict:
    """Whether a line may stand in the plan of a pair that began on a day (A-3.16b)."""
    if area not in AREAS:
        return Verdict(False, sentence=say(_("Choose one of the four areas of help.")))
    if due_on < starts_on:
        message = _("The pair works since %(day)s: the due day is not before.")
        return Verdict(False, sentence=say(message, day=starts_on))
    last = max(starts_on, today) + FARTHEST
    if due_on > last:
        return Verdict(False, sentence=say(_("The due day is too far ahead: until %(day)s."), day=last))
    return Verdict(bool(text.strip()), sentence=say(_("Say what is to be done.")))


def plan_days(*, first: date, count: int) -> list[date]:
    """Spread so many due days evenly from a day to the end of lessons, or of the next year's when that is too near."""
    end = date(first.year, *YEAR_ENDS)
    if end - first < timedelta(weeks=LEAST_WEEKS):
        end = date(first.year + 1, *YEAR_ENDS)
    return [first + (end - first) * number // count for number in range(1, count + 1)]


@altai("4.11", _("With the end of a pair its plan and its journal of help are closed."))
def is_journal_open(*, today: date, ends_on: date | None) -> Verdict:
    """Whether anything may still be written, changed, confirmed or struck; `ends_on` is the first day without the pair.

    An end recorded afterwards closes the journal at once, also for the days before it (A-4.11).
    """
    message = _("The pair ended on %(day)s: its plan and journal are closed, nothing is added or changed any more.")
    return Verdict(ends_on is None or today < ends_on, sentence=say(message, day=ends_on))


@altai("3.16b", _("The candidate confirms help; what was confirmed does not change any more."))
def may_change_entry(*, is_settled: bool, is_own: bool) -> Verdict:
    """Whether a side amends or strikes an entry: its own one, until the candidate has confirmed it (A-3.16b)."""
    if not is_own:
        return Verdict(False, sentence=say(_("Only the side that wrote the entry amends or strikes it.")))
    return Verdict(not is_settled)
