"""Verbs on memberships: they begin, they end, and what a voided order undid stands again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from association import access, happenings, offices, outbox
from association.fmt import clause_text
from association.journal import record
from association.models import Basis, Organisation, User
from association.statute import Refused, denial
from association.workflow import advance
from membership import notices, rules
from membership.actions import certificates
from membership.models import Application, Certificate, Membership, Order, Withdrawal
from membership.queries import size_on

MEMBER = Membership.Kind.MEMBER
BECAME_MEMBER, ORDER_VOIDED = Membership.EndReason.BECAME_MEMBER, Membership.EndReason.ORDER_VOIDED


@transaction.atomic
def open_membership(application: Application, *, on: date, basis: Basis, by: User, at: datetime) -> Membership:
    """Begin a membership or candidate status from a day; the one before it ends on that day (A-3.3).

    Refused while another one is in force that ends later: two periods of one organisation never overlap. An
    organisation that has ceased to exist does not join (A-3.15.1).
    """
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=application.organisation_id)
    if gone := organisation.reorganisations.ceasing(on).first():
        message = _("%(school)s ceased to exist on %(day)s: take its line out of the order.")
        raise Refused(denial("A-3.15.1", message, school=organisation.title, day=gone.on))
    before = _continued(organisation.memberships.open().select_for_update().first(), on, by, at)
    later = organisation.memberships.whole().filter(ends_on__gt=on).exclude(pk=before.pk if before else None).last()
    if later:
        message = _("%(school)s leaves the Association on %(day)s: take its line out of the order.")
        raise Refused(denial("A-3.15.2", message, school=organisation.title, day=later.ends_on))
    if before:
        if before.kind == MEMBER or before.starts_on > on:
            message = _("%(school)s belongs to the Association since %(day)s: take its line out of the order.")
            raise Refused(denial("A-3.3", message, school=organisation.title, day=before.starts_on))
        _close(before, on=on, reason=BECAME_MEMBER, basis=basis)
    membership = Membership.objects.create(
        organisation=organisation, kind=application.kind, ground=application.ground, starts_on=on, basis=basis
    )
    # An exit on its way is the organisation's own word; it holds for what it belongs by now.
    organisation.withdrawals.filter(state__in=Withdrawal.OPEN).update(membership=membership)
    record("membership.begin", membership, by=by, at=at, organisation=organisation.pk, on=on)
    happenings.announce("membership.began", membership=membership, on=on, basis=basis, by=by, at=at)
    return membership


def _continued(row: Membership | None, on: date, by: User, at: datetime) -> Membership | None:
    """The row whose end is written: the one before, where `row` only continues it after an order that was voided.

    A day inside the earlier row makes the two one period again: the later one then counts on no day (A-3.3).
    """
    if row is None or row.starts_on <= on:
        return row
    undone = Order.objects.filter(state=Order.State.VOID, basis__isnull=False).values("basis")
    was = row.organisation.memberships.select_for_update(of=("self",)).filter(
        kind=row.kind, ends_on=row.starts_on, starts_on__lte=on, end_basis__in=undone
    ).first()  # fmt: skip
    if was is None:
        return row
    _close(row, on=row.starts_on, reason=ORDER_VOIDED, basis=was.end_basis)
    record("membership.end", row, by=by, at=at, organisation=row.organisation_id, on=row.starts_on, reason=ORDER_VOIDED)
    return was


def _close(membership: Membership, *, on: date, reason: str, basis: Basis | None) -> None:
    standing = Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), pk=membership.pk)
    standing.update(ends_on=on, end_reason=reason, end_basis=basis)
    membership.ends_on, membership.end_reason, membership.end_basis = on, reason, basis


def _reason_of(membership: Membership) -> str:
    """Say in Russian, as papers are written, why a membership ended and by which clause."""
    with translation.override("ru"):
        label = str(Membership.EndReason(membership.end_reason).label)
        return f"{label[:1].upper()}{label[1:]}, {clause_text(membership.end_clause, 'ru')}"


@transaction.atomic
def end(
    membership: Membership, *, on: date, reason: str, basis: Basis, by: User, at: datetime, note: str = ""
) -> Membership:
    """End a membership or candidate status from a day: certificates, seats and duties end on that day with it.

    A day that lies ahead changes nothing before it comes; a day before the beginning becomes the beginning.
    Raises Refused when an end is recorded already; an organisation that ceases to exist, or is excluded, before the
    day that its exit names is out sooner (A-3.15.1, A-3.14).
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=membership.organisation_id)
    locked = Membership.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=membership.pk)
    if not rules.is_first_end.judge(reason=reason, on=on, planned=locked.ends_on):
        message = _("An end is recorded already: %(school)s, %(day)s.")
        raise Refused(denial("A-3.15.2", message, school=locked.organisation.title, day=locked.ends_on))
    later, locked = locked, _continued(locked, on, by, at)
    planned, day = locked.ends_on, max(on, locked.starts_on)
    _close(locked, on=day, reason=reason, basis=basis)
    held = Certificate.objects.filter(Q(annulled_on=None) | Q(annulled_on=planned), membership__in=[later, locked])
    for certificate in held:
        certificates.annul(certificate, reason=note or _reason_of(locked), on=day, by=by, at=at)
    if reason != ORDER_VOIDED:
        for asked in locked.organisation.withdrawals.filter(state__in=Withdrawal.OPEN):
            advance(asked, "lapse", by=by, at=at)
    record("membership.end", locked, by=by, at=at, organisation=locked.organisation_id, on=day, reason=reason)
    happenings.announce(
        "membership.ended", membership=locked, organisation=locked.organisation, on=day, reason=reason, basis=basis,
        by=by, at=at,
    )  # fmt: skip
    if locked.kind == MEMBER and reason != ORDER_VOIDED:
        warn_of_size(locked, day=day, by=by, at=at)
    return locked


