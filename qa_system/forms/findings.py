"""Forms of findings and of the measures that mend them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.forms import CheckedFileField
from association.forms.dates import DateField
from qa_system.forms.documents import FILES
from qa_system.forms.editions import EditionForm
from qa_system.forms.processes import from_model
from qa_system.models import Finding, ImprovementAction, Indicator, QaSystem


def _areas(form: forms.Form, *names: str) -> None:
    for name in names:
        for language in ("ky", "ru"):
            form.fields[f"{name}_{language}"].widget = forms.Textarea(attrs={"rows": 3})


class FindingForm(EditionForm):
    """What was found, where it comes from, and what is recommended (K-13.4)."""

    NAMES = (
        "source", "concerns", "text_ky", "text_ru", "recommendation_ky", "recommendation_ru", "found_on", "found_by",
        "process", "indicator",
    )  # fmt: skip

    def __init__(self, *args, system: QaSystem, finding: Finding | None = None, **kwargs) -> None:
        if finding is not None:
            kwargs["initial"] = {name: getattr(finding, name) for name in self.NAMES} | {"seen": finding.version}
        super().__init__(*args, **kwargs)
        from_model(self, Finding, self.NAMES)
        _areas(self, "text", "recommendation")
        self.fields["found_on"] = DateField(label=self.fields["found_on"].label)
        self.fields["concerns"].help_text = _("One of the five kinds that the regulation names.")
        self.fields["concerns"].clause = "K-13.4"
        self.fields["process"].queryset = system.processes.filter(dropped_on=None)
        self.fields["indicator"].queryset = Indicator.objects.filter(process__system=system, dropped_on=None)
        if finding is None:
            del self.fields["seen"]


class AnswerForm(forms.Form):
    """The head's answer to a recommendation (K-15b)."""

    accepted = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[("yes", pgettext_lazy("recommendation", "accept")), ("no", pgettext_lazy("recommendation", "reject"))],
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, Finding, ("answer_ky", "answer_ru"))
        _areas(self, "answer")
        self.fields["answer_ky"].label = _("In words, in Kyrgyz")
        self.fields["answer_ru"].label = _("In words, in Russian")

    def clean(self):
        """The choice as yes or no."""
        data = super().clean()
        return {**data, "accepted": data.get("accepted") == "yes"}


class MeasureForm(EditionForm):
    """A measure: who answers for it, until when, with what, to what effect (K-12.3)."""

    NAMES = (
        "text_ky", "text_ru", "owner", "due_on", "resource_ky", "resource_ru", "effect_ky", "effect_ru", "impact_ky",
        "impact_ru",
    )  # fmt: skip

    def __init__(self, *args, people, action: ImprovementAction | None = None, **kwargs) -> None:
        if action is not None:
            kwargs["initial"] = {name: getattr(action, name) for name in self.NAMES} | {"seen": action.version}
        super().__init__(*args, **kwargs)
        from_model(self, ImprovementAction, self.NAMES)
        _areas(self, "text", "effect", "impact")
        self.fields["owner"].queryset = people
        self.fields["due_on"] = DateField(label=self.fields["due_on"].label)
        if action is None:
            del self.fields["seen"]


class ProofForm(forms.Form):
    """What shows that a measure is done: words, a file, or both (K-7.5)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, ImprovementAction, ("proof_ky", "proof_ru"))
        _areas(self, "proof")
        self.fields["proof_file"] = CheckedFileField(label=_("Proof as a file"), required=False, help_text=FILES)


class RemarkedForm(forms.Form):
    """Words about a measure in both languages."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, ImprovementAction, ("remark_ky", "remark_ru"))
        _areas(self, "remark")


class CheckForm(RemarkedForm):
    """Whether the proof is enough, and what effect is seen."""

    passed = forms.ChoiceField(
        label=_("Is the proof enough?"), widget=forms.RadioSelect,
        choices=[("yes", _("yes, close the measure")), ("no", _("no, give it back"))],
    )  # fmt: skip

    def clean(self):
        """The choice as yes or no."""
        data = super().clean()
        return {**data, "passed": data.get("passed") == "yes"}


class GivingUpForm(RemarkedForm):
    """Why a measure is given up."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remark_ky"].label = _("Reason, in Kyrgyz")
        self.fields["remark_ru"].label = _("Reason, in Russian")
