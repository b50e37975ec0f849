"""Who of the ministry reads which organisations, from when until when (K-O4)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock
from qa_system.actions import ministry as verbs
from qa_system.filters import LEVEL_NAMES
from qa_system.forms.editions import attempt
from qa_system.forms.ministry import EntrustForm
from qa_system.models import Jurisdiction
from qa_system.queries.ministry import officials_of_the_ministry


def officials(request: HttpRequest) -> HttpResponse:
    """The officials with what they are entrusted with, and a form to entrust more."""
    today = clock.today()
    people = officials_of_the_ministry()
    form = EntrustForm(request.POST or None, officials=people, day=today, initial={"on": today})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda user, **data: verbs.entrust(user, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("Entrusted."))
        return redirect("qa_officials")
    rows = Jurisdiction.objects.select_related("user__person", "oblast").order_by("user__person__sort_key", "starts_on")
    context = {"form": form, "people": people, "rows": [_line(row, today) for row in rows]}
    return render(request, "qa_system/officials.html", context, status=422 if form.errors else 200)


def _line(row: Jurisdiction, today) -> dict:
    return {"row": row, "level": LEVEL_NAMES[row.level], "is_over": row.ends_on is not None and row.ends_on <= today}


@require_POST
def official_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Relieve an official of one level and place."""
    row = get_object_or_404(Jurisdiction.objects.open(), pk=pk)
    verbs.relieve(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Relieved."))
    return redirect("qa_officials")
