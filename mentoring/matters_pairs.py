"""What the Presidium decides on pairs, and what pairs answer when the floors below announce something (A-3.16c)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from association.fmt import date_text
from association.happenings import on as when
from association.matters import Matter, register
from association.models import Basis, Organisation, User
from membership.models import Certification, Membership
from mentoring.actions import pair_ends, pairs
from mentoring.models import PairEnding, PairList
from mentoring.queries_register import waiting_endings, waiting_lists

PAIRS, PAIR_END = "pairs", "pair_end"
ANNEX = {
    "ru": "Реестр пар «наставник – кандидат», вопрос {number}",
    "ky": "«Насаатчы – талапкер» жуптарынын реестри, {number}-маселе",
}


def _heading(_pair_list: PairList) -> str:
    return gettext("On the pairs of mentors and candidates")


def _draft(pair_list: PairList) -> str:
    lines = list(pair_list.pairs.select_related("mentor", "candidate"))
    said = [
        ngettext(
            "Approve %(n)s pair of mentor and candidate (clause 3.16 of the statute), from the day of this decision:",
            "Approve %(n)s pairs of mentor and candidate (clause 3.16 of the statute), from the day of this decision:",
            len(lines),
        ) % {"n": len(lines)}
    ]  # fmt: skip
    for number, line in enumerate(lines, start=1):
        facts = {"number": number, "mentor": line.mentor.title, "candidate": line.candidate.title}
        said.append(gettext("%(number)s) %(mentor)s – mentor, %(candidate)s – candidate") % facts)
    return "\n".join(said)


def _listed(*, subject: PairList, by: User, at: datetime) -> None:
    pairs.put_on_agenda(subject, by=by, at=at)


def _carried(*, subject: PairList, basis: Basis, by: User, at: datetime) -> None:
    pairs.approve(subject, basis=basis, by=by, at=at)


def _lost(*, subject: PairList, basis: Basis, by: User, at: datetime) -> None:
    pairs.reject(subject, basis=basis, by=by, at=at)


def _dropped(*, subject: PairList, by: User, at: datetime) -> None:
    pairs.drop_from_agenda(subject, by=by, at=at)


LIST = register(
    Matter(
        PAIRS, gettext_lazy("Pairs of mentors and candidates"), "A-3.16c", "ordinary", PairList, waiting_lists,
        _heading, _draft, _listed, _carried, _lost, _dropped, ANNEX,
    )
)  # fmt: skip


def _end_heading(ending: PairEnding) -> str:
    facts = {"mentor": ending.pair.mentor.title, "candidate": ending.pair.candidate.title}
    return gettext("On the end of the pair %(mentor)s – %(candidate)s") % facts


def _end_draft(ending: PairEnding) -> str:
    words = gettext(
        "End the pair approved on %(day)s from the day of this decision: mentor %(mentor)s, candidate %(candidate)s. "
        "Reason: %(reason)s"
    )
    return words % {
        "day": date_text(ending.pair.starts_on, (get_language() or "ru").split("-")[0], "short"),
        "mentor": ending.pair.mentor.title, "candidate": ending.pair.candidate.title, "reason": ending.reason,
    }  # fmt: skip


def _end_listed(*, subject: PairEnding, by: User, at: datetime) -> None:
    pair_ends.put_on_agenda(subject, by=by, at=at)


def _end_carried(*, subject: PairEnding, basis: Basis, by: User, at: datetime) -> None:
    pair_ends.end_by_decision(subject, basis=basis, by=by, at=at)


def _end_lost(*, subject: PairEnding, basis: Basis, by: User, at: datetime) -> None:
    pair_ends.keep(subject, basis=basis, by=by, at=at)


def _end_dropped(*, subject: PairEnding, by: User, at: datetime) -> None:
    pair_ends.drop_from_agenda(subject, by=by, at=at)


END = register(
    Matter(
        PAIR_END, gettext_lazy("End of a pair"), "A-3.16c", "ordinary", PairEnding, waiting_endings, _end_heading,
        _end_draft, _end_listed, _end_carried, _end_lost, _end_dropped,
    )
)  # fmt: skip


@when("qms.certified")
def _end_at_certificate(
    *, organisation: Organisation, on: date, certification: Certification, by: User, at: datetime
) -> None:
    """All pairs of a candidate end on the day it received its certificate (A-4.11)."""
    pair_ends.end_for_certificate(certification, by=by, at=at)


@when("qms.voided")
def _tell_of_mistake(*, organisation: Organisation, certification: Certification, by: User, at: datetime) -> None:
    """The chair looks again at pairs that a certificate had ended which was entered by mistake (A-4.11)."""
    pair_ends.tell_of_mistake(certification, by=by, at=at)


@when("membership.began")
def _end_at_joining(*, membership: Membership, on: date, basis: Basis, by: User, at: datetime) -> None:
    """A candidate that has become a member has no mentor any more (A-3.16a)."""
    pair_ends.end_for_joining(membership, on=on, basis=basis, by=by, at=at)


@when("membership.ended")
def _end_with_membership(
    *, membership: Membership, organisation: Organisation, on: date, reason: str, basis: Basis, by: User, at: datetime
) -> None:
    """The pairs of an organisation that leaves end on its day; its candidates are without a mentor (A-3.16a)."""
    pair_ends.end_for_membership(membership, on=on, basis=basis, by=by, at=at)


@when("membership.restored")
def _go_on_with_membership(
    *, membership: Membership, was: Membership, organisation: Organisation, on: date, basis: Basis, by: User,
    at: datetime,
) -> None:  # fmt: skip
    """What an order that was voided had ended goes on as new rows (A-3.3)."""
    pair_ends.restore_for_membership(was, by=by, at=at)
