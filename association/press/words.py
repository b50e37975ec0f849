"""Words that papers make from facts: dates and counts in Russian and Kyrgyz (documents.md, section 1)."""

from __future__ import annotations

import re
from datetime import date

from django.template import Library

from association.press import display

register = Library()

RU_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
KY_MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
KY_VOWELS = "аоуыиеёэюяөү"
# The ending of a Kyrgyz month follows its last vowel and consonant: 12-декабры but 14-марты, 11-майы.
KY_ENDED = "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры".split()
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d).*)?")


def _day(value: object) -> tuple[date, str] | None:
    found = _ISO.fullmatch(str(value or ""))
    return (date(int(found[1]), int(found[2]), int(found[3])), found[4] or "") if found else None


@register.filter
def long_date(value: object) -> str:
    """Write 2026-03-14 as «14 марта 2026 г.»."""
    day = _day(value)
    return f"{day[0].day} {RU_MONTHS[day[0].month - 1]} {day[0].year} г." if day else ""


@register.filter
def ky_date(value: object) -> str:
    """Write 2026-03-14 as «2026-жылдын 14-марты»."""
    day = _day(value)
    return f"{day[0].year}-жылдын {day[0].day}\u2011{KY_ENDED[day[0].month - 1]}" if day else ""


@register.filter
def short_date(value: object) -> str:
    """Write 2026-03-14 as 14.03.2026."""
    day = _day(value)
    return f"{day[0].day:02d}.{day[0].month:02d}.{day[0].year}" if day else ""


@register.filter
def moment(value: object) -> str:
    """Write 2026-03-14T10:05 as «14.03.2026 10:05»."""
    day = _day(value)
    return f"{short_date(value)} {day[1]}".strip() if day else ""


@register.filter
def plural(count: int, forms: str) -> str:
    """Choose among «член,члена,членов» by a Russian count."""
    one, few, many = forms.split(",")
    if count % 10 == 1 and count % 100 != 11:
        return one
    return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many


@register.filter
def size_class(rows: list) -> str:
    """The class of a table: a long one is set a little smaller."""
    return "dense" if len(rows) > 15 else "roomy"


@register.filter
def total(rows: list, key: str) -> int:
    """Add up one whole-number key of the rows, an absent one counting as nothing."""
    return sum(int(row.get(key) or 0) for row in rows)


@register.filter
def quoted_date(value: object) -> str:
    """Write 2026-03-14 as «14» марта 2026 г., the way forms leave room for it."""
    day = _day(value)
    return (
        f"«{day[0].day:02d}» {RU_MONTHS[day[0].month - 1]} {day[0].year} г." if day else "«___» ____________ 20___ г."
    )


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


@register.filter
def closed(text: str) -> str:
    """End a sentence with one full stop, also after initials."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
