"""Pictures: JPEG and PNG walked from the first byte to the last, without decoding them."""

from __future__ import annotations

import re
import struct
import zlib

from association.doors.refusal import Fault

SIDE, PIXELS, PARTS = 20_000, 120_000_000, 20_000
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
_MARKUP = re.compile(rb"<\s*(?:script|html|svg|iframe|!doctype|body|hta:|\?php)", re.IGNORECASE)
_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_FILL = re.compile(rb"\xff*")
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_PNG_ORDER = re.compile(rb"IHDR(?:\w{4})*IEND")


def check_png(data: bytes) -> None:
    """Refuse a PNG with a broken chunk, absurd size, markup in its texts, or anything after its end."""
    place, seen = len(PNG_START), []
    while place + 12 <= len(data) and len(seen) < PARTS:
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length]
        check = data[place + 8 + length : place + 12 + length]
        if len(check) < 4 or zlib.crc32(kind + body) != int.from_bytes(check, "big"):
            raise Fault("damaged")
        if kind == b"IHDR":
            _check_size(*struct.unpack_from(">II", body.ljust(8, b"\0")))
        elif kind != b"IDAT" and _MARKUP.search(body):
            raise Fault("polyglot")
        seen.append(kind)
        place += 12 + length
        if kind == b"IEND":
            break
    if not _PNG_ORDER.fullmatch(b"".join(seen)) or b"IDAT" not in seen:
        raise Fault("damaged")
    if place != len(data):
        raise Fault("polyglot")


def check_jpeg(data: bytes) -> None:
    """Refuse a JPEG that is cut, absurdly large, holds markup, or has a foreign tail.

    Phones add to the picture further JPEGs, zeros and (Samsung) a small list of their own: those pass.
    """
    end = _walk_jpeg(data, 0)
    while data.startswith(JPEG_START, end):
        end = _walk_jpeg(data, end)
    tail = data[end:].strip(b"\0")
    phone = len(tail) <= 65_536 and tail.endswith(b"SEFT") and b"SEFH" in tail
    if tail and (not phone or _MARKUP.search(tail)):
        raise Fault("polyglot")


def _walk_jpeg(data: bytes, place: int) -> int:
    """Go from marker to marker; return the place after the end marker."""
    place, sized = place + 2, False
    for _segment in range(PARTS):
        place += max(len(_FILL.match(data, place)[0]) - 1, 0)  # any number of FF may fill before a marker
        if place + 4 > len(data) or data[place] != 0xFF:
            break
        marker = data[place + 1]
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : place + 2 + length]
        if length < 2 or len(body) != length - 2:
            break
        if marker in _SIZES and len(body) >= 5:
            height, width = struct.unpack_from(">HH", body, 1)
            _check_size(width, height)
            sized = True
        elif (marker == 0xFE or 0xE0 <= marker <= 0xEF) and _MARKUP.search(body):
            raise Fault("polyglot")
        place += 2 + length
        if marker == 0xDA:
            place = _end_of_scan(data, place)
            if data[place : place + 2] == b"\xff\xd9":
                if not sized:
                    break
                return place + 2
    raise Fault("damaged")


def _end_of_scan(data: bytes, place: int) -> int:
    """Skip compressed data: a marker is FF followed by neither zero, nor a restart, nor another FF."""
    found = _MARKER.search(data, place)
    if found is None:
        raise Fault("damaged")
    return found.start()


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Fault("damaged")
    if width > SIDE or height > SIDE or width * height > PIXELS:
        raise Fault("pixels")
