"""Acts that a posted page tries: of a form whose uploads are kept first, and of a button beside a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from association import clock, files
from association.doors import Unacceptable
from association.models import Organisation
from association.statute import Refused
from qa_system.forms.editions import attempt


def attempt_keeping(
    request: HttpRequest, form: Any, act: Callable[..., Any], *, of: Organisation, uploads: Iterable[str],
    fields: Mapping[str, str] | None = None,
) -> Any:  # fmt: skip
    """`attempt` for a form with uploads: calls act(by=, at=, **values) with each upload as a stored file.

    Only a posted form acts. A field left empty is not handed over. Without room for a file its field says so.
    """
    if request.method != "POST":
        return False
    at, keeping = clock.now(), ""

    def kept(**values: Any) -> Any:
        nonlocal keeping
        for keeping in uploads:
            if upload := values.pop(keeping, None):
                values[keeping] = files.keep(upload, organisation=of, by=request.user, at=at)
        return act(by=request.user, at=at, **values)

    try:
        with transaction.atomic():
            return attempt(form, kept, fields=fields)
    except Unacceptable as refused:
        form.add_error(keeping, str(refused))
        return False


def press(request: HttpRequest, act: Callable[..., Any], done: str) -> None:
    """Do what a button asks by act(on=, by=, at=), and say above the page that it is done, or each reason why not."""
    try:
        act(on=clock.today(), by=request.user, at=clock.now())
        messages.success(request, done)
    except Refused as refused:
        for verdict in refused.verdicts:
            messages.error(request, str(Refused(verdict)))
