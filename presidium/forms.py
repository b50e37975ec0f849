"""Forms of the Presidium."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from association.fmt import date_text
from association.forms import ScanForm, SignatureForm
from association.models import Association, Event, Organisation, Person
from association.queries_events import conferences
from association.search import fold
from membership.queries import members_on
from presidium import rules
from presidium.models import AgendaItem, Meeting, Office, Participant
from presidium.queries import roster_on

SHOWN = 200


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


def _date() -> forms.DateInput:
    return forms.DateInput({"type": "date", "class": "w-m"}, format="%Y-%m-%d")


class ConferenceField(forms.ModelChoiceField):
    """An announced conference, with its days."""

    def label_from_instance(self, obj: Event) -> str:
        """Title and first day."""
        language = (get_language() or "ru").split("-")[0]
        return f"{obj.called(language)}, {date_text(obj.starts_on, language)}"


class MeetingForm(forms.Form):
    """When and where a meeting is, in the local time of the association (A-4.2a)."""

    held_on = forms.DateField(label=_("Date"), widget=_day())
    time = forms.TimeField(label=_("Time"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Place"), max_length=300)
    host = forms.ModelChoiceField(
        label=_("Held at a member organisation"), queryset=Organisation.objects.none(), required=False
    )
    kind = forms.ChoiceField(
        label=_("Kind of meeting"), choices=Meeting.Kind.choices, widget=forms.RadioSelect,
        initial=Meeting.Kind.ORDINARY,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason for an extraordinary meeting"), max_length=300, required=False,
        help_text=_("An extraordinary meeting is called by the decision of the chair on an urgent matter."),
    )  # fmt: skip
    event = ConferenceField(
        label=_("Held within the yearly conference"), queryset=Event.objects.none(), required=False, empty_label="–",
        help_text=_("Its days come from the event, and the agenda begins with the three questions of the session."),
    )  # fmt: skip
    conference = forms.CharField(
        label=_("Another conference, in words"), max_length=300, required=False,
        help_text=_("Its title, when it is not among the events. Only for a general meeting on a day of it."),
    )  # fmt: skip
    conference_from = forms.DateField(label=_("First day of the conference"), required=False, widget=_day())
    conference_until = forms.DateField(label=_("Last day of the conference"), required=False, widget=_day())

    def __init__(self, *args, now: datetime, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["host"].queryset = Organisation.objects.filter(
            pk__in=members_on(now.date()).values("organisation")
        ).order_by("sort_key")
        self.fields["host"].clause = "A-5.2.7"
        self.fields["kind"].hints = {
            "ordinary": _("Once a quarter."),
            "extraordinary": _("On an urgent matter, by the decision of the chair."),
            "general": _("All member organisations, one vote each; it elects the Presidium and the chair."),
        }
        self.fields["reason"].clause = "A-4.2a.2"
        self.fields["event"].queryset = conferences().filter(ends_on__gte=now.date()).order_by("starts_on")
        self.fields["event"].clause = "A-6.3b"
        self.fields["conference"].clause = "A-6.3b"

    def clean(self) -> dict:
        """Put day and hour together; a moment gone by and a missing reason are refused at their fields."""
        data = super().clean()
        if "held_on" in data and "time" in data:
            zone = ZoneInfo(Association.current().time_zone)
            data["starts_at"] = datetime.combine(data["held_on"], data["time"], tzinfo=zone)
            if data["starts_at"] <= self.now:
                self.add_error("held_on", _("This moment is past. Choose a day and an hour ahead."))
        verdict = rules.may_call.judge(
            kind=data.get("kind", Meeting.Kind.ORDINARY), decided_on=self.now.date(), reason=data.get("reason", "")
        )
        if not verdict:
            self.add_error("reason", str(verdict.sentence))
        self._judge_conference(data)
        return data

    def _judge_conference(self, data: dict) -> None:
        """A conference has its title and both its days, and the meeting lies on one of them."""
        names = ("conference", "conference_from", "conference_until")
        if event := data.get("event"):
            data |= {"conference": event.title, "conference_from": event.starts_on, "conference_until": event.ends_on}
        if "held_on" not in data or not all(name in data for name in names) or not any(data[name] for name in names):
            return
        if missing := [name for name in names if not data[name]]:
            for name in missing:
                self.add_error(name, _("Give the title of the conference and both its days, or none of them."))
            return
        verdict = rules.is_within_conference.judge(
            kind=data.get("kind", ""), meets_on=data["held_on"], first=data["conference_from"],
            last=data["conference_until"],
        )  # fmt: skip
        if not verdict:
            self.add_error("event" if data.get("event") else "conference", str(verdict.sentence))

    @property
    def facts(self) -> dict:
        """What the verb takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("held_on", "time")}


