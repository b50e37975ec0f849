"""How allauth behaves here: accounts come by invitation alone."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Closes sign-up; an account is opened through the secretary's invitation."""

    def is_open_for_signup(self, request) -> bool:
        """Say no: there is no public sign-up."""
        return False
