"""Example facts of D27: the annex to the minutes of a meeting that shared out the processes."""

from tests.association.paper_people import ASSOCIATION, COLLEGE, LYCEUM, SCHOOL

STEWARDS = {
    "association": ASSOCIATION,
    "decision": {"number": "3", "date": "2026-03-12", "item": "4", "general": False},
    "on": "2026-03-12",
    "rows": [
        {
            "process": "1.3 Обучение и воспитание", "organisation": SCHOOL, "since": "2026-03-12",
            "until": None, "minutes": None, "outputs": "",
        },
        {
            "process": "2.6 Управление документами и записями", "organisation": LYCEUM, "since": "2026-03-12",
            "until": "2028-03-12", "minutes": {"number": "3", "date": "2026-03-12", "item": "4"},
            "outputs": "документированная процедура",
        },
    ],
    "ended": [{"process": "2.1 Работа с персоналом", "organisation": COLLEGE}],
    "vacant": ["2.4 Финансовое обеспечение"],
    "idle": [COLLEGE],
    "printed": {"by": "А. А. Образцова", "at": "2026-03-16T10:20"},
}  # fmt: skip
