"""Forms of organisations: adding one, its details, dated changes, corrections, reorganisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from association.forms.dates import DateField
from association.forms.parts import PAPER, PERSON, POST, BasisForm, PartedForm, PersonForm
from association.models import District, Organisation, Reorganisation
from association.queries import named_by

NAMES = ("full", "short", "genitive", "full_ky", "short_ky")
NUMBERS = ("inn", "ogrn", "okpo")
CONTACTS = ("phone", "email", "website")
PLACE = ("country", "type", "sector", "district")
BEING, CALLED = gettext_lazy("What it is"), pgettext_lazy("organisation", "Name")
HEAD = (gettext_lazy("Head"), (*PERSON, *POST))
REGISTERED = gettext_lazy("Numbers of the state registers")
REACHED = gettext_lazy("Contacts")


def _digits(label: Any, hint: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"class": "w-m", "inputmode": "numeric"})
    return forms.CharField(label=label, max_length=24, required=False, widget=widget, help_text=hint)


class ContactsForm(PartedForm):
    """How an organisation is reached."""

    PARTS = ((REACHED, CONTACTS),)

    phone = forms.CharField(
        label=gettext_lazy("Telephone"), max_length=40, required=False,
        widget=forms.TextInput(attrs={"class": "w-m", "type": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    website = forms.URLField(label=gettext_lazy("Website"), max_length=200, required=False, assume_scheme="https")

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only(*CONTACTS)


class DetailsForm(ContactsForm):
    """Type, sector, district, numbers and contacts; names, address and head change with a paper."""

    PARTS = ((BEING, PLACE), (REGISTERED, NUMBERS), (REACHED, CONTACTS))

    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=Organisation._meta.get_field("country").choices, widget=forms.RadioSelect
    )
    type = forms.ChoiceField(label=gettext_lazy("Type"), choices=[("", "—"), *Organisation.Type.choices])
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), choices=[("", "—"), *Organisation.Sector.choices])
    district = forms.ModelChoiceField(
        label=gettext_lazy("City or district"), queryset=District.objects.none(), empty_label="—"
    )
    inn = _digits(gettext_lazy("INN"), gettext_lazy("Taxpayer number: 10 digits in Russia, 14 in Kyrgyzstan"))
    ogrn = _digits(gettext_lazy("OGRN"), gettext_lazy("Russia only: 13 digits"))
    okpo = _digits(gettext_lazy("OKPO"), gettext_lazy("Kyrgyzstan only: 8 digits"))

    def __init__(self, *args, day: date, organisation: Organisation | None = None, **kwargs) -> None:
        if organisation is not None:
            kwargs["initial"] = {name: getattr(organisation, name) for name in (*PLACE, *NUMBERS, *CONTACTS)}
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        now = District.objects.on(day)
        if organisation is not None and organisation.district_id:
            now = now | District.objects.filter(pk=organisation.district_id)
        self.fields["district"].queryset = now.order_by("sort_key", "pk")

    def clean(self) -> dict[str, Any]:
        """Hold the numbers to the registers of the country, and each to one organisation."""
        data = super().clean()
        numbers = {name: "".join(data.get(name, "").split()) for name in NUMBERS}
        data |= numbers
        country, place = data.get("country"), data.get("district")
        if not country:
            return data
        try:
            Organisation(country=country, **numbers).clean()
        except ValidationError as error:
            self.take(error)
        others = Organisation.objects.filter(country=country, inn=numbers["inn"]).exclude(inn="")
        if (other := others.exclude(pk=getattr(self.organisation, "pk", None)).first()) is not None:
            self.add_error("inn", _("This INN is that of %(organisation)s.") % {"organisation": other.title})
        if place and place.country != country:
            self.add_error("district", _("This territory lies in another country."))
        return data

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only(*PLACE, *NUMBERS, *CONTACTS)


class NamesForm(PartedForm):
    """The forms of an organisation's name that registers and papers print (A-A.2)."""

    full = forms.CharField(label=gettext_lazy("Full name by the charter"), max_length=300)
    short = forms.CharField(label=gettext_lazy("Short name"), max_length=300)
    genitive = forms.CharField(
        label=pgettext_lazy("organisation", "Full name in the genitive"), max_length=300, required=False,
        help_text=gettext_lazy("As papers print it after “the director of”."),
    )  # fmt: skip
    full_ky = forms.CharField(label=gettext_lazy("Full name in Kyrgyz"), max_length=300, required=False)
    short_ky = forms.CharField(label=gettext_lazy("Short name in Kyrgyz"), max_length=300, required=False)


