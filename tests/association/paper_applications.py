"""Example facts of applications to join."""

from __future__ import annotations

from tests.association.paper_people import ASSOCIATION, SCHOOL

APPLICATION = {
    "variant": "member",
    "association": ASSOCIATION,
    "journal": {"number": "01-13/27", "date": "2026-03-02"},
    "addressee": {"post_dative": "Председателю Президиума Ассоциации", "name_dative": "Образцовой А. А."},
    "organisation": {"name": SCHOOL, "accusative": None},
    "head": {"post_genitive": "директора", "name_genitive": "Примерова Бориса Борисовича", "name": "Б. Б. Примеров"},
    "ground": {"clause": "3.1", "text": "наличие разработанной и внедренной системы менеджмента качества"},
    "recommended": {"name": "Примерова Бориса Борисовича", "post": "директора школы"},
    "acquainted": "ознакомлен",
    "statute": None,
    "attachments": None,
    "date": "2026-03-02",
    "signed_at": None,
}
CANDIDATE_APPLICATION = {
    **APPLICATION,
    "variant": "candidate",
    "ground": {
        "clause": "3.2",
        "text": "приказ о разработке и внедрении системы управления качеством образования, план по её разработке и "
        "внедрению, наличие специалистов, прошедших повышение квалификации",
    },
    "recommended": None,
    "attachments": [
        "приказ от 15.01.2026 № 12 на 2 л.",
        "план на 2026–2027 годы на 6 л.",
        "копии удостоверений на 3 л.",
    ],
}
