"""The register of certificates and one certificate (Appendix B, D08)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.doors import write_xlsx
from association.models import Association, Paper
from association.templatetags.ui import day as in_words
from association.templatetags.ui import tag
from membership import rules
from membership.actions import certificates as verbs
from membership.forms import HandoverForm, chosen_certificates
from membership.models import Certificate
from membership.papers import D08
from membership.queries_certificates import editions, is_outdated, outdated, uncertified
from membership.views.register import XLSX

PAGE = 50
FEW = 3  # members without a certificate that the register names one by one


def certificates(request: HttpRequest) -> HttpResponse:
    """The register as of a day, and the members that want a certificate."""
    today = clock.today()
    form, day, rows = chosen_certificates(request.GET, today=today)
    page = Paginator(rows.annotate(copies=Count("duplicates")), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form, "day": day, "page": page, "query": query.urlencode(), "is_narrowed": bool(query),
        "rows": [{"certificate": row, "status": status_tag(row.status_on(day))} for row in page],
        "register_paper": _register_paper(), **_wanting(request, today),
    }  # fmt: skip
    return render(request, "membership/certificates.html", context)


def _wanting(request: HttpRequest, today) -> dict[str, Any]:
    """Who wants a certificate, for those who may issue: counts, and the names while they are few."""
    if not access.can(request.user, "issue_certificate"):
        return {"may_issue": False}
    (without, first), (renamed, again) = _few(uncertified(today)), _few(outdated(today))
    return {
        "may_issue": True, "without": without, "without_count": first, "few": FEW, "renamed": renamed,
        "renamed_count": again,
    }  # fmt: skip


def _few(rows: QuerySet) -> tuple[list[Any], int]:
    """The first rows and how many there are; they are counted only where there are more than a few."""
    shown = list(rows[: FEW + 1])
    return shown, rows.count() if len(shown) > FEW else len(shown)


def _register_paper() -> Paper | None:
    """The register that was last ordered as a paper."""
    label = Association._meta.label_lower
    rows = Paper.objects.filter(subject_type=label, kind=D08.code).select_related("file", "job")
    return rows.order_by("-pk").first()


def certificates_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen rows of the register as a workbook."""
    _form, day, rows = chosen_certificates(request.GET, today=clock.today())
    heads = [_("Number"), _("Organisation"), _("Issued"), _("Stands on"), _("Status"), _("Replaced by"),
             _("Annulled on"), _("Handed over"), _("Handed to"), _("Duplicates")]  # fmt: skip
    lines = [_cells(row, day) for row in rows.annotate(copies=Count("duplicates"))]
    data = write_xlsx(lines, heads, sheet=day.isoformat(), widths=(10, 60, 14, 30, 14, 14, 14, 14, 30, 12))
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="certificates-{day.isoformat()}.xlsx"'
    return response


def _cells(row: Certificate, day) -> list[Any]:
    status = row.status_on(day)
    later = getattr(row, "replaced_by", None) if status == rules.REPLACED else None
    basis = row.basis
    return [
        f"{row.number:03d}", row.name, row.issued_on,
        f"{basis.get_kind_display()} {basis.number}, {in_words(basis.dated_on, 'short')}", STATUS[status][1]().lower(),
        f"{later.number:03d}" if later else "", row.annulled_on, row.handed_on, row.handed_to, row.copies,
    ]  # fmt: skip


@require_POST
def register_paper(request: HttpRequest) -> HttpResponse:
    """Order the register as a paper, with the rows that the address chooses."""
    _form, day, rows = chosen_certificates(request.GET, today=clock.today())
    verbs.draw_register(list(rows[: verbs.ROWS + 1]), on=day, by=request.user, at=clock.now())
    messages.success(request, _("The register is being made as a paper."))
    query = request.GET.urlencode()
    return redirect(reverse("certificates") + (f"?{query}" if query else ""))


STATUS = {
    rules.VALID: ("ok", lambda: _("Valid")),
    rules.ANNULLED: ("bad", lambda: _("Annulled")),
    rules.REPLACED: ("calm", lambda: _("Replaced")),
    "not yet": ("calm", lambda: _("Not in force yet")),
}


def status_tag(status: str) -> str:
    """The status of a certificate as a tag."""
    look, word = STATUS[status]
    return tag(look, word())


def seen_by(user) -> QuerySet[Certificate]:
    """The certificates a person may open: all records, or those of the own organisation."""
    right = "view_records" if access.can(user, "view_records") else "view_organisation"
    rows = Certificate.objects.select_related(
        "organisation", "basis", "paper__file", "paper__job", "replaces", "replaced_by", "membership"
    )
    return access.visible(user, right, rows)


def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate: facts, papers, duplicates, and what may be done with it."""
    return show(request, get_object_or_404(seen_by(request.user), pk=pk))


def show(request: HttpRequest, row: Certificate, form: HandoverForm | None = None) -> HttpResponse:
    """The page of one certificate, with the form of handing over while it lies with the secretary."""
    today = clock.today()
    may_issue = access.can(request.user, "issue_certificate")
    is_valid = row.status_on(today) == rules.VALID
    if form is None and may_issue and row.handed_on is None and is_valid:
        head = row.organisation.head_on(today)
        initial = {"on": today, "handed_to": head.person.full_name if head else ""}
        form = HandoverForm(certificate=row, initial=initial)
    context = {
        "certificate": row, "form": form, "today": today, "status": status_tag(row.status_on(today)),
        "may_issue": may_issue, "is_valid": is_valid, **_papers(row),
        "sees_records": access.can(request.user, "view_records"),
        **(_freshness(row, today) if is_valid else {}),
    }  # fmt: skip
    return render(request, "membership/certificate.html", context, status=422 if form and form.errors else 200)


def _papers(row: Certificate) -> dict[str, Any]:
    """Duplicates and translations, which have papers of their own."""
    duplicates = list(row.duplicates.select_related("paper__file", "paper__job"))
    return {"duplicates": duplicates, "translated": [paper for paper in editions(row) if paper.language != "ru"]}


def _freshness(row: Certificate, today) -> dict[str, Any]:
    """Whether name and address on a valid certificate are still those in force."""
    return {
        "outdated": is_outdated(row, today),
        "moved": is_outdated(row, today, address=True),
        "name_now": row.organisation.name_on(today).full,
    }
