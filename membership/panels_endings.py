"""Duties, navigation and warnings around orders, exits and the size of the Association."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from association import access, clock, desk, happenings
from association.fmt import date_text
from association.models import Organisation, StoredFile, User
from association.templatetags.ui import day as in_words
from membership import rules
from membership.models import Membership, Order, OrderLine, Withdrawal
from membership.queries import certificates_ending, membership_of, minimum_on, successors_to_invite, without_effect

PAGES = ("ending", "ending_entry")
desk.entry(desk.Entry(
    "association", gettext_lazy("Ends of membership"), "endings", "leave", "view_records", 45,
    lambda _user: Withdrawal.objects.filter(state="submitted"), True, also=PAGES,
))  # fmt: skip
desk.entry(desk.Entry("", gettext_lazy("Leaving the Association"), "ending_new", "leave", "leave_association", 85))


@access.register_reach(StoredFile)
def scans_of_orders(user: User, right: str) -> Q:
    """Who enters orders has the scans of those entered on record, without the other records (A-3.3)."""
    if right != "view_records" or not access.can(user, "enter_order"):
        return Q(pk__in=[])
    return Q(pk__in=Order.objects.exclude(scan=None).values("scan"))


@desk.duties
def exits_to_register(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Applications to leave: registered on the day they came, nobody decides on them (A-3.15.2)."""
    if not access.can(user, "register_documents"):
        return
    for row in Withdrawal.objects.filter(state="submitted").select_related("organisation"):
        yield desk.Duty(
            _("Register the exit of %(school)s") % {"school": row.organisation},
            _("It is registered on the day it came; nobody decides on it."), row.get_absolute_url(), _("Register"),
            "A-3.15.2", row.submitted_at.date(),
        )  # fmt: skip


@desk.duties
def successors(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Successors of reorganised members: membership does not pass to them, they are asked to apply (A-3.15.1)."""
    if not access.can(user, "invite_people"):
        return
    for school in successors_to_invite(clock.today()):
        yield desk.Duty(
            _("Invite %(school)s to apply") % {"school": school},
            _("It succeeds a member that was reorganised; membership does not pass to it by itself."),
            school.get_absolute_url(), _("Open"), "A-3.15.1",
        )  # fmt: skip


@desk.duties
def applications_without_effect(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Applications that no order can carry out any more: the organisation has ceased, or has left (A-3.15.1)."""
    if not access.can(user, "register_documents"):
        return
    for row in without_effect(clock.today()).select_related("organisation"):
        text = _("The organisation has ceased to exist; it cannot join any more.")
        if not row.has_ceased:
            text = _("The organisation has left the Association since it applied.")
        clause = rules.LAPSE_CLAUSES[rules.CEASED if row.has_ceased else rules.DECLINED]
        yield desk.Duty(
            _("End the application of %(school)s") % {"school": row.organisation}, text,
            f"{row.get_absolute_url()}#lapse", _("Open"), clause,
        )  # fmt: skip


@desk.duties
def own_exit(user: User, at: datetime) -> Iterable[desk.Duty]:
    """The director's own application to leave, while it is a draft."""
    if access.can(user, "view_records"):
        return
    own = access.visible(user, "leave_association", Withdrawal.objects.filter(state="draft"))
    for row in own.select_related("organisation"):
        yield desk.Duty(
            _("Finish the application to leave, or take it back"), str(row.organisation), row.get_absolute_url(),
            _("Open"), "A-3.15.2",
        )  # fmt: skip


@desk.duties
def too_few_members(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Fewer than five members today or on a day ahead: the chair and the authority are warned (A-3.12)."""
    if not (access.can(user, "approve_agenda") or access.can(user, "view_registers")):
        return
    verdict, day = minimum_on(clock.today())
    if day is not None:
        text = str(verdict.sentence)
        if day > clock.today():
            text = _("From %(day)s: %(text)s") % {"day": in_words(day, "ablative"), "text": text}
        yield desk.Duty(_("The Association is too small"), text, reverse("members"), _("Register"), "A-3.12")


def composition() -> dict[str, Any]:
    """Members and candidates today, against the least the statute asks for, now and ahead."""
    today = clock.today()
    verdict, day = minimum_on(today)
    rows = Membership.objects.on(today)
    return {
        "members": rows.filter(kind="member").count(),
        "candidates": rows.filter(kind="candidate").count(),
        "verdict": verdict,
        "broken_on": day if day and day > today else None,
    }


@happenings.foretells("membership.ended")
def what_ends(*, organisation: Organisation, on: date) -> Iterable[happenings.Consequence]:
    """Membership and the certificates of it end on the day."""
    row = membership_of(organisation, on)
    if row is None:
        return
    words = _("Membership ends: the first day without it is %(day)s.")
    if row.kind != Membership.Kind.MEMBER:
        words = _("The status of candidate ends: the first day without it is %(day)s.")
    yield happenings.Consequence(words % {"day": in_words(on)}, "A-3.15.2")
    for certificate in certificates_ending(row, on):
        text = _("The certificate of a member %(number)s is annulled.") % {"number": certificate}
        yield happenings.Consequence(text, "A-B.7")


def effects_of_exit(row: Withdrawal) -> list[happenings.Consequence]:
    """What an exit would end on its day, floor by floor."""
    on = rules.leaves_on(stated_on=row.stated_on, registered_on=clock.today())
    return happenings.forecast("membership.ended", organisation=row.organisation, on=on)


def effects_of_voiding(order: Order, lines: list[OrderLine]) -> list[str]:
    """Say in sentences what voiding an order will do, before it is done."""
    said: list[str] = []
    if order.state == Order.State.ENTERED:
        for line in lines:
            said += _undone(order, line)
    count = len(lines)
    if count:
        said.append(
            ngettext("A new draft takes its place, with %(n)s line.", "A new draft takes its place, with %(n)s lines.",
                     count) % {"n": count}
        )  # fmt: skip
    return said


def _undone(order: Order, line: OrderLine) -> list[str]:
    school = {"school": line.organisation.title}
    if line.application and line.membership:
        said = [_("%(school)s: the membership counts on no day; its application waits for the new order.") % school]
        valid = [row for row in line.membership.certificates.all() if row.annulled_on is None]
        words = _("%(school)s: certificate %(number)s is annulled.")
        return [*said, *(words % {**school, "number": row} for row in valid)]
    if line.is_exclusion and line.membership.end_basis_id == order.basis_id:
        day = date_text(line.membership.ends_on, "ru", "short")
        words = _("%(school)s: membership goes on from %(day)s; the annulled certificate stays annulled.")
        return [words % {**school, "day": day}]
    return [_("%(school)s: its membership ended without the order and stays ended.") % school]
