"""What belongs on an agenda although nobody applied for it: offices without a holder, terms, questions moved on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.db.models import Q
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from association.fmt import date_text
from association.matters import OpenMatter, open_source
from association.models import User
from presidium.actions import elections
from presidium.models import AgendaItem, Election, Meeting, Office
from presidium.queries import ELECTED
from presidium.rules.offices import DAYS_BEFORE_END, term_end

CLAUSES = {Office.Kind.CHAIR: "A-3.6", Office.Kind.DEPUTY: "A-3.8"}
OFFICE = gettext_lazy("Office of the Presidium")
MOVED = gettext_lazy("Moved from another meeting")
PRESIDIUM = (Meeting.Kind.ORDINARY, Meeting.Kind.EXTRAORDINARY)


@open_source
def offices(on: date) -> Iterable[OpenMatter]:
    """Chair and deputy: an office that is vacant, a term that has run out or does so within ninety days.

    The Presidium elects its deputy and convenes the general meeting that elects the chair (A-3.6, A-3.8).
    """
    held = {row.kind: row for row in Office.objects.on(on).filter(kind__in=ELECTED)}
    if not held and not Office.objects.filter(kind__in=ELECTED).exists():
        return
    under_way = Election.objects.filter(state__in=(Election.State.OPEN, Election.State.LISTED))
    begun = set(under_way.values_list("kind", flat=True))
    for kind in ELECTED:
        row = held.get(kind)
        last = term_end.function(elected_on=row.starts_on) if row else None
        if kind in begun or (last is not None and (last - on).days > max(DAYS_BEFORE_END)):
            continue
        key = f"term:{row.pk}" if row else f"vacant:{kind}"
        if kind == Office.Kind.DEPUTY:
            put = partial(_begin, kind)
            yield OpenMatter(key, OFFICE, CLAUSES[kind], _deputy, partial(_until, last), PRESIDIUM, put)
        else:
            yield OpenMatter(key, OFFICE, CLAUSES[kind], _convening, partial(_convene, last), PRESIDIUM)


def _begin(kind: str, meeting: Meeting, *, by: User, at: datetime) -> None:
    elections.begin_at(meeting, kind, by=by, at=at)


def _deputy() -> str:
    return _("On the election of the deputy chair")


def _convening() -> str:
    return _("On convening a general meeting to elect the chair of the Presidium")


def _convene(last: date | None) -> str:
    text = _("Convene a general meeting to elect the chair of the Presidium (clause 3.6 of the statute).")
    return f"{text} {_until(last)}".strip()


def _until(last: date | None) -> str:
    """What is said of the term: its last day, nothing of an office that is vacant."""
    language = (get_language() or "ru")[:2]
    return _("The term in office ends on %(day)s.") % {"day": date_text(last, language, "short")} if last else ""


@open_source
def moved(on: date) -> Iterable[OpenMatter]:
    """Free questions that a meeting did not come to, until an agenda takes them up again."""
    again = set(AgendaItem.objects.filter(subject_id__startswith="moved:").values_list("subject_id", flat=True))
    free = Q(subject_id="") | Q(subject_id__startswith="moved:")
    rows = AgendaItem.objects.filter(free, matter="question", state=AgendaItem.State.MOVED, amendment=None)
    for row in rows.select_related("meeting").order_by("meeting__starts_at", "number"):
        kinds = (row.meeting.kind,) if row.meeting.is_general else PRESIDIUM
        if (key := f"moved:{row.pk}") not in again:
            yield OpenMatter(
                key, MOVED, "A-4.3a", partial(_said, row, "title"), partial(_said, row, "decision"), kinds
            )  # fmt: skip


def _said(row: AgendaItem, name: str) -> str:
    kyrgyz = getattr(row, f"{name}_ky") if (get_language() or "ru").startswith("ky") else ""
    return kyrgyz or getattr(row, name)
