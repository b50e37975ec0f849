"""Verbs on the letters that tell a decision: drafted at once, released when the minutes are signed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access, offices, outbox, register
from association.actions import papers
from association.models import Paper, RegisterEntry, User
from association.papers import PaperKind
from membership import notices
from membership.actions.orders import draft_order
from membership.models import Application, Order
from membership.papers import D04, D05, candidate_facts, letter_facts
from membership.queries import awaiting_release

LETTER_INDEX = "01-15"


def _kind(application: Application) -> str:
    return "refuse" if application.state == Application.State.REFUSED else "admit"


def _paper_kind(application: Application) -> PaperKind:
    return D04 if application.is_for_candidate and _kind(application) == "admit" else D05


def _facts(application: Application, on: date, entry: RegisterEntry | None) -> dict:
    basis = application.basis
    shared = {
        "protocol": {"number": basis.number or "___", "date": basis.dated_on.isoformat(), "item": basis.item},
        "chair": offices.holder("chair", on),
        "on": on,
        "entry_number": f"{entry.index}/{entry.number}" if entry else "",
    }
    if _paper_kind(application) == D04:
        return candidate_facts(application, **shared)
    return letter_facts(application, kind=_kind(application), **shared)


@transaction.atomic
def draft(application: Application, *, on: date, by: User, at: datetime) -> Paper:
    """Draw the draft of the letter to the applicant, marked as a draft."""
    facts = _facts(application, on, None)
    return papers.draw(_paper_kind(application), application, facts=facts, by=by, at=at, organisation=None)


@transaction.atomic
def release_all(*, on: date, by: User, at: datetime) -> int:
    """Release in one batch what waited for signed minutes: number and send the letters, finish the draft order."""
    access.require(by, "release_papers", at=at)
    waiting = list(awaiting_release().select_for_update(of=("self",)))
    for application in waiting:
        release(application, on=on, by=by, at=at)
    orders = {application.order_line.order for application in waiting if hasattr(application, "order_line")}
    for order in orders:
        if order.state == Order.State.DRAFT:
            paper = draft_order(order, on=on, by=by, at=at, draft=False)
            papers.release([paper], by=by, at=at)
    return len(waiting)


@transaction.atomic
def release(application: Application, *, on: date, by: User, at: datetime) -> Paper:
    """Give the letter its outgoing number, draw it for good and tell the applicant."""
    kind = _paper_kind(application)
    entry = register.enter(
        RegisterEntry.Series.OUTGOING, application, index=LETTER_INDEX, on=on, at=at, by=by,
        correspondent=application.organisation.title, heading=str(kind.name), organisation=application.organisation,
        reply_to=application.entry,
    )  # fmt: skip
    paper = papers.draw(
        kind, application, facts=_facts(application, on, entry), by=by, at=at, draft=False, dated_on=on,
        number=f"{entry.index}/{entry.number}", organisation=application.organisation,
    )  # fmt: skip
    papers.release([paper], by=by, at=at)
    Application.objects.filter(pk=application.pk).update(letter=paper)
    outbox.send(
        notices.DECISION_TAKEN, application, to=access.account_holders(application.organisation), at=at,
        granted=_kind(application) == "admit", organisation=application.organisation,
    )  # fmt: skip
    return paper
