"""An import of organisations, against openpyxl's reading of the workbook; and a proposal of pairs, in one portal."""

from __future__ import annotations

import gc
import io
import statistics
import time
from collections.abc import Callable

from openpyxl import Workbook, load_workbook

from tests.bench import stage
from tests.bench.race import FULL, Size, most

ROUNDS = 3
HEADINGS = ("№ п/п", "ИНН", "Наименование ОО (полное)", "Краткое наименование", "Муниципалитет", "Юридический адрес",
            "Ф.И.О. руководителя", "Телефон", "Эл. почта", "Вид образования")  # fmt: skip
WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


def measure(size: Size = FULL) -> list[dict]:
    """Two works of the worker by processor time: an import against reading its workbook, a proposal of pairs."""
    stage.open_portal()
    from tests.bench.pairs import proposed
    from tests.factories import association as ground

    paired = proposed(size)

    ground.association()
    secretary = ground.secretary()
    figures = []
    for number in range(ROUNDS):
        data = workbook(size.organisations, first=number * size.organisations)
        read = _spent(lambda data=data: _read(data))
        figures.append(_spent(lambda data=data: _import(data, secretary)) / read)
    name = f"import of {size.organisations} rows: read, judged, recorded, against openpyxl's reading of them"
    return [most(name, statistics.median(figures), 6.0), paired]


def workbook(count: int, *, first: int) -> bytes:
    """A list of so many new organisations with ten columns, as Excel saves it."""
    book = Workbook(write_only=True)
    page = book.create_sheet("Лист1")
    page.append(["Сведения об образовательных организациях"])
    page.append(HEADINGS)
    for number in range(first, first + count):
        short = f"МБОУ «Демонстрационная СОШ № {number + 1}»"
        full = f"Муниципальное общеобразовательное учреждение «Демонстрационная школа № {number + 1}»"
        page.append(
            [number - first + 1, _inn(number), full, short, f"Примерный {number % 60} район",
             f"658{number % 1000:03d}, Алтайский край, ул. Примерная, {number}", f"Примеров-{number} Борис Борисович",
             f"+7 (3852) 22-{number % 10_000:04d}", f"school{number}@example.org", "общее"]
        )  # fmt: skip
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _inn(number: int) -> str:
    body = f"22{number:07d}"
    return body + str(sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True)) % 11 % 10)


def _read(data: bytes) -> int:
    page = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return sum(1 for _row in page.iter_rows(values_only=True))


def _import(data: bytes, secretary) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from association import clock
    from association.actions import imports
    from association.doors import open_table

    source = imports.begin(
        open_table(SimpleUploadedFile("schools.xlsx", data)), country="RU", by=secretary, at=clock.now()
    )
    _work(source)
    imports.confirm(source, with_faults=True, on=clock.today(), by=secretary, at=clock.now())
    _work(source)
    source.refresh_from_db()
    assert source.state == "applied", source.state
    assert source.outcomes.filter(act="made").count() == source.total


def _work(source) -> None:
    """What the worker does: batch after batch of the import's job."""
    from association import tasks

    while source.job.state in ("queued", "running"):
        assert tasks.work(source.job_id), source.job.error
        source.job.refresh_from_db()
    source.refresh_from_db()


def _spent(job: Callable[[], object]) -> float:
    gc.collect()
    before = time.process_time()
    job()
    return time.process_time() - before
