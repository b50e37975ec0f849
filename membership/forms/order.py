"""Forms of the order."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField


class OrderForm(forms.Form):
    """Number, date and scan of the signed order (A-3.3)."""

    number = forms.CharField(
        label=_("Number of the order"), max_length=60, widget=forms.TextInput(attrs={"class": "w-m"})
    )
    dated_on = DateField(label=_("Date of the order"))
    scan = CheckedFileField(label=_("Scan of the order"), required=False, help_text=_("PDF, JPEG or PNG, up to 20 MB"))
