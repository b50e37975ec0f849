"""Votes by name: the roll fixed at opening, every ballot kept, the counted one pointed at."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class Vote(models.Model):
    """Голосование, добуш берүү: one vote on one item; inputs and verdict are frozen when it closes (A-4.9)."""

    item = models.ForeignKey("presidium.AgendaItem", on_delete=models.PROTECT, related_name="votes")
    rule = models.CharField(max_length=40)
    roster = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    cancelled = models.BooleanField(default=False)
    verdict = models.JSONField(null=True, blank=True)
    quorum = models.JSONField(null=True, blank=True)
    rule_values = models.JSONField(default=dict)
    # The last line of the log of presence that was known when the roll was fixed.
    log_end = models.ForeignKey("presidium.PresenceEvent", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=models.Q(closed_at__isnull=True), name="presidium_one_open_vote"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.rule})"


class VoterRoll(models.Model):
    """Присутствующий при голосовании, добуш берүүгө катышкан: one person of the roll fixed when a vote opens."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="roll")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="+")
    recused = models.BooleanField(default=False)
    counted = models.ForeignKey("presidium.Ballot", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["participant__person__sort_key"]
        constraints = [models.UniqueConstraint(fields=["vote", "participant"], name="presidium_one_vote_each")]

    def __str__(self) -> str:
        return str(self.participant)


class Ballot(models.Model):
    """Голос, добуш: one answer of one person; ballots are only added, the latest before closing counts (A-4.9a)."""

    class Choice(models.TextChoices):
        FOR = "for", pgettext_lazy("ballot", "for")
        AGAINST = "against", pgettext_lazy("ballot", "against")
        ABSTAIN = "abstain", pgettext_lazy("ballot", "abstain")

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=8, choices=Choice.choices)
    candidacy = models.ForeignKey("presidium.Candidacy", on_delete=models.PROTECT, null=True, related_name="ballots")
    cast_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    own_hand = models.BooleanField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.participant}: {self.choice}"
