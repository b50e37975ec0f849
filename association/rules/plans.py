"""Rules and life cycles of the annual plan, of proposals for it, and of the Quality Council (A-4.1, A-4.3, A-6.2b)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.states import step
from association.statute import Verdict, altai, say

DRAFT, LISTED, DISCUSSED, AGREED, APPROVED, WITHDRAWN = (
    "draft", "listed", "discussed", "agreed", "approved", "withdrawn",
)  # fmt: skip
NEW, ACCEPTED, DECLINED = "new", "accepted", "declined"
COUNCIL, HEAD = "council", "head"
DONE, MOVED, NOT_DONE = "done", "moved", "not_done"
LATE, OVERDUE, DUE, AHEAD = "late", "overdue", "due", "ahead"
KEEPS: Final = "keep_plan"

PLAN_STEPS: Final = {
    "list": step(DRAFT, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=DRAFT, right=None),
    "discuss": step(LISTED, to=DISCUSSED, right=None),
    "return": step(LISTED, to=DRAFT, right=None),
    "revise": step(DISCUSSED, AGREED, to=DRAFT, right=KEEPS),
    "agree": step(DISCUSSED, to=AGREED, right=None),
    "approve": step(AGREED, to=APPROVED, right="approve_plan"),
    "file_scan": step(AGREED, to=APPROVED, right=KEEPS),
    "withdraw": step(DRAFT, to=WITHDRAWN, right=KEEPS),
}

PROPOSAL_STEPS: Final = {
    "accept": step(NEW, to=ACCEPTED, right="read_proposals"),
    "decline": step(NEW, to=DECLINED, right="read_proposals"),
    "withdraw": step(NEW, to=WITHDRAWN, right=None),
}

# Value of the option "plan_agreements" -> whose agreement is mandatory before the chair approves (A-4.1b, A-4.3c).
AGREEMENTS: Final = {"both": (COUNCIL, HEAD), "head": (HEAD,), "council": (COUNCIL,)}
# What becomes of a planned activity: an event that is set has a day and was not held yet.
SET: Final = "set"
STANDINGS: Final = (DONE, LATE, MOVED, OVERDUE, NOT_DONE, DUE, AHEAD)
REMIND_DAYS: Final = 92


@altai("4.1a", _("A plan is made for an academic year; every activity lies in it."))
def is_in_year(*, starts_on: date, ends_on: date, first: date, last: date) -> Verdict:
    """Whether an activity is planned within the academic year of its plan."""
    if ends_on < starts_on:
        return Verdict(False, sentence=say(_("The activity ends before it begins: check the two days.")))
    message = _("The plan is for the academic year from %(first)s to %(last)s; choose days within it.")
    return Verdict(first <= starts_on and ends_on <= last, sentence=say(message, first=first, last=last))


@altai("4.1a", _("A year has one approved plan; it is changed by a new version only."), also=("7.2.6",))
def may_begin(*, is_in_work: bool, is_approved: bool, amends: bool) -> Verdict:
    """Whether a version of the plan of a year may be begun: the first one, or one that amends the approved one."""
    if is_in_work:
        return Verdict(False, sentence=say(_("A version of the plan of this year is being prepared already.")))
    if is_approved and not amends:
        message = _("This year has an approved plan. It is not edited; begin an amendment of it.")
        return Verdict(False, sentence=say(message))
    if amends and not is_approved:
        return Verdict(False, sentence=say(_("Only an approved plan is amended; a draft is simply changed.")))
    return Verdict(True, sentence=say(_("The plan may be begun.")))


@altai("4.1b", _("The plan is discussed by the Presidium, then agreed, then approved by the chair."))
def may_list(*, items: int) -> Verdict:
    """Whether a draft may be put before a meeting."""
    return Verdict(items > 0, sentence=say(_("The plan has no activities yet; there is nothing to discuss.")))


@altai("4.1b", _("The plan is agreed after it was discussed."), also=("4.3c",))
def is_agreed_in_order(*, dated_on: date, discussed_on: date | None, on: date) -> Verdict:
    """Whether the day of an agreement stands between the discussion and today."""
    if discussed_on is None:
        return Verdict(False, sentence=say(_("The plan was not discussed by the Presidium yet.")))
    if dated_on < discussed_on:
        message = _("The Presidium discussed the plan on %(day)s; an agreement is not dated before that.")
        return Verdict(False, sentence=say(message, day=discussed_on))
    return Verdict(dated_on <= on, sentence=say(_("This day has not come yet.")))


@altai("4.1b", _("The plan is agreed by those whose agreement is mandatory."), also=("4.3c",))
def is_agreed(*, given: tuple[str, ...], mandatory: tuple[str, ...]) -> Verdict:
    """Whether everybody whose agreement is mandatory has agreed."""
    message = _("%(given)s of %(needed)s mandatory agreements are given.")
    count = len(set(mandatory) & set(given))
    return Verdict(
        count == len(set(mandatory)), sentence=say(message, given=count, needed=len(set(mandatory))),
        needed=len(set(mandatory)),
    )  # fmt: skip


MISSING: Final = {
    COUNCIL: ("A-4.3c", _("The agreement of the Education Quality Council with its date and number is wanting.")),
    HEAD: ("A-4.1b", _("The agreement of the head of the department with its date is wanting.")),
}


@altai("4.1b", _("The chair approves a plan that was discussed and agreed, each with its date."), also=("4.3c",))
def may_approve(
    *, discussed_on: date | None, minutes: str, given: tuple[str, ...], mandatory: tuple[str, ...], on: date
) -> Verdict:
    """Whether all that goes before the approval is dated; the first thing that is wanting is named with its clause."""
    if discussed_on is None:
        return Verdict(False, sentence=say(_("The plan was not discussed by the Presidium yet.")))
    for party in mandatory:
        if party not in given:
            clause, message = MISSING[party]
            return Verdict(False, clause=clause, sentence=say(message))
    if not minutes:
        message = _("The minutes of the meeting that discussed the plan are not signed yet; they have no number.")
        return Verdict(False, sentence=say(message))
    if on < discussed_on:
        message = _("The plan was discussed on %(day)s; it is not approved before that day.")
        return Verdict(False, sentence=say(message, day=discussed_on))
    return Verdict(True, sentence=say(_("Discussed and agreed, with all dates: the chair may approve the plan.")))


@altai("7.2.6", _("What became of the plan is kept beside it."), also=("5.3.1",))
def standing(*, ends_on: date, starts_on: date, kind: str, done_on: date | None, on: date) -> str:
    """What a planned activity has come to on a day: done, late, moved, overdue, not done, due or ahead."""
    if kind == NOT_DONE:
        return NOT_DONE
    if kind == DONE and done_on is not None:
        return LATE if done_on > ends_on else DONE
    if kind in (MOVED, SET) and done_on is not None and not starts_on <= done_on <= ends_on:
        return OVERDUE if done_on < on else MOVED
    if ends_on < on:
        return OVERDUE
    return DUE if starts_on <= on else AHEAD


@altai("5.3.1", _("The chair must plan: the plan of a year is approved before the year begins."), also=("4.1a",))
def is_planned_in_time(*, first: date, is_approved: bool, on: date) -> Verdict:
    """Whether the plan of a year that begins on a day stands; `needed` counts the days of the delay."""
    late = max((on - first).days, 0)
    message = _("The plan is approved by the first day of the academic year, %(day)s.")
    return Verdict(is_approved or on < first, sentence=say(message, day=first), needed=late)


@altai("4.3d", _("What is done together with the department may enter its plan."))
def in_department_plan(*, marks: tuple[bool, ...]) -> int:
    """How many activities are marked for the plan of the department."""
    return sum(marks)


@altai("5.4.5", _("Those who hold a seat, and directors, propose what to plan and what to put on agendas."))
def may_propose(*, has_seat: bool, acts_for_organisation: bool) -> bool:
    """Whether a person proposes: by an own seat, or for an organisation."""
    return has_seat or acts_for_organisation


@altai("5.1.4", _("The chair or a representative takes part in the Education Quality Council."), also=("6.2b",))
def took_part(*, who: str, has_chair: bool, is_named: bool, held_on: date, on: date) -> Verdict:
    """Whether an entry on a sitting is sound: its day has come, the chair was in office, a representative is named."""
    if held_on > on:
        return Verdict(False, sentence=say(_("This day has not come yet.")))
    if who == "chair" and not has_chair:
        message = _("Nobody held the office of the chair on that day; name a representative.")
        return Verdict(False, clause="A-6.2b", sentence=say(message))
    named = who != "envoy" or is_named
    return Verdict(named, sentence=say(_("Name the representative and the post.")))
