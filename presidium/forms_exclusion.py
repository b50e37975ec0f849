"""Forms of the exclusion case (A-3.14)."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.models import Organisation
from membership.queries import members_on
from presidium.models import ExclusionCase, Participant
from presidium.queries_exclusion import Line


class SchoolChoice(forms.ModelChoiceField):
    """An organisation by its name of today."""

    def label_from_instance(self, row: Organisation) -> str:
        """Name it as the register does."""
        return row.title


class MotionForm(forms.Form):
    """Who moves the exclusion of whom, on what grounds, with which proof (A-3.14)."""

    initiator = SchoolChoice(label=_("Organisation that moves it"), queryset=Organisation.objects.none())
    target = SchoolChoice(
        label=_("Organisation to be excluded"), queryset=Organisation.objects.none(),
        empty_label=_("Choose the organisation"),
    )  # fmt: skip
    grounds = forms.CharField(
        label=_("Grounds"), widget=forms.Textarea({"rows": 6}), max_length=4000,
        help_text=_("Printed in the motion. The organisation reads them and may answer before the vote."),
    )  # fmt: skip
    evidence = CheckedFileField(
        label=_("File with the proof"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"),
        error_messages={"required": _("Attach the file on which the grounds stand.")},
    )  # fmt: skip

    def __init__(self, *args, schools, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        members = Organisation.objects.filter(pk__in=members_on(today).values("organisation")).order_by("sort_key")
        self.fields["initiator"].queryset = schools
        self.fields["target"].queryset = members
        self.fields["target"].clause = "A-3.14"
        if schools.count() == 1:
            own = schools.get()
            self.fields["initiator"].widget = forms.HiddenInput()
            self.fields["initiator"].initial = own.pk
            self.fields["target"].queryset = members.exclude(pk=own.pk)


class ExplanationForm(forms.Form):
    """What the organisation says to the grounds (A-3.14)."""

    text = forms.CharField(
        label=_("Explanation of the organisation"), widget=forms.Textarea({"rows": 5}), max_length=4000,
        help_text=_("The members of the Presidium read it before they vote; it is printed in the case file."),
    )  # fmt: skip


class SheetScanForm(forms.Form):
    """A consent sheet signed by hand: whose, of which day, with its scan (A-3.14)."""

    participant = forms.ModelChoiceField(
        label=_("Member of the Presidium"), queryset=Participant.objects.none(), empty_label=_("Choose the member")
    )
    given_on = DateField(label=_("Date on the sheet"))
    scan = CheckedFileField(label=_("Scan of the signed sheet"), help_text=_("PDF, JPEG or PNG, up to 20 MB"))

    def __init__(self, *args, case: ExclusionCase, roster: list[Line], today: date, **kwargs) -> None:
        super().__init__(*args, auto_id="sheet_%s", **kwargs)
        self.case, self.today = case, today
        open_to = [line.participant.pk for line in roster if line.may_sign]
        self.fields["participant"].queryset = Participant.objects.filter(pk__in=open_to).select_related("person")

    def clean_given_on(self) -> date:
        """A sheet is signed from the day of the meeting on, and not ahead."""
        day, held_on = self.cleaned_data["given_on"], self.case.item.meeting.held_on
        if not held_on <= day <= self.today:
            raise forms.ValidationError(_("A sheet bears a day from the meeting to today."))
        return day


class ClosingForm(forms.Form):
    """Why a case is closed without an exclusion (A-3.14)."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It is told to both organisations and stays in the case.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="closing_%s", **kwargs)
