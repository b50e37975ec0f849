"""Verbs that mend what was typed wrong: no new row, the journal keeps what stood there."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from association import access
from association.happenings import announce
from association.journal import record
from association.models import Address, AuthorityName, Headship, Official, Organisation, OrganisationName, User

NAME = ("full", "short", "genitive", "full_ky", "short_ky")
PERSON = ("surname", "given", "patronymic", "genitive", "dative")
POST = ("post", "post_genitive", "post_dative")


@transaction.atomic
def correct_wording(organisation: Organisation, *, on: date, by: User, at: datetime, **answers: str) -> None:
    """Mend a typing mistake in the names, the address, the head's name or post as they stand on a day (A-A.2, A-A.3).

    Answers are called by field; those of the head's person begin with `person_`. Nothing else is told of it: it is no
    renaming, no move and no new head.
    """
    access.require(by, "manage_organisations", at=at)
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    head = locked.head_on(on)
    was: dict[str, str] = {}
    now: dict[str, str] = {}
    for row, names, lead in (
        (locked.names.on(on).first(), NAME, ""),
        (locked.addresses.on(on).first(), ("text",), ""),
        (head, POST, ""),
        (head.person if head else None, PERSON, "person_"),
    ):
        before, after = _mend(row, {name: answers[lead + name] for name in names if lead + name in answers})
        was |= {lead + name: value for name, value in before.items()}
        now |= {lead + name: value for name, value in after.items()}
    if now:
        locked.follow(timezone.localtime(at).date())
        locked.save(update_fields=locked.FOLLOWING)
        record("organisation.correct_wording", locked, by=by, at=at, on=on, was=was, now=now)


@transaction.atomic
def correct_official(official: Official, *, by: User, at: datetime, **answers: str) -> None:
    """Mend a typing mistake in an official's name or post and their forms (A-1.7, A-A.1)."""
    access.require(by, "manage_organisations", at=at)
    locked = Official.objects.select_for_update(of=("self",)).select_related("person").get(pk=official.pk)
    posts, posts_now = _mend(locked, {name: answers[name] for name in POST if name in answers})
    person, person_now = _mend(
        locked.person, {name: answers["person_" + name] for name in PERSON if "person_" + name in answers}
    )
    if posts_now or person_now:
        record("authority.correct", locked, by=by, at=at, was=posts | person, now=posts_now | person_now)


@transaction.atomic
def correct_authority_name(row: AuthorityName, *, by: User, at: datetime, **answers: str) -> None:
    """Mend a typing mistake in a name of the authority (A-1.7)."""
    access.require(by, "manage_organisations", at=at)
    was, now = _mend(AuthorityName.objects.select_for_update().get(pk=row.pk), answers)
    if now:
        record("authority.correct", row, by=by, at=at, was=was, now=now)


@transaction.atomic
def take_back(row: OrganisationName | Address | Headship, *, by: User, at: datetime) -> None:
    """Take back a change whose day has not come; what holds until then holds on."""
    access.require(by, "manage_organisations", at=at)
    model = type(row)
    Organisation.objects.select_for_update().get(pk=row.organisation_id)
    locked = model.objects.select_for_update().get(pk=row.pk)
    if locked.ends_on is not None or locked.starts_on <= timezone.localtime(at).date():
        raise ValidationError(_("Only a change whose day has not come is taken back."))
    model.objects.filter(pk=locked.pk).update(ends_on=locked.starts_on)
    before = model.objects.filter(organisation=locked.organisation_id, ends_on=locked.starts_on)
    before.exclude(starts_on=locked.starts_on).update(ends_on=None)
    facts = {"on": locked.starts_on, "by": by, "at": at}
    record("organisation.take_back", locked.organisation, kind=model.__name__, row=locked.pk, **facts)
    announce("organisation.change_taken_back", organisation=locked.organisation, row=locked, **facts)


def _mend(row: models.Model | None, answers: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Write what differs onto a row; return what stood there and what stands there now."""
    if row is None:
        return {}, {}
    was = {name: getattr(row, name) for name, value in answers.items() if getattr(row, name) != value}
    now = {name: answers[name] for name in was}
    for name, value in now.items():
        setattr(row, name, value)
    if now:
        row.full_clean(exclude=[field.name for field in row._meta.concrete_fields if field.name not in now])
        row.save()
    return was, now
