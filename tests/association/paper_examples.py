"""Example facts for every paper: synthetic people and organisations, the living description of what templates expect."""

from __future__ import annotations

ASSOCIATION = {
    "name": "Ассоциация образовательных организаций Алтайского края, работающих по системе менеджмента качества",
    "genitive": "Ассоциации образовательных организаций Алтайского края, работающих по системе менеджмента качества",
    "accusative": "Ассоциацию образовательных организаций Алтайского края, работающих по системе менеджмента качества",
    "address": "656000, г. Барнаул, ул. Примерная, д. 1",
    "phone": "+7 000 000-00-00",
    "email": "association@example.org",
}
AUTHORITY = {"name": "Главное управление образования и молодежной политики Алтайского края"}
HEAD = {
    "post": "Заместитель Губернатора Алтайского края, начальник Главного управления образования и молодежной политики "
    "Алтайского края",
    "name": "В. В. Шаблонов",
}
CHAIR = {"post": "Председатель Президиума Ассоциации", "name": "А. А. Образцова"}
SECRETARY = {"post": "Секретарь Президиума Ассоциации", "name": "Г. Г. Тестова"}
SCHOOL = "Муниципальное бюджетное общеобразовательное учреждение «Демонстрационная средняя школа № 901»"
MARKS = {
    "verification": {"url": "https://portal.example.org/check/55E6-5099", "code": "55E6-5099"},
    "journal": {"number": 128, "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
}

CERTIFICATE = {
    "authority": AUTHORITY,
    "association": ASSOCIATION,
    "number": 44,
    "registered_on": "2026-03-14",
    "organisation": {"name": SCHOOL, "address": "656900, Алтайский край, г. Барнаул, ул. Образцовая, д. 45"},
    "signers": [HEAD, CHAIR],
    "replaces": None,
    "duplicate": False,
    "seal_place": False,
}

EXAMPLES = {"certificate": CERTIFICATE}
