"""Example facts for every paper: the living description of what templates expect."""

from __future__ import annotations

from tests.association.paper_applications import APPLICATION
from tests.association.paper_conclusion import CONCLUSION
from tests.association.paper_ends import EXCLUSION, WITHDRAWAL
from tests.association.paper_events import EVENT_REPORT
from tests.association.paper_handover import HANDOVER
from tests.association.paper_meetings import (
    AGENDA,
    ATTENDANCE,
    DECISIONS_REGISTER,
    EXTRACT,
    FAILED_MEETING,
    INVITATION,
    MINUTES,
    READING_LIST,
    VOTING_SHEET,
)
from tests.association.paper_pairs import PAIRS_REGISTER
from tests.association.paper_people import (
    ASSOCIATION,
    AUTHORITY,
    CHAIR,
    COLLEGE,
    DISTRICT,
    HEAD,
    LYCEUM,
    SCHOOL,
    SECRETARY,
)
from tests.association.paper_plan import PLAN
from tests.association.paper_records import ANALYTICAL_NOTE, JOURNAL, LETTER_OUT
from tests.association.paper_requests import INFORMATION_REQUEST
from tests.association.paper_retention import DESTRUCTION_ACT, FILE_PLAN
from tests.association.paper_stewards import STEWARDS

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
    "duplicate_on": None,
    "seal_place": False,
}


ADDRESSEE = {
    "post_dative": "Директору",
    "organisation": "МБОУ «Демонстрационная средняя школа № 901»",
    "name_dative": "Примерову Б. Б.",
}
EXECUTOR = {"name": "Тестова Галина Георгиевна", "phone": "+7 000 000-00-00"}
PROTOCOL = {"number": 3, "date": "2026-03-12", "item": 1}

