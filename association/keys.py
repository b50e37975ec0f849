"""One answer to one posted form, however often it arrives."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from association import clock
from association.journal import record
from association.models import PostedKey
from association.policy import THIRD_PARTY, row_of
from association.statute import Refused
from association.workflow import WrongState

FIELD = "form_key"


def new_key() -> str:
    """Make the key of one form."""
    return secrets.token_urlsafe(18)


def body_digest(request: HttpRequest) -> str:
    """Digest what was posted, files included, without the key itself and the CSRF token."""
    digest = hashlib.sha256()
    for name in sorted(request.POST):
        if name not in (FIELD, "csrfmiddlewaretoken"):
            digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(repr((name, upload.name, upload.size)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()


def afterwards(request: HttpRequest, act: Callable[[], object]) -> None:
    """Do something when the form has been answered, also when its transaction was rolled back."""
    request.__dict__.setdefault("afterwards", []).append(act)


class KeyMiddleware:
    """Runs every posted form in one transaction under its key; a repetition gets the first answer again."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer a POST under its key; leave everything else alone."""
        name = request.resolver_match.url_name or ""
        if request.method != "POST" or row_of(name) == THIRD_PARTY:
            return None
        key = request.POST.get(FIELD, "")
        if not 16 <= len(key) <= 40:
            return render(
                request, "409.html", {"reason": _("The form came without its key. Open it again.")}, status=400
            )
        try:
            return self.once(request, key, lambda: view(request, *args, **kwargs))
        except Refused as refused:
            return self.refusal(request, refused)
        except WrongState as wrong:
            messages.warning(request, wrong.sentence)
            where = getattr(wrong.obj, "get_absolute_url", lambda: "/")()
            return HttpResponseRedirect(where)
        finally:
            for act in request.__dict__.pop("afterwards", ()):
                act()

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Show why a page that only reads is refused, as the file of a document that was written off (A-4.10d)."""
        return self.refusal(request, problem) if isinstance(problem, Refused) else None

    def once(self, request: HttpRequest, key: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
        """Store the first answer with the verb's own transaction; a refused form stores nothing."""
        who = str(request.user.pk or "") if request.user.is_authenticated else (request.session.session_key or "")
        route, digest = request.path[:200], body_digest(request)
        try:
            with transaction.atomic():
                posted = PostedKey.objects.create(key=key, who=who, route=route, digest=digest, posted_at=clock.now())
                response = answer()
                if not 300 <= response.status_code < 400 and response.status_code != 204:
                    transaction.set_rollback(True)
                    return response
                PostedKey.objects.filter(pk=posted.pk).update(
                    status=response.status_code, location=response.headers.get("Location", "")[:500]
                )
                return response
        except IntegrityError:
            first = PostedKey.objects.filter(key=key, who=who, route=route).first()
            if first is None:
                raise
        if first.digest != digest:
            return render(
                request, "409.html", {"reason": _("This form was already sent with other content.")}, status=409
            )
        response = HttpResponse(status=first.status)
        response.headers["Location"] = first.location
        return response

    def refusal(self, request: HttpRequest, refused: Refused) -> HttpResponse:
        """Show why, with the clause; what must be remembered is journalled in its own transaction."""
        if refused.remember:
            with transaction.atomic():
                record(
                    "refusal", None, by=request.user if request.user.is_authenticated else None, at=clock.now(),
                    route=request.path, clauses=[verdict.clause for verdict in refused.verdicts],
                )  # fmt: skip
        status = 403 if refused.remember else 409
        back = request.META.get("HTTP_REFERER", "/")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
            back = "/"
        return render(request, "refusal.html", {"verdicts": refused.verdicts, "back": back}, status=status)
