"""The policy of routes: which right opens which address; a route without a row stops the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib.auth.views import redirect_to_login
from django.core.checks import Error
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from association import access

PUBLIC, SIGNED_IN, THIRD_PARTY = "public", "signed-in", "third-party"

# Routes that belong to libraries; they carry no key of ours and are named one by one where they are public.
POLICY: dict[str, str] = {}
PEEKS: dict[str, Callable] = {}
LIBRARY_PREFIXES = ("account_", "mfa_", "usersessions_")


def route(address: str, view: Callable, *, name: str, allow: str, peek: Callable | None = None) -> URLPattern:
    """Make one path and its row in the policy: `public`, `signed-in` or the name of a right.

    `peek` may answer a poll of a live page before the account is read; it must tell nothing but "unchanged".
    """
    if peek is not None:
        PEEKS[name] = peek
    if allow not in (PUBLIC, SIGNED_IN, THIRD_PARTY) and allow not in access.RIGHTS:
        raise LookupError(f"{name}: no such right: {allow}")
    if name in POLICY:
        raise ValueError(f"{name}: a second route of this name would take the row of the first")
    POLICY[name] = allow
    return path(address, view, name=name)


def row_of(name: str) -> str | None:
    """Return the row of a route by its name, or None when it has none."""
    if name in POLICY:
        return POLICY[name]
    return THIRD_PARTY if name.startswith(LIBRARY_PREFIXES) else None


def routes() -> Iterator[str]:
    """Walk the names of all routes of the portal."""

    def walk(patterns) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.name or str(pattern.pattern)

    yield from walk(get_resolver().url_patterns)


def check_routes(**_kwargs) -> list[Error]:
    """System check: every route has a row."""
    return [
        Error(f"the route {name!r} has no row in the policy", id="association.E001")
        for name in sorted(set(routes()))
        if row_of(name) is None
    ]


class PolicyMiddleware:
    """Opens a route only to those whom its row admits."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Send strangers to the sign-in, refuse those without the right, let the others pass."""
        name = request.resolver_match.url_name or ""
        if request.htmx and name in PEEKS and (answer := PEEKS[name](request, **kwargs)):
            return answer
        row = row_of(name)
        if row in (PUBLIC, THIRD_PARTY):
            return None
        if not request.user.is_authenticated:
            answer = redirect_to_login(request.get_full_path())
            if request.headers.get("HX-Request"):  # otherwise htmx would put the sign-in page into the live part
                return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
            return answer
        if row == SIGNED_IN or (row is not None and access.holds(request.user, row)):
            return None
        raise PermissionDenied(row)
