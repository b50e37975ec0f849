"""Verbs of an election: begin it, put names forward, settle its votes, install who was elected (A-3.6, A-3.8)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from association import access
from association.fmt import date_text
from association.journal import record
from association.models import Basis, Organisation, Person, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from membership.queries import local_day
from presidium import rules
from presidium.actions import seats
from presidium.actions.meetings import list_matter
from presidium.models import AgendaItem, Candidacy, Election, Meeting, Office, Seat, Vote
from presidium.queries import chair_on
from presidium.queries_elections import (
    MATTERS,
    candidates,
    closed_votes,
    day_of,
    election_of,
    given,
    runoff,
    seat_is_free,
    speaks_for,
    to_be_voted,
)

Kind, Outcome = Election.Kind, Candidacy.Outcome
OPEN = (Election.State.OPEN, Election.State.LISTED)


@transaction.atomic
def begin(kind: str, *, by: User, at: datetime) -> Election:
    """Begin an election: names may be put forward, and a meeting may list it (A-3.6, A-3.8, A-5.6.5)."""
    access.require(by, "prepare_meeting", at=at)
    if Election.objects.filter(kind=kind, state__in=OPEN).exists():
        raise Refused(denial("A-5.4.1", _("Such an election is open already; put the names forward there.")))
    election = Election.objects.create(kind=kind, begun_at=at, begun_by=by)
    record("election.begin", election, by=by, at=at, kind=kind)
    return election


@transaction.atomic
def begin_at(meeting: Meeting, kind: str, *, by: User, at: datetime) -> Election:
    """Begin an election and put it on the agenda of a meeting of the body that elects (A-3.6, A-3.8, A-5.6.5)."""
    if meeting.is_general != (kind != Kind.DEPUTY):
        message = _("A general meeting elects to seats and the chair, the Presidium its deputy.")
        raise Refused(denial("A-5.4.1", message))
    election = begin(kind, by=by, at=at)
    list_matter(meeting, matter_key=f"election_{kind}", subject_id=str(election.pk), by=by, at=at)
    return election


@transaction.atomic
def nominate(
    election: Election, person: Person, organisation: Organisation | None = None, *, proposed_by: str = "", by: User,
    at: datetime,
) -> Candidacy:  # fmt: skip
    """Put a name forward; the deputy by the chair alone, seats and chair as the secretary notes (A-3.8, A-5.6.5)."""
    locked = Election.objects.select_for_update().get(pk=election.pk)
    day = day_of(locked, local_day(at))
    if not locked.is_open:
        raise Refused(denial("A-5.4.1", _("This election is over; new names need a new one.")))
    if _voting(locked) or (locked.kind != Kind.SEATS and _has_voted(locked)):
        raise Refused(denial("A-4.9a", _("The names are being voted on; no further one is put forward now.")))
    seat = Seat.objects.on(day).filter(person=person).select_related("organisation").first()
    organisation = seat.organisation if seat is not None and locked.kind != Kind.SEATS else organisation
    if organisation is None:
        raise Refused(_judge_stand(locked, False, False, by, person, None, day, at))
    verdict = _judge_stand(locked, seat is not None, True, by, person, organisation, day, at)
    if not verdict:
        raise Refused(verdict)
    if candidates(locked).filter(person=person).exists():
        raise Refused(denial("A-5.4.1", _("This name stands already.")))
    candidacy = Candidacy.objects.create(
        election=locked, person=person, organisation=organisation, number=locked.candidacies.count() + 1,
        proposed_by=(proposed_by or str(by.person or by))[:300], nominated_at=at, nominated_by=by,
    )  # fmt: skip
    record("election.nominate", candidacy, by=by, at=at, election=locked.pk, person=person.pk)
    return candidacy


def _judge_stand(
    election: Election, has_seat: bool, known: bool, by: User, person: Person, organisation: Organisation | None, day,
    at: datetime,
) -> Verdict:  # fmt: skip
    """Ask the rule of the office; who may put the name forward is asked with it."""
    if election.kind == Kind.DEPUTY:
        chair = chair_on(day)
        by_chair = chair is not None and by.person_id == chair.pk
        return rules.may_stand_for_deputy.judge(has_seat=has_seat, nominated_by_chair=by_chair)
    access.require(by, "prepare_meeting", at=at)
    if election.kind == Kind.CHAIR:
        # Seats given at the same meeting are filled by then: the rule is asked again when the vote opens.
        return rules.may_stand_for_chair.judge(has_seat=has_seat, is_general=True)
    taken = Seat.objects.on(day).filter(organisation=organisation).exists() if organisation else False
    return rules.may_stand_for_seat.judge(
        speaks_for_member=known and organisation is not None and speaks_for(person, organisation, day),
        is_seated=has_seat or taken, is_general=True,
    )  # fmt: skip


def _items(election: Election):
    keys = [key for key, kind in MATTERS.items() if kind == election.kind]
    return AgendaItem.objects.filter(matter__in=keys, subject_id=str(election.pk))


def _voting(election: Election) -> bool:
    return _items(election).filter(state=AgendaItem.State.VOTING).exists()


def _has_voted(election: Election) -> bool:
    waiting = _items(election).filter(state=AgendaItem.State.WAITING)
    return Vote.objects.filter(item__in=waiting, cancelled=False).exists()


@transaction.atomic
def take_back(candidacy: Candidacy, *, by: User, at: datetime) -> None:
    """Take a name back before its vote; it stays on record (A-5.4.1)."""
    election = Election.objects.select_for_update().get(pk=candidacy.election_id)
    right = "preside_meeting" if election.kind == Kind.DEPUTY else "prepare_meeting"
    access.require(by, right, at=at)
    if candidacy.outcome or _voting(election) or not election.is_open:
        raise Refused(denial("A-4.9a", _("This name has been voted on or is being voted on.")))
    Candidacy.objects.filter(pk=candidacy.pk, taken_back_at=None).update(taken_back_at=at)
    record("election.take_back", candidacy, by=by, at=at, election=election.pk)


@transaction.atomic
def demand_votable(item: AgendaItem, meeting: Meeting, *, by: User, at: datetime) -> None:
    """Ask, when the vote opens, whether these names may be voted on by this body (A-3.6, A-3.8, A-5.6.5)."""
    election = election_of(item)
    if election is None:
        return
    names, day = to_be_voted(item), meeting.held_on
    if not names:
        clause = "A-3.8" if election.kind == Kind.DEPUTY else "A-5.4.1"
        raise Refused(denial(clause, _("No name stands: names are put forward before the vote is opened.")))
    failed = [verdict for row in names if not (verdict := _may_be_voted(election, row, meeting, day))]
    if failed:
        raise Refused(*failed)
    record("election.open", election, by=by, at=at, names=[row.pk for row in names])


def _may_be_voted(election: Election, row: Candidacy, meeting: Meeting, day) -> Verdict:
    has_seat = Seat.objects.on(day).filter(person=row.person_id).exists()
    if election.kind == Kind.CHAIR:
        return rules.may_stand_for_chair.judge(has_seat=has_seat, is_general=meeting.is_general)
    if election.kind == Kind.DEPUTY:
        chair = chair_on(day)
        by_chair = chair is not None and row.nominated_by.person_id == chair.pk
        return rules.may_stand_for_deputy.judge(has_seat=has_seat, nominated_by_chair=by_chair)
    taken = Seat.objects.on(day).filter(organisation=row.organisation_id).exists()
    return rules.may_stand_for_seat.judge(
        speaks_for_member=speaks_for(row.person, row.organisation, day), is_seated=has_seat or taken,
        is_general=meeting.is_general, is_free=seat_is_free(day, meeting.rule_set.values),
    )  # fmt: skip


@transaction.atomic
def settle(item: AgendaItem, vote: Vote, verdict: Verdict, *, by: User, at: datetime) -> str:
    """Note how the vote ended for its names; answer the step of the item: carry, lose, or vote again (A-3.6)."""
    election = election_of(item)
    votes = given(vote)
    names = Candidacy.objects.filter(pk__in=votes).order_by("number")
    winner = max(names, key=lambda row: votes[row.pk], default=None) if verdict else None
    again = () if verdict or election.kind != Kind.CHAIR or closed_votes(item).count() > 1 else runoff(vote)
    for row in names:
        if row != winner and row.pk in again:
            continue
        Candidacy.objects.filter(pk=row.pk).update(outcome=Outcome.ELECTED if row == winner else Outcome.NOT, vote=vote)
    if verdict and election.kind == Kind.CHAIR:
        candidates(election).filter(outcome="").update(outcome=Outcome.NOT, vote=vote)
    record("election.settle", election, by=by, at=at, votes={str(pk): number for pk, number in votes.items()},
           winner=winner.pk if winner else None, runoff=list(again))  # fmt: skip
    if again or (election.kind == Kind.SEATS and to_be_voted(item)):
        return "vote_again"
    return "carry" if candidates(election).filter(outcome=Outcome.ELECTED, vote__item=item).exists() else "lose"


@transaction.atomic
def install(item: AgendaItem, *, basis: Basis, by: User, at: datetime) -> None:
    """Write the seats and the office of those elected by this item, from the day of the meeting (A-3.6, A-3.8)."""
    election, on = election_of(item), item.meeting.held_on
    elected = list(candidates(election).filter(outcome=Outcome.ELECTED, vote__item=item))
    new = [row for row in elected if not _is_installed(election, row, on)]
    for row in new:
        if election.kind == Kind.SEATS:
            seats.fill_seat(row.person, row.organisation, on=on, basis=basis, by=by, at=at)
        else:
            seats.take_office(election.kind, row.person, on=on, basis=basis, by=by, at=at)
    if new:
        _word(item, election, elected)
        if election.kind == Kind.CHAIR:
            _ask_for_deputy(on, by, at)
        record("election.install", election, by=by, at=at, names=[row.pk for row in new])


def _is_installed(election: Election, row: Candidacy, on) -> bool:
    if election.kind == Kind.SEATS:
        return Seat.objects.filter(person=row.person, organisation=row.organisation, starts_on=on).exists()
    return Office.objects.open().filter(kind=election.kind, person=row.person, starts_on=on).exists()


def _ask_for_deputy(on, by: User, at: datetime) -> None:
    """Let the election of a deputy wait for the first meeting under a new chair (A-3.8)."""
    held = Office.objects.on(on).filter(kind=Kind.DEPUTY).exists()
    if not held and not Election.objects.filter(kind=Kind.DEPUTY, state__in=OPEN).exists():
        begin(Kind.DEPUTY, by=by, at=at)


def _word(item: AgendaItem, election: Election, elected: list[Candidacy]) -> None:
    """Say in the decision of the item who was elected and until when, in both languages."""
    facts = {}
    for language, field in (("ru", "decision"), ("ky", "decision_ky")):
        with translation.override(language):
            facts[field] = _decided(election.kind, elected, item.meeting.held_on, language)
    AgendaItem.objects.filter(pk=item.pk).update(**facts)
    item.decision, item.decision_ky = facts["decision"], facts["decision_ky"]


def _decided(kind: str, elected: list[Candidacy], on, language: str) -> str:
    names = "; ".join(f"{row.person.full_name} ({row.organisation.title})" for row in elected)
    last = date_text(rules.term_end.function(elected_on=on), language)
    words = {
        Kind.SEATS: gettext("Elected to the Presidium: %(names)s."),
        Kind.CHAIR: gettext("Elected chair of the Presidium for three years, up to and with %(last)s: %(names)s."),
        Kind.DEPUTY: gettext("Elected deputy chair for three years, up to and with %(last)s: %(names)s."),
    }
    return words[kind] % {"names": names, "last": last}


@transaction.atomic
def put_on_agenda(election: Election, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the election."""
    advance(election, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(election: Election, *, by: User, at: datetime) -> None:
    """Let the election wait for the next meeting; who was elected already stays so."""
    advance(election, "unlist", by=by, at=at)


@transaction.atomic
def close(election: Election, *, elected: bool, by: User, at: datetime) -> None:
    """Close the election with its item; undecided, new names need a new one, and the acting chair goes on (A-3.9)."""
    advance(election, "elect" if elected else "fail", by=by, at=at)
