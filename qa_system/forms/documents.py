"""Forms of the documented system and of the council."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.rows import RowsField
from qa_system.forms.editions import EditionForm
from qa_system.forms.processes import from_model
from qa_system.models import CouncilDecision, DocumentVersion, QaDocument, QaSystem

FILES = _("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB")


class DocumentForm(forms.Form):
    """A document of the register (K-19a)."""

    def __init__(self, *args, system: QaSystem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        names = ("kind", "code", "title_ky", "title_ru", "process")
        from_model(self, QaDocument, names, optional=("process",), process=_("Process"))
        self.fields["process"].queryset = system.processes.filter(dropped_on=None)
        self.fields["approver"] = forms.ChoiceField(
            label=_("Approved by"), required=False,
            choices=[("", _("as usual for this type")), *QaDocument.Approver.choices],
        )  # fmt: skip


class VersionForm(EditionForm):
    """The two texts of a draft, side by side, and what belongs to them (K-19b)."""

    NAMES = ("body_ky", "body_ru", "change_ky", "change_ru", "act_name", "act_url", "effective_on", "review_due")

    file_ky = CheckedFileField(label=_("File, in Kyrgyz"), required=False, help_text=FILES)
    file_ru = CheckedFileField(label=_("File, in Russian"), required=False, help_text=FILES)

    def __init__(self, *args, version: DocumentVersion, **kwargs) -> None:
        kwargs["initial"] = {name: getattr(version, name) for name in self.NAMES} | {"seen": version.edit}
        super().__init__(*args, **kwargs)
        from_model(self, DocumentVersion, self.NAMES)
        for name in ("body_ky", "body_ru"):
            self.fields[name].widget.attrs["rows"] = 16
        for name in ("effective_on", "review_due"):
            self.fields[name] = DateField(label=self.fields[name].label, required=False)

    def texts(self) -> dict[str, Any]:
        """The clean values without the files, which the view keeps first."""
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("file_")}


class ReadersForm(forms.Form):
    """Who is asked to read a version."""

    people = RowsField(label=_("Who reads it"), queryset=None, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class QuestionForm(forms.Form):
    """Another question for the council."""

    subject_ky = forms.CharField(label=_("Question, in Kyrgyz"), max_length=500, required=False)
    subject_ru = forms.CharField(label=_("Question, in Russian"), max_length=500)


class DecisionForm(forms.Form):
    """What the council decided: recorded as it stands in its minutes (K-17a)."""

    NAMES = (
        "number", "dated_on", "item", "outcome", "changes_ky", "changes_ru", "votes_for", "votes_against",
        "votes_abstained", "chaired_by",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, CouncilDecision, self.NAMES)
        self.fields["dated_on"] = DateField(label=self.fields["dated_on"].label)
        self.fields["outcome"].widget = forms.RadioSelect(choices=CouncilDecision.Outcome.choices)
        for name in ("changes_ky", "changes_ru"):
            self.fields[name].widget.attrs["rows"] = 3
        for name in ("votes_for", "votes_against", "votes_abstained"):
            self.fields[name].widget.attrs["class"] = "w-s"
        self.fields["scan"] = CheckedFileField(label=_("Scan of the minutes"), required=False, help_text=FILES)
