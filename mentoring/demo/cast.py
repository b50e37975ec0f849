"""The synthetic people and organisations of the demonstration."""

from __future__ import annotations

from typing import NamedTuple

from membership import rules


class School(NamedTuple):
    """One synthetic organisation and its head."""

    number: int
    prefix: str
    what: str
    sector: str
    place: str
    ground: str
    head: tuple[str, str, str]
    head_genitive: str
    head_dative: str

    @property
    def short(self) -> str:
        return f"{self.prefix} «{self.what} № {self.number}»"

    @property
    def type(self) -> str:
        return next(kind for word, kind in TYPES.items() if word in self.what)

    @property
    def inn(self) -> str:
        """A number of no region (00) with a right check digit."""
        digits = f"000000{self.number}"
        return f"{digits}{sum(w * int(d) for w, d in zip(INN_WEIGHTS, digits, strict=True)) % 11 % 10}"


INN_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)
TYPES = {"СОШ": "school", "школа": "school", "гимназия": "gymnasium", "лицей": "lyceum", "колледж": "college",
         "детский сад": "kindergarten", "центр": "extra"}  # fmt: skip


FULL = {
    "МБОУ": "Муниципальное бюджетное общеобразовательное учреждение",
    "МАОУ": "Муниципальное автономное общеобразовательное учреждение",
    "МКОУ": "Муниципальное казённое общеобразовательное учреждение",
    "МБДОУ": "Муниципальное бюджетное дошкольное образовательное учреждение",
    "МБУДО": "Муниципальное бюджетное учреждение дополнительного образования",
    "КГБПОУ": "Краевое государственное бюджетное профессиональное образовательное учреждение",
    "КГБОУ": "Краевое государственное бюджетное общеобразовательное учреждение",
}

S = "Демонстрационная СОШ"
MEMBERS = [
    School(901, "МБОУ", S, "general", "Барнаул", rules.CERTIFIED, ("Примеров", "Борис", "Борисович"),
           "Примерова Бориса Борисовича", "Примерову Б. Б."),
    School(902, "МАОУ", "Демонстрационная гимназия", "general", "Бийск", rules.CERTIFIED,
           ("Макетов", "Жан", "Жанович"), "Макетова Жана Жановича", "Макетову Ж. Ж."),
    School(903, "КГБПОУ", "Демонстрационный колледж", "vocational", "Рубцовск", rules.CERTIFIED,
           ("Шаблонов", "Виктор", "Викторович"), "Шаблонова Виктора Викторовича", "Шаблонову В. В."),
    School(904, "МБДОУ", "Демонстрационный детский сад", "preschool", "Новоалтайск", rules.INTRODUCED,
           ("Тестова", "Галина", "Глебовна"), "Тестовой Галины Глебовны", "Тестовой Г. Г."),
    School(905, "МБУДО", "Демонстрационный центр творчества", "extra", "Заринск", rules.INTRODUCED,
           ("Эталонова", "Елена", "Егоровна"), "Эталоновой Елены Егоровны", "Эталоновой Е. Е."),
    School(906, "МКОУ", S, "general", "Поспелихинский р-н", rules.CERTIFIED,
           ("Модельнова", "Зоя", "Захаровна"), "Модельновой Зои Захаровны", "Модельновой З. З."),
    School(907, "МБОУ", "Демонстрационный лицей", "general", "Славгород", rules.INTRODUCING,
           ("Черновиков", "Игорь", "Ильич"), "Черновикова Игоря Ильича", "Черновикову И. И."),
    School(908, "МКОУ", S, "general", "Чарышский р-н", rules.INTRODUCED,
           ("Образчиков", "Денис", "Данилович"), "Образчикова Дениса Даниловича", "Образчикову Д. Д."),
    School(909, "КГБОУ", "Демонстрационная школа-интернат", "special", "Камень-на-Оби", rules.CERTIFIED,
           ("Наброскова", "Клара", "Кирилловна"), "Набросковой Клары Кирилловны", "Набросковой К. К."),
]  # fmt: skip
CANDIDATES = [
    School(911, "МБОУ", S, "general", "Бийский р-н", rules.CANDIDATE, ("Сличенко", "Ольга", "Олеговна"),
           "Сличенко Ольги Олеговны", "Сличенко О. О."),
    School(912, "МБДОУ", "Демонстрационный детский сад", "preschool", "Белокуриха", rules.CANDIDATE,
           ("Пробова", "Лариса", "Львовна"), "Пробовой Ларисы Львовны", "Пробовой Л. Л."),
    School(913, "МКОУ", S, "general", "Тальменский р-н", rules.CANDIDATE, ("Опытов", "Матвей", "Макарович"),
           "Опытова Матвея Макаровича", "Опытову М. М."),
    School(914, "МБОУ", S, "general", "Алейск", rules.CANDIDATE, ("Заготовкин", "Павел", "Петрович"),
           "Заготовкина Павла Петровича", "Заготовкину П. П."),
]  # fmt: skip
APPLICANT = School(
    917, "МБОУ", S, "general", "Яровое", rules.CANDIDATE, ("Мисалова", "Бермет", "Кубанычевна"),
    "Мисаловой Бермет Кубанычевны", "Мисаловой Б. К.",
)  # fmt: skip
JOINING = School(
    915, "МБОУ", S, "general", "Павловский р-н", rules.INTRODUCED, ("Вёрсткина", "Нина", "Никитична"),
    "Вёрсткиной Нины Никитичны", "Вёрсткиной Н. Н.",
)  # fmt: skip
EMPTY_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000056 00000 n \n0000000111 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n180\n%%EOF\n"
)
