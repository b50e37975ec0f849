"""Example facts of D18: the request of information as the chair signs it."""

from tests.association.paper_people import ASSOCIATION, CHAIR, COLLEGE, LYCEUM, SCHOOL

INFORMATION_REQUEST = {
    "association": ASSOCIATION,
    "number": None,
    "date": "2026-03-16",
    "addressee": {"name_dative": "Руководителям организаций – членов Ассоциации (по списку)"},
    "heading": "О подготовке внутренних аудиторов",
    "salutation": "Уважаемые руководители!",
    "paragraphs": ["Президиум готовит план обучения на следующий год."],
    "due_on": "2026-04-01",
    "fields": [
        {"number": 1, "label": "Обученных аудиторов", "kind": "число", "unit": "чел.", "options": [], "required": True},
        {"number": 2, "label": "Удобный вид обучения", "kind": "на выбор", "unit": "",
         "options": ["очно", "дистанционно"], "required": False},
    ],
    "addressees": [SCHOOL, LYCEUM, COLLEGE],
    "signer": CHAIR,
    "executor": {"name": "Тестова Галина Георгиевна", "phone": "+7 000 000-00-00"},
}  # fmt: skip
