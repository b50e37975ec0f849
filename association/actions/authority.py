"""Verbs by which the authority, its names and its officials become known or change (A-1.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access
from association.actions import organisations
from association.fmt import date_text
from association.journal import record
from association.models import Association, Authority, AuthorityName, DatedQuerySet, Official, Person, User


@transaction.atomic
def describe(*, on: date, by: User, at: datetime, **answers: str) -> Authority:
    """Record the authority that accompanies the association, its name and head from a day on (A-1.7)."""
    access.require(by, "manage_organisations", at=at)
    association = Association.objects.select_for_update().get()
    if association.authority is not None:
        raise ValidationError(_("The authority is recorded already; its name and officials change one by one."))
    authority = organisations.add_authority(name=answers["name"], genitive=answers["genitive"], on=on, by=by, at=at)
    association.authority = authority
    association.save(update_fields=["authority"])
    forms = {key: answers[key] for key in ("surname", "given", "patronymic", "dative")}
    posts = {key: answers[key] for key in ("post", "post_dative")}
    person = organisations.add_person(by=by, at=at, **forms)
    organisations.appoint_official(authority, person, on=on, by=by, at=at, is_head=True, **posts)
    record("authority.describe", authority, by=by, at=at, name=answers["name"])
    return authority


@transaction.atomic
def rename_authority(
    authority: Authority, *, on: date, basis: Mapping[str, Any], by: User, at: datetime, name: str, genitive: str
) -> AuthorityName:
    """Record a new name of the authority from a day on; the name before ends on that day (A-1.7)."""
    locked = _lock(authority, by=by, at=at)
    last = locked.names.whole().last()
    if last and last.name == name:
        raise ValidationError({"name": _("This is the name it has already.")})
    _after(last, on)
    locked.names.open().update(ends_on=on)
    paper = organisations.add_basis(by=by, at=at, **basis)
    row = AuthorityName.objects.create(authority=locked, name=name, genitive=genitive, starts_on=on, basis=paper)
    record("authority.rename", locked, by=by, at=at, on=on, was=last.name if last else "", name=name)
    return row


@transaction.atomic
def take_official(
    authority: Authority, *, on: date, basis: Mapping[str, Any], known: Person | None, is_head: bool, by: User,
    at: datetime, forms: Mapping[str, str], posts: Mapping[str, str],
) -> Official:  # fmt: skip
    """Record who holds a post in the authority from a day on; a new head ends the post of the head before."""
    locked = _lock(authority, by=by, at=at)
    heads: DatedQuerySet = locked.officials.filter(is_head=True)
    if is_head:
        _after(heads.whole().last(), on)
        heads.open().update(ends_on=on)
    person = organisations.name_person(known, by=by, at=at, **forms)
    paper = organisations.add_basis(by=by, at=at, **basis)
    return organisations.appoint_official(
        locked, person, on=on, by=by, at=at, is_head=is_head, basis=paper, **posts
    )  # fmt: skip


@transaction.atomic
def end_post(official: Official, *, on: date, by: User, at: datetime) -> None:
    """Record the day from which an official holds the post no more."""
    _lock(official.authority, by=by, at=at)
    locked = Official.objects.select_for_update().get(pk=official.pk)
    if locked.ends_on is not None:
        raise ValidationError(_("This post has ended already."))
    _after(locked, on)
    Official.objects.filter(pk=locked.pk).update(ends_on=on)
    record("authority.end_post", locked, by=by, at=at, on=on)


def _lock(authority: Authority, *, by: User, at: datetime) -> Authority:
    access.require(by, "manage_organisations", at=at)
    return Authority.objects.select_for_update().get(pk=authority.pk)


def _after(last: AuthorityName | Official | None, on: date) -> None:
    if last and on <= last.starts_on:
        message = _("What is recorded now holds from %(day)s; a change begins on a later day.")
        raise ValidationError({"on": message % {"day": date_text(last.starts_on, get_language() or "ru")}})
