"""A version of a document for print: the policy (Q02), the manual (Q03) and all others, one sheet for each language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.papers import PaperKind, iso
from association.wording import said
from qa_system import rules
from qa_system.models import DocumentVersion, QaDocument
from qa_system.papers.kinds import of_both
from qa_system.papers.letterhead import head_of, letterhead
from qa_system.papers.words import paragraphs

POLICY = of_both("Q02", _("Quality policy"), "document")
MANUAL = of_both("Q03", _("Quality manual"), "document")
OTHER = of_both("QD", _("Document of the system"), "document")
KINDS: dict[str, PaperKind] = {rules.POLICY: POLICY, rules.MANUAL: MANUAL}
# The approval agrees with the word it is about (политика, руководство, план).
APPROVED = {
    QaDocument.Kind.POLICY: "Утверждена",
    QaDocument.Kind.MANUAL: "Утверждено",
    QaDocument.Kind.REGULATION: "Утверждено",
    QaDocument.Kind.PROCEDURE: "Утверждена",
    QaDocument.Kind.INSTRUCTION: "Утверждена",
    QaDocument.Kind.JOB_DESCRIPTION: "Утверждена",
    QaDocument.Kind.STRATEGIC_PLAN: "Утверждён",
}
UNDERWAY = (DocumentVersion.State.DRAFT, DocumentVersion.State.SUBMITTED)


def kind_of(version: DocumentVersion) -> PaperKind:
    """Which paper a version is printed as."""
    return KINDS.get(version.document.kind, OTHER)


def _basis(version: DocumentVersion) -> dict[str, Any]:
    if version.decision:
        return {"number": version.decision.number, "date": iso(version.decision.dated_on)}
    return {"number": version.order_number, "date": iso(version.ordered_on)}


def _changes(version: DocumentVersion, language: str) -> list[dict[str, Any]]:
    earlier = version.document.versions.filter(number__lte=version.number).select_related("decision")
    return [
        {
            "number": row.number,
            "text": said(row, "change", language)[0],
            "since": None if row.state in UNDERWAY else iso(row.effective_on),
            "until": iso(row.ended_on),
            "by_council": row.decision is not None,
            **{f"basis_{key}": value for key, value in _basis(row).items()},
        }
        for row in earlier.order_by("number")
    ]


def version_facts(version: DocumentVersion, language: str, *, on: date) -> dict[str, Any]:
    """Facts of Q02 and Q03: the text as it stands, by whom it is approved, its changes (K-13.2, K-19)."""
    document = version.document
    system = document.system
    file = getattr(version, f"file_{language}")
    decision = version.decision
    return {
        "letterhead": letterhead(system, on),
        "kind": document.kind,
        "title": said(document, "title", language)[0],
        "code": document.code,
        "number": version.number,
        "stamp": {
            "word": APPROVED[QaDocument.Kind(document.kind)],
            "by_council": document.approver == rules.COUNCIL,
            "council": decision.council if decision else system.council,
            **_basis(version),
        },
        "since": None if version.state in UNDERWAY else iso(version.effective_on),
        "until": iso(version.ended_on),
        "review": iso(version.review_due),
        "act": version.act_name,
        "paragraphs": paragraphs(getattr(version, f"body_{language}")),
        "file": {"name": file.name, "digest": file.sha256} if file else None,
        "changes": _changes(version, language),
        "signer": head_of(system, version.effective_on or on),
    }
