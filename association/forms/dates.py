"""The field of a date."""

from __future__ import annotations

from django import forms


class DateField(forms.DateField):
    """A date as people write it: 18.08.2025."""

    def __init__(self, **kwargs) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-m"})
        super().__init__(widget=widget, **kwargs)
