"""The page of a pair: all a mentor needs (A-3.16b, A-4.11)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from association import access, clock
from association.models import User
from association.templatetags.ui import day as in_words
from association.templatetags.ui import number
from membership.models import Certification
from membership.queries import local_day
from membership.queries_experts import is_certified_on
from mentoring import rules
from mentoring.models import HelpEntry, HelpPlanLine, Pair
from mentoring.queries_help import (
    NAMES,
    SIDES,
    WAITING,
    HelpSummary,
    certifications_of,
    contacts_of,
    heads_on,
    help_summary,
    journal_of,
    others_of_the_two,
    own_pairs,
    pairs_seen_by,
    plan_of,
    silence_days,
)

PAGE = 20
LOOKS = {
    HelpEntry.State.WRITTEN: "need", HelpEntry.State.CONFIRMED: "ok", HelpEntry.State.DISPUTED: "bad",
    HelpEntry.State.STRUCK: "calm",
}  # fmt: skip


def hours_of(value: Decimal) -> str:
    """Hours as the reader writes them, without empty decimals."""
    return number(int(value) if value == int(value) else value.normalize())


def load(request: HttpRequest, pk: int) -> Pair:
    """A pair that this person sees, or 404."""
    return get_object_or_404(pairs_seen_by(request.user), pk=pk)


def load_own(request: HttpRequest, pk: int) -> Pair:
    """A pair for which this person keeps help, or 404."""
    return get_object_or_404(own_pairs(request.user).select_related("mentor", "candidate"), pk=pk)


def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Both organisations, the decision, plan, journal of help and progress of one pair."""
    row, today = load(request, pk), local_day(clock.now())
    mine = set(access.organisations(request.user, "keep_help").values_list("pk", flat=True))
    sides = {side for side in SIDES if getattr(row, f"{side}_id") in mine}
    is_open = bool(rules.is_journal_open(today=today, ends_on=row.ends_on))
    summary = help_summary([row])[row.pk]
    page = Paginator(journal_of(row), PAGE).get_page(request.GET.get("page"))
    plan = list(plan_of(row))
    facts = {
        **_state(row, today), "page": page, "entries": [entry_line(one, sides, is_open) for one in page],
        "plan": [plan_line(one, today) for one in plan], "areas": _areas(summary), "writes": bool(sides) and is_open,
        "strip": _strip(summary, plan, today), "sides": _sides(row, today, request.user),
        "silence": _silence(row, summary, today), "way": _way(row, summary, request.user, sides),
        "is_sound": rules.is_mentor_sound(is_certified=is_certified_on(row.mentor, today)), "acts_for": sorted(sides),
        "others": others_of_the_two(row),
    }  # fmt: skip
    return render(request, "mentoring/pair.html", facts)


def _state(row: Pair, today: date) -> dict[str, Any]:
    look = "calm" if today < row.starts_on else "run" if row.is_on(today) else "none"
    return {"pair": row, "word": row.state_on(today), "look": look, "is_over": row.ends_on and row.ends_on <= today}


def entry_line(row: HelpEntry, sides: set[str], is_open: bool) -> dict[str, Any]:
    """One entry with its look and what this person may do with it."""
    waits = is_open and row.state in WAITING
    return {
        "row": row, "look": LOOKS[row.state], "hours": hours_of(row.hours),
        "may_confirm": waits and "candidate" in sides,
        "may_dispute": is_open and row.state == HelpEntry.State.WRITTEN and "candidate" in sides,
        "may_amend": waits and row.side in sides,
    }  # fmt: skip


def plan_line(row: HelpPlanLine, today: date) -> dict[str, Any]:
    """One line of the plan with its look."""
    late = (today - row.due_on).days if row.done_on is None else 0
    return {"row": row, "look": "ok" if row.done_on else "bad" if late > 0 else "calm", "late": max(late, 0)}


def _areas(summary: HelpSummary) -> list[dict[str, Any]]:
    return [
        {"word": rules.AREAS[key], "area": area, "hours": hours_of(area.hours)} for key, area in summary.areas.items()
    ]


def _strip(summary: HelpSummary, plan: list[HelpPlanLine], today: date) -> list[dict[str, Any]]:
    """The facts of a pair that a mentor asks for first."""
    due = next((line for line in plan if line.done_on is None), None)
    return [
        {"label": _("Hours confirmed"), "value": hours_of(summary.hours), "clause": "A-3.16b"},
        {"label": _("Entries that wait"), "value": summary.waiting},
        {"label": _("Plan done"), "value": _("%(done)s of %(all)s") % {"done": summary.done, "all": summary.planned}},
        {"label": _("Next due"), "value": in_words(due.due_on, "day") if due else pgettext("due line", "none"),
         "remark": due.text[:80] if due else ""},
    ]  # fmt: skip


def _sides(row: Pair, today: date, reader: User) -> list[dict[str, Any]]:
    """Both organisations with their heads and the people who keep the journal for them."""
    both = [row.mentor_id, row.candidate_id]
    heads, contacts = heads_on(both, today), contacts_of(both)
    named = set(access.organisations(reader, NAMES).filter(pk__in=both).values_list("pk", flat=True))
    words = {"mentor": pgettext("pair", "Mentor"), "candidate": pgettext("pair", "Candidate")}
    return [
        {"word": words[side], "organisation": (one := getattr(row, side)), "head": heads.get(one.pk),
         "contacts": [grant for grant in contacts if grant.organisation_id == one.pk], "names": one.pk in named,
         "language": reader.language, "dial": "".join(c for c in one.phone if c.isdigit() or c == "+")}
        for side in SIDES
    ]  # fmt: skip


def _silence(row: Pair, summary: HelpSummary, today: date) -> dict[str, Any] | None:
    """Since when nothing was recorded, when that is long enough to be asked about (A-3.16b)."""
    if not row.is_on(today):
        return None
    last_on = summary.last_on or row.starts_on
    is_silent = rules.is_silent(last_on=last_on, on=today, days=silence_days(today))
    return {"since": last_on, "days": (today - last_on).days} if is_silent else None


def _way(row: Pair, summary: HelpSummary, reader: User, sides: set[str]) -> dict[str, Any]:
    """What is known on the candidate's way to its QMS certificate, and what is missing (A-4.11)."""
    rows = certifications_of(row.candidate)
    certificate = rows.filter(Q(received_on__gte=row.starts_on) | Q(state="proposed")).first()
    waits = certificate is not None and certificate.state == Certification.State.PROPOSED
    opens = "candidate" in sides or access.can(reader, "view_records")
    return {
        "certificate": certificate, "waits": waits,
        "url": reverse("organisation_certifications", args=[row.candidate_id]) if opens else "",
        "bare": [rules.AREAS[key] for key, area in summary.areas.items() if not area.confirmed],
        "left": summary.planned - summary.done,
    }  # fmt: skip
