"""The system a person works in."""

from __future__ import annotations

from association import access
from association.models import User
from qa_system.models import QaSystem


def systems_of(user: User) -> list[QaSystem]:
    """The systems a person has a role in, read once for an account within a request."""
    if not hasattr(user, "_qa_systems"):
        rows = QaSystem.objects.filter(organisation__in=access.organisations(user, "view_qa"))
        user._qa_systems = list(rows.select_related("organisation"))  # type: ignore[attr-defined]
    return user._qa_systems  # type: ignore[attr-defined]
