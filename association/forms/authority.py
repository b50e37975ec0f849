"""Form of the authority that accompanies the association."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

DATE = {"widget": forms.DateInput({"type": "date", "class": "w-m"}, format="%Y-%m-%d")}


class AuthorityForm(forms.Form):
    """The authority's name and its head, as papers print them (A-1.7, A-A.1)."""

    name = forms.CharField(label=_("Name of the authority"), max_length=300)
    genitive = forms.CharField(label=_("Name in the genitive"), max_length=300)
    surname = forms.CharField(label=_("Surname of its head"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    dative = forms.CharField(label=_("Surname with initials in the dative"), max_length=250)
    post = forms.CharField(label=_("Post"), max_length=300)
    post_dative = forms.CharField(label=_("Post in the dative"), max_length=300)
    on = forms.DateField(label=_("From which day"), **DATE)
