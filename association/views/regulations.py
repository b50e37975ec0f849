"""Public pages of the two regulations: each clause, its meaning, and what in the portal carries it out."""

from __future__ import annotations

import inspect
from collections import Counter
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from association import matrix
from association.models import Association
from association.statute import CLAUSES, Clause

TITLES = {
    "A": _("Statute of the association"),
    "K": _("Model regulation on internal quality assurance"),
}
LEADS = {
    "A": _("Statute of the association of educational organisations of Altai krai that work by a QMS."),
    "K": _("Model regulation for vocational organisations of Kyrgyzstan, order 173/1 of 25 February 2021."),
}
SECTIONS = {
    "A": {
        "1": _("General"),
        "2": _("Goal, tasks, functions"),
        "3": _("Formation"),
        "4": _("Order of work"),
        "5": _("Rights and duties"),
        "6": _("Interaction"),
        "7": _("Records"),
        "A": _("Appendix A: application"),
        "B": _("Appendix B: certificate"),
    },
    "K": {
        "O": _("Order of approval"),
        "1": _("General"),
        "4": _("Goal and tasks"),
        "6": _("Principles, results, steps"),
        "10": _("Organisation"),
    },
}
LOOKS = {matrix.BUILT: "ok", matrix.PARTLY: "run", matrix.NOT_YET: "none"}


def regulations(request: HttpRequest) -> HttpResponse:
    """Both regulations and how far the portal carries each of them out."""
    acts = [{"act": act, "title": TITLES[act], "lead": LEADS[act], "counts": counts(act)} for act in TITLES]
    return render(request, "association/regulations.html", {"acts": acts})


def regulation(request: HttpRequest, act: str) -> HttpResponse:
    """All clauses of one regulation by section."""
    if act not in TITLES:
        raise Http404
    facts = {"act": act, "title": TITLES[act], "lead": LEADS[act], "counts": counts(act), "sections": sections(act)}
    return render(request, "association/regulations_act.html", {**facts, "in_force": in_force(act)})


def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """One clause: its meaning and the rules, records, screens and tests that stand for it."""
    if clause_id not in CLAUSES:
        raise Http404
    row = matrix.row_of(CLAUSES[clause_id])
    rules = [{"message": rule.message, "text": first_line(rule), "name": rule.name} for rule in row.rules]
    beside = neighbours(row.clause)
    facts = {**shown(row), "rules": rules, "title": TITLES[row.clause.act], **beside}
    return render(request, "association/regulations_clause.html", facts)


def shown(row: matrix.Row) -> dict[str, object]:
    """A row of the matrix as the pages show it."""
    text, language = row.clause.text(get_language() or "en")
    return {"row": row, "clause": row.clause, "text": text, "text_language": language, "look": LOOKS[row.state]}


def sections(act: str) -> list[dict[str, object]]:
    """The clauses of an act under the headings of its sections, in their order."""
    found = groupby(matrix.rows(act=act), key=lambda row: section_of(row.clause))
    return [{"title": SECTIONS[act][key], "rows": [shown(row) for row in rows]} for key, rows in found]


def section_of(one: Clause) -> str:
    """The key of the section a clause stands in; the Kyrgyz clauses run through, so a section is named by its first."""
    head = one.number.split(".")[0].rstrip("abcde")
    if one.act == "A" or not head.isdigit():
        return head[0]
    return max((key for key in SECTIONS["K"] if key.isdigit() and int(key) <= int(head)), key=int)


def counts(act: str) -> list[dict[str, object]]:
    """How many clauses of an act are in each state."""
    found = Counter(row.state for row in matrix.rows(act=act))
    return [{"label": name, "value": str(found[state])} for state, name in matrix.STATES.items()]


def in_force(act: str) -> dict[str, object] | None:
    """Version and first day of the statute the association works by."""
    association = Association.known() if act == "A" else None
    return {"version": association.statute_version, "since": association.statute_from} if association else None


def neighbours(one: Clause) -> dict[str, str]:
    """Addresses of the clauses before and after, within the act."""
    ids = [other.id for other in CLAUSES.values() if other.act == one.act]
    place = ids.index(one.id)
    before, after = ids[place - 1] if place else "", ids[place + 1] if place + 1 < len(ids) else ""
    return {"before": before and reverse("clause", args=[before]), "after": after and reverse("clause", args=[after])}


def first_line(rule: object) -> str:
    """The first sentence a rule says about itself in the code."""
    return (inspect.getdoc(rule) or "").partition("\n")[0]
