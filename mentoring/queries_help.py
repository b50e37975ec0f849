"""Reads of the work of pairs: who sees a pair, its plan, its journal of help, its silences (A-3.16b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, DateField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from association import access
from association.models import Headship, Invitation, Organisation, RoleGrant, RuleSet, User
from association.rule_options import value_of
from membership.models import Certification
from mentoring import rules
from mentoring.models import HelpEntry, HelpFile, HelpPlanLine, Pair, SilenceLetter

RIGHT, READS, NAMES = "keep_help", "view_pairs", "name_contacts"
CONTACT = "pair_contact"
SIDES = ("mentor", "candidate")
SETTLED = HelpEntry.State.CONFIRMED
WAITING = (HelpEntry.State.WRITTEN, HelpEntry.State.DISPUTED)


def own_pairs(user: User) -> QuerySet[Pair]:
    """The pairs of the organisations for which an account keeps help."""
    return access.visible(user, RIGHT, Pair.objects.all())


def pairs_seen_by(user: User) -> QuerySet[Pair]:
    """The pairs an account sees: all of them to those who watch over pairs, to others those of their organisations."""
    rows = access.visible(user, READS, Pair.objects.all()) if access.can(user, READS) else own_pairs(user)
    return rows.select_related("mentor", "candidate", "basis__paper", "end_basis__paper", "pair_list")


def side_of_user(pair: Pair, user: User) -> str:
    """The side for which an account keeps help: the mentor's before the candidate's, or none."""
    own = set(access.organisations(user, RIGHT).filter(pk__in=[pair.mentor_id, pair.candidate_id]).values_list("pk"))
    return next((side for side in SIDES if (getattr(pair, f"{side}_id"),) in own), "")


def acts_for_candidate(pair: Pair, user: User) -> bool:
    """Whether an account acts for the candidate of a pair, who confirms help (A-3.16b)."""
    return access.organisations(user, RIGHT).filter(pk=pair.candidate_id).exists()


@dataclass(frozen=True)
class AreaOfHelp:
    """One of the four areas in the work of a pair: its plan and its help."""

    planned: int = 0
    done: int = 0
    hours: Decimal = Decimal(0)
    confirmed: int = 0
    waiting: int = 0


@dataclass
class HelpSummary:
    """The work of one pair by area; hours and `confirmed` count confirmed entries, `last_on` any that stands."""

    areas: dict[str, AreaOfHelp] = field(default_factory=lambda: dict.fromkeys(rules.AREAS, AreaOfHelp()))
    last_on: date | None = None

    @property
    def hours(self) -> Decimal:
        return sum((area.hours for area in self.areas.values()), Decimal(0))

    @property
    def confirmed(self) -> int:
        return sum(area.confirmed for area in self.areas.values())

    @property
    def waiting(self) -> int:
        return sum(area.waiting for area in self.areas.values())

    @property
    def planned(self) -> int:
        return sum(area.planned for area in self.areas.values())

    @property
    def done(self) -> int:
        return sum(area.done for area in self.areas.values())


def help_summary(pairs: Iterable[Pair] | Iterable[int]) -> dict[int, HelpSummary]:
    """The work of many pairs by the four areas, in two queries for any number of them (A-3.16b)."""
    keys = [getattr(one, "pk", one) for one in pairs]
    found = {key: HelpSummary() for key in keys}
    confirmed, waiting = Q(state=SETTLED), Q(state__in=WAITING)
    helped = HelpEntry.objects.filter(pair__in=keys).exclude(state=HelpEntry.State.STRUCK).order_by()
    given = {
        (row["pair"], row["area"]): row
        for row in helped.values("pair", "area").annotate(
            sum=Coalesce(Sum("hours", filter=confirmed), Decimal(0)), confirmed=Count("pk", filter=confirmed),
            waiting=Count("pk", filter=waiting), last=Max("on"),
        )
    }  # fmt: skip
    lines = HelpPlanLine.objects.filter(pair__in=keys, dropped_at=None).order_by()
    planned = {
        (row["pair"], row["area"]): row
        for row in lines.values("pair", "area").annotate(planned=Count("pk"), done=Count("done_on"))
    }
    for pair, area in given.keys() | planned.keys():
        of_help, of_plan = given.get((pair, area), {}), planned.get((pair, area), {})
        summary = found[pair]
        summary.areas[area] = AreaOfHelp(
            of_plan.get("planned", 0), of_plan.get("done", 0), of_help.get("sum", Decimal(0)),
            of_help.get("confirmed", 0), of_help.get("waiting", 0),
        )  # fmt: skip
        if of_help:
            summary.last_on = max(summary.last_on or of_help["last"], of_help["last"])
    return found


def others_of_the_two(pair: Pair) -> QuerySet[Pair]:
    """Other pairs of the same mentor and candidate, the newest first: earlier ones, or one that goes on."""
    return Pair.objects.filter(mentor=pair.mentor_id, candidate=pair.candidate_id).exclude(pk=pair.pk)


def plan_of(pair: Pair) -> QuerySet[HelpPlanLine]:
    """The lines of a plan that were not dropped, by their day."""
    return pair.plan.filter(dropped_at=None).order_by("due_on", "pk")


def journal_of(pair: Pair) -> QuerySet[HelpEntry]:
    """The journal of help of a pair, the latest day first; what was struck is left out."""
    rows = pair.entries.exclude(state=HelpEntry.State.STRUCK).select_related("written_by__person", "settled_by__person")
    return rows.select_related("line").prefetch_related("files__file").order_by("-on", "-pk")


def files_seen_by(user: User) -> QuerySet[HelpFile]:
    """Files of the journals of the pairs that an account sees."""
    rows = HelpFile.objects.exclude(entry__state=HelpEntry.State.STRUCK).select_related("file")
    return rows.filter(entry__pair__in=pairs_seen_by(user).select_related(None).values("pk"))


def with_last_day(rows: QuerySet[Pair]) -> QuerySet[Pair]:
    """Add to each pair the day of its last help, or else its first day, as `last_on`."""
    entries = HelpEntry.objects.filter(pair=OuterRef("pk")).exclude(state=HelpEntry.State.STRUCK)
    last = Subquery(entries.order_by("-on").values("on")[:1])
    return rows.annotate(last_on=Coalesce(last, F("starts_on"), output_field=DateField()))


def silence_days(day: date) -> int:
    """After how many days without help a pair is silent, by the rules of a day (A-3.16b)."""
    return value_of(RuleSet.on_day(day).values, "pair_silence_days")


def silent_pairs(day: date, rows: QuerySet[Pair] | None = None) -> QuerySet[Pair]:
    """Pairs at work on a day for which nothing was recorded for so long that both sides are asked (A-3.16b)."""
    found = with_last_day((Pair.objects.all() if rows is None else rows).on(day))
    return found.filter(last_on__lte=day - timedelta(days=silence_days(day))).select_related("mentor", "candidate")


def silences_untold(day: date, at: datetime) -> QuerySet[Pair]:
    """Silent pairs whose silence has had no letter; a new one is not sent sooner than the first may be (A-3.16b)."""
    told = SilenceLetter.objects.filter(pair=OuterRef("pk"))
    fresh = told.filter(sent_at__gt=at - timedelta(days=silence_days(day)))
    return silent_pairs(day).exclude(Exists(told.filter(since=OuterRef("last_on")))).exclude(Exists(fresh))


def keepers_of(pair: Pair) -> QuerySet[User]:
    """The accounts that keep help for either side."""
    both = [pair.mentor_id, pair.candidate_id]
    roles = [role for role, (_scope, _name, rights) in access.ROLES.items() if RIGHT in rights]
    return User.objects.filter(
        is_active=True, role_grants__organisation__in=both, role_grants__role__in=roles,
        role_grants__revoked_at=None,
    ).distinct()  # fmt: skip


def heads_on(organisations: Iterable[int], day: date) -> dict[int, Headship]:
    """Who heads each of some organisations on a day."""
    rows = Headship.objects.on(day).filter(organisation__in=list(organisations)).select_related("person")
    return {row.organisation_id: row for row in rows}


def contacts_of(organisations: Iterable[int]) -> list[RoleGrant]:
    """Who keeps the journal of pairs for some organisations beside their heads."""
    rows = RoleGrant.objects.filter(role=CONTACT, organisation__in=list(organisations), revoked_at=None)
    return list(rows.filter(user__is_active=True).select_related("user__person", "organisation").order_by("pk"))


def contacts_invited(organisation: Organisation, at: datetime) -> QuerySet[Invitation]:
    """Invitations to keep the journal for an organisation that are still open."""
    rows = Invitation.objects.filter(role=CONTACT, organisation=organisation, accepted_at=None, expires_at__gt=at)
    return rows.select_related("person").order_by("-pk")


def certifications_of(organisation: Organisation) -> QuerySet[Certification]:
    """The QMS certificates of an organisation on record, or waiting to be confirmed, newest first (A-4.11)."""
    states = (Certification.State.PROPOSED, Certification.State.CONFIRMED)
    return Certification.objects.filter(organisation=organisation, state__in=states).order_by("-received_on", "-pk")
