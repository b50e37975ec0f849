"""Where the headings stand, what they mean, and what a cell is worth: pure, without a database."""

import pytest
from django.utils import translation

from association.import_cells import (
    Name,
    Wrong,
    as_text,
    clean,
    is_same_person,
    name_of,
    place_of,
    sector_of,
    type_of,
)
from association.import_columns import COLUMNS, ORDER, assign, find_header, meaning
from tests.association.import_tables import inn

OGRN = "102220000001" + str(102220000001 % 11 % 10)


def _is_right(number):
    try:
        return bool(clean("inn", number, "RU"))
    except Wrong:
        return False


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Наименование ОО (полное)", "full"), ("Полное наименование", "full"), ("Наименование организации", "full"),
        ("Краткое наименование", "short"), ("Сокращённое наименование", "short"), ("Ф.И.О. руководителя", "head"),
        ("Директор (ФИО)", "head"), ("ИНН", "inn"), ("ОГРН", "ogrn"), ("Код ОКПО", "okpo"),
        ("Муниципалитет", "district"),
        ("Город (район)", "district"), ("Эл. почта", "email"), ("Адрес электронной почты", "email"),
        ("E-mail", "email"),
        ("Юридический адрес", "address"), ("Почтовый адрес", "address"), ("Тел./факс", "phone"), ("Сайт", "website"),
        ("Сертификат СМК до", "qms_until"), ("уровень / тип", "sector"), ("Вид", "type"), ("Тип ОО", "type"),
        ("Должность руководителя", "post"), ("Уюмдун толук аталышы", "full"), ("Кыргызча толук аталышы", "full_ky"),
        ("Билим берүү деңгээли", "sector"), ("Жетекчинин аты-жөнү", "head"),
        ("Дареги", "address"), ("Шаар, район", "district"), ("№ п/п", ""), ("Примечание", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_the_words_people_use(heading, key):
    assert meaning(heading) == key


@pytest.mark.parametrize("language", ["ru", "ky", "en"])
def test_the_headings_of_the_empty_table_are_recognised_in_every_language(language):
    with translation.override(language):
        labels = [str(COLUMNS[key].label) for key in ORDER]

    assert assign(labels) == tuple(ORDER)


def test_of_two_columns_that_mean_the_same_the_first_one_counts():
    assert assign(["ИНН", "Название", "инн", "Наименование"]) == ("inn", "full", "", "")


def test_headings_are_found_below_titles_and_in_two_lines():
    titled = find_header([["Список школ", ""], ["", ""], ["ИНН", "Наименование"], ["2200000000", "Школа"]])
    merged = find_header([["ИНН", "Наименование", "", "Контакты", ""], ["", "полное", "краткое", "телефон", "почта"]])

    assert (titled.below, titled.fields) == (3, ("inn", "full"))
    assert (merged.below, merged.fields) == (2, ("inn", "full", "short", "phone", "email"))


def test_a_record_is_never_taken_for_a_second_line_of_headings():
    header = find_header([["ИНН", "Наименование", "Прим."], ["", "Школа", "город"], ["", "Лицей", ""]])

    assert (header.below, header.fields) == (1, ("inn", "full", ""))


@pytest.mark.parametrize("lines", [[], [["Список"]], [["Телефон", "Сайт"]], [["а", "б"], ["в", "г"]]])
def test_without_a_name_or_an_inn_there_is_no_header(lines):
    assert find_header(lines) is None


@pytest.mark.parametrize(
    ("key", "given", "value"),
    [
        ("inn", 2201815906, "2201815906"), ("inn", 2201815906.0, "2201815906"), ("inn", " 22018 15906 ", "2201815906"),
        ("inn", "ИНН 2201815906", "2201815906"), ("inn", '="2201815906"', "2201815906"),
        ("ogrn", OGRN, OGRN), ("email", "a@example.org", "a@example.org"),
        ("website", "school.example.org", "https://school.example.org"), ("sector", "Общее", "general"),
        ("sector", "дополнительное образование", "extra"), ("sector", "ДОШКОЛЬНОЕ", "preschool"),
        ("sector", "проф.", "vocational"), ("sector", "коррекционная школа", "special"), ("type", "лицей", "lyceum"),
        ("type", "СОШ", "school"), ("type", "детский сад", "kindergarten"), ("qms_until", "01.09.2026", "2026-09-01"),
        ("qms_until", "до 1.9.2026 г.", "2026-09-01"), ("qms_until", "2026-09-01", "2026-09-01"),
        ("full", "  МБОУ\u00a0 «Школа»\u200b ", "МБОУ «Школа»"), ("phone", "8 (385) 22-33-44", "8 (385) 22-33-44"),
    ],
)  # fmt: skip
def test_a_cell_is_cleaned(key, given, value):
    assert clean(key, as_text(given), "RU") == value


def test_a_number_that_lost_its_leading_zero_gets_it_back():
    whole = inn(0).replace("22", "01", 1)[:9]
    whole += next(digit for digit in "0123456789" if _is_right(whole + digit))

    assert clean("inn", as_text(int(whole)), "RU") == whole


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("inn", "2201815907"), ("inn", "22018"), ("inn", "нет"), ("ogrn", "1"), ("okpo", "12345678"), ("email", "нет"),
        ("email", "a@b; c@d"), ("phone", "-"), ("website", "нет сайта"), ("sector", "иное"), ("type", "прочее"),
        ("qms_until", "31.02.2027"), ("qms_until", "до 2027 г."), ("head", "Образцова"), ("full", "Ш" * 301),
        ("full", '=HYPERLINK("http://127.0.0.1","x")'), ("full", "#REF!"), ("district", "#ССЫЛКА!"),
    ],
)  # fmt: skip
def test_a_wrong_cell_says_why(key, text):
    with pytest.raises(Wrong) as wrong:
        clean(key, text, "RU")

    assert str(wrong.value.phrase) != ""


def test_the_numbers_are_those_of_the_country():
    assert clean("inn", "01202199910001", "KG") == "01202199910001"
    with pytest.raises(Wrong):
        clean("ogrn", OGRN, "KG")


def test_people_are_told_apart_by_what_both_writings_say():
    full, short = name_of("Образцова Анна Андреевна"), name_of("Образцова А.А.")

    assert short == Name("Образцова", "А.", "А.")
    assert name_of("А. А. Образцова") == short
    assert is_same_person(full, short)
    assert not is_same_person(full, name_of("Образцова Б.А."))
    assert not is_same_person(full, name_of("Примерова А.А."))
    assert name_of("Образцова") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("г. Славгород", ("city", "Славгород")), ("город Бийск", ("city", "Бийск")), ("Ош шаары", ("city", "Ош шаары")),
        ("Чарышский район", ("district", "Чарышский район")), ("Барнаул", ("", "Барнаул")),
        ("Залесовский муниципальный округ", ("okrug", "Залесовский муниципальный округ")),
        ("Городецкий", ("", "Городецкий")),
    ],
)  # fmt: skip
def test_a_territory_has_its_kind_in_its_name(text, place):
    assert place_of(text) == place


def test_type_and_sector_are_read_off_a_name():
    names = ["МБДОУ «Детский сад № 1»", "МБОУ «Лицей № 2»", "КГБПОУ «Колледж»", "МБУДО «Центр творчества»", "Дом"]

    assert [type_of(name) for name in names] == ["kindergarten", "lyceum", "college", "extra", ""]
    assert [sector_of(name) for name in names] == ["preschool", "general", "vocational", "extra", ""]
