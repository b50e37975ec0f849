"""The exclusion case: consents against the whole roster, the end of the case, the order (A-3.14)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import clock
from association.models import Letter, Paper
from association.proofs import Password
from association.statute import Refused
from membership.actions import endings, orders
from membership.models import Certificate, Order, OrderLine
from presidium.actions import exclusion, exclusion_consents, room, seats
from presidium.models import AgendaItem, Consent
from presidium.papers import minutes_facts
from presidium.queries import voters
from presidium.queries_exclusion import weigh
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import exclusion as make
from tests.factories import presidium as sittings

pytestmark = pytest.mark.django_db
NEEDED = {3: 2, 4: 3, 5: 4, 6: 4, 7: 5, 8: 6, 9: 6, 10: 7, 11: 8, 12: 8}


def clauses_of(act) -> list[str]:
    """The clauses that refuse an act."""
    with pytest.raises(Refused) as refused, transaction.atomic():
        act()
    return [verdict.clause for verdict in refused.value.verdicts]


def letters(notice: str) -> list[str]:
    return sorted(Letter.objects.filter(notice=notice).values_list("to", flat=True))


@clause("A-3.14")
def test_two_thirds_of_the_whole_roster_are_needed():
    """The vectors of the matrix."""
    assert {roster: weigh(0, roster, {}).needed for roster in NEEDED} == NEEDED
    assert [weigh(part, roster, {}).passed for roster, needed in NEEDED.items() for part in (needed - 1, needed)] == [
        False, True,
    ] * len(NEEDED)  # fmt: skip


@clause("A-3.14")
@pytest.mark.parametrize(("roster", "needed"), [(3, 2), (5, 4), (12, 8)])
def test_the_room_asks_two_thirds_of_the_roster_and_not_of_those_present(roster, needed):
    stage = make.scene(roster)
    _case, item = make.on_the_table(stage, (roster + 1) // 2)
    vote = room.open_voting(item, by=stage.secretary, at=clock.now())

    assert (vote.rule, vote.roster, vote.needed) == ("exclusion", roster, needed)


@clause("A-3.14", "A-3.3", "A-B.7")
def test_five_votes_of_a_roster_of_eight_are_refused_and_one_sheet_more_passes():
    """Scenario 13a: 5*3 = 15 < 16; 6*3 = 18 >= 16, though only five were in the room."""
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=5)
    assert (case.state, case.judged.passed, case.judged.inputs["consents"], case.judged.needed) == (
        "heard", False, 5, 6,
    )  # fmt: skip
    assert AgendaItem.objects.get().state == "lost"
    assert Order.objects.count() == 0
    certificate = Certificate.objects.get(organisation=stage.target)

    make.sheet(case, stage.people.seats[5])

    case = make.fresh(case)
    assert (case.state, case.judged.inputs["consents"], case.consents.filter(kind="sheet").count()) == ("carried", 6, 1)
    line = OrderLine.objects.get()
    assert (line.membership, line.reason, line.basis) == (case.membership, "exclusion", case.basis)
    assert make.standing(stage.target).ends_on is None
    make.sign_minutes(case)
    orders.enter_order(
        case.order, number="9-П", dated_on=clock.today(), scan=None, by=stage.secretary, at=clock.now()
    )  # fmt: skip
    case.membership.refresh_from_db()
    certificate.refresh_from_db()
    assert (case.membership.ends_on, case.membership.end_clause) == (clock.today(), "A-3.14")
    assert certificate.annulled_on == clock.today()
    assert letters("exclusion_in_force") == [stage.head.email]
    assert letters("member_left") == []


@clause("A-3.14", "A-3.12")
def test_below_five_members_a_second_word_is_asked_and_nothing_is_blocked():
    """Scenario 13b: roster 5, consents 3 refused, 4 pass; four members would be left."""
    stage = make.scene(5, others=0, target_seated=True)
    case = make.considered(stage, present=3, votes_for=3)
    assert (case.state, case.judged.passed) == ("heard", False)

    make.sheet(case, stage.people.seats[3])

    case = make.fresh(case)
    assert (case.state, case.judged.passed, case.hindered.clause) == ("agreed", True, "A-3.12")
    assert Order.objects.count() == 0
    with pytest.raises(PermissionDenied):
        exclusion_consents.confirm(case, by=stage.people.chair, at=clock.now())
    exclusion_consents.confirm(case, by=stage.secretary, at=clock.now())
    case = make.fresh(case)
    assert (case.state, case.hindrance, OrderLine.objects.get().order) == ("carried", None, case.order)
    assert clauses_of(lambda: exclusion_consents.confirm(case, by=stage.secretary, at=clock.now())) == ["A-3.14"]
    make.sign_minutes(case)
    facts = {"number": "9-П", "dated_on": clock.today(), "scan": None, "by": stage.secretary, "at": clock.now()}
    assert clauses_of(lambda: orders.enter_order(case.order, **facts)) == ["A-3.12"]
    orders.enter_order(case.order, is_confirmed=True, **facts)
    case.membership.refresh_from_db()
    assert case.membership.ends_on == clock.today()


@clause("A-3.14")
def test_a_vote_below_five_members_closes_and_the_case_waits():
    stage = make.scene(5, others=0, target_seated=True)
    case, item = make.on_the_table(stage, 5)
    verdict = make.voted(stage, item, 4)

    assert (verdict.passed, verdict.clause, verdict.needed) == (True, "A-3.14", 4)
    assert (AgendaItem.objects.get().state, make.fresh(case).state) == ("carried", "agreed")


@clause("A-3.14")
def test_enough_votes_in_the_room_carry_the_exclusion_at_once():
    stage = make.scene(6, others=2)
    case = make.considered(stage, present=6, votes_for=4)

    assert (case.state, case.sheet, case.order.lines.get().membership) == ("carried", None, case.membership)
    assert sorted(case.consents.values_list("kind", "given_on")) == [("vote", clock.today())] * 4
    assert letters("exclusion_ended") == sorted([stage.mover.email, stage.head.email])
    assert Paper.objects.filter(kind="D28").count() == 2


@clause("A-3.14")
def test_nobody_consents_twice_whether_by_vote_or_by_sheet():
    stage = make.scene(9)
    case = make.considered(stage, present=5, votes_for=4)
    make.sheet(case, stage.people.seats[5])

    voted, signed = stage.people.seats[0], stage.people.seats[5]
    assert clauses_of(lambda: make.sheet(case, voted)) == ["A-3.14"]
    assert clauses_of(lambda: make.sheet(case, signed)) == ["A-3.14"]
    scan = make.upload(None, stage.secretary)
    line = voters(case.item.meeting).get(person=signed.person_id)
    facts = {"participant": line, "given_on": clock.today(), "scan": scan, "by": stage.secretary, "at": clock.now()}
    assert clauses_of(lambda: exclusion_consents.file_consent(case, **facts)) == ["A-3.14"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            case=case, seat=line.seat, kind="vote", given_on=clock.today(), noted_at=clock.now(), noted_by=signed
        )
    assert make.fresh(case).consents.count() == 5


@clause("A-3.14")
def test_a_sheet_signed_by_hand_counts_with_its_day_and_scan():
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=4)
    line = voters(case.item.meeting).get(person=stage.people.seats[6].person_id)
    facts = {"participant": line, "scan": make.upload(None, stage.secretary), "at": clock.now()}

    early = clock.today() - timedelta(days=1)
    filed = exclusion_consents.file_consent
    assert clauses_of(lambda: filed(case, given_on=early, by=stage.secretary, **facts)) == ["A-3.14"]
    with pytest.raises(PermissionDenied):
        filed(case, given_on=clock.today(), by=stage.people.chair, **facts)
    filed(case, given_on=clock.today(), by=stage.secretary, **facts)

    consent = case.consents.get(kind="sheet")
    assert (consent.seat, consent.signature.method, consent.signature.scan) == (line.seat, "scan", facts["scan"])
    assert make.fresh(case).judged.inputs["consents"] == 5


@clause("A-3.14")
def test_only_a_holder_of_a_seat_of_that_meeting_who_holds_it_still_consents():
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=4)
    gone = stage.people.seats[7]
    seats.vacate_seats(make.school_of(gone), on=clock.today(), by=stage.secretary, at=clock.now())

    for user in (gone, stage.head, stage.secretary):
        assert clauses_of(lambda user=user: make.sheet(case, user)) == ["A-3.14"]


@clause("A-3.14")
def test_before_the_meeting_and_after_the_decision_no_sheet_is_taken():
    stage = make.scene(6, others=2)
    waiting = make.registered(stage)
    proof = Password(ground.PASSWORD)

    def sign(case):
        exclusion_consents.consent(case, proof=proof, sha256="", by=stage.people.seats[5], at=clock.now())

    assert clauses_of(lambda: sign(waiting)) == ["A-3.14"]
    _case, meeting = make.listed(stage, waiting)
    for user in stage.people.seats[:5]:
        room.note_presence(sittings.seat_of(meeting, user), arrived=True, by=stage.secretary, at=clock.now())
    room.open_meeting(meeting, by=stage.secretary, at=clock.now())
    make.voted(stage, meeting.items.get(), 4)
    assert make.fresh(waiting).state == "carried"
    assert clauses_of(lambda: sign(make.fresh(waiting))) == ["A-3.14"]


@clause("A-3.14")
@pytest.mark.parametrize(("setting", "needed", "voices"), [("stays", 6, 8), ("recused", 5, 7)])
def test_the_seat_of_the_target_stays_or_is_left_out_on_both_sides(setting, needed, voices):
    ground.association()
    ground.settle(target_seat=setting)
    stage = make.scene(8, others=2, target_seated=True)
    case, item = make.on_the_table(stage, 8)
    vote = room.open_voting(item, by=stage.secretary, at=clock.now())
    mine = sittings.seat_of(item.meeting, stage.head)

    assert (vote.needed, vote.roll.filter(recused=False).count()) == (needed, voices)
    if setting == "recused":
        assert clauses_of(lambda: room.cast(item, mine, choice="against", by=stage.head, at=clock.now())) == ["A-5.4.2"]
    for user in stage.people.seats[:needed]:
        room.cast(item, sittings.seat_of(item.meeting, user), choice="for", by=user, at=clock.now())
    room.close_voting(item, by=stage.secretary, at=clock.now())
    case = make.fresh(case)
    assert (case.state, case.judged.inputs["target_seat"], case.dossier.facts["reading"]) == (
        "carried", setting, {"version": "v2", "recused": setting == "recused", "seated": True},
    )  # fmt: skip
    assert case.rule_set == item.meeting.rule_set


@clause("A-3.14")
def test_the_chair_closes_a_case_without_enough_consents_and_says_why():
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=2)
    facts = {"at": clock.now(), "by": stage.people.chair}
    assert clauses_of(lambda: exclusion.close(case, reason="  ", **facts)) == ["A-3.14"]
    with pytest.raises(PermissionDenied):
        exclusion.close(case, reason="Нет согласия", by=stage.secretary, at=clock.now())
    exclusion.close(case, reason="Согласия двух третей нет", **facts)

    assert (make.fresh(case).state, make.standing(stage.target).ends_on) == ("dropped", None)
    assert clauses_of(lambda: make.sheet(case, stage.people.seats[6])) == ["A-3.14"]


@clause("A-3.14", "A-3.15.2")
def test_a_member_that_leaves_by_itself_ends_the_case_and_no_vote_breaks():
    stage = make.scene(6, others=2)
    case, item = make.on_the_table(stage, 5)
    scan = make.upload(stage.target, stage.secretary)
    endings.enter_paper_exit(
        stage.target, stated_on=None, signed_on=clock.today(), reason="", scan=scan, on=clock.today(),
        by=stage.secretary, at=clock.now(),
    )  # fmt: skip
    assert make.fresh(case).state == "lapsed"
    verdict = make.voted(stage, item, 5)

    assert (verdict.passed, make.fresh(case).consents.count()) == (True, 0)
    assert OrderLine.objects.get().reason == "withdrawal"


@clause("A-3.14", "A-4.10b")
def test_the_minutes_tell_the_count_and_annex_the_case():
    stage = make.scene(8)
    case = make.considered(stage, present=5, votes_for=5)
    facts = minutes_facts(case.item.meeting.minutes)
    vote = facts["items"][0]["vote"]

    assert (vote["for"], vote["present"], vote["needed"], vote["roster"], vote["carried"], vote["clause"]) == (
        5, 5, 6, 8, False, "3.14",
    )  # fmt: skip
    assert facts["annexes"] == ["Дело об исключении (представление и лист согласия), вопрос 1"]
