"""Tables of organisations for the tests of the import, and the worker's part of it."""

import io
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from association import clock, tasks
from association.actions import imports
from association.doors import open_table

SAMPLE = Path(__file__).with_name("samples") / "organisations-messy.xlsx"
HEADINGS = ("Наименование", "ИНН", "Тип", "Район", "Адрес", "ФИО руководителя", "Эл. почта", "Телефон")
WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def inn(number):
    """A Russian INN with the right check digit."""
    body = f"22{number:07d}"
    return body + str(sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True)) % 11 % 10)


def school(number, **changes):
    """One record by heading, all of it right."""
    return {
        "Наименование": f"МБОУ «Пробная школа № {number}»", "ИНН": inn(number), "Тип": "школа", "Район": "г. Пробный",
        "Адрес": f"г. Пробный, ул. Примерная, д. {number}", "ФИО руководителя": "Макетов Жан Жанович",
        "Эл. почта": f"school{number}@example.org", "Телефон": "+7 3852 00-00-00", **changes,
    }  # fmt: skip


def workbook(*lines, headings=HEADINGS):
    """An XLSX of these records, or of lines that are given as lists."""
    book, target = Workbook(), io.BytesIO()
    if headings:
        book.active.append(list(headings))
    for line in lines:
        book.active.append([line.get(head) for head in headings] if isinstance(line, dict) else list(line))
    book.save(target)
    return target.getvalue()


def upload(data, name="Школы.xlsx"):
    return SimpleUploadedFile(name, data)


def begin(by, *lines, data=None, name="Школы.xlsx", country="RU"):
    """An import, read up to its preview."""
    table = open_table(upload(data or workbook(*lines), name))
    return worked(imports.begin(table, country=country, by=by, at=clock.now()))


def confirm(source, by, *, with_faults=True):
    """Record an import to its end."""
    imports.confirm(source, with_faults=with_faults, on=clock.today(), by=by, at=clock.now())
    return worked(source)


def undo(source, by):
    """Take an import back to its end."""
    imports.undo(source, by=by, at=clock.now())
    return worked(source)


def worked(source):
    """Do the job of an import as the worker does, batch by batch."""
    source.job.refresh_from_db()
    while source.job.state == "queued":
        assert tasks.work(source.job_id) is True, source.job.error
        source.job.refresh_from_db()
    source.refresh_from_db()
    return source


def kinds(source):
    """What each record is, by its line in the file."""
    return dict(source.rows.values_list("number", "kind"))


def cells(source, number):
    """The states of the cells of one record."""
    return {key: cell["s"] for key, cell in source.rows.get(number=number).cells.items()}
