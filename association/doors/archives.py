"""DOCX, XLSX and ODT are ZIP archives: the directory is judged before anything is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from xml.etree import ElementTree

from association.doors.refusal import MEGABYTE, Fault

START = b"PK\x03\x04"
ENTRIES, UNPACKED, XML, LINKS, RATIO, SMALL = (
    5_000, 200 * MEGABYTE, 100 * MEGABYTE, 5 * MEGABYTE, 150, MEGABYTE
)  # fmt: skip
_PROGRAMS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|dialogsheets/|activex/|scripts/|basic/)"
    r"|\.(exe|dll|com|scr|bat|cmd|ps1|vb[se]|jse?|wsf|hta|jar|msi|lnk|reg|html?|mht|mhtml|xlsm|docm|xlsb|sh)$",
    re.IGNORECASE,
)
_HEADER = struct.Struct("<4sHHHHHIIIHH")
_OPC = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    "docx": ("word/document.xml", _OPC + "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", _OPC + "spreadsheetml.sheet.main+xml"),
}
_ODT = b"application/vnd.oasis.opendocument.text"
_TELLING = {
    "mimetype", "META-INF/manifest.xml", "content.xml", "[Content_Types].xml", "word/document.xml", "xl/workbook.xml",
}  # fmt: skip
_STARTERS = (b"<ddeLink", b":ddeLink", b"<script:event-listener", b"<office:script ", b"<text:dde-connection")
_FIELD = re.compile(rb"<(?:\w+:)?instrText[^<>]*>([^<]*)|\binstr\s*=\s*[\"']([^\"'<]*)")
_ODT_PART = re.compile(
    rb"<(?:draw:(?:image|object|object-ole|plugin|applet|floating-frame)|text:section-source)\s[^<]*"
)
_ELSEWHERE = re.compile(rb"xlink:href\s*=\s*[\"'](?:[a-z]{2,}:|//|\\\\)", re.IGNORECASE)


def kind_of(data: bytes, *, depth: int = 0) -> str:
    """Check an archive and name its kind: docx, xlsx or odt.

    Raises Fault: damaged, polyglot, encrypted, bomb, macros, outside, embedded or unknown.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise Fault("damaged") from error
    entries = archive.infolist()
    _check_directory(data, archive, entries)
    kept = {}
    for entry in entries:
        if not entry.is_dir():
            content = _unpack(data, entry)
            _check_part(entry.filename, content, depth)
            if entry.filename in _TELLING:
                kept[entry.filename] = content
    return _office_kind(kept, entries)


def _check_directory(data: bytes, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """Judge the directory alone: where it stands, sums, ratios, names, and that no two entries share bytes."""
    if not entries or len(entries) > ENTRIES:
        raise Fault("bomb" if entries else "unknown")
    if any(entry.flag_bits & 0x2041 for entry in entries):
        raise Fault("encrypted")
    if archive.comment or data[-22:-18] != b"PK\x05\x06":
        raise Fault("polyglot")
    if sum(entry.file_size for entry in entries) > UNPACKED or any(_is_inflated(entry) for entry in entries):
        raise Fault("bomb")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names) or any(_is_bad_name(entry) for entry in entries):
        raise Fault("damaged")
    place = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        start, end = _extent(data, entry)
        if start < place:
            raise Fault("bomb")
        if start - place > (24 if place else 0):
            raise Fault("polyglot")
        place = end
    if not 0 <= archive.start_dir - place <= 24:
        raise Fault("bomb" if archive.start_dir < place else "polyglot")


