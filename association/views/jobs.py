"""Work promised to the worker: what waits, what stopped, and another try."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association import background, clock, outbox
from association.models import Job, Paper

PAGE = 50
VIEWS = {
    "failed": (gettext_lazy("Stopped"), [Job.State.FAILED]),
    "waiting": (gettext_lazy("Waiting and at work"), [Job.State.QUEUED, Job.State.RUNNING]),
    "done": (gettext_lazy("Done"), [Job.State.DONE]),
}
KINDS = {"paper": gettext_lazy("Paper"), "letter": gettext_lazy("Letter")}
LOOKS = {
    Job.State.QUEUED: ("calm", gettext_lazy("Waiting")),
    Job.State.RUNNING: ("run", gettext_lazy("At work")),
}


def jobs(request: HttpRequest) -> HttpResponse:
    """Jobs by state; those that stopped come first of all."""
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    view = request.GET.get("state", "")
    view = view if view in VIEWS else "failed" if counts.get(Job.State.FAILED) else "waiting"
    rows = Job.objects.filter(state__in=VIEWS[view][1]).select_related("letter", "created_by__person").order_by("-pk")
    paginator = Paginator(rows, PAGE)
    paginator.__dict__["count"] = _sum(counts, view)
    page = paginator.get_page(request.GET.get("page"))
    papers = dict(Paper.objects.filter(job__in=[job.pk for job in page]).values_list("job", "title"))
    lines = [line(job, papers.get(job.pk, "")) for job in page]
    context = {"page": page, "lines": lines, "view": view, "tabs": tabs(counts, view)}
    return render(request, "association/jobs.html", context)


def _sum(counts: dict[str, int], view: str) -> int:
    return sum(counts.get(state, 0) for state in VIEWS[view][1])


def tabs(counts: dict[str, int], view: str) -> list[dict[str, Any]]:
    """The three views with their counts."""
    return [
        {"label": label, "url": f"?state={key}", "count": _sum(counts, key), "current": key == view,
         "needs": key == "failed" and _sum(counts, key) > 0}
        for key, (label, _states) in VIEWS.items()
    ]  # fmt: skip


def line(job: Job, title: str) -> dict[str, Any]:
    """A job as the table shows it: a letter by its subject and addressee, a paper by its title."""
    letter = getattr(job, "letter", None)
    look, word = LOOKS.get(job.state, ("", ""))
    return {
        "job": job,
        "kind": background.WORKS[job.kind].name if job.kind in background.WORKS else KINDS.get(job.kind, job.kind),
        "what": letter.subject if letter else title,
        "to": letter.to if letter else "",
        "look": look,
        "word": word,
        "error": job.error.strip().splitlines()[-1][:200] if job.error.strip() else "",
        "may_retry": job.state == Job.State.FAILED,
    }


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a stopped job back into the queue."""
    outbox.retry(get_object_or_404(Job, pk=pk), by=request.user, at=clock.now())
    messages.success(request, _("The job is in the queue again."))
    return redirect("jobs")
