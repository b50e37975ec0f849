"""The kinds of records of A-7.2 that an association starts with, and where each paper of the portal belongs."""

from __future__ import annotations

from dataclasses import dataclass

from association.rules.retention import HOLD, NEEDED, PERMANENT, YEARS


@dataclass(frozen=True)
class Preset:
    """One kind: index, title in Russian and Kyrgyz, term; `clause` names who set the term, "" the association itself.

    `record` is the clause that asks for such a record at all.
    """

    index: str
    title: str
    title_ky: str
    term: str
    years: int | None = None
    clause: str = ""
    record: str = ""


MINUTES, GENERAL_MINUTES, MEMBERS, CORRESPONDENCE, ACTS = "01-03", "01-04", "01-13", "01-15", "01-16"

PRESET = (
    Preset("01-01", "Положение об Ассоциации", "Ассоциация жөнүндө жобо", PERMANENT),
    Preset(
        "01-02", "Приказы Главного управления по вопросам Ассоциации, копии",
        "Башкы башкармалыктын Ассоциация боюнча буйруктары, көчүрмөлөр", NEEDED, record="A-7.2.1",
    ),
    Preset(
        MINUTES, "Протоколы заседаний Президиума", "Президиумдун отурумдарынын протоколдору", YEARS, 3, "A-4.10c",
        "A-7.2.7",
    ),
    Preset(GENERAL_MINUTES, "Протоколы общих собраний", "Жалпы чогулуштардын протоколдору", HOLD, record="A-7.2.7"),
    Preset("01-05", "Годовые планы работы", "Жылдык иш пландары", PERMANENT, record="A-7.2.6"),
    Preset("01-06", "Годовые отчёты", "Жылдык отчеттор", PERMANENT, record="A-7.2.3"),
    Preset("01-07", "Отчёты о мероприятиях", "Иш-чаралар жөнүндө отчеттор", YEARS, 5, record="A-7.2.4"),
    Preset(
        "01-08", "Аналитические записки и справки", "Аналитикалык маалымкаттар жана маалымдамалар", YEARS, 5,
        record="A-7.2.5",
    ),
    Preset(
        "01-09", "Документы мероприятий (программы, положения, анкеты)",
        "Иш-чаралардын документтери (программалар, жоболор, анкеталар)", YEARS, 5, record="A-7.2.8",
    ),
    Preset("01-10", "Методические разработки", "Методикалык иштелмелер", NEEDED, record="A-7.2.9"),
    Preset(
        "01-11", "Журнал регистрации входящих документов", "Кирген документтерди каттоо журналы", YEARS, 5,
        record="A-7.2.2",
    ),
    Preset(
        "01-12", "Журнал регистрации исходящих документов", "Чыккан документтерди каттоо журналы", YEARS, 5,
        record="A-7.2.2",
    ),
    Preset(MEMBERS, "Дела членов и кандидатов", "Мүчөлөрдүн жана талапкерлердин иштери", YEARS, 5),
    Preset("01-14", "Реестр сертификатов", "Сертификаттардын реестри", PERMANENT),
    Preset(CORRESPONDENCE, "Переписка", "Кат алышуу", YEARS, 5, record="A-7.2.2"),
    Preset(ACTS, "Акты о выделении к уничтожению", "Жок кылууга бөлүү жөнүндө актылар", PERMANENT),
)  # fmt: skip

# Code of a paper -> index of the file it belongs to. Papers of the quality systems stay with their organisations.
PAPERS = {
    "D01": MEMBERS, "D02": MEMBERS, "D03": MEMBERS, "D04": MEMBERS, "D05": MEMBERS, "D28": MEMBERS, "D29": MEMBERS,
    "D30": MEMBERS, "D15": MEMBERS,
    "D06": "01-02", "D07": "01-14", "D08": "01-14", "D09": MEMBERS,
    "D10": MINUTES, "D10M": MINUTES, "D11": MINUTES, "D12": MINUTES, "D13": MINUTES, "D14": MINUTES, "D16": MINUTES,
    "D17": MINUTES, "D22": MINUTES, "D27": MINUTES, "D31": MINUTES,
    "D18": CORRESPONDENCE, "D19": "01-05", "D20": "01-06", "D21": "01-07", "D23": "01-11", "D24": ACTS, "D25": ACTS,
    "D26": "01-08",
}  # fmt: skip
# Papers of a general meeting go to a file of its own.
GENERAL_PAPERS = frozenset({"D10", "D10M", "D11", "D12", "D13", "D14", "D16"})
REGISTERS = {"incoming": "01-11", "outgoing": "01-12"}


def index_of_paper(code: str, *, general: bool = False) -> str:
    """The index of the file a paper belongs to; "" for a paper that another organisation keeps."""
    return GENERAL_MINUTES if general and code in GENERAL_PAPERS else PAPERS.get(code, "")


def index_of_entry(paper_code: str = "") -> str:
    """The index under which a registered document lies: that of its paper, or the correspondence."""
    return index_of_paper(paper_code) or CORRESPONDENCE
