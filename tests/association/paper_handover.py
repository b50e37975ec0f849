"""Example facts of the list by which the chair's affairs are handed over."""

from __future__ import annotations

from tests.association.paper_people import ASSOCIATION, LYCEUM, SCHOOL

MINUTES = [
    {
        "number": str(number), "on": f"2026-0{number * 2}-12", "is_general": number == 2,
        "state": "подписан" if number < 3 else "ждёт подписи председательствующего", "is_signed": number < 3,
        "pages": 3, "kept_until": "2030-01-01",
    }
    for number in (1, 2, 3)
]  # fmt: skip
REGISTERS = [
    {"kind": "members", "name": "Реестр членов и кандидатов", "first": None, "last": None, "members": 12,
     "candidates": 3},
    {"kind": "certificates", "name": "Реестр сертификатов", "first": 1, "last": 44, "valid": 12, "unhanded": 1,
     "coming": 45},
    {"kind": "journal", "name": "Журнал регистрации входящих документов", "year": 2026, "first": 1, "last": 57},
    {"kind": "journal", "name": "Журнал регистрации исходящих документов", "year": 2026, "first": 1, "last": 31},
    {"kind": "chair", "name": "Реестр решений и поручений, поручения председателя", "first": 1, "last": 4},
    {"kind": "rules", "name": "Редакции правил Президиума", "first": 1, "last": 1},
]  # fmt: skip
ASSIGNMENTS = [
    {"number": "1.2", "on": "2026-03-12", "by_chair": False, "text": "Подготовить план семинаров.",
     "executor": "Шаблонов В. В.", "due": "2026-06-01", "late": True, "state": "исполняется"},
    {"number": "№ 4", "on": "2026-06-20", "by_chair": True, "text": "Согласовать с колледжем дату конференции.",
     "executor": "Тестова Г. Г.", "due": "2026-07-20", "late": False, "state": "дано"},
]  # fmt: skip
HANDOVER = {
    "association": ASSOCIATION,
    "on": "2026-06-30",
    "as_of": "2026-07-01",
    "giver": {"name": "Образцова Анна Андреевна", "post": "председатель Президиума"},
    "taker": {"name": "Примеров Борис Борисович", "post": "исполняющий обязанности председателя Президиума"},
    "minutes": MINUTES,
    "registers": REGISTERS,
    "assignments": ASSIGNMENTS,
    "matters": [
        {"title": "О приёме в члены Ассоциации", "on": "2026-09-10"},
        {"title": "Об избрании председателя Президиума", "on": None},
    ],
    "papers": [{"title": "Письмо о решении", "number": "01-15/31", "on": "16.06.2026", "organisation": SCHOOL}],
    "cases": [{"target": LYCEUM, "entry": "№ 01-13/40", "state": "ждёт заседания"}],
    "signers": [
        {"post": "Сдал: председатель Президиума", "name": "А. А. Образцова"},
        {"post": "Принял: исполняющий обязанности председателя Президиума", "name": "Б. Б. Примеров"},
    ],
}
