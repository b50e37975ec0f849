"""Example facts of the papers on ends of membership: the exit, and the finished file of an exclusion case."""

from __future__ import annotations

from tests.association.paper_people import ASSOCIATION, COLLEGE, SCHOOL


def _row(name: str, organisation: str, how: str = "", signed: str = "") -> dict[str, object]:
    return {"name": name, "organisation": organisation, "consents": bool(how), "how": how,
            "on": "2026-03-12" if how else None, "signed": signed}  # fmt: skip


VOTED, SHEET = "голосованием на заседании", "листом согласия"
ROWS = [
    _row("Образцова А. А.", "лицей № 903", VOTED),
    _row("Примеров Б. Б.", "школа № 901", VOTED),
    _row("Тестова Г. Г.", "гимназия № 904", VOTED),
    _row("Макетов Ж. Ж.", "школа-интернат № 905", SHEET, "подписано в портале"),
    _row("Эталонова Е. Е.", "центр творчества № 906", SHEET, "подписано собственноручно"),
    _row("Шаблонов В. В.", "колледж № 902"),
]
EXCLUSION = {
    "part": "dossier",
    "association": ASSOCIATION,
    "addressee": {"post_dative": "Председателю Президиума Ассоциации", "name_dative": "Образцовой А. А."},
    "initiator": {"name": SCHOOL, "genitive": ""},
    "head": {"post": "директор", "post_genitive": "директора", "name": "Б. Б. Примеров"},
    "target": {"name": COLLEGE, "genitive": ""},
    "grounds": ["Организация два года не участвует в работе Ассоциации.", "Письма Президиума остались без ответа."],
    "evidence": {"name": "переписка.pdf", "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    "date": "2026-03-14",
    "entry": {"number": "01-13/27", "date": "2026-02-20"},
    "explanation": ["Организация провела один семинар и просит перенести рассмотрение."],
    "meeting": {"on": "2026-03-12", "item": 2, "number": "3"},
    "rows": ROWS,
    "roster": 6,
    "consents": 5,
    "needed": 4,
    "product_consents": 15,
    "product_roster": 12,
    "agreed": True,
    "reading": {"version": "v1", "recused": False, "seated": True},
    "signers": [
        {"post": "Председательствующий", "name": "А. А. Образцова"},
        {"post": "Секретарь", "name": "Г. Г. Тестова"},
    ],
}
WITHDRAWAL = {
    "variant": "member",
    "association": ASSOCIATION,
    "addressee": {"post_dative": "Председателю Президиума Ассоциации", "name_dative": "Образцовой А. А."},
    "organisation": {"name": SCHOOL, "genitive": ""},
    "head": {"post_genitive": "директора", "name_genitive": "Примерова Бориса Борисовича", "name": "Б. Б. Примеров"},
    "leaves_on": "2026-12-01",
    "reason": "смена учредителя и профиля организации",
    "certificate": "044",
    "date": "2026-11-20",
}
