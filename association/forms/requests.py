"""Forms of requests of information: the words, the fields asked for, the addressees, and the answer itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from association.doors import Checked
from association.fmt import date_text
from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.rows import RowsField
from association.models import InformationRequest, Organisation, RequestAnswer, RequestField

YES, NO = "1", "0"


def _day(day: date) -> str:
    return date_text(day, (get_language() or "ru").split("-")[0])


class RequestForm(forms.ModelForm):
    """Subject, text and due day of a request (A-5.2.1)."""

    due_on = DateField(label=gettext_lazy("Due day"))

    class Meta:
        model = InformationRequest
        fields = ("subject", "text", "due_on", "subject_ky", "text_ky")
        widgets = {"text": forms.Textarea({"rows": 6}), "text_ky": forms.Textarea({"rows": 6})}
        help_texts = {
            "subject": gettext_lazy("As the letter is headed, beginning with “On …”"),
            "subject_ky": gettext_lazy("With subject and text in Kyrgyz, a Kyrgyz edition goes with the letter."),
        }

    def __init__(self, *args, earliest: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.fields["due_on"].clause = "A-5.2.1"
        told = _("Not before %(day)s: the addressees need time to answer.")
        self.fields["due_on"].help_text = told % {"day": _day(earliest)}

    def clean_due_on(self) -> date:
        """The day leaves enough working days."""
        due_on = self.cleaned_data["due_on"]
        if due_on < self.earliest:
            message = _("The first day that leaves enough time is %(day)s.")
            raise forms.ValidationError(message % {"day": _day(self.earliest)})
        return due_on


class RequestFieldForm(forms.ModelForm):
    """One field of the form that a request asks to fill in."""

    class Meta:
        model = RequestField
        fields = ("number", "kind", "label", "label_ky", "unit", "options", "is_required")
        widgets = {
            "number": forms.NumberInput({"class": "w-s"}), "unit": forms.TextInput({"class": "w-m"}),
            "options": forms.Textarea({"rows": 4}),
        }  # fmt: skip
        help_texts = {
            "number": gettext_lazy("The fields stand in the order of their numbers."),
            "unit": gettext_lazy("Of a number: people, hours, per cent …"),
            "options": gettext_lazy("One to a line; for an answer chosen from several."),
        }

    def clean(self) -> dict[str, Any]:
        """A choice has at least two answers to choose from; nothing else has any."""
        data = super().clean() or {}
        lines = {line.strip() for line in data.get("options", "").splitlines() if line.strip()}
        if data.get("kind") == RequestField.Kind.CHOICE and len(lines) < 2:
            self.add_error("options", _("Write at least two answers to choose from, one to a line."))
        elif data.get("kind") != RequestField.Kind.CHOICE:
            data["options"] = ""
        return data


class AddresseesForm(forms.Form):
    """Which member organisations are asked (A-5.7.5)."""

    everybody = forms.BooleanField(label=gettext_lazy("All member organisations"), required=False)
    organisations = RowsField(
        label=gettext_lazy("Member organisations"), queryset=Organisation.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, members: QuerySet[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members.order_by("sort_key", "pk"))
        field = self.fields["organisations"]
        field.clause = "A-5.7.5"
        # Any organisation may be sent, so that one that is no member is refused by the clause.
        field.queryset = Organisation.objects.all()
        field.choices = [(row.pk, row.title) for row in self.members]

    @property
    def chosen(self) -> list[Organisation]:
        """The organisations meant."""
        return self.members if self.cleaned_data["everybody"] else list(self.cleaned_data["organisations"])


class ReturnForm(forms.Form):
    """Why an answer is sent back."""

    word = forms.CharField(
        label=gettext_lazy("What is to be put right"), max_length=500, widget=forms.Textarea({"rows": 3})
    )


class _Number(forms.DecimalField):
    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "w-m"})

    def to_python(self, value: Any) -> Decimal | None:
        """A number as people write it: with a comma, and with spaces between the thousands."""
        text = "".join(str(value or "").split()).replace(",", ".")
        return super().to_python(text)


def _control(row: RequestField) -> forms.Field:
    facts: dict[str, Any] = {"label": row.called, "required": row.is_required}
    kind = RequestField.Kind
    if row.kind == kind.NUMBER:
        return _Number(max_digits=15, decimal_places=4, help_text=row.unit, **facts)
    if row.kind == kind.DATE:
        return DateField(**facts)
    if row.kind == kind.YES_NO:
        said = [(YES, gettext_lazy("Yes")), (NO, gettext_lazy("No"))]
        return forms.ChoiceField(choices=said, widget=forms.RadioSelect, **facts)
    if row.kind == kind.CHOICE:
        return forms.ChoiceField(choices=[(one, one) for one in row.choices], widget=forms.RadioSelect, **facts)
    if row.kind == kind.FILE:
        hint = gettext_lazy("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB")
        return CheckedFileField(help_text=hint, **facts)
    return forms.CharField(max_length=4000, widget=forms.Textarea({"rows": 2}), help_text=row.unit, **facts)


class AnswerForm(forms.Form):
    """The form that a request asks to fill in; a draft may leave anything open."""

    def __init__(
        self, *args, rows: list[RequestField], kept: Mapping[int, RequestAnswer], is_draft: bool = False, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.is_draft = rows, is_draft
        for row in rows:
            field = _control(row)
            answer = kept.get(row.pk)
            if row.kind == RequestField.Kind.FILE and answer and answer.file:
                field.help_text = _("Kept: %(name)s. Another file takes its place.") % {"name": answer.file.name}
                field.has_file = True
            elif answer:
                field.initial = answer.value
            if getattr(field, "has_file", False):
                field.required = False
            self.fields[f"f{row.pk}"] = field

    def full_clean(self) -> None:
        """A draft may leave anything open, and its page says all the same what is obligatory."""
        asked = [field for field in self.fields.values() if field.required and self.is_draft]
        for field in asked:
            field.required = False
        super().full_clean()
        for field in asked:
            field.required = True

    @property
    def values(self) -> dict[int, str]:
        """What is filled in rightly, by field; an emptied field is empty."""
        found = {}
        for row in self.rows:
            name = f"f{row.pk}"
            if row.kind != RequestField.Kind.FILE and name in self.cleaned_data:
                value = self.cleaned_data[name]
                found[row.pk] = _kept(value)
        return found

    @property
    def uploads(self) -> dict[int, Checked]:
        """The files that came, by field."""
        given = {row.pk: self.cleaned_data.get(f"f{row.pk}") for row in self.rows if row.kind == RequestField.Kind.FILE}
        return {key: checked for key, checked in given.items() if checked}


def _kept(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value).strip()
