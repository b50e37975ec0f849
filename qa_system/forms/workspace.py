"""Forms of the workspace: mission, goals, stakeholders, requirements, declarations."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.forms.rows import RowsField
from qa_system.forms.editions import EditionForm
from qa_system.models import Declaration, Indicator, Process, QaSystem, Requirement, Stakeholder, StrategicGoal


def _area(rows: int = 5) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MissionForm(EditionForm):
    """Levels, mission in both languages, the own site."""

    levels = forms.MultipleChoiceField(
        label=_("Levels of education"), widget=forms.CheckboxSelectMultiple,
        help_text=_("They decide which council decides."),
        error_messages={"required": _("Choose at least one level.")},
    )  # fmt: skip
    mission_ky = forms.CharField(label=_("Mission, in Kyrgyz"), required=False, max_length=3000, widget=_area())
    mission_ru = forms.CharField(label=_("Mission, in Russian"), required=False, max_length=3000, widget=_area())
    own_site = forms.URLField(label=_("Address of the own site"), required=False, assume_scheme="https")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["levels"].clause = "K-1"
        self.fields["levels"].choices = [
            (level, QaSystem._meta.get_field(f"is_{level}").verbose_name)
            for level in ("initial", "secondary", "higher")
        ]

    def clean(self):
        """Turn the levels into the marks of the record."""
        data = super().clean()
        chosen = data.pop("levels", [])
        return {**data, **{f"is_{level}": level in chosen for level in ("initial", "secondary", "higher")}}


class OpeningForm(forms.Form):
    """Which organisation opens its system, and the levels of education it gives (K-1)."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=None, empty_label=None)
    levels = forms.MultipleChoiceField(
        label=_("Levels of education"), widget=forms.CheckboxSelectMultiple,
        help_text=_("They decide which council decides."),
        error_messages={"required": _("Choose at least one level.")},
    )  # fmt: skip

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["levels"].clause = "K-1"
        self.fields["levels"].choices = [
            (level, QaSystem._meta.get_field(f"is_{level}").verbose_name)
            for level in ("initial", "secondary", "higher")
        ]


class GoalForm(forms.ModelForm):
    """One strategic goal."""

    class Meta:
        model = StrategicGoal
        fields = ["text_ky", "text_ru", "starts_in", "ends_in"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_in", "ends_in"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=2000, max_value=2100,
                widget=forms.NumberInput(attrs={"class": "w-s"}),
            )  # fmt: skip


class StakeholderForm(forms.ModelForm):
    """One stakeholder of the seven types."""

    class Meta:
        model = Stakeholder
        fields = ["kind", "name_ky", "name_ru", "contact"]


class RequirementForm(forms.Form):
    """What a stakeholder requires, and what answers it."""

    text_ky = forms.CharField(label=_("Requirement, in Kyrgyz"), required=False, max_length=500, widget=_area(3))
    text_ru = forms.CharField(label=_("Requirement, in Russian"), max_length=500, widget=_area(3))
    source = forms.CharField(label=_("Where it is said"), required=False, max_length=300)
    processes = RowsField(
        label=_("Processes that answer it"), queryset=Process.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    indicators = RowsField(
        label=_("Indicators that show it"), queryset=Indicator.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, system: QaSystem, requirement: Requirement | None = None, **kwargs) -> None:
        if requirement is not None:
            kwargs["initial"] = {
                "text_ky": requirement.text_ky, "text_ru": requirement.text_ru, "source": requirement.source,
                "processes": requirement.processes.all(), "indicators": requirement.indicators.all(),
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["processes"].queryset = system.processes.filter(dropped_on=None)
        self.fields["indicators"].queryset = Indicator.objects.filter(process__system=system, dropped_on=None)
        for name in ("processes", "indicators"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]

    def clean(self):
        """An organisation without processes answers with none."""
        return {"processes": [], "indicators": [], **super().clean()}


class DeclarationForm(forms.Form):
    """How a clause is met, or what takes its place."""

    kind = forms.ChoiceField(
        label=_("What do you declare?"), widget=forms.RadioSelect, choices=Declaration.Kind.choices
    )
    text_ky = forms.CharField(label=_("In words, in Kyrgyz"), required=False, max_length=2000, widget=_area())
    text_ru = forms.CharField(label=_("In words, in Russian"), required=False, max_length=2000, widget=_area())
    rating = forms.IntegerField(
        label=_("Own rating, 1 to 5"), required=False, min_value=1, max_value=5,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    evidence = CheckedFileField(
        label=_("Evidence"), required=False, help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB")
    )

    def __init__(self, *args, rated: bool, may_lift: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not rated:
            del self.fields["rating"]
        if not may_lift:
            self.fields["kind"].choices = [pair for pair in Declaration.Kind.choices if pair[0] != Declaration.Kind.OWN]
