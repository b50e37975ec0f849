"""Builders of retention: old minutes with what was said at them, acts of write-off in each state."""

from datetime import date, timedelta

from association import clock
from association.actions import write_offs
from association.models import Paper, User, WriteOffAct
from association.proofs import Password
from presidium.actions import extracts, minutes_remarks, opinions, room
from presidium.models import Meeting, Minutes
from presidium.queries import voters
from tests.factories import assignments
from tests.factories import association as ground
from tests.factories import presidium as sittings

SPOKEN = "Тайное слово о ремонте крыши"
OPINION = "Особое мнение о заборе"
REMARK = "Замечание о фамилии докладчика"
BYTES = b"%PDF-1.7\n% " + "протокол, который будет списан".encode() + b"\n%%EOF\n"
OLD = date(2022, 3, 14)


def old_minutes(people: sittings.Cast, *, held_on: date = OLD, data: bytes = BYTES, extract: bool = False) -> Minutes:
    """Signed minutes of a day long ago, with speeches, an opinion and a remark; every paper has its bytes."""
    last = Paper.objects.order_by("pk").values_list("pk", flat=True).last() or 0
    item = sittings.voting(people)
    by, at = people.secretary, clock.now()
    official = sittings.seat_of(item.meeting, people.official)
    opinions.give_opinion(item, official, text=OPINION, by=people.official, at=at)
    for row in voters(item.meeting):
        room.cast(item, row, choice="for", by=by, at=at)
    room.close_voting(item, by=by, at=at)
    room.write_up(item, heard=SPOKEN, spoke=f"{SPOKEN}, продолжение", by=by, at=at)
    room.close_meeting(item.meeting, by=by, at=at)
    record = Minutes.objects.get(meeting=item.meeting_id)
    minutes_remarks.show(record, by=by, at=at - timedelta(days=10))
    sent = minutes_remarks.remark(item, text=REMARK, by=people.seats[2], at=at)
    minutes_remarks.answer(sent, accepted=True, reply=f"{REMARK} принято", by=by, at=at)
    record = assignments.signed(people, Minutes.objects.get(pk=record.pk))
    extracts.make_sheets(record.meeting, by=by, at=at)
    if extract:
        extracts.send(item, on=clock.today(), by=by, at=at)
    Meeting.objects.filter(pk=item.meeting_id).update(held_on=held_on)
    for number, paper in enumerate(Paper.objects.filter(file=None, pk__gt=last).order_by("pk")):
        ground.make_ready(paper, ground.PDF + b"% " + str(number).encode() if number else data)
    return Minutes.objects.get(pk=record.pk)


def key(record: Minutes) -> str:
    return f"minutes:{record.pk}"


def inked(paper: Paper) -> Paper:
    """A paper with bytes of its own."""
    return ground.make_ready(paper, ground.PDF + f"% {paper.pk}".encode())


def begun(people: sittings.Cast, *records: Minutes, chair: int = 1) -> WriteOffAct:
    """An act over minutes, with a commission of three holders of seats; the deputy leads it."""
    keys, facts = [key(row) for row in records], {"by": people.secretary, "at": clock.now()}
    act = write_offs.begin(keys, on=clock.today(), **facts)
    posts = ("заместитель председателя Президиума", "директор", "директор")
    users = sorted(people.seats[1:4], key=lambda user: user != people.seats[chair])
    write_offs.appoint(act, [(user.person, post) for user, post in zip(users, posts, strict=True)],
                       grounds="Номенклатура дел на 2026 год", **facts)  # fmt: skip
    return act


def offered(people: sittings.Cast, *records: Minutes, chair: int = 1) -> WriteOffAct:
    """An act drawn for signing, its paper ready."""
    act = begun(people, *records, chair=chair)
    write_offs.offer(act, by=people.secretary, at=clock.now())
    for paper in Paper.objects.filter(kind="D24", file=None):
        inked(paper)
    return WriteOffAct.objects.get(pk=act.pk)


def signed(people: sittings.Cast, *records: Minutes) -> WriteOffAct:
    """An act that its commission signed."""
    act = offered(people, *records)
    write_offs.sign(act, by=User.objects.get(pk=people.seats[1].pk), **_proof(act))
    return WriteOffAct.objects.get(pk=act.pk)


def approved(people: sittings.Cast, *records: Minutes) -> WriteOffAct:
    """An act that the chair approved; nothing is destroyed yet."""
    act = signed(people, *records)
    write_offs.approve(act, by=people.chair, **_proof(act))
    return WriteOffAct.objects.get(pk=act.pk)


def _proof(act: WriteOffAct) -> dict:
    return {"proof": Password(ground.PASSWORD), "sha256": act.paper.sha256, "at": clock.now()}
