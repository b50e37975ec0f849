"""Example facts of the papers around a meeting."""

from __future__ import annotations

from tests.association.paper_people import ASSOCIATION, CHAIR, COLLEGE, SECRETARY

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
        "heard": "Поступило заявление от 02.03.2026, вх. № 01-13/27. Комплект документов полный, основание для "
        "членства – наличие разработанной и внедренной системы менеджмента качества (п. 3.1 Положения).",
        "speakers": [
            {"name": "Шаблонов В. В.", "text": "предложил дополнить карту процессов и показал, чего в ней недостаёт."},
            {"name": "Примеров Б. Б.", "text": "поддержал заявление."},
        ],
        "decisions": [
            {
                "number": "1.1",
                "text": "Принять Муниципальное бюджетное общеобразовательное учреждение «Демонстрационная средняя "
                "школа № 901» в состав Ассоциации.",
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
READING_LIST = {
    "association": ASSOCIATION,
    "meeting": MEETING,
    "items": [
        {
            "number": 1,
            "title": ITEMS[0]["title"],
            "materials": [
                {"title": "Справка об изучении документов", "file": "spravka.pdf", "bound": True},
                {"title": "Фотография стенда школы", "file": "стенд-школы-901.jpg", "bound": False},
            ],
        },
        {"number": 2, "title": "О плане работы на второй квартал", "materials": []},
    ],
    "invited": [
        {"name": "Образцова А. А.", "post": "лицей № 903", "voice": "решающий"},
        {"name": "Сынакова В. П.", "post": "Демонстрационное министерство", "voice": "совещательный"},
        {"name": "Званов Г. Г.", "post": None, "voice": "без права голоса"},
    ],
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
    "opinions": [
        {
            "name": "Шаблонов В. В.",
            "item": 1,
            "voice": "decisive",
            "text": "Считаю, что карту процессов следовало доработать до приёма.",
        },
        {
            "name": "Сынакова В. П.",
            "item": 2,
            "voice": "consultative",
            "text": "Опыт школ стоит показать на конференции.",
        },
    ],
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
DECISIONS_REGISTER = {
    "association": ASSOCIATION,
    "first": "2026-01-01",
    "last": "2026-12-31",
    "rows": [
        {
            "number": "1.1",
            "minutes": "3",
            "on": "2026-03-12",
            "text": ITEMS[0]["decisions"][0]["text"],
            "form": "решение",
            "result": "принято",
            "executor": None,
            "due": None,
            "done": None,
            "proof": None,
        },
        {
            "number": "1.2",
            "minutes": None,
            "on": None,
            "text": ITEMS[0]["decisions"][1]["text"],
            "form": "поручение",
            "result": None,
            "executor": "Тестова Г. Г.",
            "due": "2026-03-20",
            "done": "2026-03-19",
            "proof": "письмо-01-15-31.pdf",
        },
    ],
    "counts": {"decisions": 1, "assignments": 1, "done": 1},
    "signer": None,
    "printed": {"by": "Г. Г. Тестова", "at": "2026-12-31T09:15"},
}