@transaction.atomic
def warn_of_size(membership: Membership, *, day: date, by: User, at: datetime) -> None:
    """Tell the chair and the authority when fewer than five members are left; an exit is never held up (A-3.12)."""
    verdict = size_on(day)
    if verdict:
        return
    leader = offices.leader(day).person
    people = set(access.holders("enter_order").filter(role_grants__role="department_reviewer"))
    people |= set(leader.accounts.filter(is_active=True)) if leader else set()
    outbox.send(
        notices.TOO_FEW_MEMBERS, membership, to=sorted(people, key=lambda user: user.pk), at=at, verdict=verdict,
        organisation=membership.organisation, day=day,
    )  # fmt: skip


@transaction.atomic
def annul(membership: Membership, *, reason: str, basis: Basis, by: User, at: datetime) -> None:
    """Close a membership at its own start, because the order it stood on was voided; it counts on no day (A-3.3)."""
    with translation.override("ru"):
        note = gettext("The order on the composition was voided: %(reason)s") % {"reason": reason}
    end(membership, on=membership.starts_on, reason=ORDER_VOIDED, basis=basis, by=by, at=at, note=note[:300])


@transaction.atomic
def restore(was: Membership, *, basis: Basis, by: User, at: datetime) -> Membership:
    """Let a membership go on from the day it had ended, as a new row; the ended one stays as it is.

    Its certificate stays annulled: the secretary issues another one.
    """
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=was.organisation_id)
    if organisation.memberships.open().exists():
        message = _("%(school)s has joined anew in the meantime; the order is not voided.")
        raise Refused(denial("A-3.3", message, school=organisation.title))
    fresh = Membership.objects.create(
        organisation=organisation, kind=was.kind, ground=was.ground, starts_on=was.ends_on, basis=was.basis
    )
    organisation.withdrawals.filter(state__in=Withdrawal.OPEN).update(membership=fresh)
    record("membership.restore", fresh, by=by, at=at, organisation=organisation.pk, was=was.pk, on=was.ends_on)
    happenings.announce(
        "membership.restored", membership=fresh, was=was, organisation=organisation, on=was.ends_on, basis=basis,
        by=by, at=at,
    )  # fmt: skip
    # An exit that the voided order had forestalled is the organisation's own word and holds again.
    stated = organisation.withdrawals.filter(state=Withdrawal.State.REGISTERED, leaves_on__gt=was.ends_on).first()
    if stated:
        return end(fresh, on=stated.leaves_on, reason=rules.WITHDRAWAL, basis=stated.basis, by=by, at=at)
    return fresh
