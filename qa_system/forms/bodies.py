"""Forms of the quality body, the commission and the plan of work."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms.dates import DateField
from association.models import Person
from qa_system.forms.editions import EditionForm
from qa_system.forms.processes import from_model
from qa_system.models import BodyFunction, Commission, CommissionMember, QaSystem, QualityBody, WorkPlanItem


class BodyForm(forms.Form):
    """A unit, or an officer with the reason why there is no unit (K-11a)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, QualityBody, ("kind", "name_ky", "name_ru", "why_no_unit"))
        self.fields["kind"].widget = forms.RadioSelect(choices=QualityBody.Kind.choices)
        self.fields["why_no_unit"].help_text = _("Only for an officer.")
        self.fields["why_no_unit"].widget.attrs["rows"] = 3


class OrderForm(forms.Form):
    """Number and date of the head's order, as they stand on the signed paper (K-11c)."""

    order_number = forms.CharField(label=_("Number of the order"), max_length=60)
    ordered_on = DateField(label=_("Date of the order"))
    control = forms.CharField(label=_("Who watches over the order"), max_length=300, required=False)


class PersonForm(forms.Form):
    """A person of the organisation, to be named in its records."""

    surname = forms.CharField(label=_("Surname"), max_length=80)
    given = forms.CharField(label=_("Given name"), max_length=80)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=80, required=False)
    post_ky = forms.CharField(label=_("Post, in Kyrgyz"), max_length=200, required=False)
    post_ru = forms.CharField(label=_("Post, in Russian"), max_length=200, required=False)


class MemberForm(forms.Form):
    """Who works in the unit, from a day on."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    post_ky = forms.CharField(label=_("Post, in Kyrgyz"), max_length=200, required=False)
    post_ru = forms.CharField(label=_("Post, in Russian"), max_length=200)
    is_head = forms.BooleanField(label=_("Leads the unit"), required=False)
    on = DateField(label=_("From"))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people


class FunctionForm(forms.Form):
    """A function of the organisation's own (K-14)."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, BodyFunction, ("text_ky", "text_ru", "order_reference"))
        self.fields["order_reference"].required = True


class CommissionForm(EditionForm):
    """A commission: its names, its order, how it works (K-16b)."""

    NAMES = ("name_ky", "name_ru", "order_number", "ordered_on", "rules_ky", "rules_ru")

    def __init__(self, *args, commission: Commission | None = None, **kwargs) -> None:
        if commission is not None:
            kwargs["initial"] = {name: getattr(commission, name) for name in self.NAMES} | {"seen": commission.version}
        super().__init__(*args, **kwargs)
        from_model(self, Commission, self.NAMES)
        self.fields["ordered_on"] = DateField(label=self.fields["ordered_on"].label, required=False)
        for name in ("rules_ky", "rules_ru"):
            self.fields[name].widget.attrs["rows"] = 6
        if commission is None:
            del self.fields["seen"]


class CommissionMemberForm(forms.Form):
    """Who sits in the commission, and for whom."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    on = DateField(label=_("From"))

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        from_model(self, CommissionMember, ("side", "post_ky", "post_ru", "is_chair"))


class PlanItemForm(forms.Form):
    """One activity of the plan."""

    def __init__(self, *args, system: QaSystem, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        from_model(self, WorkPlanItem, ("text_ky", "text_ru"))
        self.fields["starts_on"] = DateField(label=_("From"))
        self.fields["ends_on"] = DateField(label=_("To"))
        last = ("responsible", "goal", "clause")
        from_model(self, WorkPlanItem, last, optional=last, responsible=_("Responsible"), goal=_("Goal"))
        self.fields["responsible"].queryset = people
        self.fields["goal"].queryset = system.goals.filter(dropped_on=None)
