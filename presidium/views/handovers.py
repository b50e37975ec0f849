"""The hand-over of the chair's affairs: the list, two signatures, or a scan of the paper (A-4.10c)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.forms import ScanForm, SignatureForm
from association.models import Paper, User
from association.statute import Refused
from association.views import signing
from association.workflow import open_to
from presidium import rules
from presidium.actions import handovers as verbs
from presidium.models import HandOver
from presidium.papers_handover import D31
from presidium.queries_handover import handovers_seen_by

LOOKS = {"offered": "need", "half_signed": "need", "signed": "ok", "superseded": "none"}
VERBS = {"giver": verbs.sign_as_giver, "taker": verbs.sign_as_taker}


def _load(request: HttpRequest, pk: int) -> HandOver:
    return get_object_or_404(handovers_seen_by(request.user), pk=pk)


def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who hands what over to whom, and whose signature is awaited."""
    return _page(request, _load(request, pk))


def _page(request: HttpRequest, row: HandOver, status: int = 200, **forms: Form) -> HttpResponse:
    turn, steps = _turn(row, request.user), open_to(row, request.user)
    ready = row.paper is not None and row.paper.is_ready
    signed = {one.capacity: one for one in row.paper.signatures.all()} if row.paper else {}
    context = {
        "row": row, "look": LOOKS[row.state], "turn": turn, "steps": _stepper(row, signed), "facts": row.paper.facts,
        "form": _sign_form(row, request.user) if turn and ready else None,
        "scan_form": ScanForm(auto_id="scan_%s") if "file_scan" in steps and ready else None,
        "may_draw": row.state == HandOver.State.OFFERED and access.can(request.user, "keep_minutes"),
        "kyrgyz": _kyrgyz_edition(row), "reads": access.can(request.user, "view_records"),
    }  # fmt: skip
    return render(request, "presidium/handover.html", context | forms, status=status)


def _turn(row: HandOver, user: User) -> str:
    """The capacity in which this person signs now, or an empty text."""
    awaited = {HandOver.State.OFFERED: ("giver", row.giver_id), HandOver.State.HALF_SIGNED: ("taker", row.taker_id)}
    capacity, person = awaited.get(HandOver.State(row.state), ("", None))
    return capacity if person is not None and person == user.person_id else ""


def _sign_form(row: HandOver, user: User, data=None) -> SignatureForm:
    return SignatureForm(data, paper=row.paper, user=user, clause="A-4.10c")


def _stepper(row: HandOver, signed: dict[str, Any]) -> list[dict[str, Any]]:
    done = {"offered": 0, "half_signed": 1, "signed": 2, "superseded": 0}[row.state]
    rows = [("giver", _("Hands over"), row.giver), ("taker", _("Takes over"), row.taker)]
    return [
        {"label": label, "who": who, "moment": getattr(signed.get(capacity), "signed_at", None),
         "state": "done" if place < done else "now" if place == done and row.is_open else "ahead"}
        for place, (capacity, label, who) in enumerate(rows)
    ]  # fmt: skip


def _kyrgyz_edition(row: HandOver) -> Paper | None:
    editions = Paper.objects.filter(
        kind=D31.code, subject_type=row._meta.label_lower, subject_id=str(row.pk), language="ky"
    )
    return editions.select_related("file", "job").order_by("-version").first()


@require_POST
def drawing(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the list as affairs stand today."""
    row = get_object_or_404(access.visible(request.user, "keep_minutes", HandOver.objects.all()), pk=pk)
    verbs.draw_anew(row, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the list shown, in the capacity whose turn it is."""
    row = _load(request, pk)
    turn = _turn(row, request.user)
    if not turn:
        raise Refused(rules.may_sign_handover.judge(is_giver=False, is_taker=False, is_given=False))
    form = _sign_form(row, request.user, request.POST)
    if signing.take(request, form, partial(VERBS[turn], row)):
        return redirect(row)
    return _page(request, _load(request, pk), 422, form=form)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the list that was signed by hand."""
    row = get_object_or_404(access.visible(request.user, "keep_minutes", HandOver.objects.all()), pk=pk)
    form = ScanForm(request.POST, request.FILES, auto_id="scan_%s")
    if signing.take_scan(request, form, partial(verbs.file_scan, row), organisation=None):
        return redirect(row)
    return _page(request, _load(request, pk), 422, scan_form=form)
