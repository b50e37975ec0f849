"""Verbs on the people who keep help for an organisation beside its head (A-3.16b)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import accounts
from association.actions.organisations import add_person
from association.journal import record
from association.models import Invitation, Organisation, RoleGrant, User
from association.statute import Refused, denial
from mentoring.queries_help import CONTACT, NAMES, contacts_invited


@transaction.atomic
def invite_contact(
    organisation: Organisation, *, email: str, language: str, by: User, at: datetime, **names: str
) -> Invitation:
    """The head invites a person of the own organisation to keep the journal of its pairs (A-3.16b)."""
    access.require(by, NAMES, organisation, at=at)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    held = RoleGrant.objects.filter(role=CONTACT, organisation=organisation, revoked_at=None)
    if held.filter(user__email__iexact=email).exists():
        raise Refused(denial("A-3.16b", _("The person with this address keeps the journal already.")))
    if contacts_invited(organisation, at).filter(email__iexact=email).exists():
        raise Refused(denial("A-3.16b", _("A letter to this address is on its way already.")))
    person = add_person(by=by, at=at, **names)
    return accounts.invite(
        email=email, person=person, role=CONTACT, organisation=organisation, language=language, by=by, at=at
    )


@transaction.atomic
def call_back(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take back an invitation that nobody has accepted: its link opens nothing any more."""
    access.require(by, NAMES, invitation.organisation, at=at)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.role != CONTACT or locked.accepted_at is not None:
        raise Refused(denial("A-3.16b", _("The invitation was accepted: end the role of the person instead.")))
    Invitation.objects.filter(pk=locked.pk, expires_at__gt=at).update(expires_at=at)
    record("invitation.call_back", locked, by=by, at=at, role=locked.role)


@transaction.atomic
def release(grant: RoleGrant, *, by: User, at: datetime) -> None:
    """The head ends a person's role of keeping the journal; what the person wrote stays (A-3.16b)."""
    access.require(by, NAMES, grant.organisation, at=at)
    locked = RoleGrant.objects.select_for_update().select_related("user").get(pk=grant.pk)
    if locked.role != CONTACT or locked.revoked_at is not None:
        return
    access.revoke(locked, by=by, at=at)
    record("role.revoke", locked.user, by=by, at=at, role=locked.role, organisation=locked.organisation_id)
