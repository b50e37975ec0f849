"""Identifiers: real numbers pass, a mistyped digit is named."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from association.identifiers import validate_inn_kg, validate_inn_ru, validate_ogrn, validate_okpo


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_inn_ru, "7707083893"),
        (validate_inn_ru, "7830002293"),
        (validate_inn_ru, "500100732259"),
        (validate_ogrn, "1027700132195"),
        (validate_ogrn, "1027739642281"),
        (validate_inn_kg, "02712199110068"),
        (validate_inn_kg, "21201198500123"),
        (validate_okpo, "00032537"),
        (validate_okpo, "00040778"),
    ],
)
def test_a_real_number_passes(validate, value):
    assert validate(value) is None


FORM = "it begins with 0, 1 or 2 and a date as DDMMYYYY."


def wrong(what, value):
    return f"The {what} {value} does not exist: the check digit is wrong. Is a digit mistyped?"


@pytest.mark.parametrize(
    ("validate", "value", "sentence"),
    [
        (validate_inn_ru, "7707083894", wrong("INN", "7707083894")),
        (validate_inn_ru, "500100732258", wrong("INN", "500100732258")),
        (validate_inn_ru, "500100732269", wrong("INN", "500100732269")),
        (validate_inn_ru, "77070838", "A Russian INN has 10 digits (a person's has 12); this one has 8."),
        (validate_inn_ru, "77070 8389", "Only digits are expected here, without spaces or other signs."),
        (validate_inn_ru, "٧٧٠٧٠٨٣٨٩٣", "Only digits are expected here, without spaces or other signs."),
        (validate_inn_ru, "", "Only digits are expected here, without spaces or other signs."),
        (validate_ogrn, "1027700132194", wrong("OGRN", "1027700132194")),
        (validate_ogrn, "102770013219", "An OGRN has 13 digits; this one has 12."),
        (validate_inn_kg, "0271219911006", "A Kyrgyz INN has 14 digits; this one has 13."),
        (validate_inn_kg, "03102199110068", "The INN 03102199110068 is wrong: " + FORM),
        (validate_inn_kg, "52712199110068", "The INN 52712199110068 is wrong: " + FORM),
        (validate_okpo, "00032538", wrong("OKPO", "00032538")),
        (validate_okpo, "0003253", "An OKPO has 8 digits; this one has 7."),
    ],
)  # fmt: skip
def test_a_wrong_number_is_refused_with_a_clear_sentence(validate, value, sentence):
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        validate(value)

    with translation.override("en"):
        assert refused.value.messages == [sentence]


def test_every_mistyped_digit_of_an_inn_is_noticed():
    real = "7707083893"

    for place in range(10):
        for digit in "0123456789".replace(real[place], ""):
            with pytest.raises(ValidationError):
                validate_inn_ru(real[:place] + digit + real[place + 1 :])
