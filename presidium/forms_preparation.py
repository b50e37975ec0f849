"""Forms of the preparation of a meeting: wording, preparer, material, answer, a question off the agenda."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.matters import MATTERS
from association.models import Person
from presidium.actions.preparation import WORDING
from presidium.models import AgendaItem, Participant


class WordingForm(forms.ModelForm):
    """A question with its draft decision and the form of the decision (A-1.5, A-4.3a)."""

    class Meta:
        model = AgendaItem
        fields = ["title", "title_ky", "decision", "decision_ky", "form", "rapporteur"]
        widgets = {
            "title": forms.Textarea({"rows": 2}), "title_ky": forms.Textarea({"rows": 2, "lang": "ky"}),
            "decision": forms.Textarea({"rows": 4}), "decision_ky": forms.Textarea({"rows": 4, "lang": "ky"}),
        }  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].clause = "A-1.5"
        self.fields["form"].help_text = _("Conclusion, proposal and appeal go outside; the others stay inside.")
        if self.instance.matter in MATTERS:
            for name in WORDING:
                del self.fields[name]


class PreparerForm(forms.Form):
    """Who prepares a question, and until when (A-4.5)."""

    person = forms.ModelChoiceField(label=_("Who prepares the question"), queryset=Person.objects.none())
    ready_by = forms.DateField(
        label=_("To be ready by"), widget=forms.DateInput({"type": "date", "class": "w-m"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, item: AgendaItem, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.item, self.today = item, today
        self.fields["person"].queryset = Person.objects.filter(accounts__is_active=True).distinct()
        self.fields["ready_by"].clause = "A-4.5"
        self.initial.setdefault("person", item.preparer_id)
        self.initial.setdefault("ready_by", item.ready_by)

    def clean_ready_by(self) -> date:
        """The day lies between today and the meeting."""
        day = self.cleaned_data["ready_by"]
        if not self.today <= day <= self.item.meeting.held_on:
            raise forms.ValidationError(_("The day lies between today and the day of the meeting."))
        return day


class MaterialForm(forms.Form):
    """A material of a question (A-4.8)."""

    title = forms.CharField(label=_("Name of the material"), max_length=200)
    file = CheckedFileField(label=_("File"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"))


class ReplyForm(forms.Form):
    """Whether a person comes to a meeting (A-4.4c)."""

    answer = forms.ChoiceField(label=_("Will you come?"), choices=Participant.Reply.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason, when you do not come"), max_length=120, required=False,
        help_text=_("The minutes name it beside the absence."),
    )  # fmt: skip

    def clean(self) -> dict:
        """Who does not come says why."""
        data = super().clean()
        if data.get("answer") == Participant.Reply.NO and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why you will not come; the minutes name the reason."))
        return data
