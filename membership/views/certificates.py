"""The register of certificates, one certificate, handing over and issuing (Appendix B)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association import access, clock
from association.templatetags.ui import tag
from membership.actions import certificates as verbs
from membership.filters import day_field
from membership.models import Certificate, Membership

PAGE = 50


class HandoverForm(forms.Form):
    """To whom and on which day a certificate was handed (A-3.13c)."""

    handed_to = forms.CharField(label=gettext_lazy("Handed to"), max_length=250)
    on = day_field(gettext_lazy("Day"))

    def __init__(self, *args, certificate: Certificate, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = certificate
        self.fields["on"].required = True

    def clean_on(self):
        """A certificate is handed between its issue and today."""
        day = self.cleaned_data["on"]
        if day < self.certificate.issued_on:
            raise forms.ValidationError(_("The certificate was issued later than this day."))
        if day > clock.today():
            raise forms.ValidationError(_("This day is still ahead."))
        return day


def certificates(request: HttpRequest) -> HttpResponse:
    """All certificates, newest first, and the members that have none yet."""
    today = clock.today()
    rows = Certificate.objects.select_related("organisation", "replaced_by").order_by("-number")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"certificate": row, "status": status_tag(row.status_on(today))} for row in page],
        "without": list(uncertified(today)) if access.can(request.user, "issue_certificate") else [],
        "today": today,
    }
    return render(request, "membership/certificates.html", context)


def uncertified(today) -> QuerySet[Membership]:
    """Members of today that hold no certificate."""
    held = Certificate.objects.filter(membership=OuterRef("pk"), annulled_on=None)
    rows = Membership.objects.on(today).filter(~Exists(held), kind=Membership.Kind.MEMBER)
    return rows.select_related("organisation").order_by("starts_on", "organisation__sort_key")


def status_tag(status: str) -> str:
    """The status of a certificate as a tag."""
    words = {"valid": ("ok", _("Valid")), "annulled": ("bad", _("Annulled")), "replaced": ("calm", _("Replaced")),
             "not yet": ("calm", _("Not in force yet"))}  # fmt: skip
    return tag(*words[status])


def _seen(user) -> QuerySet[Certificate]:
    right = "view_records" if access.can(user, "view_records") else "view_organisation"
    rows = Certificate.objects.select_related(
        "organisation", "basis", "paper__file", "paper__job", "replaces", "replaced_by"
    )
    return access.visible(user, right, rows)


def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """One certificate: facts, its paper, and the form of handing over while it lies with the secretary."""
    return _certificate(request, get_object_or_404(_seen(request.user), pk=pk))


def _certificate(request: HttpRequest, row: Certificate, form: HandoverForm | None = None) -> HttpResponse:
    today = clock.today()
    may_issue = access.can(request.user, "issue_certificate")
    if form is None and may_issue and row.handed_on is None:
        head = row.organisation.head_on(today)
        initial = {"on": today, "handed_to": head.person.full_name if head else ""}
        form = HandoverForm(certificate=row, initial=initial)
    context = {
        "certificate": row,
        "form": form,
        "today": today,
        "status": status_tag(row.status_on(today)),
        "sees_records": access.can(request.user, "view_records"),
    }
    return render(request, "membership/certificate.html", context, status=422 if form and form.errors else 200)


@require_POST
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the handing over."""
    row = get_object_or_404(access.visible(request.user, "issue_certificate", Certificate.objects.all()), pk=pk)
    form = HandoverForm(request.POST, certificate=row)
    if not form.is_valid():
        return _certificate(request, row, form)
    to, on = form.cleaned_data["handed_to"], form.cleaned_data["on"]
    verbs.hand_over(row, to=to, on=on, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the certificate of a member that has none."""
    row = get_object_or_404(Membership, pk=pk)
    issued = verbs.issue(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Certificate %(number)s is issued; the paper is being made.") % {"number": issued})
    return redirect(issued)
