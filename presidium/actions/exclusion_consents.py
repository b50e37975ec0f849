"""Verbs on the consents of an exclusion case: by vote, by sheet, until two thirds of the roster agree (A-3.14)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions import papers
from association.journal import record
from association.models import Basis, Signature, StoredFile, User
from association.proofs import Proof
from association.statute import Refused, denial
from association.workflow import advance
from membership.actions import endings
from membership.actions.holding import hold_drafts
from membership.queries import local_day
from presidium import notices
from presidium.actions.exclusion import locked_case, tell_of_end
from presidium.models import AgendaItem, Ballot, Consent, ExclusionCase, Participant
from presidium.papers_exclusion import D28, DOSSIER, SHEET, TITLES, sheet_facts
from presidium.queries import voters
from presidium.queries_exclusion import judge_consent, roster_of, vote_of, weigh

State = ExclusionCase.State


@transaction.atomic
def put_on_agenda(case: ExclusionCase, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the case."""
    advance(case, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(case: ExclusionCase, *, by: User, at: datetime) -> None:
    """Let a case that was not considered wait for the next meeting."""
    if locked_case(case).state == State.LISTED:
        advance(case, "unlist", by=by, at=at)


@transaction.atomic
def hear(case: ExclusionCase, *, basis: Basis, by: User, at: datetime) -> None:
    """Take the votes for as consents when the item closes, and weigh them against the whole roster (A-3.14).

    A case that has lapsed meanwhile is left as it is.
    """
    hold_drafts([case.target_id])
    row = locked_case(case)
    if row.state != State.LISTED:
        return
    advance(row, "hear", by=by, at=at)
    item = AgendaItem.objects.select_related("meeting__rule_set").get(basis=basis)
    for line in _agreeing(item):
        Consent.objects.create(
            case=row, seat=line.participant.seat, kind=Consent.Kind.VOTE, ballot=line.counted,
            given_on=item.meeting.held_on, noted_at=at, noted_by=by,
        )  # fmt: skip
    ExclusionCase.objects.filter(pk=row.pk).update(item=item, basis=basis, rule_set=item.meeting.rule_set)
    row.refresh_from_db()
    if not _weigh(row, by, at):
        _ask_for_sheets(row, by, at)


def _agreeing(item: AgendaItem):
    roll = vote_of(item).roll.filter(recused=False, counted__choice=Ballot.Choice.FOR)
    return roll.select_related("participant__seat", "counted")


def _weigh(case: ExclusionCase, by: User, at: datetime) -> bool:
    """Judge the consents given so far; with two thirds the case is agreed and the exclusion is carried out."""
    vote = vote_of(case.item)
    verdict = weigh(case.consents.count(), vote.roster, vote.rule_values)
    ExclusionCase.objects.filter(pk=case.pk).update(verdict=verdict.as_dict())
    case.verdict = verdict.as_dict()
    if not verdict:
        return False
    advance(case, "agree", by=by, at=at, verdict=verdict.as_dict())
    ExclusionCase.objects.filter(pk=case.pk).update(agreed_at=at)
    day = local_day(at)
    case.dossier = papers.draw(
        D28, case, facts=sheet_facts(case, on=day, part=DOSSIER), by=by, at=at, title=TITLES[DOSSIER], draft=False,
        dated_on=day,
    )  # fmt: skip
    ExclusionCase.objects.filter(pk=case.pk).update(dossier=case.dossier)
    _try_to_carry(case, by, at)
    return True


def _try_to_carry(case: ExclusionCase, by: User, at: datetime) -> None:
    """Carry the exclusion out; what stands in its way waits for a person and undoes no vote (A-3.12)."""
    try:
        with transaction.atomic():
            _carry(case, "carry", by, at, is_confirmed=False)
    except Refused as refused:
        ExclusionCase.objects.filter(pk=case.pk).update(hindrance=refused.verdicts[0].as_dict())
        case.refresh_from_db()


def _carry(case: ExclusionCase, step: str, by: User, at: datetime, *, is_confirmed: bool) -> None:
    order = endings.exclude(case.membership, basis=case.basis, by=by, at=at, is_confirmed=is_confirmed)
    advance(case, step, by=by, at=at, order=order.pk)
    ExclusionCase.objects.filter(pk=case.pk).update(order=order, closed_at=at, hindrance=None)
    tell_of_end(case, by=by, at=at)


@transaction.atomic
def confirm(case: ExclusionCase, *, by: User, at: datetime) -> None:
    """Say the second word that an agreed exclusion below the minimum asks for; it goes on then (A-3.12, A-3.14)."""
    access.require(by, "register_documents", at=at)
    hold_drafts([case.target_id])
    row = locked_case(case)
    if row.state != State.AGREED:
        raise Refused(denial("A-3.14", _("Only an exclusion that is agreed and not carried out yet is confirmed.")))
    _carry(row, "confirm", by, at, is_confirmed=True)


def _ask_for_sheets(case: ExclusionCase, by: User, at: datetime) -> None:
    """Draw the sheet, and ask those who may still consent."""
    day = local_day(at)
    case.sheet = papers.draw(
        D28, case, facts=sheet_facts(case, on=day), by=by, at=at, title=TITLES[SHEET], draft=False, dated_on=day
    )
    ExclusionCase.objects.filter(pk=case.pk).update(sheet=case.sheet)
    people = [line.participant.person_id for line in roster_of(case, day) if line.may_sign]
    users = User.objects.filter(is_active=True, person__in=people).order_by("pk")
    outbox.send(
        notices.EXCLUSION_SHEET, case, to=users, at=at, initiator=case.initiator, target=case.target,
        verdict=case.judged,
    )  # fmt: skip


def _open_line(case: ExclusionCase, person: int | None, on: date) -> tuple[ExclusionCase, Participant]:
    """Lock the case and find the seat whose holder consents; who may not is told why (A-3.14).

    What an exclusion changes is held before it, in the order of the verbs of membership.
    """
    hold_drafts([case.target_id])
    row = locked_case(case)
    line = voters(row.item.meeting).filter(person=person).first() if row.item and person else None
    has = line is not None and row.consents.filter(seat=line.seat_id).exists()
    values = vote_of(row.item).rule_values if row.item else {}
    if not (verdict := judge_consent(row, line, on, has_consented=has, values=values)):
        raise Refused(verdict)
    return row, line


def _add(case: ExclusionCase, line: Participant, signature: Signature, given_on: date, by: User, at: datetime) -> None:
    consent = Consent.objects.create(
        case=case, seat=line.seat, kind=Consent.Kind.SHEET, signature=signature, given_on=given_on, noted_at=at,
        noted_by=by,
    )  # fmt: skip
    record("exclusioncase.consent", consent, by=by, at=at, case=case.pk, seat=line.seat_id, method=signature.method)
    _weigh(case, by, at)


@transaction.atomic
def consent(case: ExclusionCase, *, proof: Proof, sha256: str, by: User, at: datetime) -> None:
    """Give one's own consent by signing the sheet shown (A-3.14)."""
    on = local_day(at)
    row, line = _open_line(case, by.person_id, on)
    facts = {"capacity": f"seat-{line.seat_id}", "post": line.post, "proof": proof, "sha256": sha256}
    _add(row, line, papers.sign(row.sheet, by=by, at=at, **facts), on, by, at)


@transaction.atomic
def file_consent(
    case: ExclusionCase, *, participant: Participant, given_on: date, scan: StoredFile, by: User, at: datetime
) -> None:
    """Keep the scan of a sheet that a holder of a seat signed by hand, with the day on it (A-3.14)."""
    access.require(by, "register_documents", at=at)
    on = local_day(at)
    row, line = _open_line(case, participant.person_id, on)
    if not row.item.meeting.held_on <= given_on <= on:
        raise Refused(denial("A-3.14", _("A sheet bears a day from the meeting to today.")))
    facts = {"capacity": f"seat-{line.seat_id}", "post": line.post, "name": line.person.initials_first, "scan": scan}
    _add(row, line, papers.file_scan(row.sheet, by=by, at=at, **facts), given_on, by, at)
