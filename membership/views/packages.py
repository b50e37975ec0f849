"""What an expert sees: the own packages, and the conclusion that the group writes and signs together (A-3.1.4)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.forms import SignatureForm
from association.statute import Refused
from association.views import signing
from association.workflow import open_to
from membership import rules
from membership.actions import experts as verbs
from membership.forms.experts import ConclusionForm
from membership.models import Application, Conclusion
from membership.models.experts import package_of
from membership.queries_experts import assigned_rows, experts_on

RIGHT = "review_package"


def packages(request: HttpRequest) -> HttpResponse:
    """List the packages that this expert judges, the first due first."""
    today = clock.today()
    rows = [
        {
            "row": one,
            "late": max(0, (today - one.due_on).days),
            "conclusion": next(iter(one.application.conclusions.all()), None),
            "files": len(one.application.papers.all()),
        }
        for one in assigned_rows(request.user)
    ]
    return render(request, "membership/packages.html", {"rows": rows})


def _package(request: HttpRequest, pk: int) -> Application:
    rows = access.visible(request.user, RIGHT, Application.objects.select_related("organisation", "entry", "paper"))
    return get_object_or_404(rows.select_related("organisation__district", "entry", "paper__file"), pk=pk)


def package(request: HttpRequest, pk: int) -> HttpResponse:
    """One package: who applies, on which ground, its papers, what is judged, who judges."""
    row, today = _package(request, pk), clock.today()
    group = list(experts_on(row, today))
    context = {
        "application": row,
        "organisation": row.organisation,
        "name": row.organisation.name_on(today),
        "head": row.organisation.head_on(today),
        "address": row.organisation.address_on(today),
        "papers": package_of(row),
        "needs": rules.needs_of(row.ground) if row.ground else (),
        "criteria": rules.CRITERIA,
        "group": group,
        "own": next((one for one in group if one.expert_id == request.user.pk), None),
        "conclusion": row.conclusions.select_related("paper__file", "paper__job").first(),
        "clause": row.clause,
    }
    return render(request, "membership/package.html", context)


def _conclusion(request: HttpRequest, pk: int) -> Conclusion:
    """The conclusion at hand of a package; 404 where none was begun."""
    row = _package(request, pk).conclusions.select_related("paper__file", "paper__job").first()
    if row is None:
        return get_object_or_404(Conclusion.objects.none(), pk=pk)
    return row


@require_POST
def conclusion_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the conclusion, or go on with the one that another expert began."""
    verbs.begin(_package(request, pk), on=clock.today(), by=request.user, at=clock.now())
    return redirect("conclusion", pk=pk)


def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the text while it is open; afterwards read it and sign."""
    row = _conclusion(request, pk)
    if request.method == "POST" and row.state == Conclusion.State.TEXT:
        return _write(request, row)
    return _page(request, row)


def _write(request: HttpRequest, row: Conclusion) -> HttpResponse:
    """Save what stands in the form, and offer it for signing where that is asked."""
    form = ConclusionForm(request.POST, conclusion=row)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    try:
        verbs.write(row, by=request.user, at=clock.now(), **form.text)
    except verbs.Outdated as outdated:
        return _both(request, outdated.conclusion, form)
    if "offer" in request.POST:
        _offer(request, row, form.text["version"] + 1)
    else:
        messages.success(request, _("The text is saved."))
    return redirect("conclusion", pk=row.application_id)


def _offer(request: HttpRequest, row: Conclusion, version: int) -> None:
    """Offer the text just saved; it stays saved when something is missing, and the page says what."""
    try:
        with transaction.atomic():
            verbs.offer(row, version=version, on=clock.today(), by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, _("The text is saved and not offered yet. %(why)s") % {"why": refused})
    else:
        messages.success(request, _("The text is offered for signing; every expert of the group signs it."))


def _both(request: HttpRequest, row: Conclusion, form: ConclusionForm) -> HttpResponse:
    """Show what another expert saved beside what was typed; the next saving is done knowing both."""
    data = form.data.copy()
    data["version"] = row.version
    typed = ConclusionForm(data, conclusion=row)
    return _page(request, row, typed, status=409, theirs=row)


def _page(
    request: HttpRequest, row: Conclusion, form: ConclusionForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    application = row.application
    steps = open_to(row, request.user)
    signatures = list(row.paper.signatures.order_by("signed_at")) if row.paper and row.state != "text" else []
    own = next((one for one in signatures if one.user_id == request.user.pk), None)
    sign_form = more.pop("sign_form", None)
    if sign_form is None and row.state == "offered" and own is None and row.paper.is_ready:
        sign_form = SignatureForm(paper=row.paper, user=request.user, clause="A-3.1.4")
    context = {
        "application": application, "conclusion": row, "steps": steps, "signatures": signatures, "own": own,
        "sign_form": sign_form, "group": experts_on(application, clock.today()),
        "form": form or (ConclusionForm(conclusion=row) if row.state == "text" else None),
        "missing": rules.is_conclusion_complete.judge(**row.text), **more,
    }  # fmt: skip
    return render(request, "membership/conclusion.html", context, status=status)


@require_POST
def conclusion_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text back for a change."""
    row = _conclusion(request, pk)
    verbs.reopen(row, by=request.user, at=clock.now())
    messages.success(request, _("The text is open again; the signatures given so far no longer count."))
    return redirect("conclusion", pk=pk)


@require_POST
def conclusion_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the paper shown."""
    row = _conclusion(request, pk)
    if row.paper is None:
        return redirect("conclusion", pk=pk)
    form = SignatureForm(request.POST, paper=row.paper, user=request.user, clause="A-3.1.4")
    if signing.take(request, form, partial(verbs.sign, row, on=clock.today())):
        messages.success(request, _("Your signature is kept."))
        return redirect("conclusion", pk=pk)
    return _page(request, row, status=422, sign_form=form)
