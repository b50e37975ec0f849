"""Seed the working-day calendars of Russia and Kyrgyzstan."""

from collections.abc import Iterable
from datetime import date

import holidays
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from association.models import CalendarDay

FIRST_YEAR, LAST_YEAR = 2023, 2027
LANGUAGES = {"RU": "ru", "KG": "ky"}


def days_of(country: str, years: Iterable[int]) -> list[CalendarDay]:
    """Days off and moved working days that the holidays package knows, with the package named as their source."""
    wanted = set(years)
    source = f"holidays {holidays.__version__}"
    known = holidays.country_holidays(country, years=wanted, language=LANGUAGES[country])
    off = [(day, CalendarDay.Kind.NON_WORKING, name) for day, name in known.items()]
    moved = [(day, CalendarDay.Kind.WORKING, "") for day in moved_working_days(known) if day.year in wanted]
    return [
        CalendarDay(country=country, day=day, kind=kind, note=note[:200], source=source)
        for day, kind, note in sorted(off + moved)
    ]


def moved_working_days(known: holidays.HolidayBase) -> set[date]:
    """Saturdays and Sundays that were made working days."""
    return set(getattr(known, "weekend_workdays", ()))


class Command(BaseCommand):
    help = "Seeds the working-day calendars of Russia and Kyrgyzstan; rows that exist are left as people edited them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--first", type=int, default=FIRST_YEAR)
        parser.add_argument("--last", type=int, default=LAST_YEAR)

    @transaction.atomic
    def handle(self, *args, first: int, last: int, **options) -> None:
        for country in LANGUAGES:
            rows = days_of(country, range(first, last + 1))
            kept = set(CalendarDay.objects.filter(country=country).values_list("day", flat=True))
            new = [row for row in rows if row.day not in kept]
            CalendarDay.objects.bulk_create(new)
            missing = CalendarDay.objects.calendar(country).unknown_years(date(first, 1, 1), date(last, 12, 31))
            self.stdout.write(f"{country}: {len(new)} new, {len(rows) - len(new)} kept")
            for year in missing:
                self.stdout.write(self.style.WARNING(f"{country}: no rows for {year}; only weekends count as days off"))
