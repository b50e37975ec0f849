"""Who keeps the journal of pairs for an organisation beside its head: invited and released by the head (A-3.16b)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Invitation, Organisation, RoleGrant
from mentoring.actions import pair_contacts as verbs
from mentoring.forms_help import ContactForm
from mentoring.queries_help import CONTACT, NAMES, contacts_invited, contacts_of
from qa_system.forms.editions import attempt


def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """The people who keep the journal, those invited, and the form to invite one more."""
    organisation = get_object_or_404(access.visible(request.user, NAMES, Organisation.objects.all()), pk=pk)
    form = ContactForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        sent = attempt(
            form, lambda **data: verbs.invite_contact(organisation, by=request.user, at=clock.now(), **data),
            fields={"A-3.16b": "email"},
        )  # fmt: skip
        if sent:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": sent.email})
            return redirect("pair_contacts", pk=organisation.pk)
    facts = {
        "organisation": organisation, "form": form, "rows": contacts_of([organisation.pk]),
        "invited": contacts_invited(organisation, clock.now()),
    }  # fmt: skip
    return render(request, "mentoring/pair_contacts.html", facts, status=422 if form.errors else 200)


@require_POST
def contact_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a person's role of keeping the journal."""
    own = access.organisations(request.user, NAMES)
    rows = RoleGrant.objects.filter(role=CONTACT, organisation__in=own).select_related("organisation", "user__person")
    row = get_object_or_404(rows, pk=pk)
    verbs.release(row, by=request.user, at=clock.now())
    messages.success(request, _("%(name)s keeps the journal no longer.") % {"name": row.user})
    return redirect("pair_contacts", pk=row.organisation_id)


@require_POST
def invitation_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an invitation that nobody has accepted."""
    rows = Invitation.objects.filter(role=CONTACT, organisation__in=access.organisations(request.user, NAMES))
    row = get_object_or_404(rows.select_related("organisation"), pk=pk)
    verbs.call_back(row, by=request.user, at=clock.now())
    messages.success(request, _("The invitation is taken back."))
    return redirect("pair_contacts", pk=row.organisation_id)
