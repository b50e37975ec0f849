"""Forms of general meetings, elections, early release and acting for the chair."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms import CheckedFileField
from association.models import Organisation, Person
from membership.queries import members_on
from presidium.models import Election, Meeting, Participant, Release, Representation, Seat
from presidium.queries import office_on, roster_on
from presidium.queries_elections import candidates, heads_on


def _day() -> forms.DateInput:
    return forms.DateInput({"type": "date", "class": "w-m"}, format="%Y-%m-%d")


class RepresentationForm(forms.Form):
    """Who votes for a member organisation at a general meeting, and by which paper (A-5.6.5)."""

    organisation = forms.ModelChoiceField(label=_("Member organisation"), queryset=Organisation.objects.none())
    person = forms.ModelChoiceField(label=_("Representative"), queryset=Person.objects.none())
    number = forms.CharField(label=_("Number of the authority paper"), max_length=60)
    dated_on = forms.DateField(label=_("Date of the paper"), widget=_day())
    until = forms.DateField(label=_("Holds until"), widget=_day(), required=False)

    def __init__(self, *args, meeting: Meeting, **kwargs) -> None:
        super().__init__(*args, auto_id="rep_%s", **kwargs)
        members = members_on(meeting.held_on).values("organisation")
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=members).order_by("sort_key")
        voting = meeting.participants.exclude(organisation=None).values("person")
        self.fields["person"].queryset = Person.objects.exclude(pk__in=voting).order_by("sort_key")
        self.fields["number"].clause = "A-5.6.5"


class PresidingForm(forms.Form):
    """Whom those present elected to preside, and by how many votes (A-4.6)."""

    participant = forms.ModelChoiceField(label=_("Presiding officer"), queryset=Participant.objects.none())
    votes_for = forms.IntegerField(
        label=_("Votes for"), min_value=1, widget=forms.NumberInput({"class": "w-s", "inputmode": "numeric"})
    )

    def __init__(self, *args, present: list[Participant], **kwargs) -> None:
        super().__init__(*args, auto_id="presiding_%s", **kwargs)
        rows = Participant.objects.filter(pk__in=[row.pk for row in present]).select_related("person")
        self.fields["participant"].queryset = rows
        self.fields["votes_for"].help_text = _("Present: %(n)s.") % {"n": len(present)}


class NominationForm(forms.Form):
    """A name put forward: for a seat a head or a representative, for chair and deputy who holds a seat (A-5.4.1)."""

    candidate = forms.ChoiceField(label=_("Candidate"), choices=[])
    proposed_by = forms.CharField(
        label=_("Proposed by"), max_length=300, required=False, help_text=_("As the minutes name it.")
    )

    def __init__(self, *args, election: Election, day: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {f"{person.pk}-{school.pk}": (person, school) for person, school in _eligible(election, day)}
        named = [(key, f"{person.full_name}, {school.title}") for key, (person, school) in self.pairs.items()]
        self.fields["candidate"].choices = [("", ""), *named]
        if election.kind == Election.Kind.DEPUTY:
            del self.fields["proposed_by"]

    @property
    def facts(self) -> dict:
        """What the verb takes."""
        person, school = self.pairs[self.cleaned_data["candidate"]]
        proposed_by = self.cleaned_data.get("proposed_by", "")
        return {"person": person, "organisation": school, "proposed_by": proposed_by}


def _eligible(election: Election, day: date) -> list[tuple[Person, Organisation]]:
    standing = set(candidates(election).values_list("person", flat=True))
    if election.kind == Election.Kind.SEATS:
        taken = set(Seat.objects.on(day).values_list("organisation", flat=True))
        seated = set(Seat.objects.on(day).values_list("person", flat=True))
        free = [(head, school) for school, head in heads_on(day) if head and school.pk not in taken]
        papers = Representation.objects.on(day).exclude(organisation__in=taken).select_related("person", "organisation")
        free += [(row.person, row.organisation) for row in papers]
        return [(person, school) for person, school in free if person.pk not in standing | seated]
    chair = office_on("chair", day) if election.kind == Election.Kind.DEPUTY else None
    return [
        (seat.person, seat.organisation) for seat in roster_on(day) if seat.person_id not in standing
        and seat.person != chair
    ]  # fmt: skip


class ReleaseForm(forms.Form):
    """The ground of an early release with its paper (A-3.7)."""

    reason = forms.ChoiceField(label=_("Ground"), choices=Release.Reason.choices, widget=forms.RadioSelect)
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    dated_on = forms.DateField(label=_("Date of the paper"), widget=_day())
    note = forms.CharField(
        label=_("What happened"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed for a gross violation."),
    )  # fmt: skip
    scan = CheckedFileField(label=_("Scan of the paper"), help_text=_("PDF, JPEG or PNG, up to 20 MB"))

    def __init__(self, *args, today: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["reason"].clause = "A-3.7.1"
        self.fields["reason"].hints = {
            "dismissed": _("The order of the dismissal (3.7.1)."),
            "organisation_left": _("The paper by which the membership ended (3.7.1)."),
            "own_wish": _("The application; it is registered in the journal with that (3.7.2)."),
            "gross_violation": _("The motion of the members of the Presidium (3.7.3)."),
        }

    def clean_dated_on(self) -> date:
        """A paper of tomorrow is no paper yet."""
        if self.cleaned_data["dated_on"] > self.today:
            raise forms.ValidationError(_("This day lies ahead."))
        return self.cleaned_data["dated_on"]

    def clean(self) -> dict:
        """A gross violation is said in words."""
        data = super().clean()
        if data.get("reason") == Release.Reason.GROSS_VIOLATION and not data.get("note", "").strip():
            self.add_error("note", _("Say what the violation is."))
        return data


class AbsenceForm(forms.Form):
    """The chair is away: from when, why, by which paper; the deputy acts (A-3.9)."""

    on = forms.DateField(label=_("From which day"), widget=_day())
    until = forms.DateField(label=_("Last day, when it is known"), widget=_day(), required=False)
    reason = forms.CharField(label=_("Reason of the absence"), max_length=300)
    number = forms.CharField(label=_("Number of the paper"), max_length=60)
    dated_on = forms.DateField(label=_("Date of the paper"), widget=_day())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="absence_%s", **kwargs)
        self.fields["reason"].clause = "A-3.9"

    def clean(self) -> dict:
        """An absence does not end before it begins."""
        data = super().clean()
        if data.get("on") and data.get("until") and data["until"] < data["on"]:
            self.add_error("until", _("The last day lies before the first."))
        return data


class ReturnForm(forms.Form):
    """From which day the chair is back (A-3.9)."""

    on = forms.DateField(label=_("Back from which day"), widget=_day())

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, auto_id="return_%s", **kwargs)
