"""Verbs of an early release: bring its paper, let a meeting decide, end the office (A-3.7)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, register
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Basis, RegisterEntry, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from membership.queries import local_day
from presidium import rules
from presidium.actions import acting, seats
from presidium.models import AgendaItem, Meeting, Office, Release
from presidium.queries import in_room, office_on
from presidium.queries_elections import release_of

INDEX = "01-13"
HEADING = "Заявление о досрочном освобождении от должности"
PAPERS = {
    Release.Reason.DISMISSED: Basis.Kind.ORDER,
    Release.Reason.ORGANISATION_LEFT: Basis.Kind.OTHER,
    Release.Reason.OWN_WISH: Basis.Kind.APPLICATION,
    Release.Reason.GROSS_VIOLATION: Basis.Kind.OTHER,
}


@transaction.atomic
def file_release(
    office: Office, *, reason: str, number: str, dated_on: date, file: StoredFile, note: str = "", by: User,
    at: datetime,
) -> Release:  # fmt: skip
    """Bring the ground and its paper before the next meeting; an own application is registered with that (A-3.7)."""
    access.require(by, "register_documents", at=at)
    day = local_day(at)
    locked = Office.objects.select_for_update().get(pk=office.pk)
    if not locked.is_on(day) or locked.kind == Office.Kind.SECRETARY:
        raise Refused(denial("A-3.7.1", _("Only a chair or a deputy in office is released early.")))
    if Release.objects.filter(office=locked, state__in=[Release.State.OPEN, Release.State.LISTED]).exists():
        raise Refused(denial("A-3.7.1", _("A release of this office waits for a meeting already.")))
    own = reason == Release.Reason.OWN_WISH
    verdict = rules.may_release.judge(reason=reason, application_registered=own, has_paper=file is not None)
    if not verdict:
        raise Refused(verdict)
    if reason == Release.Reason.GROSS_VIOLATION and not note.strip():
        raise Refused(denial("A-3.7.3", _("Say what the violation is.")))
    body = locked.person.surname_first if own else str(locked.person)
    paper = add_basis(kind=PAPERS[Release.Reason(reason)], body=body, number=number, dated_on=dated_on, by=by, at=at)
    release = Release.objects.create(
        office=locked, reason=reason, note=note.strip(), paper=paper, file=file, filed_at=at, filed_by=by
    )
    if own:
        entry = register.enter(
            RegisterEntry.Series.INCOMING, release, index=INDEX, on=day, at=at, by=by,
            correspondent=locked.person.surname_first, heading=HEADING, kind=RegisterEntry.Kind.APPLICATION,
        )  # fmt: skip
        Release.objects.filter(pk=release.pk).update(entry=entry)
        release.entry = entry
    record("release.file", release, by=by, at=at, office=locked.pk, reason=reason)
    return release


@transaction.atomic
def demand_led(item: AgendaItem, meeting: Meeting, *, by: User, at: datetime) -> None:
    """Ask, when the vote on a release opens, for its paper and, of the chair, that the deputy presides (A-3.7.3)."""
    release = release_of(item)
    if release is None:
        return
    verdicts = [
        rules.may_release.judge(
            reason=release.reason, application_registered=release.entry_id is not None,
            has_paper=release.file_id is not None,
        )
    ]  # fmt: skip
    presiding = meeting.presiding
    if release.office.kind == Office.Kind.CHAIR:
        presiding = office_on(Office.Kind.DEPUTY, meeting.held_on)
        inside = meeting.participants.filter(pk__in=in_room(meeting)).values_list("person_id", flat=True)
        here = presiding is not None and presiding.pk in set(inside)
        verdicts.append(
            rules.may_preside.judge(
                office="deputy" if presiding else "", is_present=here, chair_present=True, about_chair=True
            )
        )
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)
    Release.objects.filter(pk=release.pk).update(presided_by=presiding)
    record("release.open", release, by=by, at=at, presided_by=presiding.pk if presiding else None)


@transaction.atomic
def grant(release: Release, *, basis: Basis, by: User, at: datetime) -> None:
    """End the office on the day of the decision; the deputy acts for the chair and goes on presiding (A-3.7, A-3.9)."""
    advance(release, "grant", by=by, at=at)
    office, on = release.office, basis.dated_on
    seats.end_office(office, on=on, by=by, at=at)
    if office.kind != Office.Kind.CHAIR:
        return
    acting.act_until_election(on=on, basis=basis, by=by, at=at)
    item = AgendaItem.objects.filter(basis=basis).first()
    if item is not None and release.presided_by_id:
        Meeting.objects.filter(pk=item.meeting_id).update(presiding=release.presided_by_id)


@transaction.atomic
def refuse(release: Release, *, by: User, at: datetime) -> None:
    """Note that the meeting did not release; the holder stays in office."""
    advance(release, "refuse", by=by, at=at)


@transaction.atomic
def put_on_agenda(release: Release, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the release."""
    advance(release, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(release: Release, *, by: User, at: datetime) -> None:
    """Let the release wait for the next meeting."""
    advance(release, "unlist", by=by, at=at)
