"""Forms of assignments, of the draft of the minutes, and of the register of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.forms import ScanForm
from association.forms.dates import DateField
from association.models import Organisation, Person
from association.search import fold
from membership.queries import local_day
from presidium import rules
from presidium.models import AgendaItem, Assignment, Seat
from presidium.queries import roster_on

NAMED = 3  # names that a refusal lists
Executors = Sequence[tuple[str, Person | Organisation | None]]


class AssignmentForm(forms.Form):
    """Who, until when, and what, when it is not the decision itself; the first letters of a name are enough (A-3.5)."""

    who = forms.CharField(
        label=gettext_lazy("Executor"), max_length=300,
        widget=forms.TextInput({"list": "executors", "autocomplete": "off"}),
        help_text=gettext_lazy("The first letters of a surname or of an organisation are enough."),
    )  # fmt: skip
    due_on = DateField(label=gettext_lazy("Due day"))
    text = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Left empty it is the decision itself that is to be carried out."),
    )  # fmt: skip

    def __init__(self, *args, item: AgendaItem, executors: Executors, **kwargs) -> None:
        super().__init__(*args, auto_id=f"given{item.number}_%s", **kwargs)
        self.item, self.executors = item, executors

    def clean_who(self) -> Person | Organisation | None:
        """Find the one whom the typed letters mean, None for the Presidium; several, or nobody, is said there."""
        typed = fold(self.cleaned_data["who"])
        known = [(label, fold(label), row) for label, row in self.executors]
        found = [one for one in known if one[1] == typed] or [one for one in known if one[1].startswith(typed)]
        found = found or [one for one in known if any(word.startswith(typed) for word in one[1].split())]
        if not typed or not found:
            raise forms.ValidationError(_("Nobody here is called so: a participant or a member organisation is meant."))
        if len(found) > 1:
            names = "; ".join(label for label, _folded, _row in found[:NAMED])
            raise forms.ValidationError(_("These letters fit several: %(names)s. Type one more.") % {"names": names})
        return found[0][2]

    def clean_text(self) -> str:
        """What is written, otherwise the decision."""
        return self.cleaned_data["text"].strip() or self.item.decision[:1000]

    @property
    def facts(self) -> dict:
        """What the verb takes."""
        data = self.cleaned_data
        return {"executor": data["who"], "due_on": data["due_on"], "text": data["text"]}


class ReportForm(ScanForm):
    """What the executor did, with the file that proves it (A-5.5.2, A-5.7.4)."""

    text = forms.CharField(label=gettext_lazy("What was done"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    field_order = ["text", "scan"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="report_%s", **kwargs)
        self.fields["scan"].label = _("File that proves it")
        self.fields["scan"].help_text = _("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB")
        self.fields["scan"].error_messages = {"required": _("Attach the file that proves it.")}


class EnteredReportForm(ReportForm):
    """A report that an executor without an account sent on paper or by e-mail, as the secretary enters it (A-5.5.2)."""

    came_by = forms.ChoiceField(
        label=gettext_lazy("How it came"), choices=Assignment.Way.choices, widget=forms.RadioSelect
    )
    came_on = DateField(label=gettext_lazy("On which day it came"))
    field_order = ["came_by", "came_on", "text", "scan"]

    def __init__(self, *args, assignment: Assignment, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id, self.assignment, self.day = "entered_%s", assignment, day

    def clean_came_on(self) -> date:
        """The day lies between the assignment and today."""
        came_on = self.cleaned_data["came_on"]
        verdict = rules.may_enter_report.judge(
            has_account=False, came_on=came_on, given_on=local_day(self.assignment.given_at), on=self.day
        )
        if not verdict:
            raise forms.ValidationError(str(verdict.sentence))
        return came_on

    @property
    def facts(self) -> dict:
        """What the verb takes beside the file."""
        return {name: self.cleaned_data[name] for name in ("text", "came_by", "came_on")}


class SeatChoice(forms.ModelChoiceField):
    """A member of the Presidium, named with the organisation."""

    def label_from_instance(self, obj: Seat) -> str:
        """Surname first, as lists name people."""
        return f"{obj.person.surname_first}, {obj.organisation}"


class DistributionForm(forms.Form):
    """What the chair gives a member of the Presidium, anew or as a part of another assignment (A-5.2.2)."""

    member = SeatChoice(label=gettext_lazy("Member of the Presidium"), queryset=Seat.objects.none())
    due_on = DateField(label=gettext_lazy("Due day"))
    text = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    grounds = forms.CharField(
        label=gettext_lazy("Basis"), max_length=300, required=False,
        help_text=gettext_lazy("What it follows from: a letter, a plan, an event; with its date and number."),
    )  # fmt: skip

    def __init__(self, *args, day: date, source: Assignment | None = None, **kwargs) -> None:
        super().__init__(*args, auto_id="work_%s", **kwargs)
        self.day, self.source = day, source
        self.fields["member"].queryset = roster_on(day)
        self.fields["member"].clause = "A-5.2.2"
        if source is not None:
            del self.fields["grounds"]
            self.fields["member"].queryset = roster_on(day).exclude(person=source.person_id or 0)
            self.initial = {"text": source.text, "due_on": max(source.due_on, day), **self.initial}

    def clean_due_on(self) -> date:
        """The day is ahead, and not after the day of the whole."""
        due_on = self.cleaned_data["due_on"]
        verdict = rules.may_distribute.judge(
            has_seat=True, given_on=self.day, due_on=due_on, source_due_on=self.source.due_on if self.source else None
        )
        if not verdict:
            raise forms.ValidationError(str(verdict.sentence))
        return due_on

    @property
    def facts(self) -> dict:
        """What the verb takes."""
        data = self.cleaned_data
        names = ("due_on", "text") if self.source else ("due_on", "text", "grounds")
        return {"person": data["member"].person, **{name: data[name] for name in names}}


class VerdictForm(forms.Form):
    """Whether a report is accepted, and what is missing when it is not (A-3.5)."""

    remark = forms.CharField(
        label=gettext_lazy("Reason, when it goes back"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="verdict_%s", **kwargs)


class RemarkForm(forms.Form):
    """A remark on one question of the draft (A-4.10b)."""

    text = forms.CharField(label=gettext_lazy("Your remark"), max_length=1000, widget=forms.Textarea({"rows": 2}))


class ReplyForm(forms.Form):
    """What the secretary says to a remark."""

    reply = forms.CharField(label=gettext_lazy("Reply"), max_length=500, required=False)


class DecisionFilter(forms.Form):
    """Which decisions: of which words, period, form, with assignments in which state."""

    q = forms.CharField(label=gettext_lazy("Words"), max_length=100, required=False)
    form = forms.ChoiceField(label=pgettext_lazy("decision", "Form"), required=False)
    given = forms.ChoiceField(label=gettext_lazy("Assignments"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)
    since = DateField(label=pgettext_lazy("period", "From"), required=False)
    until = DateField(label=pgettext_lazy("period", "To"), required=False)
    field_order = ["q", "since", "until", "form", "given", "year"]

    GIVEN = (
        ("open", pgettext_lazy("assignments", "not done")), ("late", pgettext_lazy("assignments", "overdue")),
        ("done", pgettext_lazy("assignments", "all done")), ("none", pgettext_lazy("assignments", "none given")),
    )  # fmt: skip

    def __init__(self, *args, years: Sequence[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        anything = ("", _("Any"))
        self.fields["form"].choices = [anything, *AgendaItem.Form.choices]
        self.fields["given"].choices = [anything, *self.GIVEN]
        self.fields["year"].choices = [anything, *((str(year), str(year)) for year in years)]

    def clean(self) -> dict:
        """A period begins before it ends."""
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return data


STATE_LOOKS = {
    Assignment.State.NOTED: "calm", Assignment.State.GIVEN: "need", Assignment.State.TAKEN: "run",
    Assignment.State.REPORTED: "need", Assignment.State.DONE: "ok", Assignment.State.STRUCK: "calm",
}  # fmt: skip
