"""What the screens show of an election: the names with their votes, what is voted on next, who else may stand."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from association import access, clock
from association.models import User
from membership.queries import local_day
from presidium.forms_elections import PresidingForm, RepresentationForm
from presidium.models import AgendaItem, Candidacy, Election, Meeting, Vote
from presidium.queries import present_voters
from presidium.queries_elections import (
    MATTERS,
    are_offices_empty,
    candidates,
    chosen_to_preside,
    election_of,
    given,
    has_names,
    release_of,
    to_be_voted,
)

LOOKS = {"open": "need", "listed": "run", "elected": "ok", "undecided": "bad"}
OUTCOMES = {Candidacy.Outcome.ELECTED: "ok", Candidacy.Outcome.NOT: "bad"}


def election_sheet(item: AgendaItem, vote: Vote | None) -> dict[str, Any] | None:
    """The names of an election with the votes that each has, for the room, the hall and the ballot."""
    election = election_of(item)
    if election is None:
        return None
    votes = given(vote) if vote else {}
    waits = item.state == AgendaItem.State.WAITING
    following = [row.pk for row in to_be_voted(item)] if waits else list(votes)
    rows = [
        {"pk": row.pk, "name": row.person.full_name, "surname": row.person.surname, "school": row.organisation.title,
         "by": row.proposed_by, "votes": votes.get(row.pk), "stands": row.pk in following,
         "outcome": row.get_outcome_display(), "look": OUTCOMES.get(row.outcome, "calm")}
        for row in candidates(election)
    ]  # fmt: skip
    return {
        "election": election, "rows": rows, "several": vote is not None and has_names(vote),
        "standing": [row for row in rows if row["stands"]], "said": _said(election, item, vote),
        "runoff": waits and vote is not None and election.kind == Election.Kind.CHAIR,
    }  # fmt: skip


def _said(election: Election, item: AgendaItem, vote: Vote | None) -> str:
    """How a closed vote ended, in the words of an election."""
    if vote is None or vote.verdict is None:
        return ""
    names = candidates(election).filter(vote=vote, outcome=Candidacy.Outcome.ELECTED)
    if names:
        return _("Elected: %(names)s") % {"names": ", ".join(str(row.person) for row in names)}
    if item.state == AgendaItem.State.WAITING and election.kind == Election.Kind.CHAIR:
        return _("Nobody is elected: a run-off follows")
    return _("Not elected")


def names_of(sheet: dict[str, Any] | None) -> dict[int, str]:
    """Surnames by candidacy, for the strip of a vote on several names."""
    return {row["pk"]: row["surname"] for row in sheet["rows"]} if sheet and sheet["several"] else {}


def leads(item: AgendaItem | None) -> str:
    """Who leads an item in the place of the chair: the deputy, while the release of the chair is decided (A-3.7.3)."""
    release = release_of(item) if item is not None else None
    return str(release.presided_by) if release and release.presided_by else ""


def chosen(meeting: Meeting, can_run: bool, data=None) -> dict[str, Any]:
    """Who was chosen to preside, and the form to note it, while neither a chair nor a deputy is in office (A-4.6)."""
    if meeting.state != Meeting.State.CALLED or not meeting.is_general or not are_offices_empty(meeting.held_on):
        return {}
    present = present_voters(meeting)
    form = PresidingForm(data, present=present) if can_run and present else None
    return {"asked": True, "who": chosen_to_preside(meeting), "form": form}


def panel(user: User, meeting: Meeting, **forms: Any) -> dict[str, Any]:
    """The elections of a meeting in preparation, who votes for whom, and the call of one without a chair."""
    prepares = access.can(user, "prepare_meeting")
    before = meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED)
    found: dict[str, Any] = {"elections": [], "kinds": [], "representation_form": None, "calls": False}
    items = [item for item in meeting.items.all() if item.matter in MATTERS]
    found["elections"] = [
        {"item": item, "election": election, "names": list(candidates(election)), "look": LOOKS[election.state]}
        for item in items
        if (election := election_of(item))
    ]
    if not (prepares and before):
        return found
    if meeting.state == Meeting.State.PLANNED:
        taken = set(Election.objects.filter(state__in=["open", "listed"]).values_list("kind", flat=True))
        own = (Election.Kind.SEATS, Election.Kind.CHAIR) if meeting.is_general else (Election.Kind.DEPUTY,)
        found["kinds"] = [{"kind": kind.value, "name": kind.label} for kind in own if kind.value not in taken]
        found["calls"] = meeting.is_general and are_offices_empty(local_day(clock.now())) and meeting.items.exists()
    if meeting.is_general:
        found["representation_form"] = forms.get("representation_form") or RepresentationForm(meeting=meeting)
    return found
