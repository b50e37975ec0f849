"""Names of files as people give them, made harmless."""

from __future__ import annotations

import re
import unicodedata

NAME_LENGTH = 150
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def has_path(name: str) -> bool:
    """Say whether a name tries to be more than a name: folders, drives, control characters, dots alone."""
    return (
        any(letter in "/\\" or unicodedata.category(letter) == "Cc" for letter in name)
        or bool(re.match(r"[A-Za-z]:", name))
        or name.strip(" .") == "" != name
    )


def clean_name(name: str) -> str:
    """Reduce a name to its last part in NFC, without invisible or bidirectional signs, at most NAME_LENGTH."""
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    base = "".join(" " if letter in '<>:"|?*' else letter for letter in base)
    base = "".join(letter for letter in base if unicodedata.category(letter) not in _UNPRINTABLE)
    base = " ".join(base.split()).strip(" .")
    if _RESERVED.match(base):
        base = "_" + base
    stem, dot, extension = base.rpartition(".")
    if dot and stem and len(extension) <= 10:
        return f"{stem[: NAME_LENGTH - len(extension) - 1].rstrip(' .')}.{extension}"
    return base[:NAME_LENGTH] or "file"


def extension_of(name: str) -> str:
    """The ending of a cleaned name in lower case, without the dot; empty when there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.casefold() if dot and stem else ""
