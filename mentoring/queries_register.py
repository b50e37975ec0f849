"""Reads of the register of pairs as of a day, of who is without a pair, and of what asks to look again (A-3.16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from association.models import Organisation
from association.statute import Verdict
from membership.models import Application, Certification, Membership
from membership.queries_experts import certified_on
from mentoring import rules
from mentoring.models import Pair, PairEnding, PairList
from mentoring.queries_pairs import (
    Balance,
    balance_on,
    candidate_loads_on,
    candidates_on,
    certified_members_on,
    loads_on,
)

ACTIVE, ENDED, AHEAD, FLAGGED = "active", "ended", "ahead", "flagged"


def register_on(rows: QuerySet[Pair], day: date) -> QuerySet[Pair]:
    """Pairs with all that the register shows of them; `is_certified` is the mentor's certificate on the day."""
    certified = certified_on(day).filter(organisation=OuterRef("mentor"))
    found = rows.select_related(
        "mentor__district", "candidate__district", "basis__paper", "end_basis", "pair_list"
    ).annotate(is_certified=Exists(certified))  # fmt: skip
    return found.order_by("candidate__sort_key", "starts_on", "mentor__sort_key", "pk")


def in_state(rows: QuerySet[Pair], state: str, day: date) -> QuerySet[Pair]:
    """Pairs in a state on a day; those at work without a sound mentor are flagged (A-3.16a)."""
    sound = certified_on(day).filter(organisation=OuterRef("mentor"))
    choices = {
        ACTIVE: Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gt=day)),
        ENDED: Q(ends_on__lte=day), AHEAD: Q(starts_on__gt=day),
    }  # fmt: skip
    if state == FLAGGED:
        return rows.filter(choices[ACTIVE]).exclude(Exists(sound))
    return rows.filter(choices[state]) if state in choices else rows


def is_flagged(pair: Pair, day: date) -> bool:
    """Whether a pair of `register_on` works on a day although its mentor holds no certificate (A-3.16a)."""
    return pair.is_on(day) and not rules.is_mentor_sound(is_certified=pair.is_certified)


@dataclass(frozen=True)
class Standing:
    """Who mentors and who is mentored on a day, who is without a pair, and what asks to look again."""

    balance: Balance
    idle_mentors: list[Organisation]
    idle_candidates: list[Organisation]
    warnings: list[Verdict]


def standing_on(day: date) -> Standing:
    """Both sides on a day; the warnings say that the share is uneven or the sides have changed places (A-3.16d, e)."""
    mentors = list(certified_members_on(day).select_related("district").order_by("sort_key"))
    candidates = list(candidates_on(day).select_related("district").order_by("sort_key"))
    loads, of_candidates = loads_on(day), candidate_loads_on(day)
    takers = [one for one in mentors if one.takes]
    verdicts = (_even(takers, candidates, loads, of_candidates), kept_on(day))
    return Standing(
        balance=balance_on(day),
        idle_mentors=[one for one in takers if one.pk not in loads],
        idle_candidates=[one for one in candidates if one.pk not in of_candidates],
        warnings=[verdict for verdict in verdicts if not verdict],
    )  # fmt: skip


def _even(mentors: list, candidates: list, loads: dict[int, int], of_candidates: dict[int, int]) -> Verdict:
    return rules.is_even.judge(
        mentors={one.pk: loads.get(one.pk, 0) for one in mentors},
        candidates={one.pk: of_candidates.get(one.pk, 0) for one in candidates},
    )  # fmt: skip


def kept_on(day: date) -> Verdict:
    """Whether the more numerous side is still that of the last approval; without one nothing has changed (A-3.16d)."""
    then = PairList.objects.filter(state=PairList.State.APPROVED, counted_on__lte=day).order_by("-pk").first()
    if then is None:
        return Verdict(True)
    now = balance_on(day)
    return rules.is_balance_kept.judge(
        mentors_then=then.mentors, candidates_then=then.candidates, mentors_now=now.mentors,
        candidates_now=now.candidates,
    )  # fmt: skip


def waiting_lists() -> QuerySet[PairList]:
    """Agreed lists that no agenda lists yet."""
    return PairList.objects.filter(state=PairList.State.AGREED)


def lists_to_release() -> QuerySet[PairList]:
    """Approved lists whose minutes are signed and whose papers did not go out yet."""
    rows = PairList.objects.filter(state=PairList.State.APPROVED).exclude(basis__number="")
    return rows.filter(Q(paper=None) | Q(paper__is_draft=True)).select_related("basis").order_by("pk")


def waiting_endings() -> QuerySet[PairEnding]:
    """Proposals to end a pair that no agenda lists yet; a pair that ended meanwhile needs none."""
    rows = PairEnding.objects.filter(state=PairEnding.State.ASKED, pair__ends_on=None)
    return rows.select_related("pair__mentor", "pair__candidate")


def ends_in_doubt(day: date) -> QuerySet[Pair]:
    """Pairs that a certificate ended which was entered by mistake, while the candidate is still one (A-4.11)."""
    void = Certification.objects.filter(
        Q(received_on=OuterRef("ends_on")) | Q(received_on__lt=OuterRef("starts_on")),
        organisation=OuterRef("candidate"), state=Certification.State.VOID,
    )  # fmt: skip
    later = Pair.objects.filter(
        mentor=OuterRef("mentor"), candidate=OuterRef("candidate"), starts_on__gte=OuterRef("ends_on")
    ).exclude(pk=OuterRef("pk"))  # fmt: skip
    rows = Pair.objects.filter(Exists(void), ~Exists(later), end_reason=rules.CERTIFIED)
    return rows.filter(candidate__in=candidates_on(day).values("pk")).select_related("mentor", "candidate")


def to_invite(day: date) -> QuerySet[Organisation]:
    """Candidates with a QMS certificate that have not applied under 3.1 yet: nobody becomes a member by itself."""
    status = Membership.objects.on(day).filter(organisation=OuterRef("pk"), kind=Membership.Kind.CANDIDATE)
    held = certified_on(day).filter(organisation=OuterRef("pk"))
    under_way = Application.objects.filter(organisation=OuterRef("pk")).exclude(state__in=Application.SETTLED)
    return Organisation.objects.filter(Exists(status), Exists(held), ~Exists(under_way)).order_by("sort_key")


def pairs_that_end(organisation: Organisation, on: date) -> QuerySet[Pair]:
    """The pairs of an organisation, on either side, that work on a day or later."""
    rows = Pair.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on) & Q(ends_on__gt=F("starts_on")))
    return rows.filter(Q(mentor=organisation) | Q(candidate=organisation)).select_related("mentor", "candidate")
