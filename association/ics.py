"""Appointments as calendar programs read them: exactly the part of RFC 5545 that a meeting needs; pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

LINE: Final = 75  # octets of a line, without its end (RFC 5545, 3.1)
END: Final = "\r\n"
TENTATIVE, CONFIRMED, CANCELLED = "TENTATIVE", "CONFIRMED", "CANCELLED"


@dataclass(frozen=True)
class Appointment:
    """One event: what a calendar shows. `starts_at` is aware; `minutes` is how long it is expected to last."""

    uid: str
    starts_at: datetime
    title: str
    place: str = ""
    url: str = ""
    status: str = CONFIRMED
    minutes: int = 120
    edition: int = 0


def calendar_text(appointments: Iterable[Appointment], *, name: str, at: datetime) -> str:
    """The text of an .ics file; times are in UTC, so that no zone has to be described."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal of an association//Meetings//RU", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
    for row in appointments:
        lines += _event(row, at)
    return "".join(folded(line) + END for line in [*lines, "END:VCALENDAR"])


def _event(row: Appointment, at: datetime) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{escaped(row.uid)}", f"DTSTAMP:{stamp(at)}", f"SEQUENCE:{row.edition}")
    yield from (f"DTSTART:{stamp(row.starts_at)}", f"DURATION:PT{row.minutes}M", f"SUMMARY:{escaped(row.title)}")
    if row.place:
        yield f"LOCATION:{escaped(row.place)}"
    if row.url:
        yield f"URL:{row.url}"
    yield from (f"STATUS:{row.status}", "CLASS:PRIVATE", "END:VEVENT")


def stamp(moment: datetime) -> str:
    """A moment as RFC 5545 writes it in UTC: 20261121T093000Z."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    said = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    return f"{said.replace('-', '').replace(':', '')}Z"


def escaped(text: str) -> str:
    """Text with its backslashes, semicolons, commas and ends of lines escaped; other control characters are dropped."""
    for raw, said in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n"), ("\n", "\\n")):
        text = text.replace(raw, said)
    return "".join(one for one in text if one == "\t" or (ord(one) >= ord(" ") and one != "\x7f"))


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, never inside a character; each piece after the first is indented."""
    pieces, piece, size = [], "", 0
    for one in line:
        wide = len(one.encode())
        if size + wide > LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += one
        size += wide
    return END.join([*pieces, piece])
