"""Meetings: the list, a new one, the page of one in preparation."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from association import access, clock
from association.matters import MATTERS
from association.models import Association
from association.statute import Refused
from association.workflow import open_to
from presidium.actions import meetings as verbs
from presidium.forms import InviteForm, MeetingForm, QuestionForm
from presidium.models import Meeting
from presidium.queries import meetings_seen_by
from presidium.rules import is_notice_enough
from presidium.views.year import quarters_of, years_of

LOOKS = {"planned": "need", "called": "run", "open": "run", "held": "ok", "failed": "bad"}


def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings of a year; those invited see theirs."""
    today = clock.today(ZoneInfo(Association.current().time_zone))
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    seen = meetings_seen_by(request.user)
    own = seen.filter(held_on__year=year).select_related("minutes", "presiding")
    rows = list(own.annotate(item_count=Count("items", distinct=True)).order_by("-starts_at", "-pk"))
    for row in rows:
        row.look = LOOKS[row.state]
        row.record = getattr(row, "minutes", None)
    facts = {
        "rows": rows, "year": year, "tabs": years_of(seen, year), "quarters": quarters_of(rows, year, today),
        "may_plan": access.can(request.user, "prepare_meeting"), "reads": access.can(request.user, "view_records"),
    }  # fmt: skip
    return render(request, "presidium/meetings.html", facts)


def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting."""
    now = clock.now()
    form = MeetingForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(verbs.plan(by=request.user, at=now, **form.facts))
        except Refused as refused:
            form.add_error("reason", str(refused.verdicts[0].sentence))
    return render(request, "presidium/meeting_new.html", {"form": form}, status=422 if form.errors else 200)


def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting: its preparation to those who keep the records, the agenda to those invited."""
    row = get_object_or_404(meetings_seen_by(request.user), pk=pk)
    return preparation(request, row)


def preparation(
    request: HttpRequest,
    row: Meeting,
    *,
    question_form: QuestionForm | None = None,
    invite_form: InviteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Make the page of a meeting, with the forms of its preparation as they were sent."""
    user, search = request.user, request.GET.get("name", "")
    reads = access.can(user, "view_records")
    prepares = row.state == Meeting.State.PLANNED and access.can(user, "prepare_meeting")
    people = list(row.participants.select_related("person")) if reads else []
    facts = {
        "meeting": row, "look": LOOKS[row.state], "items": list(row.items.all()), "reads": reads, "prepares": prepares,
        "people": people, "record": getattr(row, "minutes", None), "search": search,
        "own": row.participants.filter(person=user.person_id).first() if user.person_id else None,
        "invites": row.state in ("planned", "called") and access.can(user, "prepare_meeting"),
        "may_approve": "approve" in open_to(row, user), "waiting": waiting() if prepares else [],
        "short_notice": _short_notice(row), "runs": access.can(user, "run_meeting", row),
    }  # fmt: skip
    facts["question_form"] = (question_form or QuestionForm()) if prepares else None
    facts["invite_form"] = (invite_form or InviteForm(meeting=row, search=search)) if facts["invites"] else None
    return render(request, "presidium/meeting.html", facts, status=status)


def waiting() -> list[dict[str, Any]]:
    """Matters that wait for a meeting, each with what is put on the agenda."""
    return [
        {"matter": matter, "subject": subject, "heading": matter.heading(subject)}
        for matter in MATTERS.values()
        for subject in matter.open_subjects()
    ]


def _short_notice(row: Meeting) -> bool:
    if row.state != Meeting.State.PLANNED:
        return False
    today = clock.today(ZoneInfo(Association.current().time_zone))
    return not is_notice_enough(kind=row.kind, notified_on=today, meets_on=row.held_on)
