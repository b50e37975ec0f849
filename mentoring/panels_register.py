"""The register of pairs: duties, navigation, what an end of membership would end, and the history of organisations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, desk, happenings
from association.chronicle import AHEAD, RIGHT, Entry, Reading, linked, paper_of, source_of, unread
from association.models import Association, Organisation, Paper, User
from association.templatetags.ui import day as in_words
from membership.queries import local_day
from mentoring.models import Pair
from mentoring.papers import D22
from mentoring.queries_register import (
    ends_in_doubt,
    lists_to_release,
    pairs_that_end,
    standing_on,
    to_invite,
    waiting_endings,
    waiting_lists,
)

desk.entry(
    desk.Entry("activity", gettext_lazy("Register of pairs"), "pairs", "pair", "view_pairs", 30,
               also=("pair_ending", "pair_map"))
)  # fmt: skip


@access.register_reach(Paper)
def registers_of_pairs(user: User, right: str) -> Q:
    """Who sees the pairs opens their register, without the other records (A-3.16c)."""
    if right != "view_records" or not access.can(user, "view_pairs"):
        return Q(pk__in=[])
    return Q(kind=D22.code)


@happenings.foretells("membership.ended")
@happenings.foretells("organisation.reorganised")
def what_ends(*, organisation: Organisation, on: date) -> Iterable[happenings.Consequence]:
    """The pairs of the organisation end; its candidates are without a mentor."""
    for pair in pairs_that_end(organisation, on):
        facts = {"mentor": pair.mentor.title, "candidate": pair.candidate.title, "day": in_words(on, "ablative")}
        text = _("The pair %(mentor)s – %(candidate)s ends; it does not work from %(day)s.")
        if pair.mentor_id == organisation.pk:
            text = _("The pair %(mentor)s – %(candidate)s ends; the candidate is without this mentor from %(day)s.")
        yield happenings.Consequence(text % facts, "A-3.16a")


@desk.duties
def lists_on_their_way(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the secretary: an agreed list and the end of a pair belong on an agenda, papers on pairs go out (A-3.16c)."""
    if not access.can(user, "prepare_meeting"):
        return
    for row in waiting_lists():
        yield desk.Duty(
            _("Put the list of pairs No. %(number)s before the Presidium") % {"number": row.pk},
            _("The list is agreed; pairs begin by a decision alone."), reverse("meetings"), _("To the meetings"),
            "A-3.16c",
        )  # fmt: skip
    for ending in waiting_endings():
        yield desk.Duty(
            _("Put the end of a pair before the Presidium"), str(ending.pair), reverse("meetings"),
            _("To the meetings"), "A-3.16c",
        )  # fmt: skip
    for row in lists_to_release():
        yield desk.Duty(
            _("Release the papers on pairs: list No. %(number)s") % {"number": row.pk},
            _("The minutes are signed: the register of pairs and the letters to both sides go out."),
            reverse("pairs"), _("Release"), "A-3.16c",
        )  # fmt: skip


@desk.duties
def certified_candidates(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Candidates with a QMS certificate: asked to apply under 3.1, by the secretary and on their own desk (A-4.11)."""
    if Association.known() is None:
        return
    if access.can(user, "invite_people"):
        for school in to_invite(local_day(at)):
            yield desk.Duty(
                _("Invite %(school)s to apply under clause 3.1") % {"school": school},
                _("The candidate has received its QMS certificate; it does not become a member by itself."),
                school.get_absolute_url(), _("Open"), "A-4.11",
            )  # fmt: skip
    elif access.holds(user, "edit_application"):
        own = access.organisations(user, "edit_application").values("pk")
        for school in to_invite(local_day(at)).filter(pk__in=own):
            yield desk.Duty(
                _("Apply to become a member under clause 3.1"),
                _("%(school)s has received its QMS certificate; it does not become a member by itself.")
                % {"school": school},
                reverse("application_new"), _("Begin"), "A-4.11",
            )  # fmt: skip


@desk.duties
def pairs_to_look_at(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the chair: an uneven share, sides that have changed places, ends by a mistaken certificate."""
    if not access.can(user, "form_pairs") or Association.known() is None:
        return
    day = local_day(at)
    for verdict in standing_on(day).warnings:
        yield desk.Duty(
            _("Look at the balance of pairs again"), str(verdict.sentence), reverse("pairs"), _("Register of pairs"),
            verdict.clause or "A-3.16d",
        )  # fmt: skip
    for pair in ends_in_doubt(day):
        yield desk.Duty(
            _("Look again at the pair %(pair)s") % {"pair": pair},
            _("The certificate that ended it was entered by mistake."), f"{reverse('pairs')}?state=ended",
            _("Open"), "A-4.11",
        )  # fmt: skip


HEAVY = unread(papers=["basis__paper", "end_basis__paper"])


@source_of(Pair.objects.filter(Q(mentor=OuterRef("pk")) | Q(candidate=OuterRef("pk"))))
def pairs_of(reading: Reading) -> Iterable[Entry]:
    """Pairs of the organisation, as a mentor and as a candidate, with their periods and decisions (A-3.16c, A-4.11)."""
    own = Q(mentor=reading.organisation) | Q(candidate=reading.organisation)
    rows = Pair.objects.filter(own).select_related("mentor", "candidate", "basis__paper", "end_basis__paper")
    for pair in rows.defer(*HEAVY).order_by("starts_on", "pk"):
        is_mentor = pair.mentor_id == reading.organisation.pk
        other = linked(pair.candidate.title if is_mentor else pair.mentor.title, pair.get_absolute_url())
        title = _("Became a mentor") if is_mentor else _("Received a mentor")
        act = ("mentoring.pair", pair.pk, "pair.begin")
        yield Entry(pair.starts_on, title, other, "A-3.16c", RIGHT, paper=paper_of(pair.basis, reading), act=act,
                    rank=6)  # fmt: skip
        if pair.ends_on:
            kind = AHEAD if pair.ends_on > reading.today else RIGHT
            words = _("Pair ended: %(reason)s") % {"reason": pair.get_end_reason_display()}
            yield Entry(pair.ends_on, words, other, pair.end_clause, kind, paper=paper_of(pair.end_basis, reading),
                        act=("mentoring.pair", pair.pk, "pair.end"), rank=5)  # fmt: skip
