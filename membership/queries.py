"""Reads of membership, all as of a day."""

from __future__ import annotations

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from association.models import Headship, Organisation, RuleSet
from association.statute import Verdict
from membership import rules
from membership.models import Application, Certificate, Membership, Order


def members_on(day: date) -> QuerySet[Membership]:
    """Memberships of member organisations in force on a day."""
    return Membership.objects.on(day).filter(kind=Membership.Kind.MEMBER)


def membership_of(organisation: Organisation, day: date) -> Membership | None:
    """The membership or candidate status of one organisation on a day."""
    return organisation.memberships.on(day).first()


def register_rows(day: date, *, heads: bool = True) -> QuerySet[Membership]:
    """Rows of the register of members and candidates as of a day, each with head and certificate, in one query."""
    certificate = Certificate.objects.filter(organisation=OuterRef("organisation"), issued_on__lte=day).exclude(
        annulled_on__lte=day
    )
    number = Subquery(certificate.order_by("-number").values("number")[:1])
    rows = (
        Membership.objects.on(day)
        .select_related("organisation", "organisation__district", "basis")
        .annotate(certificate_number=number)
        .order_by("organisation__sort_key", "pk")
    )
    if not heads:
        return rows
    head = Headship.objects.on(day).filter(organisation=OuterRef("organisation"))
    return rows.annotate(
        head_surname=Subquery(head.values("person__surname")[:1]),
        head_given=Subquery(head.values("person__given")[:1]),
        head_patronymic=Subquery(head.values("person__patronymic")[:1]),
    )


def open_order() -> Order | None:
    """The draft order that granted applications wait in, if there is one."""
    return Order.objects.filter(state=Order.State.DRAFT).order_by("pk").first()


def waiting_for_meeting() -> QuerySet[Application]:
    """Registered applications that no agenda lists yet."""
    return Application.objects.filter(state=Application.State.REGISTERED).select_related("organisation")


def size_on(day: date) -> Verdict:
    """Compare the number of members on a day with the least the statute asks for (A-3.12)."""
    values = RuleSet.on_day(day).values
    return rules.is_minimum_kept.judge(members=members_on(day).count(), min_members=values.get("min_members", 5))


def awaiting_release() -> QuerySet[Application]:
    """Decided applications whose minutes are signed and whose letter has not gone out."""
    decided = [Application.State.GRANTED, Application.State.ENTERED, Application.State.REFUSED]
    return (
        Application.objects.filter(state__in=decided, letter=None)
        .exclude(basis=None)
        .exclude(basis__number="")
        .select_related("organisation", "basis", "entry", "order_line__order")
        .order_by("pk")
    )
