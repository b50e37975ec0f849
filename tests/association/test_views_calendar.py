"""The page of the working-day calendars: rows with their source, years without rows, a corrected day."""

import pytest
from django.core.management import call_command

from association.models import AuditEntry, CalendarDay
from tests.factories import association as ground
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    call_command("calendars", verbosity=0)
    return Visitor(ground.secretary())


def test_a_year_is_shown_with_its_sources_and_an_unknown_one_is_said(secretary):
    known = secretary.get("/calendar/?year=2026&country=KG")
    unknown = secretary.get("/calendar/?year=2040")

    assert [row.country for row in known.context["rows"]] == ["KG"] * len(known.context["rows"])
    assert all(row.source for row in known.context["rows"])
    assert list(unknown.context["rows"]) == []
    assert b"2040" in unknown.content


def test_a_day_is_corrected_with_its_source_and_journalled(secretary):
    day = {"country": "RU", "day": "2026-03-07", "kind": "working", "note": "Перенос", "source": "Постановление 900"}
    assert secretary.send("/calendar/", **day).url == "/calendar/?country=RU&year=2026"
    assert secretary.send("/calendar/", **{**day, "kind": "non_working"}).status_code == 302

    row = CalendarDay.objects.get(country="RU", day="2026-03-07")
    assert (row.kind, row.source) == ("non_working", "Постановление 900")
    assert AuditEntry.objects.filter(verb="calendar.set_day").count() == 2


def test_a_day_without_a_source_is_refused_at_the_field(secretary):
    answer = secretary.send("/calendar/", country="RU", day="2026-03-07", kind="working", note="", source="")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["source"])
