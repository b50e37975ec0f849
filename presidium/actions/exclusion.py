"""Verbs on the motion of an exclusion case: move it, sign it, register it, answer it, end it (A-3.14)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox, register
from association.actions import papers
from association.journal import record
from association.models import Organisation, RegisterEntry, StoredFile, User
from association.proofs import Proof
from association.statute import Refused, denial
from association.workflow import advance
from membership.queries import local_day, membership_of
from presidium import notices
from presidium.models import ExclusionCase
from presidium.papers_exclusion import D28, MOTION, TITLES, motion_facts
from presidium.queries_exclusion import judge_motion

INDEX = "01-13"


def _demand(initiator: Organisation, target: Organisation, on: date, case: ExclusionCase | None = None) -> None:
    if not (verdict := judge_motion(initiator, target, on, case)):
        raise Refused(verdict)


@transaction.atomic
def move(
    initiator: Organisation, *, target: Organisation, grounds: str, evidence: StoredFile, on: date, by: User,
    at: datetime,
) -> ExclusionCase:  # fmt: skip
    """Write a motion to exclude another member and draw it, to be signed by the head (A-3.14)."""
    Organisation.objects.select_for_update(no_key=True).get(pk=initiator.pk)
    access.require(by, "move_exclusion", initiator, at=at)
    _demand(initiator, target, on)
    case = ExclusionCase.objects.create(
        initiator=initiator, target=target, membership=membership_of(target, on), grounds=grounds.strip(),
        evidence=evidence, begun_at=at, begun_by=by,
    )  # fmt: skip
    record("exclusioncase.move", case, by=by, at=at, initiator=initiator.pk, target=target.pk, evidence=evidence.sha256)
    case.paper = papers.draw(
        D28, case, facts=motion_facts(case, on=on), by=by, at=at, title=TITLES[MOTION], draft=False, dated_on=on,
        organisation=initiator,
    )  # fmt: skip
    case.save(update_fields=["paper"])
    return case


def locked_case(case: ExclusionCase) -> ExclusionCase:
    """Lock the case, so that of two acts at one moment the second sees what the first has done."""
    rows = ExclusionCase.objects.select_for_update(of=("self",)).select_related("initiator", "target", "paper")
    return rows.get(pk=case.pk)


def _draft(case: ExclusionCase, on: date, by: User, at: datetime) -> ExclusionCase:
    row = locked_case(case)
    access.require(by, "move_exclusion", row, at=at)
    if row.state != ExclusionCase.State.DRAFT:
        raise Refused(denial("A-3.14", _("The motion is handed in already; it is not signed twice.")))
    _demand(row.initiator, row.target, on, row)
    return row


@transaction.atomic
def sign(case: ExclusionCase, *, proof: Proof, sha256: str, by: User, at: datetime) -> None:
    """Sign the motion shown and hand it in with that; only the head of the initiator does (A-3.14)."""
    on = local_day(at)
    row = _draft(case, on, by, at)
    head = row.initiator.head_on(on)
    if head is None or by.person_id != head.person_id:
        raise Refused(denial("A-3.14", _("The motion is signed by the head of the organisation that moves it.")))
    papers.sign(row.paper, capacity="initiator", post=head.post, proof=proof, sha256=sha256, by=by, at=at)
    _hand_in(row, by, at)


@transaction.atomic
def file_scan(case: ExclusionCase, *, scan: StoredFile, by: User, at: datetime) -> None:
    """Keep the scan of the motion that the head signed by hand, and hand it in with that (A-3.14)."""
    on = local_day(at)
    row = _draft(case, on, by, at)
    head = row.initiator.head_on(on)
    papers.file_scan(
        row.paper, capacity="initiator", post=head.post if head else "",
        name=head.person.initials_first if head else "", scan=scan, by=by, at=at,
    )  # fmt: skip
    _hand_in(row, by, at)


def _hand_in(case: ExclusionCase, by: User, at: datetime) -> None:
    advance(case, "file", by=by, at=at)
    ExclusionCase.objects.filter(pk=case.pk).update(filed_at=at)
    leader = offices.leader(local_day(at)).person
    people = set(access.holders("register_documents")) | set(leader.accounts.filter(is_active=True) if leader else ())
    _tell(notices.EXCLUSION_FILED, case, sorted(people, key=lambda user: user.pk), at)


def _tell(notice: outbox.Notice, case: ExclusionCase, people: Iterable[User], at: datetime, **facts: object) -> None:
    outbox.send(notice, case, to=people, at=at, initiator=case.initiator, target=case.target, **facts)


@transaction.atomic
def enter(case: ExclusionCase, *, on: date, by: User, at: datetime) -> RegisterEntry:
    """Register the motion on the day it came; the organisation it is about is told and heard (A-3.14, A-7.2.2)."""
    Organisation.objects.select_for_update(no_key=True).get(pk=case.target_id)

    def is_lawful(row: ExclusionCase) -> None:
        _demand(row.initiator, row.target, on, row)

    advance(case, "register", by=by, at=at, checks=[is_lawful])
    entry = register.enter(
        RegisterEntry.Series.INCOMING, case, index=INDEX, on=on, at=at, by=by, correspondent=case.initiator.title,
        heading=TITLES[MOTION], organisation=case.initiator, kind=RegisterEntry.Kind.PROPOSAL,
        correspondent_kind=RegisterEntry.Correspondent.MEMBER,
    )  # fmt: skip
    ExclusionCase.objects.filter(pk=case.pk).update(entry=entry)
    case.entry = entry
    _tell(notices.EXCLUSION_REGISTERED, case, access.account_holders(case.initiator), at, entry=entry)
    _tell(notices.EXCLUSION_OPENED, case, access.account_holders(case.target), at, entry=entry)
    return entry


@transaction.atomic
def explain(case: ExclusionCase, *, text: str, by: User, at: datetime) -> None:
    """Keep what the organisation says to the grounds; it is read before the vote and stands in the file (A-3.14)."""
    row = locked_case(case)
    access.require(by, "move_exclusion", row.target, at=at)
    if row.state not in ExclusionCase.AHEAD:
        raise Refused(denial("A-3.14", _("The explanation is taken from the registration of the case to its vote.")))
    ExclusionCase.objects.filter(pk=row.pk).update(explanation=text.strip(), explained_at=at, explained_by=by)
    record("exclusioncase.explain", row, by=by, at=at)


@transaction.atomic
def withdraw(case: ExclusionCase, *, by: User, at: datetime) -> None:
    """Take the motion back; while it is on an agenda the meeting hears it first (A-3.14)."""
    row = locked_case(case)
    if row.state == ExclusionCase.State.LISTED:
        raise Refused(denial("A-3.14", _("The case is on the agenda of a meeting; it is taken back there.")))
    advance(case, "withdraw", by=by, at=at)
    ExclusionCase.objects.filter(pk=case.pk).update(closed_at=at)
    tell_of_end(case, by=by, at=at)


@transaction.atomic
def close(case: ExclusionCase, *, reason: str, by: User, at: datetime) -> None:
    """Close a case for which the consents did not suffice; the organisation stays a member (A-3.14)."""
    reason = reason.strip()[:300]
    if not reason:
        raise Refused(denial("A-3.14", _("Give the reason for which the case is closed.")))
    advance(case, "close", by=by, at=at, reason=reason)
    ExclusionCase.objects.filter(pk=case.pk).update(closed_at=at, close_reason=reason)
    tell_of_end(case, by=by, at=at)


@transaction.atomic
def tell_of_end(case: ExclusionCase, *, by: User, at: datetime) -> None:
    """Tell initiator and target how a registered case ended."""
    case.refresh_from_db()
    if case.entry_id is None:
        return
    for school in (case.initiator, case.target):
        _tell(notices.EXCLUSION_ENDED, case, access.account_holders(school), at)
    record("exclusioncase.tell", case, by=by, at=at, state=case.state)


@transaction.atomic
def lapse_cases(organisation: Organisation, *, on: date, by: User, at: datetime) -> int:
    """End the open cases that an end of membership leaves without an object or an initiator (A-3.14).

    An end that lies ahead puts off nothing: until its day the organisation is a member and may be excluded.
    """
    if on > local_day(at):
        return 0
    about = Q(target=organisation, state__in=ExclusionCase.OPEN)
    unsent = Q(initiator=organisation, state__in=ExclusionCase.UNSENT)
    rows = list(ExclusionCase.objects.filter(about | unsent).order_by("pk"))
    for case in rows:
        advance(case, "lapse", by=by, at=at)
        ExclusionCase.objects.filter(pk=case.pk).update(closed_at=at)
        tell_of_end(case, by=by, at=at)
    return len(rows)


@transaction.atomic
def tell_of_force(organisation: Organisation, *, on: date, by: User, at: datetime) -> None:
    """Tell the excluded organisation the day from which it is no member, and by which order (A-3.14, A-3.3)."""
    case = ExclusionCase.objects.filter(target=organisation, state=ExclusionCase.State.CARRIED).first()
    if case is None:
        return
    _tell(notices.EXCLUSION_IN_FORCE, case, access.account_holders(organisation), at, day=on)
    record("exclusioncase.in_force", case, by=by, at=at, on=on)
