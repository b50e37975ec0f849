"""Forms of monitoring: one figure, its correction, the reason for opening a period again (K-13.3)."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from qa_system import rules
from qa_system.forms.documents import FILES
from qa_system.forms.editions import EditionForm
from qa_system.models import IndicatorFact


class FigureField(forms.DecimalField):
    """A number as people write it: with a decimal comma or point, with spaces between the thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "w-m"})

    def __init__(self, **kwargs) -> None:
        column = IndicatorFact._meta.get_field("value")
        super().__init__(max_digits=column.max_digits, decimal_places=column.decimal_places, **kwargs)

    def to_python(self, value) -> Decimal | None:
        """Read it with either sign; a comma of English might mean thousands, so it is no number there."""
        text = "".join(str(value or "").split()).replace("\u2212", "-")
        is_decimal = text.count(",") == 1 and "." not in text and _comma() == ","
        return super().to_python(text.replace(",", ".") if is_decimal else text)

    def prepare_value(self, value):
        """Show a figure as the reader writes it."""
        return f"{value:f}".replace(".", _comma()) if isinstance(value, Decimal) else value


def _comma() -> str:
    return "." if (get_language() or "ru").startswith("en") else ","


class FigureForm(EditionForm):
    """The figure of one period, or why there is none; `why_changed` is asked when somebody else was quicker."""

    value = FigureField(label=_("Figure"), required=False)
    why_none = forms.CharField(label=_("No figure, because"), max_length=500, required=False)
    comment = forms.CharField(label=_("Comment"), max_length=500, required=False)
    why_changed = forms.CharField(label=_("Why it is corrected"), max_length=500, required=False)

    def is_empty(self) -> bool:
        """Whether nothing was written into it."""
        return not any(
            str(self.data.get(self.add_prefix(name), "")).strip() for name in ("value", "why_none", "comment")
        )


class FactForm(FigureForm):
    """The figure with its file, or a correction with its reason."""

    file = CheckedFileField(label=_("File"), required=False, help_text=FILES)

    def __init__(self, *args, fact: IndicatorFact | None, **kwargs) -> None:
        shown = {"seen": 0}
        if fact is not None:
            shown = {
                "seen": fact.version, "value": fact.figure, "why_none": fact.why_none, "comment": fact.comment,
            }  # fmt: skip
        super().__init__(*args, initial=shown, **kwargs)
        self.fact = fact
        self.fields["why_changed"].required = fact is not None and not self.is_bound

    def clean(self):
        """What differs from the figure that was seen says why; the same content sent again needs no reason."""
        given, now = super().clean(), self.fact
        self.fields["why_changed"].required = now is not None  # for the eye: it is asked below
        if now is None or given.get("seen") != now.version or given.get("why_changed"):
            return given
        told = ((given.get(name), getattr(now, name)) for name in ("value", "why_none", "comment"))
        if given.get("file") or any(one != other for one, other in told):
            self.add_error("why_changed", str(rules.is_correction_founded.judge(version=2, why="").sentence))
        return given


class ReopeningForm(forms.Form):
    """Why a reviewed period is opened again."""

    why = forms.CharField(label=_("Why the period is opened again"), max_length=500)
