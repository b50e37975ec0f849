"""Forms of the reference table of districts and cities."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.forms.dates import DateField
from association.forms.parts import PAPER, BasisForm, PartedForm
from association.forms.rows import RowsField
from association.models import District, Organisation

NAMES = ("name", "name_ky")


class WordingForm(PartedForm):
    """The names of a territory, in both languages."""

    PARTS = ((pgettext_lazy("territory", "Name"), NAMES),)

    name = forms.CharField(label=_("Name"), max_length=120)
    name_ky = forms.CharField(label=_("Name in Kyrgyz"), max_length=120, required=False)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only(*self.fields)


class DistrictForm(WordingForm):
    """A territory that the table does not hold yet."""

    PARTS = ((pgettext_lazy("territory", "Name"), ("kind", *NAMES, "country", "on")),)

    kind = forms.ChoiceField(label=_("Kind of territory"), choices=District.Kind.choices, widget=forms.RadioSelect)
    country = forms.ChoiceField(
        label=_("Country"), choices=Organisation._meta.get_field("country").choices, widget=forms.RadioSelect
    )
    on = DateField(label=_("From which day"), help_text=_("The earliest day you need; lists are asked as of a day."))


class RenameForm(WordingForm, BasisForm):
    """A new name or kind of a territory from a day on, by a paper."""

    PARTS = ((pgettext_lazy("territory", "Name"), ("kind", *NAMES, "on")), PAPER)

    kind = forms.ChoiceField(label=_("Kind of territory"), choices=District.Kind.choices, widget=forms.RadioSelect)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("kind", *NAMES, "on"), "basis": self.basis()}


class MergerForm(BasisForm):
    """The territory into which another one goes from a day on, by a paper."""

    PARTS = ((_("Into which territory"), ("into", "on")), PAPER)

    into = forms.ModelChoiceField(
        label=_("Territory"), queryset=District.objects.none(), help_text=_("A new okrug is added to the table first.")
    )

    def __init__(self, *args, district: District, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = District.objects.on(day).open().filter(country=district.country).exclude(pk=district.pk)
        self.fields["into"].queryset = others.order_by("sort_key", "pk")

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("into", "on"), "basis": self.basis()}


class ClosingForm(BasisForm):
    """The day from which a territory exists no more, by a paper."""

    PARTS = ((_("End"), ("on",)), PAPER)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("on"), "basis": self.basis()}


class AsOfForm(forms.Form):
    """The day as of which the table is shown."""

    on = forms.DateField(
        label=_("As of"), required=False, input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip


class PlaceForm(PartedForm):
    """Where a territory lies, for the distance between mentor and candidate (A-3.16c)."""

    PARTS = ((pgettext_lazy("territory", "Place"), ("latitude", "longitude", "neighbours")),)

    latitude = forms.DecimalField(
        label=_("Latitude of the centre"), min_value=-90, max_value=90, max_digits=7, decimal_places=4, required=False,
        help_text=_("In degrees, with up to four places: 53.3481"),
        widget=forms.NumberInput({"class": "w-m", "step": "any"}),
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=_("Longitude of the centre"), min_value=-180, max_value=180, max_digits=7, decimal_places=4,
        required=False, help_text=_("In degrees, with up to four places: 83.7798"),
        widget=forms.NumberInput({"class": "w-m", "step": "any"}),
    )  # fmt: skip
    neighbours = RowsField(
        label=_("Neighbouring territories"), queryset=District.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, district: District, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = District.objects.on(day).filter(country=district.country).exclude(pk=district.pk)
        self.fields["neighbours"].queryset = others.order_by("sort_key", "pk")

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only("latitude", "longitude", "neighbours")
