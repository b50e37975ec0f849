"""Verbs of the ministry's officials: remarks in a dialogue; nothing of an organisation is edited (K-O4)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import District, User
from association.statute import Refused, denial
from qa_system import rules
from qa_system.models import Jurisdiction, MinistryRemark, Publication, QaSystem


@transaction.atomic
def entrust(
    user: User, *, level: str, oblast: District | None, on: date, by: User | None, at: datetime
) -> Jurisdiction:
    """Entrust an official with a level, in one oblast or in all, from a day on."""
    if by is not None:
        access.require(by, "invite_people", at=at)
    if level not in rules.LEVELS:
        raise Refused(denial("K-O4", _("Choose a level of vocational education.")))
    User.objects.select_for_update().get(pk=user.pk)
    if not user.role_grants.filter(role="ministry_reviewer", revoked_at=None).exists():
        raise Refused(denial("K-O4", _("Only an official of the ministry is entrusted with organisations.")))
    if user.jurisdictions.open().filter(level=level, oblast=oblast).exists():
        raise Refused(denial("K-O4", _("The official is entrusted with this already.")))
    row = Jurisdiction.objects.create(user=user, level=level, oblast=oblast, starts_on=on)
    record("qa.jurisdiction.entrust", row, by=by, at=at, user=user.pk, level=level, oblast=oblast and oblast.pk)
    return row


@transaction.atomic
def relieve(row: Jurisdiction, *, on: date, by: User, at: datetime) -> None:
    """End what an official is entrusted with."""
    access.require(by, "invite_people", at=at)
    if Jurisdiction.objects.filter(pk=row.pk, ends_on=None).update(ends_on=max(on, row.starts_on)):
        record("qa.jurisdiction.relieve", row, by=by, at=at, on=on)


@transaction.atomic
def remark(
    system: QaSystem, *, about: Publication | None, text: str, by: User, at: datetime, answer_of: MinistryRemark | None
) -> MinistryRemark:
    """Write a remark on an organisation or one of its publications, or an answer of either side to one (K-O4)."""
    if answer_of is None or not access.can(by, "keep_qa", system, at=at):
        access.require(by, "review_qa", system, at=at)
    if not text.strip():
        raise Refused(denial("K-O4", _("Write the text.")))
    if about is not None and about.system_id != system.pk:
        raise Refused(denial("K-O4", _("Choose a publication of this organisation.")))
    if answer_of is not None and (answer_of.system_id != system.pk or answer_of.answer_of_id):
        raise Refused(denial("K-O4", _("Answer a remark on this organisation.")))
    thing = about or system
    about_type, about_id = thing._meta.label_lower, str(thing.pk)
    if answer_of is not None:
        about_type, about_id = answer_of.about_type, answer_of.about_id
    row = MinistryRemark.objects.create(
        system=system, about_type=about_type, about_id=about_id, answer_of=answer_of, text=text,
        written_at=at, written_by=by,
    )  # fmt: skip
    record("qa.remark", row, by=by, at=at, about=f"{row.about_type}:{row.about_id}")
    return row
