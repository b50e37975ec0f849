"""Texts kept in two languages: which one a reader gets, and what language it is really in."""

from __future__ import annotations

PAIR = ("ru", "ky")


def said(row: object, name: str, language: str) -> tuple[str, str]:
    """The text `<name>_ru` or `<name>_ky` for a reader, and its language; an empty one gives way to the other.

    Readers of other languages get the Russian text.
    """
    own = language.split("-")[0]
    first = own if own in PAIR else "ru"
    for code in (first, *(code for code in PAIR if code != first)):
        if text := str(getattr(row, f"{name}_{code}", "") or "").strip():
            return text, code
    return "", first


def is_whole(row: object, *names: str) -> bool:
    """Whether each of the named texts is there in both languages, or in neither."""
    return all(
        bool(str(getattr(row, f"{name}_ru") or "").strip()) == bool(str(getattr(row, f"{name}_ky") or "").strip())
        for name in names
    )
