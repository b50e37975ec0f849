"""Accounts."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    """Makes accounts known by an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields) -> User:
        """Create an account; without a password it can only be entered by a link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> User:
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Учётная запись, эсеп жазуусу: who signs in; deactivated, never deleted."""

    email = models.EmailField(_("e-mail"), unique=True)
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="accounts")
    language = models.CharField(_("language"), max_length=2, default="ru")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = UserManager()

    def __str__(self) -> str:
        return self.get_short_name()

    def get_full_name(self) -> str:
        return self.person.full_name if self.person else self.email

    def get_short_name(self) -> str:
        return self.person.surname_first if self.person else self.email


class RoleGrant(models.Model):
    """Роль, роль: a role held by an account from a moment on, on one organisation or on the whole portal."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=models.Q(revoked_at__isnull=True),
                name="association_one_open_role",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=models.Q(revoked_at__isnull=True, organisation__isnull=True),
                name="association_one_portal_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class Invitation(models.Model):
    """Приглашение, чакыруу: a letter with a link by which one person opens an account in one role."""

    email = models.EmailField(_("e-mail"))
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    language = models.CharField(max_length=2, default="ru")
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.email
