"""Dates, numbers, plurals and names in three languages."""

import datetime as dt
from decimal import Decimal

import pytest

from association import fmt

DAY = dt.date(2025, 8, 18)
N, H = fmt.NBSP, fmt.NO_BREAK_HYPHEN


@pytest.mark.parametrize(
    ("lang", "style", "text"),
    [
        ("ru", "long", f"18{N}августа 2025{N}г."),
        ("ru", "short", "18.08.2025"),
        ("ru", "day", f"18{N}августа"),
        ("ru", "brief", f"18{N}авг"),
        ("ru", "weekday", f"понедельник, 18{N}августа 2025{N}г."),
        ("ru", "dative", f"18{N}августа 2025{N}г."),
        ("ky", "long", f"2025{H}жылдын 18{H}августу"),
        ("ky", "short", "18.08.2025"),
        ("ky", "day", f"18{H}август"),
        ("ky", "weekday", f"2025{H}жылдын 18{H}августу, дүйшөмбү"),
        ("ky", "dative", f"2025{H}жылдын 18{H}августуна"),
        ("ky", "ablative", f"2025{H}жылдын 18{H}августунан"),
        ("ky", "attributive", f"2025{H}жылдын 18{H}августундагы"),
        ("ky", "locative", f"2025{H}жылдын 18{H}августунда"),
        ("en", "long", f"18{N}August 2025"),
        ("en", "brief", f"18{N}Aug"),
        ("en", "weekday", f"Monday, 18{N}August 2025"),
    ],
)
def test_date_in_each_language_and_style(lang, style, text):
    assert fmt.date_text(DAY, lang, style) == text


def test_kyrgyz_months_carry_the_endings_of_kyrgyz_acts():
    days = [1, 1, 10, 11, 9, 10, 23, 11, 30, 4, 25, 29]
    texts = [fmt.date_text(dt.date(2025, month, day), "ky").split()[-1] for month, day in enumerate(days, 1)]
    expected = (
        "1-январы 1-февралы 10-марты 11-апрели 9-майы 10-июну 23-июлу 11-августу "
        "30-сентябры 4-октябры 25-ноябры 29-декабры"
    )
    assert [text.replace(H, "-") for text in texts] == expected.split()


@pytest.mark.parametrize(
    ("month", "case", "text"),
    [
        (12, "dative", "1-декабрына"),
        (7, "ablative", "1-июлунан"),
        (4, "dative", "1-апрелине"),
        (4, "attributive", "1-апрелиндеги"),
        (5, "locative", "1-майында"),
    ],
)
def test_kyrgyz_case_endings(month, case, text):
    assert fmt.date_text(dt.date(2025, month, 1), "ky", case).split()[-1].replace(H, "-") == text


def test_year_of_three_digits_is_padded():
    assert fmt.date_text(dt.date(987, 1, 2), "ru", "short") == "02.01.0987"


@pytest.mark.parametrize(
    ("lang", "style", "text"),
    [
        ("ru", "long", f"12{N}декабря 2025{N}г., 14:05"),
        ("ru", "short", "12.12.2025, 14:05"),
        ("ky", "long", f"2025{H}жылдын 12{H}декабры, саат{N}14:05"),
        ("en", "long", f"12{N}December 2025, 14:05"),
        ("ru", "time", "14:05"),
        ("ky", "seconds", "14:05:09"),
    ],
)
def test_moment(lang, style, text):
    assert fmt.moment_text(dt.datetime(2025, 12, 12, 14, 5, 9, tzinfo=dt.UTC), lang, style) == text


@pytest.mark.parametrize(
    ("value", "lang", "places", "text"),
    [
        (1450, "ru", None, "1450"),
        (12345, "ru", None, f"12{N}345"),
        (1234567, "ky", None, f"1{N}234{N}567"),
        (1234567, "en", None, "1,234,567"),
        (Decimal("8.2"), "ky", None, "8,2"),
        (-3, "ru", 1, "\u22123,0"),
        (0, "en", 2, "0.00"),
    ],
)
def test_number(value, lang, places, text):
    assert fmt.number_text(value, lang, places) == text