INVENTORY = {
    "association": ASSOCIATION,
    "organisation": {"name": SCHOOL},
    "application": {"variant": "candidate", "number": "01-13/27", "date": "2026-03-02"},
    "items": [
        {
            "title": "Приказ о разработке и внедрении системы управления качеством",
            "clause": "3.2",
            "file": "prikaz-12.pdf",
            "sheets": 2,
            "received_on": "2026-03-02",
            "present": True,
            "remark": None,
        },
        {
            "title": "План по разработке и внедрению системы управления качеством",
            "clause": "3.2",
            "file": "plan.docx",
            "sheets": 6,
            "received_on": "2026-03-02",
            "present": True,
            "remark": None,
        },
        {
            "title": "Документы специалистов о повышении квалификации",
            "clause": "3.2",
            "file": None,
            "sheets": None,
            "received_on": None,
            "present": False,
            "remark": "обещаны к 20.03.2026",
        },
        {
            "title": "Заявление на имя председателя Ассоциации",
            "clause": "3.2",
            "file": "zayavlenie.pdf",
            "sheets": 1,
            "received_on": "2026-03-02",
            "present": True,
            "remark": None,
        },
    ],
    "complete": False,
    "checked_on": "2026-03-03",
    "signer": SECRETARY,
}
ORDER = {
    "authority": AUTHORITY,
    "association": ASSOCIATION,
    "clause": "3.3",
    "protocols": [{"number": 3, "date": "2026-03-12"}],
    "include": [{"name": SCHOOL}],
    "remove": [{"name": LYCEUM, "reason": "выход по заявлению, п. 3.15.2 Положения, с 01.03.2026"}],
    "members": [
        {
            "name": SCHOOL,
            "head": "Примеров Борис Борисович",
            "ground": "п. 3.1, СМК внедрена",
            "district": "г. Барнаул",
        },
        {
            "name": COLLEGE,
            "head": "Шаблонов Виктор Викторович",
            "ground": "п. 3.1, СМК сертифицирована",
            "district": DISTRICT,
        },
    ],
    "control": "начальника отдела управления качеством образования Тестову Г. Г.",
    "signer": HEAD,
    "number": None,
    "date": None,
}
LETTER = {
    "association": ASSOCIATION,
    "number": "01-15/31",
    "date": "2026-03-16",
    "reply_to": {"number": "01-13/27", "date": "2026-03-02"},
    "addressee": ADDRESSEE,
    "heading": "О возврате документов на доработку",
    "salutation": "Уважаемый Борис Борисович!",
    "decision": {
        "kind": "return",
        "organisation": "МБОУ «Демонстрационная средняя школа № 901»",
        "protocol": PROTOCOL,
        "reasons": ["документы специалистов о повышении квалификации", "план с указанием сроков и ответственных"],
        "next_step": "Доработанные документы просим представить до 1 апреля 2026 г.",
    },
    "paragraphs": None,
    "attachments": [{"title": "Выписка из протокола", "sheets": 1, "copies": 1}],
    "signer": CHAIR,
    "executor": EXECUTOR,
}
CANDIDATE_NOTICE = {
    "association": ASSOCIATION,
    "number": "01-15/32",
    "date": "2026-03-16",
    "reply_to": None,
    "addressee": ADDRESSEE,
    "salutation": "Уважаемый Борис Борисович!",
    "organisation": {"name": "МБОУ «Демонстрационная средняя школа № 901»"},
    "protocol": PROTOCOL,
    "since": "2026-03-12",
    "mentors": [
        {
            "organisation": COLLEGE,
            "contact": "Шаблонов В. В.",
            "phone": "+7 000 000-00-00",
            "email": "college@example.org",
        }
    ],
    "contact": {"name": "Тестова Г. Г.", "phone": "+7 000 000-00-00", "email": "association@example.org"},
    "signer": CHAIR,
    "executor": EXECUTOR,
}
MEMBERS_REGISTER = {
    "association": ASSOCIATION,
    "on": "2026-03-31",
    "rows": [
        {
            "number": 1,
            "name": SCHOOL,
            "district": "г. Барнаул",
            "kind": "member",
            "ground": "п. 3.1",
            "order": "приказ от 20.03.2026 № 915",
            "since": "2026-03-20",
            "until": None,
            "status": "действует",
        },
        {
            "number": 2,
            "name": COLLEGE,
            "district": DISTRICT,
            "kind": "member",
            "ground": "п. 3.1",
            "order": "приказ от 01.09.2024 № 901",
            "since": "2024-09-01",
            "until": None,
            "status": "действует",
        },
        {
            "number": 3,
            "name": LYCEUM,
            "district": DISTRICT,
            "kind": "candidate",
            "ground": "п. 3.2",
            "order": "протокол от 12.03.2026 № 3",
            "since": "2026-03-12",
            "until": None,
            "status": "кандидат",
        },
    ],
    "counts": {"members": 2, "candidates": 1},
    "signer": SECRETARY,
    "printed": {"by": "Тестова Г. Г.", "at": "2026-03-31T09:15"},
}
CERTIFICATES_REGISTER = {
    "association": ASSOCIATION,
    "on": "2026-03-31",
    "rows": [
        {
            "number": 43,
            "organisation": COLLEGE,
            "registered_on": "2024-09-02",
            "basis": "приказ от 01.09.2024 № 901",
            "status": "заменён",
            "replaced_by": 44,
            "receiver": "Шаблонов В. В.",
            "handed_on": "2024-09-05",
        },
        {
            "number": 44,
            "organisation": SCHOOL,
            "registered_on": "2026-03-21",
            "basis": "приказ от 20.03.2026 № 915",
            "status": "действует",
            "replaced_by": None,
            "receiver": None,
            "handed_on": None,
        },
    ],
    "counts": {"total": 2, "valid": 1},
    "signer": SECRETARY,
    "printed": None,
}

EXAMPLES = {
    "agenda": AGENDA,
    "analytical_note": ANALYTICAL_NOTE,
    "application": APPLICATION,
    "attendance": ATTENDANCE,
    "candidate_notice": CANDIDATE_NOTICE,
    "certificate": CERTIFICATE,
    "certificates_register": CERTIFICATES_REGISTER,
    "conclusion": CONCLUSION,
    "decisions_register": DECISIONS_REGISTER,
    "destruction_act": DESTRUCTION_ACT,
    "event_report": EVENT_REPORT,
    "exclusion": EXCLUSION,
    "extract": EXTRACT,
    "failed_meeting": FAILED_MEETING,
    "file_plan": FILE_PLAN,
    "handover": HANDOVER,
    "information_request": INFORMATION_REQUEST,
    "inventory": INVENTORY,
    "invitation": INVITATION,
    "journal": JOURNAL,
    "letter": LETTER,
    "letter_out": LETTER_OUT,
    "materials": READING_LIST,
    "members_register": MEMBERS_REGISTER,
    "minutes": MINUTES,
    "order": ORDER,
    "pairs_register": PAIRS_REGISTER,
    "plan": PLAN,
    "stewards": STEWARDS,
    "voting_sheet": VOTING_SHEET,
    "withdrawal": WITHDRAWAL,
}
