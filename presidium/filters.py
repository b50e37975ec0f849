"""Filters of the pages of the Presidium."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DayFilter(forms.Form):
    """As of which day."""

    on = forms.DateField(label=_("As of"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
