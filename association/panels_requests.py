"""Navigation and duties of requests of information, on both sides (A-5.2.1, A-5.7.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, clock, desk
from association.models import InformationRequest, RequestAddressee, User
from association.queries_requests import ANSWERS, asked_of, counted
from association.rules import requests as rules

OWED = {"state__in": rules.OPEN, "request__state": rules.SENT}


def _owed(user: User) -> QuerySet[RequestAddressee]:
    return asked_of(user).filter(**OWED)


desk.entry(desk.Entry(
    "office", gettext_lazy("Requests of information"), "requests", "list", "view_records", 40,
    also=("request_new", "request", "request_words", "request_field_new", "request_field", "request_addressees",
          "request_table", "request_reply"),
))  # fmt: skip
desk.entry(desk.Entry(
    "office", gettext_lazy("Requests to us"), "requests_asked", "mail", ANSWERS, 41, also=("request_asked",),
    count=_owed, needs=True,
))  # fmt: skip


@desk.duties
def to_answer(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Requests that the person's organisations have not answered (A-5.7.5)."""
    if not access.holds(user, ANSWERS):
        return
    today = clock.today()
    for row in _owed(user):
        is_back = row.state == rules.RETURNED
        title = _("Put the answer right: %(theme)s") if is_back else _("Answer the request: %(theme)s")
        text = row.return_word if is_back else row.organisation.title
        due = row.request.due_on
        yield desk.Duty(
            title % {"theme": row.request.called}, text[:160], row.get_absolute_url(), _("Answer"), "A-5.7.5", due,
            max((today - due).days, 0),
        )  # fmt: skip


@desk.duties
def to_sign(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Requests that await the signature of the chair (A-5.2.1)."""
    if not access.can(user, "send_requests"):
        return
    for row in InformationRequest.objects.filter(state=rules.OFFERED):
        yield desk.Duty(
            _("Sign the request of information: %(theme)s") % {"theme": row.called},
            _("The letters to the addressees go out with your signature."), row.get_absolute_url(), _("Sign"),
            "A-5.2.1",
        )  # fmt: skip


@desk.duties
def to_follow(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Requests with late answers, and those that everybody answered (A-5.2.1, A-5.7.5)."""
    if not access.can(user, "keep_requests"):
        return
    today = clock.today()
    for row in counted(InformationRequest.objects.filter(state=rules.SENT), today):
        facts = {"theme": row.called, "n": row.late}
        if row.late:
            title = ngettext(
                "%(n)s organisation has not answered: %(theme)s", "%(n)s organisations have not answered: %(theme)s",
                row.late,
            )  # fmt: skip
            yield desk.Duty(
                title % facts, _("Remind them, or close the request."), row.get_absolute_url(), _("Open"), "A-5.7.5",
                row.due_on, (today - row.due_on).days,
            )  # fmt: skip
        elif row.answered == row.asked:
            yield desk.Duty(
                _("Close the request that everybody answered: %(theme)s") % facts, "", row.get_absolute_url(),
                _("Open"), "A-5.2.1",
            )  # fmt: skip
