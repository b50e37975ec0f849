"""Looks into one PDF in a process of its own, so that a hostile one harms nobody: run by uploads.py as a script.

Reads the file from standard input and prints one word: ok, or a code of refusal.SENTENCES.
"""

from __future__ import annotations

import io
import re
import resource
import sys

import pikepdf
from pikepdf import settings

MEMORY, SECONDS, DEPTH = 1_500 * 2**20, 10, 200
_FORBIDDEN_ACTIONS = {
    "/JavaScript", "/Launch", "/ImportData", "/Rendition", "/Movie", "/RichMediaExecute", "/SubmitForm",
}  # fmt: skip
_FORBIDDEN_KEYS = {"/JS", "/JavaScript", "/RichMediaContent", "/XFA"}
_FORBIDDEN_TYPES = {"/RichMedia", "/3D", "/Movie", "/Screen"}
_ATTACHMENTS = (".json", ".xml", ".txt", ".csv", ".pdf", ".png", ".jpg", ".jpeg", ".sig", ".p7s")
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK", b"#!", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
_URI = re.compile(r"\s*(javascript|vbscript|data|file)\s*:", re.IGNORECASE)


def judge(data: bytes) -> str:
    """Name what is wrong with a PDF, or ok."""
    settings.set_qpdf_limits(flate_max_memory=256 * 2**20, parser_max_container_size=1_000_000)
    try:
        document = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError:
        return "encrypted"
    except pikepdf.PdfError:
        return "damaged"
    with document:
        if not len(document.pages):
            return "damaged"
        for thing in document.objects:
            if code := _fault(thing):
                return code
        if code := _fault(document.trailer):
            return code
    return "ok"


def _fault(thing) -> str:
    """Search one object and what it holds directly; objects it points to come by themselves."""
    stack = [(thing, 0)]
    while stack:
        item, depth = stack.pop()
        if depth > DEPTH:
            return "too-complex"
        if isinstance(item, pikepdf.Array):
            stack += [(child, depth + 1) for child in item if not _is_elsewhere(child)]
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            if code := _dictionary_fault(item):
                return code
            stack += [(child, depth + 1) for _key, child in item.items() if not _is_elsewhere(child)]
    return ""


def _is_elsewhere(child) -> bool:
    return bool(getattr(child, "is_indirect", False))


def _dictionary_fault(item) -> str:
    keys, action = set(item.keys()), _name(item, "/S")
    if keys & _FORBIDDEN_KEYS or action in _FORBIDDEN_ACTIONS or _name(item, "/Subtype") in _FORBIDDEN_TYPES:
        return "active"
    if "/URI" in keys and _URI.match(str(item["/URI"])):
        return "active"
    if action == "/GoToE" or (action == "/GoToR" and str(item.get("/F", "")).startswith(("\\\\", "http"))):
        return "outside"
    if "/EF" in keys:
        return _attachment_fault(item)
    return "outside" if isinstance(item, pikepdf.Stream) and "/F" in keys else ""


def _name(item, key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _attachment_fault(spec) -> str:
    """Facts as JSON or XML are welcome, as in the portal's own papers; programs and archives are not."""
    name = str(spec.get("/UF", spec.get("/F", ""))).casefold()
    if not name.endswith(_ATTACHMENTS):
        return "embedded"
    for stream in spec["/EF"].values():
        start = stream.read_bytes()[:4096]
        if start.startswith(_PROGRAMS) or b"<script" in start.lower():
            return "embedded"
    return ""


def main() -> None:
    """Judge standard input under limits of time and memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        code = judge(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        code = "too-complex"
    except Exception as error:
        code = "damaged" if type(error).__module__.startswith("pikepdf") else "too-complex"
    sys.stdout.write(code)


if __name__ == "__main__":
    main()
