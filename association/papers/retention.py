"""Papers of retention: the file plan of a year and the act of write-off (A-4.10d)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association import offices
from association.models import Association, FileKind, FilePlan, WriteOffAct, WriteOffLine
from association.papers.declared import PaperKind, association_facts, declare, leader_signer, signer

D24 = declare(
    PaperKind("D24", _("Act on the write-off of files"), "destruction_act", ("ru", "ky"), ("commission", "chair"),
              retention="A-4.10d")
)  # fmt: skip
D25 = declare(PaperKind("D25", _("File plan"), "file_plan", ("ru", "ky"), ("chair",), retention="A-7.2.2"))

LEADS = {"ru": "Председатель комиссии", "ky": "Комиссиянын төрагасы"}
SECRETARY = {"ru": "Секретарь Ассоциации", "ky": "Ассоциациянын катчысы"}
MEMBER = {"ru": "Член комиссии", "ky": "Комиссиянын мүчөсү"}


def approver(day: date, language: str = "ru") -> dict[str, str]:
    """Post and name of who approves: the chair, or the deputy acting for the chair (A-3.9)."""
    return leader_signer(offices.leader(day), language)


def plan_facts(plan: FilePlan, day: date, language: str = "ru") -> dict[str, Any]:
    """Facts of D25: the kinds as they stand in the year of the plan, or on the day it is drawn if that is later."""
    first = max(day, date(plan.year, 1, 1))
    kinds = list(FileKind.objects.in_use(first))
    with translation.override(language):
        return {
            "association": association_facts(Association.current(), language),
            "year": plan.year, "version": plan.version, "on": day.isoformat(),
            "rows": [
                {"index": row.index, "title": row.called(language).partition(" ")[2], "term": row.term_words,
                 "article": clause_words(row, language), "note": row.note}
                for row in kinds
            ],
            "signer": approver(day, language),
            "keeper": _keeper(day, language),
        }  # fmt: skip


def _keeper(day: date, language: str) -> dict[str, str] | None:
    """The secretary, who draws the file plan up; nobody on paper while there is none (A-4.4a)."""
    person = offices.holder("secretary", day)
    return signer(SECRETARY[language], person) if person else None


def clause_words(row: FileKind, language: str) -> str:
    """The clause that sets the term, as papers cite it; "" where the association set it itself."""
    number = row.clause.partition("-")[2].rstrip("abcd")
    if not number:
        return ""
    return f"Жобонун {number}-пункту" if language == "ky" else f"п. {number} Положения"


def act_facts(act: WriteOffAct, *, day: date, language: str = "ru") -> dict[str, Any]:
    """Facts of D24: the commission and the list of what it selects, in eight columns."""
    lines = list(act.lines.select_related("kind").filter(state=WriteOffLine.State.LISTED))
    people = list(act.commission.select_related("person"))
    with translation.override(language):
        return {
            "association": association_facts(Association.current(), language),
            "number": act.cited, "on": act.on.isoformat(), "grounds": act.grounds,
            "lines": [_line(place, row, language) for place, row in enumerate(lines, start=1)],
            "total": len(lines), "total_words": words_of(len(lines)), "pieces": sum(row.pieces for row in lines),
            "years": _years(lines),
            "approver": approver(day, language),
            "commission": [
                {"name": row.person.initials_first, "post": row.post, "leads": row.is_chair} for row in people
            ],
            "signers": [
                signer(f"{(LEADS if row.is_chair else MEMBER)[language]}, {row.post}", row.person) for row in people
            ],
        }  # fmt: skip


def _line(place: int, row: WriteOffLine, language: str) -> dict[str, Any]:
    title = row.kind.called(language).partition(" ")[2]
    return {
        "place": place, "title": row.title, "file": title, "number": row.number, "on": row.dated_on.isoformat(),
        "index": row.kind.index, "pieces": row.pieces, "term": row.kind.term_words,
        "article": clause_words(row.kind, language), "free_from": row.free_from.isoformat(),
    }  # fmt: skip


def _years(lines: list[WriteOffLine]) -> dict[str, int | None]:
    days = [row.dated_on.year for row in lines]
    return {"first": min(days, default=None), "last": max(days, default=None)}


_ONES = (
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
    "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
).split()
_TENS = ("", "", *"двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split())
_HUNDREDS = ("", *"сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split())


def words_of(number: int) -> str:
    """A number up to 999 in Russian words, as acts give totals; a larger one stays in figures."""
    if not 0 < number < 1000:
        return str(number) if number else _ONES[0]
    hundreds, rest = divmod(number, 100)
    found = [_HUNDREDS[hundreds]]
    found += [_ONES[rest]] if 0 < rest < 20 else [_TENS[rest // 10], _ONES[rest % 10] if rest % 10 else ""]
    return " ".join(word for word in found if word)


def commission_post(act: WriteOffAct) -> str:
    """The post under which the chair of the commission signs."""
    chair = act.chair
    return f"{LEADS['ru']}, {chair.post}" if chair else LEADS["ru"]


__all__ = ["D24", "D25", "act_facts", "approver", "clause_words", "commission_post", "plan_facts", "words_of"]
