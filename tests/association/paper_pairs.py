"""Example facts of the register of pairs (D22)."""

from __future__ import annotations

from tests.association.paper_people import ASSOCIATION, CHAIR, COLLEGE, LYCEUM, SCHOOL

ROW = {
    "number": 1,
    "mentor": SCHOOL,
    "mentor_district": "Бийск",
    "candidate": "МБДОУ «Демонстрационный детский сад № 912»",
    "candidate_district": "Белокуриха",
    "ground": "территория",
    "decision": "№ 12 от 14.03.2026, вопрос 3",
    "from": "2026-03-14",
    "until": None,
    "state": "действует",
    "end": "",
    "help": {"hours": "12,5", "entries": 4},
}
PAIRS_REGISTER = {
    "association": ASSOCIATION,
    "on": "2026-03-14",
    "protocol": {"number": "12", "date": "2026-03-14", "item": "3"},
    "rows": [
        ROW,
        {
            **ROW,
            "number": 2,
            "mentor": COLLEGE,
            "mentor_district": "",
            "candidate": LYCEUM,
            "candidate_district": "Тальменский р-н",
            "ground": "выбор председателя: работали вместе над внутренним аудитом",
            "until": "2026-05-20",
            "state": "завершена",
            "end": "кандидат получил сертификат СМК",
            "help": None,
        },
    ],
    "left_out": [
        {
            "mentor": LYCEUM,
            "candidate": SCHOOL,
            "why": "У наставника нет действующего сертификата СМК на этот день",
            "clause": "3.16",
        }
    ],
    "counts": {"pairs": 2, "mentors": 2, "candidates": 2},
    "sides": {"mentors": 3, "candidates": 5},
    "signer": CHAIR,
    "printed": None,
}
