"""Pieces that forms of dated facts are put together from: parts with headings, the paper, the person, the post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.forms.dates import DateField
from association.models import Basis, Person
from association.search import fold

BASIS = ("basis_kind", "basis_number", "basis_dated_on", "basis_body")
PERSON = ("surname", "given", "patronymic", "known", "genitive", "dative")
POST = ("post", "post_genitive", "post_dative")
PAPER = (gettext_lazy("The paper it stands on"), BASIS)


class PartedForm(forms.Form):
    """A form whose fields stand under headings: PARTS = ((heading, names), …)."""

    PARTS: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    def parts(self) -> Iterator[dict[str, Any]]:
        """The headings with their fields; what has nothing to choose from is left out."""
        for heading, names in self.PARTS:
            fields = [self[name] for name in names if getattr(self.fields[name], "choices", True)]
            yield {"heading": heading, "fields": fields}

    def only(self, *names: str) -> dict[str, Any]:
        """The clean values of some fields."""
        return {name: self.cleaned_data[name] for name in names}

    def take(self, error: ValidationError) -> None:
        """Show what a verb refused, at its field where the form has one."""
        if not hasattr(error, "error_dict"):
            return self.add_error(None, error)
        for name, errors in error.error_dict.items():
            self.add_error(name if name in self.fields else None, errors)
        return None


class BasisForm(PartedForm):
    """The paper that a change stands on, and the day from which it holds."""

    on = DateField(label=gettext_lazy("From which day"))
    basis_kind = forms.ChoiceField(label=gettext_lazy("Kind of paper"))
    basis_number = forms.CharField(
        label=gettext_lazy("Number"), max_length=60, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    basis_dated_on = DateField(label=gettext_lazy("Date of the paper"))
    basis_body = forms.CharField(
        label=gettext_lazy("Who issued it"), max_length=300, help_text=gettext_lazy("Name of the body, as in the paper")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in Basis.Kind if kind not in (Basis.Kind.DECISION, Basis.Kind.APPLICATION)]
        self.fields["basis_kind"].choices = [(kind.value, kind.label.capitalize()) for kind in kinds]

    def basis(self) -> dict[str, Any]:
        """The paper as the verbs take it."""
        return {name.removeprefix("basis_"): value for name, value in self.only(*BASIS).items()}


class PersonForm(PartedForm):
    """A person, known to the portal or new, with the forms of the name that papers print (A-A.3)."""

    NEW = "new"

    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=80)
    given = forms.CharField(label=gettext_lazy("Given name"), max_length=80)
    patronymic = forms.CharField(label=gettext_lazy("Patronymic"), max_length=80, required=False)
    known = forms.ChoiceField(
        label=gettext_lazy("A person of this name is known"), widget=forms.RadioSelect, required=False,
        error_messages={
            "required": gettext_lazy("A person of this name is known already. Say whether it is the same one.")
        },
    )  # fmt: skip
    genitive = forms.CharField(
        label=gettext_lazy("Full name in the genitive"), max_length=250,
        help_text=gettext_lazy(
            "As the application prints it after “from the director”. The portal never declines names itself."
        ),
    )  # fmt: skip
    dative = forms.CharField(
        label=gettext_lazy("Surname with initials in the dative"), max_length=250,
        help_text=gettext_lazy("As letters are addressed."),
    )  # fmt: skip
    post = forms.CharField(label=gettext_lazy("Post"), max_length=200)
    post_genitive = forms.CharField(label=gettext_lazy("Post in the genitive"), max_length=200)
    post_dative = forms.CharField(label=gettext_lazy("Post in the dative"), max_length=200)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        typed = [str(self.data.get(name, "")) for name in ("surname", "given", "patronymic")] if self.is_bound else []
        self.namesakes = _namesakes(fold(" ".join(typed)))
        if self.namesakes:
            field = self.fields["known"]
            field.choices = [(str(pk), _card(row)) for pk, row in self.namesakes.items()]
            field.choices += [(self.NEW, pgettext_lazy("person", "Somebody else of the same name"))]
            field.required = True

    def person(self) -> dict[str, Any]:
        """The person and the post as the verbs take them."""
        chosen = self.cleaned_data["known"]
        return {
            "known": self.namesakes.get(int(chosen)) if chosen.isdecimal() else None,
            "forms": self.only(*(name for name in PERSON if name != "known")),
            "posts": self.only(*POST),
        }


def _namesakes(folded: str) -> dict[int, Person]:
    rows = Person.objects.filter(name_search=folded) if folded else Person.objects.none()
    return {
        row.pk: row for row in rows.prefetch_related("headships__organisation", "official_posts").order_by("pk")[:9]
    }


def _card(person: Person) -> str:
    posts = [f"{row.post}, {row.organisation.title}" for row in person.headships.all() if row.ends_on is None]
    posts += [row.post for row in person.official_posts.all() if row.ends_on is None]
    return f"{person.full_name}: {'; '.join(posts)}" if posts else _("%(name)s, no post") % {"name": person.full_name}
