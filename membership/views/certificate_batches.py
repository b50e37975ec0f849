"""Certificates issued together: choose, confirm, watch, take away (Appendix B)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files, register
from association.models import ARCHIVE_DAYS, Bundle, Job
from membership.actions import certificate_batches as verbs
from membership.forms import BatchForm
from membership.models import CertificateBatch
from membership.queries_certificates import proposed_certificates, signers_on

PAGE = 50
SHOWN = 200  # rows with a box to tick


def batches(request: HttpRequest) -> HttpResponse:
    """All works, newest first."""
    rows = CertificateBatch.objects.select_related("ordered_by__person", "job").annotate(
        total=Count("lines"), made=Count("lines", filter=Q(lines__certificate__paper__file__isnull=False))
    )
    page = Paginator(rows.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "membership/certificate_batches.html", {"page": page})


def batch_new(request: HttpRequest) -> HttpResponse:
    """Choose members, see the list with the numbers expected, order the work."""
    today = clock.today()
    proposed, signers = proposed_certificates(today), signers_on(today)
    data = request.POST or None
    form = BatchForm(data, proposed=proposed, ticked=request.POST.getlist("pick"), signers=signers)
    step = request.POST.get("step", "")
    if request.method == "POST" and step == "order" and form.is_valid() and form.cleaned_data["members"]:
        chosen = [proposed[key]["membership"] for key in form.cleaned_data["members"]]
        return redirect(verbs.order_batch(chosen, on=today, by=request.user, at=clock.now()))
    keys = _keys(form, step)
    if not keys:
        return _choice(request, proposed, missed=bool(step))
    return _review(request, form, [proposed[key] for key in keys], keys, is_asked=step == "order", signers=signers)


def _keys(form: BatchForm, step: str) -> list[int]:
    """The members on the page of confirmation: freshly chosen, or those it already listed."""
    if step == "order":
        return form.cleaned_data.get("members", []) if form.is_bound else []
    return form.chosen() if step else []


def _choice(request: HttpRequest, proposed: dict[int, dict], *, missed: bool) -> HttpResponse:
    rows = [{"key": key, **facts} for key, facts in list(proposed.items())[:SHOWN]]
    first = sum(facts["replaces"] is None for facts in proposed.values())
    context = {"rows": rows, "count": len(proposed), "first": first, "renamed": len(proposed) - first,
               "missed": missed and bool(proposed), "is_cut": len(proposed) > SHOWN}  # fmt: skip
    return render(request, "membership/certificate_batch_new.html", context, status=422 if context["missed"] else 200)


def _review(request: HttpRequest, form: BatchForm, rows, keys, *, is_asked: bool, signers) -> HttpResponse:
    start = register.coming_number("certificate", None)
    lines = [{**row, "number": f"№\u00a0{start + place:03d}"} for place, row in enumerate(rows)]
    fresh = form if is_asked else BatchForm(proposed=form.proposed, ticked=[], signers=signers)
    context = {"form": fresh, "lines": lines, "keys": ",".join(map(str, keys)), "signers": signers,
               "first": lines[0]["number"], "last": lines[-1]["number"], "today": clock.today()}  # fmt: skip
    return render(request, "membership/certificate_batch_review.html", context, status=422 if is_asked else 200)


def _seen(request: HttpRequest, pk: int) -> CertificateBatch:
    if not access.can(request.user, "issue_certificate"):
        raise Http404
    return get_object_or_404(CertificateBatch.objects.select_related("ordered_by__person", "job"), pk=pk)


def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One work: how many papers are made, its files, its members; a poll of the bar is answered by the bar alone."""
    row = _seen(request, pk)
    context = {"batch": row, **_progress(row)}
    if request.htmx:
        return render(request, "membership/certificate_batch_progress.html", context)
    lines = row.lines.select_related("certificate__paper__job", "certificate__replaces", "membership__organisation")
    context["page"] = Paginator(lines.order_by("pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "membership/certificate_batch.html", context)


def _progress(row: CertificateBatch) -> dict[str, Any]:
    """Papers made of papers wanted, counted from the papers themselves, and the files made of them."""
    paper = "certificate__paper"
    counts = row.lines.aggregate(
        total=Count("pk"), issued=Count("certificate"),
        made=Count(paper, filter=Q(**{f"{paper}__file__isnull": False})),
        stopped=Count(paper, filter=Q(**{f"{paper}__file": None, f"{paper}__job__state": Job.State.FAILED})),
        refused=Count("pk", filter=Q(settled_at__isnull=False, certificate=None)),
    )  # fmt: skip
    wanted = counts["total"] - counts["refused"]
    bundles = Bundle.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk)).select_related(
        "file", "job"
    )
    latest = {bundle.form: bundle for bundle in bundles.order_by("pk")}
    job_stopped = row.job is not None and row.job.state == Job.State.FAILED
    made = [one for one in latest.values() if one.file or one.removed_at]
    waiting = any(one not in made and one.job and one.job.state != Job.State.FAILED for one in latest.values())
    is_over = counts["made"] + counts["stopped"] >= wanted
    return {
        **counts, "wanted": wanted, "job_stopped": job_stopped, "is_over": is_over,
        "files": [latest[form] for form in verbs.FORMS if form in latest],
        "polls": not job_stopped and (not is_over or waiting),
        "may_renew": is_over and not waiting and any(one.count < counts["made"] for one in latest.values()),
        "was_removed": not waiting and any(one.removed_at for one in latest.values()), "days": ARCHIVE_DAYS,
    }  # fmt: skip


@require_POST
def batch_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the files anew, after papers that had stopped were made."""
    row = _seen(request, pk)
    verbs.bind_again(row, by=request.user, at=clock.now())
    return redirect(row)


def batch_file(request: HttpRequest, pk: int, form: str) -> FileResponse:
    """Hand out the archive or the PDF for printing."""
    row = _seen(request, pk)
    bundles = Bundle.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk), form=form)
    found = bundles.exclude(file=None).select_related("file").order_by("-pk").first()
    if found is None:
        raise Http404(_("There is no such file yet."))
    return files.serve(found.file)
