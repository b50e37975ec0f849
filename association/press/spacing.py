"""No-break spaces where Russian and Kyrgyz typography wants them, so that no author has to think of it."""

from __future__ import annotations

import re

NBSP = "\u00a0"
_BETWEEN_TAGS = re.compile(r">[^<>]+<")
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=[№§]) (?=\S)", NBSP),
        (r"\b(пп?|ст|ул|пр|пер|пл|д|кв|оф|г|с|р|им|стр|вх|исх|тел)\. (?=[\w«№])", rf"\1.{NBSP}"),
        (r"(?<=\d) (?=(?:г|гг|ж|руб|экз|л|мин|ч)\.)", NBSP),
        (r"(?<=\d) (?=(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[а-яү]*\b)", NBSP),
        (r"\b([А-ЯЁӨҮҢ])\. (?=[А-ЯЁӨҮҢ]\.)", rf"\1.{NBSP}"),
        (r"(?<=\b[А-ЯЁӨҮҢ]\.) (?=[А-ЯЁӨҮҢ][а-яёөүң])", NBSP),
        (r"(?<=[а-яёөүң]) (?=[А-ЯЁӨҮҢ]\.(?:\s|$|[\u00a0,;)<]))", NBSP),
        (r"(?<![\w-])([А-Яа-яЁё]{1,2}) (?=[\w«№(])", rf"\1{NBSP}"),
        (r"(?<=\+7) (?=\d)|(?<=\+996) (?=\d)|(?<=\d{3}) (?=\d{3}-\d\d)", NBSP),
        (r" (?=[–—] )", NBSP),
        (r"(?<=\d)-(?=[а-яёөүң]{3,})", "\u2011"),
    )
)


def bind(text: str) -> str:
    """Return the text with its loose spaces bound."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def bind_html(html: str) -> str:
    """Bind every text between two tags, leaving the tags and their attributes alone."""
    return _BETWEEN_TAGS.sub(lambda found: bind(found[0]) if " " in found[0] else found[0], html)
