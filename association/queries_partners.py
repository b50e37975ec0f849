"""Reads of partners, agreements and legal bases, as of a day (A-5.3.3, A-6.1, A-7.1)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from association.models import Agreement, Obligation, Partner
from association.rules import groups as rules
from association.search import fold_query


def partners_by(words: str) -> QuerySet[Partner]:
    """Partners whose name, region or contact person holds every word."""
    wanted = Q(pk__in=[])
    for form in fold_query(words):
        every = Q()
        for word in form.split():
            every &= Q(search__contains=word)
        wanted |= every
    return Partner.objects.filter(wanted)


def ending_soon(day: date) -> QuerySet[Agreement]:
    """Agreements in force on a day that end within the days of the rule."""
    last = day + timedelta(days=rules.DAYS_BEFORE_END)
    return Agreement.objects.on(day).filter(ends_on__lte=last).order_by("ends_on", "pk")


def owed_until(day: date) -> QuerySet[Obligation]:
    """What agreements ask for until a day and nobody has fulfilled yet."""
    rows = Obligation.objects.filter(done_on=None, due_on__lte=day)
    return rows.select_related("agreement", "party__organisation", "party__partner")
