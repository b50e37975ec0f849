"""Everything membership keeps on one organisation, each table read once for the whole page."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from association import chronicle
from association.chronicle import Reading, unread
from association.chronicle.identity import heads_of, names_of
from association.models import Address, Organisation
from membership.models import Application, ApplicationPaper, Certificate, Certification, Membership, Order
from membership.queries_experts import grounds_on

# Counted beside the row: a join would group by every column of it.
FILES = (
    ApplicationPaper.objects.filter(application=OuterRef("pk")).order_by().values("application")
    .annotate(count=Count("pk")).values("count")
)  # fmt: skip


def with_facts(rows: QuerySet[Organisation], today: date) -> QuerySet[Organisation]:
    """Add the address of today, without a query of its own."""
    address = Address.objects.on(today).filter(organisation=OuterRef("pk")).values("text")[:1]
    certified = Certification.objects.filter(organisation=OuterRef("pk"), state=Certification.State.CONFIRMED)
    return (
        chronicle.probed(rows)
        .select_related("district")
        .annotate(address_now=Subquery(address), is_certified=Exists(certified))
    )


def dossier_of(reading: Reading) -> Dossier:
    """The dossier that the page and the sources of the history share."""
    return reading.keep("membership", lambda: Dossier(reading))


def _chained(rows: QuerySet[Certificate]) -> list[Certificate]:
    """All certificates of an organisation, each knowing the one before and the one after without another query."""
    found = list(rows)
    by_key = {row.pk: row for row in found}
    for row in found:
        Certificate.replaced_by.related.set_cached_value(row, None)
    for row in found:
        if row.replaces_id in by_key:
            row.replaces = by_key[row.replaces_id]
    return found


class Dossier:
    """Memberships, certificates and applications of one organisation, and what holds of them today."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.organisation, self.today = reading, reading.organisation, reading.today
        order = Order.objects.filter(basis=OuterRef("basis"), basis__isnull=False).values("pk")[:1]
        self.memberships = list(
            reading.founded(self.organisation.memberships.all(), "basis", "end_basis")
            .annotate(order_pk=Subquery(order), ground_now=grounds_on(self.today)).order_by("starts_on", "pk")
        )  # fmt: skip
        self.certificates = _chained(
            self.organisation.certificates.select_related("issued_by__person").defer(*unread(users=["issued_by"]))
            .order_by("number")
        )  # fmt: skip
        self.applications = list(
            reading.founded(self.organisation.applications.select_related("entry", "begun_by__person"), "basis")
            .defer(*unread(users=["begun_by"])).annotate(files=Subquery(FILES))
        )  # fmt: skip
        for subject, rows in (
            ("application", self.applications),
            ("membership", self.memberships),
            ("certificate", self.certificates),
        ):
            reading.watch(f"membership.{subject}", [row.pk for row in rows])

    @property
    def membership(self) -> Membership | None:
        """The membership or candidate status in force today."""
        return next((row for row in self.memberships if row.is_on(self.today)), None)

    @property
    def head(self):
        """Who heads the organisation today."""
        return next((row for row in heads_of(self.reading) if row.is_on(self.today)), None)

    @property
    def name(self):
        """The name in force today."""
        return next((row for row in names_of(self.reading) if row.is_on(self.today)), None)

    @property
    def certificate(self) -> Certificate | None:
        """The certificate valid today."""
        return next((row for row in self.certificates if row.status_on(self.today) == "valid"), None)

    @property
    def uncertified(self) -> Membership | None:
        """The membership of today when its certificate is still to be issued."""
        row = self.membership
        return row if row and row.kind == Membership.Kind.MEMBER and not self.certificate else None

    @property
    def open_application(self) -> Application | None:
        """The application that is on its way."""
        return next((row for row in self.applications if row.state not in Application.SETTLED), None)

    @cached_property
    def certifications(self) -> list[Certification]:
        """Certificates of conformity of the quality management system, confirmed ones alone (A-4.12)."""
        if not getattr(self.organisation, "is_certified", True):
            return []
        rows = self.organisation.certifications.filter(state=Certification.State.CONFIRMED)
        return list(rows.select_related("settled_by__person").prefetch_related("audits", "stops").order_by("issued_on"))

    @property
    def quality(self) -> Certification | None:
        """The certificate of conformity that runs longest."""
        return max(self.certifications, key=lambda row: row.valid_until, default=None)
