"""Tables that leave the portal, no cell of which is ever taken for a formula, and tables that come in."""

from __future__ import annotations

import csv
import io
import math
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CELL_LENGTH = 32_000
WIDEST = 60  # columns that are read; a stray cell far to the right makes no row long
TOP = 60  # lines that tell how wide a table is
_STARTS_FORMULA = set("=+-@|%＝＋－＠﹦﹢﹣﹫−\t\r\n")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def safe_cell(value: object) -> object:
    """Make a value inert in CSV and XLSX: numbers and dates stay, a text that could start a formula gets an apostrophe.

    Moments become local wall time (spreadsheets know no zones); control and bidirectional signs are dropped.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float | Decimal):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if isinstance(value, date | time):
        return value
    text = _CONTROL.sub("", str(value))
    bare = text.lstrip(" \u00a0")
    if text[:1] in _STARTS_FORMULA or bare[:1] in _STARTS_FORMULA:
        text = "'" + text
    return text[:CELL_LENGTH]


def write_csv(rows: Iterable[Sequence], header: Sequence, *, delimiter: str = ";") -> bytes:
    """Write a CSV file that Excel opens rightly: UTF-8 with a mark, every text in quotes."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (header, *rows):
        writer.writerow(["" if value is None else _flat(safe_cell(value)) for value in row])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def write_xlsx(rows: Iterable[Sequence], header: Sequence, *, sheet: str = "", widths: Sequence[int] = ()) -> bytes:
    """Write a workbook of one sheet with a bold, frozen header; widths are in characters."""
    book = Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\[\]:*?/\\']", " ", str(sheet)).strip()[:31] or "1")
    page.freeze_panes = "A2"
    for place, title in enumerate(header, start=1):
        width = widths[place - 1] if place <= len(widths) else max(12, min(60, len(str(title)) + 4))
        page.column_dimensions[get_column_letter(place)].width = width
    page.append([_cell(page, title, bold=True) for title in header])
    for row in rows:
        page.append([_cell(page, value) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read_table(data: bytes, kind: str) -> Iterator[tuple[int, Sequence[object]]]:
    """Read a checked XLSX (its first sheet with cells) or CSV: the number of each line and its cells.

    Formulas stay formulas, as text that begins with "=". Raises ValueError for what cannot be read.
    """
    return _read_xlsx(data) if kind == "xlsx" else _read_csv(data)


def _read_xlsx(data: bytes) -> Iterator[tuple[int, Sequence[object]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions openpyxl does not know
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            for page in book.worksheets:
                page.reset_dimensions()  # the file may lie about them
                width = _width(page)
                if width:
                    yield from enumerate(page.iter_rows(max_col=width, values_only=True), start=1)
                    return
        except ValueError:
            raise
        except Exception as error:  # the parts of a hand-made workbook may contradict each other in any way
            raise ValueError(f"unreadable workbook: {type(error).__name__}") from error


def _width(page) -> int:
    """The last column with a cell in the first lines, where the headings are."""
    start = page.iter_rows(max_row=TOP, max_col=WIDEST, values_only=True)
    return max((place for row in start for place, cell in enumerate(row, start=1) if cell is not None), default=0)


def _read_csv(data: bytes) -> Iterator[tuple[int, Sequence[object]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251")  # a UnicodeDecodeError is a ValueError
    sample = text[:20_000]
    delimiter = max(";,\t", key=lambda sign: sample.count(sign))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    try:
        for row in lines:
            yield before + 1, row[:WIDEST]
            before = lines.line_num
    except csv.Error as error:
        raise ValueError("unreadable CSV") from error


def _cell(page, value: object, *, bold: bool = False) -> WriteOnlyCell:
    safe = safe_cell(value)
    cell = WriteOnlyCell(page, value=safe)
    if isinstance(safe, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=bold, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _flat(value: object) -> object:
    """Dates as ISO text in CSV."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date | time) else value
