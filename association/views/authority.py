"""Page of the authority that accompanies the association."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from association import clock
from association.actions import authority as verbs
from association.forms.authority import AuthorityForm
from association.models import Association


def authority(request: HttpRequest) -> HttpResponse:
    """Show the authority with its dated names and heads; record a change from a day on."""
    today = clock.today()
    row = Association.current().authority
    form = AuthorityForm(request.POST or None, initial={"on": today})
    if request.method == "POST" and form.is_valid():
        verbs.describe(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The authority is recorded."))
        return redirect("authority")
    context = {
        "form": form,
        "names": row.names.order_by("-starts_on") if row else [],
        "officials": row.officials.select_related("person").order_by("-starts_on") if row else [],
    }
    return render(request, "association/authority.html", context, status=422 if form.errors else 200)
