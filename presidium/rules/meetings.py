"""Calling, opening and leading a meeting; its agenda; the quarterly rhythm."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from association.calendar import Span, middle_of
from association.statute import Verdict, altai, say

ORDINARY, EXTRAORDINARY, GENERAL = "ordinary", "extraordinary", "general"
CHAIR, DEPUTY, NO_OFFICE = "chair", "deputy", ""


@altai("4.6", _("The chair presides; in the chair's absence the deputy does."), also=("3.9",))
def may_preside(
    *,
    office: str,
    is_present: bool,
    chair_present: bool,
    about_chair: bool = False,
    is_elected: bool = False,
    is_general: bool = False,
    offices_empty: bool = False,
    elect_presiding: bool = False,
) -> Verdict:
    """Whether this person may lead the meeting or the item.

    `about_chair`: the item releases the chair, so the deputy leads (A-3.7.3, own reading). `is_elected`: those present
    chose this person, which counts at a general meeting while both offices are empty or when the rule set allows it.
    """
    if not is_present:
        return Verdict(False, sentence=say(_("Who presides must be in the room.")))
    if office == CHAIR and about_chair:
        return Verdict(False, "A-3.9", say(_("The deputy presides over an item about the chair.")))
    if office == CHAIR:
        return Verdict(True)
    if office == DEPUTY:
        return Verdict(about_chair or not chair_present)
    return Verdict(is_elected and (elect_presiding or (is_general and offices_empty)))


@altai("4.6", _("A meeting opens only with the chair or the deputy chair in the room."))
def may_open(
    *,
    chair_present: bool,
    deputy_present: bool,
    presiding_elected: bool = False,
    is_general: bool = False,
    offices_empty: bool = False,
    elect_presiding: bool = False,
) -> bool:
    """Whether anybody is there who may lead; the same exceptions as may_preside()."""
    exception = presiding_elected and (elect_presiding or (is_general and offices_empty))
    return chair_present or deputy_present or exception


@altai("4.2a.2", _("An extraordinary meeting needs the chair's decision with its date and reason."))
def may_call(*, kind: str, decided_on: date | None, reason: str) -> bool:
    """Whether a meeting of this kind may be called (A-4.2a.2)."""
    return kind != EXTRAORDINARY or (decided_on is not None and bool(reason.strip()))


@altai("6.3b", _("Within the yearly conference a meeting of the Association is held."))
def is_within_conference(*, kind: str, meets_on: date, first: date, last: date) -> Verdict:
    """Whether a meeting may be held within the conference: the general meeting, on one of its days (A-6.3b)."""
    if kind != GENERAL:
        return Verdict(False, sentence=say(_("Within the conference the Association itself meets: a general meeting.")))
    message = _("The meeting lies on a day of the conference, from %(first)s to %(last)s.")
    return Verdict(first <= meets_on <= last, sentence=say(message, first=first, last=last))


@altai("6.3b", _("Within the yearly conference a meeting of the Association is held."))
def has_conference_meeting(*, year: Span, days: Iterable[date]) -> bool:
    """Whether a year has its meeting within the conference, held or planned; a note only, nothing waits for it."""
    return any(day in year for day in days)


@altai("4.2a.2", _("The notice is shorter than the rule set asks for."))
def is_notice_enough(
    *, kind: str, notified_on: date, meets_on: date, ordinary: int = 7, extraordinary: int = 1
) -> bool:
    """A warning only: the statute gives no period of notice, the days are settings."""
    return (meets_on - notified_on).days >= (extraordinary if kind == EXTRAORDINARY else ordinary)


@altai("4.3b", _("Only items of the approved agenda are decided; others need a vote to amend it first."))
def may_decide(*, on_agenda: bool, amendment_adopted: bool, present: int, roster: int) -> Verdict:
    """Whether an item may be decided; warns when an item was added and not everybody took part (A-4.3b)."""
    note = None
    if not on_agenda and amendment_adopted and present < roster:
        note = say(
            _("A decision off the announced agenda may be void because not everybody takes part (Civil Code 181.5).")
        )
    return Verdict(on_agenda or amendment_adopted, note=note)


@altai("4.4a", _("The secretary belongs to a member organisation."))
def may_be_secretary(*, belongs_to_member: bool, members_exist: bool, is_operator: bool) -> bool:
    """Appointed by the chair; before members exist an operator of the department does the work (A-4.4a, A-1.7)."""
    return belongs_to_member or (is_operator and not members_exist)


@altai("4.8", _("Materials are handed out before the meeting starts."))
def are_materials_handed(*, items_with_materials: int, items_handed: int) -> bool:
    """A warning at the opening when an item's material has not been given out (A-4.8)."""
    return items_handed >= items_with_materials


@altai("5.3.7", _("Minutes are read by Presidium members and the secretary; others get extracts."), also=("5.4.3",))
def may_read_minutes(*, holds_seat: bool, is_secretary: bool, has_grant: bool = False) -> bool:
    """Whether the full minutes are open to this reader (A-5.3.7)."""
    return holds_seat or is_secretary or has_grant


@dataclass(frozen=True)
class Sitting:
    """A meeting as the quarter watch sees it."""

    day: date
    kind: str
    quorate: bool

    def as_fact(self) -> dict[str, object]:
        """What a frozen verdict keeps."""
        return {"day": self.day, "kind": self.kind, "quorate": self.quorate}


@altai("4.2a.1", _("The Presidium meets at least once a quarter."))
def is_quarter_kept(
    *, quarter: Span, sittings: Iterable[Sitting], count_extraordinary: bool = False, count_failed: bool = False
) -> bool:
    """Whether an ordinary meeting with a quorum was held in the quarter (A-4.2a.1)."""
    kinds = {ORDINARY, EXTRAORDINARY} if count_extraordinary else {ORDINARY}
    return any(one.day in quarter and one.kind in kinds and (one.quorate or count_failed) for one in sittings)


@altai("4.2a.1", _("The Presidium meets at least once a quarter."))
def watch_quarter(*, on: date, quarter: Span, is_kept: bool, is_booked: bool) -> Verdict:
    """Passed while nothing is to be said: reminds from mid-quarter when nothing is booked, a breach after its end."""
    if is_kept or on < middle_of(quarter):
        return Verdict(True)
    if on > quarter.last:
        return Verdict(
            False, sentence=say(_("No ordinary meeting was held from %(first)s to %(last)s."), **_days(quarter))
        )
    message = _("No ordinary meeting is booked for the quarter from %(first)s to %(last)s.")
    return Verdict(is_booked, sentence=say(message, **_days(quarter)))


def _days(quarter: Span) -> dict[str, date]:
    return {"first": quarter.first, "last": quarter.last}
