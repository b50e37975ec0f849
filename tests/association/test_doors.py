"""The doors: what comes in is judged by its bytes, what goes out starts nothing."""

import csv
import hashlib
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from association.doors import (
    KINDS,
    LIMIT,
    Checked,
    Unacceptable,
    clean_name,
    open_checked,
    safe_cell,
    write_csv,
    write_xlsx,
)
from association.doors.refusal import SENTENCES
from tests.association.upload_examples import GOOD, HOSTILE, pdf, png


class Upload(io.BytesIO):
    """An upload with exactly the name it was given."""

    def __init__(self, name, data):
        super().__init__(data)
        self.name = name


@pytest.mark.parametrize("case", GOOD)
def test_a_good_file_passes_whole(case):
    name, data, kind = GOOD[case]

    checked = open_checked(Upload(name, data))

    assert checked == Checked(kind, KINDS[kind].mime, name, hashlib.sha256(data).hexdigest(), data)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(case):
    name, data, code = HOSTILE[case]

    with pytest.raises(Unacceptable) as refused:
        open_checked(Upload(name, data))

    assert refused.value.code == code
    assert refused.value.name == clean_name(name)


def test_every_reason_has_a_file_that_meets_it():
    met = {code for _name, _data, code in HOSTILE.values()}

    of_tables = {"no-table", "encoding", "too-long"}  # met by the files of test_imports_tables
    assert set(SENTENCES) - met == {"too-big", "too-complex"} | of_tables


def test_the_limit_counts_bytes_not_promises():
    data = pdf()
    small = SimpleUploadedFile("a.pdf", data)
    small.size = 1

    assert open_checked(Upload("a.pdf", data), limit=len(data)).size == len(data)
    for upload in (Upload("a.pdf", data), small, SimpleUploadedFile("a.pdf", data)):
        with pytest.raises(Unacceptable) as refused:
            open_checked(upload, limit=len(data) - 1)
        assert refused.value.code == "too-big"


def test_a_refusal_says_which_file_why_and_what_is_taken():
    with pytest.raises(Unacceptable) as refused, translation.override("en"):
        open_checked(Upload("100% план.svg", b"<svg/>"))

    with translation.override("en"):
        assert refused.value.sentence == (
            "“100% план.svg” is an SVG drawing: it can hold a program. Save it as PNG or PDF. "
            "We take PDF, JPEG, PNG, DOCX, XLSX and ODT, up to 20 MB each."
        )
    assert LIMIT == 20 * 2**20


def test_a_name_without_ending_gets_the_right_one():
    assert open_checked(Upload("скан", png())).name == "скан.png"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("Устав.pdf", "Устав.pdf"),
        ("Устав (й).pdf".replace("й", "и\u0306"), "Устав (й).pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\u200b b .pdf", "a b.pdf"),
        ("..\\..\\a.pdf", "a.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("a:b*?.pdf", "a b.pdf"),
        (" . ", "file"),
        ("", "file"),
        ("я" * 300 + ".docx", "я" * 145 + ".docx"),
    ],
)
def test_names_are_made_harmless(given, clean):
    assert clean_name(given) == clean


FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "|calc", "＝1", "\x00=1", "\ufeff=1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_starts_a_formula(text):
    assert str(safe_cell(text)).startswith("'")


@pytest.mark.parametrize("value", [None, 5, -5, 1.5, Decimal("-2.50"), True, date(2026, 3, 1), "Лицей № 1", "a=b", ""])
def test_honest_values_stay(value):
    assert safe_cell(value) is value or safe_cell(value) == value


def test_values_a_sheet_cannot_hold_become_texts_or_wall_time(settings):
    settings.TIME_ZONE = "Asia/Barnaul"

    assert safe_cell(float("nan")) == "nan"
    assert safe_cell(Decimal("Infinity")) == "Infinity"
    assert safe_cell("а\x0bб\u202e\x85") == "аб"
    assert safe_cell(datetime(2026, 3, 1, 20, tzinfo=UTC)) == datetime(2026, 3, 2, 3)  # noqa: DTZ001
    assert len(safe_cell("я" * 40_000)) == 32_000


def test_a_workbook_holds_no_formula():
    rows = [[text, 7, date(2026, 3, 1)] for text in FORMULAS]

    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(rows, ["=Имя", "Число", "Дата"], sheet="a/b:c"))).active

    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert sheet.title == "a b c"
    assert [cell.value for cell in sheet[1]] == ["'=Имя", "Число", "Дата"]
    assert {(row[1].value, row[2].value.date()) for row in sheet.iter_rows(min_row=2)} == {(7, date(2026, 3, 1))}


def test_a_csv_holds_no_formula_whatever_the_separator():
    data = write_csv(
        [*([text, 7, None] for text in FORMULAS), ["a;=1,=2\n=3", 1.5, date(2026, 3, 1)]], ["Имя", "n", "d"]
    )

    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert data[:3] == b"\xef\xbb\xbf"
    assert rows[0] == ["Имя", "n", "d"]
    assert rows[-1] == ["a;=1,=2\n=3", "1.5", "2026-03-01"]
    assert all(row[0].startswith("'") for row in rows[1:-1])
    assert '"a;=1,=2\n=3";1.5;"2026-03-01"' in text
