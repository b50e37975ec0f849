"""Verbs on organisations and people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from association import access
from association.fmt import date_text
from association.happenings import announce
from association.journal import record
from association.models import (
    Address,
    Authority,
    AuthorityName,
    Basis,
    DatedQuerySet,
    District,
    Headship,
    Official,
    Organisation,
    OrganisationName,
    Person,
    RoleGrant,
    User,
)
from association.queries import retired_heads
from association.search import sort_key
from association.statute import Refused, denial

NUMBERS = {"country", "inn", "ogrn", "okpo"}
CONTACTS = {"phone", "email", "website"}


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
    organisation.followed_on = timezone.localtime(at).date()
    organisation.full_clean()
    organisation.save()
    OrganisationName.objects.create(
        organisation=organisation, full=full, short=short, genitive=genitive, full_ky=full_ky, short_ky=short_ky,
        starts_on=on,
    )  # fmt: skip
    if address:
        Address.objects.create(organisation=organisation, text=address, starts_on=on)
    record("organisation.add", organisation, by=by, at=at, name=full)
    return organisation


@transaction.atomic
def rename(
    organisation: Organisation, *, on: date, basis: Basis | Mapping[str, Any], by: User, at: datetime, **names: str
) -> OrganisationName:
    """Record a new name from a day on; the name before ends on that day, membership goes on (A-3.15.1).

    Raises ValidationError for a day that does not come after the last change, or for the name it already has.
    """
    locked = _lock(organisation, on, by=by, at=at)
    last = locked.names.whole().last()
    if last and (last.full, last.short) == (names["full"], names["short"]):
        raise ValidationError({"full": _("This is the name it has already; other forms of it are corrected.")})
    _end_open(locked.names, on)
    row = OrganisationName(organisation=locked, starts_on=on, basis=_paper(basis, by=by, at=at), **names)
    row.full_clean()
    row.save()
    record("organisation.rename", locked, by=by, at=at, on=on, was=last.full if last else "", name=row.full)
    _follow(locked, at)
    announce("organisation.renamed", organisation=locked, on=on, by=by, at=at)
    return row


@transaction.atomic
def move(
    organisation: Organisation, *, on: date, text: str, basis: Basis | Mapping[str, Any], by: User, at: datetime
) -> Address:
    """Record a new legal address from a day on; the address before ends on that day (A-3.15.1)."""
    locked = _lock(organisation, on, by=by, at=at)
    last = locked.addresses.whole().last()
    if last and last.text == text:
        raise ValidationError({"text": _("This is the address it has already.")})
    _end_open(locked.addresses, on)
    row = Address.objects.create(organisation=locked, text=text, starts_on=on, basis=_paper(basis, by=by, at=at))
    record("organisation.move", locked, by=by, at=at, on=on, was=last.text if last else "", address=text)
    _follow(locked, at)
    announce("organisation.moved", organisation=locked, on=on, by=by, at=at)
    return row


@transaction.atomic
def appoint_head(
    organisation: Organisation, person: Person, *, on: date, by: User | None, at: datetime,
    basis: Basis | Mapping[str, Any] | None = None, **posts: str,
) -> Headship:  # fmt: skip
    """Record who heads an organisation from a day on; the headship before it ends on that day."""
    locked = _lock(organisation, on, by=by, at=at)
    last = locked.headships.whole().last()
    if last and (last.person_id, last.post) == (person.pk, posts.get("post")) and last.ends_on is None:
        raise ValidationError({"surname": _("This person heads the organisation already.")})
    _end_open(locked.headships, on)
    row = Headship.objects.create(
        organisation=locked, person=person, starts_on=on, basis=_paper(basis, by=by, at=at), **posts
    )
    record("organisation.appoint_head", locked, by=by, at=at, person=person.pk, on=on)
    if last:
        retire_heads(locked, on=timezone.localtime(at).date(), by=by, at=at)
        announce("organisation.head_changed", organisation=locked, on=on, by=by, at=at)
    return row


@transaction.atomic
def take_head(
    organisation: Organisation, *, on: date, basis: Mapping[str, Any], known: Person | None, by: User, at: datetime,
    forms: Mapping[str, str], posts: Mapping[str, str],
) -> Headship:  # fmt: skip
    """Record a new head, a known person or a new one, with the forms of name and post for papers (A-A.2, A-A.3)."""
    access.require(by, "manage_organisations", at=at)
    person = name_person(known, by=by, at=at, **forms)
    return appoint_head(organisation, person, on=on, basis=basis, by=by, at=at, **posts)


@transaction.atomic
def name_person(known: Person | None, *, by: User | None, at: datetime, **forms: str) -> Person:
    """Add a person, or give a known one the forms of the name for papers that were typed now."""
    if known is None:
        return add_person(by=by, at=at, **forms)
    now = {key: forms[key] for key in ("genitive", "dative") if forms.get(key) and forms[key] != getattr(known, key)}
    if now:
        record("person.correct", known, by=by, at=at, was={key: getattr(known, key) for key in now}, now=now)
        Person.objects.filter(pk=known.pk).update(**now)
    return known


@transaction.atomic
def retire_heads(organisation: Organisation, *, on: date, by: User | None, at: datetime) -> list[RoleGrant]:
    """Take the director's role from accounts whose person no longer heads the organisation on a day."""
    rows = list(retired_heads(on).filter(organisation=organisation).select_related("user", "organisation"))
    for row in rows:
        access.revoke(row, by=by, at=at)
        record("role.revoke", row.user, by=by, at=at, role=row.role, organisation=organisation.pk)
    return rows


