"""Forms on the rules: the settings as they should be, and a fact of presence that is entered late."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import Association
from association.rule_options import OPTIONS, SECTIONS, Option, value_of
from presidium.models import Meeting, Participant


def _field(option: Option) -> forms.Field:
    if not option.choices:
        return forms.IntegerField(
            label=option.name, help_text=option.meaning, min_value=option.least, max_value=option.most
        )
    field = forms.TypedChoiceField(
        label=option.name, widget=forms.RadioSelect, choices=[(str(one.value), one.name) for one in option.choices],
        coerce=lambda said: next(one.value for one in option.choices if str(one.value) == said),
    )  # fmt: skip
    field.hints = {str(one.value): one.meaning for one in option.choices}
    return field


class RulesForm(forms.Form):
    """All settings that the statute leaves open, as the Presidium is asked to settle them (A-3.10)."""

    def __init__(self, *args, values: dict[str, Any], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for key, option in OPTIONS.items():
            self.fields[key] = _field(option)
            self.fields[key].clause = option.clause
            if option.choices:
                self.fields[key].help_text = option.meaning or _("It concerns")
            self.initial.setdefault(key, str(value_of(values, key)))
        self.fields["reason"] = forms.CharField(
            label=_("Why the rules should change"), max_length=2000, widget=forms.Textarea({"rows": 3})
        )

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The fields under the headings of the table."""
        return [{"name": one.name, "fields": [self[option.key] for option in one.options]} for one in SECTIONS]

    @property
    def values(self) -> dict[str, Any]:
        """The settings alone."""
        return {key: self.cleaned_data[key] for key in OPTIONS}


class LateFactForm(forms.Form):
    """An arrival or departure that nobody noted when it happened (A-4.7)."""

    participant = forms.ModelChoiceField(label=_("Person"), queryset=Participant.objects.none())
    arrived = forms.TypedChoiceField(
        label=_("What happened"), widget=forms.RadioSelect, coerce=lambda said: said == "1",
        choices=[("0", pgettext_lazy("presence", "Left")), ("1", pgettext_lazy("presence", "Arrived"))],
    )  # fmt: skip
    time = forms.TimeField(label=_("At what time"), widget=forms.TimeInput({"type": "time", "class": "w-s"}))
    reason = forms.CharField(label=_("Why it is entered late"), max_length=300)

    def __init__(self, *args, meeting: Meeting, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.fields["participant"].queryset = meeting.participants.select_related("person")

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes: the hour as a moment of the day on which the meeting was opened."""
        zone = ZoneInfo(Association.current().time_zone)
        day = self.meeting.opened_at.astimezone(zone).date()
        data = self.cleaned_data
        moment = datetime.combine(day, data["time"], tzinfo=zone)
        return {"arrived": data["arrived"], "moment": moment, "reason": data["reason"]}
