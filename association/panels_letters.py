"""Letters of the Association on the desk of the chair, in the side navigation, and to those whom they reach."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, desk
from association.models import Paper, StoredFile, User
from association.queries_letters import files_open_to, papers_open_to, waiting_for_signature

desk.entry(desk.Entry("office", gettext_lazy("Letters"), "outgoing_letters", "mail", "view_records", 30, also=(
    "outgoing_letter", "outgoing_letter_new", "outgoing_letter_edit", "outgoing_letter_end",
)))  # fmt: skip


@access.register_reach(Paper)
def letters_that_reached(user: User, right: str) -> Q:
    """An official reads the letters to the authority; members have theirs as papers of their organisation."""
    return papers_open_to(user, right)


@access.register_reach(StoredFile)
def files_that_came_with_them(user: User, right: str) -> Q:
    """What was attached to a letter opens with it."""
    return files_open_to(user, right)


@desk.duties
def letters_to_sign(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Letters that wait for the chair's signature (A-7.2.2)."""
    if not access.can(user, "sign_letters"):
        return
    for row in waiting_for_signature():
        yield desk.Duty(
            _("Sign the letter: %(heading)s") % {"heading": row.heading}, str(row.get_kind_display()).capitalize(),
            row.get_absolute_url(), _("Sign"), "A-7.2.5" if row.kind == row.Kind.NOTE else "A-7.2.2",
        )  # fmt: skip
