"""Verbs on the certification of quality management systems, and the ground it raises (A-4.12, A-3.1.1)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from association import access, happenings, outbox
from association.journal import record
from association.models import Organisation, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from membership import notices, rules
from membership.models import (
    Application,
    Certification,
    CertificationAudit,
    CertificationStop,
    Membership,
    MembershipGround,
)
from membership.queries_experts import ground_on, is_known_certificate


@transaction.atomic
def propose(
    organisation: Organisation, *, standard: str, body: str, number: str, issued_on: date, valid_until: date,
    received_on: date, file: StoredFile, on: date, by: User, at: datetime,
) -> Certification:  # fmt: skip
    """Put a certificate on record: the director's waits for the secretary, the secretary's own is confirmed at once."""
    clerk = access.can(by, "manage_organisations", organisation, at=at)
    if not clerk:
        access.require(by, "edit_application", organisation, at=at)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = is_known_certificate(organisation, body=body, number=number, issued_on=issued_on)
    _demand_sound(issued_on, valid_until, received_on, on, known)
    row = Certification.objects.create(
        organisation=organisation, standard=standard, body=body, number=number, issued_on=issued_on,
        valid_until=valid_until, received_on=received_on, file=file, proposed_at=at, proposed_by=by,
    )  # fmt: skip
    record("qms.propose", row, by=by, at=at, organisation=organisation.pk, number=number, sha256=file.sha256)
    if clerk:
        confirm(row, on=on, by=by, at=at)
    else:
        outbox.send(notices.QMS_PROPOSED, row, to=access.holders("manage_organisations"), at=at,
                    organisation=organisation)  # fmt: skip
    return row


def _demand_sound(issued_on: date, valid_until: date, received_on: date, on: date, known: bool) -> None:
    verdict = rules.is_record_sound.judge(
        issued_on=issued_on, valid_until=valid_until, received_on=received_on, on=on, is_known=known
    )
    if not verdict:
        raise Refused(verdict)


@transaction.atomic
def confirm(certification: Certification, *, on: date, by: User, at: datetime) -> None:
    """Confirm that the record says what the document says; from now on it counts on every day of its term."""
    advance(certification, "confirm", by=by, at=at)
    _settle(certification, "", by, at)
    _announce(certification, on, by, at)
    if certification.proposed_by_id != by.pk:
        outbox.send(notices.QMS_SETTLED, certification, to=access.account_holders(certification.organisation), at=at,
                    confirmed=True)  # fmt: skip


def _announce(certification: Certification, on: date, by: User, at: datetime) -> None:
    happenings.announce(
        "qms.certified", organisation=certification.organisation, on=on, certification=certification, by=by, at=at
    )


def _settle(certification: Certification, remark: str, by: User, at: datetime) -> None:
    Certification.objects.filter(pk=certification.pk).update(settled_at=at, settled_by=by, settle_remark=remark[:500])
    certification.settled_at, certification.settled_by, certification.settle_remark = at, by, remark


@transaction.atomic
def reject(certification: Certification, *, reason: str, by: User, at: datetime) -> None:
    """Send a proposed record back with a reason; the organisation may propose anew."""
    advance(certification, "reject", by=by, at=at, reason=reason)
    _settle(certification, reason, by, at)
    outbox.send(notices.QMS_SETTLED, certification, to=access.account_holders(certification.organisation), at=at,
                confirmed=False, reason=reason)  # fmt: skip


@transaction.atomic
def void(certification: Certification, *, reason: str, by: User, at: datetime) -> None:
    """Say that a confirmed record was entered by mistake; it counts on no day any more and stays readable.

    A membership that went on by ground 3.1.1 because of it stands on its ground of joining again.
    """
    advance(certification, "void", by=by, at=at, reason=reason)
    _settle(certification, reason, by, at)
    for row in certification.grounds.open().select_for_update():
        MembershipGround.objects.filter(pk=row.pk).update(ends_on=F("starts_on"))
        record("membership.lower_ground", row, by=by, at=at, membership=row.membership_id, was=row.ground)
    happenings.announce(
        "qms.voided", organisation=certification.organisation, certification=certification, by=by, at=at
    )


def _confirmed(certification: Certification, day: date, by: User, at: datetime) -> Certification:
    """Lock a confirmed record and hold a day to its term."""
    locked = Certification.objects.select_for_update().get(pk=certification.pk)
    access.require(by, "manage_organisations", locked, at=at)
    if locked.state != Certification.State.CONFIRMED:
        raise Refused(denial("A-4.12", _("The record is not confirmed.")))
    verdict = rules.is_within_term.judge(day=day, issued_on=locked.issued_on, valid_until=locked.valid_until)
    if not verdict:
        raise Refused(verdict)
    return locked


@transaction.atomic
def note_audit(
    certification: Certification, *, audited_on: date, result: str, note: str = "", by: User, at: datetime
) -> CertificationAudit:
    """Record a surveillance audit; whether the body suspends the certificate is its own decision."""
    locked = _confirmed(certification, audited_on, by, at)
    row = CertificationAudit.objects.create(
        certification=locked, audited_on=audited_on, result=result, note=note, recorded_at=at, recorded_by=by
    )
    record("qms.audit", row, by=by, at=at, certification=locked.pk, result=result, on=audited_on)
    return row


@transaction.atomic
def stop(
    certification: Certification, *, kind: str, reason: str, on: date, by: User, at: datetime
) -> CertificationStop:
    """Suspend or withdraw a certificate from a day; a suspended one may still be withdrawn."""
    locked = _confirmed(certification, on, by, at)
    if current := locked.stops.open().first():
        if current.kind == CertificationStop.Kind.WITHDRAWN or kind == current.kind or on < current.starts_on:
            raise Refused(denial("A-4.12", _("The certificate is not in force already.")))
        CertificationStop.objects.filter(pk=current.pk).update(ends_on=on)
    row = CertificationStop.objects.create(
        certification=locked, kind=kind, reason=reason, starts_on=on, recorded_at=at, recorded_by=by
    )
    record("qms.stop", row, by=by, at=at, certification=locked.pk, kind=kind, reason=reason, on=on)
    return row


@transaction.atomic
def resume(certification: Certification, *, on: date, by: User, at: datetime) -> None:
    """End a suspension on a day; a withdrawal does not end."""
    locked = _confirmed(certification, on, by, at)
    current = locked.stops.open().filter(kind=CertificationStop.Kind.SUSPENDED, starts_on__lte=on).first()
    if current is None:
        raise Refused(denial("A-4.12", _("The certificate is not suspended on this day.")))
    CertificationStop.objects.filter(pk=current.pk).update(ends_on=on)
    record("qms.resume", locked, by=by, at=at, on=on)
    _announce(locked, on, by, at)


@transaction.atomic
def raise_ground(certification: Certification, *, on: date, by: User, at: datetime) -> MembershipGround:
    """Let a membership go on by ground 3.1.1 from a day.

    The membership, its order, its certificate and its first day stay; the new ground is a dated fact of its own.
    """
    access.require(by, "manage_organisations", certification.organisation, at=at)
    organisation = Organisation.objects.select_for_update().get(pk=certification.organisation_id)
    current = Membership.objects.select_for_update().filter(organisation=organisation, ends_on=None).first()
    verdict = rules.may_raise_ground.judge(
        is_member=current is not None and current.kind == Membership.Kind.MEMBER,
        ground=ground_on(current, on) if current else "", is_certified=certification.is_in_force(on), on=on,
        member_from=current.starts_on if current else on,
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)
    row = MembershipGround.objects.create(
        membership=current, ground=rules.CERTIFIED, certification=certification, starts_on=on, raised_at=at,
        raised_by=by,
    )  # fmt: skip
    record("membership.raise_ground", row, by=by, at=at, organisation=organisation.pk, on=on, was=current.ground,
           certification=certification.pk)  # fmt: skip
    return row


@transaction.atomic
def carry_ground(was: Membership, now: Membership, *, by: User, at: datetime) -> None:
    """Let a membership that takes the place of another one, when an order is voided, keep the ground it had reached."""
    for row in was.grounds.open():
        MembershipGround.objects.create(
            membership=now, ground=row.ground, certification=row.certification, raised_at=at, raised_by=by,
            starts_on=max(row.starts_on, now.starts_on),
        )  # fmt: skip
        record("membership.raise_ground", row, by=by, at=at, organisation=now.organisation_id, on=row.starts_on)


@transaction.atomic
def record_of_admission(membership: Membership, *, on: date, by: User, at: datetime) -> Certification | None:
    """Put the certificate on record by which a member of ground 3.1.1 was admitted; the papers were checked then."""
    if membership.ground != rules.CERTIFIED:
        return None
    taken = [Application.State.GRANTED, Application.State.ENTERED]
    asked = membership.organisation.applications.filter(state__in=taken, ground=rules.CERTIFIED).first()
    paper = asked and asked.papers.filter(kind="qms_certificate").select_related("file").first()
    if not paper or not (paper.dated_on and paper.until and paper.dated_on < paper.until and paper.issuer):
        return None
    given = {"body": paper.issuer, "number": paper.number, "issued_on": paper.dated_on}
    if is_known_certificate(membership.organisation, **given):
        return None
    row = Certification.objects.create(
        organisation=membership.organisation, valid_until=paper.until, file=paper.file, application=asked,
        received_on=(asked.submitted_at or at).date(), proposed_at=at, proposed_by=by, **given,
    )  # fmt: skip
    advance(row, "record", by=by, at=at, application=asked.pk, number=row.number)
    _settle(row, "", by, at)
    _announce(row, on, by, at)
    return row
