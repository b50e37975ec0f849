"""Pages of the rules that the statute leaves open: those in force, their versions, proposed changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import RuleSet
from association.rule_options import SECTIONS, Option, value_of
from association.statute import Refused
from association.workflow import open_to
from presidium.actions import rule_changes as verbs
from presidium.forms_rules import RulesForm
from presidium.models import AgendaItem, RuleChange
from presidium.queries_rules import MATTER, lines_of, versions

LOOKS = {"proposed": "run", "listed": "run", "in_force": "ok", "rejected": "bad", "withdrawn": "none"}


def rules(request: HttpRequest) -> HttpResponse:
    """Show the settings in force to everybody, their versions and proposed changes to those with the records."""
    row = RuleSet.objects.on(clock.today()).order_by("-version").first()  # none before the association is founded
    reads = access.can(request.user, "view_records") if request.user.is_authenticated else False
    context: dict[str, Any] = {"row": row, "sections": _sections(row.values if row else {}), "reads": reads}
    context["base"] = "base.html" if reads else "base_public.html"
    if reads:
        changes = list(RuleChange.objects.select_related("proposed_by__person", "rule_set"))
        for one in changes:
            one.look = LOOKS[one.state]
        context |= {"versions": versions(), "changes": changes}
        context["may_propose"] = access.can(request.user, "prepare_meeting")
    return render(request, "presidium/rules.html", context)


def _sections(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": one.name, "rows": [_row(option, values) for option in one.options]} for one in SECTIONS]


def _row(option: Option, values: dict[str, Any]) -> dict[str, Any]:
    """One option: what is in force, what follows from it, what else there is."""
    value = value_of(values, option.key)
    chosen = option.choice(value)
    return {
        "option": option, "said": option.said(value), "meaning": chosen.meaning if chosen else option.meaning,
        "others": [one for one in option.choices if one is not chosen],
        "default": None if value == option.default else option.said(option.default),
    }  # fmt: skip


def proposal(request: HttpRequest) -> HttpResponse:
    """Propose other settings to the Presidium."""
    form = RulesForm(request.POST or None, values=RuleSet.objects.latest("version").values)
    if request.method == "POST" and form.is_valid():
        try:
            facts = {"values": form.values, "reason": form.cleaned_data["reason"]}
            made = verbs.propose(by=request.user, at=clock.now(), **facts)
            messages.success(request, _("The change is proposed; put it on the agenda of a meeting."))
            return redirect(made)
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    return render(request, "presidium/rule_change_new.html", {"form": form}, status=422 if form.errors else 200)


def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one proposed change and what became of it."""
    rows = access.visible(request.user, "view_records", RuleChange.objects.all())
    row = get_object_or_404(rows.select_related("proposed_by__person", "rule_set", "basis"), pk=pk)
    items = AgendaItem.objects.filter(matter=MATTER, subject_id=str(pk)).select_related("meeting")
    context = {
        "change": row, "lines": lines_of(row), "look": LOOKS[row.state], "items": items,
        "steps": open_to(row, request.user),
    }  # fmt: skip
    return render(request, "presidium/rule_change.html", context)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back."""
    row = get_object_or_404(access.visible(request.user, "prepare_meeting", RuleChange.objects.all()), pk=pk)
    verbs.withdraw(row, by=request.user, at=clock.now())
    messages.success(request, _("The proposal is taken back."))
    return redirect(row)
