"""Letters on decisions: their text before the release, and the release in one batch."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import clock
from membership.actions import letters as verbs
from membership.forms import LetterForm
from membership.models import DecisionLetter
from membership.queries import awaiting_release


def releases(request: HttpRequest) -> HttpResponse:
    """Release in one batch the letters and the draft order that waited for signed minutes."""
    if request.method == "POST":
        done = verbs.release_all(on=clock.today(), by=request.user, at=clock.now())
        messages.success(request, _("Released: %(n)s.") % {"n": done})
        return redirect("releases")
    waiting = DecisionLetter.objects.filter(released_at=None, basis__number="")
    released = DecisionLetter.objects.exclude(released_at=None).select_related("application__organisation", "entry")
    context = {
        "ready": awaiting_release(),
        "waiting": waiting.select_related("application__organisation", "basis"),
        "released": released.order_by("-released_at", "-pk")[:20],
    }
    return render(request, "membership/releases.html", context)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit the text of a letter with its sheet beside it; a released one is only read."""
    rows = DecisionLetter.objects.select_related("application__organisation", "application__entry", "basis", "entry")
    row = get_object_or_404(rows.select_related("paper__file", "paper__job"), pk=pk)
    text = row.text
    form = LetterForm(request.POST or None, instance=text, letter=row) if row.released_at is None else None
    if request.method == "POST":
        if form is not None and not form.is_valid():
            return _page(request, row, form, 422)
        words = form.cleaned_data if form is not None else {}
        verbs.edit(row, by=request.user, at=clock.now(), **words)
        messages.success(request, _("The letter is kept; its sheet is made anew."))
        return redirect(row)
    return _page(request, row, form, 200)


def _page(request: HttpRequest, row: DecisionLetter, form: LetterForm | None, status: int) -> HttpResponse:
    text = row.text
    context = {
        "letter": row,
        "form": form,
        "text": text,
        "paper": row.paper or text.draft,
        "editions": row.texts.select_related("written_by__person"),
    }
    return render(request, "membership/letter.html", context, status=status)
