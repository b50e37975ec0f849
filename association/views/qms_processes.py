"""The processes of the quality management system that the Association names (A-3.17a)."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock
from association.actions import qms_processes as verbs
from association.forms.library import ProcessClosingForm, ProcessForm
from association.models import QmsProcess
from association.statute import Refused
from association.views.changing import done


def processes(request: HttpRequest) -> HttpResponse:
    """The list, and one more process."""
    form = ProcessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.only("code", "name", "name_ky", "is_core")
        if done(form, verbs.add_process, by=request.user, at=clock.now(), **facts):
            messages.success(request, _("The process is added."))
            return redirect("qms_processes")
    live = Count("materials", filter=Q(materials__taken_back_at=None))
    rows = list(QmsProcess.objects.annotate(given=live).order_by("sort_key"))
    for row in rows:
        row.said = row.called(get_language() or "ru")
    context = {"rows": rows, "form": form, "today": clock.today()}
    return render(request, "association/library_processes.html", context, status=422 if form.errors else 200)


@require_POST
def preset(request: HttpRequest) -> HttpResponse:
    """Enter the usual processes of a school."""
    new = verbs.enter_preset(by=request.user, at=clock.now())
    said = ngettext("%(n)s process was added.", "%(n)s processes were added.", new) % {"n": new}
    messages.success(request, said)
    return redirect("qms_processes")


def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a process no longer."""
    row = get_object_or_404(QmsProcess, pk=pk)
    form = ProcessClosingForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            if done(form, verbs.close_process, row, on=form.cleaned_data["on"], by=request.user, at=clock.now()):
                messages.success(request, _("The process is closed."))
                return redirect("qms_processes")
        except Refused as refused:
            form.add_error("on", str(refused.verdicts[0].sentence))
    context = {"row": row, "said": row.called(get_language() or "ru"), "form": form}
    return render(request, "association/library_closing.html", context, status=422 if form.errors else 200)
