"""Words that papers make from facts: dates, lines of a name, ends of sentences (filters of the papers' own engine)."""

from __future__ import annotations

import re
from datetime import date

from django.template import Library

from association import fmt
from association.press import display

register = Library()
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d).*)?")


def _parts(value: object) -> tuple[date | None, str]:
    found = _ISO.fullmatch(str(value or ""))
    return (date(int(found[1]), int(found[2]), int(found[3])), found[4] or "") if found else (None, "")


@register.filter
def long_date(value: object) -> str:
    """Write 2026-03-14 as «14 марта 2026 г.»."""
    day, _ = _parts(value)
    return fmt.date_text(day, "ru") if day else ""


@register.filter
def ky_date(value: object, style: str = "long") -> str:
    """Write 2026-03-14 as «2026-жылдын 14-марты»; style is a Kyrgyz case."""
    day, _ = _parts(value)
    return fmt.date_text(day, "ky", style) if day else ""


@register.filter
def short_date(value: object) -> str:
    """Write 2026-03-14 as 14.03.2026."""
    day, _ = _parts(value)
    return fmt.date_text(day, "ru", "short") if day else ""


@register.filter
def moment(value: object) -> str:
    """Write 2026-03-14T10:05 as «14.03.2026 10:05»."""
    return f"{short_date(value)} {_parts(value)[1]}".strip()


@register.filter
def quoted_date(value: object) -> str:
    """Write 2026-03-14 as «14» марта 2026 г., and nothing as the gap a form leaves for a date."""
    day, _ = _parts(value)
    return f"«{day:%d}» {fmt.RU_MONTHS[day.month - 1]} {day.year} г." if day else "«___» ____________ 20___ г."


@register.filter
def closed(text: str) -> str:
    """End a sentence with one full stop, also after initials."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


@register.filter
def size_class(rows: list) -> str:
    """The class of a table: a long one is set a little smaller."""
    return "dense" if len(rows) > 15 else "roomy"


@register.filter
def large_lines(name: str) -> tuple[str, ...]:
    """The lines of a name set as large as it can stand."""
    return display.large(name)


@register.filter
def again_lines(name: str) -> tuple[str, ...]:
    """The lines of the same name set smaller."""
    return display.again(name)


@register.filter
def size_steps(name: str) -> str:
    """Sizes in points for a name, greatest first, as the sheet's data-steps."""
    return " ".join(f"{size:g}" for size in display.steps(name))
