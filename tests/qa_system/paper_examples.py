"""Example facts for every paper of internal quality assurance; nobody and nothing in them exists."""

from __future__ import annotations


def pair(ky: str, ru: str) -> dict[str, str]:
    """A text in both languages."""
    return {"ky": ky, "ru": ru}


LETTERHEAD = {
    "name": "Государственное профессиональное образовательное учреждение «Демонстрационный колледж № 951»",
    "name_ky": "«№ 951 Демонстрациялык колледж» мамлекеттик кесиптик билим берүү мекемеси",
    "reach": "723500, Ош ш., Үлгү көч., 951 · +996 000 00-00-00 · college@example.org",
}
HEAD = {"post": pair("Директор", "Директор"), "name": "А. Үлгүбаев"}
LEADER = {"post": pair("Сапат бөлүмүнүн жетекчиси", "Начальник отдела качества"), "name": "В. Сынакова"}
OWNER = {"post": pair("Процесстин ээси", "Владелец процесса"), "name": "Б. Мисалова"}

ORDER = {
    "letterhead": LETTERHEAD,
    "kind": "unit",
    "name": pair("Сапат бөлүмү", "Отдел качества"),
    "number": "15",
    "date": "2026-09-01",
    "council": "pedagogical",
    "decision": {"number": "7", "date": "2026-08-28", "item": "2"},
    "staff": [
        {"name": "Сынакова Венера", "post": pair("бөлүмдүн жетекчиси", "начальник отдела"), "leads": True},
        {"name": "Тестова Гүлнара", "post": pair("башкы адис", "ведущий специалист"), "leads": False},
    ],
    "control": "директордун окуу иштери боюнча орун басары Мисалова Б.",
    "signer": HEAD,
}
OFFICER_ORDER = {
    **ORDER,
    "kind": "officer",
    "name": pair("Сапат боюнча жооптуу адам", "Ответственный за качество"),
    "number": "",
    "date": None,
    "council": "academic",
    "staff": [],
    "control": "",
}
TEXT = [
    "Колледж ар бир бүтүрүүчүнүн билими, көндүмү жана жөндөмү кызыкдар тараптардын талаптарына шайкеш келишин "
    "камсыздайт. Бул саясат колледждин миссиясына жана стратегиялык максаттарына таянат.",
    "Милдеттенмелер:\n1. окутуунун натыйжаларын жыл сайын баалоо;\n2. кызыкдар тараптардын пикирин эске алуу;\n"
    "3. баалоонун натыйжаларын ачык жарыялоо.",
]
POLICY = {
    "letterhead": LETTERHEAD,
    "kind": "policy",
    "title": "Билим берүүнүн сапатын камсыздоо саясаты",
    "code": "С-1",
    "number": 2,
    "stamp": {"word": "Утверждена", "by_council": True, "council": "pedagogical", "number": "3", "date": "2026-08-28"},
    "since": "2026-09-01",
    "until": None,
    "review": "2029-09-01",
    "act": "Кесиптик билим берүү уюмдарынын сапатын камсыздоонун ички системасы жөнүндө типтүү жобо",
    "paragraphs": TEXT,
    "file": None,
    "changes": [
        {"number": 1, "text": "", "since": "2024-09-01", "until": "2026-09-01", "by_council": True,
         "basis_number": "1", "basis_date": "2024-08-29"},
        {"number": 2, "text": "Максаттар такталды", "since": "2026-09-01", "until": None, "by_council": True,
         "basis_number": "3", "basis_date": "2026-08-28"},
    ],
    "signer": HEAD,
}  # fmt: skip
MANUAL = {
    **POLICY,
    "kind": "manual",
    "title": "Руководство по качеству",
    "code": "РК-1",
    "stamp": {**POLICY["stamp"], "word": "Утверждено", "number": None, "date": None},
    "paragraphs": [f"{number}. Раздел руководства. " + "Описание порядка работы системы. " * 30
                   for number in range(1, 13)],
}  # fmt: skip
JOB = {
    **POLICY,
    "kind": "job",
    "title": "Кызматтык нускама",
    "stamp": {
        "word": "Утверждена",
        "by_council": False,
        "council": "pedagogical",
        "number": "21",
        "date": "2026-08-30",
    },
    "until": "2026-10-01",
    "paragraphs": [],
    "file": {"name": "nuskama.pdf", "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    "changes": POLICY["changes"][:1],
}
EXTRACT = {
    "letterhead": LETTERHEAD,
    "council": "academic",
    "number": "3",
    "date": "2026-08-28",
    "item": "2",
    "subject": "Билим берүүнүн сапатын камсыздоо саясаты жөнүндө",
    "outcome": "with_changes",
    "paragraphs": ["1. Кызыкдар тараптардын тизмеси толукталсын;", "2. Кайра кароо мөөнөтү үч жыл болсун."],
    "votes": {"in_favour": 17, "against": 1, "abstained": 2},
    "chair": "А. Үлгүбаев",
    "secretary": "Б. Мисалова",
    "certified_on": "2026-09-01",
}
PLAN = {
    "letterhead": LETTERHEAD,
    "body": pair("Сапат бөлүмү", "Отдел качества"),
    "year": 2026,
    "next": 2027,
    "edition": 2,
    "approved_on": "2026-09-01",
    "head": HEAD,
    "rows": [
        {"number": 1, "text": pair("Студенттердин арасында сурамжылоо өткөрүү", "Провести опрос студентов"),
         "since": "2026-10-01", "until": "2026-10-15", "responsible": "Сынакова В.", "goal": "1", "clause": "13.3"},
        {"number": 2, "text": pair("Ички баалоонун планын даярдоо", "Подготовить план внутренней оценки"),
         "since": "2026-11-01", "until": "2026-11-01", "responsible": "–", "goal": "–", "clause": "15"},
    ],
    "signer": LEADER,
}  # fmt: skip
REGISTER = {
    "letterhead": LETTERHEAD,
    "on": "2026-09-01",
    "rows": [
        {"number": 1, "kind": pair("сапатты камсыздоо саясаты", "политика обеспечения качества"), "code": "С-1",
         "title": pair("Билим берүүнүн сапатын камсыздоо саясаты", "Политика обеспечения качества образования"),
         "version": "2", "basis": pair("кеңеш, № 3, 28.08.2026", "совет, № 3, 28.08.2026"), "since": "2026-09-01",
         "review": "2029-09-01", "state": pair("Күчүндө", "Действует")},
        {"number": 2, "kind": pair("жол-жобо", "процедура"), "code": "ЖЖ-4",
         "title": pair("–", "Порядок внутренней оценки"), "version": "1",
         "basis": pair("–", "–"), "since": None, "review": None, "state": pair("Каралама", "Черновик")},
    ],
    "in_force": 1,
    "signer": LEADER,
}  # fmt: skip
LINK = {
    "what": pair("окуу планы", "учебный план"),
    "end": pair("Н2. Программаларды иштеп чыгуу", "Н2. Разработка программ"),
}
PROCESS = {
    "letterhead": LETTERHEAD,
    "code": "Н1",
    "edition": 3,
    "name": pair("Окутуу", "Обучение"),
    "purpose": {"ky": {"text": "Студенттерге көндүмдөрдү берүү"}, "ru": {"text": "Дать студентам навыки профессии"}},
    "class_": pair("негизги процесс", "основной процесс"),
    "area": pair("билим берүү", "образовательная"),
    "stage": pair("окутуу", "обучение"),
    "owner": {"name": "Мисалова Бермет", "post": pair("бөлүм башчысы", "заведующая отделением")},
    "participants": [{"name": "Тестова Гүлнара", "post": pair("–", "преподаватель")}],
    "inputs": [LINK],
    "outputs": [{"what": pair("бүтүрүүчү", "выпускник"), "end": pair("Иш берүүчүлөр", "Работодатели")}],
    "steps": [
        {"number": 1, "text": pair("Сабактын жүгүртмөсүн түзүү", "Составить расписание"), "who": "окуу бөлүмү"},
        {"number": 2, "text": pair("Сабак өткөрүү", "Провести занятия"), "who": "–"},
    ],
    "resources": [{"name": pair("Устакана", "Мастерская"), "unit": "орун", "need": "25", "have": "20,5"}],
    "indicators": [{"code": "К-1", "name": pair("Ишке орношуу", "Трудоустройство")}],
    "risks": [{"text": pair("Окутуучу жетишсиз", "Не хватает преподавателей"), "weight": "3 × 4",
               "measure": pair("Кызматкер тартуу", "Привлечь совместителей")}],
    "documents": [{"code": "ЖЖ-2", "title": pair("Окутуунун тартиби", "Порядок обучения")}],
    "signers": [OWNER, LEADER, HEAD],
}  # fmt: skip
INDICATOR = {
    "letterhead": LETTERHEAD,
    "code": "К-1",
    "edition": 1,
    "name": pair("Бүтүрүүчүлөрдүн ишке орношуусу", "Трудоустройство выпускников"),
    "process": pair("Н1. Окутуу", "Н1. Обучение"),
    "formula": pair("ишке орношкондор ÷ бүтүргөндөр × 100 %", "трудоустроенные ÷ выпустившиеся × 100 %"),
    "unit": "%",
    "direction": pair("көбү жакшы", "чем больше, тем лучше"),
    "baseline": "61,5",
    "baseline_year": "2024",
    "frequency": pair("жыл сайын", "ежегодно"),
    "source": pair("ишке орноштуруу тууралуу маалымкаттар", "справки о трудоустройстве"),
    "responsible": "Тестова Гүлнара",
    "met_from": 100,
    "near_from": 90,
    "weight": 2,
    "of_learning": True,
    "targets": [{"year": "2025/2026", "value": "65"}, {"year": "2026/2027", "value": "70"}],
    "requirements": [{"text": pair("Даяр кадрлар", "Готовые кадры"), "who": pair("Иш берүүчүлөр", "Работодатели")}],
    "signers": [OWNER, LEADER, HEAD],
}
ANNUAL = {
    "letterhead": LETTERHEAD,
    "title": "Билим берүү уюмун баалоо жөнүндө жылдык отчет",
    "year": "2025–2026-окуу жылы",
    "stamp": {"word": "Утверждён", "by_council": True, "council": "pedagogical", "number": "9", "date": "2026-10-02"},
    "results": {
        "heading": "Ички баалоонун жыйынтыктары",
        "paragraphs": [
            "Окуу жылында алты процесс бааланды. Он эки көрсөткүчтүн сегизи максатка жетти, үчөө ага жакын калды.",
            "Күчтүү жактары: программалар иш берүүчүлөр менен бирге жаңыртылды. Практика орундары жетишсиз.",
        ],
    },
    "plans": {
        "heading": "Сапатты жогорулатуу пландары",
        "paragraphs": ["1. Практика үчүн он жаңы келишим түзүү.\n2. Окутуучулардын тажрыйба алмашуусун уюштуруу."],
    },
    "findings": [
        {"number": "1", "source": "ички баалоо", "text": "Практика орундары жетишсиз", "state": "сунуш кабыл алынды",
         "measures": [{"text": "Он келишим түзүү", "due": "2026-12-31", "state": "аткарылууда"},
                      {"text": "Окутуучуларды окутуу", "due": "2027-05-31", "state": ""}], "reason": ""},
        {"number": "2", "source": "кызыкдар тараптарды сурамжылоо", "text": "Китепкана эрте жабылат",
         "state": "далил менен жабылды",
         "measures": [{"text": "Иш убактысын узартуу", "due": "2026-04-01", "state": "далил менен жабылды"}],
         "reason": ""},
        {"number": "3", "source": "кеңеш", "text": "Спорт залы оңдоону талап кылат", "state": "жооп күтүүдө",
         "measures": [], "reason": "Каражат кийинки жылдын бюджетинде каралат"},
    ],
    "closed": 1,
    "counted": 3,
    "evaluation": {
        "paragraphs": [],
        "file": {"name": "baaloo.pdf", "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    },
    "conclusion": {"paragraphs": ["Комиссия отчетту жактырды жана аны бекитүүнү сунуштайт."], "file": None,
                   "reason": ""},
    "leader": LEADER,
    "signer": HEAD,
}  # fmt: skip
BARE_ANNUAL = {
    **ANNUAL,
    "title": "Ежегодный отчёт об оценке образовательной организации",
    "year": "2025–2026 учебный год",
    "stamp": {**ANNUAL["stamp"], "number": None, "date": None},
    "findings": [],
    "evaluation": {"paragraphs": ["Оценка проведена по плану."], "file": None},
    "conclusion": {"paragraphs": [], "file": None, "reason": "Комиссия не собиралась"},
    "leader": None,
}
EXAMPLES = {
    "qa_system/annual": ANNUAL,
    "qa_system/document": POLICY,
    "qa_system/extract": EXTRACT,
    "qa_system/indicator": INDICATOR,
    "qa_system/order": ORDER,
    "qa_system/plan": PLAN,
    "qa_system/process": PROCESS,
    "qa_system/register": REGISTER,
}
# One sheet with both languages: rendered as the Kyrgyz edition alone.
BILINGUAL = ("qa_system/indicator", "qa_system/order", "qa_system/plan", "qa_system/process", "qa_system/register")
MORE = {"manual": MANUAL, "job": JOB, "officer": OFFICER_ORDER, "annual": BARE_ANNUAL}
