"""The register of pairs, an annex to the minutes (D22), and what the notice of the status says of mentors (D04)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from association.fmt import clause_number, date_text, number_text
from association.models import Association, Headship, Organisation, OrganisationName, RegisterEntry, User
from association.offices import leader
from association.papers import PaperKind, association_facts, declare, iso, leader_signer
from association.statute import Verdict
from membership.models import Membership
from mentoring.models import Pair, PairList, ProposedPair
from mentoring.queries_help import HelpSummary, help_summary

MOST = 300  # pairs on one print
NAME, LONG_WORD = 200, 40  # letters of a name that a line holds; of a word that a column holds
LANGUAGES = ("ru", "ky")
D22 = declare(PaperKind("D22", _("Register of pairs of mentor and candidate"), "pairs_register", LANGUAGES))


def left_out_line(line: ProposedPair, verdict: Verdict) -> dict[str, Any]:
    """A line of the list that was not approved, as it is kept with the list."""
    return {
        "mentor": line.mentor_id, "candidate": line.candidate_id,
        "names": [line.mentor.title, line.candidate.title], "verdict": verdict.as_dict(),
    }  # fmt: skip


def pairs_facts(
    rows: Sequence[Pair], *, on: date, pair_list: PairList | None, language: str, by: User | None, at: datetime
) -> dict[str, Any]:
    """Facts of D22: pairs as of a day with their ground, decision, period and help; of a list, its minutes too."""
    rows = list(rows)
    with translation.override(language):
        names, help_given = _names(rows, on, language), help_summary(rows)
        lines = [_line(number, row, on, language, names, help_given[row.pk]) for number, row in enumerate(rows, 1)]
        left_out = [_left(line) for line in pair_list.facts.get("left_out", [])] if pair_list else []
    return {
        "association": association_facts(Association.current(), language),
        "on": iso(on),
        "protocol": _protocol(pair_list) if pair_list else None,
        "rows": lines,
        "left_out": left_out,
        "counts": {
            "pairs": len(rows), "mentors": len({row.mentor_id for row in rows}),
            "candidates": len({row.candidate_id for row in rows}),
        },
        "sides": {"mentors": pair_list.mentors, "candidates": pair_list.candidates} if pair_list else None,
        "signer": leader_signer(leader(on), language) if pair_list else None,
        "printed": {
            "by": by.person.initials_first if by.person else by.email,
            "at": timezone.localtime(at).isoformat(timespec="minutes")[:16],
        } if by else None,
    }  # fmt: skip


def _names(rows: Sequence[Pair], on: date, language: str) -> dict[int, str]:
    """The names of both sides; Kyrgyz ones where an organisation has told its own."""
    found = {one.pk: one.title for row in rows for one in (row.mentor, row.candidate)}
    if language == "ky":
        told = OrganisationName.objects.on(on).filter(organisation__in=found).exclude(short_ky="")
        found |= dict(told.values_list("organisation", "short_ky"))
    return {pk: _breakable(name) for pk, name in found.items()}


def _line(number: int, row: Pair, on: date, language: str, names: dict[int, str], given: HelpSummary) -> dict[str, Any]:
    ground = str(row.get_ground_display())
    return {
        "number": number,
        "mentor": names[row.mentor_id],
        "mentor_district": str(row.mentor.district or ""),
        "candidate": names[row.candidate_id],
        "candidate_district": str(row.candidate.district or ""),
        "ground": f"{ground}: {_breakable(row.reason)}" if row.reason else ground,
        "decision": _decision(row, language),
        "from": iso(row.starts_on),
        "until": iso(row.ends_on),
        "state": row.state_on(on),
        "end": str(row.get_end_reason_display()) if row.ends_on and row.ends_on <= on else "",
        "help": {"hours": number_text(given.hours, language), "entries": given.confirmed} if given.confirmed else None,
    }


def _decision(row: Pair, language: str) -> str:
    """The item of the minutes that a pair stands on; the number comes with the signed minutes."""
    basis = row.basis
    facts = {"day": date_text(basis.dated_on, language, "short"), "number": basis.number, "item": basis.item}
    if not basis.number:
        return pgettext("register of pairs", "of %(day)s, item %(item)s") % facts
    return pgettext("register of pairs", "No. %(number)s of %(day)s, item %(item)s") % facts


def _left(line: dict[str, Any]) -> dict[str, str]:
    verdict = Verdict.from_dict(line["verdict"])
    mentor, candidate = (_breakable(name) for name in line["names"])
    why = str(verdict.sentence).rstrip(".")
    return {"mentor": mentor, "candidate": candidate, "why": why, "clause": clause_number(verdict.clause)}


def _protocol(pair_list: PairList) -> dict[str, Any]:
    basis = pair_list.basis
    return {"number": basis.number or "___", "date": iso(basis.dated_on), "item": basis.item}


def _breakable(text: str) -> str:
    """The text with spaces inside words that no column can hold."""
    return re.sub(rf"(\S{{{LONG_WORD}}})(?=\S{{{LONG_WORD // 2}}})", r"\1 ", text)[:NAME]


def status_facts(status: Membership, pairs: Sequence[Pair], *, entry: RegisterEntry, on: date) -> dict[str, Any]:
    """Facts of D04 for a candidate with its mentors: whom to turn to, and the decision on the status itself."""
    association, candidate = Association.current(), pairs[0].candidate
    head = candidate.head_on(on)
    basis = status.basis
    return {
        "association": association_facts(association),
        "number": f"{entry.index}/{entry.number}",
        "date": iso(on),
        "reply_to": None,
        "addressee": {
            "post_dative": head.post_dative or head.post if head else "",
            "organisation": candidate.title,
            "name_dative": (head.person.dative or head.person.surname_first) if head else "",
        },
        "salutation": f"Уважаемый руководитель {candidate.title}!",
        "signer": leader_signer(leader(on)),
        "organisation": {"name": candidate.title},
        "protocol": {"number": basis.number or "___", "date": iso(basis.dated_on), "item": basis.item},
        "since": iso(status.starts_on),
        "mentors": [_mentor(row.mentor, on) for row in pairs],
        "next_step": "",
        "contact": None,
    }


def _mentor(organisation: Organisation, on: date) -> dict[str, str]:
    head: Headship | None = organisation.head_on(on)
    return {
        "organisation": organisation.title, "contact": f"{head.post} {head.person.initials_first}" if head else "",
        "phone": organisation.phone, "email": organisation.email,
    }  # fmt: skip
