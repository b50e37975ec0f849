"""The journal of help: entries written, amended, confirmed, disputed and struck, and their files (A-3.16b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock, files
from association.doors import Unacceptable
from membership.queries import local_day
from mentoring import rules
from mentoring.actions import help as verbs
from mentoring.forms_help import DisputeForm, EntryForm
from mentoring.models import HelpEntry, Pair
from mentoring.queries_help import files_seen_by, own_pairs, plan_of, side_of_user
from mentoring.views.pair import entry_line, load_own
from qa_system.actions.editing import Outdated
from qa_system.forms.editions import attempt

FIELDS = {"A-4.11": "on"}


def seen_by_form(request: HttpRequest) -> int:
    """The edition that a button was shown with; nonsense is one that never was."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def press(request: HttpRequest, act: Callable[..., Any], done: str) -> None:
    """Do what a button asks; say that it is done, or that somebody changed the row meanwhile."""
    try:
        act(seen=seen_by_form(request), by=request.user, at=clock.now())
        messages.success(request, done)
    except Outdated:
        messages.warning(request, _("Somebody changed this meanwhile. Look at it anew."))


def _attempt(request: HttpRequest, form: EntryForm, pair: Pair, act: Callable[..., Any]) -> Any:
    """Keep the files of a valid form and call the verb; without room for a file its field says so."""
    at, side = clock.now(), side_of_user(pair, request.user)
    owner = getattr(pair, side) if side else None

    def kept(**values: Any) -> Any:
        uploads = values.pop("files")
        values["files"] = [files.keep(one, organisation=owner, by=request.user, at=at) for one in uploads]
        return act(by=request.user, at=at, **values)

    try:
        with transaction.atomic():
            return attempt(form, kept, fields=FIELDS)
    except Unacceptable as refused:
        form.add_error("files", str(refused))
        return False


def help_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Record help; the fields are few, for it is done on a phone after a visit."""
    pair, today = load_own(request, pk), local_day(clock.now())
    chosen = request.GET.get("line", "")
    line = plan_of(pair).filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 10 else None
    first = {"on": today, "line": line and line.pk, "area": line and line.area}
    form = EntryForm(request.POST or None, request.FILES or None, pair=pair, today=today, initial=first)
    if request.method == "POST" and form.is_valid():
        made = _attempt(request, form, pair, lambda seen=None, **data: verbs.write(pair, **data))
        if made:
            by_mentor = _("The entry is in the journal; the candidate confirms it.")
            messages.success(request, by_mentor if made.is_by_mentor else _("The entry is in the journal."))
            return redirect(made)
    return _page(request, pair, form)


def _page(request: HttpRequest, pair: Pair, form: EntryForm, entry: HelpEntry | None = None) -> HttpResponse:
    verdict = rules.is_journal_open(today=local_day(clock.now()), ends_on=pair.ends_on)
    facts = {
        "pair": pair, "form": form, "entry": entry, "verdict": verdict,
        "is_candidate": side_of_user(pair, request.user) == "candidate",
    }  # fmt: skip
    return render(request, "mentoring/help_entry.html", facts, status=422 if form.errors else 200)


def _load(request: HttpRequest, pk: int) -> HelpEntry:
    rows = HelpEntry.objects.exclude(state=HelpEntry.State.STRUCK).filter(pair__in=own_pairs(request.user).values("pk"))
    return get_object_or_404(rows.select_related("pair__mentor", "pair__candidate"), pk=pk)


def help_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Amend an entry that is not confirmed; what was typed stays when somebody else was first."""
    row, today = _load(request, pk), local_day(clock.now())
    if not entry_line(row, {side_of_user(row.pair, request.user)}, True)["may_amend"]:
        messages.warning(request, _("This entry does not change any more, or it belongs to the other side."))
        return redirect(row)
    form = EntryForm(request.POST or None, request.FILES or None, pair=row.pair, today=today, entry=row)
    if request.method == "POST" and form.is_valid():
        act = lambda seen, **data: verbs.amend(row, seen=seen if seen is not None else -1, **data)  # noqa: E731
        if _attempt(request, form, row.pair, act):
            messages.success(request, _("Saved."))
            return redirect(row)
    return _page(request, row.pair, form, row)


@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """The candidate confirms an entry."""
    row = _load(request, pk)
    press(request, lambda **facts: verbs.confirm(row, **facts), _("The entry is confirmed."))
    return redirect(row)


def dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """The candidate says what is not so."""
    row = _load(request, pk)
    form = DisputeForm(request.POST or None, initial={"seen": row.edit})
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "seen": seen_by_form(request)}
        if attempt(form, lambda **_typed: verbs.dispute(row, by=request.user, at=clock.now(), **facts)):
            messages.success(request, _("The mentor sees your remark."))
            return redirect(row)
    facts = {"entry": entry_line(row, set(), False), "pair": row.pair, "form": form}
    return render(request, "mentoring/help_dispute.html", facts, status=422 if form.errors else 200)


@require_POST
def striking(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entry out of the journal of help."""
    row = _load(request, pk)
    press(request, lambda **facts: verbs.strike(row, **facts), _("The entry is struck."))
    return redirect(row.pair)


def file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out a file of the journal to those who see the pair."""
    return files.serve(get_object_or_404(files_seen_by(request.user), pk=pk).file)
