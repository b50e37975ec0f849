"""Days from today on, and a row as the database has it now."""

from datetime import date, timedelta

from association import clock


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def fresh(row):
    return type(row).objects.get(pk=row.pk)
