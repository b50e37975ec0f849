"""How membership ends: the head's own exit, reorganisation, and what ends with it."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.models import Association, Letter, Paper, RegisterEntry
from association.workflow import WrongState
from membership import rules
from membership.actions import endings
from membership.models import Membership, Order, Withdrawal
from membership.queries import members_on, membership_of, register_rows, successors_to_invite
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.leaving import brought, registered, reorganised, signed, stated, submitted
from tests.factories.moments import days, fresh
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return make.member(people.secretary)


@clause("A-3.15.2", "A-5.6.7")
def test_an_exit_is_registered_without_a_vote_and_ends_membership_on_the_day(school, director, secretary):
    held = membership_of(school, clock.today())
    certificate = held.certificates.get()
    row = registered(school, director, secretary)

    ended, entry = fresh(held), RegisterEntry.objects.get(series="incoming")
    assert (ended.ends_on, ended.end_reason, fresh(row).state) == (clock.today(), "withdrawal", "registered")
    assert (ended.end_basis.kind, ended.end_basis.number, ended.end_basis.paper) == (
        "application", f"01-13/{entry.number}", row.paper,
    )  # fmt: skip
    assert (membership_of(school, clock.today()), membership_of(school, days(-1))) == (None, held)
    assert [fresh(certificate).status_on(day) for day in (days(-1), clock.today())] == ["valid", "annulled"]
    assert [one.pk for one in register_rows(clock.today()) if one.organisation == school] == []


@clause("A-3.15.2")
def test_a_day_ahead_changes_nothing_before_it_comes(school, director, secretary):
    certificate = membership_of(school, clock.today()).certificates.get()
    row = registered(school, director, secretary, on=days(20))

    assert fresh(row).leaves_on == days(20)
    assert [membership_of(school, day) is None for day in (clock.today(), days(19), days(20))] == [False, False, True]
    assert [fresh(certificate).status_on(day) for day in (days(19), days(20))] == ["valid", "annulled"]
    assert [members_on(day).count() for day in (days(19), days(20))] == [1, 0]


@clause("A-3.15.2")
def test_the_day_lies_not_before_the_registration(school, secretary):
    row = brought(school, secretary, on=days(-30))

    assert fresh(row).leaves_on == fresh(row).membership.ends_on == clock.today()


@clause("A-3.15.2")
def test_the_application_is_addressed_to_the_chair_and_says_what_ends(school, director, people):
    row = stated(school, director, days(9), "Смена учредителя")
    facts = row.paper.facts

    assert (facts["addressee"]["post_dative"], facts["leaves_on"], facts["reason"]) == (
        "Председателю Президиума Ассоциации", days(9).isoformat(), "Смена учредителя",
    )  # fmt: skip
    assert facts["addressee"]["name_dative"] == people.chair.person.surname_first
    assert facts["certificate"] == f"{membership_of(school, clock.today()).certificates.get().number:03d}"


@clause("A-3.13a")
def test_in_the_organisational_period_it_is_addressed_to_the_authority(school, director):
    Association.objects.update(phase="organisational")

    assert stated(school, director).paper.facts["addressee"]["post_dative"] == "Министр"


@clause("A-3.15.2")
def test_it_is_submitted_signed_and_registered_once(school, director, secretary):
    row = stated(school, director)
    ground.make_ready(row.paper)
    assert refusal(endings.submit, row, on=clock.today(), by=director, at=clock.now()) == ["A-3.15.2"]
    with pytest.raises(WrongState):
        endings.enter_exit(row, on=clock.today(), by=secretary, at=clock.now())
    scan = fresh(row).paper.file
    endings.file_scan(row, scan=scan, by=director, at=clock.now())
    endings.submit(row, on=clock.today(), by=director, at=clock.now())
    endings.enter_exit(row, on=clock.today(), by=secretary, at=clock.now())

    with pytest.raises(WrongState):
        endings.enter_exit(row, on=clock.today(), by=secretary, at=clock.now())
    assert RegisterEntry.objects.filter(series="incoming").count() == 1


@clause("A-3.15.2")
def test_only_the_head_states_an_exit_and_only_the_secretary_registers_it(school, director, secretary, people):
    with pytest.raises(PermissionDenied):
        stated(school, people.stranger)
    clerk = ground.user("director", school, who=ground.person("Завучев"))
    assert refusal(stated, school, clerk) == ["A-3.15.2"]
    row = submitted(school, director)
    with pytest.raises(PermissionDenied):
        endings.enter_exit(row, on=clock.today(), by=director, at=clock.now())
    assert fresh(row).state == "submitted"


@clause("A-5.6.7")
def test_it_is_taken_back_until_it_is_registered(school, director, secretary):
    row = submitted(school, director)
    endings.take_back(row, by=director, at=clock.now())
    assert (fresh(row).state, membership_of(school, clock.today()) is None) == ("taken_back", False)

    other = registered(school, director, secretary, on=days(30))
    with pytest.raises(WrongState):
        endings.take_back(other, by=director, at=clock.now())


@clause("A-5.6.7")
def test_a_change_of_the_draft_asks_for_a_new_signature_and_two_tabs_make_one(school, director):
    row = signed(school, director)
    again = stated(school, director, days(5))
    first, second = Paper.objects.filter(kind="D29").order_by("pk")

    assert (again, Withdrawal.objects.count(), again.paper) == (row, 1, second)
    assert [one.signatures.count() for one in (first, second)] == [1, 0]
    assert refusal(endings.submit, row, on=clock.today(), by=director, at=clock.now()) == ["A-3.15.2"]
    submitted(school, director)
    assert refusal(stated, school, director) == ["A-3.15.2"]


@clause("A-3.15.2")
def test_a_candidate_gives_up_its_status_and_no_order_is_drafted(people, secretary):
    school = ground.organisation()
    held = make.membership(school, secretary, ground_of=rules.CANDIDATE)
    brought(school, secretary)

    assert (fresh(held).ends_on, fresh(held).end_reason) == (clock.today(), "withdrawal")
    assert Order.objects.count() == 0


@clause("A-5.6.7")
def test_who_is_not_in_the_association_or_leaves_already_has_nothing_to_leave(school, secretary, people):
    assert refusal(brought, ground.organisation(), secretary) == ["A-5.6.7"]
    brought(school, secretary, on=days(10))
    assert refusal(brought, school, secretary) == ["A-5.6.7"]
    assert Membership.objects.get(organisation=school).ends_on == days(10)


@clause("A-3.15.2")
def test_what_came_on_paper_sets_a_draft_aside_but_not_what_was_handed_in(school, director, secretary):
    other = make.member(secretary)
    draft = stated(school, director)
    brought(school, secretary)
    assert fresh(draft).state == "lapsed"

    head = ground.director(other)
    submitted(other, head)
    assert refusal(brought, other, secretary) == ["A-3.15.2"]


@clause("A-3.15.2")
def test_the_organisation_gets_a_letter_with_a_number(school, director, secretary, people):
    row = registered(school, director, secretary, on=days(3))
    letter, entry = fresh(row).letter, RegisterEntry.objects.get(series="outgoing")

    assert (letter.kind, letter.number, letter.is_draft, entry.reply_to) == (
        "D30", f"01-15/{entry.number}", False, fresh(row).entry,
    )  # fmt: skip
    assert letter.released_at is not None
    assert any("аннулируется" in one for one in letter.facts["paragraphs"])
    told = Letter.objects.filter(notice="exit_registered")
    assert [one.to for one in told] == [director.email]


@clause("A-3.14")
def test_a_consent_is_asked_for_only_where_the_rules_in_force_want_one(school, director, secretary):
    ground.settle(voluntary_exit_requires_consent=True)
    assert refusal(brought, school, secretary) == ["A-3.14"]
    row = brought(school, secretary, consent_number="4", consent_on=days(-1))

    assert (fresh(row).consent.number, fresh(row).state) == ("4", "registered")


@clause("A-3.15.1")
def test_reorganisation_ends_membership_on_the_day_of_the_state_register(school, secretary, director):
    held = membership_of(school, clock.today())
    successor = ground.organisation(email="heir@example.org")
    open_exit = submitted(school, director)
    reorganised(school, secretary, on=days(-10), successors=[successor])

    ended = fresh(held)
    assert (ended.ends_on, ended.end_reason, ended.end_basis.number) == (days(-10), "reorganisation", "ГРН-1")
    assert held.certificates.get().annulled_on == days(-10)
    assert membership_of(successor, clock.today()) is None
    assert list(successors_to_invite(clock.today())) == [successor]
    assert [one.to for one in Letter.objects.filter(notice="apply_anew")] == ["heir@example.org"]
    assert fresh(open_exit).state == "lapsed"
    assert "п. 3.15.1 Положения" in Order.objects.get().paper.facts["remove"][0]["reason"]


@clause("A-3.15.1")
def test_liquidation_ends_membership_and_a_renaming_does_not(school, secretary):
    from association.actions import organisations

    organisations.rename(
        school, full="Муниципальное учреждение «Новое имя»", short="Новое имя", on=clock.today(), by=secretary,
        at=clock.now(), basis={"kind": "resolution", "body": "Администрация", "number": "5", "dated_on": clock.today()},
    )  # fmt: skip
    assert membership_of(school, clock.today()).ends_on is None
    reorganised(school, secretary, on=clock.today(), kind="liquidation")

    assert Membership.objects.get(organisation=school).end_reason == "liquidation"


@clause("A-3.15.1")
def test_a_reorganisation_of_a_stranger_and_of_one_that_left_is_not_blocked(school, secretary):
    brought(school, secretary)
    reorganised(school, secretary, on=clock.today())
    reorganised(ground.organisation(), secretary, on=clock.today())

    assert Membership.objects.get(organisation=school).end_reason == "withdrawal"
