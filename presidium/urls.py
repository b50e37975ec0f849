"""Addresses of the Presidium."""

from __future__ import annotations

from django.urls import include, path

from association.policy import SIGNED_IN, route
from presidium.views import (
    agenda,
    ballot,
    composition,
    hall,
    live,
    meetings,
    minutes,
    opinions,
    participants,
    room,
    sitting,
    votes,
)

# The live pages ask for their right themselves, after the poll that is answered by one read.
urlpatterns = [
    route("presidium/", composition.composition, name="composition", allow="view_records"),
    route("presidium/seats/", composition.seat, name="seats", allow="keep_composition"),
    route("presidium/offices/", composition.office, name="offices", allow="keep_composition"),
    route("meetings/", meetings.meetings, name="meetings", allow=SIGNED_IN),
    route("meetings/new/", meetings.meeting_new, name="meeting_new", allow="prepare_meeting"),
    route("meetings/<int:pk>/", meetings.meeting, name="meeting", allow=SIGNED_IN),
    route("meetings/<int:pk>/items/", agenda.items, name="meeting_items", allow="prepare_meeting"),
    route("meetings/<int:pk>/questions/", agenda.questions, name="meeting_questions", allow="prepare_meeting"),
    route("meetings/<int:pk>/approval/", agenda.approval, name="meeting_approval", allow="approve_agenda"),
    route(
        "meetings/<int:pk>/participants/", participants.participants, name="meeting_participants",
        allow="prepare_meeting",
    ),
    route("meetings/<int:pk>/room/", room.room, name="room", allow=SIGNED_IN, peek=live.peek_with_clock),
    route("meetings/<int:pk>/presence/", sitting.presence, name="meeting_presence", allow="run_meeting"),
    route("meetings/<int:pk>/opening/", sitting.opening, name="meeting_opening", allow="run_meeting"),
    route("meetings/<int:pk>/failure/", sitting.failure, name="meeting_failure", allow="run_meeting"),
    route("meetings/<int:pk>/closing/", sitting.closing, name="meeting_closing", allow="run_meeting"),
    route("meetings/<int:pk>/hall/", hall.hall, name="hall", allow=SIGNED_IN, peek=live.peek_with_clock),
    route("meetings/<int:pk>/ballot/", ballot.ballot, name="ballot", allow=SIGNED_IN, peek=live.peek),
    route("items/<int:pk>/voting/", votes.voting, name="item_voting", allow="run_meeting"),
    route("items/<int:pk>/verdict/", votes.verdict, name="item_verdict", allow="run_meeting"),
    route("items/<int:pk>/cancellation/", votes.cancellation, name="item_cancellation", allow="run_meeting"),
    route("items/<int:pk>/ballots/", votes.ballots, name="item_ballots", allow=SIGNED_IN),
    route("items/<int:pk>/opinions/", opinions.opinions, name="item_opinions", allow=SIGNED_IN),
    route("items/<int:pk>/text/", votes.text, name="item_text", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/", minutes.minutes, name="minutes", allow="view_records"),
    route("meetings/<int:pk>/minutes/draft/", minutes.draft, name="minutes_draft", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/offering/", minutes.offering, name="minutes_offering", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/reopening/", minutes.reopening, name="minutes_reopening", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/scan/", minutes.scan, name="minutes_scan", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/signatures/", minutes.signatures, name="minutes_signatures", allow="view_records"),
    path("", include("presidium.urls_elections")),
    path("", include("presidium.urls_assignments")),
    path("", include("presidium.urls_exclusion")),
    path("", include("presidium.urls_handover")),
    path("", include("presidium.urls_preparation")),
    path("", include("presidium.urls_rules")),
]  # fmt: skip
