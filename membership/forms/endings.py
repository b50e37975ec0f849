"""Forms of the exit from the Association."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.models import Organisation
from membership.models import Membership


class SchoolChoice(forms.ModelChoiceField):
    """An organisation by its name of today."""

    def label_from_instance(self, row: Organisation) -> str:
        """Name it as the register does."""
        return row.title


class ExitForm(forms.Form):
    """The head's application to leave: which organisation, from which day, and why if the head wishes (A-3.15.2)."""

    organisation = SchoolChoice(label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=None)
    stated_on = DateField(
        label=_("First day without membership"), required=False,
        help_text=_("Leave it empty to leave on the day the application is registered."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason, if you wish to give one"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        max_length=1000, help_text=_("Printed on the application. Nobody may ask for it."),
    )  # fmt: skip

    def __init__(self, *args, organisations, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field = self.fields["organisation"]
        field.queryset = organisations
        if organisations.count() == 1:
            field.widget = forms.HiddenInput()
            self.initial["organisation"] = organisations.get().pk

    def clean_stated_on(self) -> date | None:
        """Membership ends not earlier than the application is registered."""
        day = self.cleaned_data["stated_on"]
        if day and day < self.today:
            raise forms.ValidationError(
                _("This day is past: membership ends not earlier than the application is registered.")
            )
        return day


class ConsentForm(forms.Form):
    """The minutes of the Presidium's consent, asked for only where the rules in force want one (A-3.14)."""

    consent_number = forms.CharField(label=_("Number of the minutes with the consent"), max_length=60)
    consent_on = DateField(label=_("Date of these minutes"))

    def __init__(self, *args, is_needed: bool, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if not is_needed:
            self.fields.pop("consent_number", None)
            self.fields.pop("consent_on", None)

    def clean_consent_on(self) -> date:
        """Minutes are not dated ahead."""
        day = self.cleaned_data["consent_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies ahead."))
        return day


class PaperExitForm(ConsentForm):
    """An exit that came signed on paper, as the secretary enters it (A-3.15.2, A-7.2.2)."""

    organisation = SchoolChoice(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose the organisation")
    )
    signed_on = DateField(label=_("Date on the application"))
    stated_on = DateField(
        label=_("First day without membership"), required=False,
        help_text=_("As the head wrote it; empty when the application names no day."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason, if one is given"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=1000
    )
    scan = CheckedFileField(
        label=_("Scan of the application"), help_text=_("PDF, JPEG or PNG, up to 20 MB"),
        error_messages={"required": _("Attach the scan: without the head's signature there is no exit.")},
    )  # fmt: skip
    field_order = ["organisation", "signed_on", "stated_on", "reason", "scan", "consent_number", "consent_on"]

    def __init__(self, *args, is_needed: bool, today: date, **kwargs) -> None:
        super().__init__(*args, is_needed=is_needed, today=today, **kwargs)
        standing = Membership.objects.open().filter(starts_on__lte=today)
        self.fields["organisation"].queryset = Organisation.objects.filter(memberships__in=standing)

    def clean_signed_on(self) -> date:
        """An application is not signed in the future."""
        day = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day lies ahead: look at the date on the application again."))
        return day
