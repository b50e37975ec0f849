"""Forms of the library of methodical materials and of the list of processes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.parts import PartedForm
from association.models import LibraryItem, Organisation, QmsProcess

MATERIAL = "kind title title_ky note note_ky authors process audience licence".split()


class ProcessField(forms.ModelChoiceField):
    """A process, named in the language of the reader."""

    def label_from_instance(self, obj: QmsProcess) -> str:
        """Code and name."""
        return obj.called(get_language() or "ru")


class ProcessForm(PartedForm):
    """A process that the list does not hold yet."""

    code = forms.CharField(
        label=_("Code"), max_length=10, help_text=_("Stands before the name, as 1.7"),
        widget=forms.TextInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=200)
    name_ky = forms.CharField(label=_("Name in Kyrgyz"), max_length=200, required=False)
    is_core = forms.TypedChoiceField(
        label=_("Kind"), coerce=lambda said: said == "1", widget=forms.RadioSelect, initial="1",
        choices=[("1", pgettext_lazy("process", "core")), ("0", pgettext_lazy("process", "support"))],
    )  # fmt: skip


class ProcessClosingForm(PartedForm):
    """The day from which a process is used no longer."""

    on = DateField(label=_("From which day"))


class MaterialForm(forms.Form):
    """A material for the library: what it is, whose, who may read it, and its file (A-7.2.9)."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label=_("Kind"), choices=LibraryItem.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=300)
    title_ky = forms.CharField(label=_("Title in Kyrgyz"), max_length=300, required=False)
    note = forms.CharField(
        label=_("What it is for"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    note_ky = forms.CharField(
        label=_("What it is for, in Kyrgyz"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    authors = forms.CharField(label=_("Authors"), max_length=300, required=False)
    process = ProcessField(label=_("Process"), queryset=QmsProcess.objects.none(), required=False, empty_label="–")
    audience = forms.ChoiceField(
        label=_("Who may read it"), choices=LibraryItem.Audience.choices, widget=forms.RadioSelect,
        initial=LibraryItem.Audience.MEMBERS,
    )  # fmt: skip
    licence = forms.ChoiceField(
        label=_("Licence"), choices=LibraryItem.Licence.choices, initial=LibraryItem.Licence.ASSOCIATION
    )
    file = CheckedFileField(label=_("File"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"))

    def __init__(
        self, *args, organisations: QuerySet[Organisation], processes: QuerySet[QmsProcess], **kwargs
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["process"].queryset = processes
        first = list(organisations[:2])
        if len(first) == 1:
            self.fields["organisation"].initial = first[0]

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes beside the organisation."""
        return {"checked": self.cleaned_data["file"], **{name: self.cleaned_data[name] for name in MATERIAL}}


class MaterialTakingBackForm(forms.Form):
    """Why a material is taken out of the library."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It stays on record beside the material."))


class LibraryFilter(forms.Form):
    """What is looked for in the library; every field may stay empty."""

    q = forms.CharField(
        label=_("Title, author, organisation"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *LibraryItem.Kind.choices])
    process = ProcessField(label=_("Process"), queryset=QmsProcess.objects.none(), required=False, empty_label=_("Any"))
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), required=False, empty_label=_("Any")
    )

    def __init__(self, *args, seen: QuerySet[LibraryItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = seen.select_related(None).order_by()
        self.fields["process"].queryset = QmsProcess.objects.filter(Exists(own.filter(process=OuterRef("pk"))))
        self.fields["organisation"].queryset = Organisation.objects.filter(
            Exists(own.filter(organisation=OuterRef("pk")))
        )
