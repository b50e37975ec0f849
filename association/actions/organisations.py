"""Verbs on organisations and people."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from association import access
from association.journal import record
from association.models import (
    Address,
    Authority,
    AuthorityName,
    Basis,
    District,
    Headship,
    Official,
    Organisation,
    OrganisationName,
    Person,
    User,
)
from association.search import sort_key


@transaction.atomic
def add_person(*, by: User | None, at: datetime, **fields: Any) -> Person:
    """Add a person to the portal's list of people."""
    person = Person(**fields)
    person.full_clean()
    person.save()
    record("person.add", person, by=by, at=at)
    return person


@transaction.atomic
def add_district(*, name: str, kind: str, on: date, by: User | None, at: datetime, **fields: Any) -> District:
    """Add a territory to the reference table."""
    district = District.objects.create(name=name, kind=kind, starts_on=on, sort_key=sort_key(name), **fields)
    record("district.add", district, by=by, at=at, name=name)
    return district


@transaction.atomic
def add_organisation(
    *,
    by: User | None,
    at: datetime,
    on: date,
    full: str,
    short: str,
    address: str,
    sector: str,
    district: District | None = None,
    genitive: str = "",
    full_ky: str = "",
    short_ky: str = "",
    **fields: Any,
) -> Organisation:
    """Add an organisation with its first dated name and address (A-1.2b)."""
    if by is not None:
        access.require(by, "manage_organisations", at=at)
    organisation = Organisation(title=short, sector=sector, district=district, **fields)
    organisation.refold(full, address, full_ky)
    organisation.full_clean()
    organisation.save()
    OrganisationName.objects.create(
        organisation=organisation, full=full, short=short, genitive=genitive, full_ky=full_ky, short_ky=short_ky,
        starts_on=on,
    )  # fmt: skip
    Address.objects.create(organisation=organisation, text=address, starts_on=on)
    record("organisation.add", organisation, by=by, at=at, name=full)
    return organisation


@transaction.atomic
def appoint_head(
    organisation: Organisation, person: Person, *, on: date, by: User | None, at: datetime, **posts: str
) -> Headship:
    """Record who heads an organisation from a day on; the headship before it ends on that day."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    organisation.headships.open().update(ends_on=on)
    headship = Headship.objects.create(organisation=organisation, person=person, starts_on=on, **posts)
    record("organisation.appoint_head", organisation, by=by, at=at, person=person.pk, on=on)
    return headship


@transaction.atomic
def correct_details(organisation: Organisation, *, by: User, at: datetime, **fields: Any) -> None:
    """Correct contacts, sector or district of an organisation; names and addresses are dated rows."""
    if not access.can(by, "manage_organisations"):
        access.require(by, "edit_application", organisation, at=at)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.full_clean()
    organisation.save(update_fields=list(fields))
    record("organisation.correct", organisation, by=by, at=at, **{key: str(value) for key, value in fields.items()})


@transaction.atomic
def add_authority(*, name: str, genitive: str, on: date, by: User | None, at: datetime) -> Authority:
    """Add the authority that accompanies the association (A-1.7)."""
    authority = Authority.objects.create()
    AuthorityName.objects.create(authority=authority, name=name, genitive=genitive, starts_on=on)
    record("authority.add", authority, by=by, at=at, name=name)
    return authority


@transaction.atomic
def appoint_official(
    authority: Authority,
    person: Person,
    *,
    on: date,
    by: User | None,
    at: datetime,
    is_head: bool = False,
    **posts: str,
) -> Official:
    """Record who holds a post in the authority from a day on."""
    official = Official.objects.create(authority=authority, person=person, starts_on=on, is_head=is_head, **posts)
    record("authority.appoint", authority, by=by, at=at, person=person.pk, on=on)
    return official


@transaction.atomic
def add_basis(*, by: User | None, at: datetime, **fields: Any) -> Basis:
    """Record the paper that facts stand on."""
    basis = Basis.objects.create(**fields)
    record("basis.add", basis, by=by, at=at, number=basis.number, dated_on=basis.dated_on)
    return basis
