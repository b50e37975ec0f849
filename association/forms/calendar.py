"""Form of one day of a working-day calendar."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.models import CalendarDay


class DayForm(forms.Form):
    """A day that differs from the plain week, with the source of this knowledge; a known day is replaced."""

    country = forms.ChoiceField(label=_("Country"), choices=CalendarDay.Country.choices, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date", "class": "w-m"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("What the day is"), choices=CalendarDay.Kind.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Name of the day"), max_length=200, required=False)
    source = forms.CharField(label=_("Source"), max_length=200)
