"""Lists of pairs: all of them, one with its calculation, its steps and its remarks (A-3.16c)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Job
from association.workflow import open_to
from mentoring.actions import pair_lists as verbs
from mentoring.actions import pair_remarks
from mentoring.forms_pairs import PairAnswerForm, PairRemarkForm
from mentoring.models import PairList, PairRemark
from mentoring.queries_pair_lists import dropped_of, lines_of, lines_shown, survey_of
from mentoring.queries_pairs import balance_on, is_calculated, local_day, without_mentor

PAGE = 50
STEPS = {"offer": verbs.offer, "resume": verbs.resume, "agree": verbs.agree, "withdraw": verbs.withdraw}
LOOKS = {
    PairList.State.DRAFT: "run", PairList.State.OFFERED: "need", PairList.State.AGREED: "run",
    PairList.State.LISTED: "run", PairList.State.APPROVED: "ok", PairList.State.REJECTED: "bad",
    PairList.State.WITHDRAWN: "calm",
}  # fmt: skip


def today() -> date:
    """The day where the association is."""
    return local_day(clock.now())


def pair_lists(request: HttpRequest) -> HttpResponse:
    """All lists, the newest first, and who waits for a mentor."""
    rows = PairList.objects.defer("facts").annotate(count=Count("pairs")).order_by("-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    day = today()
    context = {
        "page": page, "rows": [{"row": row, "look": LOOKS[row.state]} for row in page], "balance": balance_on(day),
        "waiting": without_mentor(day).count(), "open": PairList.objects.filter(state__in=PairList.OPEN).exists(),
        "forms": access.can(request.user, "form_pairs"),
    }  # fmt: skip
    return render(request, "mentoring/lists.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the list; the worker proposes its pairs."""
    return redirect(verbs.begin(by=request.user, at=clock.now()))


def _load(request: HttpRequest, pk: int) -> PairList:
    rows = access.visible(request.user, "view_pairs", PairList.objects.select_related("job", "begun_by__person"))
    return get_object_or_404(rows, pk=pk)


def pair_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: its pairs and why, both sides, remarks; a poll of the bar is answered by the bar alone."""
    row = _load(request, pk)
    return _progress(request, row) if request.htmx else _page(request, row)


def _progress(request: HttpRequest, row: PairList) -> HttpResponse:
    if is_calculated(row):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "mentoring/list_progress.html", {"list": row})


def _page(
    request: HttpRequest, row: PairList, *, remark: Form | None = None, reply: Form | None = None
) -> HttpResponse:
    steps = open_to(row, request.user)
    is_open = row.state in PairList.OPEN
    page = Paginator(lines_shown(row), PAGE).get_page(request.GET.get("page"))
    context = {
        "list": row, "look": LOOKS[row.state], "steps": steps, "page": page, "lines": lines_of(page),
        "may_change": "offer" in steps and is_calculated(row), "is_calculated": is_calculated(row),
        "job_stopped": row.job is not None and row.job.state == Job.State.FAILED,
        "survey": survey_of(row, today()) if is_open else None, "dropped": dropped_of(row), "change": _change(row),
        "forbidden": row.forbidden.select_related("mentor", "candidate").order_by("pk"),
        **_remarks(request, row, remark, reply),
    }  # fmt: skip
    return render(request, "mentoring/list.html", context, status=422 if remark or reply else 200)


def _change(row: PairList) -> dict[str, Any] | None:
    change = row.facts.get("change")
    if not change:
        return None
    return {**change, "more": f"{change['after'] - change['before']:+d}".replace("-", "−")}


def _remarks(request: HttpRequest, row: PairList, remark: Form | None, reply: Any) -> dict[str, Any]:
    answers = row.state in (PairList.State.OFFERED, PairList.State.DRAFT) and access.can(request.user, "form_pairs")
    remarks = []
    for one in row.remarks.select_related("author__person", "answered_by__person"):
        form = PairAnswerForm(remark=one.pk) if answers and one.answered_at is None else None
        asked = reply if reply is not None and reply.auto_id == f"answer{one.pk}_%s" else form
        remarks.append({"row": one, "form": asked})
    writes = row.state == PairList.State.OFFERED and access.can(request.user, "remark_pairs")
    unanswered = sum(one["row"].answered_at is None for one in remarks)
    return {"remarks": remarks, "unanswered": unanswered,
            "remark_form": remark or (PairRemarkForm() if writes else None), "reply_form": reply}  # fmt: skip


@require_POST
def calculation(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the worker propose the pairs anew."""
    row = _load(request, pk)
    verbs.calculate(row, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the list, call it agreed, take it back into preparation, give it up."""
    row = _load(request, pk)
    if (verb := STEPS.get(request.POST.get("step", ""))) is None:
        raise Http404
    verb(row, by=request.user, at=clock.now())
    messages.success(request, _("Recorded: %(state)s.") % {"state": row.get_state_display()})
    return redirect(row)


@require_POST
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """A member of the Presidium remarks on the list."""
    row = _load(request, pk)
    form = PairRemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, row, remark=form)
    pair_remarks.remark(row, text=form.cleaned_data["text"], by=request.user, at=clock.now())
    return redirect(f"{row.get_absolute_url()}#remarks")


@require_POST
def remark_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair answers a remark."""
    rows = access.visible(request.user, "form_pairs", PairRemark.objects.select_related("author"))
    row = get_object_or_404(rows, pk=pk)
    form = PairAnswerForm(request.POST, remark=row.pk)
    if not form.is_valid():
        return _page(request, _load(request, row.pair_list_id), reply=form)
    pair_remarks.answer(row, text=form.cleaned_data["text"], by=request.user, at=clock.now())
    return redirect(f"{row.pair_list.get_absolute_url()}#remarks")
