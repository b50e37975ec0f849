"""What gave or ended a right, as entries of the history: membership, certificates, certified quality systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef
from django.utils.translation import gettext as _

from association.chronicle import AHEAD, RIGHT, STEP, Entry, Reading, author, closed, paper_of, source, source_of
from membership import rules
from membership.models import Certificate, CertificateDuplicate, Membership
from membership.panels_organisation.dossier import dossier_of

MEMBERSHIP, CERTIFICATE = "membership.membership", "membership.certificate"


@source
def memberships(reading: Reading) -> Iterable[Entry]:
    """Memberships and the status of candidate: begun, and ended with their ground (A-3.3, A-3.14, A-3.15)."""
    for row in dossier_of(reading).memberships:
        is_member = row.kind == Membership.Kind.MEMBER
        title = _("Member of the Association") if is_member else _("Candidate")
        kind = STEP if row.is_void else RIGHT
        yield Entry(
            row.starts_on, title, "", "A-3.3" if is_member else "A-3.2.4", kind,
            paper=paper_of(row.basis, reading, order=row.order_pk),
            act=(MEMBERSHIP, row.pk, "membership.begin"), rank=6, is_record=row.is_void,
        )  # fmt: skip
        if row.ends_on and row.end_reason != rules.BECAME_MEMBER:
            yield _ended(row, reading)


def _ended(row: Membership, reading: Reading) -> Entry:
    """The end of a membership with its ground; an order that was voided is told to the office alone."""
    words = {
        rules.WITHDRAWAL: _("Left the Association by its own application"),
        rules.REORGANISATION: _("Membership ended: reorganisation"),
        rules.LIQUIDATION: _("Membership ended: liquidation"),
        rules.EXCLUSION: _("Excluded from the Association"),
        rules.ORDER_VOIDED: _("The order was voided, the membership did not begin"),
    }
    is_void = row.end_reason == rules.ORDER_VOIDED
    kind = AHEAD if row.ends_on > reading.today else STEP if is_void else RIGHT
    return Entry(
        row.ends_on, words.get(row.end_reason, _("Left the register")), "", rules.END_CLAUSES.get(row.end_reason, ""),
        kind, paper=paper_of(row.end_basis, reading), act=(MEMBERSHIP, row.pk, "membership.end"), rank=7,
        is_record=is_void,
    )  # fmt: skip


@source
def certificates(reading: Reading) -> Iterable[Entry]:
    """Certificates: issued, handed over, replaced, annulled (A-3.13c, A-B.7)."""
    for row in dossier_of(reading).certificates:
        url = row.get_absolute_url()
        text = _("Instead of %(number)s.") % {"number": row.replaces} if row.replaces else ""
        yield Entry(
            row.issued_on, _("Certificate of a member %(number)s") % {"number": row}, text, "A-3.13c", RIGHT, url=url,
            by=author(row.issued_by), rank=8,
        )  # fmt: skip
        yield from _handed(row, url)
        if row.annulled_on:
            title = _("Certificate %(number)s annulled") % {"number": row}
            act = (CERTIFICATE, row.pk, "certificate.annul")
            yield Entry(row.annulled_on, title, row.reason_shown, "A-B.7", url=url, act=act, rank=7)


def _handed(row: Certificate, url: str) -> Iterator[Entry]:
    if row.handed_on:
        yield Entry(
            row.handed_on, _("Certificate %(number)s handed over") % {"number": row},
            closed(_("To %(name)s") % {"name": row.handed_to}), "A-3.13c", url=url,
            act=(CERTIFICATE, row.pk, "certificate.hand_over"), rank=9,
        )  # fmt: skip


@source_of(CertificateDuplicate.objects.filter(certificate__organisation=OuterRef("pk")))
def duplicates(reading: Reading) -> Iterable[Entry]:
    """Duplicates of lost certificates (A-B.7)."""
    rows = CertificateDuplicate.objects.filter(certificate__organisation=reading.organisation)
    for row in rows.select_related("certificate", "issued_by__person").order_by("pk"):
        title = _("Duplicate of certificate %(number)s") % {"number": row.certificate}
        text = closed(_("To %(name)s") % {"name": row.issued_to}) + f" {row.reason}"
        url = row.certificate.get_absolute_url()
        yield Entry(row.issued_on, title, text, "A-B.7", url=url, by=author(row.issued_by), rank=9)
