"""The extract of a decision of the academic or the pedagogical council (Q12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import Person
from association.papers import iso
from association.wording import said
from qa_system.models import CouncilDecision
from qa_system.papers.kinds import of_both
from qa_system.papers.letterhead import letterhead
from qa_system.papers.words import paragraphs

Q12 = of_both("Q12", _("Extract of the council's decision"), "extract")


def extract_facts(decision: CouncilDecision, language: str, *, secretary: Person | None, on: date) -> dict[str, Any]:
    """Facts of Q12: what was entered and nothing computed from it; counts where they are known (K-17a)."""
    counts = (decision.votes_for, decision.votes_against, decision.votes_abstained)
    known = any(count is not None for count in counts)
    return {
        "letterhead": letterhead(decision.system, on),
        "council": decision.council,
        "number": decision.number,
        "date": iso(decision.dated_on),
        "item": decision.item,
        "subject": said(decision, "subject", language)[0],
        "outcome": decision.outcome,
        "paragraphs": paragraphs(said(decision, "changes", language)[0]),
        "votes": dict(zip(("in_favour", "against", "abstained"), (count or 0 for count in counts), strict=True))
        if known
        else None,
        "chair": decision.chaired_by,
        "secretary": secretary.initials_first if secretary else "",
        "certified_on": iso(on),
    }
