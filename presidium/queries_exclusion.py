"""Reads of the exclusion case: who sees it, the roster it is counted on, who has consented (A-3.14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from association import access
from association.models import Organisation, User
from association.statute import Verdict
from membership.models import Membership
from membership.queries import membership_of
from presidium import rules
from presidium.models import AgendaItem, Consent, ExclusionCase, Participant, Seat
from presidium.queries import voters
from presidium.rules.votes import RECUSED, STAYS

MATTER = "exclusion"
State = ExclusionCase.State


def cases_seen_by(user: User) -> QuerySet[ExclusionCase]:
    """Cases of the own motions, those on the own organisation once registered, all handed in for the records."""
    handed_in = ExclusionCase.objects.exclude(filed_at=None)
    found = Q(pk__in=access.visible(user, "view_records", handed_in).values("pk"))
    own = access.organisations(user, "move_exclusion").values("pk")
    found |= Q(initiator__in=own) | Q(target__in=own, entry__isnull=False)
    return ExclusionCase.objects.filter(found).select_related(
        "initiator", "target", "membership", "paper__file", "paper__job", "entry", "evidence", "item__meeting",
        "rule_set", "sheet__file", "sheet__job", "dossier__file", "dossier__job", "order",
    )  # fmt: skip


def listed_cases(user: User) -> QuerySet[ExclusionCase]:
    """The cases of the list, each with the number of its consents."""
    return cases_seen_by(user).annotate(consent_count=Count("consents", distinct=True)).order_by("-pk")


def cases_answered_by(user: User) -> QuerySet[ExclusionCase]:
    """Registered cases on the organisations that an account acts for: it may explain itself (A-3.14)."""
    own = access.organisations(user, "move_exclusion").values("pk")
    return ExclusionCase.objects.filter(target__in=own, entry__isnull=False)


def waiting_cases() -> QuerySet[ExclusionCase]:
    """Registered cases that no agenda lists yet."""
    return ExclusionCase.objects.filter(state=State.REGISTERED).select_related("target", "initiator", "entry")


def judge_motion(
    initiator: Organisation, target: Organisation, day: date, case: ExclusionCase | None = None
) -> Verdict:
    """Ask whether one organisation may move the exclusion of another on a day (A-3.14)."""
    others = ExclusionCase.objects.filter(target=target, state__in=ExclusionCase.OPEN).exclude(state=State.DRAFT)
    return rules.may_initiate.judge(
        is_member=_is_member(initiator, day), is_own=initiator.pk == target.pk,
        target_is_member=_is_member(target, day),
        has_open_case=others.exclude(pk=case.pk if case else None).exists(),
    )  # fmt: skip


def _is_member(organisation: Organisation, day: date) -> bool:
    row = membership_of(organisation, day)
    return row is not None and row.kind == Membership.Kind.MEMBER


def rule_values(item: AgendaItem) -> dict[str, Any]:
    """The settings a vote on an item is held under; of an exclusion with the seat of the organisation it is about."""
    values = dict(item.meeting.rule_set.values)
    if item.matter == MATTER:
        case = ExclusionCase.objects.get(pk=item.subject_id)
        held = voters(item.meeting).filter(seat__organisation=case.target_id).first()
        values |= {"target_seat": values.get("target_seat", STAYS), "target_participant": held.pk if held else None}
    return values


def is_recused(participant: Participant, values: dict[str, Any]) -> bool:
    """Whether the rule set takes this seat out of both sides of a vote (A-3.14)."""
    return values.get("target_seat") == RECUSED and participant.pk == values.get("target_participant")


def weigh(consents: int, roster: int, values: dict[str, Any]) -> Verdict:
    """Judge consents against the whole roster under the settings of the meeting that considered the case (A-3.14)."""
    return rules.is_exclusion_agreed.judge(
        consents=consents, roster=roster, target_seated=values.get("target_participant") is not None,
        target_seat=values.get("target_seat", STAYS),
    )  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One seat of the roster a case is counted on, and what its holder said."""

    participant: Participant
    seat: Seat | None
    consent: Consent | None
    may_sign: Verdict

    @property
    def name(self) -> str:
        return self.participant.person.surname_first


def roster_of(case: ExclusionCase, day: date) -> list[Line]:
    """The roster of the meeting that considered a case, with consents and who may still sign the sheet on a day."""
    if case.item is None:
        return []
    values = vote_of(case.item).rule_values
    given = {row.seat_id: row for row in case.consents.select_related("signature")}
    return [
        Line(row, row.seat, given.get(row.seat_id),
             judge_consent(case, row, day, has_consented=row.seat_id in given, values=values))
        for row in voters(case.item.meeting)
    ]  # fmt: skip


def vote_of(item: AgendaItem):
    """The vote that decided an item."""
    return item.votes.filter(cancelled=False, closed_at__isnull=False).last()


def judge_consent(
    case: ExclusionCase, row: Participant | None, day: date, *, has_consented: bool, values: dict[str, Any]
) -> Verdict:
    """Ask whether a sheet of a participant of the meeting still adds a consent on a day (A-3.14)."""
    seat = row.seat if row else None
    return rules.may_consent.judge(
        is_considered=case.state == State.HEARD, on_roster=seat is not None and seat.is_on(day),
        has_consented=has_consented, is_recused=row is not None and is_recused(row, values),
    )  # fmt: skip