@transaction.atomic
def correct_details(organisation: Organisation, *, by: User, at: datetime, **fields: Any) -> None:
    """Correct type, sector, district, numbers or contacts; the head of the organisation its contacts alone."""
    if not access.can(by, "manage_organisations", at=at):
        access.require(by, "edit_application", organisation, at=at)
        if not fields.keys() <= CONTACTS:
            raise PermissionDenied("manage_organisations")
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    was = {name: str(getattr(locked, name) or "") for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
        setattr(organisation, name, value)
    if NUMBERS & fields.keys():
        locked.full_clean()
    locked.clean_fields(exclude={field.name for field in locked._meta.concrete_fields} - fields.keys())
    locked.follow(timezone.localtime(at).date())
    locked.save()
    now = {name: str(value or "") for name, value in fields.items()}
    record("organisation.correct", locked, by=by, at=at, was=was, **now)


def _lock(organisation: Organisation, on: date, *, by: User | None, at: datetime) -> Organisation:
    """Lock what is to be changed; what ceased to exist is changed no more."""
    if by is not None:
        access.require(by, "manage_organisations", at=at)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if (end := locked.reorganisations.ceasing(on).first()) is not None:
        message = gettext_lazy("The organisation ceased to exist on %(day)s; nothing changes in it any more.")
        raise Refused(denial("A-3.15.1", message, day=end.on))
    return locked


def _end_open(rows: DatedQuerySet, on: date) -> None:
    """End the open row on a day; refuse a day that does not come after the last row began."""
    last = rows.whole().last()
    if last and on <= last.starts_on:
        message = _("What is recorded now holds from %(day)s; a change begins on a later day.")
        raise ValidationError({"on": message % {"day": date_text(last.starts_on, get_language() or "ru")}})
    rows.open().update(ends_on=on)


def _paper(basis: Basis | Mapping[str, Any] | None, *, by: User | None, at: datetime) -> Basis | None:
    return add_basis(by=by, at=at, **basis) if isinstance(basis, Mapping) else basis


def _follow(organisation: Organisation, at: datetime) -> None:
    organisation.follow(timezone.localtime(at).date())
    organisation.save(update_fields=organisation.FOLLOWING)


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
    basis: Basis | None = None,
    **posts: str,
) -> Official:
    """Record who holds a post in the authority from a day on."""
    official = Official.objects.create(
        authority=authority, person=person, starts_on=on, is_head=is_head, basis=basis, **posts
    )
    record("authority.appoint", authority, by=by, at=at, person=person.pk, on=on)
    return official


@transaction.atomic
def add_basis(*, by: User | None, at: datetime, **fields: Any) -> Basis:
    """Record the paper that facts stand on."""
    basis = Basis.objects.create(**fields)
    record("basis.add", basis, by=by, at=at, number=basis.number, dated_on=basis.dated_on)
    return basis
