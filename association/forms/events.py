"""Forms of events: their details, documents, organisers, presence, report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association.audiences import AUDIENCES
from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.parts import PartedForm
from association.models import Event, EventDocument, EventReport, Organisation, PlanItem, User
from association.models.tags import Function, Task
from association.queries_events import titled

WHAT = ("kind", "level", "is_conference", "title", "title_ky", "about", "about_ky")
MARKS = ("tasks", "functions", "plan_item")
WHEN = ("starts_on", "ends_on", "starts_time", "venue", "place")
WHO = ("audience", "is_open", "capacity", "closes_on")


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PlanItemField(forms.ModelChoiceField):
    """A line of the annual plan, in the language of the reader."""

    def label_from_instance(self, obj: PlanItem) -> str:
        """Its activity."""
        return f"{obj.plan.year}: {obj.called(get_language() or 'ru')}"


class EventForm(PartedForm):
    """What an event is, when and where, for whom (A-2.3.3, A-6.2a, A-5.7.3)."""

    PARTS = (
        (pgettext_lazy("part of a form", "The event"), WHAT),
        (_("Task and line of work"), MARKS),
        (_("When and where"), WHEN),
        (_("Participants"), WHO),
    )

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Event.Kind.choices, widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("Level"), choices=Event.Level.choices, widget=forms.RadioSelect)
    is_conference = forms.BooleanField(
        label=_("This is the yearly interregional conference on the quality of education"), required=False
    )
    title = forms.CharField(label=_("Title"), max_length=300)
    title_ky = forms.CharField(label=_("Title in Kyrgyz"), max_length=300, required=False)
    about = forms.CharField(
        label=pgettext_lazy("event", "What it is about"), max_length=4000, required=False, widget=_area(4)
    )
    about_ky = forms.CharField(label=_("What it is about, in Kyrgyz"), max_length=4000, required=False, widget=_area(4))
    tasks = forms.MultipleChoiceField(
        label=_("Tasks of the Association"), choices=Task.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    functions = forms.MultipleChoiceField(
        label=_("Lines of work"), choices=Function.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    plan_item = PlanItemField(
        label=_("Item of the annual plan"), queryset=PlanItem.objects.none(), required=False, empty_label="–"
    )
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    starts_time = forms.TimeField(
        label=_("Begins at"), required=False,
        widget=forms.TimeInput({"type": "time", "class": "w-m"}, format="%H:%M"),
    )  # fmt: skip
    venue = forms.ModelChoiceField(
        label=_("Organisation that gives its premises"), queryset=Organisation.objects.none(), required=False,
        empty_label="–",
    )  # fmt: skip
    place = forms.CharField(
        label=_("Place"), max_length=300, required=False, help_text=_("Address or room, or a link for a distant event.")
    )
    audience = forms.ChoiceField(
        label=_("Who is asked by letter"), required=False, widget=forms.RadioSelect, choices=[]
    )
    is_open = forms.BooleanField(label=_("Anybody may register on the public page"), required=False)
    capacity = forms.IntegerField(
        label=_("Number of places"), required=False, min_value=0, max_value=100_000,
        help_text=_("0 or nothing: as many as come. Whoever finds no place stands on the waiting list."),
        widget=forms.NumberInput(attrs={"class": "w-s"}),
    )  # fmt: skip
    closes_on = DateField(label=_("Registration open until"))

    def __init__(self, *args, venues: QuerySet[Organisation], plan_items: QuerySet[PlanItem], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["venue"].queryset, self.fields["plan_item"].queryset = venues, plan_items
        nobody = ("", pgettext_lazy("audience", "nobody: the public page is enough"))
        self.fields["audience"].choices = [nobody, *((key, one.name) for key, one in AUDIENCES.items())]
        for name, number in (("level", "A-6.2a"), ("venue", "A-5.7.3"), ("is_conference", "A-6.3a")):
            self.fields[name].clause = number

    def clean(self) -> dict[str, Any]:
        """The days follow each other, and something says where it is and what it is for."""
        data = super().clean()
        first, last, closes = (data.get(name) for name in ("starts_on", "ends_on", "closes_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first one."))
        elif last and closes and closes > last:
            self.add_error("closes_on", _("Registration cannot stay open after the last day."))
        if not data.get("venue") and not data.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say where it is: an organisation that gives its premises, or another place."))
        if not data.get("tasks") and not data.get("functions"):
            self.add_error("functions", _("Mark at least one task or line of work of the Association."))
        return data

    @property
    def details(self) -> dict[str, Any]:
        """What the verbs take."""
        data = self.only(*WHAT, *MARKS, *WHEN, *WHO)
        return data | {"capacity": data["capacity"] or 0}


class NewEventForm(EventForm):
    """A new event, with who organises it."""

    PARTS = (*EventForm.PARTS, (_("Who organises it"), ("organiser",)))

    organiser = forms.ModelChoiceField(
        label=_("Organiser"), queryset=User.objects.none(),
        help_text=_("This person prepares the event, marks who was there and signs the report."),
    )  # fmt: skip

    def __init__(self, *args, people: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organiser"].queryset = people


class OrganiserForm(forms.Form):
    """Who organises an event too."""

    user = forms.ModelChoiceField(label=_("Organiser"), queryset=User.objects.none())

    def __init__(self, *args, people: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people


class EventDocumentForm(forms.Form):
    """A document of an event with its file (A-7.2.8)."""

    kind = forms.ChoiceField(label=_("Kind"), choices=EventDocument.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    readers = forms.ChoiceField(label=_("Who may read it"), choices=EventDocument.Readers.choices)
    file = CheckedFileField(label=_("File"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"))

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        return {"checked": self.cleaned_data["file"]} | {
            name: self.cleaned_data[name] for name in ("kind", "title", "readers")
        }


class CancellationForm(forms.Form):
    """Why an event is cancelled."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stands on the public page and in the letters.")
    )


class ReportForm(forms.ModelForm):
    """The organiser's words in the report (A-5.3.5); the figures are computed."""

    class Meta:
        model = EventReport
        fields = ["results", "effectiveness", "proposals", "results_ky", "effectiveness_ky", "proposals_ky"]
        widgets = {name: _area(5) for name in fields}

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self.instance.edition
        self.fields["effectiveness"].clause = "A-5.3.5"

    @property
    def texts(self) -> dict[str, str]:
        """What the verb takes beside the edition."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class EventFilter(forms.Form):
    """What is looked for among events; every field may stay empty."""

    q = forms.CharField(
        label=_("Title"), required=False, max_length=120, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any")), *Event.Kind.choices])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("Any")), *Event.Level.choices])

    def narrowed(self, rows: QuerySet[Event]) -> QuerySet[Event]:
        """The rows that answer what was asked; what is not understood is left out."""
        self.full_clean()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        for name in ("kind", "level"):
            rows = rows.filter(**{name: asked[name]}) if name in asked else rows
        return titled(rows, asked["q"]) if "q" in asked else rows
