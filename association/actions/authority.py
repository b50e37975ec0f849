"""The verb by which the authority and its head become known or change."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access
from association.actions import organisations
from association.journal import record
from association.models import Association, Authority, AuthorityName, Official, User


@transaction.atomic
def describe(*, on: date, by: User, at: datetime, **answers: str) -> Authority:
    """Record the authority's name and head from a day on; the rows before end on that day (A-1.7)."""
    access.require(by, "manage_organisations", at=at)
    association = Association.objects.select_for_update().get()
    authority = association.authority
    if authority is None:
        authority = organisations.add_authority(name=answers["name"], genitive=answers["genitive"], on=on, by=by, at=at)
        Association.objects.filter(pk=association.pk).update(authority=authority)
    elif authority.name_on(on).name != answers["name"]:
        AuthorityName.objects.filter(authority=authority, ends_on=None).update(ends_on=on)
        AuthorityName.objects.create(
            authority=authority, name=answers["name"], genitive=answers["genitive"], starts_on=on
        )
    person = organisations.add_person(
        by=by, at=at, **{key: answers[key] for key in ("surname", "given", "patronymic", "dative")}
    )
    Official.objects.filter(authority=authority, is_head=True, ends_on=None).update(ends_on=on)
    organisations.appoint_official(
        authority, person, on=on, by=by, at=at, is_head=True, post=answers["post"], post_dative=answers["post_dative"]
    )
    record("authority.describe", authority, by=by, at=at, name=answers["name"])
    return authority
