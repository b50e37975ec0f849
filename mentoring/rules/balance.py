"""How many mentors and candidates one may have: the balance of pairs (A-3.16d, A-3.16e)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

MENTORS_MORE, CANDIDATES_MORE, EQUAL, NOBODY = "mentors", "candidates", "equal", "nobody"
CAP_ADVISED, CAP_OFF = "advised", "off"


@dataclass(frozen=True)
class Bounds:
    """The most pairs one mentor and one candidate may have; None where nothing bounds them."""

    per_mentor: int | None
    per_candidate: int | None


def side_of(*, mentors: int, candidates: int) -> str:
    """Which side is the more numerous one."""
    if not mentors or not candidates:
        return NOBODY
    if mentors == candidates:
        return EQUAL
    return MENTORS_MORE if mentors > candidates else CANDIDATES_MORE


def bounds_of(*, mentors: int, candidates: int, cap: str = CAP_ADVISED) -> Bounds:
    """What the balance allows for so many eligible mentors and active candidates (A-3.16d, A-3.16e).

    The scarce side may have several, at most the whole of the quotient rounded up unless the cap is off; the numerous
    side has one.
    """
    side = side_of(mentors=mentors, candidates=candidates)
    if side == NOBODY:
        return Bounds(0, 0)
    if side == EQUAL:
        return Bounds(1, 1)
    if side == CANDIDATES_MORE:
        return Bounds(None if cap == CAP_OFF else -(-candidates // mentors), 1)
    return Bounds(1, None if cap == CAP_OFF else -(-mentors // candidates))


@altai("3.16d", _("A candidate has several mentors only when mentors are the more numerous."), also=("3.16e",))
def may_pair(
    *, mentors: int, candidates: int, of_mentor: int, of_candidate: int, cap: str = CAP_ADVISED
) -> Verdict:  # fmt: skip
    """Whether one more pair keeps the balance; `of_mentor`, `of_candidate` are the pairs that both have without it."""
    side = side_of(mentors=mentors, candidates=candidates)
    counts = {"mentors": mentors, "candidates": candidates}
    if side == NOBODY:
        message = _("There is nobody to pair: mentors %(mentors)s, candidates %(candidates)s.")
        return Verdict(False, "A-3.16a", say(message, **counts))
    bounds = bounds_of(mentors=mentors, candidates=candidates, cap=cap)
    if bounds.per_candidate is not None and of_candidate >= bounds.per_candidate:
        return Verdict(False, "A-3.16d", say(SECOND_MENTOR[side], **counts, cap=bounds.per_candidate))
    if bounds.per_mentor is not None and of_mentor >= bounds.per_mentor:
        return Verdict(False, "A-3.16e", say(SECOND_CANDIDATE[side], **counts, cap=bounds.per_mentor))
    return Verdict(True)


SECOND_MENTOR: Final = {
    EQUAL: _("Mentors and candidates are equally many (%(mentors)s and %(candidates)s): a candidate has one mentor."),
    CANDIDATES_MORE: _(
        "There are fewer mentors (%(mentors)s) than candidates (%(candidates)s): a candidate has one mentor."
    ),
    MENTORS_MORE: _(
        "With %(mentors)s mentors and %(candidates)s candidates a candidate has at most %(cap)s mentors, so that all "
        "have their share."
    ),
}
SECOND_CANDIDATE: Final = {
    EQUAL: _("Mentors and candidates are equally many (%(mentors)s and %(candidates)s): a mentor has one candidate."),
    MENTORS_MORE: _(
        "There are more mentors (%(mentors)s) than candidates (%(candidates)s): a mentor has one candidate."
    ),
    CANDIDATES_MORE: _(
        "With %(mentors)s mentors and %(candidates)s candidates a mentor has at most %(cap)s candidates, so that all "
        "have their share."
    ),
}


@altai("3.16e", _("No mentor gets a second candidate while another mentor has none."), also=("3.16d",))
def is_even(*, mentors: Mapping[int, int], candidates: Mapping[int, int]) -> Verdict:
    """A warning only: whether nobody on the scarce side waits for a first partner while another has two.

    The mappings count the pairs of each eligible mentor and each active candidate.
    """
    scarce = mentors if len(mentors) < len(candidates) else candidates
    idle = sum(1 for load in scarce.values() if not load)
    if not idle or max(scarce.values(), default=0) < 2:
        return Verdict(True)
    if scarce is mentors:
        return Verdict(False, "A-3.16e", say(_("A mentor has several candidates while %(idle)s have none."), idle=idle))
    return Verdict(False, "A-3.16d", say(_("A candidate has several mentors while %(idle)s have none."), idle=idle))


@altai("3.16d", _("Balance is settled at approval; a later change only asks to look again."), also=("3.16e",))
def is_balance_kept(*, mentors_then: int, candidates_then: int, mentors_now: int, candidates_now: int) -> Verdict:
    """A warning only: whether the more numerous side is still the one of the day of approval (A-3.16d)."""
    then = side_of(mentors=mentors_then, candidates=candidates_then)
    now = side_of(mentors=mentors_now, candidates=candidates_now)
    if then == now or now == NOBODY:
        return Verdict(True)
    message = _(
        "At approval there were %(m0)s mentors and %(c0)s candidates, now %(m1)s and %(c1)s: look at the pairs again."
    )
    return Verdict(False, sentence=say(message, m0=mentors_then, c0=candidates_then, m1=mentors_now, c1=candidates_now))
