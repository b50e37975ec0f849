"""What follows a decision: grant, order, membership, certificate, letters that wait for signed minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.actions import founding
from association.actions.organisations import add_basis
from association.models import Association, AuditEntry, Basis, Letter, Paper, RegisterEntry, RuleSet
from association.statute import Refused
from association.workflow import WrongState
from membership import rules
from membership.actions import certificates, decisions, letters, orders
from membership.models import Application, Certificate, Membership, Order
from membership.queries import awaiting_release, membership_of
from presidium.actions import meetings, minutes, room
from presidium.models import AgendaItem, Meeting, Minutes
from presidium.queries import voters
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return presidium.cast(3)


@pytest.fixture
def secretary(people):
    return people.secretary


@pytest.fixture
def school(people):
    return ground.organisation()


@pytest.fixture
def director(school):
    return ground.director(school)


def listed(school, by, ground_of=rules.CERTIFIED):
    return make.application(school, by, ground_of=ground_of, state=Application.State.LISTED)


def decision(by, number=""):
    return add_basis(
        kind=Basis.Kind.DECISION, body="Президиум", dated_on=clock.today(), item="1", number=number, by=by,
        at=clock.now(),
    )  # fmt: skip


def granted(school, by, number="", **options):
    row = listed(school, by, **options)
    decisions.grant(row, basis=decision(by, number), by=by, at=clock.now())
    return row


def enter(order, by, number="12-П", on=None):
    return decisions.enter_order(order, number=number, dated_on=on or clock.today(), scan=None, by=by, at=clock.now())


def state_of(row):
    return type(row).objects.get(pk=row.pk).state


@clause("A-3.3")
def test_a_granted_application_waits_for_the_order_and_is_no_membership_yet(school, secretary):
    row = granted(school, secretary)

    order = Order.objects.get()
    assert (state_of(row), order.state, order.lines.get().application) == ("granted", "draft", row)
    assert (order.paper.is_draft, order.paper.facts["include"]) == (
        True, [{"name": school.name_on(clock.today()).full}]
    )  # fmt: skip
    assert membership_of(school, clock.today()) is None


@clause("A-3.3")
def test_the_order_begins_the_memberships_on_its_own_date(school, secretary):
    row, other = granted(school, secretary), granted(ground.organisation(), secretary)
    on = clock.today() - timedelta(days=1)
    begun = enter(Order.objects.get(), secretary, on=on)

    order = Order.objects.get()
    assert (order.state, order.number, order.dated_on) == ("entered", "12-П", on)
    assert [(one.organisation, one.starts_on, one.kind) for one in begun] == [
        (school, on, "member"), (other.organisation, on, "member"),
    ]  # fmt: skip
    assert (begun[0].basis.kind, begun[0].basis.number) == ("order", "12-П")
    assert begun[0].basis.body == "Демонстрационное министерство"
    assert [state_of(row), state_of(other)] == ["entered", "entered"]
    with pytest.raises(WrongState):
        enter(order, secretary)
    assert Membership.objects.count() == 2


@clause("A-3.3")
def test_the_day_that_counts_is_a_setting(school, secretary):
    RuleSet.objects.update(values={**founding.DEFAULT_RULES, "membership_effective": "decision"})
    row = granted(school, secretary)
    begun = enter(Order.objects.get(), secretary, on=clock.today() + timedelta(days=3))

    assert begun[0].starts_on == row.basis.dated_on == clock.today()


@clause("A-3.3")
def test_an_order_is_entered_by_who_may(school, secretary, director):
    granted(school, secretary)

    with pytest.raises(PermissionDenied):
        enter(Order.objects.get(), director)
    assert (Order.objects.get().state, Membership.objects.count()) == ("draft", 0)
    enter(Order.objects.get(), ground.user("department_reviewer"))


@clause("A-3.2.4")
def test_a_candidate_has_the_status_by_the_decision_without_an_order(school, secretary):
    row = granted(school, secretary, ground_of=rules.CANDIDATE)

    held = membership_of(school, clock.today())
    assert (state_of(row), held.kind, held.basis) == ("entered", "candidate", row.basis)
    assert Order.objects.count() == 0


@clause("A-3.1.4")
def test_a_candidate_that_becomes_a_member_ends_its_candidate_status_on_that_day(school, secretary):
    candidate = make.membership(school, secretary, ground_of=rules.CANDIDATE)
    granted(school, secretary, ground_of=rules.CONCLUSION)
    enter(Order.objects.get(), secretary)

    candidate.refresh_from_db()
    assert (candidate.ends_on, candidate.end_reason) == (clock.today(), "became_member")
    assert membership_of(school, clock.today()).kind == "member"


def test_a_decision_that_was_not_adopted_refuses(school, secretary):
    row = listed(school, secretary)
    decisions.refuse(row, basis=decision(secretary), by=secretary, at=clock.now())

    assert (state_of(row), Order.objects.count(), Membership.objects.count()) == ("refused", 0, 0)
    assert Paper.objects.get(kind="D05").facts["decision"]["kind"] == "refuse"


@clause("A-3.13a")
def test_in_the_organisational_period_the_order_admits_without_a_presidium():
    ground.association()
    secretary, school = ground.secretary(), ground.organisation()
    row = make.application(school, secretary, state=Application.State.REGISTERED)
    decisions.admit_by_order(row, by=secretary, at=clock.now())
    begun = enter(Order.objects.get(), secretary)

    assert (state_of(row), [one.organisation for one in begun]) == ("entered", [school])
    assert begun[0].starts_on == clock.today()


@clause("A-3.13b")
def test_in_the_working_period_the_presidium_decides(school, secretary):
    row = make.application(school, secretary, state=Application.State.REGISTERED)

    with pytest.raises(Refused) as refused:
        decisions.admit_by_order(row, by=secretary, at=clock.now())
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.13b"]
    assert (state_of(row), Order.objects.count()) == ("registered", 0)


@clause("A-3.13a")
def test_the_working_period_is_seen_by_the_next_reader_of_the_same_request(school):
    with Association.read_once():
        Association.objects.update(phase="organisational")
        assert Association.current().phase == "organisational"
        founding.begin_working(Association.objects.get(), by=None, at=clock.now())
        assert Association.current().phase == "working"


@clause("A-3.3")
def test_a_void_draft_hands_its_applications_to_a_new_one(school, secretary, director):
    row = granted(school, secretary)
    order = Order.objects.get()
    with pytest.raises(PermissionDenied):
        orders.void(order, reason="Описка", on=clock.today(), by=director, at=clock.now())
    fresh = orders.void(order, reason="Описка", on=clock.today(), by=secretary, at=clock.now())

    assert (state_of(order), fresh.state, fresh.lines.get().application) == ("void", "draft", row)
    entry = AuditEntry.objects.filter(verb="order.void").get()
    assert (entry.subject_id, entry.facts["reason"]) == (str(order.pk), "Описка")
    with pytest.raises(WrongState):
        enter(order, secretary)
    assert [one.organisation for one in enter(fresh, secretary)] == [school]
    with pytest.raises(WrongState):
        orders.void(fresh, reason="Поздно", on=clock.today(), by=secretary, at=clock.now())


def test_an_empty_draft_is_voided_without_a_successor(secretary):
    order = Order.objects.create(drafted_at=clock.now(), drafted_by=secretary)

    assert orders.void(order, reason="Пусто", on=clock.today(), by=secretary, at=clock.now()) is None
    assert Order.objects.count() == 1


def issue(held, by, on=None):
    return certificates.issue(held, on=on or clock.today(), by=by, at=clock.now())


@clause("A-3.13c", "A-B.2")
def test_a_certificate_issued_twice_is_one(school, secretary, director):
    held = make.membership(school, secretary)
    first = issue(held, secretary)

    assert issue(held, secretary) == first
    assert (Certificate.objects.count(), Paper.objects.filter(kind="D07").count()) == (1, 1)
    assert (first.number, first.issued_on, len(first.code)) == (1, clock.today(), 8)
    assert Letter.objects.filter(notice="certificate_issued", user=director).count() == 1


@clause("A-B.1", "A-B.2", "A-B.3", "A-B.4", "A-B.5", "A-B.6")
def test_a_certificate_says_what_appendix_b_asks_for(school, people):
    certificate = issue(make.membership(school, people.secretary), people.secretary)

    facts = certificate.paper.facts
    assert facts["authority"] == {"name": "Демонстрационное министерство"}
    assert facts["association"]["name"] == "Ассоциация школ края"
    assert (facts["number"], facts["registered_on"]) == ("001", clock.today().isoformat())
    assert facts["organisation"] == {"name": school.name_on(clock.today()).full,
                                     "address": school.address_on(clock.today())}  # fmt: skip
    assert facts["signers"] == [
        {"post": "Министр", "name": "Б.\u00a0Б.\u00a0Эталонов"},
        {"post": "Председатель Президиума Ассоциации", "name": "Б.\u00a0Б.\u00a0Примеров"},
    ]
    assert certificate.paper.code == certificate.code


@clause("A-3.13c")
def test_candidates_former_members_and_those_before_the_order_get_no_certificate(secretary):
    candidate = make.membership(ground.organisation(), secretary, ground_of=rules.CANDIDATE)
    former, early = (make.membership(ground.organisation(), secretary) for _school in range(2))
    Membership.objects.filter(pk=former.pk).update(ends_on=clock.today())
    for held, on in ((candidate, None), (former, None), (early, early.starts_on - timedelta(days=1))):
        with pytest.raises(Refused) as refused:
            issue(held, secretary, on)
        assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.13c"]
    assert Certificate.objects.count() == 0


@clause("A-3.13c")
def test_a_certificate_is_issued_and_handed_over_by_who_may_and_once(school, secretary, director):
    held = make.membership(school, secretary)
    with pytest.raises(PermissionDenied):
        issue(held, director)
    row = issue(held, secretary)
    facts = {"to": "Примеров Б. Б.", "on": clock.today(), "at": clock.now()}
    with pytest.raises(PermissionDenied):
        certificates.hand_over(row, by=director, **facts)
    certificates.hand_over(row, by=secretary, **facts)
    certificates.hand_over(row, by=secretary, **{**facts, "to": "Другой"})

    row.refresh_from_db()
    assert (row.handed_on, row.handed_to) == (clock.today(), "Примеров Б. Б.")
    assert AuditEntry.objects.filter(verb="certificate.hand_over").count() == 1


@clause("A-B.7", "A-B.2")
def test_an_annulled_certificate_is_valid_up_to_that_day_and_its_number_is_never_given_again(school, secretary):
    held = make.membership(school, secretary)
    row = issue(held, secretary, clock.today() - timedelta(days=5))
    for reason in ("Утрата", "Ещё раз"):
        certificates.annul(row, reason=reason, on=clock.today(), by=secretary, at=clock.now())

    row.refresh_from_db()
    assert [row.status_on(clock.today() - timedelta(days=n)) for n in (6, 1, 0)] == ["not yet", "valid", "annulled"]
    assert (row.annul_reason, issue(held, secretary).number) == ("Утрата", 2)
    assert AuditEntry.objects.filter(verb="certificate.annul").count() == 1


def decided(people, school, passed=True):
    """A meeting held on one application: the minutes and the application, through the verbs of the Presidium."""
    row = make.application(school, ground.director(school), state=Application.State.REGISTERED)
    meeting = presidium.planned(people, questions=0)
    facts = {"by": people.secretary, "at": clock.now()}
    meetings.list_matter(meeting, matter_key="admission", subject_id=str(row.pk), **facts)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for user in people.seats:
        room.note_presence(presidium.seat_of(meeting, user), arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.get()
    room.open_voting(item, **facts)
    for voter in voters(meeting):
        room.cast(item, voter, choice="for" if passed else "against", **facts)
    room.close_voting(AgendaItem.objects.get(pk=item.pk), **facts)
    room.close_meeting(Meeting.objects.get(pk=meeting.pk), **facts)
    return Minutes.objects.get(meeting=meeting), Application.objects.get(pk=row.pk)


def sign_both(record, people):
    minutes.offer(record, by=people.secretary, at=clock.now())
    sha256 = ground.make_ready(record.paper).sha256
    facts = {"password": ground.PASSWORD, "sha256": sha256, "at": clock.now()}
    minutes.sign_as_secretary(Minutes.objects.get(pk=record.pk), by=people.secretary, **facts)
    assert awaiting_release().count() == 0
    minutes.sign_as_presiding(Minutes.objects.get(pk=record.pk), on=record.meeting.held_on, by=people.chair, **facts)


@clause("A-4.10b", "A-3.13b", "A-3.3")
@pytest.mark.parametrize("passed", [True, False])
def test_letters_and_the_order_wait_for_signed_minutes_and_go_out_in_one_batch(passed, school, people):
    record, row = decided(people, school, passed)
    facts = {"on": clock.today(), "by": people.secretary, "at": clock.now()}

    assert row.state == ("granted" if passed else "refused")
    assert letters.release_all(**facts) == 0
    assert (Application.objects.get(pk=row.pk).letter, RegisterEntry.objects.count()) == (None, 0)
    sign_both(record, people)
    assert (letters.release_all(**facts), letters.release_all(**facts)) == (1, 0)

    letter = Application.objects.get(pk=row.pk).letter
    assert (letter.number, letter.is_draft, letter.released_at) == ("01-15/1", False, facts["at"])
    assert letter.facts["decision"]["kind"] == ("admit" if passed else "refuse")
    assert letter.facts["decision"]["protocol"]["number"] == str(Minutes.objects.get().number)
    assert Letter.objects.filter(notice="decision_taken").count() == 1
    papers = Paper.objects.filter(kind="D06").order_by("pk").values_list("is_draft", "released_at")
    assert list(papers) == ([(True, None), (False, facts["at"])] if passed else [])


def test_only_who_may_releases(people):
    with pytest.raises(PermissionDenied):
        letters.release_all(on=clock.today(), by=people.stranger, at=clock.now())


@clause("A-4.4b", "A-4.4c", "A-4.3b")
def test_the_agenda_goes_to_every_member_the_invitation_to_those_asked(people):
    member = make.member(people.secretary)
    outside, reader = ground.organisation(), ground.director(member)
    ground.director(outside)
    meeting = presidium.planned(people)
    meetings.invite_person(meeting, people.official.person, voice="consultative", by=people.secretary, at=clock.now())
    with pytest.raises(PermissionDenied):
        meetings.approve_agenda(meeting, by=people.secretary, at=clock.now())
    assert Letter.objects.filter(notice__in=["agenda", "meeting_invitation"]).count() == 0
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())

    told = {notice: set(Letter.objects.filter(notice=notice).values_list("user", flat=True))
            for notice in ("agenda", "meeting_invitation")}  # fmt: skip
    assert told == {"agenda": {reader.pk}, "meeting_invitation": {user.pk for user in [*people.seats, people.official]}}
    assert (meeting.state, meeting.agenda_paper.kind) == ("called", "D10")
