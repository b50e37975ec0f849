"""Example facts of D19: an annual plan that was discussed, agreed and approved in the portal."""

from tests.association.paper_people import ASSOCIATION, CHAIR, COLLEGE, LYCEUM, SCHOOL

COMPETENCE = {"clause": "2.2.4", "word": "компетентность кадров и распространение лучшего опыта"}
ANALYSIS = {"clause": "2.3.4", "word": "аналитическая"}
SCIENCE = {"clause": "2.3.3", "word": "научно-практическая"}
PLAN = {
    "association": ASSOCIATION,
    "year": {"from": 2026, "to": 2027, "first": "2026-09-01", "last": "2027-08-31"},
    "version": 2,
    "why": "Перенос конференции на апрель.",
    "approval": {**CHAIR, "on": "2026-08-28", "signed_at": "2026-08-28T10:05"},
    "agreements": [
        {
            "party": "council", "name": "О. О. Показова", "post": "председатель Совета", "on": "2026-08-24",
            "number": "5", "by_own_hand": False,
        },
        {
            "party": "head", "name": "В. В. Шаблонов", "post": "начальник Главного управления образования",
            "on": "2026-08-26", "number": "", "by_own_hand": True,
        },
    ],
    "discussed": {"on": "2026-08-20", "number": "4", "item": "2"},
    "rows": [
        {
            "number": 1, "activity": "Семинар «Внутренний аудит процесса обучения»", "tags": [COMPETENCE, SCIENCE],
            "when": "14.10.2026 – 15.10.2026", "responsible": SCHOOL, "venue": "г. Бийск", "department": True,
        },
        {
            "number": 2, "activity": "Опрос потребителей образовательных услуг: сбор и анализ анкет",
            "tags": [ANALYSIS], "when": "октябрь 2026 г. – ноябрь 2026 г.", "responsible": COLLEGE, "venue": "",
            "department": False,
        },
        {
            "number": 3, "activity": "Межрегиональная конференция по качеству образования", "tags": [SCIENCE],
            "when": "апрель 2027 г.", "responsible": f"Макетов Ж. Ж.; {LYCEUM}", "venue": "г. Барнаул",
            "department": True,
        },
    ],
    "in_department": 2,
}  # fmt: skip
