"""Forms of participants: the public entry, an entry by the director, the scores afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.models import Organisation
from association.rules import events as rules

NAME = ("surname", "given", "patronymic", "post")


class EntryForm(forms.Form):
    """Who takes part; what is asked is what the list of participants needs, and no more."""

    surname = forms.CharField(label=_("Surname"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    post = forms.CharField(label=_("Post"), max_length=200, required=False)

    @property
    def person(self) -> dict[str, Any]:
        """The person as the verbs take one."""
        return {
            name: value for name, value in self.cleaned_data.items()
            if name in (*NAME, "workplace", "email")
        }  # fmt: skip


class PublicEntryForm(EntryForm):
    """An entry of one's own; the letter with the link goes to the address."""

    workplace = forms.CharField(label=_("Place of work or study"), max_length=300)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A letter with a link goes there; the entry counts when you open the link.")
    )


class OwnPersonForm(EntryForm):
    """A person of one's own organisation."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    email = forms.EmailField(
        label=_("E-mail of the participant"), required=False,
        help_text=_("Reminders, materials and the questionnaire go there. Without it they reach nobody."),
    )  # fmt: skip

    def __init__(self, *args, organisations: QuerySet[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        first = list(organisations[:2])
        if len(first) == 1:
            self.fields["organisation"].initial = first[0]


class AdmissionForm(EntryForm):
    """Somebody who came without an entry."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    workplace = forms.CharField(
        label=_("Another place of work or study"), max_length=300, required=False,
        help_text=_("Where the organisation is not in the list above."),
    )  # fmt: skip

    def __init__(self, *args, organisations: QuerySet[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class ScoresForm(forms.Form):
    """A score of 1 to 5 by each criterion, and a comment (A-5.3.5)."""

    comment = forms.CharField(
        label=_("What would you do otherwise, what do you want more of"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 4}), help_text=_("Please name nobody: the organisers read the answers."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        scale = [(str(one), str(one)) for one in range(rules.MOST, rules.LEAST - 1, -1)]
        fields = {
            key: forms.TypedChoiceField(
                label=str(name).capitalize(), choices=scale, coerce=int, widget=forms.RadioSelect,
                help_text=_("5 is the best score, 1 the lowest."),
            )
            for key, name in rules.CRITERIA.items()
        }  # fmt: skip
        self.fields = {**fields, **self.fields}

    @property
    def scores(self) -> dict[str, int]:
        """The scores as the verb takes them."""
        return {key: self.cleaned_data[key] for key in rules.CRITERIA}
