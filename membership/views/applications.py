"""Pages of the applicant: task list, check of answers, form, signature, submission."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, offices
from association.forms import ScanForm, SignatureForm
from association.views import signing
from membership.actions import applications as verbs
from membership.forms import AnswerForm
from membership.models import Application
from membership.papers import application_facts, is_current
from membership.queries import remark_thread
from membership.views.considerations import consideration_page
from membership.views.tasks import progress, sections


def visible(user):
    """Applications a person may see: handed-in ones for those who read records, all of the own organisation."""
    handed_in = Application.objects.exclude(state=Application.State.DRAFT, submissions=None)
    every = access.visible(user, "view_records", handed_in)
    own = access.visible(user, "edit_application", Application.objects.all())
    found = Q(pk__in=every.values("pk")) | Q(pk__in=own.values("pk"))
    return Application.objects.filter(found).select_related(
        "organisation", "paper__file", "entry", "basis", "letter__file", "letter__job", "stamped__file", "stamped__job",
        "inventory__file", "inventory__job",
    )  # fmt: skip


def own(request: HttpRequest, pk: int) -> Application:
    """Load one application of the person's own organisation, or answer 404."""
    rows = access.visible(request.user, "edit_application", Application.objects.select_related("organisation"))
    return get_object_or_404(rows.select_related("organisation", "paper__file"), pk=pk)


def beginning(request: HttpRequest) -> HttpResponse:
    """Begin an application for the person's own organisation, or go on with the open one."""
    organisations = access.organisations(request.user, "edit_application")
    if request.method == "POST":
        number = request.POST.get("organisation", "")
        organisation = get_object_or_404(organisations, pk=number if number.isdecimal() else None)
        return redirect(verbs.begin(organisation, by=request.user, at=clock.now()))
    return render(request, "membership/application_new.html", {"organisations": organisations})


def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the task list to the applicant while it is a draft, the consideration to everybody else."""
    row = get_object_or_404(visible(request.user), pk=pk)
    if row.is_draft and access.can(request.user, "edit_application", row):
        parts = sections(row)
        context = {"application": row, "sections": parts, "progress": progress(parts),
                   "remarks": remark_thread(row, unsent=False).filter(settled_at=None),
                   "answer_form": AnswerForm(auto_id=False)}  # fmt: skip
        return render(request, "membership/application.html", context)
    return consideration_page(request, row)


def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the answers; then the form of Appendix A is made from them."""
    row = own(request, pk)
    today = clock.today()
    if request.method == "POST":
        verbs.draw_paper(row, on=today, by=request.user, at=clock.now(), language=request.LANGUAGE_CODE)
        return redirect("application_form", pk=row.pk)
    head = row.organisation.head_on(today)
    context = {
        "application": row,
        "head": head,
        "name": row.organisation.name_on(today),
        "address": row.organisation.address_on(today),
        "papers": row.package,
    }
    return render(request, "membership/answers.html", context)


def _form_page(
    request: HttpRequest, row: Application, form: SignatureForm | None, status: int = 200, scan_form=None
) -> HttpResponse:
    paper = row.paper
    signature = paper.signatures.first() if paper else None
    facts = application_facts(row, leader=offices.leader(clock.today()), on=clock.today(), language="ru")
    if form is None and paper is not None and paper.is_ready:
        form = SignatureForm(paper=paper, user=request.user, clause="A-A.9")
    context = {"application": row, "paper": paper, "signature": signature, "form": form,
               "scan_form": scan_form or ScanForm(), "outdated": not is_current(paper, facts)}  # fmt: skip
    return render(request, "membership/form_paper.html", context, status=status)


def form_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form that was made, to be signed and submitted."""
    row = own(request, pk)
    return redirect(row) if row.paper is None else _form_page(request, row, None)


@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the form shown."""
    row = own(request, pk)
    if row.paper is None:
        return redirect(row)
    form = SignatureForm(request.POST, paper=row.paper, user=request.user, clause="A-A.9")
    if signing.take(request, form, partial(verbs.sign, row)):
        return redirect("application_form", pk=row.pk)
    return _form_page(request, row, form, status=422)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the form signed by hand."""
    row = own(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if signing.take_scan(request, form, partial(verbs.file_scan, row), organisation=row.organisation):
        return redirect("application_form", pk=row.pk)
    return _form_page(request, own(request, pk), None, 422, form)


@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the application in."""
    row = own(request, pk)
    verbs.submit(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The application is submitted. The secretary registers it on the same day."))
    return redirect(row)
