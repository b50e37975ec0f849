"""Verbs that follow a decision: grant or refuse, the order, the membership."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import happenings
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Association, Basis, RuleSet, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from membership import rules
from membership.actions import letters
from membership.actions.orders import draft_order, include
from membership.models import Application, Membership, Order


@transaction.atomic
def put_on_agenda(application: Application, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the application."""
    advance(application, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(application: Application, *, by: User, at: datetime) -> None:
    """Put the application back among those that wait for a meeting."""
    advance(application, "drop", by=by, at=at)


@transaction.atomic
def grant(application: Application, *, basis: Basis, by: User, at: datetime) -> None:
    """Follow a carried decision: a member waits for the order, a candidate has the status at once (A-3.2, A-3.3)."""
    advance(application, "grant", by=by, at=at, basis=basis.pk)
    Application.objects.filter(pk=application.pk).update(basis=basis)
    application.basis = basis
    if application.is_for_candidate:
        open_membership(application, on=basis.dated_on, basis=basis, by=by, at=at)
        advance(application, "enter", by=by, at=at)
    else:
        order = include(application, by=by, at=at)
        draft_order(order, on=basis.dated_on, by=by, at=at)
    letters.draft(application, on=basis.dated_on, by=by, at=at)


@transaction.atomic
def admit_by_order(application: Application, *, by: User, at: datetime) -> None:
    """Put an application into the order without a Presidium: in the organisational period alone (A-3.13a)."""

    def is_organisational(_locked: Application) -> None:
        if Association.objects.select_for_update().get().phase != Association.Phase.ORGANISATIONAL:
            raise Refused(denial("A-3.13b", _("In the working period the Presidium decides on admission.")))

    advance(application, "admit", by=by, at=at, checks=[is_organisational])
    include(application, by=by, at=at)


@transaction.atomic
def refuse(application: Application, *, basis: Basis, by: User, at: datetime) -> None:
    """Follow a decision that was not adopted."""
    advance(application, "refuse", by=by, at=at, basis=basis.pk)
    Application.objects.filter(pk=application.pk).update(basis=basis)
    application.basis = basis
    letters.draft(application, on=basis.dated_on, by=by, at=at)


@transaction.atomic
def open_membership(application: Application, *, on: date, basis: Basis, by: User, at: datetime) -> Membership:
    """Begin a membership or candidate status from a day; the one before it ends on that day."""
    organisation = application.organisation
    Membership.objects.select_for_update().filter(organisation=organisation, ends_on=None).update(
        ends_on=on, end_reason="became_member"
    )
    membership = Membership.objects.create(
        organisation=organisation, kind=application.kind, ground=application.ground, starts_on=on, basis=basis
    )
    record("membership.begin", membership, by=by, at=at, organisation=organisation.pk, on=on)
    happenings.announce("membership.began", membership=membership, on=on, basis=basis, by=by, at=at)
    return membership


@transaction.atomic
def enter_order(
    order: Order, *, number: str, dated_on: date, scan: StoredFile | None, by: User, at: datetime
) -> list[Membership]:
    """Enter number and date of the signed order; the memberships begin on its date (A-3.3)."""
    advance(order, "enter", by=by, at=at, number=number, dated_on=dated_on)
    authority = Association.current().authority
    basis = add_basis(
        kind=Basis.Kind.ORDER, body=authority.name_on(dated_on).name if authority else "", number=number,
        dated_on=dated_on, by=by, at=at,
    )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(number=number, dated_on=dated_on, scan=scan, basis=basis)
    values = RuleSet.on_day(dated_on).values
    begun = []
    for line in order.lines.select_related("application__organisation", "application__basis"):
        application = line.application
        starts_on = rules.member_from(
            decided_on=application.basis.dated_on if application.basis else None, ordered_on=dated_on,
            membership_effective=values.get("membership_effective", rules.ORDER),
        )  # fmt: skip
        begun.append(open_membership(application, on=starts_on, basis=basis, by=by, at=at))
        advance(application, "enter", by=by, at=at)
    return begun
