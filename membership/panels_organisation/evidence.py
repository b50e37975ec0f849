"""What experts and certification bodies said of an organisation, as entries of its history (A-3.1.4, A-4.12)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef
from django.utils.translation import gettext as _

from association.chronicle import AHEAD, RIGHT, STEP, Entry, Reading, author, closed, linked, source, source_of
from association.chronicle.identity import local_day
from association.templatetags.ui import day as in_words
from membership.models import (
    ApplicationPaper,
    Certification,
    CertificationStop,
    Conclusion,
    ExpertAssignment,
    MembershipGround,
)
from membership.panels_organisation.dossier import dossier_of

ATTACHED = ApplicationPaper.objects.filter(
    kind=ApplicationPaper.Kind.EXPERT_CONCLUSION, dated_on__isnull=False
).exclude(application__state="draft")


@source_of(ExpertAssignment.objects.filter(application__organisation=OuterRef("pk")))
def assignments(reading: Reading) -> Iterable[Entry]:
    """Experts who were given a package; for the office alone."""
    if not reading.sees_records:
        return
    rows = ExpertAssignment.objects.filter(application__organisation=reading.organisation)
    for row in rows.select_related("expert__person", "assigned_by__person").order_by("pk"):
        yield Entry(row.starts_on, _("Documents given to an expert"), author(row.expert), "A-3.1.4",
                    by=author(row.assigned_by), rank=2.1, is_record=True)  # fmt: skip


@source_of(Conclusion.objects.filter(application__organisation=OuterRef("pk"), state=Conclusion.State.SIGNED))
def conclusions(reading: Reading) -> Iterable[Entry]:
    """Conclusions of the expert group, signed in the portal."""
    rows = Conclusion.objects.filter(application__organisation=reading.organisation, state=Conclusion.State.SIGNED)
    for row in rows.select_related("paper", "application").defer("paper__facts", "paper__marks").order_by("pk"):
        paper = linked(row.paper.title, row.paper.get_absolute_url()) if reading.opens(row.paper) else ""
        url = row.application.get_absolute_url()
        yield Entry(row.dated_on or local_day(row.signed_at), _("Conclusion of the expert group"),
                    f"{row.get_result_display()}.", "A-3.1.4", url=url, paper=paper, rank=2.2)  # fmt: skip


@source_of(ATTACHED.filter(application__organisation=OuterRef("pk")))
def attached(reading: Reading) -> Iterable[Entry]:
    """Conclusions of expert groups that came with an application on paper."""
    rows = ATTACHED.filter(application__organisation=reading.organisation).select_related("application")
    for row in rows.order_by("pk"):
        number = _("No. %(number)s") % {"number": row.number} if row.number else ""
        words = ", ".join(word for word in (row.get_result_display(), number, row.issuer) if word)
        yield Entry(row.dated_on, _("Conclusion of the expert group"), words, "A-3.1.4",
                    url=row.application.get_absolute_url())  # fmt: skip


@source
def quality(reading: Reading) -> Iterable[Entry]:
    """Certified quality management systems: certificate, audits, stops, and the end of the term ahead (A-4.12)."""
    for row in dossier_of(reading).certifications:
        until = _("until %(day)s") % {"day": in_words(row.valid_until)}
        text = ", ".join(word for word in (f"{row}", row.body, until) if word)
        yield Entry(row.issued_on, _("Quality management system certified"), text, "A-4.12", RIGHT,
                    url=row.get_absolute_url(), by=author(row.settled_by))  # fmt: skip
        yield from _audited(row, reading)
        yield from _stopped(row)
        if row.is_in_force(reading.today):
            yield Entry(row.valid_until, _("The term of the QMS certificate ends"), in_words(row.valid_until), "A-4.12",
                        AHEAD, url=row.get_absolute_url())  # fmt: skip


def _audited(row: Certification, reading: Reading) -> Iterator[Entry]:
    for audit in row.audits.all():
        yield Entry(audit.audited_on, _("Surveillance audit of the QMS"), f"{audit.get_result_display()}.", "A-4.12",
                    AHEAD if audit.audited_on > reading.today else "step", url=row.get_absolute_url())  # fmt: skip


def _stopped(row: Certification) -> Iterator[Entry]:
    for stop in row.stops.all():
        words = {
            CertificationStop.Kind.SUSPENDED: _("QMS certificate suspended"),
            CertificationStop.Kind.WITHDRAWN: _("QMS certificate withdrawn"),
        }
        url = row.get_absolute_url()
        yield Entry(stop.starts_on, words[CertificationStop.Kind(stop.kind)], stop.reason, "A-4.12", RIGHT, url=url)
        if stop.ends_on:
            yield Entry(stop.ends_on, _("QMS certificate in force again"), "", "A-4.12", RIGHT, url=url)


@source_of(MembershipGround.objects.filter(membership__organisation=OuterRef("pk")))
def grounds(reading: Reading) -> Iterable[Entry]:
    """The ground of a membership raised by a certificate of conformity (A-4.12, A-3.1.1)."""
    rows = MembershipGround.objects.filter(membership__organisation=reading.organisation)
    for row in rows.select_related("certification", "raised_by__person").order_by("pk"):
        text, by = _("QMS certificate %(number)s.") % {"number": row.certification}, author(row.raised_by)
        title, kind = _("Membership by another ground"), RIGHT
        if row.is_void:
            title, kind = _("Membership by another ground: voided, it counts on no day"), STEP
            text = " ".join(word for word in (text, closed(row.certification.settle_remark)) if word != ".")
        yield Entry(row.starts_on, title, text, "A-3.1.1", kind, url=row.certification.get_absolute_url(), by=by,
                    rank=6.5)  # fmt: skip
