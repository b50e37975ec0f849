"""Forms of the ministry: a remark, an answer, whom to entrust with what (K-O4)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms.dates import DateField
from association.models import District, User
from qa_system.filters import LEVEL_NAMES
from qa_system.models import Publication, QaSystem

PLACES = (District.Kind.OBLAST, District.Kind.CITY)


class RemarkForm(forms.Form):
    """What an official remarks, on the organisation or on something it has published."""

    about = forms.ModelChoiceField(
        label=_("About"), queryset=Publication.objects.none(), required=False, empty_label=_("the organisation")
    )
    text = forms.CharField(label=_("Remark"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, system: QaSystem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].queryset = system.publications.all()


class AnswerForm(forms.Form):
    """The next words in a dialogue."""

    text = forms.CharField(label=_("Answer"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))


class OfficialChoice(forms.ModelChoiceField):
    """An account of an official, shown by name and address, for two people may bear one name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.get_full_name()}, {obj.email}"


class EntrustForm(forms.Form):
    """Which official reads which level, where, and from when on."""

    user = OfficialChoice(label=_("Official"), queryset=User.objects.none(), empty_label=None)
    level = forms.ChoiceField(label=_("Level"), choices=list(LEVEL_NAMES.items()), widget=forms.RadioSelect)
    oblast = forms.ModelChoiceField(
        label=_("Oblast or city"), queryset=District.objects.none(), required=False, empty_label=_("all of the country")
    )
    on = DateField(label=_("From"))

    def __init__(self, *args, officials, day, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = officials
        self.fields["oblast"].queryset = District.objects.on(day).filter(country="KG", kind__in=PLACES)
