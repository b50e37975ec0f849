"""Builders of changes of the rules, brought by the verbs to the state a test begins in."""

from datetime import timedelta

from association import clock
from association.models import RuleSet
from presidium.actions import meetings, room, rule_changes
from presidium.models import AgendaItem, RuleChange
from presidium.queries_rules import MATTER
from tests.factories import presidium as sittings


def proposed(people: sittings.Cast, **values) -> RuleChange:
    """A proposal of the secretary to settle some options in another way; strict decisions when none is named."""
    return rule_changes.propose(
        values=values or {"decision_rule": "strict"}, reason="Гражданский кодекс, статья 181.2.", by=people.secretary,
        at=clock.now(),
    )  # fmt: skip


def on_the_table(people: sittings.Cast, change: RuleChange, *, present: int = 5) -> AgendaItem:
    """The change as the only question of a meeting in session, its vote open."""
    facts = {"by": people.secretary, "at": clock.now()}
    meeting = meetings.plan(starts_at=clock.now() + timedelta(days=5), place="каб. 12", **facts)
    item = meetings.list_matter(meeting, matter_key=MATTER, subject_id=str(change.pk), **facts)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for user in people.seats[:present]:
        room.note_presence(sittings.seat_of(meeting, user), arrived=True, by=people.secretary, at=clock.now())
    room.open_meeting(meeting, by=people.secretary, at=clock.now())
    room.open_voting(item, by=people.secretary, at=clock.now())
    return AgendaItem.objects.get(pk=item.pk)


def decided(people: sittings.Cast, item: AgendaItem, votes_for: int, against: int = 0):
    """Let the first holders of seats vote for, the next ones against, and close the vote."""
    choices = ["for"] * votes_for + ["against"] * against
    for user, choice in zip(people.seats, choices, strict=False):
        room.cast(item, sittings.seat_of(item.meeting, user), choice=choice, by=user, at=clock.now())
    return room.close_voting(item, by=people.secretary, at=clock.now())


def in_force(people: sittings.Cast, **values) -> RuleSet:
    """The version that a carried change has made."""
    change = proposed(people, **values)
    decided(people, on_the_table(people, change, present=len(people.seats)), len(people.seats))
    return RuleChange.objects.get(pk=change.pk).rule_set
