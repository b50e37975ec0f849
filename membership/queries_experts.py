"""Reads of the expert group and of the certification of systems, all as of a day (A-3.1.4, A-4.12)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from association.models import Organisation, User
from association.search import fold
from membership.models import (
    Application,
    Certification,
    CertificationStop,
    Conclusion,
    ExpertAssignment,
    Membership,
    MembershipGround,
)
from membership.models import experts as expert_group


def experts_on(application: Application, day: date) -> QuerySet[ExpertAssignment]:
    """Who judges a package on a day, in the order of assignment (A-3.1.4)."""
    return application.assignments.on(day).select_related("expert__person").order_by("pk")


def experts_to_choose() -> QuerySet[User]:
    """The accounts that hold the role of an expert."""
    rows = User.objects.filter(is_active=True, role_grants__role="expert", role_grants__revoked_at=None)
    return rows.select_related("person").order_by("person__sort_key", "pk").distinct()


def signed_conclusion(application: Application) -> Conclusion | None:
    """The signed conclusion of the expert group on the package as it is now (A-3.1.4)."""
    return expert_group.signed_conclusion(application)


def certified_on(day: date) -> QuerySet[Certification]:
    """The QMS certificates in force on a day: confirmed, in their term and not suspended (A-4.12)."""
    stopped = CertificationStop.objects.on(day).filter(certification=OuterRef("pk"))
    return Certification.objects.filter(
        ~Exists(stopped), state=Certification.State.CONFIRMED, issued_on__lte=day, valid_until__gte=day
    )


def qms_certificate_on(organisation: Organisation, day: date) -> Certification | None:
    """The QMS certificate of an organisation in force on a day, the one that lasts longest."""
    return certified_on(day).filter(organisation=organisation).order_by("-valid_until", "-pk").first()


def is_certified_on(organisation: Organisation, day: date) -> bool:
    """Whether an organisation holds a QMS certificate in force on a day: who may be a mentor (A-3.16a, A-4.12)."""
    return certified_on(day).filter(organisation=organisation).exists()


def certified_until(day: date) -> Subquery:
    """The last day of the QMS certificate in force on a day, to annotate organisations with."""
    rows = certified_on(day).filter(organisation=OuterRef("pk")).order_by("-valid_until")
    return Subquery(rows.values("valid_until")[:1])


def assigned_rows(user: User) -> QuerySet[ExpertAssignment]:
    """The packages that an expert judges today, each with what a list shows of it."""
    rows = expert_group.packages_of(user, expert_group.REVIEW).select_related("application__organisation")
    return rows.prefetch_related("application__conclusions__paper__signatures", "application__papers__file").order_by(
        "due_on", "pk"
    )


def is_known_certificate(organisation: Organisation, *, body: str, number: str, issued_on: date) -> bool:
    """Whether a certificate is on record or waits for confirmation already."""
    kept = [Certification.State.PROPOSED, Certification.State.CONFIRMED]
    rows = organisation.certifications.filter(issued_on=issued_on, state__in=kept)
    return (fold(body), fold(number)) in {(fold(row.body), fold(row.number)) for row in rows}


def ground_on(membership: Membership, day: date) -> str:
    """The ground a membership stands on on a day: that of joining, or a later one (A-4.12)."""
    later = membership.grounds.on(day).order_by("-starts_on").values_list("ground", flat=True).first()
    return later or membership.ground


def grounds_on(day: date) -> Coalesce:
    """The ground on a day, to annotate memberships with."""
    later = MembershipGround.objects.on(day).filter(membership=OuterRef("pk")).order_by("-starts_on")
    return Coalesce(Subquery(later.values("ground")[:1]), F("ground"))
