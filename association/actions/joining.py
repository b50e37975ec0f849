"""The verb by which the secretary brings a new school in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from association import access
from association.actions import accounts, organisations
from association.models import District, Invitation, Organisation, User


@transaction.atomic
def enrol(*, head: Mapping[str, Any], on: date, by: User, at: datetime, **facts: Any) -> Organisation:
    """Add an organisation together with its head, without an account (A-1.2b, A-A.2, A-A.3)."""
    access.require(by, "manage_organisations", at=at)
    organisation = organisations.add_organisation(on=on, by=by, at=at, **facts)
    person = organisations.name_person(head["known"], by=by, at=at, **head["forms"])
    organisations.appoint_head(organisation, person, on=on, by=by, at=at, **head["posts"])
    return organisation


@transaction.atomic
def invite_school(*, on: date, by: User, at: datetime, **answers: str) -> Invitation:
    """Add a school with its head and send the head the invitation (A-2.3.1)."""
    access.require(by, "manage_organisations", at=at)
    name = answers["district"].strip()
    district = District.objects.on(on).filter(name=name).first() or organisations.add_district(
        name=name, kind="district" if "р-н" in name or "район" in name else "city", on=on, by=by, at=at
    )
    organisation = organisations.add_organisation(
        by=by, at=at, on=on, full=answers["full"], short=answers["short"], address=answers["address"],
        sector=answers["sector"], district=district, email=answers["email"],
    )  # fmt: skip
    person = organisations.add_person(
        by=by, at=at, **{key: answers[key] for key in ("surname", "given", "patronymic", "genitive", "dative")}
    )
    organisations.appoint_head(
        organisation, person, on=on, by=by, at=at, post=answers["post"], post_genitive=answers["post_genitive"],
        post_dative=answers["post_dative"],
    )  # fmt: skip
    return accounts.invite(
        email=answers["email"], person=person, role="director", organisation=organisation,
        language=answers["language"], by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def invite_person(
    *, email: str, role: str, organisation: Organisation | None, language: str, by: User, at: datetime, **names: str
) -> Invitation:
    """Name a person and send the invitation into a role."""
    access.require(by, "invite_people", at=at)
    person = organisations.add_person(by=by, at=at, **names)
    return accounts.invite(
        email=email, person=person, role=role, organisation=organisation, language=language, by=by, at=at
    )
