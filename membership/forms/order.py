"""Forms of the order."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from membership import rules
from membership.models import Order


class OrderForm(forms.Form):
    """Number, date and scan of the signed order (A-3.3); `verdict` judges the size that its exclusions would leave."""

    number = forms.CharField(
        label=_("Number of the order"), max_length=60, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    dated_on = DateField(label=_("Date of the order"))
    scan = CheckedFileField(label=_("Scan of the order"), required=False, help_text=_("PDF, JPEG or PNG, up to 20 MB"))
    is_confirmed = forms.BooleanField(label=_("I confirm the exclusion with this in mind"))

    def __init__(self, *args, order: Order, papers_on: tuple[date, ...], today: date, verdict=None, **kwargs) -> None:
        super().__init__(*args, initial={"dated_on": today}, **kwargs)
        self.order, self.papers_on, self.today = order, papers_on, today
        if verdict is None or verdict:
            del self.fields["is_confirmed"]
        else:
            self.fields["is_confirmed"].help_text = str(verdict.sentence)

    def clean_dated_on(self) -> date:
        """Neither ahead nor before the papers the order stands on."""
        day = self.cleaned_data["dated_on"]
        verdict = rules.may_date_order.judge(dated_on=day, today=self.today, papers_on=self.papers_on)
        if not verdict:
            raise forms.ValidationError(str(verdict.sentence))
        return day

    def clean(self):
        """One number and date belong to one order."""
        data = super().clean()
        same = Order.objects.filter(number=data.get("number"), dated_on=data.get("dated_on"), state="entered")
        if data.get("dated_on") and same.exclude(pk=self.order.pk).exists():
            self.add_error("number", _("An order of this number and date is entered already."))
        return data


class VoidForm(forms.Form):
    """Why an order is voided."""

    reason = forms.CharField(
        label=_("Why the order is voided"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300,
        error_messages={"required": _("Say why: the reason stays with the order.")},
    )  # fmt: skip
