"""Texts kept in two languages, as pages show them."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from association import clock
from association.models import Organisation
from association.templatetags.ui import typo
from association.wording import said as said_in

register = template.Library()


@register.simple_tag
def said(row: Any, name: str) -> str | SafeString:
    """{% said process "name" %}: in the reader's language; another one is marked with its `lang`."""
    language = (get_language() or "ru").split("-")[0]
    text, own = said_in(row, name, language)
    shown = typo(text)
    return shown if own == language else format_html('<span lang="{}">{}</span>', own, shown)


@register.simple_tag
def called(organisation: Organisation) -> str:
    """{% called system.organisation %}: its short name of today, in Kyrgyz for who reads Kyrgyz."""
    return typo(organisation.called(get_language() or "ru", clock.today()))


@register.inclusion_tag("qa_system/pair.html")
def pair(form: Any, name: str) -> dict[str, Any]:
    """{% pair form "name" %}: the two fields of one text side by side, Kyrgyz on the left."""
    return {"ky": form[f"{name}_ky"], "ru": form[f"{name}_ru"]}
