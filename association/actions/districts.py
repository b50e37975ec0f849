"""Verbs on the reference table of districts and cities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from association import access
from association.actions.organisations import add_basis, add_district
from association.fmt import date_text
from association.journal import record
from association.models import District, Organisation, User
from association.search import fold, sort_key
from association.territories import ALTAI, key_of, known


@transaction.atomic
def open_district(
    *, name: str, kind: str, on: date, by: User, at: datetime, name_ky: str = "", country: str = "RU",
    basis: Mapping[str, Any] | None = None,
) -> District:  # fmt: skip
    """Add a territory from a day on; two of one name and kind are not in force together."""
    access.require(by, "manage_organisations", at=at)
    _check_new(name, kind, country, on)
    paper = add_basis(by=by, at=at, **basis) if basis else None
    return add_district(name=name, kind=kind, on=on, name_ky=name_ky, country=country, basis=paper, by=by, at=at)


@transaction.atomic
def rename_district(
    district: District, *, name: str, kind: str, on: date, by: User, at: datetime, basis: Mapping[str, Any],
    name_ky: str = "",
) -> District:  # fmt: skip
    """Give a territory a new name or kind from a day on; its organisations are listed there from that day."""
    locked = _lock(district, on, by=by, at=at)
    if (locked.name, locked.kind) == (name, kind):
        raise ValidationError({"name": _("This is the name it has already.")})
    _check_new(name, kind, locked.country, on)
    paper = add_basis(by=by, at=at, **basis)
    new = add_district(name=name, kind=kind, on=on, name_ky=name_ky, country=locked.country, basis=paper, by=by, at=at)
    _end(locked, on, followed_by=new)
    record("district.rename", locked, by=by, at=at, on=on, was=locked.name, name=name, new=new.pk)
    follow_district(locked, on=timezone.localtime(at).date(), by=by, at=at)
    return new


@transaction.atomic
def merge_district(
    district: District, *, into: District, on: date, basis: Mapping[str, Any], by: User, at: datetime
) -> None:
    """Merge a territory into another from a day on; its organisations are listed there from that day."""
    locked = _lock(district, on, by=by, at=at)
    into = District.objects.select_for_update().get(pk=into.pk)
    if into.pk == locked.pk:
        raise ValidationError({"into": _("A territory is merged into another one.")})
    if not into.is_on(on) or into.ends_on is not None:
        raise ValidationError({"into": _("This territory is not in force on that day.")})
    paper = add_basis(by=by, at=at, **basis)
    _end(locked, on, followed_by=into)
    record("district.merge", locked, by=by, at=at, on=on, into=into.pk, basis=paper.pk)
    follow_district(locked, on=timezone.localtime(at).date(), by=by, at=at)


@transaction.atomic
def close_district(district: District, *, on: date, basis: Mapping[str, Any], by: User, at: datetime) -> None:
    """Close a territory from a day on; one with organisations is merged into another instead."""
    locked = _lock(district, on, by=by, at=at)
    if (count := Organisation.objects.filter(district=locked).count()) > 0:
        message = ngettext(
            "%(count)d organisation is listed here; merge the territory into another one instead.",
            "%(count)d organisations are listed here; merge the territory into another one instead.",
            count,
        )
        raise ValidationError(message % {"count": count})
    paper = add_basis(by=by, at=at, **basis)
    _end(locked, on)
    record("district.close", locked, by=by, at=at, on=on, basis=paper.pk)


@transaction.atomic
def correct_district(district: District, *, name: str, name_ky: str, by: User, at: datetime) -> None:
    """Mend a typing mistake in the names of a territory; the journal keeps what stood there."""
    access.require(by, "manage_organisations", at=at)
    locked = District.objects.select_for_update().get(pk=district.pk)
    was = {"name": locked.name, "name_ky": locked.name_ky}
    now = {"name": name, "name_ky": name_ky}
    if was != now:
        District.objects.filter(pk=locked.pk).update(**now, sort_key=sort_key(name))
        record("district.correct", locked, by=by, at=at, was=was, now=now)


@transaction.atomic
def place_district(
    district: District, *, latitude: Decimal | None, longitude: Decimal | None, neighbours: Collection[District],
    by: User, at: datetime,
) -> None:  # fmt: skip
    """Say where a territory lies: the centre in degrees, both or neither, and its neighbours (A-3.16c)."""
    access.require(by, "manage_organisations", at=at)
    _place(district, latitude, longitude, neighbours, by, at)


def _place(
    district: District, latitude: Decimal | None, longitude: Decimal | None, neighbours: Collection[District],
    by: User | None, at: datetime,
) -> None:  # fmt: skip
    locked = District.objects.select_for_update().get(pk=district.pk)
    if (latitude is None) != (longitude is None):
        raise ValidationError({"longitude": _("Enter both coordinates or neither.")})
    near = sorted({one.pk for one in neighbours} - {locked.pk})
    said = {"latitude": latitude, "longitude": longitude}
    was = {"latitude": locked.latitude, "longitude": locked.longitude}
    if was == said and near == sorted(locked.neighbours.values_list("pk", flat=True)):
        return
    District.objects.filter(pk=locked.pk).update(**said)
    locked.neighbours.set(near)
    record("district.place", locked, by=by, at=at, neighbours=near, **{key: str(value) for key, value in said.items()})


@transaction.atomic
def place_known(*, add_on: date | None = None, by: User | None, at: datetime) -> int:
    """Give the districts and cities of Altai krai their centres and neighbours where nobody has entered them.

    With `add_on` those that the table lacks are added from that day on. Returns how many were placed.
    """
    rows = list(District.objects.open().filter(country="RU").order_by("pk"))
    held = {(key_of(row.name), row.kind == District.Kind.CITY) for row in rows}
    missing = [one for one in ALTAI if add_on and (key_of(one.name), one.kind == "city") not in held]
    for one in missing:
        facts = {"name": one.name, "name_ky": one.name_ky, "kind": one.kind, "on": add_on}
        rows.append(add_district(by=by, at=at, **facts))
    found = [(row, place) for row in rows if (place := known(row.name, row.kind))]
    bare = [(row, place) for row, place in found if row.latitude is None]
    for row, place in bare:
        near = [other for other, own in found if key_of(own.name) in {key_of(name) for name in place.near}]
        _place(row, Decimal(place.latitude), Decimal(place.longitude), [*near, *row.neighbours.all()], by, at)
    return len(bare)


@transaction.atomic
def follow_district(district: District, *, on: date, by: User | None, at: datetime) -> None:
    """List organisations under the territory that came after theirs, once its day has come."""
    if district.followed_by_id is None or district.ends_on is None or district.ends_on > on:
        return
    moved = list(Organisation.objects.filter(district=district).order_by("pk").values_list("pk", flat=True))
    if moved:
        Organisation.objects.filter(pk__in=moved).update(district=district.followed_by_id)
        record("district.follow", district, by=by, at=at, to=district.followed_by_id, organisations=moved)


def _lock(district: District, on: date, *, by: User, at: datetime) -> District:
    access.require(by, "manage_organisations", at=at)
    locked = District.objects.select_for_update().get(pk=district.pk)
    language = get_language() or "ru"
    if locked.ends_on is not None:
        message = _("This territory ended on %(day)s; nothing changes in it any more.")
        raise ValidationError(message % {"day": date_text(locked.ends_on, language)})
    if on <= locked.starts_on:
        message = _("What is recorded now holds from %(day)s; a change begins on a later day.")
        raise ValidationError({"on": message % {"day": date_text(locked.starts_on, language)}})
    return locked


def _end(district: District, on: date, *, followed_by: District | None = None) -> None:
    district.ends_on, district.followed_by = on, followed_by
    district.save(update_fields=["ends_on", "followed_by"])


def _check_new(name: str, kind: str, country: str, on: date) -> None:
    rows = District.objects.on(on).filter(country=country, kind=kind)
    if fold(name) in {fold(one) for one in rows.values_list("name", flat=True)}:
        raise ValidationError({"name": _("A territory of this name and kind is in the table already.")})