class QuestionForm(forms.ModelForm):
    """A free question of the agenda with its draft decision (A-4.3a, A-5.1.2)."""

    class Meta:
        model = AgendaItem
        fields = ["title", "decision", "rapporteur", "form"]
        widgets = {"title": forms.Textarea({"rows": 2}), "decision": forms.Textarea({"rows": 4})}


class InviteForm(forms.Form):
    """A person without a seat who is asked to a meeting (A-4.2b)."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())
    voice = forms.ChoiceField(
        label=_("Voice"), widget=forms.RadioSelect, initial=Participant.Voice.CONSULTATIVE,
        choices=[row for row in Participant.Voice.choices if row[0] != Participant.Voice.DECISIVE],
    )  # fmt: skip
    post = forms.CharField(label=_("Post, as the minutes name it"), max_length=300, required=False)

    def __init__(self, *args, meeting: Meeting, search: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.exclude(pk__in=meeting.participants.values("person"))
        field = self.fields["person"]
        field.queryset = people
        for word in fold(search).split():
            people = people.filter(name_search__contains=word)
        found = [(row.pk, row.full_name) for row in people[:SHOWN]]
        field.widget.choices = [*([] if search and found else [("", "")]), *found]
        self.fields["voice"].hints = {
            Participant.Voice.CONSULTATIVE: _("Speaks and does not vote: officials of the authority, candidates."),
            Participant.Voice.NONE: _("Is present as a guest."),
        }


class OpinionForm(forms.Form):
    """What a person with a voice says on a question (A-4.2b.2)."""

    text = forms.CharField(label=_("Opinion"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].clause = "A-4.2b.2"


class TextForm(forms.ModelForm):
    """What was heard and who spoke on one item."""

    class Meta:
        model = AgendaItem
        fields = ["heard", "spoke"]
        widgets = {"heard": forms.Textarea({"rows": 2}), "spoke": forms.Textarea({"rows": 3})}
        help_texts = {"spoke": _("One speaker in a line: surname, colon, what was said.")}


class SignForm(SignatureForm):
    """The signature of minutes; the second signer of late ones gives the reason (A-4.10a, A-4.10b)."""

    late_reason = forms.CharField(
        label=_("Reason for the delay"), max_length=300,
        help_text=_("The minutes stay valid after the due day; the reason is kept with them."),
    )  # fmt: skip
    field_order = ["sha256", "ticket", "answer", "late_reason", "password"]

    def __init__(self, *args, asks_reason: bool, **kwargs) -> None:
        super().__init__(*args, clause="A-4.10b", **kwargs)
        self.fields["late_reason"].clause = "A-4.10a"
        if not asks_reason:
            del self.fields["late_reason"]


class MinutesScanForm(ScanForm):
    """The scan of minutes signed by hand; late ones ask for the reason (A-4.10a)."""

    late_reason = forms.CharField(label=_("Reason for the delay"), max_length=300)

    def __init__(self, *args, asks_reason: bool, **kwargs) -> None:
        super().__init__(*args, auto_id="scan_%s", **kwargs)
        if not asks_reason:
            del self.fields["late_reason"]


class SeatForm(forms.Form):
    """A seat given by a general meeting to the head of a member organisation (A-3.4b, A-5.6.5)."""

    organisation = forms.ModelChoiceField(label=_("Member organisation"), queryset=Organisation.objects.none())
    on = forms.DateField(label=_("Day of the general meeting"), widget=_date())
    number = forms.CharField(label=_("Number of its minutes"), max_length=60)

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, initial={"on": day}, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(
            pk__in=members_on(day).values("organisation")
        ).exclude(pk__in=roster_on(day).values("organisation"))


class OfficeForm(forms.Form):
    """Who takes an office, by which minutes or decision of the chair (A-3.6, A-3.8, A-4.4a)."""

    kind = forms.ChoiceField(label=_("Office"), choices=Office.Kind.choices, widget=forms.RadioSelect)
    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.all(), help_text=_("Chair and deputy hold a seat.")
    )
    organisation = forms.ModelChoiceField(
        label=_("Member organisation of the secretary"), queryset=Organisation.objects.none(), required=False
    )
    on = forms.DateField(label=_("From which day"), widget=_date())
    number = forms.CharField(label=_("Number of the minutes or of the decision"), max_length=60)

    def __init__(self, *args, day: date, **kwargs) -> None:
        super().__init__(*args, initial={"on": day}, **kwargs)
        members = members_on(day).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=members)
