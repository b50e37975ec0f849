"""The way of every application as entries of the history: rounds, returns, number, decision, letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association.chronicle import Entry, Reading, author, closed, linked, paper_of, source, source_of
from association.chronicle.identity import local_day
from association.models import AuditEntry
from association.templatetags.ui import day as in_words
from membership.models import Application, DecisionLetter, Withdrawal
from membership.panels_organisation.dossier import dossier_of

SUBJECT = "membership.application"


@source
def applications(reading: Reading) -> Iterable[Entry]:
    """Every application from its first submission to the decision and its letter (A-3.13)."""
    for row in dossier_of(reading).applications:
        yield from _steps(row, reading.acts(SUBJECT, row.pk))
        yield from _decided(row, reading)


def _steps(row: Application, acts: list[AuditEntry]) -> Iterator[Entry]:
    """What was done with an application, as the journal tells it, in the order in which it was done."""
    url, rounds = row.get_absolute_url(), 0
    for place, act in enumerate(acts):
        verb = act.verb.removeprefix("application.")
        step = {"on": local_day(act.at), "by": author(act.by), "url": url, "rank": 1 + place / 1000}
        if verb == "submit":
            rounds += 1
            yield _submitted(row, rounds, **step)
        elif verb == "register":
            text = str(row.entry) if row.entry else ""
            yield Entry(title=_("Application registered"), text=text, clause="A-7.2.2", **step)
        elif verb == "return":
            text = act.facts.get("remark", "")
            yield Entry(title=_("Application returned for completion"), text=text, clause="A-A.9", **step)
        elif verb == "send_back":
            yield Entry(title=_("The Presidium returned the application for completion"), clause="A-3.13b", **step)
        elif verb == "list":
            yield Entry(title=_("Application put on an agenda"), clause="A-4.3a", is_record=True, **step)
        elif verb == "drop":
            yield Entry(title=_("Application taken off the agenda"), clause="A-4.3a", is_record=True, **step)
        elif verb == "admit":
            yield Entry(title=_("Application put into the draft order"), clause="A-3.13a", **step)
        elif verb == "lapse":
            text = closed(", ".join(word for word in (row.get_lapse_display(), row.lapse_note) if word))
            yield Entry(title=_("Application ended without effect"), text=text, clause=row.lapse_clause, **step)
    if not rounds and row.submitted_at:
        yield _submitted(row, 1, on=local_day(row.submitted_at), by=author(row.begun_by), url=url, rank=1)


def _submitted(row: Application, number: int, **step: Any) -> Entry:
    files = row.files or 0
    text = ngettext("%(count)d file.", "%(count)d files.", files) % {"count": files}
    if number > 1:
        text = _("Round %(number)d.") % {"number": number} + f" {text}"
    title = f"{row} {row.entry}" if row.entry else str(row)
    return Entry(title=title, text=text, clause=row.clause, **step)


def _decided(row: Application, reading: Reading) -> Iterator[Entry]:
    if row.basis is None:
        return
    refused = row.state == Application.State.REFUSED
    title = _("Application refused") if refused else _("Decision on admission")
    paper = paper_of(row.basis, reading)
    yield Entry(row.basis.dated_on, title, "", "A-3.13b", paper=paper, by=row.basis.body, rank=4)


@source_of(DecisionLetter.objects.filter(application__organisation=OuterRef("pk"), released_at__isnull=False))
def letters(reading: Reading) -> Iterable[Entry]:
    """Letters by which the organisation heard of a decision, once they have gone out (A-4.4e)."""
    rows = DecisionLetter.objects.filter(application__organisation=reading.organisation, released_at__isnull=False)
    rows = rows.select_related("paper", "entry", "released_by__person").defer("paper__facts", "paper__marks")
    for row in rows.order_by("pk"):
        name = row.paper.title if row.paper else str(row)
        paper = linked(name, row.paper.get_absolute_url()) if reading.opens(row.paper) else name
        text = str(row.entry) if row.entry else ""
        yield Entry(local_day(row.released_at), _("Letter on the decision"), text, "A-4.4e", paper=paper,
                    by=author(row.released_by), rank=5)  # fmt: skip


@source_of(Withdrawal.objects.filter(organisation=OuterRef("pk")).exclude(state=Withdrawal.State.DRAFT))
def exits(reading: Reading) -> Iterable[Entry]:
    """Applications to leave: submitted, registered, taken back (A-3.15.2)."""
    rows = reading.organisation.withdrawals.exclude(state=Withdrawal.State.DRAFT)
    for row in rows.select_related("entry", "begun_by__person").order_by("pk"):
        step = {"url": row.get_absolute_url(), "by": author(row.begun_by), "clause": "A-3.15.2"}
        if row.submitted_at:
            state = "" if row.state in (*Withdrawal.OPEN, Withdrawal.State.REGISTERED) else row.get_state_display()
            yield Entry(local_day(row.submitted_at), str(row), state, rank=1, **step)
        if row.entry:
            leaves = _("Leaves on %(day)s.") % {"day": in_words(row.leaves_on)} if row.leaves_on else ""
            act = ("membership.withdrawal", row.pk, "withdrawal.register")
            yield Entry(row.entry.registered_on, _("Application to leave registered"), f"{row.entry}. {leaves}".strip(),
                        rank=2, act=act, **{**step, "by": ""})  # fmt: skip
