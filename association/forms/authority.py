"""Forms of the authority that accompanies the association."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.forms.dates import DateField
from association.forms.parts import PAPER, PERSON, POST, BasisForm, PartedForm, PersonForm
from association.models import Official


class AuthorityForm(PartedForm):
    """The authority's name and its head when both become known, as papers print them (A-1.7, A-A.1)."""

    PARTS = (
        (_("Authority"), ("name", "genitive", "on")),
        (_("Head"), ("surname", "given", "patronymic", "dative", "post", "post_dative")),
    )

    name = forms.CharField(label=_("Name of the authority"), max_length=300)
    genitive = forms.CharField(label=_("Name in the genitive"), max_length=300)
    surname = forms.CharField(label=_("Surname of its head"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    dative = forms.CharField(label=_("Surname with initials in the dative"), max_length=250)
    post = forms.CharField(label=_("Post"), max_length=300)
    post_dative = forms.CharField(label=_("Post in the dative"), max_length=300)
    on = DateField(label=_("From which day"))


class NameWordingForm(PartedForm):
    """The name of the authority and its genitive."""

    PARTS = ((pgettext_lazy("authority", "Name"), ("name", "genitive")),)

    name = forms.CharField(label=_("Name of the authority"), max_length=300)
    genitive = forms.CharField(label=_("Name in the genitive"), max_length=300)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only("name", "genitive")


class NameForm(NameWordingForm, BasisForm):
    """A new name of the authority from a day on, by a paper (A-1.7)."""

    PARTS = ((pgettext_lazy("authority", "Name"), ("name", "genitive", "on")), PAPER)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("name", "genitive", "on"), "basis": self.basis()}


class OfficialForm(PersonForm, BasisForm):
    """Who holds a post in the authority from a day on, by a paper (A-1.7, A-A.1)."""

    PARTS = ((_("Person"), PERSON), (_("Post"), (*POST, "is_head", "on")), PAPER)

    is_head = forms.BooleanField(
        label=_("Heads the authority"), required=False,
        help_text=_("Orders and applications address the head; the head before leaves on that day."),
    )  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.person(), **self.only("is_head", "on"), "basis": self.basis()}


class OfficialWordingForm(PartedForm):
    """Typing mistakes in an official's name or post and their forms (A-A.1)."""

    NAMES = ("person_surname", "person_given", "person_patronymic", "person_genitive", "person_dative")
    PARTS = ((_("Person"), NAMES), (_("Post"), POST))

    person_surname = forms.CharField(label=_("Surname"), max_length=80)
    person_given = forms.CharField(label=_("Given name"), max_length=80)
    person_patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    person_genitive = forms.CharField(label=_("Full name in the genitive"), max_length=250, required=False)
    person_dative = forms.CharField(label=_("Surname with initials in the dative"), max_length=250, required=False)
    post = forms.CharField(label=_("Post"), max_length=300)
    post_genitive = forms.CharField(label=_("Post in the genitive"), max_length=300, required=False)
    post_dative = forms.CharField(label=_("Post in the dative"), max_length=300, required=False)

    def __init__(self, *args, official: Official, **kwargs) -> None:
        initial = {name: getattr(official.person, name.removeprefix("person_")) for name in self.NAMES}
        super().__init__(*args, initial=initial | {name: getattr(official, name) for name in POST}, **kwargs)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only(*self.fields)


class EndForm(PartedForm):
    """The day from which an official holds the post no more."""

    PARTS = ((_("End of the post"), ("on",)),)

    on = DateField(label=_("From which day"))

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only("on")
