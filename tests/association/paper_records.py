"""Example facts of the journal of documents and of outgoing letters."""

from __future__ import annotations

from tests.association.paper_people import ASSOCIATION, CHAIR, SCHOOL

MINISTRY = "Демонстрационное министерство образования и науки"

JOURNAL = {
    "association": ASSOCIATION,
    "series": "incoming",
    "first": "2026-01-01",
    "last": "2026-03-31",
    "rows": [
        {
            "number": "01-15/1",
            "date": "2026-01-19",
            "entered": "2026-01-20",
            "late": "Принесли после 17 часов",
            "theirs": {"number": "22-11/45", "date": "2026-01-16"},
            "correspondent": MINISTRY,
            "heading": "О представлении сведений о внедрении систем менеджмента качества",
            "sheets": 2,
            "passed": [{"to": "Тестова Г. Г.", "text": "Подготовить аналитическую записку."}],
            "due": "2026-02-10",
            "done": "2026-02-09",
            "word": "исх. № 01-08/3",
            "file": "01-15",
            "open": False,
            "void": "",
        },
        {
            "number": "01-13/2",
            "date": "2026-01-21",
            "entered": None,
            "late": "",
            "theirs": {"number": "", "date": None},
            "correspondent": SCHOOL,
            "heading": "Заявление о приёме в Ассоциацию",
            "sheets": 1,
            "passed": [],
            "due": None,
            "done": None,
            "word": "",
            "file": "01-13",
            "open": False,
            "void": "Введено дважды",
        },
        {
            "number": "01-15/3",
            "date": "2026-03-12",
            "entered": None,
            "late": "",
            "theirs": {"number": "7", "date": "2026-03-10"},
            "correspondent": "Ассоциация школ соседней области",
            "heading": "О встрече методических служб",
            "sheets": 1,
            "passed": [{"to": "Шаблонов В. В.", "text": "Ответить."}],
            "due": "2026-04-05",
            "done": None,
            "word": "",
            "file": "01-15",
            "open": True,
            "void": "",
        },
    ],
    "counts": {"entries": 3, "sheets": 3, "void": 1, "late": 1, "open": 1},
    "printed": {"by": "Образцова А. А.", "at": "2026-04-01T04:00:00+00:00"},
}

LETTER_OUT = {
    "association": ASSOCIATION,
    "number": "01-15/14",
    "date": "2026-03-12",
    "reply_to": {"number": "7", "date": "2026-03-10", "correspondent": "Ассоциация школ соседней области"},
    "addressee": {
        "post_dative": "Председателю", "organisation": "Ассоциация школ соседней области",
        "name_dative": "Образчикову О. О.",
    },
    "addressees": [],
    "kind": "conference",
    "heading": "О предложениях в проект решения конференции",
    "salutation": "Уважаемый Олег Олегович!",
    "paragraphs": [
        "Рекомендовать образовательным организациям до 1 сентября провести самооценку системы менеджмента качества.",
        "Продолжить обмен опытом между ассоциациями двух регионов по графику, согласованному сторонами.",
    ],
    "conclusions": [],
    "attachments": [{"title": "График встреч", "sheets": 2, "copies": 1, "sha256": "9f86d081884c7d65"}],
    "signer": {**CHAIR, "signed_at": "2026-03-12T05:20:00+00:00", "sha256": "9f86d081884c7d65"},
    "executor": {"name": "Тестова Галина Георгиевна", "phone": "+7 000 000-00-00"},
}  # fmt: skip

ANALYTICAL_NOTE = {
    **LETTER_OUT,
    "number": "01-08/3",
    "date": "2026-02-09",
    "reply_to": {"number": "22-11/45", "date": "2026-01-16", "correspondent": MINISTRY},
    "addressee": {"post_dative": "Министру", "organisation": MINISTRY, "name_dative": "Эталонову Э. Э."},
    "kind": "note",
    "heading": "О внедрении систем менеджмента качества в организациях – членах Ассоциации",
    "salutation": "",
    "paragraphs": [
        "На 1 февраля 2026 г. в Ассоциации состоят 13 организаций, из них 9 членов и 4 кандидата.",
        "Сертификат соответствия системы менеджмента качества имеют 5 организаций; ещё 4 завершают разработку.",
    ],
    "conclusions": [
        "Цели внедрения на 2025/26 учебный год достигаются.",
        "Требуется поддержка организаций муниципальных районов: наставников недостаточно.",
    ],
}
