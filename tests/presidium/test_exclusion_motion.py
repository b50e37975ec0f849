"""The motion of an exclusion case: who moves it, its signature, its registration, the hearing (A-3.14)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from association import clock
from association.models import AuditEntry, Letter, RegisterEntry
from association.proofs import Password
from association.statute import Refused
from association.workflow import WrongState
from membership.actions import memberships
from presidium import rules
from presidium.actions import exclusion, room
from presidium.models import Meeting
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import exclusion as make
from tests.factories import membership as members
from tests.factories import presidium as sittings

pytestmark = pytest.mark.django_db


def clauses_of(act) -> list[str]:
    """The clauses that refuse an act."""
    with pytest.raises(Refused) as refused, transaction.atomic():
        act()
    return [verdict.clause for verdict in refused.value.verdicts]


def letters(notice: str) -> list[str]:
    return sorted(Letter.objects.filter(notice=notice).values_list("to", flat=True))


@clause("A-3.14")
def test_who_may_move_an_exclusion():
    facts = {"is_member": True, "is_own": False, "target_is_member": True}
    cases = [{}, {"is_member": False}, {"is_own": True}, {"target_is_member": False}, {"has_open_case": True}]
    assert [rules.may_initiate(**{**facts, **case}).passed for case in cases] == [True, False, False, False, False]


@clause("A-3.14")
def test_only_an_active_member_moves_and_only_against_another_member():
    stage = make.scene(5, others=2)
    outsider = ground.organisation()
    leader = ground.director(outsider)
    candidate = ground.organisation()
    members.membership(candidate, stage.secretary, ground_of="candidate")
    facts = {"grounds": "Нет участия.", "evidence": make.upload(outsider, leader), "on": clock.today(),
             "at": clock.now()}  # fmt: skip

    def move(school, target, by):
        return lambda: exclusion.move(school, target=target, by=by, **facts)

    assert clauses_of(move(outsider, stage.target, leader)) == ["A-3.14"]
    assert clauses_of(move(candidate, stage.target, ground.director(candidate))) == ["A-3.14"]
    assert clauses_of(move(stage.initiator, stage.initiator, stage.mover)) == ["A-3.14"]
    assert clauses_of(move(stage.initiator, candidate, stage.mover)) == ["A-3.14"]
    with pytest.raises(PermissionDenied):
        move(stage.initiator, stage.target, leader)()
    make.handed_in(stage)
    assert clauses_of(move(stage.initiator, stage.target, stage.mover)) == ["A-3.14"]


@clause("A-3.14", "A-7.2.2")
def test_a_motion_is_signed_by_the_head_registered_and_told_to_the_target():
    stage = make.scene(5, others=2)
    case = make.moved(stage)
    deputy = ground.user("director", stage.initiator, who=ground.person("Заместителев"))
    proof = Password(ground.PASSWORD)
    signed = {"proof": proof, "sha256": case.paper.sha256, "at": clock.now()}
    assert clauses_of(lambda: exclusion.sign(case, by=deputy, **signed)) == ["A-3.14"]
    exclusion.sign(case, by=stage.mover, **signed)
    assert clauses_of(lambda: exclusion.sign(case, by=stage.mover, **signed)) == ["A-3.14"]
    assert letters("exclusion_filed") == sorted([stage.secretary.email, stage.people.chair.email])
    assert letters("exclusion_opened") == []

    with pytest.raises(PermissionDenied):
        exclusion.enter(case, on=clock.today(), by=stage.people.chair, at=clock.now())
    entry = exclusion.enter(case, on=clock.today(), by=stage.secretary, at=clock.now())

    assert RegisterEntry.objects.get(subject_type="presidium.exclusioncase") == entry
    assert (entry.series, entry.correspondent) == ("incoming", stage.initiator.title)
    assert letters("exclusion_opened") == [stage.head.email]
    verbs = AuditEntry.objects.filter(subject_type="presidium.exclusioncase").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "exclusioncase.move", "exclusioncase.file", "exclusioncase.register",
    ]  # fmt: skip


@clause("A-3.14")
def test_a_scan_of_the_signed_motion_hands_it_in():
    stage = make.scene(5, others=2)
    case = make.moved(stage)
    scan = make.upload(stage.initiator, stage.mover)
    exclusion.file_scan(case, scan=scan, by=stage.mover, at=clock.now())

    assert (make.fresh(case).state, case.paper.signatures.get().scan) == ("filed", scan)


@clause("A-3.14")
def test_an_initiator_that_has_left_meanwhile_is_not_registered():
    stage = make.scene(5, others=2)
    case = make.handed_in(stage)
    row = make.standing(stage.initiator)
    memberships.end(row, on=clock.today(), reason="withdrawal", basis=row.basis, by=stage.secretary, at=clock.now())

    assert make.fresh(case).state == "lapsed"
    with pytest.raises(WrongState):
        exclusion.enter(case, on=clock.today(), by=stage.secretary, at=clock.now())


@clause("A-3.14")
def test_the_target_is_heard_until_the_vote():
    stage = make.scene(6, others=2)
    case = make.registered(stage)
    text = "Мы участвовали в трёх семинарах."
    with pytest.raises(PermissionDenied):
        exclusion.explain(case, text=text, by=stage.mover, at=clock.now())
    exclusion.explain(case, text=text, by=stage.head, at=clock.now())
    _case, meeting = make.listed(stage, make.fresh(case))
    for user in stage.people.seats[:5]:
        room.note_presence(sittings.seat_of(meeting, user), arrived=True, by=stage.secretary, at=clock.now())
    room.open_meeting(meeting, by=stage.secretary, at=clock.now())
    make.voted(stage, meeting.items.get(), 4)

    case = make.fresh(case)
    assert case.dossier.facts["explanation"] == [text]
    assert clauses_of(lambda: exclusion.explain(case, text="Ещё", by=stage.head, at=clock.now())) == ["A-3.14"]


@clause("A-3.14")
def test_the_initiator_takes_its_motion_back_but_not_off_an_agenda():
    stage = make.scene(5, others=2)
    case, meeting = make.listed(stage)
    assert clauses_of(lambda: exclusion.withdraw(case, by=stage.mover, at=clock.now())) == ["A-3.14"]
    Meeting.objects.filter(pk=meeting.pk).update(held_on=clock.today())
    room.declare_failed(meeting, by=stage.secretary, at=clock.now())
    assert make.fresh(case).state == "registered"
    with pytest.raises(PermissionDenied):
        exclusion.withdraw(case, by=stage.head, at=clock.now())
    exclusion.withdraw(case, by=stage.mover, at=clock.now())

    assert make.fresh(case).state == "withdrawn"
    assert letters("exclusion_ended") == sorted([stage.mover.email, stage.head.email])
