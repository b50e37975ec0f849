"""Forms of the register of papers: an incoming paper, its passing on, what was done, how it left, the filter."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association.actions.records import Told
from association.fmt import date_text
from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.forms.parts import PartedForm
from association.models import FileKind, Organisation, RegisterEntry, User

KINDS, WAYS = RegisterEntry.Kind, RegisterEntry.How
SHORT = {"class": "w-m"}
ANY = pgettext_lazy("kind of document", "any")


def capitalised(choices) -> list[tuple[str, Any]]:
    """Choices with a capital letter, as they stand alone in a list."""
    return [(choice.value, str(choice.label).capitalize()) for choice in choices]


def indexes(day: date) -> list[tuple[str, str]]:
    """The files of the file plan in force on a day, to choose an index from."""
    language = get_language() or "ru"
    return [(row.index, row.called(language)) for row in FileKind.objects.in_use(day)]


class FileInput(forms.FileInput):
    """A field into which several files are put at once; drawn as any field of a file."""

    allow_multiple_selected = True


class SeveralFilesField(CheckedFileField):
    """Files taken by their content only; the clean value is a list of Checked."""

    def __init__(self, **kwargs) -> None:
        super().__init__(widget=FileInput(), **kwargs)

    def clean(self, data, initial=None):
        """Open each file through the door; the first that the door refuses is named."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            super().clean(None, initial)
        one = CheckedFileField(required=True)
        return [one.clean(upload) for upload in given]


