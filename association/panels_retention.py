"""Retention in the navigation and on the desk: what fell due, whose signature an act awaits, the missing file plan."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, desk
from association.models import FilePlan, Paper, User, WriteOffAct
from association.queries_retention import due_by, is_plan_missing

PAGES = (
    "retention_document", "hold_lifting", "file_kinds", "file_kind_new", "file_kind", "file_plan", "write_offs",
    "write_off", "write_off_commission",
)  # fmt: skip
desk.entry(desk.Entry("office", gettext_lazy("Terms of keeping"), "retention", "clock", "view_records", 80, also=PAGES))


@access.register_reach(Paper)
def acts_of_the_commission(user: User, right: str) -> Q:
    """Who leads a commission reads its act, also without an office."""
    if right != "view_organisation" or not user.is_authenticated or user.person_id is None:
        return Q(pk__in=[])
    acts = WriteOffAct.objects.filter(commission__person=user.person_id)
    return Q(kind="D24", pk__in=acts.values("paper"))


@desk.duties
def to_write_off(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the secretary: documents whose term has ended, and the file plan of the year (A-4.10d)."""
    if not access.can(user, "keep_files"):
        return
    day = timezone.localtime(at).date()
    if is_plan_missing(day):
        draft = FilePlan.objects.filter(year=day.year).first()
        address = draft.get_absolute_url() if draft else reverse("file_kinds")
        title, text = _("Have the file plan of the year approved"), _("No file plan is approved for this year")
        yield desk.Duty(title, text, address, _("Open"), "A-4.10c")
    if count := sum(one.is_free for one in due_by(day)):
        text = ngettext("The term of %(n)d document has ended.", "The term of %(n)d documents has ended.", count)
        title = _("Draw up an act of write-off")
        yield desk.Duty(title, text % {"n": count}, reverse("retention"), _("Open"), "A-4.10d")


@desk.duties
def to_sign(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Acts and file plans that wait for the signature of this person (A-4.10d)."""
    acts = WriteOffAct.objects.filter(commission__is_chair=True, commission__person=user.person_id)
    for act in acts.filter(state=WriteOffAct.State.OFFERED) if user.person_id else ():
        title = _("Sign the act of write-off for the commission")
        yield desk.Duty(title, str(act), act.get_absolute_url(), _("Sign"), "A-4.10d")
    if not access.can(user, "approve_write_off"):
        return
    for act in WriteOffAct.objects.filter(state=WriteOffAct.State.SIGNED):
        yield desk.Duty(_("Approve the act of write-off"), str(act), act.get_absolute_url(), _("Sign"), "A-4.10d")
    for plan in FilePlan.objects.filter(state=FilePlan.State.OFFERED):
        yield desk.Duty(_("Approve the file plan"), str(plan), plan.get_absolute_url(), _("Sign"), "A-4.10c")
