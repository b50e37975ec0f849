"""Filters of the ground floor: a plain GET form and the rows it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import District, Organisation, Reorganisation
from association.queries import named_by


@dataclass(frozen=True)
class Standing:
    """How an organisation stands on a day: its key, its word, the look of the tag, the rows that say so.

    Apps above register theirs; a row leads to the organisation by its column `organisation`.
    """

    key: str
    name: Any
    look: str
    rows: Callable[[date], QuerySet]

    def holds(self, day: date) -> Exists:
        """Whether an organisation of the outer query stands so."""
        return Exists(self.rows(day).filter(organisation=OuterRef("pk")))


STANDINGS: list[Standing] = [
    Standing(
        "liquidated", pgettext_lazy("organisation", "liquidated"), "bad",
        lambda day: Reorganisation.objects.ceasing(day).filter(kind=Reorganisation.Kind.LIQUIDATION),
    ),
    Standing("reorganised", pgettext_lazy("organisation", "reorganised"), "bad", Reorganisation.objects.ceasing),
]  # fmt: skip
NOWHERE = "outside"


def standing(row: Standing) -> Standing:
    """Let an app above say how organisations stand."""
    STANDINGS.append(row)
    return row


class OrganisationFilter(forms.Form):
    """What is looked for among all organisations; every field may stay empty."""

    q = forms.CharField(
        label=_("Name, address, INN"), required=False, max_length=120, widget=forms.TextInput(attrs={"type": "search"})
    )
    type = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("Any")), *Organisation.Type.choices])
    sector = forms.ChoiceField(
        label=_("Sector"), required=False, choices=[("", _("Any")), *Organisation.Sector.choices]
    )
    district = forms.ModelChoiceField(
        label=_("District or city"), queryset=District.objects.none(), required=False, empty_label=_("Any")
    )
    state = forms.ChoiceField(label=pgettext_lazy("organisation", "Standing"), required=False)

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = District.objects.on(day)
        words = [(row.key, row.name) for row in reversed(STANDINGS)]
        words.append((NOWHERE, pgettext_lazy("organisation", "none of these")))
        self.fields["state"].choices = [("", _("Any")), *words]


def chosen(query: Mapping[str, str], day: date) -> tuple[OrganisationFilter, QuerySet[Organisation]]:
    """Read the address and find the organisations; what is not understood in it is left out."""
    form = OrganisationFilter(query, day=day)
    form.full_clean()
    asked = form.cleaned_data
    rows = named_by(asked["q"]) if asked.get("q") else Organisation.objects.order_by("sort_key", "pk")
    for name in ("type", "sector", "district"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if state := asked.get("state"):
        rows = with_standing(rows, day).filter(standing="" if state == NOWHERE else state)
    return form, rows


def with_standing(rows: QuerySet[Organisation], day: date) -> QuerySet[Organisation]:
    """Add how each organisation stands on a day; the first that holds counts."""
    cases = [When(row.holds(day), then=Value(row.key)) for row in STANDINGS]
    return rows.annotate(standing=Case(*cases, default=Value(""), output_field=CharField()))