@pytest.mark.parametrize(
    ("n", "word"),
    [(0, "членов"),
     (1, "член"), (2, "члена"), (4, "члена"), (5, "членов"), (11, "членов"), (12, "членов"), (14, "членов"),
     (21, "член"), (22, "члена"), (25, "членов"), (101, "член"), (111, "членов"), (112, "членов"), (122, "члена")],
)  # fmt: skip
def test_russian_plural(n, word):
    assert fmt.plural(n, "член", "члена", "членов") == word


def test_plurals_of_kyrgyz_and_english():
    assert [fmt.plural_ky(n, "мүчө") for n in (1, 5)] == ["мүчө", "мүчө"]
    assert [fmt.plural_en(n, "member", "members") for n in (0, 1, 2)] == ["members", "member", "members"]


@pytest.mark.parametrize(
    ("form", "names", "text"),
    [
        (fmt.surname_first, ("Иванов", "Иван", "Иванович"), f"Иванов{N}И.{N}И."),
        (fmt.surname_first, ("Мисалова", "Бегимай"), f"Мисалова{N}Б."),
        (fmt.surname_first, ("Иванова", "Анна-Мария", "Петровна"), f"Иванова{N}А.-М.{N}П."),
        (fmt.surname_first, ("Иванов",), "Иванов"),
        (fmt.initials_first, ("Иванов", "Иван", "Иванович"), f"И.{N}И.{N}Иванов"),
        (fmt.addressee, ("Иванову", "Иван", "Иванович"), f"Иванову{N}И.И."),
        (fmt.signature_name, ("Иванов", "Иван", "Иванович"), f"И.И.{N}Иванов"),
        (fmt.signature_name, ("Иванов",), "Иванов"),
    ],
)
def test_names(form, names, text):
    assert form(*names) == text


def test_badge_takes_given_name_and_surname():
    assert fmt.badge("Образцова", "Анна") == "АО"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Протокол № 5", "Протокол №_5"),
        ("СОШ № 915", "СОШ_№_915"),
        ("см. п. 4.10 и далее", "см. п._4.10 и_далее"),
        ("в школе и на месте", "в_школе и_на_месте"),
        ("Примеров Б. Б. и А. А. Образцова", "Примеров_Б._Б. и_А._А._Образцова"),
        ("за 5 дней", "за_5_дней"),
        ("2025 г.", "2025_г."),
        ("№ 01-13/27", "№_01~13/27"),
        ("Бийский р-н", "Бийский р~н"),
        ("12-декабры", "12~декабры"),
        ("приказ № 1450-П", "приказ №_1450~П"),
        ("из-за переноса", "из-за переноса"),
        ("", ""),
    ],
)
def test_no_break_places(text, shown):
    assert fmt.nbsp(text).replace(N, "_").replace(H, "~") == shown


def test_no_break_places_are_found_once():
    once = fmt.nbsp("Протокол № 5 от 5 сентября, п. 4.10")
    assert fmt.nbsp(once) == once


@pytest.mark.parametrize(
    ("clause", "ru", "ky", "en"),
    [
        ("A-4.7", "п._4.7", "4.7~пункт", "cl._4.7"),
        ("A-4.9b", "п._4.9", "4.9~пункт", "cl._4.9"),
        ("A-4.2a.1", "п._4.2", "4.2~пункт", "cl._4.2"),
        ("A-3.2.3", "п._3.2.3", "3.2.3~пункт", "cl._3.2.3"),
        ("K-13.3", "п._13.3", "13.3~пункт", "cl._13.3"),
        ("A-B.2", "прил._Б", "Б~тиркеме", "app._B"),
        ("K-O4", "приказ, п._4", "буйрук, 4~пункт", "order, cl._4"),
    ],
)
def test_clause_words(clause, ru, ky, en):
    words = [fmt.clause_text(clause, lang).replace(N, "_").replace(H, "~") for lang in ("ru", "ky", "en")]
    assert words == [ru, ky, en]
