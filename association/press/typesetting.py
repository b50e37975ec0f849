"""From facts to HTML: a template engine of the press's own, free of settings, strict about missing facts."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from association.press import PAIRED
from association.press.limits import Unprintable
from association.press.spacing import bind_html

HOUSE = Path(__file__).resolve().parents[2]
SHEETS = HOUSE / "templates" / "papers"
SHELF = HOUSE / "static" / "papers"

# A private-use pair no font and no fact holds: a missing fact leaves its name between them.
_MISSING = re.compile("\ue000([^\ue001]*)\ue001")


@cache
def engine() -> Engine:
    """The template engine of the papers, one per process."""
    return Engine(
        dirs=[SHEETS],
        builtins=["association.press.words"],
        string_if_invalid="\ue000%s\ue001",
        autoescape=True,
        loaders=[("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])],
    )


def typeset(template: str, facts: dict, *, language: str, draft: bool, title: str, issued: str, extra: dict) -> str:
    """Fill a paper's template; raises Unprintable naming every fact that is missing."""
    shared = language == "ru" or template in PAIRED
    sheet = f"{template}.html" if shared else f"{language}/{template}.html"
    context = {
        **_blank(facts),
        "press": {"language": language, "draft": draft, "title": title, "issued": issued, "paper": template, **extra},
    }
    page = engine().get_template(sheet).render(Context(context, use_l10n=False, use_tz=False))
    if missing := sorted(set(_MISSING.findall(page))):
        raise Unprintable(f"facts are missing: {', '.join(html.unescape(name) for name in missing)}", where=template)
    return bind_html(page)


def _blank(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, dict):
        return {key: _blank(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_blank(item) for item in value]
    return value
