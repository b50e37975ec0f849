"""What an official looks for among the organisations entrusted: a plain GET form and the rows it leaves (K-O4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from association.fmt import clause_text
from association.models import District, User
from association.queries import named_by
from qa_system import rules
from qa_system.models import Publication
from qa_system.queries.ministry import Overview, entrusted, overviews

LEVEL_NAMES: dict[str, str | Promise] = {
    rules.INITIAL: _("initial"),
    rules.SECONDARY: _("secondary"),
    rules.HIGHER: _("higher"),
}
RESULTS = tuple(f"K-7.{number}" for number in range(1, 12))


class MinistryFilter(forms.Form):
    """Every field may stay empty."""

    q = forms.CharField(
        label=_("Name of the organisation"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Level"), required=False)
    oblast = forms.ModelChoiceField(
        label=_("Oblast or city"), queryset=District.objects.none(), required=False, empty_label=_("Any")
    )
    lacks = forms.ChoiceField(label=_("What is missing"), required=False)

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oblast"].queryset = places
        self.fields["level"].choices = [("", _("Any")), *LEVEL_NAMES.items()]
        self.fields["lacks"].choices = [
            ("", _("Any")),
            (_("Not published"), list(Publication.Kind.choices)),
            (_("Result not reached"), [(one, clause_text(one, get_language() or "ru")) for one in RESULTS]),
        ]


@dataclass(frozen=True)
class Chosen:
    """The form as it was understood, the rows it leaves in their order, and how many there are in all."""

    form: MinistryFilter
    rows: list[Overview]
    total: int


def choose(user: User, query: Mapping[str, str], day: date) -> Chosen:
    """Read the address and find the organisations; what is not understood in it is left out."""
    rows = entrusted(user)
    places = District.objects.filter(pk__in=rows.order_by().values("organisation__district"))
    form = MinistryFilter(query, places=places)
    form.full_clean()
    asked = form.cleaned_data
    total = rows.count()
    if level := asked.get("level"):
        rows = rows.filter(**{f"is_{level}": True})
    if oblast := asked.get("oblast"):
        rows = rows.filter(organisation__district=oblast)
    if words := asked.get("q"):
        rows = rows.filter(organisation__in=named_by(words).order_by().values("pk"))
    found = [row for row in overviews(rows, day) if _is_lacking(row, asked.get("lacks", ""))]
    return Chosen(form, _sorted(found, query.get("sort", "")), total)


def _is_lacking(row: Overview, what: str) -> bool:
    if what in Publication.Kind.values:
        return what not in row.published
    return not what or what in row.lacking


def _sorted(rows: list[Overview], sort: str) -> list[Overview]:
    keys = {
        "name": lambda row: row.system.organisation.sort_key,
        "place": lambda row: row.system.organisation.district.sort_key if row.system.organisation.district else "",
        "ready": lambda row: row.met,
        "latest": lambda row: row.latest or date.min,
    }
    key = keys.get(sort.removeprefix("-"))
    return sorted(rows, key=key, reverse=sort.startswith("-")) if key else rows
