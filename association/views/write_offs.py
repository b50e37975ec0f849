"""Acts of write-off: begin from what is due, name the commission, sign, approve, see what was carried out (A-4.10d)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import write_offs as verbs
from association.forms import ScanForm, SignatureForm
from association.forms.retention import MEMBERS, CommissionForm, ReasonForm
from association.models import WriteOffAct, WriteOffLine
from association.queries_retention import acts_seen
from association.views import signing
from association.views.file_plan import edition, retention_tabs
from association.workflow import open_to

PAGE = 25
LOOKS = {"draft": "calm", "offered": "need", "signed": "need", "approved": "run", "written_off": "ok",
         "cancelled": "none"}  # fmt: skip
LINE_LOOKS = {"listed": "calm", "written_off": "ok", "left": "need"}


def acts(request: HttpRequest) -> HttpResponse:
    """All acts, the latest first."""
    page = Paginator(acts_seen(), PAGE).get_page(request.GET.get("page"))
    rows = [{"row": row, "look": LOOKS[row.state], "count": len(row.lines.all())} for row in page]
    context = {"tabs": retention_tabs("write_offs"), "rows": rows, "page": page}
    return render(request, "association/write_off_list.html", context)


@require_POST
def act_new(request: HttpRequest) -> HttpResponse:
    """Begin an act over the documents that were ticked."""
    row = verbs.begin(request.POST.getlist("pick"), on=clock.today(), by=request.user, at=clock.now())
    return redirect("write_off_commission", row.pk)


def _load(request: HttpRequest, pk: int) -> WriteOffAct:
    """An act for those with the records, and for who signs it for the commission."""
    right = "view_records" if access.can(request.user, "view_records") else "sign_write_off"
    rows = access.visible(request.user, right, WriteOffAct.objects.all())
    found = rows.select_related("paper__file", "paper__job", "approved_by__person").distinct()
    return get_object_or_404(found.prefetch_related("commission__person"), pk=pk)


def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act: its documents, the commission, whose signature is awaited, what was carried out."""
    return _page(request, _load(request, pk))


def _page(request: HttpRequest, row: WriteOffAct, status: int = 200, **forms: Any) -> HttpResponse:
    may, ready = open_to(row, request.user), row.paper is not None and row.paper.is_ready
    language = get_language() or "ru"
    lines = [{"row": line, "look": LINE_LOOKS[line.state], "kind": line.kind.called(language)}
             for line in row.lines.select_related("kind")]  # fmt: skip
    signed = {one.capacity: one for one in row.paper.signatures.all()} if row.paper else {}
    turn = next((step for step in ("sign", "approve") if step in may), "")
    context = {
        "row": row, "look": LOOKS[row.state], "lines": lines, "may": may, "turn": turn, "signed": signed,
        "form": SignatureForm(paper=row.paper, user=request.user, clause="A-4.10d") if turn and ready else None,
        "scan_form": ScanForm(auto_id="scan_%s") if "file_scan" in may and ready else None,
        "end_form": ReasonForm(auto_id="end_%s") if "cancel" in may else None, "waits": bool(turn) and not ready,
        "kyrgyz": edition(row, "ky"), "done": sum(one["row"].state != "listed" for one in lines),
        "keeps": access.can(request.user, "keep_files"), "reads": access.can(request.user, "view_records"),
        "action": reverse("write_off_approval" if turn == "approve" else "write_off_signatures", args=[row.pk]),
    }  # fmt: skip
    return render(request, "association/write_off.html", context | forms, status=status)


def commission(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the commission with its posts, and the basis of the act."""
    row = _load(request, pk)
    people = list(row.commission.all())
    initial: dict[str, Any] = {"grounds": row.grounds}
    for place, one in enumerate(people[: MEMBERS + 1]):
        initial |= {f"person{place}": one.person, f"post{place}": one.post}
    form = CommissionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"grounds": form.cleaned_data["grounds"], "by": request.user, "at": clock.now()}
        verbs.appoint(row, form.people, **facts)
        messages.success(request, _("The commission is named."))
        return redirect(row)
    context = {"row": row, "form": form}
    return render(request, "association/write_off_commission.html", context, status=422 if form.errors else 200)


@require_POST
def line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """Leave a document out of an act that is being drawn up."""
    row = _load(request, pk)
    one = get_object_or_404(row.lines.filter(state=WriteOffLine.State.LISTED), pk=line)
    verbs.take_off(row, one, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the act for signing, or take it back."""
    verb = {"offer": verbs.offer, "reopen": verbs.reopen}.get(request.POST.get("step", ""))
    if verb is None:
        raise Http404
    row = _load(request, pk)
    verb(row, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair of the commission signs the act shown."""
    return _sign(request, pk, verbs.sign)


@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair of the Presidium approves the act shown; the worker carries it out."""
    return _sign(request, pk, verbs.approve)


def _sign(request: HttpRequest, pk: int, verb: Any) -> HttpResponse:
    row = _load(request, pk)
    if row.paper is None:
        raise Http404
    form = SignatureForm(request.POST, paper=row.paper, user=request.user, clause="A-4.10d")
    if signing.take(request, form, partial(verb, row)):
        return redirect(row if access.can(request.user, "view_records") else "desk")
    return _page(request, _load(request, pk), 422, form=form)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the act that the commission signed by hand."""
    row = _load(request, pk)
    form = ScanForm(request.POST, request.FILES, auto_id="scan_%s")
    if signing.take_scan(request, form, partial(verbs.file_scan, row), organisation=None):
        return redirect(row)
    return _page(request, _load(request, pk), 422, scan_form=form)


@require_POST
def cancelling(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an act up, with a reason."""
    row = _load(request, pk)
    form = ReasonForm(request.POST, auto_id="end_%s")
    if not form.is_valid():
        return _page(request, row, 422, end_form=form)
    verbs.cancel(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    messages.success(request, _("The act is cancelled; its number stays used."))
    return redirect("write_offs")
