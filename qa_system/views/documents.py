"""The documented system: the register, one document with its versions, a draft in both languages."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.workflow import open_to
from qa_system import rules
from qa_system.actions import council
from qa_system.actions import documents as verbs
from qa_system.forms.bodies import OrderForm
from qa_system.forms.documents import DocumentForm, ReadersForm, VersionForm
from qa_system.forms.editions import attempt
from qa_system.models import Acknowledgement, DocumentVersion, QaDocument
from qa_system.queries.documents import printed_register, registered, standing_of
from qa_system.queries.people import people_of
from qa_system.views.attempts import attempt_keeping
from qa_system.views.scope import row_or_404, system_or_404


def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """The register: every document with its version in force, its review day, its state in a word."""
    system = system_or_404(request, pk)
    today = clock.today()
    rows = [{"row": row, "now": row.now, "draft": row.draft, "standing": standing_of(row, today)}
            for row in registered(system)]  # fmt: skip
    verdict = rules.has_required_documents.judge(kinds_in_force=sorted({one["row"].kind for one in rows if one["now"]}))
    context = {"system": system, "rows": rows, "verdict": verdict, "printed": printed_register(system),
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/documents.html", context)


def document_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a document on the register."""
    system = system_or_404(request, pk, "keep_qa")
    form = DocumentForm(request.POST or None, system=system)
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            made := attempt(
                form,
                lambda **data: verbs.add(system, on=clock.today(), by=request.user, at=clock.now(), **data),
                fields={"K-19a": "code", "K-5.1": "kind"},
            )
        )
    ):
        messages.success(request, _("The document is in the register; write its first version."))
        return redirect("qa_version_edit", pk=made.versions.get().pk)
    context = {"system": system, "form": form}
    return render(request, "qa_system/document_form.html", context, status=422 if form.errors else 200)


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One document: the version in force, the draft, and every version before."""
    row = row_or_404(request, QaDocument.objects.select_related("system__organisation", "process"), pk)
    versions = list(row.versions.select_related("decision", "begun_by__person"))
    context = {
        "system": row.system, "row": row, "versions": versions, "standing": standing_of(row, clock.today()),
        "may_keep": access.can(request.user, "keep_qa", row),
        "has_draft": any(one.state in ("draft", "submitted") for one in versions),
    }  # fmt: skip
    return render(request, "qa_system/document.html", context)


@require_POST
def version_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version from the one in force."""
    row = row_or_404(request, QaDocument.objects.select_related("system"), pk, "keep_qa")
    return redirect("qa_version_edit", pk=verbs.begin_version(row, by=request.user, at=clock.now()).pk)


def _load(request: HttpRequest, pk: int, right: str = "view_qa") -> DocumentVersion:
    rows = DocumentVersion.objects.select_related(
        "document__system__organisation", "decision", "file_ru", "file_ky", "paper_ru__file", "paper_ky__file"
    )
    return row_or_404(request, rows, pk, right)


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """One version in both languages side by side, with what may be done with it and who has read it."""
    row = _load(request, pk)
    document = row.document
    context = {
        "system": document.system, "row": row, "document": document, "steps": open_to(row, request.user),
        "checks": [verdict for verdict in council.checks_of(row) if not verdict],
        "by_council": document.approver == rules.COUNCIL, "may_keep": access.can(request.user, "keep_qa", row),
        "readers": row.acknowledgements.select_related("person"),
        "mine": row.acknowledgements.filter(person=request.user.person_id, read_at=None).first(),
    }  # fmt: skip
    return render(request, "qa_system/version.html", context)


def version_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a draft: Kyrgyz and Russian side by side."""
    row = _load(request, pk, "keep_qa")
    if row.state != DocumentVersion.State.DRAFT:
        return redirect(row)
    form = VersionForm(request.POST or None, request.FILES or None, version=row)
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, partial(verbs.write, row), of=row.document.system.organisation,
        uploads=("file_ru", "file_ky"), fields={"K-19b": "review_due"},
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"system": row.document.system, "row": row, "form": form}
    return render(request, "qa_system/version_form.html", context, status=422 if form.errors else 200)


@require_POST
def version_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft before the council."""
    row = _load(request, pk, "keep_qa")
    council.submit_version(row, by=request.user, at=clock.now())
    messages.success(request, _("It is before the council; the secretary of the council enters the decision."))
    return redirect(row)


def version_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter the head's order that approves the version."""
    row = _load(request, pk, "approve_qa")
    form = OrderForm(request.POST or None, initial={"ordered_on": clock.today()})
    del form.fields["control"]
    if request.method == "POST" and form.is_valid() and attempt(
        form,
        lambda **data: verbs.order(row, on=clock.today(), by=request.user, at=clock.now(), **data),
        fields={"K-19a": "ordered_on"},
    ):  # fmt: skip
        messages.success(request, _("Approved; the version is in force."))
        return redirect(row)
    context = {"system": row.document.system, "row": row, "form": form}
    return render(request, "qa_system/version_order.html", context, status=422 if form.errors else 200)


@require_POST
def version_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the version out of force."""
    row = _load(request, pk)
    verbs.withdraw(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Out of force; the version stays readable."))
    return redirect(row.document)


def version_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose who reads the version."""
    row = _load(request, pk, "keep_qa")
    form = ReadersForm(request.POST or None, people=people_of(row.document.system))
    if request.method == "POST" and form.is_valid():
        count = verbs.ask_to_read(row, by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("People added to the list: %(n)s.") % {"n": count})
        return redirect(row)
    context = {"system": row.document.system, "row": row, "form": form}
    return render(request, "qa_system/version_readers.html", context, status=422 if form.errors else 200)


@require_POST
def acknowledgement(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody has read the version."""
    row = row_or_404(request, Acknowledgement.objects.select_related("version"), pk)
    verbs.acknowledge(row, by=request.user, at=clock.now())
    return redirect(row.version)
