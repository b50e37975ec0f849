"""Forms of the annual plan: the year, an activity, a fact, an agreement, the reason of a change, the filter."""

from __future__ import annotations

from calendar import monthrange
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association.calendar import Span, add_months
from association.fmt import month_text
from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.rows import RowsField
from association.models import AnnualPlan, Function, Organisation, Person, PlanAgreement, PlanFact, PlanItem, Task
from association.queries_plans import when_text
from association.rules import plans as rules

STANDINGS = {
    rules.DONE: pgettext_lazy("planned activity", "done"),
    rules.LATE: pgettext_lazy("planned activity", "done late"),
    rules.MOVED: pgettext_lazy("planned activity", "moved"),
    rules.OVERDUE: pgettext_lazy("planned activity", "overdue"),
    rules.NOT_DONE: pgettext_lazy("planned activity", "will not be done"),
    rules.DUE: pgettext_lazy("planned activity", "its time has come"),
    rules.AHEAD: pgettext_lazy("planned activity", "ahead"),
}
TWO, FOUR = forms.Textarea({"rows": 2}), forms.Textarea({"rows": 4})


def months_of(span: Span) -> list[tuple[str, str]]:
    """The months of an academic year as choices: 2026-10 with its name."""
    language = (get_language() or "ru")[:2]
    days = [add_months(span.first, count) for count in range(12)]
    return [(day.isoformat()[:7], month_text(day.year, day.month, language)) for day in days]


class CarryField(RowsField):
    """Activities of a former plan, each with when it was planned."""

    def label_from_instance(self, obj: PlanItem) -> str:
        """Number, activity, time."""
        language = (get_language() or "ru")[:2]
        return f"{obj.order}. {obj.called(language)} ({when_text(obj, language)})"


class BeginningForm(forms.Form):
    """The academic year, and what is carried over from the plan before it (A-4.1a)."""

    year = forms.ChoiceField(label=_("Academic year"), choices=[])
    carry = CarryField(
        label=_("Carry over from the plan before"), queryset=PlanItem.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The days are put off by a year; each activity can be changed afterwards."),
    )  # fmt: skip

    def __init__(self, *args, years: list[Span], source: AnnualPlan | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(span.first.isoformat(), str(span)) for span in years]
        self.spans = {span.first.isoformat(): span for span in years}
        if source is None:
            del self.fields["carry"]
        else:
            self.fields["carry"].queryset = source.items.select_related("plan")
            self.fields["carry"].initial = list(source.items.values_list("pk", flat=True))

    @property
    def span(self) -> Span:
        """The year that was chosen."""
        return self.spans[self.cleaned_data["year"]]


