"""What falls due, holds, the kinds of records and the file plan of a year (A-4.10c, A-4.10d, A-7.2)."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import retention as verbs
from association.forms import ScanForm, SignatureForm
from association.forms.retention import KindForm, ReasonForm
from association.models import FileKind, FilePlan, LegalHold, Paper
from association.queries_retention import (
    Due,
    documents_of,
    due_by,
    is_plan_missing,
    open_holds,
    plan_for,
    reasons_against,
)
from association.rules import retention as rules
from association.views import signing
from association.workflow import open_to

AHEAD = 4  # years that may be looked at before they come
LOOKS = {"draft": "calm", "offered": "need", "approved": "ok"}
KIND_LOOKS = {rules.PERMANENT: "ok", rules.YEARS: "calm", rules.NEEDED: "none", rules.HOLD: "need"}


def retention_tabs(current: str) -> list[dict[str, Any]]:
    """The three views of retention."""
    rows = [("retention", _("Due")), ("file_kinds", _("File plan")), ("write_offs", _("Acts of write-off"))]
    return [
        {"label": label, "url": reverse(name), "count": None, "current": name == current} for name, label in rows
    ]  # fmt: skip


def _asked_day(request: HttpRequest) -> date:
    """Today, or 1 January of a coming year that is asked for."""
    today, asked = clock.today(), request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    return date(year, 1, 1) if today.year < year <= today.year + AHEAD else today


def due(request: HttpRequest) -> HttpResponse:
    """Whose term has ended, by kind and year, and what stands in the way of each."""
    today, on = clock.today(), _asked_day(request)
    found = due_by(on)
    language = get_language() or "ru"
    groups = [
        {"kind": kind, "name": kind.called(language), "rows": [_shown(one, on) for one in rows]}
        for kind, rows in groupby(found, key=lambda one: one.kind)
    ]  # fmt: skip
    context = {
        "tabs": retention_tabs("retention"), "groups": groups, "on": on, "is_ahead": on > today,
        "years": [today.year + n for n in range(AHEAD + 1)], "free": sum(one.is_free for one in found),
        "keeps": access.can(request.user, "keep_files"), "holds": open_holds(), "missing": is_plan_missing(today),
    }  # fmt: skip
    return render(request, "association/retention_due.html", context)


def _shown(one: Due, on: date) -> dict[str, Any]:
    return {"due": one, "row": one.document, "against": reasons_against(one, on), "address": _address(one)}


def _address(one: Due) -> str:
    return reverse("retention_document", args=[one.document.source, one.document.subject_id])


def _load(source: str, pk: int) -> Due:
    found = documents_of([f"{source}:{pk}"], clock.today())
    if not found:
        raise Http404
    return found[0]


def document(request: HttpRequest, source: str, pk: int) -> HttpResponse:
    """One document: its kind and term, what stands in the way, its hold."""
    return _document_page(request, _load(source, pk))


def _document_page(request: HttpRequest, one: Due, form: ReasonForm | None = None) -> HttpResponse:
    context = {
        **_shown(one, clock.today()), "name": one.kind.called(get_language() or "ru"), "form": form or ReasonForm(),
        "keeps": access.can(request.user, "keep_files"),
        "past": LegalHold.objects.filter(
            subject_type=one.document.subject_type, subject_id=one.document.subject_id, lifted_at__isnull=False
        ).select_related("set_by__person", "lifted_by__person"),
    }  # fmt: skip
    return render(request, "association/retention_document.html", context, status=422 if form else 200)


@require_POST
def hold(request: HttpRequest, source: str, pk: int) -> HttpResponse:
    """Forbid the write-off of a document, with a reason."""
    one, form = _load(source, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _document_page(request, one, form)
    verbs.set_hold(one.document, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    messages.success(request, _("The document is held."))
    return redirect(_address(one))


def lifting(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and lift a hold."""
    row = get_object_or_404(LegalHold.objects.filter(lifted_at=None), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.lift_hold(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The hold is lifted."))
        return redirect("retention")
    context = {
        "heading": _("Lift the hold"), "about": row.title, "form": form, "button": _("Lift the hold"),
        "lead": _("The reason of the hold: %(reason)s") % {"reason": row.reason}, "back": reverse("retention"),
    }  # fmt: skip
    return render(request, "association/retention_reason.html", context, status=422 if form.errors else 200)


def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of records in use and the file plans of the years."""
    today, language = clock.today(), get_language() or "ru"
    rows = [
        {"row": row, "name": row.called(language).partition(" ")[2], "look": KIND_LOOKS[row.term]}
        for row in FileKind.objects.in_use(today)
    ]
    plans = FilePlan.objects.select_related("paper__file", "paper__job")
    wanted = [year for year in (today.year, today.year + 1) if _may_begin(year)]
    context = {
        "tabs": retention_tabs("file_kinds"), "rows": rows, "wanted": wanted, "missing": is_plan_missing(today),
        "plans": [{"row": row, "look": LOOKS[row.state]} for row in plans], "year": today.year,
        "keeps": access.can(request.user, "keep_files"),
    }  # fmt: skip
    return render(request, "association/file_plan_kinds.html", context)


def _may_begin(year: int) -> bool:
    last = plan_for(year)
    return last is None or last.state == FilePlan.State.APPROVED


def kind_new(request: HttpRequest) -> HttpResponse:
    """Add a kind of records."""
    taken = frozenset(FileKind.objects.values_list("index", flat=True))
    form = KindForm(request.POST or None, taken=taken, initial={"on": clock.today()})
    return _kind_page(request, form, _("A new file"))


def kind(request: HttpRequest, pk: int) -> HttpResponse:
    """Say from a day on how a kind is called and how long it is kept."""
    row = get_object_or_404(FileKind.objects.open(), pk=pk)
    names = ("title", "title_ky", "term", "years", "note")
    initial = {name: getattr(row, name) for name in names} | {"on": clock.today()}
    return _kind_page(request, KindForm(request.POST or None, kind=row, initial=initial), str(row), row)


def _kind_page(request: HttpRequest, form: KindForm, heading: str, row: FileKind | None = None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        verbs.set_kind(**form.facts, by=request.user, at=clock.now())
        messages.success(request, _("The file plan is changed."))
        return redirect("file_kinds")
    context = {"form": form, "heading": heading, "row": row}
    return render(request, "association/file_plan_kind.html", context, status=422 if form.errors else 200)


@require_POST
def plans(request: HttpRequest) -> HttpResponse:
    """Begin the file plan of this year or the next."""
    asked = request.POST.get("year", "")
    years = {str(clock.today().year + n): clock.today().year + n for n in (0, 1)}
    if asked not in years:
        raise Http404
    return redirect(verbs.begin_plan(years[asked], by=request.user, at=clock.now()))


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The file plan of a year: the kinds as drawn, or as they stand while it is being drawn up."""
    return _plan_page(request, _plan(pk))


def _plan(pk: int) -> FilePlan:
    return get_object_or_404(FilePlan.objects.select_related("paper__file", "paper__job"), pk=pk)


def _plan_page(request: HttpRequest, row: FilePlan, status: int = 200, **forms: Any) -> HttpResponse:
    may, ready = open_to(row, request.user), row.paper is not None and row.paper.is_ready
    is_drawn = row.state != FilePlan.State.DRAFT
    context = {
        "row": row, "look": LOOKS[row.state], "may": may, "is_drawn": is_drawn,
        "kinds": [] if is_drawn else FileKind.objects.in_use(max(clock.today(), date(row.year, 1, 1))),
        "form": SignatureForm(paper=row.paper, user=request.user) if "approve" in may and ready else None,
        "scan_form": ScanForm(auto_id="scan_%s") if "file_scan" in may and ready else None,
        "kyrgyz": edition(row, "ky"), "waits": "approve" in may and not ready,
        "state": pgettext("file plan", "version %(n)s") % {"n": row.version},
    }  # fmt: skip
    return render(request, "association/file_plan.html", context | forms, status=status)


def edition(row: Any, language: str) -> Paper | None:
    """The last edition of what was drawn of a row in a language."""
    rows = Paper.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk), language=language)
    return rows.select_related("file", "job").order_by("-version").first()


@require_POST
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the file plan for the chair, or take it back."""
    verb = {"offer": verbs.offer_plan, "reopen": verbs.reopen_plan}.get(request.POST.get("step", ""))
    if verb is None:
        raise Http404
    row = _plan(pk)
    verb(row, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair approves the file plan shown."""
    row = _plan(pk)
    if row.paper is None:
        raise Http404
    form = SignatureForm(request.POST, paper=row.paper, user=request.user)
    if signing.take(request, form, partial(verbs.approve_plan, row)):
        return redirect(row)
    return _plan_page(request, _plan(pk), 422, form=form)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the file plan that was approved by hand."""
    row = _plan(pk)
    form = ScanForm(request.POST, request.FILES, auto_id="scan_%s")
    if signing.take_scan(request, form, partial(verbs.file_plan_scan, row), organisation=None):
        return redirect(row)
    return _plan_page(request, _plan(pk), 422, scan_form=form)
