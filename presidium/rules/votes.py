"""Presence and votes: quorum, decisions, elections, exclusion, who may vote, the ballot sheet."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Phrase, Verdict, altai, say

DECISIVE, CONSULTATIVE, NONE = "decisive", "consultative", "none"
FILLED, ALL_SEATS = "filled", "all_seats"
HALF_OF_PRESENT, STRICT = "half_of_present", "strict"
MAJORITY = "majority"
ELECTED, ALL = "elected", "all"
STAYS, RECUSED = "stays", "recused"

EXACTLY_HALF: Final = say(_("Adopted at exactly half (4.9)."))


def at_least_half(whole: int) -> int:
    """The smallest part that is half of the whole or more, and never nobody."""
    return max(1, (whole + 1) // 2)


def more_than_half(whole: int) -> int:
    """The smallest part that is more than half of the whole."""
    return whole // 2 + 1


def two_thirds(whole: int) -> int:
    """The smallest part that is two thirds of the whole or more, and never nobody."""
    return max(1, (2 * whole + 2) // 3)


def _check_figures(part: int, whole: int) -> None:
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} cannot be")


def _elected(votes_for: int, present: int, needed: int) -> Verdict:
    _check_figures(votes_for, present)
    passed = votes_for >= needed
    if passed:
        sentence = say(_("Elected: %(votes)s of %(present)s present voted for, %(needed)s were needed."))
    else:
        sentence = say(_("Not elected: %(votes)s of %(present)s present voted for, %(needed)s were needed."))
    figures = {"votes": votes_for, "present": present, "needed": needed}
    return Verdict(passed, sentence=Phrase(sentence.msgid, figures), needed=needed)


def _quorum(present: int, whole: int) -> Verdict:
    _check_figures(present, whole)
    needed = at_least_half(whole)
    passed = 0 < whole <= 2 * present
    if passed:
        sentence = say(_("There is a quorum: %(present)s of %(whole)s are present, %(needed)s are needed."))
    else:
        sentence = say(_("There is no quorum: %(present)s of %(whole)s are present, %(needed)s are needed."))
    figures = {"present": present, "whole": whole, "needed": needed}
    return Verdict(passed, sentence=Phrase(sentence.msgid, figures), needed=needed)


@altai("4.7", _("A meeting needs at least half of the roster."))
def is_quorate(*, present: int, roster: int, seats: int | None = None, quorum_base: str = FILLED) -> Verdict:
    """Quorum of the Presidium; roster = filled seats, `seats` = all seats, counted when quorum_base says so (A-4.7)."""
    if quorum_base == ALL_SEATS:
        if seats is None:
            raise ValueError("quorum of all seats needs their number")
        _check_figures(roster, seats)
    return _quorum(present, seats if quorum_base == ALL_SEATS and seats is not None else roster)


@altai("3.6", _("A general meeting needs at least half of the member organisations."), also=("5.6.5",))
def is_general_quorate(*, present: int, members: int) -> Verdict:
    """Quorum of a general meeting in organisations; the statute is silent, this is the reading chosen (A-3.6)."""
    return _quorum(present, members)


@altai("4.9b", _("A decision needs the votes of at least half of those present."))
def is_adopted(*, votes_for: int, present: int, decision_rule: str = HALF_OF_PRESENT) -> Verdict:
    """Ordinary decision; who abstains or does not vote stays in `present`, nobody has a casting vote (A-4.9b)."""
    _check_figures(votes_for, present)
    strict = decision_rule == STRICT
    needed = more_than_half(present) if strict else at_least_half(present)
    passed = votes_for >= needed
    if passed:
        sentence = say(_("Adopted: %(votes)s of %(present)s present voted for, %(needed)s were needed."))
    else:
        sentence = say(_("Not adopted: %(votes)s of %(present)s present voted for, %(needed)s were needed."))
    figures = {"votes": votes_for, "present": present, "needed": needed}
    note = EXACTLY_HALF if passed and 2 * votes_for == present else None
    return Verdict(passed, sentence=Phrase(sentence.msgid, figures), needed=needed, note=note)


@altai("4.9b", _("Of alternatives that exclude each other only the first adopted one stands."))
def may_vote_alternative(*, adopted_before: bool) -> bool:
    """Whether an alternative is still open; it closes once another of its group has passed (own reading)."""
    return not adopted_before


@altai("3.8", _("The deputy chair is elected by more than half of the Presidium members present."))
def is_deputy_elected(*, votes_for: int, present: int) -> Verdict:
    """Election of the deputy chair; exactly half is not enough (A-3.8)."""
    return _elected(votes_for, present, more_than_half(present))


@altai("3.6", _("The chair is elected at a general meeting by more than half of the organisations present."))
def is_chair_elected(*, votes_for: int, present: int, chair_rule: str = MAJORITY) -> Verdict:
    """Election of the chair for one name; figures are organisations (A-3.6)."""
    half = chair_rule == HALF_OF_PRESENT
    return _elected(votes_for, present, at_least_half(present) if half else more_than_half(present))


@altai("3.6", _("When nobody is elected, the two names with most votes go to a run-off."))
def chair_runoff(*, votes: Mapping[str, int], present: int, chair_rule: str = MAJORITY) -> tuple[str, ...]:
    """Names to be voted on again: () when one is elected or stands alone; names equal to the second join (A-3.6)."""
    _check_figures(sum(votes.values()), present)
    elected = [
        name
        for name, given in votes.items()
        if is_chair_elected.function(votes_for=given, present=present, chair_rule=chair_rule)
    ]
    if len(elected) == 1 or len(votes) < 2:
        return ()
    second = sorted(votes.values(), reverse=True)[1]
    return tuple(name for name, given in votes.items() if given >= second)


@altai("5.6.5", _("A seat in the Presidium is given by more than half of the organisations present."), also=("3.4b",))
def is_seated(*, votes_for: int, present: int, presidium_composition: str = ELECTED) -> Verdict:
    """Election to a seat at a general meeting; with composition "all" every head sits without a vote (A-5.6.5)."""
    if presidium_composition == ALL:
        return Verdict(True, sentence=say(_("Every head of a member organisation has a seat.")), needed=0)
    return _elected(votes_for, present, more_than_half(present))


@altai("3.14", _("Exclusion needs the consent of at least two thirds of the whole Presidium."))
def is_exclusion_agreed(
    *, consents: int, roster: int, target_seated: bool = False, target_consents: bool = False, target_seat: str = STAYS
) -> Verdict:
    """Consents against the whole roster; with target_seat "recused" the target's own seat leaves both sides."""
    if target_seat == RECUSED and target_seated:
        consents, roster = consents - int(target_consents), roster - 1
    _check_figures(consents, roster)
    needed = two_thirds(roster)
    passed = consents >= needed
    if passed:
        sentence = say(_("Agreed: %(consents)s of %(roster)s seats consent, %(needed)s were needed."))
    else:
        sentence = say(_("Not agreed: %(consents)s of %(roster)s seats consent, %(needed)s were needed."))
    figures = {"consents": consents, "roster": roster, "needed": needed}
    return Verdict(passed, sentence=Phrase(sentence.msgid, figures), needed=needed)


