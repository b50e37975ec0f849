"""The lines of a list: what the chair adds, moves, locks, forbids, removes (A-3.16c–e)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.fmt import clause_text
from association.models import Organisation
from association.statute import Refused
from association.templatetags.ui import number
from mentoring.actions import pair_lines as verbs
from mentoring.forms_pairs import AddForm, ForbidForm, MoveForm
from mentoring.models import ForbiddenPair, PairList, ProposedPair
from mentoring.queries_pair_lists import others_of, reasons_of
from mentoring.queries_pairs import field_on, local_day
from mentoring.rules.scoring import Field
from qa_system.actions.editing import Outdated


def _line(request: HttpRequest, pk: int) -> ProposedPair:
    rows = access.visible(request.user, "form_pairs", ProposedPair.objects.all())
    return get_object_or_404(rows.select_related("pair_list", "mentor__district", "candidate__district"), pk=pk)


def told(request: HttpRequest, pair_list: PairList) -> None:
    """Say what a change made of the sum of scores: before, after, difference."""
    row = PairList.objects.get(pk=pair_list.pk)
    change = row.facts.get("change") or {"before": row.total, "after": row.total}
    facts = {"before": number(change["before"]), "after": number(change["after"]),
             "more": f"{change['after'] - change['before']:+d}".replace("-", "−")}  # fmt: skip
    messages.success(request, _("Recorded. Sum of scores: %(before)s → %(after)s (%(more)s).") % facts)


def mentor_choices(field: Field, candidate: int | None) -> list[tuple[int, str]]:
    """Every mentor with its district, its score with the candidate and the candidates it has, the best first."""
    rows = Organisation.objects.filter(pk__in=field.mentors).select_related("district").order_by("sort_key", "pk")
    known = candidate if candidate in field.candidates else None
    found = []
    for row in rows:
        facts = {"name": row.title, "place": row.district or "", "load": field.mentors[row.pk].load}
        score = field.fit(row.pk, known).total if known is not None else 0
        word = _("%(name)s, %(place)s: candidates %(load)s") % facts
        if known is not None:
            word = _("%(name)s, %(place)s: score %(score)s, candidates %(load)s") % {**facts, "score": score}
        found.append((score, row.pk, word))
    return [(key, word) for _score, key, word in sorted(found, key=lambda one: -one[0])]


def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Why the two are proposed together, who else might be, and what the chair may do with the line."""
    row = _line(request, pk)
    field = field_on(local_day(clock.now()))
    choices = mentor_choices(field, row.candidate_id)
    form = MoveForm(request.POST or None, mentors=choices, initial={"seen": row.pair_list.edit})
    if request.method == "POST" and form.is_valid() and _attempt(request, form, partial(verbs.move, row)):
        told(request, row.pair_list)
        return redirect(row.pair_list)
    return _line_page(request, row, form, ForbidForm(initial={"seen": row.pair_list.edit}))


def _attempt(request: HttpRequest, form: Any, act: Callable[..., Any]) -> bool:
    """Let the verb act; a refusal stands at the field with its clause, and nothing typed is lost."""
    try:
        with transaction.atomic():
            act(**form.cleaned_data, by=request.user, at=clock.now())
    except Outdated as outdated:
        form.tell_what_stands(outdated.row, "edit")
    except Refused as refused:
        language = (get_language() or "ru").split("-")[0]
        for verdict in refused.verdicts:
            said = f"{verdict.sentence} ({clause_text(verdict.clause, language)})"
            form.add_error("mentor" if "mentor" in form.fields else "reason", said)
    return not form.errors


def _line_page(request: HttpRequest, row: ProposedPair, move: Any, forbid: Any) -> HttpResponse:
    context = {
        "row": row, "list": row.pair_list, "move_form": move, "forbid_form": forbid,
        "reasons": reasons_of(row), "others": others_of(row),
        "may_change": row.pair_list.state == PairList.State.DRAFT,
    }  # fmt: skip
    return render(request, "mentoring/list_line.html", context, status=422 if move.errors or forbid.errors else 200)


@require_POST
def ban(request: HttpRequest, pk: int) -> HttpResponse:
    """Forbid the pair of a line, for a reason."""
    row = _line(request, pk)
    form = ForbidForm(request.POST)
    if form.is_valid() and _attempt(request, form, partial(verbs.forbid, row)):
        told(request, row.pair_list)
        return redirect(row.pair_list)
    field = field_on(local_day(clock.now()))
    move = MoveForm(mentors=mentor_choices(field, row.candidate_id), initial={"seen": row.pair_list.edit})
    return _line_page(request, row, move, form)


def _at_once(request: HttpRequest, pair_list: PairList, act: Callable[..., Any]) -> HttpResponse:
    """Do what one button asks for; of two people at one list the second is told."""
    seen = request.POST.get("seen", "")
    try:
        act(seen=int(seen) if seen.isdecimal() and len(seen) < 10 else -1, by=request.user, at=clock.now())
        told(request, pair_list)
    except Outdated:
        messages.error(request, _("The list has changed since you opened it. Look at it and try again."))
    return redirect(pair_list)


@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a line through the next calculations, or let it go."""
    row = _line(request, pk)
    locked = request.POST.get("locked") == "1"
    return _at_once(request, row.pair_list, partial(verbs.lock, row, locked=locked))


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of the list."""
    row = _line(request, pk)
    return _at_once(request, row.pair_list, partial(verbs.remove, row))


@require_POST
def ban_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let two forbidden organisations be proposed together again."""
    rows = access.visible(request.user, "form_pairs", ForbiddenPair.objects.select_related("pair_list"))
    row = get_object_or_404(rows, pk=pk)
    return _at_once(request, row.pair_list, partial(verbs.allow, row))


def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put two organisations together by the choice of the chair."""
    row = get_object_or_404(access.visible(request.user, "form_pairs", PairList.objects.all()), pk=pk)
    field = field_on(local_day(clock.now()))
    asked = (request.POST or request.GET).get("candidate", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    people = Organisation.objects.filter(pk__in=field.candidates).select_related("district").order_by("sort_key", "pk")
    form = AddForm(
        request.POST or None, mentors=mentor_choices(field, chosen), initial={"seen": row.edit, "candidate": chosen},
        candidates=[(one.pk, f"{one.title}, {one.district or ''}".rstrip(", ")) for one in people],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _attempt(request, form, partial(verbs.add, row)):
        told(request, row)
        return redirect(row)
    return render(request, "mentoring/list_add.html", {"list": row, "form": form}, status=422 if form.errors else 200)
