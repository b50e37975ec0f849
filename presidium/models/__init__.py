"""The records of the Presidium."""

from presidium.models.assignment import Assignment
from presidium.models.calendar_feed import CalendarFeed
from presidium.models.election import Candidacy, Election, PresidingChoice, Release, Representation
from presidium.models.exclusion import Consent, ExclusionCase
from presidium.models.extract import Delivery, Extract
from presidium.models.handover import HandOver
from presidium.models.material import Handing, Material
from presidium.models.meeting import AgendaItem, Meeting, Participant, PresenceEvent
from presidium.models.minutes import Minutes, MinutesReading, MinutesRemark
from presidium.models.opinion import Opinion
from presidium.models.rule_change import RuleChange
from presidium.models.seat import ActingPeriod, Office, Seat, TermWarning
from presidium.models.vote import Ballot, Vote, VoterRoll

__all__ = [
    "ActingPeriod", "AgendaItem", "Assignment", "Ballot", "CalendarFeed", "Candidacy", "Consent", "Delivery",
    "Election", "ExclusionCase", "Extract", "HandOver", "Handing", "Material", "Meeting", "Minutes", "MinutesReading",
    "MinutesRemark", "Office", "Opinion", "Participant", "PresenceEvent", "PresidingChoice", "Release",
    "Representation", "RuleChange", "Seat", "TermWarning", "Vote", "VoterRoll",
]  # fmt: skip
