"""Forms of the work of a pair: lines of its plan, entries of its journal, the people who keep it (A-3.16b)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from association.doors import Checked
from association.fmt import clause_text
from association.forms import CheckedFileField
from association.forms.dates import DateField
from association.statute import Verdict
from mentoring import rules
from mentoring.models import HelpEntry, HelpPlanLine, Pair
from mentoring.models.help import AREAS
from mentoring.queries_help import plan_of
from qa_system.forms.editions import EditionForm


def said(verdict: Verdict) -> str:
    """What a rule refused, with its clause, to stand at a field."""
    return f"{verdict.sentence} ({clause_text(verdict.clause, (get_language() or 'ru').split('-')[0])})"


def area_field() -> forms.ChoiceField:
    """The four areas of help as cards; the first letter stands large."""
    words = [(key, str(word)[:1].upper() + str(word)[1:]) for key, word in AREAS]
    field = forms.ChoiceField(
        label=_("Area of help"), choices=words, widget=forms.RadioSelect, help_text=_("What a mentor helps with.")
    )
    field.clause = "A-3.16b"
    return field


class AreaForm(EditionForm):
    """A form with an area of help, over a row that both sides may edit."""

    def tell_what_stands(self, row: Any, counter: str = "edit") -> None:
        """Say what stands in words; files are not compared."""
        self.cleaned_data.pop("files", None)
        super().tell_what_stands(row, counter)
        area = str(self.fields["area"].label)
        self.stands = [(label, row.get_area_display() if label == area else value) for label, value in self.stands]


class LineForm(AreaForm):
    """A line of the plan: in which area, what, until when."""

    area = forms.ChoiceField(choices=AREAS)
    text = forms.CharField(label=gettext_lazy("What is to be done"), max_length=500, widget=forms.Textarea({"rows": 3}))
    due_on = DateField(label=gettext_lazy("Due day"))

    def __init__(self, *args, pair: Pair, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pair, self.today = pair, today
        self.fields["area"] = area_field()

    def clean_due_on(self) -> date:
        """The day is not before the pair, and not beyond reach."""
        due_on = self.cleaned_data["due_on"]
        verdict = rules.is_line_planned.judge(
            area=next(iter(rules.AREAS)), text="-", due_on=due_on, starts_on=self.pair.starts_on, today=self.today
        )
        if not verdict:
            raise forms.ValidationError(said(verdict))
        return due_on


class FileInput(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each taken by its content only; the clean value is a list of Checked."""

    widget = FileInput

    def clean(self, data: Any, initial: Any = None) -> list[Checked]:
        """Open each file through the door; what the door refuses is said at the field."""
        uploads = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(uploads) > rules.MOST_FILES:
            raise forms.ValidationError(_("Choose up to %(most)d files.") % {"most": rules.MOST_FILES})
        return [CheckedFileField().clean(one) for one in uploads]


class EntryForm(AreaForm):
    """An entry of the journal of help: the day, the area, the hours, what was done, what came of it, files."""

    on = DateField(label=gettext_lazy("Day"))
    area = forms.ChoiceField(choices=AREAS)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"), min_value=Decimal("0.25"), max_value=Decimal(24), max_digits=4, decimal_places=2,
        localize=True, widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "class": "w-s"}),
        help_text=gettext_lazy("A quarter of an hour is 0.25."),
    )  # fmt: skip
    line = forms.ModelChoiceField(
        label=gettext_lazy("Line of the plan"), queryset=HelpPlanLine.objects.none(), required=False
    )
    text = forms.CharField(label=gettext_lazy("What was done"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    result = forms.CharField(
        label=pgettext_lazy("entry of help", "Result"), max_length=2000, required=False,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    files = FilesField(
        label=gettext_lazy("Files"), required=False,
        help_text=gettext_lazy("PDF, JPEG, PNG, DOCX, XLSX or ODT, up to 20 MB each; up to five."),
    )  # fmt: skip

    def __init__(self, *args, pair: Pair, today: date, entry: HelpEntry | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pair, self.today = pair, today
        self.fields["area"] = area_field()
        self.fields["on"].clause, self.fields["on"].help_text = "A-4.11", _("On which day help was given.")
        self.fields["line"].queryset = plan_of(pair)
        self.fields["line"].empty_label = _("none")
        if entry is not None:
            self.initial = {
                **{name: getattr(entry, name) for name in ("on", "area", "hours", "text", "result")},
                "line": entry.line_id, "seen": entry.edit,
            }  # fmt: skip

    def clean_on(self) -> date:
        """The pair was at work on the day, and the day has come (A-4.11)."""
        on = self.cleaned_data["on"]
        verdict = rules.may_record_help.judge(
            on=on, today=self.today, starts_on=self.pair.starts_on, ends_on=self.pair.ends_on
        )
        if not verdict:
            raise forms.ValidationError(said(verdict))
        return on

    def clean(self) -> dict[str, Any]:
        """A line of the plan belongs to the area chosen."""
        data = super().clean()
        line, area = data.get("line"), data.get("area")
        if line and area and line.area != area:
            self.add_error("line", _("The line of the plan belongs to another area: %(area)s.") % {
                "area": line.get_area_display()
            })  # fmt: skip
        return data


class DisputeForm(EditionForm):
    """What the candidate says is not so."""

    remark = forms.CharField(
        label=gettext_lazy("What is not so"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The mentor reads it, and amends or strikes the entry."),
    )  # fmt: skip


class ContactForm(forms.Form):
    """Whom the head asks to keep the journal of pairs for the organisation."""

    surname = forms.CharField(label=gettext_lazy("Surname"), max_length=80)
    given = forms.CharField(label=gettext_lazy("Given name"), max_length=80)
    patronymic = forms.CharField(label=gettext_lazy("Patronymic"), max_length=80, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("The letter with the link goes there.")
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the letter"),
        choices=[("ru", "Русский"), ("ky", "Кыргызча"), ("en", "English")],
    )
