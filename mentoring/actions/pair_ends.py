"""Verbs by which pairs end and are restored: a certificate, a membership, a decision of the Presidium (A-4.11)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox
from association.journal import record
from association.models import Basis, Organisation, User
from association.statute import Refused, denial
from association.workflow import advance
from membership.models import Certification, Membership
from membership.queries import local_day
from mentoring import notices, rules
from mentoring.models import Pair, PairEnding
from mentoring.queries_register import ends_in_doubt

LEFT = (rules.MENTOR_LEFT, rules.CANDIDATE_LEFT, rules.JOINED)


def _standing(on: date, **sides: object) -> QuerySet[Pair]:
    rows = Pair.objects.select_for_update(of=("self",)).filter(Q(ends_on=None) | Q(ends_on__gt=on), **sides)
    return rows.select_related("mentor", "candidate").order_by("pk")


def _end(pair: Pair, *, on: date, reason: str, basis: Basis | None, by: User | None, at: datetime, **facts) -> bool:
    """Write the end of a pair, on its first day when it began later; an end on record may only become sooner."""
    day = max(on, pair.starts_on)
    if pair.ends_on is not None and pair.ends_on <= day:
        return False
    Pair.objects.filter(pk=pair.pk).update(ends_on=day, end_reason=reason, end_basis=basis)
    pair.ends_on, pair.end_reason, pair.end_basis = day, reason, basis
    record("pair.end", pair, by=by, at=at, on=day, reason=reason, **facts)
    for organisation, of_mentor in ((pair.mentor, True), (pair.candidate, False)):
        to = access.account_holders(organisation, "keep_help")
        outbox.send(notices.PAIR_ENDED, pair, to=to, at=at, of_mentor=of_mentor,
                    certified=reason == rules.CERTIFIED)  # fmt: skip
    return True


@transaction.atomic
def end_for_certificate(certification: Certification, *, by: User, at: datetime) -> int:
    """End all pairs of a candidate on the day it received its QMS certificate (A-4.11); return how many ended.

    A certificate that had run out before a pair began ends nothing; one in force again ends what began meanwhile on
    the day of its return.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=certification.organisation_id)  # as a decision does
    received, ended = certification.received_on, 0
    stops = list(certification.stops.exclude(ends_on=None))
    for pair in _standing(received, candidate=certification.organisation):
        if certification.valid_until < pair.starts_on:
            continue
        paused = [stop.ends_on for stop in stops if stop.starts_on <= pair.starts_on < stop.ends_on]
        day = rules.pair_ends_on(received_on=max([received, *paused]), starts_on=pair.starts_on)
        ended += _end(
            pair, on=day, reason=rules.CERTIFIED, basis=None, by=by, at=at, certification=certification.pk
        )  # fmt: skip
    return ended


@transaction.atomic
def end_for_membership(membership: Membership, *, on: date, basis: Basis | None, by: User, at: datetime) -> int:
    """End the pairs of an organisation that leaves: as a mentor those of a member, those of a candidate (A-3.16a)."""
    organisation, ended = membership.organisation, 0
    if membership.kind == Membership.Kind.MEMBER:
        rows, reason = _standing(on, mentor=organisation), rules.MENTOR_LEFT
    else:
        rows, reason = _standing(on, candidate=organisation), rules.CANDIDATE_LEFT
    for pair in rows:
        ended += _end(pair, on=on, reason=reason, basis=basis, by=by, at=at, membership=membership.pk)
    return ended


@transaction.atomic
def end_for_joining(membership: Membership, *, on: date, basis: Basis | None, by: User, at: datetime) -> int:
    """End the pairs of a candidate that has become a member (A-3.16a)."""
    ended = 0
    if membership.kind == Membership.Kind.MEMBER:
        for pair in _standing(on, candidate=membership.organisation):
            ended += _end(pair, on=on, reason=rules.JOINED, basis=basis, by=by, at=at, membership=membership.pk)
    return ended


@transaction.atomic
def restore_for_membership(was: Membership, *, by: User, at: datetime) -> int:
    """Let the pairs go on that an end of membership had ended, as new rows; return how many (A-3.3).

    A pair stays ended whose other side has left in the meantime, and one that another decision has made anew.
    """
    organisation, restored = was.organisation, 0
    rows = Pair.objects.filter(
        Q(mentor=organisation) | Q(candidate=organisation), ends_on__gte=was.ends_on, end_basis=was.end_basis,
        end_reason__in=LEFT,
    )  # fmt: skip
    for pair in rows.select_related("mentor", "candidate", "pair_list", "basis").order_by("pk"):
        if _are_fit(pair, pair.ends_on):
            _go_on(pair, by, at)
            restored += 1
        else:
            record("pair.stay_ended", pair, by=by, at=at, on=pair.ends_on)
    return restored


