"""Findings: the register with the share closed with proof, one finding with its measures, the head's answer (K-7.5)."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.workflow import open_to
from qa_system import rules
from qa_system.actions import findings as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.findings import AnswerForm, FindingForm
from qa_system.models import Finding, ImprovementAction, QaSystem
from qa_system.queries.findings import CHOICES, acts_of, counts_of, registered, tally
from qa_system.views.attempts import press
from qa_system.views.scope import row_or_404, system_or_404

LOOKS = {
    Finding.State.OPEN: "need", Finding.State.ACCEPTED: "run", Finding.State.REJECTED: "calm",
    Finding.State.CLOSED: "ok",
}  # fmt: skip
MEASURES = {
    ImprovementAction.State.OPEN: "run", ImprovementAction.State.DONE: "need", ImprovementAction.State.CLOSED: "ok",
    ImprovementAction.State.DROPPED: "calm",
}  # fmt: skip


def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """The register: all findings, the open ones, those with a measure overdue, the closed and the rejected ones."""
    system, today = system_or_404(request, pk), clock.today()
    status = request.GET.get("status", "all")
    chosen = status if status in CHOICES else "all"
    rows = registered(system, today).filter(CHOICES[chosen])
    counts = counts_of(system, today)
    context = {
        "system": system, "rows": [{"row": row, "look": look_of(row)} for row in rows], "chosen": chosen,
        "tabs": _tabs(counts, chosen), "strip": _strip(system, counts), "any": counts["all"],
        "may_keep": access.can(request.user, "keep_qa", system),
    }  # fmt: skip
    return render(request, "qa_system/findings.html", context)


def look_of(row: Any) -> str:
    """The look of a finding's state, red where a measure is overdue."""
    return "bad" if getattr(row, "is_overdue", False) and row.state == Finding.State.ACCEPTED else LOOKS[row.state]


def _tabs(counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    words = {
        "all": pgettext("findings", "All"), "open": pgettext("findings", "Open"),
        "overdue": pgettext("findings", "Overdue"), "closed": pgettext("findings", "Closed"),
        "rejected": pgettext("findings", "Rejected"),
    }  # fmt: skip
    return [
        {"label": word, "url": f"?status={key}", "count": counts[key], "current": key == chosen,
         "needs": key == "overdue" and counts[key] > 0}
        for key, word in words.items()
    ]  # fmt: skip


def _strip(system: QaSystem, counts: dict[str, int]) -> list[dict[str, Any]]:
    count, closed = tally([system]).get(system.pk, (0, 0))
    share = _("%(n)s of %(all)s") % {"n": closed, "all": count} if count else _("No data")
    return [
        {"label": _("Closed with proof"), "value": share, "clause": "K-7.5"},
        {"label": pgettext("findings", "Open"), "value": counts["open"]},
        {"label": _("With a measure overdue"), "value": counts["overdue"]},
    ]


def finding_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what was found."""
    system = system_or_404(request, pk, "keep_qa")
    form = FindingForm(request.POST or None, system=system, initial={"found_on": clock.today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            made := attempt(
                form,
                lambda **data: verbs.enter(system, on=clock.today(), by=request.user, at=clock.now(), **data),
                fields={"K-7.5": "found_on"},
            )
        )
    ):
        messages.success(request, _("The finding is entered; the head accepts or rejects its recommendation."))
        return redirect(made)
    context = {"system": system, "form": form}
    return render(request, "qa_system/finding_form.html", context, status=422 if form.errors else 200)


def load(request: HttpRequest, pk: int, right: str = "view_qa") -> Finding:
    """One finding of a system this person may use the right on."""
    rows = Finding.objects.select_related("system__organisation", "process", "indicator", "entered_by__person")
    return row_or_404(request, rows, pk, right)


def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """One finding: recommendation, answer, measures with their proof, and what the journal tells."""
    row, today = load(request, pk), clock.today()
    measures = list(row.actions.select_related("owner", "proof_file", "checked_by__person", "finding"))
    states = [one.state for one in measures]
    verdict = rules.may_close_finding.judge(
        closed_with_proof=states.count("closed"), still_open=states.count("open") + states.count("done")
    )
    may_keep = access.can(request.user, "keep_qa", row)
    context = {
        "system": row.system, "row": row, "look": LOOKS[row.state], "steps": open_to(row, request.user),
        "verdict": verdict, "measures": [_measure(request, one, today, may_keep) for one in measures],
        "acts": _told(acts_of(row, measures)), "may_keep": may_keep,
    }  # fmt: skip
    return render(request, "qa_system/finding.html", context)


def _measure(request: HttpRequest, row: ImprovementAction, today: date, may_keep: bool) -> dict[str, Any]:
    is_open, own = row.state == ImprovementAction.State.OPEN, row.owner_id == request.user.person_id
    late = is_open and row.due_on < today
    return {
        "row": row, "look": "bad" if late else MEASURES[row.state],
        "late": (today - row.due_on).days if late else 0,
        "may_finish": is_open and (may_keep or own),
        "may_check": row.state == ImprovementAction.State.DONE and may_keep
        and rules.is_checked_by_another(owner=row.owner_id, checker=request.user.person_id),
    }  # fmt: skip


def _told(acts) -> list[dict[str, Any]]:
    words = {
        "finding.enter": _("Finding entered"), "finding.change": _("Finding changed"),
        "finding.accept": _("Recommendation accepted"), "finding.reject": _("Recommendation rejected"),
        "finding.close": _("Finding closed with proof"), "improvementaction.plan": _("Measure planned"),
        "improvementaction.change": _("Measure changed"), "improvementaction.finish": _("Proof given"),
        "improvementaction.close": _("Proof checked, measure closed"),
        "improvementaction.return": _("Measure given back"), "improvementaction.drop": _("Measure given up"),
    }  # fmt: skip
    return [
        {"date": timezone.localtime(act.at).date(), "title": words[act.verb], "by": act.by_name, "text": _words_of(act)}
        for act in acts
        if act.verb in words
    ]


def _words_of(act) -> str:
    """What somebody wrote at an act; of a change, what stood before."""
    wanted = ("was",) if act.verb.endswith(".change") else ("answer", "remark", "reason", "proof", "text")
    return next((act.facts[key] for key in wanted if act.facts.get(key)), "")


def finding_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a finding that is not closed."""
    row = load(request, pk, "keep_qa")
    form = FindingForm(request.POST or None, system=row.system, finding=row)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.change(row, on=clock.today(), by=request.user, at=clock.now(), **data),
        fields={"K-7.5": "found_on"},
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"system": row.system, "finding": row, "form": form}
    return render(request, "qa_system/finding_form.html", context, status=422 if form.errors else 200)


def finding_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The head accepts the recommendation or rejects it with a reason."""
    row = load(request, pk, "approve_qa")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.answer(row, on=clock.today(), by=request.user, at=clock.now(), **data),
        fields={"K-15b": "answer_ky"},
    ):  # fmt: skip
        messages.success(request, _("The answer is entered."))
        return redirect(row)
    context = {"system": row.system, "row": row, "form": form}
    return render(request, "qa_system/finding_answer.html", context, status=422 if form.errors else 200)


@require_POST
def finding_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a finding whose measures are closed with proof."""
    row = load(request, pk, "keep_qa")
    press(request, partial(verbs.close, row), _("The finding is closed."))
    return redirect(row)
