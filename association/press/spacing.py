"""No-break spaces on paper: the rules of the screens, and two that only paper needs."""

from __future__ import annotations

import re

from association import fmt

_BETWEEN_TAGS = re.compile(r">[^<>]+<")
_RULES = (
    (re.compile(r"(?<=\+7) (?=\d)|(?<=\+996) (?=\d)|(?<=\d{3}) (?=\d{3}-\d\d)"), fmt.NBSP),
    (re.compile(r" (?=[–—] )"), fmt.NBSP),
)


def bind(text: str) -> str:
    """The text with its loose spaces bound."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return fmt.nbsp(text)


def bind_html(html: str) -> str:
    """Bind every text between two tags, leaving the tags and their attributes alone."""
    return _BETWEEN_TAGS.sub(lambda found: f">{bind(found[0][1:-1])}<" if len(found[0]) > 4 else found[0], html)