def _is_inflated(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL and entry.file_size > RATIO * max(1, entry.compress_size)


def _is_bad_name(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    parts = name.rstrip("/").split("/")
    return (
        any(part in ("", ".", "..") for part in parts)
        or any(letter in '\\:"<>|' or letter < " " for letter in name)
        or entry.external_attr >> 28 == 0xA
    )


def _extent(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Find the bytes of an entry by its own header, which must agree with the directory."""
    start = entry.header_offset
    if start < 0 or start + _HEADER.size > len(data):
        raise Fault("damaged")
    mark, _version, flags, method, *_times_and_sizes, name_length, extra = _HEADER.unpack_from(data, start)
    name = data[start + _HEADER.size : start + _HEADER.size + name_length]
    if mark != START or method != entry.compress_type or flags & 0x2041:
        raise Fault("damaged")
    if name.decode("utf-8" if flags & 0x800 else "cp437", "replace") != entry.orig_filename:
        raise Fault("damaged")
    return start, start + _HEADER.size + name_length + extra + entry.compress_size


def _unpack(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one entry to exactly its declared size and sum, never more."""
    _start, end = _extent(data, entry)
    packed = data[end - entry.compress_size : end]
    if entry.compress_type == zipfile.ZIP_STORED:
        content, whole = packed, len(packed) == entry.file_size
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        engine = zlib.decompressobj(-15)
        try:
            content = engine.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise Fault("damaged") from error
        if len(content) > entry.file_size:
            raise Fault("bomb")
        whole = engine.eof and not engine.unused_data and len(content) == entry.file_size
    else:
        raise Fault("damaged")
    if not whole or zlib.crc32(content) != entry.CRC:
        raise Fault("damaged")
    return content


def _check_part(name: str, content: bytes, depth: int) -> None:
    """Refuse programs, old Office objects and foreign archives among the parts, and unsafe XML."""
    is_program = content[:2] == b"MZ" and b"PE\0\0" in content[:4096]
    if _PROGRAMS.search(name) or is_program or content[:4] == b"\x7fELF" or content[:3] == b"#!/":
        raise Fault("macros")
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Fault("embedded")
    if content[:4] == START:
        if depth:
            raise Fault("embedded")
        kind_of(content, depth=depth + 1)
    if name.casefold().endswith((".xml", ".rels", ".vml", ".rdf")):
        if len(content) > XML:
            raise Fault("bomb")
        _check_xml(name, content.replace(b"\0", b""))


def _check_xml(name: str, text: bytes) -> None:
    """Read markup in any encoding (without its zero bytes): no entities, no programs, no outside parts."""
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise Fault("macros")
    if name.endswith(".rels"):
        if len(text) > LINKS:
            raise Fault("bomb")
        _check_links(text)
    if any(mark in text for mark in _STARTERS):
        raise Fault("macros")
    fields = [first or second for first, second in _FIELD.findall(text)]
    if b"DDEAUTO" in b"".join(fields).upper() or re.search(rb"\bDDE\b", b" ".join(fields), re.IGNORECASE):
        raise Fault("macros")
    if any(_ELSEWHERE.search(tag) for tag in _ODT_PART.findall(text)):
        raise Fault("outside")


def _check_links(text: bytes) -> None:
    """Refuse links that are followed on opening; hyperlinks are people's choice."""
    try:
        links = list(ElementTree.fromstring(text))
    except ElementTree.ParseError as error:
        raise Fault("damaged") from error
    for link in links:
        if link.get("TargetMode", "").casefold() == "external" and not _is_tame(link):
            raise Fault("outside")


def _is_tame(link: ElementTree.Element) -> bool:
    """A hyperlink, or the template on the author's own disk that Word always mentions."""
    kind, where = link.get("Type", "").rsplit("/", 1)[-1], link.get("Target", "").strip().casefold()
    if kind == "hyperlink":
        return not where.startswith(("javascript:", "vbscript:", "data:", "mhtml:"))
    return kind == "attachedTemplate" and bool(re.match(r"(file:/{3})?[a-z]:[\\/%]|[^:/\\]+$", where))


def _office_kind(kept: dict[str, bytes], entries: list[zipfile.ZipInfo]) -> str:
    """Tell the kind by the parts that name it."""
    if kept.get("mimetype") == _ODT and entries[0].filename == "mimetype" and "content.xml" in kept:
        if b"encryption-data" in kept.get("META-INF/manifest.xml", b""):
            raise Fault("encrypted")
        return "odt"
    types = kept.get("[Content_Types].xml", b"").replace(b"\0", b"").replace(b"'", b'"')
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise Fault("macros")
    for kind, (main, content_type) in _MAIN.items():
        if main in kept and b'"%s"' % content_type.encode() in types:
            return kind
    raise Fault("unknown")


def write_zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Write files that the portal made into one archive, uncompressed and dated alike: the same bytes every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), data)
    return target.getvalue()
