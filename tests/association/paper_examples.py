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


COLLEGE = (
    "Краевое государственное бюджетное профессиональное образовательное учреждение «Демонстрационный колледж № 902»"
)
LYCEUM = "Муниципальное бюджетное общеобразовательное учреждение «Демонстрационный лицей № 903»"
DISTRICT = "Демонстрационный район"
MEETING = {
    "body": "presidium",
    "extraordinary": False,
    "number": 3,
    "on": "2026-03-12",
    "until": None,
    "starts_at": "10:00",
    "ends_at": "11:40",
    "place": "г. Барнаул, ул. Примерная, д. 1, конференц-зал",
}
PRESENT = [
    {"name": "Образцова А. А.", "post": "председатель", "organisation": "лицей № 903"},
    {"name": "Примеров Б. Б.", "organisation": "школа № 901"},
    {"name": "Тестова Г. Г.", "post": "секретарь", "organisation": "гимназия № 904"},
    {"name": "Шаблонов В. В.", "organisation": "колледж № 902"},
]
ABSENT = [{"name": "Заготовкин Д. Д.", "reason": "командировка"}, {"name": "Моделина Е. Е.", "reason": None}]
PRESIDING = {"name": "Образцова А. А.", "post": "председатель Президиума"}
VOTE = {
    "for": 3,
    "against": 1,
    "abstain": 0,
    "none": 0,
    "present": 4,
    "needed": 2,
    "carried": True,
    "clause": "4.9",
    "against_named": ["Шаблонов В. В."],
}
ITEMS = [
    {
        "number": 1,
        "title": "О приёме образовательной организации «Демонстрационная средняя школа № 901» в состав Ассоциации",
        "rapporteur": "Тестова Г. Г., секретарь Президиума",
        "heard": "Поступило заявление от 02.03.2026, вх. № 01-13/27. Комплект документов полный, основание для членства – "
        "наличие разработанной и внедренной системы менеджмента качества (п. 3.1 Положения).",
        "speakers": [
            {"name": "Шаблонов В. В.", "text": "предложил дополнить карту процессов и показал, чего в ней недостаёт."},
            {"name": "Примеров Б. Б.", "text": "поддержал заявление."},
        ],
        "decisions": [
            {
                "number": "1.1",
                "text": "Принять Муниципальное бюджетное общеобразовательное учреждение «Демонстрационная средняя школа "
                "№ 901» в состав Ассоциации.",
                "executor": None,
                "due": None,
            },
            {
                "number": "1.2",
                "text": "Направить в Главное управление проект приказа об утверждении состава Ассоциации.",
                "executor": "Тестова Г. Г.",
                "due": "2026-03-20",
            },
        ],
        "vote": VOTE,
    },
    {
        "number": 2,
        "title": "Об итогах консультационной работы за первый квартал 2026 года",
        "rapporteur": "Примеров Б. Б.",
        "heard": "Проведены два семинара и девять консультаций; вопросы касались внутреннего аудита.",
        "speakers": [],
        "decisions": [{"number": "2.1", "text": "Принять информацию к сведению.", "executor": None, "due": None}],
        "vote": {**VOTE, "for": 4, "against": 0, "against_named": None},
    },
]
ADDRESSEE = {
    "post_dative": "Директору",
    "organisation": "МБОУ «Демонстрационная средняя школа № 901»",
    "name_dative": "Примерову Б. Б.",
}
EXECUTOR = {"name": "Тестова Галина Георгиевна", "phone": "+7 000 000-00-00"}
PROTOCOL = {"number": 3, "date": "2026-03-12", "item": 1}

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
    "remove": [{"name": LYCEUM, "reason": "по заявлению о выходе"}],
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
AGENDA = {
    "association": ASSOCIATION,
    "meeting": MEETING,
    "items": [
        {"number": item["number"], "title": item["title"], "rapporteur": item["rapporteur"], "minutes": 20}
        for item in ITEMS
    ],
    "approved_on": "2026-03-05",
    "signer": CHAIR,
}
INVITATION = {
    "association": ASSOCIATION,
    "date": "2026-03-05",
    "invitee": {
        "post_dative": "Директору колледжа № 902",
        "name_dative": "Шаблонову В. В.",
        "salutation": "Уважаемый Виктор Викторович!",
    },
    "voice": "decisive",
    "meeting": MEETING,
    "items": [{"number": item["number"], "title": item["title"]} for item in ITEMS],
    "materials": "https://portal.example.org/meetings/3/",
    "reply_by": "2026-03-10",
    "signer": SECRETARY,
    "executor": None,
}
ATTENDANCE = {
    "association": ASSOCIATION,
    "meeting": MEETING,
    "seats": [
        {
            "name": "Заготовкин Д. Д.",
            "organisation": "гимназия № 905",
            "office": None,
            "arrived": None,
            "left": None,
            "reason": "командировка",
        },
        {
            "name": "Образцова А. А.",
            "organisation": "лицей № 903",
            "office": "председатель",
            "arrived": "09:50",
            "left": None,
            "reason": None,
        },
        {
            "name": "Примеров Б. Б.",
            "organisation": "школа № 901",
            "office": None,
            "arrived": "09:55",
            "left": "11:10",
            "reason": None,
        },
        {
            "name": "Тестова Г. Г.",
            "organisation": "гимназия № 904",
            "office": "секретарь",
            "arrived": "09:40",
            "left": None,
            "reason": None,
        },
        {
            "name": "Шаблонов В. В.",
            "organisation": COLLEGE,
            "office": None,
            "arrived": "10:00",
            "left": None,
            "reason": None,
        },
    ],
    "invitees": [
        {
            "name": "Макетов Ж. Ж.",
            "post": "главный специалист",
            "voice": "consultative",
            "arrived": "10:00",
            "left": None,
        }
    ],
    "totals": {"roster": 5, "present": 4, "consultative": 1, "other": 0},
    "quorum": {"needed": 3, "reached": True},
    "signer": SECRETARY,
}
VOTING_SHEET = {
    "association": ASSOCIATION,
    "meeting": MEETING,
    "item": {"number": 1, "title": ITEMS[0]["title"], "question": None},
    "voters": [
        {"name": "Образцова А. А.", "organisation": "лицей № 903", "choice": "for", "recused": False},
        {"name": "Примеров Б. Б.", "organisation": "школа № 901", "choice": "none", "recused": True},
        {"name": "Тестова Г. Г.", "organisation": "гимназия № 904", "choice": "for", "recused": False},
        {"name": "Шаблонов В. В.", "organisation": "колледж № 902", "choice": "against", "recused": False},
    ],
    "totals": {"for": 2, "against": 1, "abstain": 0, "none": 1, "present": 4, "roster": 6},
    "needed": 2,
    "carried": True,
    "clause": "4.9",
    "closed_at": "2026-03-12T10:25",
    "signers": [SECRETARY, {"post": "Счётчик", "name": "В. В. Шаблонов"}],
}
MINUTES = {
    "association": ASSOCIATION,
    "meeting": MEETING,
    "presiding": PRESIDING,
    "secretary": {"name": "Тестова Г. Г."},
    "roster": 6,
    "present": PRESENT,
    "list_attached": False,
    "consultative": [{"name": "Макетов Ж. Ж.", "post": "главный специалист Главного управления"}],
    "invited": None,
    "absent": ABSENT,
    "quorum": {"needed": 3, "reached": True, "clause": "4.7"},
    "items": ITEMS,
    "movements": [{"time": "11:10", "name": "Примеров Б. Б.", "move": "left"}],
    "counter": "Шаблонов В. В.",
    "opinions": [{"name": "Шаблонов В. В.", "text": "Считаю, что карту процессов следовало доработать до приёма."}],
    "annexes": ["Явочный лист на 1 л.", "Листы открытого голосования на 2 л."],
    "signers": [CHAIR, SECRETARY],
}
EXTRACT = {
    **MINUTES,
    "items": ITEMS[:1],
    "certified": {**SECRETARY, "date": "2026-03-16", "signed_at": None},
    "original_in": "01-03",
    "for_whom": "школа № 901",
}
FAILED_MEETING = {
    "association": ASSOCIATION,
    "meeting": {**MEETING, "number": None, "ends_at": None},
    "roster": 6,
    "present": PRESENT[:2],
    "absent": ABSENT,
    "needed": 3,
    "waited_until": "10:30",
    "next": "Заседание с той же повесткой дня назначено на 19 марта 2026 г.",
    "presiding": PRESIDING,
    "secretary": {"name": "Тестова Г. Г."},
    "signers": [CHAIR, SECRETARY],
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
        "next_step": "Доработанные документы просим представить до 1 апреля 2026 г., они будут рассмотрены на ближайшем заседании.",
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
    "application": APPLICATION,
    "attendance": ATTENDANCE,
    "candidate_notice": CANDIDATE_NOTICE,
    "certificate": CERTIFICATE,
    "certificates_register": CERTIFICATES_REGISTER,
    "extract": EXTRACT,
    "failed_meeting": FAILED_MEETING,
    "inventory": INVENTORY,
    "invitation": INVITATION,
    "letter": LETTER,
    "members_register": MEMBERS_REGISTER,
    "minutes": MINUTES,
    "order": ORDER,
    "voting_sheet": VOTING_SHEET,
}
