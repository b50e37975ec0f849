"""Forms of the certification of quality management systems (A-4.12)."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.models import Organisation
from membership import rules
from membership.models import Certification, CertificationAudit, CertificationStop
from membership.queries_experts import is_known_certificate


class CertificationForm(forms.Form):
    """What stands on the certificate, when it came, and its file."""

    standard = forms.CharField(
        label=_("Standard"), max_length=160, help_text=_("As the certificate names it: GOST R ISO 9001-2015.")
    )
    body = forms.CharField(label=_("Certification body"), max_length=300)
    number = forms.CharField(
        label=_("Number of the certificate"), max_length=60, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    issued_on = DateField(label=_("Valid from"))
    valid_until = DateField(label=_("Valid until"), help_text=_("The last day, as it stands on the certificate."))
    received_on = DateField(label=_("Received on"), help_text=_("When the organisation got the certificate."))
    file = CheckedFileField(label=_("The certificate"), help_text=_("PDF, JPEG or PNG, up to 20 MB"))

    def __init__(self, *args, organisation: Organisation, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.today = organisation, today

    def clean(self):
        """Hold the days in order and refuse a certificate that is on record already."""
        data = super().clean()
        first, last, received = (data.get(name) for name in ("issued_on", "valid_until", "received_on"))
        if first and last and last <= first:
            self.add_error("valid_until", _("The certificate ends before it begins."))
        elif first and last and received:
            verdict = rules.is_record_sound.judge(
                issued_on=first, valid_until=last, received_on=received, on=self.today
            )
            if not verdict:
                self.add_error("received_on", str(verdict.sentence))
        known = {"body": data.get("body"), "number": data.get("number"), "issued_on": first}
        if all(known.values()) and is_known_certificate(self.organisation, **known):
            self.add_error("number", _("This certificate is on record already."))
        return data


class DecisionForm(forms.Form):
    """Confirm the record, send it back, or say that it was entered by mistake."""

    CONFIRM, REJECT, VOID = "confirm", "reject", "void"

    step = forms.ChoiceField(choices=[(CONFIRM, CONFIRM), (REJECT, REJECT), (VOID, VOID)], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        """Whatever undoes a record needs its reason."""
        data = super().clean()
        if data.get("step") in (self.REJECT, self.VOID) and not data.get("reason", "").strip():
            self.add_error("reason", _("Give the reason."))
        return data


class TermForm(forms.Form):
    """A form about one certificate whose day falls into its term."""

    day_field = "on"

    def __init__(self, *args, certification: Certification, ids: str = "", **kwargs) -> None:
        super().__init__(*args, auto_id=f"{ids or type(self).__name__.lower()}_%s", **kwargs)
        self.certification = certification

    def clean(self):
        """Hold the day to the term."""
        data = super().clean()
        day, row = data.get(self.day_field), self.certification
        if day:
            verdict = rules.is_within_term.judge(day=day, issued_on=row.issued_on, valid_until=row.valid_until)
            if not verdict:
                self.add_error(self.day_field, _("This day is outside the term of the certificate."))
        return data


class AuditForm(TermForm):
    """A surveillance audit."""

    day_field = "audited_on"

    audited_on = DateField(label=_("Day of the audit"))
    result = forms.ChoiceField(
        label=_("Result of the audit"), choices=CertificationAudit.Result.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class StopForm(TermForm):
    """A suspension or a withdrawal, from a day, with its reason."""

    kind = forms.ChoiceField(label=_("What happened"), choices=CertificationStop.Kind.choices, widget=forms.RadioSelect)
    on = DateField(label=_("From this day"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class DayForm(TermForm):
    """A day within the term."""

    on = DateField(label=_("From this day"))
