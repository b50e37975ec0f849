"""Forms of the consideration."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnForm(forms.Form):
    """Why an application goes back."""

    remark = forms.CharField(
        label=_("What has to be completed"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
