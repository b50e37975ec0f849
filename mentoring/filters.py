"""Filters of the register and of the map of pairs, and the form by which the end of a pair is proposed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.forms.dates import DateField
from association.models import District
from mentoring.queries_register import ACTIVE, AHEAD, ENDED, FLAGGED


class PairFilter(forms.Form):
    """Which pairs: of which words, in which state, in which district, as of which day."""

    q = forms.CharField(label=gettext_lazy("Mentor or candidate"), max_length=100, required=False)
    state = forms.ChoiceField(label=pgettext_lazy("pair", "State"), required=False)
    district = forms.ModelChoiceField(label=gettext_lazy("District"), queryset=District.objects.none(), required=False)
    on = DateField(label=gettext_lazy("As of"), required=False)

    STATES = (
        (ACTIVE, pgettext_lazy("pairs", "active")), (FLAGGED, pgettext_lazy("pairs", "mentor without certificate")),
        (AHEAD, pgettext_lazy("pairs", "approved, begin later")), (ENDED, pgettext_lazy("pairs", "ended")),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Any")), *self.STATES]
        self.fields["district"].queryset = District.objects.open()
        self.fields["district"].empty_label = _("Any")


class MapFilter(forms.Form):
    """As of which day."""

    on = DateField(label=gettext_lazy("As of"), required=False)


class EndingForm(forms.Form):
    """Why the Presidium is asked to end a pair (A-3.16c)."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("It stands in the draft of the decision."),
    )  # fmt: skip
