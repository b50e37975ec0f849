"""The hidden key of a form."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from association.keys import FIELD, new_key

register = template.Library()


@register.simple_tag
def form_key() -> str:
    """Write the hidden field that makes a repeated posting harmless."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
