"""Assignments and the draft of the minutes: due days, reminders, proof, verification, remarks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

SOON, TODAY, LATE = "soon", "today", "late"
AHEAD = 3  # days before the due day on which the first reminder goes out
SHOWN, ALWAYS, NEVER = "shown", "always", "never"
HOURS = 48


@altai("3.5", _("The day of an assignment is not before the day of the meeting that gives it."))
def is_due_ahead(*, held_on: date, due_on: date) -> bool:
    """Whether the due day leaves time after the meeting (A-3.5)."""
    return due_on >= held_on


@altai("5.2.2", _("The chair gives assignments to those who hold a seat in the Presidium."))
def may_distribute(*, has_seat: bool, given_on: date, due_on: date, source_due_on: date | None = None) -> Verdict:
    """Whether the chair gives a member work until a day; a part is due with its whole, unless that is late already."""
    if not has_seat:
        return Verdict(False)
    if due_on < given_on:
        return Verdict(False, sentence=say(_("The due day is not before the day on which the chair gives it.")))
    if source_due_on is not None and given_on <= source_due_on < due_on:
        message = _("The whole assignment is due on %(day)s; its part is not due later.")
        return Verdict(False, sentence=say(message, day=source_due_on))
    return Verdict(True)


@altai("5.2.2", _("The chair passes on what was given to the Presidium as a whole or to the chair."))
def may_pass_on(*, is_whole: bool, is_chairs: bool, to_same: bool) -> Verdict:
    """Whether an assignment can be handed to a member as a part (A-5.2.2)."""
    if to_same:
        return Verdict(False, sentence=say(_("This person has the assignment already. Choose another member.")))
    return Verdict(is_whole or is_chairs)


@altai("5.5.2", _("A report is entered for an executor who has no account in the portal."), also=("5.7.4",))
def may_enter_report(*, has_account: bool, came_on: date, given_on: date, on: date) -> Verdict:
    """Whether the secretary enters a report that came on paper or by e-mail, and its day is possible."""
    if has_account:
        return Verdict(False, sentence=say(_("The executor has an account and reports there.")))
    if not given_on <= came_on <= on:
        return Verdict(False, sentence=say(_("The report came between the day of the assignment and today.")))
    return Verdict(True)


@altai("4.4e", _("Executors are reminded of their day."))
def reminder_stage(*, due_on: date, on: date) -> str:
    """Which reminder a day asks for: three days before, on the day, after it; empty earlier (A-4.4e)."""
    left = (due_on - on).days
    if left < 0:
        return LATE
    if left == 0:
        return TODAY
    return SOON if left <= AHEAD else ""


@altai("5.5.2", _("A report says what was done and carries a file that proves it."), also=("5.7.4", "5.3.6"))
def is_report_proved(*, text: str, has_file: bool) -> bool:
    """Whether a report can be verified at all (A-5.5.2, A-5.7.4)."""
    return bool(text.strip()) and has_file


@altai("3.5", _("Somebody other than the executor verifies the report."))
def is_verified_by_another(
    *, executor: int | None, reporter: int | None, verifier: int | None, acts_for_executor: bool
) -> bool:
    """Whether the verifier is neither the executor, nor acts for it, nor wrote the report (A-3.5)."""
    return verifier is not None and verifier not in (executor, reporter) and not acts_for_executor


@altai("4.10b", _("Participants may remark on the draft before the minutes are signed."), also=("5.4.3",))
def may_close_text(
    *, is_shown: bool, hours: int, readers: int, silent: int, unanswered: int, hours_for_remarks: int = HOURS,
    minutes_remarks: str = SHOWN,
) -> Verdict:  # fmt: skip
    """Whether the text may be offered for signing: every remark answered, and the time over or nobody left to speak.

    `readers` are the participants who read the draft, `silent` those of them who said that they have no remarks;
    under `minutes_remarks` = shown the time binds only a draft that was shown, under always every draft is shown.
    """
    if unanswered:
        return Verdict(False, sentence=say(_("Remarks without an answer: %(n)s."), n=unanswered), needed=unanswered)
    if minutes_remarks == NEVER or (minutes_remarks == SHOWN and not is_shown):
        return Verdict(True)
    if not is_shown:
        return Verdict(False, sentence=say(_("Show the draft to the participants first.")))
    if silent >= readers or hours >= hours_for_remarks:
        return Verdict(True)
    message = _("Participants may remark for %(hours)s hours more; %(silent)s of %(readers)s have no remarks.")
    left = hours_for_remarks - hours
    return Verdict(False, sentence=say(message, hours=left, silent=silent, readers=readers), needed=left)


@altai("5.5.1", _("Members of the Presidium attend its meetings."))
def is_attending(*, asked: int, came: int, excused: int) -> bool:
    """Whether every absence has its reason; the statute names no consequence (A-5.5.1)."""
    return came + excused >= asked
