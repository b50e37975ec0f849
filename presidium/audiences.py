"""The circle of people that the Presidium names: those who hold a seat."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.audiences import Audience, register
from association.models import Organisation, User
from presidium.queries import roster_on


def _organisations(day: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=roster_on(day).values("organisation"))


def _people(day: date) -> QuerySet[User]:
    return User.objects.filter(is_active=True, person__in=roster_on(day).values("person"))


PRESIDIUM = register(Audience("presidium", _("the Presidium"), _organisations, _people))
