"""Duties, navigation and readers of the work of pairs: help to confirm, remarks, plans, silences (A-3.16b)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from association import access, desk, files
from association.fmt import date_text
from association.models import Association, StoredFile, User
from membership.queries import local_day
from mentoring import rules
from mentoring.models import HelpEntry, HelpFile, HelpPlanLine, Pair
from mentoring.queries_help import READS, RIGHT, silence_days, silent_pairs, with_last_day

OFFICE = "sign_as_secretary"


@access.register_reach(Pair)
def pairs_of_organisations(user: User, right: str) -> Q:
    """Those who keep help for one of its two organisations see a pair and write its journal (A-3.16b)."""
    if right != RIGHT or not user.is_authenticated:
        return Q(pk__in=[])
    own = access.organisations(user, RIGHT).values("pk")
    return Q(mentor__in=own) | Q(candidate__in=own)


@files.keep_behind
def help_files() -> QuerySet[StoredFile]:
    """Files of the journal of help are opened on the page of their pair alone, by those who see it."""
    return StoredFile.objects.filter(pk__in=HelpFile.objects.values("file"))


def _own(user: User) -> str:
    """The register shows those who watch over pairs all of them, by a line of its own."""
    return "" if access.can(user, READS) else reverse("pairs")


desk.entry(desk.Entry("association", gettext_lazy("Our pairs"), "pairs", "pair", RIGHT, 55, address=_own, also=(
    "pair", "pair_contacts", "help_new", "help_entry", "help_dispute", "pair_line_new", "pair_line",
)))  # fmt: skip


def _day(day: date) -> str:
    return date_text(day, (get_language() or "ru").split("-")[0], "day")


@desk.duties
def of_the_sides(user: User, at: datetime) -> Iterable[desk.Duty]:
    """What waits in the pairs of a person's organisations: silence, entries, remarks, the plan (A-3.16b)."""
    if not access.holds(user, RIGHT):
        return
    today, own = local_day(at), set(access.organisations(user, RIGHT).values_list("pk", flat=True))
    mine = Pair.objects.on(today).filter(Q(mentor__in=own) | Q(candidate__in=own))
    pairs = list(with_last_day(mine).select_related("mentor", "candidate").order_by("starts_on", "pk"))
    if not pairs:
        return
    days, waiting, plans = silence_days(today), _waiting(pairs), _plans(pairs, today)
    for pair in pairs:
        other = pair.candidate if pair.mentor_id in own else pair.mentor
        yield from _entries(pair, waiting.get(pair.pk, {}), own)
        if rules.is_silent(last_on=pair.last_on, on=today, days=days):
            yield silence(pair, str(other), reverse("help_new", args=[pair.pk]), _("Record help"), today)
        yield from _plan(pair, plans.get(pair.pk), str(other), today, pair.mentor_id in own)


def silence(pair: Pair, who: str, url: str, button: str, today: date) -> desk.Duty:
    """What a silent pair asks of both sides and of the secretary."""
    n = (today - pair.last_on).days
    text = ngettext(
        "Nothing stands in the journal of the pair since %(day)s, for %(n)d day.",
        "Nothing stands in the journal of the pair since %(day)s, for %(n)d days.", n,
    )  # fmt: skip
    return desk.Duty(
        _("No help was recorded: %(who)s") % {"who": who}, text % {"day": _day(pair.last_on), "n": n}, url, button,
        "A-3.16b",
    )  # fmt: skip


def _waiting(pairs: list[Pair]) -> dict[int, dict[str, int]]:
    written, disputed = Q(state=HelpEntry.State.WRITTEN), Q(state=HelpEntry.State.DISPUTED)
    rows = HelpEntry.objects.filter(written | disputed, pair__in=pairs).order_by().values("pair")
    counts = rows.annotate(written=Count("pk", filter=written), disputed=Count("pk", filter=disputed))
    return {row["pair"]: row for row in counts}


def _plans(pairs: list[Pair], today: date) -> dict[int, dict]:
    late = Q(done_on=None, due_on__lt=today)
    rows = HelpPlanLine.objects.filter(pair__in=pairs, dropped_at=None).order_by().values("pair")
    return {row["pair"]: row for row in rows.annotate(late=Count("pk", filter=late), due=Min("due_on", filter=late))}


def _entries(pair: Pair, counts: dict[str, int], own: set[int]) -> Iterable[desk.Duty]:
    address = f"{pair.get_absolute_url()}#journal"
    if (n := counts.get("written", 0)) and pair.candidate_id in own:
        title = ngettext("Confirm %(n)d entry of help: %(who)s", "Confirm %(n)d entries of help: %(who)s", n)
        yield desk.Duty(
            title % {"n": n, "who": pair.mentor}, _("The mentor wrote down what was done; say whether it was so."),
            address, _("Open"), "A-3.16b",
        )  # fmt: skip
    if (n := counts.get("disputed", 0)) and pair.mentor_id in own:
        title = ngettext(
            "%(n)d entry of help was not confirmed: %(who)s", "%(n)d entries of help were not confirmed: %(who)s", n
        )
        yield desk.Duty(
            title % {"n": n, "who": pair.candidate}, _("Read the remark; amend the entry or strike it."), address,
            _("Open"), "A-3.16b",
        )  # fmt: skip


def _plan(pair: Pair, plan: dict | None, other: str, today: date, is_mentor: bool) -> Iterable[desk.Duty]:
    address = f"{pair.get_absolute_url()}#plan"
    if plan is None:
        if is_mentor:
            yield desk.Duty(
                _("Make the plan of the pair: %(who)s") % {"who": other},
                _("One press makes a first plan from the four areas of help."), address, _("Open"), "A-3.16b",
            )  # fmt: skip
    elif n := plan["late"]:
        title = ngettext(
            "%(n)d line of the plan is overdue: %(who)s", "%(n)d lines of the plan are overdue: %(who)s", n
        )
        yield desk.Duty(
            title % {"n": n, "who": other}, _("Mark it done, or agree on another day."), address, _("Open"), "A-3.16b",
            plan["due"], (today - plan["due"]).days,
        )  # fmt: skip


@desk.duties
def of_the_office(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Silent pairs stand on the secretary's desk too (A-3.16b)."""
    if not access.can(user, OFFICE) or Association.known() is None:
        return
    today = local_day(at)
    for pair in silent_pairs(today).order_by("last_on", "pk")[:10]:
        yield silence(pair, str(pair), pair.get_absolute_url(), _("Open"), today)