class IncomingForm(PartedForm):
    """A paper that came from outside (A-7.2.1, A-7.2.2, A-5.2.8)."""

    PARTS = (
        (_("Who sent it"), ("correspondent_kind", "organisation", "correspondent")),
        (_("The paper"), ("kind", "heading", "their_number", "their_date", "sheets", "reply_to", "scans")),
        (_("In the register"), ("came_on", "late_reason", "how", "index", "due_on")),
    )

    correspondent_kind = forms.ChoiceField(label=_("Kind of correspondent"))
    organisation = forms.ModelChoiceField(
        label=_("Organisation of the register"), queryset=Organisation.objects.none(), required=False, empty_label="–",
        help_text=_("When it is one of those that the portal knows."),
    )  # fmt: skip
    correspondent = forms.CharField(
        label=_("Correspondent"), max_length=300, required=False,
        help_text=_("Name of the organisation or of the person, when it was not chosen above."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of document"))
    heading = forms.CharField(label=pgettext_lazy("paper", "What it is about"), max_length=300)
    their_number = forms.CharField(
        label=_("Number of the sender"), max_length=60, required=False, widget=forms.TextInput(SHORT)
    )
    their_date = DateField(label=_("Date of the sender"), required=False)
    sheets = forms.IntegerField(
        label=_("Sheets"), min_value=1, max_value=5000, initial=1, widget=forms.NumberInput({"class": "w-s"})
    )
    reply_to = forms.ModelChoiceField(
        label=_("In reply to our letter"), queryset=RegisterEntry.objects.none(), required=False, empty_label="–"
    )
    scans = SeveralFilesField(
        label=_("Files"), required=False, help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB each")
    )
    came_on = DateField(label=_("When it came"))
    late_reason = forms.CharField(
        label=_("Why it is entered later"), max_length=300, required=False,
        help_text=_("A paper is entered on the day it came; otherwise the reason stands beside the number."),
    )  # fmt: skip
    how = forms.ChoiceField(label=_("How it came"))
    index = forms.ChoiceField(label=_("File of the file plan"))
    due_on = DateField(label=_("To be answered until"), required=False, help_text=_("Puts the paper under control."))

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["correspondent_kind"].choices = capitalised(RegisterEntry.Correspondent)
        self.fields["correspondent_kind"].clause = "A-5.2.8"
        self.fields["late_reason"].clause = "A-7.2.2"
        self.fields["kind"].choices = capitalised(KINDS)
        self.fields["how"].choices = capitalised([WAYS.POST, WAYS.EMAIL, WAYS.HAND])
        self.fields["index"].choices = indexes(today)
        self.fields["organisation"].queryset = Organisation.objects.order_by("sort_key", "pk")
        sent = RegisterEntry.objects.filter(series=RegisterEntry.Series.OUTGOING, voided_at=None)
        self.fields["reply_to"].queryset = sent
        self.fields["reply_to"].label_from_instance = named
        for name, value in (("came_on", today), ("index", "01-15"), ("how", WAYS.POST)):
            self.initial.setdefault(name, value)

    def clean_due_on(self) -> date | None:
        """What is awaited is awaited from today on."""
        day = self.cleaned_data["due_on"]
        if day and day < self.today:
            raise forms.ValidationError(_("This day is over."))
        return day

    @property
    def told(self) -> Told:
        """What the paper says of itself."""
        names = (
            "kind correspondent_kind heading index correspondent organisation their_number their_date how sheets "
            "due_on reply_to"
        )
        return Told(**self.only(*names.split()))


def named(entry: RegisterEntry) -> str:
    """An entry in a list to choose from."""
    day = date_text(entry.registered_on, (get_language() or "ru").split("-")[0], "short")
    return f"{entry}, {day}, {entry.correspondent}"[:110]


class RecordFileForm(forms.Form):
    """A file more for a registered paper."""

    file = CheckedFileField(label=_("File"), help_text=_("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB"))


class RoutingForm(forms.Form):
    """To whom a paper is passed, with what and until when."""

    to = forms.ModelChoiceField(label=_("To whom"), queryset=User.objects.none())
    text = forms.CharField(
        label=_("What is to be done"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("As: prepare an answer, take into account, report at the meeting."),
    )  # fmt: skip
    due_on = DateField(label=_("Until"), required=False)

    def __init__(self, *args, people: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people


class DeedForm(forms.Form):
    """What was done with a paper, or the reply that went out."""

    word = forms.CharField(
        label=_("What was done"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("May stay empty when a reply is chosen."),
    )  # fmt: skip
    reply = forms.ModelChoiceField(
        label=_("Reply"), queryset=RegisterEntry.objects.none(), required=False, empty_label="–"
    )

    def __init__(self, *args, entry: RegisterEntry, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        replies = entry.replies.filter(voided_at=None, series=RegisterEntry.Series.OUTGOING)
        self.fields["reply"].queryset = replies
        self.fields["reply"].label_from_instance = named
        self.fields["word"].clause = "A-7.2.2"


class WordForm(forms.Form):
    """A word beside an entry that is settled."""

    word = forms.CharField(label=_("What was done"), max_length=300)


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class DispatchForm(forms.Form):
    """How an outgoing paper left."""

    how = forms.ChoiceField(label=_("How it was sent"))
    on = DateField(label=_("When it was sent"))
    note = forms.CharField(
        label=_("Note"), max_length=200, required=False, help_text=_("As the number of the registered item.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"].choices = capitalised([WAYS.POST, WAYS.HAND, WAYS.EMAIL])


class JournalFilter(forms.Form):
    """What is looked for in the journal; every field may stay empty."""

    q = forms.CharField(
        label=_("Correspondent, content, number"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind of document"), required=False)
    control = forms.ChoiceField(
        label=_("Control"), required=False,
        choices=[
            ("", pgettext_lazy("control of papers", "all")), ("open", pgettext_lazy("control of papers", "awaited")),
            ("overdue", pgettext_lazy("control of papers", "overdue")),
            ("late", pgettext_lazy("control of papers", "entered late")),
            ("void", pgettext_lazy("control of papers", "struck through")),
        ],
    )  # fmt: skip
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args, years: list[int], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", ANY), *KINDS.choices]
        self.fields["year"].choices = [(str(year), year) for year in years]


class PeriodForm(forms.Form):
    """Which side of the journal is printed, and for which days (D23)."""

    series = forms.ChoiceField(label=_("Side of the journal"), widget=forms.RadioSelect)
    first = DateField(label=_("From"))
    last = DateField(label=_("To"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].choices = capitalised(RegisterEntry.Series)

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last one."""
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The last day comes before the first one."))
        return data
