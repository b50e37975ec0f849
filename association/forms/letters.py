"""Forms of outgoing letters: the letter with its addressees, its files, the remark of the chair."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.actions.letters_out import Written
from association.forms import CheckedFileField
from association.forms.parts import PartedForm
from association.forms.records import capitalised, indexes, named
from association.forms.rows import RowsField
from association.models import Organisation, OutgoingLetter, RegisterEntry
from association.queries_letters import circles
from association.rules import letters as rules

OUTSIDE = ("outside_kind", "outside_name", "outside_post", "outside_name_dative")
KINDS = RegisterEntry.Correspondent


class LetterForm(PartedForm):
    """A letter of the Association and all to whom it goes."""

    PARTS = (
        (_("The letter"), ("kind", "reply_to", "heading", "salutation", "text", "conclusions")),
        (_("Addressees in the portal"), ("audience", "organisations", "to_authority")),
        (_("An addressee outside"), OUTSIDE),
        (_("In the register"), ("index", "executor_name", "executor_phone")),
    )

    kind = forms.ChoiceField(label=_("Kind"))
    reply_to = forms.ModelChoiceField(
        label=_("In reply to"), queryset=RegisterEntry.objects.none(), required=False, empty_label="–",
        help_text=_("An analytical note always answers a registered request."),
    )  # fmt: skip
    heading = forms.CharField(label=_("Heading"), max_length=200, help_text=_("Begins with “About”, in Russian “О …”."))
    salutation = forms.CharField(label=_("Salutation"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Text"), max_length=20000, widget=forms.Textarea({"rows": 10}),
        help_text=_("Each line becomes a paragraph; proposals to a draft decision are numbered by themselves."),
    )  # fmt: skip
    conclusions = forms.CharField(
        label=_("Conclusions, one in a line"), max_length=8000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("Only for an analytical note."),
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("A whole circle"), required=False)
    organisations = RowsField(
        label=_("Single organisations"), queryset=Organisation.objects.none(), required=False,
        widget=forms.SelectMultiple({"size": 7}), help_text=_("Several are chosen with Ctrl."),
    )  # fmt: skip
    to_authority = forms.BooleanField(label=_("To the head of the authority"), required=False)
    outside_kind = forms.ChoiceField(label=_("Kind of correspondent"), required=False)
    outside_name = forms.CharField(label=_("Organisation or person"), max_length=300, required=False)
    outside_post = forms.CharField(label=_("Post in the dative"), max_length=200, required=False)
    outside_name_dative = forms.CharField(
        label=_("Surname with initials in the dative"), max_length=200, required=False,
        help_text=_("As letters are addressed."),
    )  # fmt: skip
    index = forms.ChoiceField(label=_("File of the file plan"))
    executor_name = forms.CharField(label=_("Executor"), max_length=200, required=False)
    executor_phone = forms.CharField(label=_("Telephone"), max_length=60, required=False)

    def __init__(self, *args, today: date, letter: OutgoingLetter | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["kind"].choices = capitalised(OutgoingLetter.Kind)
        self.fields["reply_to"].queryset = RegisterEntry.objects.filter(series="incoming", voided_at=None)
        self.fields["reply_to"].label_from_instance = named
        self.fields["reply_to"].clause = "A-7.2.5"
        nobody = ("", pgettext_lazy("circle of addressees", "none"))
        self.fields["audience"].choices = [nobody, *((one.key, one.name) for one in circles())]
        self.fields["organisations"].queryset = Organisation.objects.order_by("sort_key", "pk")
        self.fields["to_authority"].clause = "A-5.2.5"
        outside = [KINDS.REGION, KINDS.PARTNER, KINDS.SCHOOL, KINDS.PERSON, KINDS.AUTHORITY, KINDS.OTHER]
        self.fields["outside_kind"].choices = [("", "–"), *capitalised(outside)]
        self.fields["outside_kind"].clause = "A-5.2.8"
        self.fields["index"].choices = indexes(today)
        self.initial = initial_of(letter) | self.initial if letter else {"index": "01-15", **self.initial}

    def clean(self) -> dict[str, Any]:
        """An addressee outside has a kind and a name."""
        data = super().clean() or {}
        if data.get("outside_kind") and not data.get("outside_name") and "outside_name" not in self.errors:
            self.add_error("outside_name", _("Write who it is."))
        if data.get("outside_name") and not data.get("outside_kind") and "outside_kind" not in self.errors:
            self.add_error("outside_kind", _("Choose what kind of correspondent it is."))
        return data

    @property
    def written(self) -> Written:
        """What the verb takes."""
        names = [name for _heading, part in self.PARTS for name in part if name not in OUTSIDE]
        data, outside = self.cleaned_data, []
        if data["outside_name"]:
            outside = [{
                "kind": data["outside_kind"], "name": data["outside_name"], "post_dative": data["outside_post"],
                "name_dative": data["outside_name_dative"],
            }]  # fmt: skip
        return Written(**self.only(*names), outside=outside)


def initial_of(letter: OutgoingLetter) -> dict[str, Any]:
    """The values of a letter as the form shows them."""
    names = "kind reply_to heading salutation text conclusions audience to_authority index executor_name executor_phone"
    one = letter.outside[0] if letter.outside else {}
    return {name: getattr(letter, name) for name in names.split()} | {
        "organisations": list(letter.organisations.values_list("pk", flat=True)),
        "outside_kind": one.get("kind", ""), "outside_name": one.get("name", ""),
        "outside_post": one.get("post_dative", ""), "outside_name_dative": one.get("name_dative", ""),
    }  # fmt: skip


class AttachmentForm(forms.Form):
    """A file that goes with a letter."""

    file = CheckedFileField(label=_("File"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"))
    title = forms.CharField(label=_("Title in the letter"), max_length=200, required=False)
    sheets = forms.IntegerField(
        label=_("Sheets"), min_value=1, max_value=5000, required=False, widget=forms.NumberInput({"class": "w-s"})
    )


class RemarkForm(forms.Form):
    """What the chair wants changed."""

    remark = forms.CharField(label=_("What is to be changed"), max_length=500, widget=forms.Textarea({"rows": 3}))


class LettersFilter(forms.Form):
    """Which letters are listed."""

    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", pgettext_lazy("letters", "all")), *OutgoingLetter.State.choices]


FIRST_KIND = {RegisterEntry.Kind.REQUEST.value: rules.NOTE}


def opening(entry: RegisterEntry | None) -> dict[str, Any]:
    """What a reply begins with: whom it answers, the same organisation, the same file."""
    if entry is None:
        return {}
    known = {"organisations": [entry.organisation_id]} if entry.organisation_id else {}
    if not known and entry.correspondent_kind == KINDS.AUTHORITY:
        known = {"to_authority": True}
    elif not known:
        known = {"outside_name": entry.correspondent, "outside_kind": entry.correspondent_kind or KINDS.OTHER.value}
    return {"reply_to": entry.pk, "index": entry.index, "kind": FIRST_KIND.get(entry.kind, rules.LETTER), **known}
