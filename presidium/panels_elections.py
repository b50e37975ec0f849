"""Duties of terms and elections: what ends soon, what is vacant, whose name the chair still has to put forward."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access, desk
from association.fmt import date_text
from association.models import Association, User
from membership.queries import local_day
from presidium.models import Election
from presidium.queries import ELECTED
from presidium.queries_elections import candidates
from presidium.queries_terms import judge_deputy, terms_on

CLAUSES = {"chair": "A-3.6", "deputy": "A-3.8"}


def _day(day: date) -> str:
    return date_text(day, (get_language() or "ru").split("-")[0])


@desk.duties
def terms(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the secretary, the chair and the deputy: terms that end within ninety days or are over (A-3.6, A-3.8)."""
    plans = access.can(user, "prepare_meeting")
    if not (plans or access.can(user, "sign_as_presiding")) or Association.known() is None:
        return
    today = local_day(at)
    found = terms_on(today)
    for term in found:
        if not (term.is_near or term.is_over):
            continue
        facts = {"name": term.office.person, "office": term.office.get_kind_display()}
        title = (
            _("The term of %(name)s (%(office)s) is over")
            if term.is_over
            else _("The term of %(name)s (%(office)s) ends soon")
        )
        text = _("Last day: %(day)s. Prepare the election.") % {"day": _day(term.office.last_day)}
        yield desk.Duty(
            title % facts, text, reverse("composition"), _("Open"), CLAUSES[term.office.kind], term.office.last_day,
            max((today - term.office.last_day).days, 0),
        )  # fmt: skip
    held = {term.office.kind for term in found}
    if held & {*ELECTED} and "chair" not in held:
        yield desk.Duty(
            _("Prepare the election of the chair"), _("The office is vacant; a general meeting elects."),
            reverse("meeting_new" if plans else "meetings"), _("Plan a meeting") if plans else _("To the meetings"),
            "A-3.6",
        )  # fmt: skip
    if "chair" in held and not (verdict := judge_deputy(today)):
        yield desk.Duty(
            _("Elect the deputy chair"), str(verdict.sentence), reverse("meetings"), _("To the meetings"), "A-3.8"
        )


@desk.duties
def nominations(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the chair: the name of the deputy, while an election waits for it (A-3.8)."""
    if not access.can(user, "preside_meeting"):
        return
    rows = Election.objects.filter(kind=Election.Kind.DEPUTY, state__in=[Election.State.OPEN, Election.State.LISTED])
    for row in rows:
        if not candidates(row).filter(outcome="").exists():
            yield desk.Duty(
                _("Put the name of the deputy chair forward"), _("Only the name that the chair proposes is voted on."),
                row.get_absolute_url(), _("Put forward"), "A-3.8",
            )  # fmt: skip