class OrganisationForm(PersonForm, NamesForm, DetailsForm):
    """An organisation that the portal does not know yet, with its head (A-1.2b, A-A.2, A-A.3)."""

    # The plain `genitive` is that of the head's name.
    PARTS = (
        (CALLED, ("full", "short", "name_genitive", "full_ky", "short_ky", "text", "on")), (BEING, PLACE), HEAD,
        (REGISTERED, NUMBERS), (REACHED, CONTACTS),
    )  # fmt: skip

    name_genitive = forms.CharField(
        label=pgettext_lazy("organisation", "Full name in the genitive"), max_length=300, required=False,
        help_text=NamesForm.base_fields["genitive"].help_text,
    )  # fmt: skip
    text = forms.CharField(label=gettext_lazy("Legal address"), max_length=300)
    on = DateField(
        label=gettext_lazy("Since when all this is so"),
        help_text=gettext_lazy("The day of the charter, or the earliest day you know of."),
    )

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, day=day, **kwargs)
        self.day = day

    def clean_on(self) -> date:
        """What begins later is recorded as a change."""
        if self.cleaned_data["on"] > self.day:
            raise ValidationError(_("This day lies ahead."))
        return self.cleaned_data["on"]

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        facts = self.only(*PLACE, *NUMBERS, *CONTACTS, "full", "short", "full_ky", "short_ky", "on")
        facts["genitive"] = self.cleaned_data["name_genitive"]
        return {**facts, "address": self.cleaned_data["text"], "head": self.person()}


class RenameForm(NamesForm, BasisForm):
    """A new name from a day on, by a paper."""

    PARTS = ((CALLED, (*NAMES, "on")), PAPER)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only(*NAMES, "on"), "basis": self.basis()}


class MoveForm(BasisForm):
    """A new legal address from a day on, by a paper."""

    PARTS = ((gettext_lazy("Address"), ("text", "on")), PAPER)

    text = forms.CharField(label=gettext_lazy("Legal address"), max_length=300)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("text", "on"), "basis": self.basis()}


class HeadForm(PersonForm, BasisForm):
    """A new head from a day on, by a paper."""

    PARTS = ((gettext_lazy("Person and post"), (*PERSON, *POST, "on")), PAPER)

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.person(), **self.only("on"), "basis": self.basis()}


class WordingForm(NamesForm):
    """Typing mistakes in what stands today: no new row, no paper (A-A.2, A-A.3)."""

    MORE = (
        ("text", gettext_lazy("Legal address"), 300, True),
        ("person_surname", gettext_lazy("Surname"), 80, True),
        ("person_given", gettext_lazy("Given name"), 80, True),
        ("person_patronymic", gettext_lazy("Patronymic"), 80, False),
        ("person_genitive", gettext_lazy("Full name in the genitive"), 250, False),
        ("person_dative", gettext_lazy("Surname with initials in the dative"), 250, False),
        ("post", gettext_lazy("Post"), 200, True),
        ("post_genitive", gettext_lazy("Post in the genitive"), 200, False),
        ("post_dative", gettext_lazy("Post in the dative"), 200, False),
    )

    def __init__(self, *args, name=None, address=None, head=None, **kwargs) -> None:
        rows = [("", name, NAMES), ("", address, ("text",)), ("", head, POST)]
        rows += [("person_", head.person if head else None, [one for one in PERSON if one != "known"])]
        present = {lead + one: getattr(row, one) for lead, row, names in rows if row for one in names}
        super().__init__(*args, initial=present, **kwargs)
        for key, label, limit, required in self.MORE:
            self.fields[key] = forms.CharField(label=label, max_length=limit, required=required)
        self.fields = {key: field for key, field in self.fields.items() if key in present}
        of_head = [key for key, *_rest in self.MORE if key != "text" and key in present]
        of_name = [key for key in (*NAMES, "text") if key in present]
        self.PARTS = tuple(
            (heading, tuple(keys)) for heading, keys in ((CALLED, of_name), (gettext_lazy("Head"), of_head)) if keys
        )

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return self.only(*self.fields)


class ReorganisationForm(BasisForm):
    """A reorganisation or liquidation as the state register has it (A-3.15.1)."""

    PARTS = (
        (pgettext_lazy("reorganisation", "What happened"), ("kind", "on", "entry_number", "successors")), PAPER,
    )  # fmt: skip

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Reorganisation.Kind.choices, widget=forms.RadioSelect)
    entry_number = forms.CharField(
        label=gettext_lazy("Number of the entry in the state register"), max_length=40,
        widget=forms.TextInput(attrs={"class": "w-m"}),
    )  # fmt: skip
    successors = forms.CharField(
        label=gettext_lazy("Successors"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One organisation on a line: its INN or words of its name and address. Add it to the portal first."
        ),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = gettext_lazy("Day of the entry in the state register")

    def clean_successors(self) -> list[Organisation]:
        """Find exactly one organisation for each line."""
        found: list[Organisation] = []
        for line in filter(None, map(str.strip, self.cleaned_data["successors"].splitlines()[:20])):
            rows = list(named_by(line)[:6])
            exact = [row for row in rows if line in (row.inn, row.title)]
            rows = exact if len(exact) == 1 else rows
            if len(rows) != 1:
                raise ValidationError(_told(line, rows))
            found += [row for row in rows if row not in found]
        return found

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("kind", "on", "entry_number", "successors"), "basis": self.basis()}


def _told(line: str, rows: list[Organisation]) -> str:
    if not rows:
        return _("No organisation fits “%(line)s”.") % {"line": line}
    message = ngettext(
        "%(count)d organisation fits “%(line)s”: %(names)s.",
        "%(count)d organisations fit “%(line)s”: %(names)s.",
        len(rows),
    )
    return message % {"count": len(rows), "line": line, "names": "; ".join(row.title for row in rows)}
