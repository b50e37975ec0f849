"""Verbs on minutes: begin, offer for signing, sign twice."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import happenings, outbox, register
from association.actions import papers
from association.journal import record
from association.models import Basis, Paper, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from presidium import notices, rules
from presidium.actions import assignments
from presidium.models import Meeting, Minutes
from presidium.papers import D14, POSTS, minutes_facts
from presidium.queries import working_days
from presidium.queries_assignments import remarks_verdict

SERIES = {False: "minutes.presidium", True: "minutes.general"}


@transaction.atomic
def begin(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Begin the minutes of a held meeting; the due day follows from the meeting's day (A-4.10a)."""
    due_on = rules.minutes_due(
        last_day=meeting.held_on, calendar=working_days(),
        minutes_due_mode=meeting.rule_set.values.get("minutes_due_mode", "rollover"),
    )  # fmt: skip
    minutes = Minutes.objects.create(meeting=meeting, due_on=due_on)
    record("minutes.begin", minutes, by=by, at=at, due_on=due_on)
    return minutes


def _paper(minutes: Minutes, by: User, at: datetime, *, draft: bool) -> Paper:
    code = None if draft else papers.new_code()
    paper = papers.draw(
        D14, minutes, facts=minutes_facts(minutes), by=by, at=at, draft=draft, code=code,
        number=str(minutes.number or ""), dated_on=minutes.meeting.held_on,
    )  # fmt: skip
    Minutes.objects.filter(pk=minutes.pk).update(paper=paper)
    minutes.paper = paper
    return paper


@transaction.atomic
def draft(minutes: Minutes, *, by: User, at: datetime) -> Paper:
    """Draw a draft of the minutes to look at, marked as a draft."""
    if minutes.state != Minutes.State.TEXT:
        raise Refused(denial("A-4.10b", _("The minutes are offered for signing and are not redrawn.")))
    return _paper(minutes, by, at, draft=True)


@transaction.atomic
def offer(minutes: Minutes, *, by: User, at: datetime) -> Paper:
    """Finish the text: the number is given, the bytes to be signed are made, in Russian and as a Kyrgyz edition.

    A draft that was shown stays open for remarks for its time (A-4.10b).
    """

    def is_read(locked: Minutes) -> None:
        verdict = remarks_verdict(locked, at)
        if not verdict:
            raise Refused(verdict)

    advance(minutes, "offer", by=by, at=at, checks=[is_read])
    if minutes.number is None:
        minutes.number = register.next_number(SERIES[minutes.meeting.is_general], minutes.meeting.held_on)
    Minutes.objects.filter(pk=minutes.pk).update(number=minutes.number, drawn_at=at)
    paper = _paper(minutes, by, at, draft=False)
    papers.draw(
        D14, minutes, facts=minutes_facts(minutes, "ky"), by=by, at=at, language="ky", draft=False,
        number=str(minutes.number), dated_on=minutes.meeting.held_on,
    )  # fmt: skip
    return paper


@transaction.atomic
def reopen(minutes: Minutes, *, by: User, at: datetime) -> None:
    """Take unsigned minutes back for a change of text; the number stays theirs."""
    advance(minutes, "reopen", by=by, at=at)


@transaction.atomic
def sign_as_secretary(minutes: Minutes, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """The secretary of the meeting signs the bytes shown (A-4.10b)."""
    kept = by.person_id is not None and by.person_id == minutes.meeting.secretary_id
    verdict = rules.may_sign_minutes.judge(presided=False, kept=kept)
    if not verdict:
        raise Refused(verdict)
    advance(minutes, "sign_as_secretary", by=by, at=at)
    papers.sign(
        minutes.paper, capacity="secretary", post=POSTS["ru"]["secretary"], proof=proof, sha256=sha256, by=by,
        at=at,
    )  # fmt: skip
    for user in minutes.meeting.presiding.accounts.filter(is_active=True):
        outbox.send(notices.MINUTES_TO_SIGN, minutes, to=user, at=at)


@transaction.atomic
def sign_as_presiding(
    minutes: Minutes, *, proof: papers.Proof, sha256: str, on: date, late_reason: str = "", by: User, at: datetime
) -> None:
    """Who presided signs; from now on the decisions can be cited by number (A-4.10b). Late needs a reason (A-4.10a)."""
    presided = by.person_id is not None and by.person_id == minutes.meeting.presiding_id
    verdict = rules.may_sign_minutes.judge(presided=presided, kept=False)
    if not verdict:
        raise Refused(verdict)
    _demand_reason(minutes, on, late_reason)
    advance(minutes, "sign_as_presiding", by=by, at=at)
    papers.sign(
        minutes.paper, capacity="presiding", post=POSTS["ru"]["presiding"], proof=proof, sha256=sha256, by=by,
        at=at,
    )  # fmt: skip
    _cite(minutes, late_reason=late_reason, by=by, at=at)


@transaction.atomic
def file_scan(minutes: Minutes, *, scan: StoredFile, on: date, late_reason: str = "", by: User, at: datetime) -> None:
    """Record that secretary and presiding officer signed the printed minutes by hand; the scan is kept (A-4.10b)."""
    _demand_reason(minutes, on, late_reason)
    advance(minutes, "file_scan", by=by, at=at, scan=scan.sha256)
    meeting = minutes.meeting
    for capacity, person in (("secretary", meeting.secretary), ("presiding", meeting.presiding)):
        papers.file_scan(
            minutes.paper, capacity=capacity, post=POSTS["ru"][capacity], name=person.initials_first, scan=scan, by=by,
            at=at,
        )  # fmt: skip
    _cite(minutes, late_reason=late_reason, by=by, at=at)


def _demand_reason(minutes: Minutes, on: date, late_reason: str) -> None:
    in_time = rules.are_minutes_on_time.judge(due_on=minutes.due_on, on=on, drawn_on=None, signed_on=on)
    if not in_time and not late_reason.strip():
        raise Refused(in_time, denial("A-4.10a", _("Give the reason for the delay; the minutes stay valid.")))


def _cite(minutes: Minutes, *, late_reason: str, by: User, at: datetime) -> None:
    """Close the minutes and put their number into the bases of the decisions."""
    Minutes.objects.filter(pk=minutes.pk).update(signed_at=at, late_reason=late_reason)
    bases = [item.basis_id for item in minutes.meeting.items.all() if item.basis_id]
    Basis.objects.filter(pk__in=bases).update(number=str(minutes.number), paper=minutes.paper)
    assignments.give(minutes, by=by, at=at)
    record("minutes.cite", minutes, by=by, at=at, number=minutes.number, bases=bases)
    happenings.announce("minutes.signed", minutes=minutes, bases=bases, by=by, at=at)
