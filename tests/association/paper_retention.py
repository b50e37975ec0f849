"""Example facts of the file plan and of the act of write-off."""

from __future__ import annotations

from association.rules.file_kinds import PRESET
from tests.association.paper_people import ASSOCIATION

CHAIR = {"post": "Председатель Президиума Ассоциации", "name": "Б. Б. Примеров"}
TERMS = {"permanent": "постоянно", "years": "3 года", "needed": "до минования надобности", "hold": "до решения архива"}
FILE_PLAN = {
    "association": ASSOCIATION,
    "year": 2026,
    "version": 2,
    "on": "2026-01-12",
    "rows": [
        {"index": row.index, "title": row.title, "term": TERMS[row.term],
         "article": "п. 4.10 Положения" if row.clause else "", "note": ""}
        for row in PRESET
    ],
    "signer": CHAIR,
    "keeper": {"post": "Секретарь Ассоциации", "name": "А. А. Образцова"},
}  # fmt: skip
COMMISSION = [
    ("А. А. Макетов", "заместитель председателя Президиума", True), ("В. В. Модельнова", "директор", False),
    ("Г. Г. Тестова", "секретарь Ассоциации", False),
]  # fmt: skip
DESTRUCTION_ACT = {
    "association": ASSOCIATION,
    "number": "1/2026",
    "on": "2026-01-15",
    "grounds": "номенклатуры дел на 2026 год",
    "lines": [
        {"place": place, "title": "Протокол заседания Президиума", "file": "Протоколы заседаний Президиума",
         "number": str(place), "on": f"2022-{place * 2:02}-14", "index": "01-03", "pieces": 3 + place,
         "term": "3 года", "article": "п. 4.10 Положения", "free_from": "2026-01-01"}
        for place in range(1, 6)
    ],
    "total": 5,
    "total_words": "пять",
    "pieces": 30,
    "years": {"first": 2022, "last": 2022},
    "approver": CHAIR,
    "commission": [{"name": name, "post": post, "leads": leads} for name, post, leads in COMMISSION],
    "signers": [
        {"post": f"{'Председатель комиссии' if leads else 'Член комиссии'}, {post}", "name": name}
        for name, post, leads in COMMISSION
    ],
}  # fmt: skip
