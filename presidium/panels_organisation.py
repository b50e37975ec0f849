"""Seats and offices of an organisation's people, as entries of its history (A-3.4b, A-3.6, A-3.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import OuterRef
from django.utils.translation import gettext as _

from association.chronicle import AHEAD, RIGHT, Entry, Reading, closed, paper_of, source_of, unread
from presidium.models import Office, Seat

HEAVY = unread(papers=["basis__paper"], people=["person"])
CLAUSES = {Office.Kind.CHAIR: "A-3.6", Office.Kind.DEPUTY: "A-3.8", Office.Kind.SECRETARY: "A-4.4a"}


@source_of(Seat.objects.filter(organisation=OuterRef("pk")))
def seats(reading: Reading) -> Iterable[Entry]:
    """Seats in the Presidium that the organisation had, and the offices their holders took while they had them."""
    rows = Seat.objects.filter(organisation=reading.organisation).select_related("person", "basis__paper")
    held = list(rows.defer(*HEAVY).order_by("starts_on", "pk"))
    for seat in held:
        yield Entry(
            seat.starts_on, _("Seat in the Presidium"), closed(str(seat.person)), "A-3.4b", RIGHT,
            paper=paper_of(seat.basis, reading), act=("presidium.seat", seat.pk, "seat.fill"), rank=10,
        )  # fmt: skip
        if seat.ends_on:
            yield Entry(
                seat.ends_on, _("Seat in the Presidium ended"), closed(str(seat.person)), "A-3.4b",
                _kind(seat.ends_on, reading), act=("presidium.seat", seat.pk, "seat.vacate"), rank=8,
            )  # fmt: skip
    if held:
        yield from _offices(held, reading)


def _offices(held: list[Seat], reading: Reading) -> Iterator[Entry]:
    people = {seat.person_id for seat in held}
    rows = Office.objects.filter(person__in=people).select_related("person", "basis__paper").defer(*HEAVY)
    for office in rows.order_by("starts_on", "pk"):
        if not any(_meet(seat, office) for seat in held if seat.person_id == office.person_id):
            continue
        title, clause = office.get_kind_display().capitalize(), CLAUSES[Office.Kind(office.kind)]
        yield Entry(
            office.starts_on, title, closed(str(office.person)), clause, RIGHT, paper=paper_of(office.basis, reading),
            act=("presidium.office", office.pk, "office.take"), rank=11,
        )  # fmt: skip
        if office.ends_on:
            words = _("Left the office: %(office)s") % {"office": office.get_kind_display()}
            kind = _kind(office.ends_on, reading)
            yield Entry(office.ends_on, words, closed(str(office.person)), clause, kind, rank=9)


def _kind(ends_on: date, reading: Reading) -> str:
    return AHEAD if ends_on > reading.today else RIGHT


def _meet(seat: Seat, office: Office) -> bool:
    """Whether the two periods have a day in common."""
    seat_over = seat.ends_on is not None and seat.ends_on <= office.starts_on
    office_over = office.ends_on is not None and office.ends_on <= seat.starts_on
    return not (seat_over or office_over)
