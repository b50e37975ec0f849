"""Forms of the inbox of proposals and of the sittings of the Quality Council (A-5.4.5, A-5.1.4)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.calendar import Span
from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.plans import months_of
from association.models import AnnualPlan, CouncilSitting, Organisation, Proposal

THREE = forms.Textarea({"rows": 3})


class ProposalForm(forms.Form):
    """What is proposed, for the plan or for an agenda, for whom (A-5.4.5)."""

    kind = forms.ChoiceField(
        label=_("What it is for"), choices=Proposal.Kind.choices, widget=forms.RadioSelect, initial=Proposal.Kind.PLAN
    )
    title = forms.CharField(label=_("What is proposed"), max_length=300)
    why = forms.CharField(label=_("Why, and who would do it"), max_length=2000, required=False, widget=THREE)
    month = forms.ChoiceField(label=_("When"), required=False, choices=[])
    organisation = forms.ModelChoiceField(
        label=_("In the name of which organisation"), queryset=Organisation.objects.none(), required=False,
        empty_label=_("in my own name, as a member of the Presidium"),
    )  # fmt: skip

    def __init__(
        self, *args, organisations: QuerySet[Organisation], has_seat: bool, years: list[Span], **kwargs
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        months = [choice for span in years for choice in months_of(span)]
        self.fields["month"].choices = [("", _("any time")), *months]
        field = self.fields["organisation"]
        field.queryset = organisations
        if not has_seat:
            field.required, field.empty_label = True, None
        elif not organisations.exists():
            del self.fields["organisation"]

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        month = self.cleaned_data["month"]
        return {**self.cleaned_data, "month": date.fromisoformat(f"{month}-01") if month else None}


class AnswerForm(forms.Form):
    """The answer to a proposal."""

    answer = forms.CharField(
        label=_("Answer"), max_length=1000, required=False, widget=THREE, help_text=_("The proposer reads it.")
    )


class SittingForm(forms.Form):
    """A sitting of the council: when, what about, who took part (A-5.1.4)."""

    held_on = DateField(label=_("Date of the sitting"))
    number = forms.CharField(label=_("Number of its minutes"), max_length=60, required=False)
    matter = forms.CharField(label=_("What was dealt with"), max_length=2000, widget=THREE)
    outcome = forms.CharField(label=_("What was decided"), max_length=2000, required=False, widget=THREE)
    who = forms.ChoiceField(
        label=_("Who took part"), choices=CouncilSitting.Who.choices, widget=forms.RadioSelect,
        initial=CouncilSitting.Who.CHAIR,
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name of the representative"), max_length=200, required=False, help_text=_("Initials and surname")
    )
    post = forms.CharField(label=_("Post of the representative"), max_length=300, required=False)
    plan = forms.ModelChoiceField(
        label=_("The annual plan that was dealt with"), queryset=AnnualPlan.objects.none(), required=False,
        empty_label="–",
    )  # fmt: skip
    proof = CheckedFileField(
        label=_("Minutes or extract"), required=False, help_text=_("PDF, JPEG or PNG, up to 20 MB")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = AnnualPlan.objects.exclude(state__in=("draft", "withdrawn"))


class StrikingForm(forms.Form):
    """Why an entry is struck through."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
