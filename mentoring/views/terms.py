"""The terms of a mentor: said by its director or by the secretary (A-3.16a)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import access, clock
from association.models import Organisation
from association.statute import Refused
from mentoring import rules
from mentoring.actions import terms as verbs
from mentoring.forms_pairs import TermsForm
from mentoring.queries_pairs import local_day, standing_of


def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """What holds, and a form for what is to hold from a day on."""
    right = "manage_organisations" if access.can(request.user, "manage_organisations") else "offer_mentoring"
    row = get_object_or_404(access.visible(request.user, right, Organisation.objects.all()), pk=pk)
    today = local_day(clock.now())
    standing = standing_of(row, today)
    form = TermsForm(request.POST or None, terms=standing.terms, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.say_terms(row, by=request.user, at=clock.now(), **form.answers())
            messages.success(request, _("The terms are recorded."))
            return redirect("mentor_terms", row.pk)
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    verdict = rules.may_mentor.judge(
        is_member=standing.is_member, is_certified=standing.is_certified,
        is_available=standing.terms is None or standing.terms.is_available,
    )  # fmt: skip
    context = {"row": row, "form": form, "standing": standing, "verdict": verdict}
    return render(request, "mentoring/terms.html", context, status=422 if form.errors else 200)