def _are_fit(pair: Pair, day: date) -> bool:
    kinds = dict(
        Membership.objects.on(day).filter(organisation__in=[pair.mentor_id, pair.candidate_id])
        .values_list("organisation", "kind")
    )  # fmt: skip
    again = Pair.objects.filter(mentor=pair.mentor_id, candidate=pair.candidate_id, starts_on__gte=pair.ends_on)
    sides = (kinds.get(pair.mentor_id), kinds.get(pair.candidate_id))
    is_new = not again.exclude(pk=pair.pk).exists()
    return is_new and sides == (Membership.Kind.MEMBER, Membership.Kind.CANDIDATE)


def _go_on(pair: Pair, by: User, at: datetime) -> Pair:
    fresh = Pair.objects.create(
        pair_list_id=pair.pair_list_id, mentor=pair.mentor, candidate=pair.candidate, ground=pair.ground,
        reason=pair.reason, starts_on=pair.ends_on, basis_id=pair.basis_id,
    )  # fmt: skip
    record("pair.restore", fresh, by=by, at=at, was=pair.pk, on=pair.ends_on)
    return fresh


@transaction.atomic
def restore(pair: Pair, *, by: User, at: datetime) -> Pair:
    """Let a pair go on that a certificate entered by mistake had ended, from the day it had ended (A-4.11)."""
    access.require(by, "form_pairs", at=at)
    Organisation.objects.select_for_update(no_key=True).get(pk=pair.candidate_id)
    locked = ends_in_doubt(local_day(at)).filter(pk=pair.pk).first()
    if locked is None:
        raise Refused(denial("A-4.11", _("Only a pair ended by a certificate that was entered by mistake goes on.")))
    if not _are_fit(locked, local_day(at)):
        raise Refused(denial("A-3.16a", _("One of the two has left; form a new pair.")))
    return _go_on(locked, by, at)


@transaction.atomic
def tell_of_mistake(certification: Certification, *, by: User, at: datetime) -> None:
    """Tell the chair which pairs a certificate had ended that was entered by mistake (A-4.11)."""
    day = local_day(at)
    leader = offices.leader(day).person
    rows = list(ends_in_doubt(day).filter(candidate=certification.organisation_id))
    if rows and leader:
        outbox.send(notices.PAIRS_IN_DOUBT, rows[0], to=leader.accounts.filter(is_active=True), at=at, pairs=rows)


@transaction.atomic
def ask_to_end(pair: Pair, *, reason: str, by: User, at: datetime) -> PairEnding:
    """Propose that the Presidium ends a pair before its time, with the reason in words (A-3.16c)."""
    access.require(by, "form_pairs", at=at)
    locked = Pair.objects.select_for_update().get(pk=pair.pk)
    if locked.ends_on is not None:
        raise Refused(denial("A-3.16c", _("The pair has an end already.")))
    if locked.endings.filter(state__in=PairEnding.OPEN).exists():
        raise Refused(denial("A-3.16c", _("Its end is proposed already.")))
    ending = PairEnding.objects.create(pair=locked, reason=reason, asked_at=at, asked_by=by)
    record("pairending.ask", ending, by=by, at=at, pair=locked.pk, reason=reason)
    return ending


@transaction.atomic
def take_back(ending: PairEnding, *, by: User, at: datetime) -> None:
    """Take a proposal back that no agenda lists."""
    advance(ending, "withdraw", by=by, at=at)


@transaction.atomic
def put_on_agenda(ending: PairEnding, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the end of a pair."""
    advance(ending, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(ending: PairEnding, *, by: User, at: datetime) -> None:
    """Let the proposal wait for the next meeting."""
    advance(ending, "unlist", by=by, at=at)


@transaction.atomic
def keep(ending: PairEnding, *, basis: Basis, by: User, at: datetime) -> None:
    """Note that the Presidium did not adopt the end; the pair goes on."""
    PairEnding.objects.filter(pk=ending.pk).update(basis=basis)
    advance(ending, "reject", by=by, at=at, basis=basis.pk)


@transaction.atomic
def end_by_decision(ending: PairEnding, *, basis: Basis, by: User, at: datetime) -> None:
    """End a pair by a carried decision, from its day (A-3.16c); one that ended meanwhile keeps its own end."""
    PairEnding.objects.filter(pk=ending.pk).update(basis=basis)
    advance(ending, "approve", by=by, at=at, basis=basis.pk)
    for pair in _standing(basis.dated_on, pk=ending.pair_id):
        _end(pair, on=basis.dated_on, reason=rules.DECISION, basis=basis, by=by, at=at, ending=ending.pk)
