"""Forms of partners, agreements and legal bases (A-5.3.3, A-6.1, A-7.1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.rows import RowsField
from association.models import Agreement, AgreementParty, LegalBase, Obligation, Organisation, Partner


class PartnerForm(forms.ModelForm):
    """A partner as the register keeps it (A-6.1)."""

    on = DateField(label=gettext_lazy("From which day"))

    class Meta:
        model = Partner
        fields = ("kind", "name", "name_ky", "region", "contact", "phone", "email", "note")
        widgets = {"note": forms.Textarea({"rows": 3})}

    def __init__(self, *args, is_new: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["on"]


class PartnerFilter(forms.Form):
    """Which partners are shown."""

    q = forms.CharField(
        label=gettext_lazy("Name, region, contact person"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("Any")), *Partner.Kind.choices]
    )
    on = DateField(label=gettext_lazy("As of"), required=False)


class AgreementForm(forms.ModelForm):
    """An agreement with its parties (A-5.3.3); the last day is typed as people say it, still included."""

    dated_on = DateField(label=gettext_lazy("Date"))
    starts_on = DateField(label=gettext_lazy("Holds from"))
    last_on = DateField(label=gettext_lazy("Last day"), required=False)
    organisations = RowsField(
        label=gettext_lazy("Member organisations"), queryset=Organisation.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    partners = RowsField(
        label=gettext_lazy("Partners"), queryset=Partner.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    file = CheckedFileField(
        label=gettext_lazy("File"), required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"),
    )  # fmt: skip
    field_order = [
        "subject", "number", "dated_on", "starts_on", "last_on", "with_association", "organisations", "partners",
        "file",
    ]  # fmt: skip

    class Meta:
        model = Agreement
        fields = ("subject", "number", "with_association")

    def __init__(
        self, *args, members: QuerySet[Organisation], partners: QuerySet[Partner], **kwargs
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = members.order_by("sort_key", "pk")
        self.fields["partners"].queryset = partners

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day is before the first."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes; the end of a period is not included."""
        data = dict(self.cleaned_data)
        last, checked = data.pop("last_on"), data.pop("file")
        return {**data, "ends_on": last + timedelta(days=1) if last else None, "checked": checked}


class ProlongForm(forms.Form):
    """Until which day an agreement holds now."""

    last_on = DateField(label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: without an end"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="prolong_%s", **kwargs)


class ObligationForm(forms.ModelForm):
    """What a party does by an agreement until a day."""

    due_on = DateField(label=gettext_lazy("Due day"))

    class Meta:
        model = Obligation
        fields = ("text", "party", "due_on")
        widgets = {"text": forms.Textarea({"rows": 2})}
        labels = {"party": gettext_lazy("Party")}

    def __init__(self, *args, agreement: Agreement, **kwargs) -> None:
        super().__init__(*args, auto_id="owe_%s", **kwargs)
        field = self.fields["party"]
        field.queryset = AgreementParty.objects.filter(agreement=agreement).select_related("organisation", "partner")
        field.required, field.empty_label = False, gettext_lazy("all parties")


class FulfilForm(forms.Form):
    """On which day an obligation was fulfilled, and how."""

    on = DateField(label=gettext_lazy("Done on"))
    word = forms.CharField(label=gettext_lazy("How it was done"), max_length=500, required=False)


class LegalBaseForm(forms.ModelForm):
    """An act with the days between which it is in force (A-7.1)."""

    dated_on = DateField(label=gettext_lazy("Date of the act"), required=False)
    starts_on = DateField(label=gettext_lazy("In force from"), required=False)
    last_on = DateField(label=gettext_lazy("Last day in force"), required=False)

    class Meta:
        model = LegalBase
        fields = ("title", "title_ky", "number", "dated_on", "starts_on", "place")
        widgets = {"title": forms.Textarea({"rows": 2}), "title_ky": forms.Textarea({"rows": 2})}
        help_texts = {"place": gettext_lazy("The acts stand in the order of these numbers.")}

    field_order = ["title", "title_ky", "number", "dated_on", "starts_on", "last_on", "place"]

    def __init__(self, *args, instance: LegalBase | None = None, **kwargs) -> None:
        last = instance.ends_on - timedelta(days=1) if instance and instance.ends_on else None
        super().__init__(*args, instance=instance, initial={"last_on": last}, **kwargs)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day is before the first."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes; the end of a period is not included."""
        data = dict(self.cleaned_data)
        last = data.pop("last_on")
        return {**data, "ends_on": last + timedelta(days=1) if last else None}
