"""Forms of processes and indicators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from association.forms.dates import DateField
from association.models import Person
from qa_system.forms.editions import EditionForm
from qa_system.models import Indicator, Process, ProcessLink, QaSystem, Resource, Risk
from qa_system.models.process import Area, Stage

PAIRED = forms.Textarea(attrs={"rows": 3})


def from_model(
    form: forms.Form, model: Any, names: tuple[str, ...], *, optional: tuple[str, ...] = (), **labels: Any
) -> None:
    """Give a form the fields of a record under their own labels, or those given: a label speaks every language."""
    for name in names:
        column = model._meta.get_field(name)
        field = column.formfield(**({"assume_scheme": "https"} if isinstance(column, models.URLField) else {}))
        field.required = field.required and name not in optional
        field.label = labels.get(name, field.label)
        if not isinstance(field.label, Promise):
            raise LookupError(f"{model.__name__}.{name} has no label of its own")
        form.fields[name] = field


class ProcessForm(EditionForm):
    """The head of a process card (K-10)."""

    NAMES = ("code", "name_ky", "name_ru", "classification", "area", "stage", "purpose_ky", "purpose_ru")

    def __init__(self, *args, process: Process | None = None, **kwargs) -> None:
        if process is not None:
            kwargs["initial"] = {name: getattr(process, name) for name in self.NAMES} | {"seen": process.version}
        super().__init__(*args, **kwargs)
        from_model(self, Process, self.NAMES)
        self.fields["classification"].widget = forms.RadioSelect(choices=Process.Class.choices)
        self.fields["area"].choices = Area.choices
        self.fields["stage"].choices = [("", "—"), *Stage.choices]
        for name in ("purpose_ky", "purpose_ru"):
            self.fields[name].widget.attrs["rows"] = 3
        if process is None:
            del self.fields["seen"]


class RoleForm(forms.Form):
    """Who owns a process or takes part in it, from a day on."""

    kind = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    post_ky = forms.CharField(label=_("Post, in Kyrgyz"), max_length=200, required=False)
    post_ru = forms.CharField(label=_("Post, in Russian"), max_length=200, required=False)
    on = DateField(label=_("From"))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("owner", _("owner")), ("participant", _("participant"))]
        self.fields["person"].queryset = people


class LinkForm(forms.Form):
    """What is handed on, from where and where to (K-5.2)."""

    supplier = forms.ModelChoiceField(
        label=_("From the process"), queryset=Process.objects.none(), required=False, empty_label=_("from outside")
    )
    customer = forms.ModelChoiceField(
        label=_("To the process"), queryset=Process.objects.none(), required=False, empty_label=_("to the outside")
    )
    outside = forms.ModelChoiceField(
        label=_("Stakeholder outside"), queryset=None, required=False, empty_label=_("none")
    )

    def __init__(self, *args, system: QaSystem, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = system.processes.filter(dropped_on=None)
        self.fields["supplier"].queryset = self.fields["customer"].queryset = rows
        self.fields["outside"].queryset = system.stakeholders.filter(dropped_on=None)
        from_model(self, ProcessLink, ("what_ky", "what_ru"))


class StepForm(forms.Form):
    """One step of a process."""

    text_ky = forms.CharField(label=_("Step, in Kyrgyz"), max_length=500, required=False)
    text_ru = forms.CharField(label=_("Step, in Russian"), max_length=500)
    who = forms.CharField(label=_("Who does it"), max_length=200, required=False)


class ResourceForm(forms.Form):
    """One resource: what is needed and what is at hand (K-13.1d)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, Resource, ("name_ky", "name_ru", "unit", "need", "have"))


class RiskForm(forms.Form):
    """One risk with its measure."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, Risk, ("text_ky", "text_ru", "likelihood", "impact", "measure_ky", "measure_ru"))
        for name in ("likelihood", "impact"):
            label = self.fields[name].label
            self.fields[name] = forms.IntegerField(
                label=label, min_value=1, max_value=5, widget=forms.NumberInput(attrs={"class": "w-s"})
            )


class IndicatorForm(EditionForm):
    """The passport of an indicator (K-13.1c); what is left empty is shown as missing, not refused."""

    NAMES = (
        "code", "name_ky", "name_ru", "formula_ky", "formula_ru", "unit", "direction", "baseline", "baseline_year",
        "met_from", "near_from", "weight", "frequency", "source_ky", "source_ru", "responsible", "is_learning_result",
        "is_resource",
    )  # fmt: skip

    def __init__(self, *args, people, indicator: Indicator | None = None, **kwargs) -> None:
        if indicator is not None:
            kwargs["initial"] = {name: getattr(indicator, name) for name in self.NAMES} | {"seen": indicator.version}
        super().__init__(*args, **kwargs)
        from_model(self, Indicator, self.NAMES, responsible=_("Responsible"))
        self.fields["responsible"].queryset = people
        for name, top in (("met_from", 1000), ("near_from", 1000), ("weight", 100)):
            field = forms.IntegerField(
                label=self.fields[name].label, min_value=1 if name == "weight" else 0, max_value=top,
                initial=Indicator._meta.get_field(name).default, widget=forms.NumberInput(attrs={"class": "w-s"}),
            )  # fmt: skip
            self.fields[name] = field
        if indicator is None:
            del self.fields["seen"]


class TargetForm(forms.Form):
    """The target of one year: one value, or both ends of a range."""

    year = forms.IntegerField(
        label=_("Academic year that begins in"), min_value=2000, max_value=2100,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    value = forms.DecimalField(label=_("Target"), max_digits=12, decimal_places=3, required=False)
    low = forms.DecimalField(label=_("Not below"), max_digits=12, decimal_places=3, required=False)
    high = forms.DecimalField(label=_("Not above"), max_digits=12, decimal_places=3, required=False)

    def __init__(self, *args, direction: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.unused = ("value",) if direction == "range" else ("low", "high")
        for name in self.unused:
            del self.fields[name]

    def clean(self):
        """What the direction has no use for is empty."""
        return {**dict.fromkeys(self.unused), **super().clean()}
