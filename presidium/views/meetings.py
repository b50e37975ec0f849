"""Meetings: the list, a new one, the page of one in preparation."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import access, clock
from association.calendar import year_of_quarters
from association.matters import MATTERS
from association.models import Association, RuleSet, User
from association.statute import Refused
from association.workflow import open_to
from presidium.actions import meetings as verbs
from presidium.forms import InviteForm, MeetingForm, QuestionForm
from presidium.forms_preparation import ReplyForm
from presidium.models import AgendaItem, Meeting, Participant
from presidium.queries import meetings_seen_by
from presidium.queries_elections import belongs
from presidium.queries_preparation import Reader, agenda_of, readers, unlisted_matters
from presidium.rules import is_notice_enough
from presidium.views import election_board
from presidium.views.extracts import sheet_facts
from presidium.views.year import conference_of, quarters_of, starts_of, year_name, year_of, years_of

LOOKS = {"planned": "need", "called": "run", "open": "run", "held": "ok", "failed": "bad"}


def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings of a year; those invited see theirs."""
    today = clock.today(ZoneInfo(Association.current().time_zone))
    values = RuleSet.on_day(today).values
    starts, asked = starts_of(values), request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and 1900 < int(asked) < 3000 else year_of(today, starts)
    span, seen = year_of_quarters(year, starts), meetings_seen_by(request.user)
    own = seen.filter(held_on__gte=span.first, held_on__lte=span.last).select_related("minutes", "presiding")
    rows = list(own.annotate(item_count=Count("items", distinct=True)).order_by("-starts_at", "-pk"))
    for row in rows:
        row.look = LOOKS[row.state]
        row.record = getattr(row, "minutes", None)
    facts = {
        "rows": rows, "year": year_name(year, starts), "tabs": years_of(seen, year, starts),
        "quarters": quarters_of(rows, year, today, values), "conference": conference_of(rows, year, values),
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


def preparation(request: HttpRequest, row: Meeting, *, status: int = 200, **sent: Any) -> HttpResponse:
    """Make the page of a meeting; `sent` are forms of its preparation as they were sent, by their names."""
    user, search = request.user, request.GET.get("name", "")
    facts = _facts(user, row) | {"search": search}
    facts |= _reading(user, row, facts) | sheet_facts(row, user) | _forms(row, facts, search)
    facts |= election_board.panel(user, row) if facts["reads"] else {}
    return render(request, "presidium/meeting.html", facts | sent, status=status)


def _facts(user: User, row: Meeting) -> dict[str, Any]:
    """The meeting with its agenda and its people, and what this person may do there."""
    reads, secretary = access.can(user, "view_records"), access.can(user, "prepare_meeting")
    prepares = row.state == Meeting.State.PLANNED and secretary
    people = list(row.participants.select_related("person", "invitation__file")) if reads else []
    return {
        "meeting": row, "look": LOOKS[row.state], "items": agenda_of(row), "reads": reads, "prepares": prepares,
        "people": readers(people, row) if people else [], "record": getattr(row, "minutes", None),
        "own": row.participants.filter(person=user.person_id).first() if user.person_id else None,
        "invites": row.state in ("planned", "called") and secretary, "secretary": secretary,
        "may_approve": "approve" in open_to(row, user), "waiting": waiting(row) if prepares else [],
        "proposed": proposed(row) if prepares else [], "works": secretary or access.can(user, "approve_agenda"),
        "short_notice": _short_notice(row), "runs": access.can(user, "run_meeting", row),
    }  # fmt: skip


def _forms(row: Meeting, facts: dict[str, Any], search: str) -> dict[str, Any]:
    """The empty forms of those who may send them."""
    return {
        "representation_form": None, "reply_form": _reply_form(facts["own"], row), "replied": facts["own"],
        "question_form": QuestionForm() if facts["prepares"] else None,
        "invite_form": InviteForm(meeting=row, search=search) if facts["invites"] else None,
    }  # fmt: skip


def _reading(user: User, row: Meeting, facts: dict[str, Any]) -> dict[str, Any]:
    """The materials that this person may open, and what the readiness of the meeting still waits for (A-5.3.2)."""
    mine = facts["works"] or (facts["own"] is not None and row.state != Meeting.State.PLANNED)
    total = sum(len(item.reading) for item in facts["items"])
    done = {"sees_materials": mine, "material_count": total, "ready": []}
    if facts["works"] and row.state in ("planned", "called"):
        done["ready"] = readiness(row, facts["items"], facts["people"], total)
    return done


def readiness(row: Meeting, items: list[AgendaItem], people: list[Reader], total: int) -> list[dict[str, Any]]:
    """What a meeting needs before it opens, done or not (A-5.3.2)."""
    asked = [item for item in items if item.preparer_id]
    ready = sum(item.ready_at is not None for item in asked)
    ticks = [
        (row.state != Meeting.State.PLANNED, _("Agenda approved"), "A-4.3b"),
        (ready == len(asked), _("Questions prepared: %(n)s of %(all)s") % {"n": ready, "all": len(asked)}, "A-4.5"),
    ]
    if row.state == Meeting.State.CALLED:
        invited = sum(one.participant.invited_at is not None for one in people)
        said = sum(bool(one.participant.reply) for one in people)
        told = _("Invited %(n)s of %(all)s") % {"n": invited, "all": len(people)}
        ticks.append((invited == len(people), told, "A-4.4c"))
        told = _("Answered: %(n)s of %(all)s") % {"n": said, "all": len(people)}
        ticks.append((said == len(people), told, "A-4.4c"))
    if total and row.state == Meeting.State.CALLED:
        given = sum(one.given == total for one in people)
        told = _("Materials given to %(n)s of %(all)s") % {"n": given, "all": len(people)}
        ticks.append((given == len(people), told, "A-4.8"))
    return [{"done": one, "text": text, "clause": number} for one, text, number in ticks]


def _reply_form(own: Participant | None, row: Meeting) -> ReplyForm | None:
    if own is None or row.state != Meeting.State.CALLED:
        return None
    return ReplyForm(initial={"answer": own.reply, "reason": own.absence_reason}, auto_id=f"reply{own.pk}_%s")


def proposed(meeting: Meeting) -> list[dict[str, str]]:
    """Open matters that no agenda lists yet, as the secretary reads them."""
    today = clock.today(ZoneInfo(Association.current().time_zone))
    return [
        {"key": row.key, "name": row.name, "clause": row.clause, "heading": row.title()}
        for row in unlisted_matters(today, meeting.kind)
    ]


def waiting(row: Meeting) -> list[dict[str, Any]]:
    """Matters that wait for a meeting, each with what is put on the agenda."""
    return [
        {"matter": matter, "subject": subject, "heading": matter.heading(subject)}
        for matter in MATTERS.values()
        if belongs(matter.key, row)
        for subject in matter.open_subjects()
    ]


def _short_notice(row: Meeting) -> bool:
    if row.state != Meeting.State.PLANNED:
        return False
    today = clock.today(ZoneInfo(Association.current().time_zone))
    return not is_notice_enough(kind=row.kind, notified_on=today, meets_on=row.held_on)
