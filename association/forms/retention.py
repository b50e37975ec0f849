"""Forms of retention: kinds of the file plan, holds, the commission of an act."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.forms.dates import DateField
from association.models import FileKind, Person
from association.rules import retention as rules

MEMBERS = 4  # beside the chair of the commission; two are enough


class KindForm(forms.Form):
    """A kind of records: its index, how it is called and how long it is kept."""

    index = forms.CharField(
        label=gettext_lazy("Index of the file"), max_length=10, widget=forms.TextInput(attrs={"class": "w-s"}),
        help_text=gettext_lazy("Two figures, a dash, two figures: 01-17"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title of the file"), max_length=200)
    title_ky = forms.CharField(label=gettext_lazy("Title of the file in Kyrgyz"), max_length=200, required=False)
    term = forms.ChoiceField(label=gettext_lazy("How long it is kept"), choices=FileKind.Term.choices)
    years = forms.IntegerField(
        label=gettext_lazy("Full years"), min_value=1, max_value=100, required=False,
        help_text=gettext_lazy("Counted from 1 January after the year in which the file is closed."),
    )  # fmt: skip
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)
    on = DateField(label=gettext_lazy("From which day"))

    def __init__(self, *args, kind: FileKind | None = None, taken: frozenset[str] = frozenset(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.taken = kind, taken
        if kind:
            del self.fields["index"]

    def clean_index(self) -> str:
        """As the others are written, and not used yet."""
        index = self.cleaned_data["index"].strip()
        if not re.fullmatch(r"\d{2}-\d{2}", index):
            raise forms.ValidationError(_("Write the index as 01-17."))
        if index in self.taken:
            raise forms.ValidationError(_("This index is used already."))
        return index

    def clean(self) -> dict[str, Any]:
        """A term in years says how many."""
        data = super().clean() or self.cleaned_data
        if data.get("term") == rules.YEARS and not data.get("years") and "years" not in self.errors:
            self.add_error("years", _("Say for how many years."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        data = dict(self.cleaned_data)
        if self.kind:
            data["index"] = self.kind.index
        return data


class ReasonForm(forms.Form):
    """Why a hold is set or lifted, or an act given up."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class CommissionForm(forms.Form):
    """Who selects the files for destruction: a chair and at least two more, with their posts (A-4.10d)."""

    grounds = forms.CharField(
        label=gettext_lazy("Basis"), max_length=300, required=False,
        help_text=gettext_lazy("The file plan or the list of terms by which the files were selected."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(accounts__is_active=True).distinct().order_by("sort_key", "pk")
        for place in range(MEMBERS + 1):
            needed = place <= 2
            who = gettext_lazy("Chair of the commission") if place == 0 else _numbered(place)
            self.fields[f"person{place}"] = forms.ModelChoiceField(label=who, queryset=people, required=needed)
            self.fields[f"post{place}"] = forms.CharField(
                label=pgettext_lazy("commission", "Post"), max_length=300, required=needed
            )

    def clean(self) -> dict[str, Any]:
        """A person stands once, with a post."""
        data = super().clean() or self.cleaned_data
        seen = set()
        for place in range(MEMBERS + 1):
            person, post = data.get(f"person{place}"), data.get(f"post{place}", "")
            if person and person in seen:
                self.add_error(f"person{place}", _("This person stands in the commission already."))
            if person and not post.strip() and not self.errors.get(f"post{place}"):
                self.add_error(f"post{place}", _("Write the post of the person."))
            seen.add(person)
        return data

    @property
    def people(self) -> list[tuple[Person, str]]:
        """Those named, the chair first."""
        rows = [
            (self.cleaned_data.get(f"person{n}"), self.cleaned_data.get(f"post{n}", "")) for n in range(MEMBERS + 1)
        ]
        return [(person, post) for person, post in rows if person]


def _numbered(place: int) -> str:
    return _("Member of the commission, %(n)s") % {"n": place}
