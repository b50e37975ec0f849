"""Example facts of the conclusion of the expert group (D03)."""

from tests.association.paper_people import ASSOCIATION, SCHOOL

DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
CONCLUSION = {
    "association": ASSOCIATION,
    "date": "2026-03-09",
    "organisation": {"name": SCHOOL},
    "application": {"number": "01-13/27", "date": "2026-03-02", "clause": "3.1.4"},
    "documents": [
        {"number": 1, "title": "документы системы менеджмента качества", "file": "rukovodstvo-po-kachestvu.pdf",
         "digest": DIGEST},
        {"number": 2, "title": "план внедрения", "file": "plan.docx", "digest": DIGEST},
    ],
    "criteria": [
        {"number": 1, "title": "Приказом руководителя создан совет по качеству и названы ответственные",
         "clause": "3.2.1", "mark": "соответствует", "remark": ""},
        {"number": 2, "title": "План разработки и внедрения СМК выполняется", "clause": "3.2.2",
         "mark": "соответствует частично", "remark": "По двум мероприятиям не указаны сроки."},
        {"number": 3, "title": "Специалисты обучены менеджменту качества", "clause": "3.2.3",
         "mark": "соответствует", "remark": ""},
    ],
    "paragraphs": ["Указать сроки мероприятий второго полугодия.", "Провести внутренний аудит до конца учебного года."],
    "result": {"kind": "with_remarks", "word": "с замечаниями"},
    "reasons": [],
    "signers": [
        {"post": "Член экспертной группы", "name": "А. А. Образцова"},
        {"post": "Член экспертной группы", "name": "Б. Б. Знатоков"},
    ],
}  # fmt: skip
