"""The door of tables: XLSX by content, CSV in the encodings people have, and nothing else."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from association import doors
from association.doors import Unacceptable, open_table, read_table
from tests.association import upload_examples as examples
from tests.association.import_tables import SAMPLE, upload, workbook

DAY = date(2027, 3, 3)
LINES = "Наименование;ИНН\r\n«Школа; первая»;2201815906\r\n"
QUOTED = 'Наименование;ИНН\r\n"Школа; ""первая""";2201815906\r\n'


def rows(data, kind):
    return [(number, list(cells)) for number, cells in read_table(data, kind)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_csv_is_read_in_each_usual_encoding(encoding):
    checked = open_table(upload(QUOTED.encode(encoding), "Школы.csv"))

    assert (checked.kind, checked.mime) == ("csv", "text/csv")
    assert rows(checked.data, "csv") == [(1, ["Наименование", "ИНН"]), (2, ['Школа; "первая"', "2201815906"])]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_may_have_either_delimiter(sign):
    data = f"Наименование{sign}ИНН\nШкола{sign}2201815906\n".encode()

    assert rows(data, "csv")[1] == (2, ["Школа", "2201815906"])


def test_a_line_of_csv_has_the_number_it_has_in_the_file():
    data = 'Наименование;ИНН\n"Школа\nпервая";1\n\nЛицей;2\n'.encode()

    assert [number for number, _cells in rows(data, "csv")] == [1, 2, 4, 5]


def test_xlsx_gives_its_first_sheet_with_cells_and_formulas_as_text():
    book, target = Workbook(), io.BytesIO()
    page = book.create_sheet("второй")
    page.append(["Наименование", "ИНН", "СМК"])
    page.append(["=A1", 2201815906, DAY])
    page["XFD2"] = "далеко"
    book.save(target)
    checked = open_table(upload(target.getvalue()))

    first, second = rows(checked.data, "xlsx")
    assert first == (1, ["Наименование", "ИНН", "СМК"])
    assert (second[0], second[1][:2], second[1][2].date()) == (2, ["=A1", 2201815906], DAY)


def test_a_name_tells_nothing_and_a_missing_ending_is_added():
    assert open_table(upload(SAMPLE.read_bytes(), "школы")).name == "школы.xlsx"
    assert open_table(upload(LINES.encode(), "школы.txt")).kind == "csv"


def refused(data, name="x.xlsx"):
    with pytest.raises(Unacceptable) as refusal:
        open_table(upload(data, name))
    return refusal.value.code


@pytest.mark.parametrize(
    ("make", "name", "code"),
    [
        (lambda: b"", "a.csv", "empty"),
        (lambda: b"<svg xmlns='x'><script/></svg>", "a.csv", "svg"),
        (lambda: b"<!doctype html><p>", "a.csv", "html"),
        (lambda: b"a;b\n<script>alert(1)</script>", "a.csv", "html"),
        (lambda: b"a\0b;c", "a.csv", "encoding"),
        (lambda: "Наименование;ИНН".encode("utf-16"), "a.csv", "encoding"),
        (examples.pdf, "a.pdf", "no-table"),
        (examples.docx, "a.docx", "no-table"),
        (examples.png, "a.png", "no-table"),
        (lambda: LINES.encode(), "a.xlsx", "extension"),
        (lambda: SAMPLE.read_bytes(), "a.csv", "extension"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "old-office"),
        (lambda: SAMPLE.read_bytes()[:-40], "a.xlsx", "damaged"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_reason(make, name, code):
    assert refused(make(), name) == code


def test_a_path_in_the_name_is_refused():
    source = io.BytesIO(SAMPLE.read_bytes())
    source.name = "../школы.xlsx"
    with pytest.raises(Unacceptable) as refusal:
        open_table(source)

    assert refusal.value.code == "path"


def with_part(name, content):
    """The sample with one more part."""
    target = io.BytesIO(SAMPLE.read_bytes())
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return target.getvalue()


def test_macros_and_bombs_are_refused_by_the_door():
    assert refused(with_part("xl/vbaProject.bin", b"x")) == "macros"
    assert refused(with_part("xl/media/a.bin", b"\0" * 50_000_000)) == "bomb"
    assert refused(with_part("xl/a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")) == "macros"


def test_a_workbook_of_more_xml_than_a_list_can_have_is_refused(monkeypatch):
    monkeypatch.setattr(doors.uploads, "TABLE", 10_000)

    assert refused(workbook(*[["Школа", "1"]] * 5)) == "too-long"


def test_the_refusal_names_what_is_taken_instead():
    with pytest.raises(Unacceptable) as refusal:
        open_table(upload(examples.pdf(), "a.pdf"))

    assert "CSV" in refusal.value.sentence


def test_a_workbook_whose_parts_contradict_each_other_is_a_value_error():
    target = io.BytesIO(SAMPLE.read_bytes())
    with zipfile.ZipFile(target) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"sheetId", b"sheetNo")

    with pytest.raises(ValueError, match="unreadable"):
        list(read_table(examples.archive(parts), "xlsx"))