class PlanItemForm(forms.ModelForm):
    """One activity: what, when, who, where, by which task and line of work (A-2.2, A-2.3, A-4.1a)."""

    class Meta:
        model = PlanItem
        fields = [
            "activity", "activity_ky", "task", "function", "starts_on", "ends_on", "is_monthly", "person",
            "organisation", "responsible", "venue", "venue_ky", "in_department_plan",
        ]  # fmt: skip
        widgets = {"activity": TWO, "activity_ky": forms.Textarea({"rows": 2, "lang": "ky"})}

    starts_on = DateField(label=pgettext_lazy("activity of a plan", "First day"))
    ends_on = DateField(
        label=pgettext_lazy("activity of a plan", "Last day"), required=False, help_text=_("Empty when it is one day.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_monthly"].help_text = _("The plan then names the month, not the days.")
        known = Q(accounts__is_active=True) | Q(headships__ends_on=None, headships__isnull=False)
        self.fields["person"].queryset = Person.objects.filter(known).distinct()
        self.fields["person"].label, self.fields["organisation"].label = _("Responsible person"), _("Organisation")
        self.fields["organisation"].queryset = Organisation.objects.order_by("sort_key", "pk")
        for name, kind in (("task", Task), ("function", Function)):
            self.fields[name].choices = [("", "–"), *kind.choices]
        for name in ("person", "organisation"):
            self.fields[name].empty_label = "–"
        for name, clause in (("task", "A-2.2.1"), ("function", "A-2.3.1"), ("in_department_plan", "A-4.3d")):
            self.fields[name].clause = clause

    def clean(self) -> dict[str, Any]:
        """One day when no end is given; whole months when only the month is set; a tag and somebody who answers."""
        data = super().clean()
        if data.get("starts_on") and not data.get("ends_on") and "ends_on" not in self.errors:
            data["ends_on"] = data["starts_on"]
        if data.get("is_monthly") and data.get("starts_on") and data.get("ends_on"):
            last = data["ends_on"]
            data["starts_on"] = data["starts_on"].replace(day=1)
            data["ends_on"] = last.replace(day=monthrange(last.year, last.month)[1])
        if not data.get("task") and not data.get("function"):
            self.add_error("function", _("Choose the task or the line of work that the activity serves."))
        if not (data.get("person") or data.get("organisation") or data.get("responsible")):
            self.add_error("person", _("Name a person, an organisation, or say in words who answers for it."))
        return data

    def _post_clean(self) -> None:
        """The verb writes the row; the form only carries the values."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the verbs take."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class PlaceForm(forms.Form):
    """The place of an activity in its plan."""

    to = forms.IntegerField(label=_("Place"), min_value=1, max_value=9999)


class FactForm(forms.Form):
    """What became of an activity, with its proof (A-7.2.6)."""

    kind = forms.ChoiceField(
        label=_("What became of it"), choices=PlanFact.Kind.choices, widget=forms.RadioSelect, initial=rules.DONE
    )
    on = DateField(label=_("On which day"), help_text=_("When it was done, the new day, or the day of the decision."))
    note = forms.CharField(
        label=_("Note"), max_length=1000, required=False, widget=TWO, help_text=_("Why, when it is moved or not done.")
    )
    proof = CheckedFileField(
        label=_("Proof"), required=False, help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB")
    )


class OwnWordForm(forms.Form):
    """The official's own word on a plan (A-4.1b)."""

    outcome = forms.ChoiceField(
        label=_("Your word"), widget=forms.RadioSelect, initial=PlanAgreement.Outcome.AGREED,
        choices=[
            (PlanAgreement.Outcome.AGREED, pgettext_lazy("agreement of the plan", "I agree")),
            (PlanAgreement.Outcome.REMARKS, pgettext_lazy("agreement of the plan", "I have remarks")),
        ],
    )  # fmt: skip
    remarks = forms.CharField(label=_("Remarks"), max_length=4000, required=False, widget=FOUR)


class AgreementForm(forms.Form):
    """An agreement or remarks that came on paper (A-4.1b, A-4.3c)."""

    party = forms.ChoiceField(label=_("Who agrees"), choices=PlanAgreement.Party.choices, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(
        label=_("What was said"), choices=PlanAgreement.Outcome.choices, widget=forms.RadioSelect,
        initial=PlanAgreement.Outcome.AGREED,
    )  # fmt: skip
    dated_on = DateField(label=_("Date of the paper"))
    number = forms.CharField(
        label=_("Number"), max_length=60, required=False, widget=forms.TextInput(attrs={"class": "w-m"}),
        help_text=_("Of the minutes of the council, or of the letter."),
    )  # fmt: skip
    name = forms.CharField(label=_("Who signed it"), max_length=200, help_text=_("Initials and surname"))
    post = forms.CharField(label=_("Post"), max_length=300, required=False)
    remarks = forms.CharField(label=_("Remarks"), max_length=4000, required=False, widget=FOUR)
    paper = CheckedFileField(label=_("The paper"), required=False, help_text=_("PDF, JPEG or PNG, up to 20 MB"))


class WhyForm(forms.Form):
    """Why a plan is changed or taken back into work."""

    why = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It stays on record beside the plan."))


class ScannedApprovalForm(forms.Form):
    """The plan approved by hand: the day and the scan (A-4.1b)."""

    on = DateField(label=_("Day of the approval"))
    scan = CheckedFileField(label=_("Scan of the signed paper"), help_text=_("PDF, JPEG or PNG, up to 20 MB"))


class PlanFilter(forms.Form):
    """What is looked for in a plan; every field may stay empty."""

    q = forms.CharField(
        label=_("Activity or responsible"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    task = forms.ChoiceField(label=_("Task"), required=False, choices=[("", _("Any")), *Task.choices])
    function = forms.ChoiceField(label=_("Line of work"), required=False, choices=[("", _("Any")), *Function.choices])
    month = forms.ChoiceField(label=_("Month"), required=False, choices=[])
    standing = forms.ChoiceField(
        label=_("What became of it"), required=False, choices=[("", _("Any")), *STANDINGS.items()]
    )

    def __init__(self, *args, span: Span, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [("", _("Any")), *months_of(span)]