@altai("5.4.2", _("Each seat has one vote, cast by its holder in the room."), also=("4.2b.2", "4.2b.3", "4.9a"))
def may_vote(
    *, voice: str, has_seat: bool, is_present: bool, is_recused: bool = False, is_open: bool = True
) -> Verdict:
    """Who may cast or change a ballot now; the refusal names the clause that stands in the way."""
    if voice == CONSULTATIVE:
        return Verdict(False, "A-4.2b.2", say(_("A consultative voice may speak but does not vote.")))
    if voice != DECISIVE:
        return Verdict(False, "A-4.2b.3", say(_("A guest without a voice does not vote.")))
    if not has_seat:
        return Verdict(False, sentence=say(_("Only the holder of a seat in the Presidium votes.")))
    if not is_present:
        return Verdict(False, "A-4.9a", say(_("Only those present in the room vote.")))
    if is_recused:
        return Verdict(False, sentence=say(_("A recused member does not vote on this item.")))
    if not is_open:
        return Verdict(False, "A-4.9a", say(_("The vote on this item is closed.")))
    return Verdict(True)


@altai("4.2b.2", _("Who has a voice hands in an opinion on a question, in the room."), also=("4.2b.3",))
def may_give_opinion(*, voice: str, is_present: bool, in_session: bool) -> Verdict:
    """Who may put an opinion beside a question: those with a voice, also a consultative one; guests none."""
    if voice not in (DECISIVE, CONSULTATIVE):
        return Verdict(False, "A-4.2b.3", say(_("A guest without a voice hands in no opinion.")))
    sentence = say(_("An opinion is handed in by those in the room while the meeting is in session."))
    return Verdict(is_present and in_session, sentence=sentence)


@altai("4.9a", _("Votes for, against, abstained and not voting must add up to those present."))
def is_sheet_complete(*, votes_for: int, against: int, abstained: int, not_voting: int, present: int) -> Verdict:
    """Whether a ballot sheet accounts for everybody present, once each (A-4.9a)."""
    if min(votes_for, against, abstained, not_voting) < 0:
        raise ValueError("a ballot sheet has no negative figures")
    counted = votes_for + against + abstained + not_voting
    message = _("The sheet counts %(counted)s votes, but %(present)s are present.")
    sentence = Phrase("") if counted == present else say(message, counted=counted, present=present)
    return Verdict(counted == present, sentence=sentence, needed=present)
