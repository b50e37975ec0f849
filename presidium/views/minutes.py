"""Minutes: their text, the paper, two signatures."""

from __future__ import annotations

from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Association, Paper
from association.statute import Refused
from association.views import signing
from association.workflow import open_to
from presidium import rules
from presidium.actions import minutes as verbs
from presidium.forms import MinutesScanForm, SignForm, TextForm
from presidium.models import Minutes
from presidium.papers import D14
from presidium.queries_assignments import executors_for
from presidium.views.assignments_given import given_on, new_form
from presidium.views.minutes_remarks import facts_of

LOOKS = {"text": "calm", "offered": "need", "half_signed": "need", "signed": "ok"}


def _minutes(request: HttpRequest, pk: int, right: str) -> Minutes:
    rows = Minutes.objects.select_related(
        "meeting__presiding", "meeting__secretary", "meeting__rule_set", "paper__file", "paper__job"
    )
    return get_object_or_404(access.visible(request.user, right, rows), meeting=pk)


def _today():
    return clock.today(ZoneInfo(Association.current().time_zone))


def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the minutes of a meeting: how far they are, the text, the paper, whose signature is awaited."""
    return page(request, _minutes(request, pk, "view_records"))


def page(
    request: HttpRequest, record: Minutes, form: SignForm | None = None, status: int = 200, scan_form=None
) -> HttpResponse:
    """Make the page of the minutes, with the form of the signature as it was sent."""
    steps = open_to(record, request.user)
    writes = record.state == Minutes.State.TEXT and access.can(request.user, "keep_minutes")
    signed = {row.capacity: row for row in record.paper.signatures.select_related("user")} if record.paper else {}
    late = _late(record)
    facts = {
        "record": record, "meeting": record.meeting, "look": LOOKS[record.state], "state_word": _word(record),
        "late_days": late.needed,
        "steps": stepper(record, signed), "signatures": signed.values(), "writes": writes,
        "items": _items(record, writes=writes),
        "executors": [label for label, _row in executors_for(record.meeting)] if writes else [],
        "may_extract": record.state == Minutes.State.SIGNED and access.can(request.user, "keep_minutes"),
        "may_offer": "offer" in steps, "may_reopen": "reopen" in steps,
        "signs": signs(record, request.user), "kyrgyz": kyrgyz_edition(record), **facts_of(record, request.user),
    }  # fmt: skip
    ready = facts["signs"] and record.paper and record.paper.is_ready
    facts["scan_form"] = (scan_form or MinutesScanForm(asks_reason=not late)) if "file_scan" in steps else None
    facts["form"] = (form or sign_form(record, facts["signs"], request.user)) if ready else None
    return render(request, "presidium/minutes.html", facts, status=status)


def _items(record: Minutes, *, writes: bool) -> list[dict[str, Any]]:
    """The questions with their text, their assignments and, while they are written, the forms of both."""
    items = list(
        record.meeting.items.select_related("meeting", "extract").prefetch_related("opinions__participant__person")
    )
    given = given_on(items)
    return [
        {"row": row, "form": TextForm(instance=row, auto_id=f"item{row.number}_%s"), "given": given[row.pk],
         "given_form": new_form(row) if writes else None}
        for row in items
    ]  # fmt: skip


def _word(record: Minutes) -> str:
    """The state in one or two words, for the tag under the heading."""
    if record.state == Minutes.State.TEXT:
        return _("Being drawn up")
    return _("Signed") if record.state == Minutes.State.SIGNED else _("Awaits a signature")


def signs(record: Minutes, user) -> str:
    """The capacity in which this person signs now, or an empty text."""
    meeting = record.meeting
    turns = {
        Minutes.State.OFFERED: ("secretary", meeting.secretary_id),
        Minutes.State.HALF_SIGNED: ("presiding", meeting.presiding_id),
    }
    capacity, person = turns.get(record.state, ("", None))
    return capacity if person is not None and person == user.person_id else ""


def sign_form(record: Minutes, capacity: str, user, data=None) -> SignForm:
    """The form of a signature, bound to the bytes shown; late minutes ask the second signer for the reason."""
    late = capacity == "presiding" and not _late(record)
    return SignForm(data, paper=record.paper, user=user, asks_reason=late)


def _late(record: Minutes):
    zone = ZoneInfo(Association.current().time_zone)
    signed_on = record.signed_at.astimezone(zone).date() if record.signed_at else None
    return rules.are_minutes_on_time.judge(due_on=record.due_on, on=_today(), drawn_on=None, signed_on=signed_on)


def kyrgyz_edition(record: Minutes):
    """The unofficial Kyrgyz edition that was made with the paper to be signed."""
    if record.paper is None or record.paper.is_draft:
        return None
    editions = Paper.objects.filter(kind=D14.code, subject_id=str(record.pk), language="ky")
    return editions.select_related("file", "job").order_by("-version").first()


def stepper(record: Minutes, signed: dict[str, Any]) -> list[dict[str, Any]]:
    """Drawn up, signed by the secretary, signed by who presided: what is done and who is awaited."""
    done = {"text": 0, "offered": 1, "half_signed": 2, "signed": 3}[record.state]
    meeting = record.meeting
    rows = [
        (_("Drawn up"), record.drawn_at, "", "A-4.10a"),
        (_("Secretary"), getattr(signed.get("secretary"), "signed_at", None), meeting.secretary, "A-4.10b"),
        (_("Presiding officer"), getattr(signed.get("presiding"), "signed_at", None), meeting.presiding, "A-4.10b"),
    ]
    return [
        {"label": label, "moment": moment if place < done else None, "who": who, "clause": clause,
         "state": "done" if place < done else "now" if place == done else "ahead"}
        for place, (label, moment, who, clause) in enumerate(rows)
    ]  # fmt: skip


@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft PDF to look at."""
    verbs.draft(_minutes(request, pk, "keep_minutes"), by=request.user, at=clock.now())
    return redirect("minutes", pk)


