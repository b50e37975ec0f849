"""Appointments as calendar programs read them: RFC 5545, to the octet."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association import ics

BARNAUL = timezone(timedelta(hours=7))
AT = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
MEETING = ics.Appointment(
    "meeting-3@portal.example.org", datetime(2026, 12, 4, 14, 0, tzinfo=BARNAUL), "Заседание Президиума",
    "г. Барнаул, ул. Примерная, д. 1; каб. 12", "https://portal.example.org/meetings/3/",
)  # fmt: skip


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def test_a_meeting_is_written_as_the_standard_asks():
    assert unfolded(ics.calendar_text([MEETING], name="Заседания", at=AT)) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal of an association//Meetings//RU", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "NAME:Заседания", "X-WR-CALNAME:Заседания", "BEGIN:VEVENT",
        "UID:meeting-3@portal.example.org", "DTSTAMP:20260901T040000Z", "SEQUENCE:0", "DTSTART:20261204T070000Z",
        "DURATION:PT120M", "SUMMARY:Заседание Президиума", "LOCATION:г. Барнаул\\, ул. Примерная\\, д. 1\\; каб. 12",
        "URL:https://portal.example.org/meetings/3/", "STATUS:CONFIRMED", "CLASS:PRIVATE", "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip


def test_a_calendar_without_meetings_is_whole():
    text = ics.calendar_text([], name="Заседания", at=AT)
    assert (text.startswith("BEGIN:VCALENDAR\r\n"), text.endswith("\r\nEND:VCALENDAR\r\n")) == (True, True)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a,b;c", "a\\,b\\;c"), ("a\\n", "a\\\\n"), ("a\r\nb\rc\nd", "a\\nb\\nc\\nd"), ("a\x00\x1bb\x7f", "ab"),
        ("END:VEVENT\nBEGIN:VEVENT", "END:VEVENT\\nBEGIN:VEVENT"), ("tab\there", "tab\there"),
    ],
)  # fmt: skip
def test_text_is_escaped(raw, said):
    assert ics.escaped(raw) == said


def test_a_moment_without_a_zone_is_no_moment():
    with pytest.raises(ValueError, match="time zone"):
        ics.stamp(datetime(2026, 12, 4, 14, 0))  # noqa: DTZ001  # the mistake itself


def test_a_line_of_exactly_75_octets_is_not_folded():
    assert [ics.folded("я" * 37 + "x"), ics.folded("я" * 38)] == ["я" * 37 + "x", "я" * 37 + "\r\n я"]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=400))
def test_folding_keeps_the_text_and_the_limit(text):
    folded = ics.folded(text)
    lines = folded.split("\r\n")
    assert [line for line in lines if len(line.encode()) > 75] == []
    assert "".join(line if at == 0 else line[1:] for at, line in enumerate(lines)) == text
    assert [line for line in lines[1:] if not line.startswith(" ")] == []
