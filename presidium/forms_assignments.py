"""Forms of assignments, of the draft of the minutes, and of the register of decisions."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.forms import ScanForm
from association.forms.dates import DateField
from association.models import Organisation, Person
from association.search import fold
from presidium.models import AgendaItem, Assignment

NAMED = 3  # names that a refusal lists
Executors = Sequence[tuple[str, Person | Organisation]]


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

    def clean_who(self) -> Person | Organisation:
        """Find the one whom the typed letters mean; several, or nobody, is said at the field."""
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
    """Which decisions: of which words, year, form, with assignments in which state."""

    q = forms.CharField(label=gettext_lazy("Words"), max_length=100, required=False)
    form = forms.ChoiceField(label=pgettext_lazy("decision", "Form"), required=False)
    given = forms.ChoiceField(label=gettext_lazy("Assignments"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year"), required=False)

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


STATE_LOOKS = {
    Assignment.State.NOTED: "calm", Assignment.State.GIVEN: "need", Assignment.State.TAKEN: "run",
    Assignment.State.REPORTED: "need", Assignment.State.DONE: "ok", Assignment.State.STRUCK: "calm",
}  # fmt: skip