@require_POST
def offering(request: HttpRequest, pk: int) -> HttpResponse:
    """Number the minutes and offer them for signing."""
    verbs.offer(_minutes(request, pk, "keep_minutes"), by=request.user, at=clock.now())
    return redirect("minutes", pk)


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Take unsigned minutes back for a change of text."""
    verbs.reopen(_minutes(request, pk, "keep_minutes"), by=request.user, at=clock.now())
    return redirect("minutes", pk)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of minutes that both signed by hand."""
    record = _minutes(request, pk, "keep_minutes")
    form = MinutesScanForm(request.POST, request.FILES, asks_reason=not _late(record))

    def file(**facts: Any) -> None:
        verbs.file_scan(record, on=_today(), late_reason=form.cleaned_data.get("late_reason", ""), **facts)

    if signing.take_scan(request, form, file, organisation=None):
        return redirect("minutes", pk)
    return page(request, _minutes(request, pk, "keep_minutes"), None, 422, form)


def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the bytes shown, in the capacity whose turn it is."""
    record = _minutes(request, pk, "view_records")
    if request.method != "POST":
        return redirect("minutes", pk)
    capacity = signs(record, request.user)
    if not capacity:
        raise Refused(rules.may_sign_minutes.judge(presided=False, kept=False))
    form = sign_form(record, capacity, request.user, request.POST)
    try:
        if signing.take(request, form, partial(sign, record, capacity, form)):
            return redirect("minutes", pk)
    except Refused as refused:
        form.add_error("late_reason" if "late_reason" in form.fields else None, str(refused.verdicts[-1].sentence))
    return page(request, _minutes(request, pk, "view_records"), form, status=422)


def sign(record: Minutes, capacity: str, form: SignForm, **facts) -> None:
    """Take the signature by the verb of its capacity."""
    if capacity == "secretary":
        verbs.sign_as_secretary(record, **facts)
    else:
        reason = form.cleaned_data.get("late_reason", "")
        verbs.sign_as_presiding(record, on=_today(), late_reason=reason, **facts)
