"""Minutes: due day, signatures, how long they are kept."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from association.calendar import ROLLOVER, Calendar, add_calendar_days, add_years, archived_until, due
from association.statute import Verdict, altai, say

SIGNED, DRAWN = "signed", "drawn"
ARCHIVAL, ANNIVERSARY = "archival", "anniversary"


@altai("4.10a", _("Minutes are drawn up within five days."))
def minutes_due(*, last_day: date, calendar: Calendar, days: int = 5, minutes_due_mode: str = ROLLOVER) -> date:
    """Last day for the minutes; day 1 is the day after the meeting's last day (A-4.10a)."""
    return due(last_day, days, calendar, minutes_due_mode)


@altai("4.10a", _("Minutes are drawn up within five days."))
def minutes_reminders(*, last_day: date, due_on: date) -> tuple[date, ...]:
    """Days to remind: the third day, and the due day (A-4.10a)."""
    return tuple(sorted({min(add_calendar_days(last_day, 3), due_on), due_on}))


@altai("4.10a", _("Minutes are drawn up within five days."))
def are_minutes_on_time(
    *, due_on: date, on: date, drawn_on: date | None, signed_on: date | None, minutes_met_by: str = SIGNED
) -> Verdict:
    """Whether the term is kept as of a day; `signed_on` is the later of both signatures; late minutes stay valid."""
    done_on = signed_on if minutes_met_by == SIGNED else drawn_on
    late = ((done_on or on) - due_on).days
    if late <= 0:
        return Verdict(True, needed=0)
    message = _("The minutes were due on %(due)s; days late: %(days)s.")
    return Verdict(False, sentence=say(message, due=due_on, days=late), needed=late)


@altai("4.10b", _("Minutes are signed by who presided and by the secretary."))
def may_sign_minutes(*, presided: bool, kept: bool) -> bool:
    """Whether this person is one of the two signers (A-4.10b)."""
    return presided or kept


@altai("4.10b", _("Minutes need the signatures of who presided and of the secretary."))
def are_minutes_signed(*, presiding_signed: bool, secretary_signed: bool) -> bool:
    """Whether the minutes are complete and become unchangeable (A-4.10b)."""
    return presiding_signed and secretary_signed


@altai("4.10c", _("Minutes are kept for three years."))
def kept_until(*, minutes_on: date, years: int = 3, retention_mode: str = ARCHIVAL) -> date:
    """First day on which minutes may be written off; archival count by default (A-4.10c)."""
    return add_years(minutes_on, years) if retention_mode == ANNIVERSARY else archived_until(minutes_on, years)


@altai("4.10c", _("Minutes are kept for three years."), also=("4.10d",))
def may_write_off(
    *, minutes_on: date, on: date, years: int = 3, retention_mode: str = ARCHIVAL, legal_hold: bool = False
) -> Verdict:
    """Whether minutes may be put on a write-off act; a legal hold stops it (A-4.10c, A-4.10d)."""
    if legal_hold:
        return Verdict(False, "A-4.10d", say(_("The file is under a legal hold.")))
    first = kept_until.function(minutes_on=minutes_on, years=years, retention_mode=retention_mode)
    return Verdict(on >= first, sentence=say(_("The minutes may be written off from %(first)s."), first=first))


@altai("4.10c", _("The chair keeps the minutes; on a change the one who kept them hands them over."))
def must_hand_over(*, keeper: int | None, chair: int) -> bool:
    """Whether affairs are handed over: `keeper` has them, `chair` (or the acting chair) leads from now on (A-4.10c)."""
    return keeper is not None and keeper != chair


@altai("4.10c", _("The list is signed by who hands over, then by who takes over."))
def may_sign_handover(*, is_giver: bool, is_taker: bool, is_given: bool) -> bool:
    """Whether it is the turn of this person: `is_given` once the first of the two has signed (A-4.10c)."""
    return is_taker if is_given else is_giver
