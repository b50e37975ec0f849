"""Pages of accounts: invitations, the language, the demonstration's sign-in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from association import clock
from association.actions import accounts, joining
from association.forms import InvitationForm, NewSchoolForm, PasswordForm
from association.models import Invitation, User

BACKEND = "association.accounts.Backend"


def invitations(request: HttpRequest) -> HttpResponse:
    """List the invitations sent."""
    rows = Invitation.objects.select_related("person", "organisation", "invited_by__person").order_by("-pk")[:200]
    return render(request, "association/invitations.html", {"rows": rows, "now": clock.now()})


def invitation_new(request: HttpRequest) -> HttpResponse:
    """Invite the head of a school that the portal does not know yet."""
    form = NewSchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = joining.invite_school(on=clock.today(), by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": sent.email})
        return redirect("invitations")
    return render(request, "association/invitation_new.html", {"form": form}, status=422 if form.errors else 200)


def invitation_person(request: HttpRequest) -> HttpResponse:
    """Invite a person into one of the roles that people are invited to."""
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = joining.invite_person(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": sent.email})
        return redirect("invitations")
    return render(request, "association/invitation_person.html", {"form": form}, status=422 if form.errors else 200)


def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Let an invited person choose a password and enter."""
    row = get_object_or_404(
        Invitation, token_digest=accounts.digest_of(token), accepted_at=None, expires_at__gt=clock.now()
    )
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accounts.accept(row, password=form.cleaned_data["password"], at=clock.now())
        except LookupError as error:
            raise Http404 from error
        except ValidationError as error:
            form.add_error("password", error)
        else:
            return _enter(request, user)
    return render(
        request, "association/invitation.html", {"form": form, "row": row}, status=422 if form.errors else 200
    )


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Let a new account in at once; one that was used before signs in as always, with its second factor."""
    if user.last_login is not None:
        return redirect("account_login")
    login(request, user, backend=BACKEND)
    return redirect("desk")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and keep the page; a signed-in person's letters follow."""
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(chosen):
        accounts.choose_language(request.user, chosen, by=request.user, at=clock.now())
    return set_language(request)


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Enter as one of the demonstration's people; exists only under ./portal run with demonstration data."""
    if not settings.DEMO:
        raise Http404
    number = request.POST.get("role", "")
    user = get_object_or_404(User, pk=number if number.isdecimal() else None, is_active=True)
    login(request, user, backend=BACKEND)
    return redirect("desk")
