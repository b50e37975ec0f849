"""What every page needs: the association's name, the person, the navigation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access, desk
from association.fmt import badge
from association.models import Association, User


class OnceMiddleware:
    """Keeps for the length of a request what every page reads."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest):
        with Association.read_once():
            return self.get_response(request)


def _who(user) -> dict[str, Any] | None:
    if not user.is_authenticated:
        return None
    roles = access.roles_of(user)
    return {
        "name": str(user),
        "role": str(access.ROLES[roles[0]][1]) if roles else "",
        "initials": badge(user.person.surname, user.person.given) if user.person else user.email[:2].upper(),
    }


def _demo_roles() -> list[dict[str, Any]]:
    """One account for each role of the demonstration; the youngest of several directors, who has yet to apply."""
    icons = {"secretary": "desk", "chair": "users", "presidium_member": "check", "director": "school",
             "department_reviewer": "book", "deputy": "user", "qa_officer": "list", "qa_head": "school",
             "council_secretary": "inbox", "process_owner": "cycle", "commission_member": "users",
             "consultant": "info", "ministry_reviewer": "globe"}  # fmt: skip
    found: dict[str, Any] = {}
    for user in User.objects.filter(is_active=True).select_related("person").order_by("pk"):
        for role in access.roles_of(user)[:1]:
            if role == "director" or role not in found:
                found[role] = user
    return [
        {"label": str(user), "role": access.ROLES[role][1], "icon": icons.get(role, "user"), "value": user.pk}
        for role, user in sorted(found.items(), key=lambda pair: list(access.ROLES).index(pair[0]))
    ]


def _top_nav(current: str) -> list[dict[str, Any]]:
    rows = [("home", _("Home")), ("members", _("Members")), ("events", _("Events")), ("regulations", _("Statute"))]
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in rows]


def _foot() -> list[dict[str, str]]:
    return [{"label": _("Check a certificate"), "url": reverse("check_search")},
            {"label": _("Quality of vocational organisations"), "url": reverse("qa_public_list")},
            {"label": _("Methodical materials"), "url": reverse("library")},
            {"label": _("Statute"), "url": reverse("regulations")},
            {"label": _("Rules in force"), "url": reverse("rules")}]  # fmt: skip


def page(request: HttpRequest) -> dict[str, Any]:
    """Give the base templates their facts; nothing is read before a template asks."""
    match = request.resolver_match
    current = match.url_name if match else ""
    association = Association.known()
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "association_name": association.heading(get_language() or "ru") if association else "",
        "who": _who(user) if signed_in else None,
        "nav": SimpleLazyObject(lambda: desk.navigation(user, current)) if signed_in else [],
        "top_nav": SimpleLazyObject(lambda: _top_nav(current)),
        "foot": SimpleLazyObject(_foot),
        "demo": settings.DEMO,
        "demo_roles": SimpleLazyObject(_demo_roles) if settings.DEMO and not signed_in else [],
    }
