"""The application of Appendix A (D01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from association.fmt import clause_number
from association.models import Association, Official, Paper, Person, RegisterEntry, RuleSet, Signature
from association.offices import Leader
from association.papers import PaperKind, association_facts, declare, head_facts, iso, leader_addressee, signer
from membership import rules
from membership.models import Application, ApplicationPaper

D01 = declare(
    PaperKind("D01", _("Application for admission to the Association"), "application", ("ru", "ky"), ("head",))
)
D02 = declare(PaperKind("D02", _("List of the applicant's papers"), "inventory", ("ru",), ("secretary",)))


def ground_text(application: Application, language: str = "ru") -> str:
    """The ground in the words of the statute, with what the head added."""
    with translation.override(language):
        words = str(Application.Ground(application.ground).label)
    note = application.ground_note.strip()
    return f"{words}. {note}" if note else words


def addressee(ground: str, association: Association, leader: Leader, day: date) -> dict[str, str]:
    """Post and name in the dative: the authority's head or the chair, by phase (A-3.13a, A-3.13b, A-A.1)."""
    if rules.addressee(ground=ground, phase=association.phase) != rules.AUTHORITY:
        return leader_addressee(leader)
    official: Official | None = association.authority.head_on(day) if association.authority else None
    person, post = (official.person, official.post_dative or official.post) if official else (None, "")
    return {"post_dative": post, "name_dative": (person.dative or person.surname_first) if person else ""}


def application_facts(application: Application, *, leader: Leader, on: date, language: str) -> dict[str, Any]:
    """Facts of D01, Appendix A."""
    association = Association.current()
    organisation = application.organisation
    name = organisation.name_on(on)
    head = organisation.head_on(on)
    facts: dict[str, Any] = {
        "variant": application.kind,
        "association": association_facts(association, language),
        "addressee": addressee(application.ground, association, leader, on),
        "organisation": {"name": name.full, "accusative": name.full},
        "head": head_facts(head) if head else {"post_genitive": "", "name_genitive": "", "name": ""},
        "ground": {
            "clause": "3.2" if application.is_for_candidate else "3.1",
            "text": ground_text(application, language),
        },
        "acquainted": "ознакомлен" if language == "ru" else "тааныштым",
        "attachments": [],
        "date": iso(on),
    }
    if application.recommended_name:
        facts["recommended"] = {"name": application.recommended_name, "post": application.recommended_post}
    with translation.override(language):
        facts["attachments"] = [str(row) for row in application.package]
    return facts


def is_current(paper: Paper | None, facts: dict[str, Any]) -> bool:
    """Say whether a paper still tells what the rows say."""
    return paper is not None and paper.facts == facts


def is_told(paper: Paper, facts: dict[str, Any]) -> bool:
    """Say whether a signed paper tells what the rows say; its date and addressee are those of its own day."""
    own = ("date", "addressee")
    return {key: paper.facts[key] for key in paper.facts if key not in own} == {
        key: facts[key] for key in facts if key not in own
    }


def stamped_facts(paper: Paper, entry: RegisterEntry, signature: Signature | None) -> dict[str, Any]:
    """Facts of the copy of D01 with the mark of receipt: incoming number and day, and when it was signed (A-A.9)."""
    mark = {"number": f"{entry.index}/{entry.number}", "date": iso(entry.registered_on)}
    by_portal = signature is not None and signature.method != Signature.Method.SCAN
    signed = {"signed_at": timezone.localtime(signature.signed_at).isoformat()} if by_portal else {}
    return {**paper.facts, "journal": mark, **signed}


def inventory_facts(application: Application, *, entry: RegisterEntry, post: str, by: Person | None) -> dict[str, Any]:
    """Facts of D02: each paper the ground asks for with its files, and whether anything is wanting (A-3.1, A-3.2)."""
    day = entry.registered_on
    rows = application.package
    least = {"training_document": RuleSet.on_day(day).values.get("trained_specialists", 1)}
    items = []
    with translation.override("ru"):
        for need in rules.needs_of(application.ground):
            given = [row for row in rows if row.kind == need.kind]
            items += [_item(need, row) for row in given]
            if len(given) < least.get(need.kind, 1):
                items.append({**_item(need, None), "remark": "составляется после регистрации" if need.optional else ""})
    wanting = [item for item in items if not item["present"] and not item["remark"]]
    return {
        "association": association_facts(Association.current()),
        "organisation": {"name": application.organisation.name_on(day).full},
        "application": {"variant": application.kind, "number": f"{entry.index}/{entry.number}", "date": iso(day)},
        "items": items,
        "complete": not wanting,
        "checked_on": None,
        "signer": signer(post, by),
    }


def _item(need: rules.Need, row: ApplicationPaper | None) -> dict[str, Any]:
    title = str(ApplicationPaper.Kind(need.kind).label)
    told = [row.person_name, f"№ {row.number}" if row.number else ""] if row else []
    return {
        "title": title[:1].upper() + title[1:],
        "clause": f"п. {clause_number(need.clause)}",
        "file": row.file.name if row else "",
        "sheets": None,
        "received_on": iso(timezone.localtime(row.added_at).date()) if row else None,
        "present": row is not None,
        "remark": ", ".join(part for part in told if part),
    }
