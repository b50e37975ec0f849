"""Verbs on accounts: invitation and its acceptance."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from association import access, outbox
from association.journal import record
from association.models import Invitation, Organisation, Person, User
from association.notices import INVITATION

VALID = timedelta(days=14)
# Roles in an organisation that its own people may give, by the right named; the office may give any.
GIVEN_BY = {"pair_contact": "name_contacts"}


def digest_of(token: str) -> str:
    """Digest under which the token of an invitation is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    email: str,
    person: Person,
    role: str,
    organisation: Organisation | None = None,
    language: str = "ru",
    by: User,
    at: datetime,
) -> Invitation:
    """Invite one person in one role; the letter carries the only copy of the link."""
    if role not in GIVEN_BY or not access.can(by, GIVEN_BY[role], organisation, at=at):
        access.require(by, "invite_people", at=at)
    scope = access.ROLES[role][0]
    if scope == access.COMPUTED or (scope == access.ORGANISATION) != (organisation is not None):
        raise ValueError(f"nobody is invited as {role} {'on an organisation' if organisation else 'on the portal'}")
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        email=email.lower(), person=person, role=role, organisation=organisation, language=language,
        token_digest=digest_of(token), invited_by=by, invited_at=at, expires_at=at + VALID,
    )  # fmt: skip
    outbox.send(
        INVITATION, invitation, to=invitation.email, at=at, language=language, token=token, person=person,
        organisation=organisation,
    )  # fmt: skip
    record("invitation.send", invitation, by=by, at=at, role=role)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, password: str, at: datetime) -> User:
    """Open the account of an invited person, or add the role to the one that exists, by its own password.

    Raises LookupError when the invitation is used or has run out, ValidationError for a password that will not do.
    """
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if locked.accepted_at or locked.expires_at < at:
        raise LookupError("the invitation is used or has run out")
    user = User.objects.filter(email__iexact=locked.email).first()
    if user is None:
        user = User(email=locked.email, person=locked.person, language=locked.language)
        validate_password(password, user)
        user.set_password(password)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    elif not user.is_active:
        raise LookupError("the account is closed")
    elif not user.check_password(password):
        raise ValidationError(_("The password is not right."))
    access.grant(user, locked.role, locked.organisation, by=locked.invited_by, at=at)
    Invitation.objects.filter(pk=locked.pk).update(accepted_at=at, user=user)
    record("invitation.accept", locked, by=user, at=at, role=locked.role)
    return user


@transaction.atomic
def open_account(
    *, email: str, person: Person | None, password: str | None, by: User | None, at: datetime, language: str = "ru"
) -> User:
    """Open an account directly: the first operator of a new portal."""
    user = User.objects.create_user(email=email, password=password, person=person, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    record("account.open", user, by=by, at=at)
    return user


@transaction.atomic
def give_role(user: User, role: str, on: Organisation | None = None, *, by: User | None, at: datetime) -> None:
    """Give an account a role, and journal it."""
    access.grant(user, role, on, by=by, at=at)
    record("role.grant", user, by=by, at=at, role=role, organisation=on.pk if on else None)


@transaction.atomic
def choose_language(user: User, language: str, *, by: User, at: datetime) -> None:
    """Keep the language a person chose, for letters."""
    User.objects.filter(pk=user.pk).update(language=language)
    record("account.language", user, by=by, at=at, language=language)
