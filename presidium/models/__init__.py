"""The records of the Presidium."""

from presidium.models.exclusion import Consent, ExclusionCase
from presidium.models.meeting import AgendaItem, Meeting, Participant, PresenceEvent
from presidium.models.minutes import Minutes
from presidium.models.seat import Office, Seat
from presidium.models.vote import Ballot, Vote, VoterRoll

__all__ = [
    "AgendaItem", "Ballot", "Consent", "ExclusionCase", "Meeting", "Minutes", "Office", "Participant", "PresenceEvent",
    "Seat", "Vote", "VoterRoll",
]  # fmt: skip
