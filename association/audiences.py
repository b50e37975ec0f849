"""Audiences: circles of organisations or people that apps above name once, for requests, events and letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from association.models import Organisation, User


@dataclass(frozen=True)
class Audience:
    """One circle: its key, its name, its organisations on a day, and the accounts of its people where it has any.

    `people` is given for circles of persons, as the Presidium; letters to a circle of organisations go to those who
    act for them (`access.account_holders`).
    """

    key: str
    name: Any
    organisations: Callable[[date], QuerySet[Organisation]]
    people: Callable[[date], QuerySet[User]] | None = None


AUDIENCES: dict[str, Audience] = {}


def register(audience: Audience) -> Audience:
    """Register a circle under its key; a second one with the same key is an error."""
    if audience.key in AUDIENCES:
        raise ValueError(f"audience registered twice: {audience.key}")
    AUDIENCES[audience.key] = audience
    return audience
