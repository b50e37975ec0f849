"""Who may join, on which ground and with which papers (A-3.1, A-3.2, A-3.13, App. A)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from association.statute import Phrase, Verdict, altai, say

CERTIFIED, INTRODUCED, INTRODUCING, CONCLUSION, CANDIDATE = (
    "certified", "introduced", "introducing", "conclusion", "candidate",
)  # fmt: skip
GROUNDS: Final = {
    CERTIFIED: "A-3.1.1",
    INTRODUCED: "A-3.1.2",
    INTRODUCING: "A-3.1.3",
    CONCLUSION: "A-3.1.4",
    CANDIDATE: "A-3.2.4",
}
ORGANISATIONAL, WORKING = "organisational", "working"
AUTHORITY, CHAIR = "authority", "chair"
ORDER, DECISION = "order", "decision"
POSITIVE, NEGATIVE, WITH_REMARKS = "positive", "negative", "with_remarks"


SEVERAL: Final = ("qms_evidence", "training_document")
# kind of paper -> what has to be read off it
DETAILS: Final[dict[str, tuple[str, ...]]] = {
    "qms_certificate": ("number", "issuer", "dated_on", "until"),
    "qms_evidence": (),
    "introduction_plan": ("dated_on", "until"),
    "expert_conclusion": ("dated_on", "result"),
    "head_order": ("number", "dated_on"),
    "training_document": ("person_name", "issuer", "hours", "year"),
}


class Need(NamedTuple):
    """A paper that a ground asks for, the clause that asks, its name, and whether it may come later."""

    kind: str
    clause: str
    title: Phrase
    optional: bool = False


NEEDS: Final[dict[str, tuple[Need, ...]]] = {
    CERTIFIED: (Need("qms_certificate", "A-3.1.1", say(_("the QMS conformity certificate"))),),
    INTRODUCED: (Need("qms_evidence", "A-3.1.2", say(_("papers showing that the QMS is introduced"))),),
    INTRODUCING: (
        Need("qms_evidence", "A-3.1.3", say(_("papers showing that the QMS is developed"))),
        Need("introduction_plan", "A-3.1.3", say(_("the plan of introducing the QMS"))),
    ),
    CONCLUSION: (
        Need("qms_evidence", "A-3.1.4", say(_("the package of QMS documents"))),
        Need("expert_conclusion", "A-3.1.4", say(_("the conclusion of the expert group")), optional=True),
    ),
    CANDIDATE: (
        Need("head_order", "A-3.2.1", say(_("the head's order on developing and introducing the QMS"))),
        Need("introduction_plan", "A-3.2.2", say(_("the plan of developing and introducing the QMS"))),
        Need("training_document", "A-3.2.3", say(_("the training document of a specialist"))),
    ),
}


DETAIL_NAMES: Final = {
    "number": _("number"),
    "issuer": _("issued by"),
    "dated_on": _("date"),
    "until": _("until"),
    "person_name": _("full name"),
    "hours": _("hours"),
    "year": _("year"),
    "result": _("result"),
}


def needs_of(ground: str) -> tuple[Need, ...]:
    """Papers a ground asks for, in the order of the task list; KeyError for an unknown ground."""
    return NEEDS[ground]


@altai(
    "3.1.1",
    _("Every paper of the ground must be attached."),
    also=("3.1.2", "3.1.3", "3.1.4", "3.2.1", "3.2.2", "3.2.3"),
)
def has_all_papers(*, ground: str, papers: Iterable[str], trained_needed: int = 1) -> Verdict:
    """Whether the ground is proved; `papers` are kinds, one for each file; a "no" names all that is missing.

    The clause is that of the first missing paper; all four items of 3.2 are required together (the fourth is the
    application itself). `trained_needed` is a setting: the statute gives no number of specialists.
    """
    given = list(papers)
    least = {"training_document": trained_needed}
    needed = [need for need in NEEDS[ground] if not need.optional]
    missing = [need for need in needed if given.count(need.kind) < least.get(need.kind, 1)]
    facts = {"ground": ground, "papers": tuple(sorted(given)), "trained_needed": trained_needed}
    if not missing:
        return Verdict(True, GROUNDS[ground], inputs=facts)
    named = tuple(say(_("%(paper)s (%(clause)s)"), paper=one.title, clause=one.clause) for one in missing)
    return Verdict(False, missing[0].clause, say(_("Missing: %(papers)s."), papers=named), len(missing), facts)


@altai(
    "3.2.1", _("What the statute asks to know of a paper is given."), also=("3.1.1", "3.1.3", "3.1.4", "3.2.2", "3.2.3")
)
def is_paper_described(*, ground: str, kind: str, given: Iterable[str]) -> Verdict:
    """Whether a paper tells all that is read off it; `given` are the names of the details that are filled in.

    An order has number and date, a plan its period, a training its person, place, hours and year. The clause is that
    under which the ground asks for the paper.
    """
    clause = next((need.clause for need in NEEDS.get(ground, ()) if need.kind == kind), GROUNDS.get(ground, ""))
    lacking = [name for name in DETAILS[kind] if name not in set(given)]
    if not lacking:
        return Verdict(True, clause)
    named = tuple(say(DETAIL_NAMES[name]) for name in lacking)
    return Verdict(False, clause, say(_("Not given yet: %(details)s."), details=named), len(lacking))


@altai("3.1.1", _("A certified QMS is proved by a certificate with number, body and dates, valid on the day."))
def is_certificate_described(
    *, number: str, body: str, issued_on: date | None, valid_until: date | None, on: date
) -> Verdict:
    """Whether the QMS certificate of ground 3.1.1 is fully described and valid on the day of the application."""
    if not (number.strip() and body.strip() and issued_on and valid_until):
        return Verdict(False)
    if not issued_on <= on <= valid_until:
        message = _("The QMS certificate is valid from %(first)s to %(last)s only.")
        return Verdict(False, sentence=say(message, first=issued_on, last=valid_until))
    return Verdict(True)


@altai("3.1.4", _("A candidate becomes a member on a positive conclusion of the expert group."))
def has_positive_conclusion(*, ground: str, result: str, direct_needs_conclusion: bool = False) -> bool:
    """Whether the expert conclusion stands; direct applicants of 3.1.1-3.1.3 need none unless the setting says so."""
    needed = ground == CONCLUSION or (direct_needs_conclusion and ground in (CERTIFIED, INTRODUCED, INTRODUCING))
    return result == POSITIVE if needed else True


@altai("3.1.4", _("This ground is open to candidates only."), also=("3.2.4", "3.3"))
def may_use_ground(*, ground: str, is_candidate: bool, is_member: bool = False) -> Verdict:
    """Whether an organisation may cite the ground: 3.1.4 is for candidates, 3.2 for those that are not yet.

    A member has none to cite: its membership began by an order already.
    """
    if ground not in GROUNDS:
        return Verdict(False, "A-A.5", say(_("Choose one ground of the statute.")))
    if is_member:
        return Verdict(False, "A-3.3", say(_("The organisation is a member already.")))
    if ground == CANDIDATE and is_candidate:
        return Verdict(False, "A-3.2.4", say(_("The organisation already is a candidate.")))
    return Verdict(is_candidate or ground != CONCLUSION, GROUNDS[ground])


@altai("3.2.4", _("A candidate applies to the chair; this opens when a chair is in office."))
def may_apply(*, ground: str, has_chair: bool) -> bool:
    """Whether the application may be handed in now (A-3.2.4, own reading)."""
    return ground != CANDIDATE or has_chair


@altai(
    "3.13b",
    _("An application goes to the chair; in the organisational period to the authority."),
    also=("3.13a", "3.2.4", "A.1"),
)
def addressee(*, ground: str, phase: str) -> str:
    """Who is addressed: CHAIR, or AUTHORITY while the association is being organised; candidates always the chair."""
    return AUTHORITY if phase == ORGANISATIONAL and ground != CANDIDATE else CHAIR


@altai("3.13a", _("The working period begins when Presidium and chair are elected."))
def phase_of(*, was: str, presidium_elected: bool, chair_elected: bool) -> str:
    """The phase after an election; it never turns back (A-3.13a)."""
    return WORKING if was == WORKING or (presidium_elected and chair_elected) else ORGANISATIONAL


@altai("3.3", _("Membership begins with the order that approves the composition."))
def member_from(*, decided_on: date | None, ordered_on: date | None, membership_effective: str = ORDER) -> date | None:
    """First day of membership; nothing before the order is entered, whatever day then counts (A-3.3)."""
    if ordered_on is None:
        return None
    return decided_on if membership_effective == DECISION and decided_on else ordered_on


@altai("1.2b", _("Members are educational organisations of Altai krai."))
def is_eligible(
    *, is_educational: bool, in_region: bool, has_certificate: bool, require_certificate: bool = False
) -> Verdict:
    """A warning: kind and place of the applicant, and its QMS certificate where the setting asks for one (A-1.2b)."""
    doubts = (
        (is_educational, _("its type is not that of an educational organisation, or nobody has given it")),
        (in_region, _("it is not listed in a district or city of the region")),
        (has_certificate or not require_certificate, _("it has no QMS certificate in force")),
    )
    found = tuple(say(doubt) for kept, doubt in doubts if not kept)
    if not found:
        return Verdict(True)
    message = _("The statute unites educational organisations of the region. This one: %(doubts)s.")
    return Verdict(False, sentence=say(message, doubts=found))


@altai(
    "A.6", _("A recommended person is given with name and post, by organisations seeking membership."), also=("A.7",)
)
def is_recommendation_sound(*, ground: str, name: str, post: str) -> Verdict:
    """Whether the recommendation is empty or complete; candidates do not recommend (A-A.6, A-A.7)."""
    if not name.strip() and not post.strip():
        return Verdict(True)
    if ground == CANDIDATE:
        return Verdict(False, sentence=say(_("A candidate does not recommend anyone to the Presidium.")))
    if not post.strip():
        return Verdict(False, "A-A.7", say(_("Give the post of the recommended person.")))
    return Verdict(bool(name.strip()), sentence=say(_("Give the name of the recommended person.")))


@altai("A.8", _("The applicant declares that it knows the statute in force."), also=("5.7.1",))
def has_acknowledged(*, acknowledged: bool, version_read: str, version_in_force: str) -> bool:
    """Whether the statute in force on the day was acknowledged (A-A.8)."""
    return acknowledged and version_read == version_in_force


@altai("A.9", _("An application carries a date and a signature."))
def is_signed(*, signed_on: date | None, registered_on: date | None = None) -> bool:
    """Whether the application is signed, and not after it was registered (A-A.9)."""
    return signed_on is not None and (registered_on is None or signed_on <= registered_on)
