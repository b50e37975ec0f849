"""The post of a vote against a bare Django view over the same tables, in a small and in a large meeting."""

from __future__ import annotations

from itertools import cycle

from tests.bench import stage
from tests.bench.race import FULL, Size, most, ratio, spent

CHOICES = cycle(("for", "against", "abstain"))


def measure(size: Size = FULL) -> list[dict]:
    """Rows on the post of a vote: against the bare view, and the large meeting against the small one."""
    stage.open_portal()
    few, many = size.voters
    small, large = _votes(few, many)
    portal, bare = stage.portal(), stage.bare()

    def of(site, vote):
        item, voter, key = vote
        visitor = stage.Visitor(site, voter)
        fields = {"form_key": key} if site is portal else {}
        return lambda: visitor.post(
            f"/items/{item.pk}/ballots/", choice=next(CHOICES), **{name: make() for name, make in fields.items()}
        )

    small_ours, small_bare, large_ours, large_bare = spent(
        of(portal, small), of(bare, small), of(portal, large), of(bare, large), rounds=size.rounds
    )
    return [
        most(f"vote among {few}, processor time against a bare view", ratio(small_ours, small_bare), 4.0),
        most(f"vote among {many}, processor time against a bare view", ratio(large_ours, large_bare), 4.0),
        most(f"vote among {many} against a vote among {few}", ratio(large_ours, small_ours), 1.25),
    ]


def _votes(few: int, many: int) -> list[tuple]:
    """Two open votes: the item, one voter and what makes the key of a form."""
    from association import keys
    from tests.factories import association as ground

    ground.association()
    secretary = ground.secretary()
    seats = [seat(secretary, number) for number in range(few)]
    small = open_vote(secretary, seats)
    seats += [seat(secretary, number) for number in range(few, many)]
    large = open_vote(secretary, seats)
    return [(item, seats[-1] if item is large else seats[few - 1], keys.new_key) for item in (small, large)]


def seat(secretary, number: int):
    """The account of one holder of a seat; the first one takes the chair."""
    from presidium.actions import seats
    from tests.factories import association as ground

    person = ground.person(f"Примеров-{number}")
    school = ground.organisation(head=person)
    holder = ground.user("director", school, who=person)
    seats.fill_seat(person, school, on=ground.DAY, basis=None, by=secretary, at=ground.AT)
    if number == 0:
        seats.take_office("chair", person, on=ground.DAY, basis=None, by=secretary, at=ground.AT)
    return type(holder).objects.get(pk=holder.pk)


def open_vote(secretary, holders: list):
    """An item whose vote is open in a meeting that everybody has come to."""
    from datetime import timedelta

    from association import clock
    from presidium.actions import meetings, room
    from tests.factories import presidium

    facts = {"by": secretary, "at": clock.now()}
    meeting = meetings.plan(starts_at=clock.now() + timedelta(days=10), place="каб. 12", **facts)
    meetings.add_question(meeting, title="О плане работы", decision=presidium.DECISION, **facts)
    meetings.approve_agenda(meeting, by=holders[0], at=clock.now())
    for holder in holders:
        room.note_presence(presidium.seat_of(meeting, holder), arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.first()
    room.open_voting(item, **facts)
    return item
