"""The conclusion of the expert group on a package (D03)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.fmt import clause_number
from association.models import Association
from association.papers import PaperKind, association_facts, declare, iso
from membership.models import Application, Conclusion
from membership.models.experts import package_of
from membership.queries_experts import experts_on

D03 = declare(PaperKind("D03", _("Conclusion of the expert group on the package"), "conclusion", ("ru",), ("expert",)))
MARKS = {"met": "соответствует", "partly": "соответствует частично", "not_met": "не соответствует"}
RESULTS = {
    "positive": "положительное",
    "with_remarks": "с замечаниями",
    "negative": "отрицательное",
}


def documents_of(application: Application) -> list[dict[str, str]]:
    """The package as it is now, one row for each file."""
    with translation.override("ru"):
        return [
            {"kind": row.kind, "title": str(row), "name": row.file.name, "sha256": row.file.sha256}
            for row in package_of(application)
        ]


def conclusion_facts(conclusion: Conclusion, *, on: date) -> dict[str, Any]:
    """Facts of D03: whose package, its documents, every criterion, remarks, result and who signs."""
    application = conclusion.application
    people = [row.expert.person for row in experts_on(application, on)]
    return {
        "association": association_facts(Association.current()),
        "date": iso(on),
        "organisation": {"name": application.organisation.name_on(on).full},
        "application": {
            "number": f"{application.entry.index}/{application.entry.number}" if application.entry else None,
            "date": iso(application.entry.registered_on) if application.entry else None,
            "clause": clause_number(application.clause),
        },
        "documents": [
            {"number": number, "title": row["title"], "file": row["name"], "digest": row["sha256"]}
            for number, row in enumerate(conclusion.documents, 1)
        ],
        "criteria": [
            {"number": number, "title": row["ru"], "clause": clause_number(row["clause"]), "mark": MARKS[row["mark"]],
             "remark": row["remark"]}
            for number, row in enumerate(conclusion.criteria, 1)
        ],
        "paragraphs": [line.strip() for line in conclusion.remarks.splitlines() if line.strip()],
        "result": {"kind": conclusion.result, "word": RESULTS[conclusion.result]},
        "reasons": [line.strip() for line in conclusion.reason.splitlines() if line.strip()],
        "signers": [{"post": "Член экспертной группы", "name": one.initials_first} for one in people if one],
    }  # fmt: skip
