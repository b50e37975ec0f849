"""The list by which the chair's affairs are handed over (A-4.10c)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.fmt import date_text
from association.models import Association, Paper, Person, RuleSet
from association.papers import PaperKind, association_facts, declare, signer
from association.register import coming_number
from membership.models import Certificate, Membership
from membership.queries import members_on
from presidium.models import Assignment, ExclusionCase, HandOver, Minutes
from presidium.queries_assignments import READ
from presidium.queries_handover import meetings_ahead, minutes_kept, registered_ranges, unsigned_letters
from presidium.queries_preparation import unlisted_matters

D31 = declare(
    PaperKind("D31", _("Hand-over of the chair's affairs"), "handover", ("ru", "ky"), ("giver", "taker"),
              retention="A-4.10c")
)  # fmt: skip

LETTERS = 400  # of one text on the list
POSTS = {
    "ru": {False: "председатель Президиума", True: "исполняющий обязанности председателя Президиума"},
    "ky": {False: "Президиумдун төрагасы", True: "Президиумдун төрагасынын милдетин аткаруучу"},
}
SIGNS = {"ru": {"giver": "Сдал:", "taker": "Принял:"}, "ky": {"giver": "Өткөрүп берди:", "taker": "Кабыл алды:"}}
SERIES = {
    "ru": {"incoming": "Журнал регистрации входящих документов", "outgoing": "Журнал регистрации исходящих документов",
           "members": "Реестр членов и кандидатов", "certificates": "Реестр сертификатов",
           "chair": "Реестр решений и поручений, поручения председателя", "rules": "Редакции правил Президиума"},
    "ky": {"incoming": "Кирген документтерди каттоо журналы", "outgoing": "Чыккан документтерди каттоо журналы",
           "members": "Мүчөлөрдүн жана талапкерлердин реестри", "certificates": "Сертификаттардын реестри",
           "chair": "Чечимдердин жана тапшырмалардын реестри, төраганын тапшырмалары",
           "rules": "Президиумдун эрежелеринин редакциялары"},
}  # fmt: skip


def post_of(row: HandOver, capacity: str, language: str = "ru") -> str:
    """The line of a signature: what the person does, and in which office."""
    acting = row.gave_as_acting if capacity == "giver" else row.takes_as_acting
    return f"{SIGNS[language][capacity]} {POSTS[language][acting]}"


def _party(person: Person, acting: bool, language: str) -> dict[str, str]:
    return {"name": person.full_name, "post": POSTS[language][acting]}


def handover_facts(row: HandOver, *, day: date, language: str = "ru") -> dict[str, Any]:
    """Facts of D31: what the outgoing keeper hands to the next one, as it stands on a day."""
    with translation.override(language):
        return {
            "association": association_facts(Association.current(), language),
            "on": row.on.isoformat(), "as_of": day.isoformat(),
            "giver": _party(row.giver, row.gave_as_acting, language),
            "taker": _party(row.taker, row.takes_as_acting, language),
            "minutes": [_minutes(one) for one in minutes_kept()],
            "registers": _registers(day, language),
            "assignments": [_assignment(one, day) for one in _open_assignments()],
            "matters": _matters(day),
            "papers": [_paper(one) for one in unsigned_letters()],
            "cases": _cases(),
            "signers": [
                signer(post_of(row, "giver", language), row.giver), signer(post_of(row, "taker", language), row.taker),
            ],
        }  # fmt: skip


def _minutes(row: Minutes) -> dict[str, Any]:
    return {
        "number": str(row.number) if row.number else None, "on": row.meeting.held_on.isoformat(),
        "is_general": row.meeting.is_general, "state": str(row.get_state_display()),
        "is_signed": row.state == Minutes.State.SIGNED,
        "pages": row.paper.pages if row.paper and not row.paper.is_draft else None,
        "kept_until": row.write_off_from.isoformat(),
    }  # fmt: skip


def _registers(day: date, language: str) -> list[dict[str, Any]]:
    """Each register with its first and last entry, and what is to be known of it."""
    names = SERIES[language]
    candidates = Membership.objects.on(day).filter(kind=Membership.Kind.CANDIDATE).count()
    certificates = Certificate.objects.order_by("number")
    valid = certificates.filter(annulled_on=None)
    rules = RuleSet.objects.order_by("version").values_list("version", flat=True)
    rows: list[dict[str, Any]] = [
        {"kind": "members", "name": names["members"], "first": None, "last": None, "members": members_on(day).count(),
         "candidates": candidates},
        {"kind": "certificates", "name": names["certificates"], "valid": valid.count(),
         "unhanded": valid.filter(handed_on=None).count(), "coming": coming_number("certificate", None),
         **_range([row.number for row in certificates])},
    ]  # fmt: skip
    rows += [
        {"kind": "journal", "name": names[series], "year": year, "first": first, "last": last}
        for series, year, first, last in registered_ranges()
    ]
    chairs = Assignment.objects.filter(item=None).order_by("number").values_list("number", flat=True)
    rows.append({"kind": "chair", "name": names["chair"], **_range(list(chairs))})
    rows.append({"kind": "rules", "name": names["rules"], **_range(list(rules))})
    return rows


def _range(numbers: list[int]) -> dict[str, int | None]:
    return {"first": numbers[0] if numbers else None, "last": numbers[-1] if numbers else None}


def _open_assignments() -> list[Assignment]:
    rows = Assignment.objects.filter(state__in=Assignment.OPEN).select_related(*READ)
    return list(rows.order_by("due_on", "pk"))


def _assignment(row: Assignment, day: date) -> dict[str, Any]:
    return {
        "number": row.cited, "on": row.from_day.isoformat(), "by_chair": row.item is None, "text": _cut(row.text),
        "executor": row.executor, "due": row.due_on.isoformat(),
        "late": row.state in Assignment.DUE and row.due_on < day, "state": str(row.get_state_display()),
    }  # fmt: skip


def _matters(day: date) -> list[dict[str, Any]]:
    """Questions of meetings that are being prepared, then what no agenda lists yet."""
    rows: list[dict[str, Any]] = [
        {"title": _cut(item.title), "on": meeting.held_on.isoformat()}
        for meeting in meetings_ahead(day)
        for item in meeting.items.all()
    ]
    return rows + [{"title": _cut(str(one.title())), "on": None} for one in unlisted_matters(day)]


def _paper(row: Paper) -> dict[str, Any]:
    made = date_text(row.dated_on, "ru", "short") if row.dated_on else None
    return {"title": _cut(row.title), "number": row.number or None, "on": made,
            "organisation": row.organisation.title if row.organisation else None}  # fmt: skip


def _cases() -> list[dict[str, Any]]:
    waiting = [one for one in ExclusionCase.OPEN if one != ExclusionCase.State.DRAFT]
    rows = ExclusionCase.objects.filter(state__in=waiting).select_related("target", "entry").order_by("pk")
    return [
        {"target": row.target.title, "entry": str(row.entry) if row.entry else None,
         "state": str(row.get_state_display())}
        for row in rows
    ]  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()}…"
