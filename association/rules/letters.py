"""Rules and life cycle of outgoing letters (A-5.2.4, A-5.2.5, A-6.3d, A-6.4, A-7.2.5)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.states import step
from association.statute import altai

LETTER, RECOMMENDATION, PROPOSAL, CONFERENCE, APPEAL, NOTE = (
    "letter", "recommendation", "proposal", "conference", "appeal", "note",
)  # fmt: skip
DRAFT, OFFERED, SENT, WITHDRAWN, VOIDED = "draft", "offered", "sent", "withdrawn", "voided"
WRITES, SIGNS = "register_documents", "sign_letters"

STEPS = {
    "offer": step(DRAFT, to=OFFERED, right=WRITES),
    "take_back": step(OFFERED, to=DRAFT, right=WRITES),
    "return": step(OFFERED, to=DRAFT, right=SIGNS),
    "sign": step(OFFERED, to=SENT, right=SIGNS),
    "withdraw": step(DRAFT, OFFERED, to=WITHDRAWN, right=WRITES),
    "void": step(SENT, to=VOIDED, right=WRITES),
}


@altai("7.2.2", _("A letter has at least one addressee."), also=("5.2.8",))
def is_addressed(*, addressees: int) -> bool:
    """Nothing goes out to nobody."""
    return addressees > 0


@altai("5.2.4", _("Recommendations on quality systems are given to educational organisations."))
def may_recommend(*, kind: str, organisations: int) -> bool:
    """Only a letter with recommendations is held to this."""
    return kind != RECOMMENDATION or organisations > 0


@altai("5.2.5", _("Proposals on regional quality systems go to the authority."), also=("6.4",))
def may_propose(*, kind: str, to_authority: bool) -> bool:
    """Only a letter with proposals is held to this."""
    return kind != PROPOSAL or to_authority


@altai("6.3d", _("Proposals to a conference's draft decision are written point by point, one in a line."))
def are_points_told(*, kind: str, points: int) -> bool:
    """Only proposals to a draft decision are held to this."""
    return kind != CONFERENCE or points > 0


@altai("7.2.5", _("An analytical note answers a registered request and ends with conclusions."))
def is_note_founded(*, kind: str, answers_request: bool, has_conclusions: bool) -> bool:
    """Only an analytical note is held to this."""
    return kind != NOTE or (answers_request and has_conclusions)
