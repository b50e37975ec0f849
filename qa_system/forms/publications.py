"""Forms of publication and of the budget."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.dates import DateField
from qa_system.forms.documents import FILES
from qa_system.forms.editions import EditionForm
from qa_system.forms.processes import from_model
from qa_system.models import BudgetLine, Publication, QaSystem


class PublicationForm(forms.Form):
    """Results, a report, plans and measures to be opened to everybody (K-18b)."""

    decision = forms.ModelChoiceField(
        label=_("Approved by the decision"), queryset=None, required=False, empty_label=_("none"),
        help_text=_("Of the council: number and date are shown beside the publication."),
    )  # fmt: skip
    file_ky = CheckedFileField(label=_("File, in Kyrgyz"), required=False, help_text=FILES)
    file_ru = CheckedFileField(label=_("File, in Russian"), required=False, help_text=FILES)

    def __init__(self, *args, system: QaSystem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = system.decisions.exclude(outcome="returned")
        from_model(self, Publication, ("kind", "year", "title_ky", "title_ru", "body_ky", "body_ru"), kind=_("Kind"))
        self.fields["kind"].choices = [pair for pair in Publication.Kind.choices if pair[0] != Publication.Kind.POLICY]
        self.fields["year"] = forms.IntegerField(
            label=self.fields["year"].label, min_value=2000, max_value=2100,
            widget=forms.NumberInput(attrs={"class": "w-s"}),
        )  # fmt: skip
        for name in ("body_ky", "body_ru"):
            self.fields[name].widget.attrs["rows"] = 8


class OwnSiteForm(forms.Form):
    """Where and since when it stands on the organisation's own site, with the proof (K-18b)."""

    address = forms.URLField(label=_("Address on the own site"), max_length=500, assume_scheme="https")
    site_on = DateField(label=_("On the own site since"))
    proof = CheckedFileField(label=_("Picture of the page"), required=False, help_text=FILES)


class WithdrawalForm(forms.Form):
    """Why a publication is withdrawn; everybody will read it."""

    why = forms.CharField(label=_("Why it is withdrawn"), max_length=500, help_text=_("Everybody will read it."))


class BudgetForm(EditionForm):
    """One line of the budget (K-20)."""

    NAMES = ("year", "procedure_ky", "procedure_ru", "is_mandatory", "needed", "planned", "spent", "source")

    def __init__(self, *args, line: BudgetLine | None = None, **kwargs) -> None:
        if line is not None:
            kwargs["initial"] = {name: getattr(line, name) for name in self.NAMES} | {"seen": line.version}
        super().__init__(*args, **kwargs)
        from_model(self, BudgetLine, self.NAMES)
        self.fields["year"] = forms.IntegerField(
            label=self.fields["year"].label, min_value=2000, max_value=2100,
            widget=forms.NumberInput(attrs={"class": "w-s"}),
        )  # fmt: skip
        for name in ("needed", "planned", "spent"):
            self.fields[name].min_value = 0
        if line is None:
            del self.fields["seen"]
