"""Forms on the stewards of processes: a line of a distribution, what a steward gives, the day of the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.library import ProcessField
from association.models import LibraryItem, Organisation, QmsProcess
from association.queries import processes_on
from mentoring import rules
from mentoring.models import ProcessDuty
from mentoring.queries_stewards import duties_on, member_organisations

MATERIAL = "kind title title_ky note note_ky authors audience licence".split()


class DutyLineForm(forms.Form):
    """A process for a member organisation (A-3.17a)."""

    process = ProcessField(label=_("Process"), queryset=QmsProcess.objects.none())
    organisation = forms.ModelChoiceField(label=_("Member organisation"), queryset=Organisation.objects.none())
    until = DateField(
        label=_("Until which day"), required=False, help_text=_("The first day without the duty; empty for good.")
    )

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["process"].queryset = processes_on(day)
        self.fields["organisation"].queryset = member_organisations(day)


class DutyField(forms.ModelChoiceField):
    """A duty, named by process and organisation."""

    def label_from_instance(self, obj: ProcessDuty) -> str:
        """Process and organisation."""
        return f"{obj.process}: {obj.organisation}"


class TakingBackForm(forms.Form):
    """A duty that the meeting is asked to take back (A-3.17c)."""

    duty = DutyField(label=_("Who answers for what"), queryset=ProcessDuty.objects.none())

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].queryset = duties_on(day)


class OutputForm(forms.Form):
    """What a steward gives the process: kind, title, readers and the file (A-3.17b)."""

    kind = forms.ChoiceField(label=_("Kind"), choices=list(rules.OUTPUTS.items()), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=300)
    title_ky = forms.CharField(label=_("Title in Kyrgyz"), max_length=300, required=False)
    note = forms.CharField(
        label=_("What it is for"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    note_ky = forms.CharField(
        label=_("What it is for, in Kyrgyz"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    authors = forms.CharField(label=_("Authors"), max_length=300, required=False)
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=LibraryItem.Audience.choices, widget=forms.RadioSelect,
        initial=LibraryItem.Audience.MEMBERS,
    )  # fmt: skip
    licence = forms.ChoiceField(
        label=_("Licence"), choices=LibraryItem.Licence.choices, initial=LibraryItem.Licence.ASSOCIATION
    )
    file = CheckedFileField(label=_("File"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"))

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"checked": self.cleaned_data["file"], **{name: self.cleaned_data[name] for name in MATERIAL}}
