"""How allauth behaves here: accounts come by invitation alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db.models import F, FilteredRelation, Q
from django.utils.translation import get_language

from association import access
from association.models import Association, User


class Adapter(DefaultAccountAdapter):
    """Closes sign-up; an account is opened through the secretary's invitation."""

    def is_open_for_signup(self, request) -> bool:
        """Say no: there is no public sign-up."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """Passkeys belong to the one address of the portal, by whatever host name a request came in."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the portal to the authenticator."""
        return {"id": urlsplit(settings.SITE_ADDRESS).hostname or "", "name": self._get_site_name()}

    def _get_site_name(self) -> str:
        association = Association.known()
        return association.heading(get_language() or "ru") if association else settings.MFA_TOTP_ISSUER


class Backend(AuthenticationBackend):
    """Reads an account with its person and its open roles in one query."""

    def get_user(self, user_id) -> User | None:
        """Return the account of a session, or None when it may not enter."""
        is_open = FilteredRelation("role_grants", condition=Q(role_grants__revoked_at=None))
        rows = User.objects.select_related("person").annotate(open_grant=is_open, granted=F("open_grant__role"))
        found = list(rows.filter(pk=user_id))
        if not found or not self.user_can_authenticate(found[0]):
            return None
        access.remember_grants(found[0], {row.granted for row in found if row.granted})
        return found[0]
