"""Forms of the annual report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from qa_system.forms.documents import FILES
from qa_system.forms.editions import EditionForm
from qa_system.forms.processes import from_model
from qa_system.models import AnnualReport, ReportedFinding, WorkPlanItem


class AnnualForm(EditionForm):
    """Both parts of a draft and what is attached to it, Kyrgyz and Russian side by side (K-17b, K-17c)."""

    NAMES = (
        "results_ky", "results_ru", "plans_ky", "plans_ru", "evaluation_ky", "evaluation_ru", "conclusion_ky",
        "conclusion_ru", "without_conclusion_ky", "without_conclusion_ru",
    )  # fmt: skip

    evaluation_file = CheckedFileField(label=_("Evaluation report as a file"), required=False, help_text=FILES)
    conclusion_file = CheckedFileField(label=_("Conclusion as a file"), required=False, help_text=FILES)

    def __init__(self, *args, report: AnnualReport, **kwargs) -> None:
        kwargs["initial"] = {name: getattr(report, name) for name in self.NAMES} | {"seen": report.version}
        super().__init__(*args, **kwargs)
        from_model(self, AnnualReport, self.NAMES)
        for name, rows in (("results", 12), ("plans", 12), ("evaluation", 5), ("conclusion", 5)):
            for language in ("ky", "ru"):
                self.fields[f"{name}_{language}"].widget.attrs["rows"] = rows


class ReportedForm(forms.Form):
    """The activity planned for an open finding, or the reason why there is none (K-17c)."""

    def __init__(self, *args, items, answer: ReportedFinding | None = None, **kwargs) -> None:
        names = ("item", "reason_ky", "reason_ru")
        if answer is not None:
            kwargs["initial"] = {name: getattr(answer, name) for name in names}
        super().__init__(*args, **kwargs)
        from_model(self, ReportedFinding, names)
        self.fields["item"] = PlannedField(
            label=self.fields["item"].label, queryset=items, required=False, empty_label=_("none")
        )
        for name in ("reason_ky", "reason_ru"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 3})


class PlannedField(forms.ModelChoiceField):
    """A choice of one activity, named with its academic year."""

    def label_from_instance(self, obj: Any) -> str:
        """The activity under its plan."""
        item: WorkPlanItem = obj
        return f"{item.plan}: {item}"
