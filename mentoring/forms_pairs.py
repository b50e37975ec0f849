"""Forms of lists of pairs and of the terms of a mentor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.forms.dates import DateField
from association.forms.parts import PartedForm
from mentoring.models import MentorTerms
from qa_system.forms.editions import EditionForm

Choices = Sequence[tuple[Any, str]]


def _reason(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea({"rows": 2}), **more)


class MoveForm(EditionForm):
    """Another mentor for the candidate of a line (A-3.16c)."""

    mentor = forms.TypedChoiceField(label=gettext_lazy("Another mentor"), coerce=int)
    reason = _reason(
        gettext_lazy("Reason"), required=False,
        help_text=gettext_lazy("Needed when the two have neither territory nor sector in common."),
    )  # fmt: skip

    def __init__(self, *args, mentors: Choices, **kwargs) -> None:
        super().__init__(*args, auto_id="move_%s", **kwargs)
        self.fields["mentor"].choices = [("", "—"), *mentors]


class AddForm(EditionForm):
    """A pair by the choice of the chair (A-3.16c)."""

    candidate = forms.TypedChoiceField(label=gettext_lazy("Candidate"), coerce=int)
    mentor = forms.TypedChoiceField(label=gettext_lazy("Mentor"), coerce=int)
    reason = _reason(
        gettext_lazy("Reason"), required=False,
        help_text=gettext_lazy("Needed when the two have neither territory nor sector in common."),
    )  # fmt: skip

    def __init__(self, *args, mentors: Choices, candidates: Choices, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidate"].choices = [("", "—"), *candidates]
        self.fields["mentor"].choices = [("", "—"), *mentors]


class ForbidForm(EditionForm):
    """Why two organisations are not put together."""

    reason = _reason(gettext_lazy("Why the two are not put together"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="forbid_%s", **kwargs)


class PairRemarkForm(forms.Form):
    """A remark of a member of the Presidium on the list."""

    text = forms.CharField(
        label=gettext_lazy("Your remark"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="remark_%s", **kwargs)


class PairAnswerForm(forms.Form):
    """What the chair says to a remark."""

    text = forms.CharField(
        label=gettext_lazy("Answer of the chair"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )  # fmt: skip

    def __init__(self, *args, remark: int, **kwargs) -> None:
        super().__init__(*args, auto_id=f"answer{remark}_%s", **kwargs)


class TermsForm(PartedForm):
    """Whether an organisation takes candidates, how many, from which day (A-3.16a)."""

    PARTS = ((gettext_lazy("Candidates"), ("is_available", "capacity", "note", "on")),)

    is_available = forms.TypedChoiceField(
        label=gettext_lazy("Does the organisation take new candidates?"), coerce=lambda value: value == "1",
        choices=(("1", gettext_lazy("Yes")), ("0", gettext_lazy("No"))), widget=forms.RadioSelect,
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=gettext_lazy("Most candidates at a time"), min_value=0, max_value=100, required=False,
        help_text=gettext_lazy("0 means as many as the balance of pairs gives."),
        widget=forms.NumberInput({"class": "w-s"}),
    )  # fmt: skip
    note = _reason(gettext_lazy("Note"), required=False)
    on = DateField(label=gettext_lazy("From which day"))

    def __init__(self, *args, terms: MentorTerms | None, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial = {
            "is_available": "1" if terms is None or terms.is_available else "0",
            "capacity": terms.capacity if terms else 0, "note": terms.note if terms else "", "on": today,
        }  # fmt: skip

    def clean_on(self) -> date:
        """What was so far is not said anew."""
        if self.cleaned_data["on"] < self.today:
            raise ValidationError(_("Terms hold from today or from a later day."))
        return self.cleaned_data["on"]

    def answers(self) -> dict[str, Any]:
        """What the verb takes."""
        return {**self.only("is_available", "note", "on"), "capacity": self.cleaned_data["capacity"] or 0}
