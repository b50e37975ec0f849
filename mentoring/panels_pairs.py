"""Duties and navigation of lists of pairs: who waits for a mentor, remarks to answer, a list to look at (A-3.16)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, desk
from association.models import Association, User
from membership.models import Membership
from membership.panels_organisation.doors import DOORS, Door
from membership.panels_organisation.dossier import Dossier
from mentoring.models import PairList
from mentoring.queries_pairs import local_day, mentors_on, without_mentor

State = PairList.State
desk.entry(
    desk.Entry(
        "activity", gettext_lazy("Lists of pairs"), "pair_lists", "pair", "view_pairs", 31,
        also=("pair_list", "pair_list_line", "pair_list_add"),
    )
)  # fmt: skip


def _terms(dossier: Dossier) -> str:
    return reverse("mentor_terms", args=[dossier.organisation.pk])


def _is_member(dossier: Dossier) -> bool:
    return dossier.membership is not None and dossier.membership.kind == Membership.Kind.MEMBER


DOORS.extend(
    Door(gettext_lazy("Take candidates as a mentor"), "pair", right, _terms, _is_member)
    for right in ("offer_mentoring", "manage_organisations")
)


@desk.duties
def of_the_chair(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Candidates without a mentor, remarks without an answer (A-3.16a, A-3.16c)."""
    if not access.can(user, "form_pairs") or Association.known() is None:
        return
    row = PairList.objects.filter(state__in=PairList.OPEN).defer("facts").first()
    if row is None:
        day = local_day(at)
        count = without_mentor(day).count()
        if count and mentors_on(day).exists():
            title = ngettext("%(n)s candidate has no mentor", "%(n)s candidates have no mentor", count) % {"n": count}
            yield desk.Duty(
                title, _("The portal proposes pairs by territory and sector; you form the list."),
                reverse("pair_lists"), _("Form a list of pairs"), "A-3.16a",
            )  # fmt: skip
        return
    waiting = row.remarks.filter(answered_at=None).count()
    if waiting and row.state in (State.OFFERED, State.DRAFT):
        title = ngettext(
            "%(n)s remark on the list of pairs awaits your answer",
            "%(n)s remarks on the list of pairs await your answer",
            waiting,
        )
        yield desk.Duty(
            title % {"n": waiting}, str(row), f"{row.get_absolute_url()}#remarks", _("Answer"), "A-3.16c"
        )  # fmt: skip


@desk.duties
def of_the_members(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of a member of the Presidium: the list that is offered, until the member has remarked on it (A-3.16c)."""
    if not access.can(user, "remark_pairs"):
        return
    said = Q(remarks__author=user) | Q(begun_by=user)
    for row in PairList.objects.filter(state=State.OFFERED).defer("facts").exclude(said):
        yield desk.Duty(
            _("Look at the list of pairs"), _("Your remarks reach the chair before the meeting."),
            row.get_absolute_url(), _("Open"), "A-3.16c",
        )  # fmt: skip
