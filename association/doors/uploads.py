"""The only way in for a file: judged by its bytes, never by its name."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Protocol

from association.doors import archives, images
from association.doors.names import clean_name, extension_of, has_path
from association.doors.refusal import KINDS, LIMIT, MEGABYTE, SENTENCES, Fault, Unacceptable, say_tables

PATIENCE = 15
_PDF_CHECK = Path(__file__).with_name("pdf_check.py")
_MARKUP = re.compile(rb"<\s*(?:script|html|svg|iframe|!doctype\s+html|hta:)|<\?php", re.IGNORECASE)
_ANYWHERE = re.compile(rb"<script[\s>]|<!doctype html|<hta:|<\?php\s", re.IGNORECASE)
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_BINARY = (b"%PDF-", images.JPEG_START, images.PNG_START, archives.START)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
TABLE = 60 * MEGABYTE  # of XML in a workbook that the worker reads
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Upload(Protocol):
    """What Django hands over, or any open file with a name."""

    name: str

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Checked:
    """A file that passed: its kind (a key of KINDS), its cleaned name, its digest and its bytes."""

    kind: str
    mime: str
    name: str
    sha256: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)


def open_checked(upload: Upload, *, limit: int = LIMIT) -> Checked:
    """Read and check an uploaded file of at most `limit` bytes; raises Unacceptable with a sentence for its field."""
    given = str(upload.name or "")
    name = clean_name(given)
    try:
        if has_path(given):
            raise Fault("path")
        data = _read(upload, limit)
        kind = _kind(data)
        extension = extension_of(name)
        if extension and extension not in KINDS[kind].extensions:
            raise Fault("extension")
    except Fault as fault:
        raise Unacceptable(SENTENCES[fault.code], name, code=fault.code, limit=limit) from fault
    if not extension:
        name = f"{name}.{KINDS[kind].extensions[0]}"
    return Checked(kind, KINDS[kind].mime, name, hashlib.sha256(data).hexdigest(), data)


def open_table(upload: Upload, *, limit: int = LIMIT) -> Checked:
    """Read and check an uploaded table: XLSX by its content, or text that may be CSV; raises Unacceptable."""
    given = str(upload.name or "")
    name = clean_name(given)
    try:
        if has_path(given):
            raise Fault("path")
        data = _read(upload, limit)
        kind = _kind(data) if data.startswith(_BINARY) else _plain_text(data)
        _check_table(kind, data)
        if extension_of(name) not in ("", kind, *(["txt", "tsv"] if kind == "csv" else [])):
            raise Fault("extension")
    except Fault as fault:
        raise Unacceptable(SENTENCES[fault.code], name, code=fault.code, limit=limit, taken=say_tables) from fault
    mime = KINDS[kind].mime if kind in KINDS else "text/csv"
    name = name if extension_of(name) else f"{name}.{kind}"
    return Checked(kind, mime, name, hashlib.sha256(data).hexdigest(), data)


def _plain_text(data: bytes) -> str:
    """Take a text without control characters as CSV; markup and programs are named as what they are."""
    if _CONTROL.search(data):
        raise Fault("encoding" if (code := _why_unknown(data)) == "unknown" else code)
    if _MARKUP.search(data[:4096]) or b"<svg" in data[:4096].lower():
        raise Fault(_why_unknown(data))
    return "csv"


def _check_table(kind: str, data: bytes) -> None:
    """Refuse what is no table, and a workbook whose sheets unpack to more than any list of organisations."""
    if kind not in ("xlsx", "csv"):
        raise Fault("no-table")
    with zipfile.ZipFile(BytesIO(data)) if kind == "xlsx" else nullcontext() as archive:
        parts = archive.infolist() if archive else []
    if sum(part.file_size for part in parts if part.filename.endswith(".xml")) > TABLE:
        raise Fault("too-long")


def _read(upload: Upload, limit: int) -> bytes:
    if getattr(upload, "size", None) is not None and upload.size > limit:
        raise Fault("too-big")
    if hasattr(upload, "seek"):
        upload.seek(0)
    data = upload.read(limit + 1)
    if len(data) > limit:
        raise Fault("too-big")
    if not data:
        raise Fault("empty")
    return data


def _kind(data: bytes) -> str:
    """Name the kind by content and look the whole file through; raises Fault."""
    if data.startswith(b"%PDF-"):
        _check_pdf(data)
        return "pdf"
    if data.startswith(images.JPEG_START):
        images.check_jpeg(data)
        _check_single(data)
        return "jpeg"
    if data.startswith(images.PNG_START):
        images.check_png(data)
        _check_single(data)
        return "png"
    if data.startswith(archives.START):
        return archives.kind_of(data)
    raise Fault(_why_unknown(data))


def _why_unknown(data: bytes) -> str:
    """Say as exactly as possible what a file is that is not taken."""
    start = data[:4096].replace(b"\0", b"").lower()
    if data.startswith(_OLD_OFFICE):
        return "old-office"
    if b"<svg" in start:
        return "svg"
    if _MARKUP.search(start):
        return "html"
    if b"%pdf-" in start:
        return "polyglot"
    return "unknown"


def _check_pdf(data: bytes) -> None:
    """Refuse what is more than a PDF, then let a process of its own look inside."""
    if not re.match(rb"%PDF-[12]\.\d[\s%]", data):
        raise Fault("damaged")
    tail = data.rstrip(b"\0\t\n\f\r \x1a")
    if not tail.endswith(b"%%EOF"):
        raise Fault("polyglot" if b"%%EOF" in data else "damaged")
    _check_single(data)
    if any(_MARKUP.search(part) for part in _between_streams(data)) or _ANYWHERE.search(data):
        raise Fault("polyglot")
    if (code := _look_inside(data)) != "ok":
        raise Fault(code)


def _between_streams(data: bytes) -> Iterator[bytes]:
    """The parts of a PDF that are not packed content."""
    place = 0
    while (start := data.find(b"stream", place)) >= 0 and (end := data.find(b"endstream", start)) >= 0:
        yield data[place:start]
        place = end + len(b"endstream")
    yield data[place:]


def _look_inside(data: bytes) -> str:
    command = [sys.executable, "-I", str(_PDF_CHECK)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False, env={})
    except subprocess.TimeoutExpired:
        return "too-complex"
    code = done.stdout.decode("ascii", "replace")
    return code if done.returncode == 0 and (code == "ok" or code in SENTENCES) else "too-complex"


def _check_single(data: bytes) -> None:
    """Refuse a second file hidden in the first: ZIP, RAR, 7z, TAR, a disk image."""
    if zipfile.is_zipfile(BytesIO(data)) or any(mark in data for mark in _ARCHIVES):
        raise Fault("polyglot")
    if data[257:262] == b"ustar" or data[0x8001:0x8006] == b"CD001":
        raise Fault("polyglot")
