"""Publication from within: what is open, what may be opened, the own site, the withdrawal (K-18)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system.actions import publications as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.publications import OwnSiteForm, PublicationForm, WithdrawalForm
from qa_system.models import DocumentVersion, Publication
from qa_system.queries import academic_year
from qa_system.views.attempts import attempt_keeping, press
from qa_system.views.scope import row_or_404, system_or_404


def publications(request: HttpRequest, pk: int) -> HttpResponse:
    """What of the four kinds is open to everybody, and what is not for this cycle."""
    system = system_or_404(request, pk)
    year = academic_year(clock.today())
    rows = list(system.publications.select_related("decision", "version"))
    wanted = [
        {"label": label, "row": next((row for row in rows if row.kind == kind and row.withdrawn_on is None
                                      and (kind == Publication.Kind.POLICY or row.year in (year, year - 1))), None)}
        for kind, label in Publication.Kind.choices
    ]  # fmt: skip
    policy = DocumentVersion.objects.filter(document__system=system, document__kind="policy", state="approved").first()
    is_open = policy and any(row.version_id == policy.pk and row.withdrawn_on is None for row in rows)
    context = {
        "system": system, "rows": rows, "wanted": wanted, "year": year, "policy": None if is_open else policy,
        "may_publish": access.can(request.user, "publish_qa", system),
    }  # fmt: skip
    return render(request, "qa_system/publications.html", context)


@require_POST
def policy_publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the policy in force to everybody."""
    rows = DocumentVersion.objects.select_related("document__system", "decision")
    row = row_or_404(request, rows, pk, "publish_qa")
    act = partial(verbs.publish_version, row, year=academic_year(clock.today()))
    press(request, act, _("The policy is open to everybody."))
    return redirect("qa_publications", pk=row.document.system_id)


def publication_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Open results, a report, or plans and measures to everybody."""
    system = system_or_404(request, pk, "publish_qa")
    form = PublicationForm(request.POST or None, request.FILES or None, system=system,
                           initial={"year": academic_year(clock.today())})  # fmt: skip
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, partial(verbs.publish, system, on=clock.today()), of=system.organisation,
        uploads=("file_ky", "file_ru"), fields={"K-18b": "decision"},
    ):  # fmt: skip
        messages.success(request, _("Published; everybody can read it."))
        return redirect("qa_publications", pk=system.pk)
    context = {"system": system, "form": form}
    return render(request, "qa_system/publication_form.html", context, status=422 if form.errors else 200)


def _load(request: HttpRequest, pk: int) -> Publication:
    return row_or_404(request, Publication.objects.select_related("system__organisation"), pk, "publish_qa")


def publication_site(request: HttpRequest, pk: int) -> HttpResponse:
    """Note where it stands on the organisation's own site."""
    row = _load(request, pk)
    form = OwnSiteForm(request.POST or None, request.FILES or None, initial={"site_on": clock.today()})
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, lambda proof=None, **data: verbs.note_own_site(row, proof=proof, on=clock.today(), **data),
        of=row.system.organisation, uploads=("proof",), fields={"K-18b": "site_on"},
    ):  # fmt: skip
        messages.success(request, _("Noted."))
        return redirect("qa_publications", pk=row.system_id)
    context = {"system": row.system, "row": row, "form": form}
    return render(request, "qa_system/publication_site.html", context, status=422 if form.errors else 200)


def publication_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a publication with its reason; a tombstone stays."""
    row = _load(request, pk)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.withdraw(row, on=clock.today(), by=request.user, at=clock.now(), **data),
        fields={"K-18b": "why"},
    ):  # fmt: skip
        messages.success(request, _("Withdrawn; the page says that it was there, and why it is not any more."))
        return redirect("qa_publications", pk=row.system_id)
    context = {"system": row.system, "row": row, "form": form}
    return render(request, "qa_system/publication_end.html", context, status=422 if form.errors else 200)
