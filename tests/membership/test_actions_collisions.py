"""Acts that meet: an order anew for another day, an exit on its way, a school that is gone, two tabs at once."""

import pytest

from association import clock
from association.models import Letter
from membership import rules
from membership.actions import applications, certificates, decisions, endings, memberships, qms
from membership.models import Application, Membership, OrderLine, Withdrawal
from membership.papers.order import composition
from membership.queries import ended_memberships, left_by, members_on, membership_of, open_order
from membership.views.public import latest
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.crossing import decision, enter, gone, granted, leave, void
from tests.factories.moments import days, fresh
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation()


def periods(school):
    return [(row.kind, row.starts_on, row.ends_on) for row in school.memberships.whole()]


@clause("A-3.3")
def test_a_voided_order_is_replaced_by_one_of_an_earlier_date(school, secretary):
    granted(school, secretary)
    enter(secretary, on=days(-2))
    void(secretary)
    enter(secretary, number="2", on=days(-5))

    assert periods(school) == [("member", days(-5), None)]


@clause("A-3.3", "A-3.2.4")
def test_a_candidate_too_is_admitted_by_the_order_anew_from_the_earlier_date(school, secretary):
    candidate = make.membership(school, secretary, ground_of=rules.CANDIDATE)
    granted(school, secretary, ground_of=rules.CONCLUSION)
    enter(secretary, on=days(-2))
    void(secretary)
    begun = enter(secretary, number="2", on=days(-5))

    since = candidate.starts_on
    assert periods(school) == [("candidate", since, days(-5)), ("member", days(-5), None)]
    assert (fresh(candidate).end_reason, fresh(candidate).end_basis) == ("became_member", begun[0].basis)
    void(secretary)
    assert periods(school) == [("candidate", since, days(-5)), ("candidate", days(-5), None)]


@clause("A-3.3", "A-3.14")
def test_an_exclusion_takes_effect_on_the_earlier_date_of_the_order_anew(secretary, people):
    school = make.member(secretary)
    row, certificate = school.memberships.get(), school.certificates.get()
    endings.exclude(row, basis=decision(secretary), by=secretary, at=clock.now(), is_confirmed=True)
    enter(secretary, on=days(-2))
    void(secretary)
    assert list(ended_memberships()) == []
    enter(secretary, number="2", on=days(-5))

    assert periods(school) == [("member", row.starts_on, days(-5))]
    assert (fresh(certificate).annulled_on, list(ended_memberships())) == (days(-5), [row])
    void(secretary)
    assert membership_of(school, clock.today()).starts_on == days(-5)


@clause("A-3.13c", "A-B.7", "A-3.15.2")
def test_a_certificate_of_who_leaves_on_a_day_ahead_ends_on_that_day(school, secretary):
    row = make.membership(school, secretary)
    leave(school, secretary, days(10))
    call = {"on": clock.today(), "by": secretary, "at": clock.now()}
    first = certificates.issue(row, **call)
    assert [fresh(first).status_on(days(day)) for day in (9, 10)] == ["valid", "annulled"]

    name = {"full": "Муниципальное учреждение «Новое имя»", "short": "Новое имя"}
    basis = {"kind": "resolution", "body": "Администрация", "number": "5", "dated_on": clock.today()}
    from association.actions import organisations

    organisations.rename(school, **name, basis=basis, **call)
    second = certificates.replace(fresh(first), reason="renaming", **call)
    assert [fresh(first).status_on(days(day)) for day in (0, 9, 10)] == ["replaced"] * 3
    assert [fresh(second).status_on(days(day)) for day in (0, 9, 10)] == ["valid", "valid", "annulled"]


@clause("A-3.15.1")
def test_a_liquidation_comes_before_the_day_an_exit_stated(secretary, people):
    school = make.member(secretary)
    row, certificate = school.memberships.get(), school.certificates.get()
    leave(school, secretary, days(60))
    gone(school, secretary)

    assert (fresh(row).ends_on, fresh(row).end_reason) == (clock.today(), "liquidation")
    assert (fresh(certificate).status_on(clock.today()), membership_of(school, days(10))) == ("annulled", None)
    assert [(line.reason, line.order.state) for line in OrderLine.objects.all()] == [("liquidation", "draft")]


@clause("A-3.15.1")
def test_who_ceased_to_exist_is_not_admitted_and_not_listed(school, secretary):
    granted(school, secretary)
    waiting = make.application(ground.organisation(), secretary, state="registered")
    gone(school, secretary)
    gone(waiting.organisation, secretary)

    assert refusal(enter, secretary) == ["A-3.15.1"]
    assert refusal(decisions.put_on_agenda, waiting, by=secretary, at=clock.now()) == ["A-3.15.1"]
    assert (members_on(clock.today()).count(), fresh(waiting).state) == (0, "registered")


@clause("A-3.3", "A-3.2.4")
@pytest.mark.parametrize("ground_of", [rules.CANDIDATE, rules.INTRODUCED])
def test_a_member_has_no_ground_to_apply_again(ground_of, secretary, people):
    school = make.member(secretary)
    director = ground.director(school)
    row = make.application(school, director, ground_of=ground_of, state="draft")
    call = {"by": director, "at": clock.now()}
    assert refusal(applications.choose_ground, row, ground=ground_of, note="", **call) == ["A-3.3"]
    assert "A-3.3" in refusal(applications.submit, row, on=clock.today(), **call)
    Application.objects.filter(pk=row.pk).update(state="registered")

    assert refusal(decisions.put_on_agenda, row, by=secretary, at=clock.now()) == ["A-3.3"]


@clause("A-5.6.7")
@pytest.mark.parametrize("is_voided", [False, True])
def test_an_exit_on_its_way_survives_the_order_that_admits_the_candidate(is_voided, school, secretary):
    row = make.membership(school, secretary, ground_of=rules.CANDIDATE)
    granted(school, secretary, ground_of=rules.INTRODUCED)
    paper = ground.make_ready(endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now()))
    asked = Withdrawal.objects.create(
        organisation=school, membership=row, state="submitted", scan=paper.file, begun_at=clock.now(),
        begun_by=secretary, submitted_at=clock.now(),
    )  # fmt: skip
    enter(secretary, on=days(-1))
    if is_voided:
        void(secretary)
    endings.enter_exit(asked, on=clock.today(), by=secretary, at=clock.now())

    left = fresh(asked).membership
    assert (left.kind, left.ends_on) == ("candidate" if is_voided else "member", clock.today())
    assert membership_of(school, clock.today()) is None


@clause("A-5.6.7", "A-3.12")
def test_an_exit_is_registered_while_an_exclusion_waits(secretary, people):
    school = make.member(secretary)
    row = school.memberships.get()
    endings.exclude(row, basis=decision(secretary), by=secretary, at=clock.now(), is_confirmed=True)
    asked = leave(school, secretary)

    line = OrderLine.objects.get()
    assert (fresh(row).end_reason, line.reason, line.basis) == ("withdrawal", "withdrawal", fresh(asked).basis)
    assert "заявление" in open_order().paper.facts["remove"][0]["reason"]


@clause("A-5.6.7")
def test_an_exit_that_nobody_signed_is_not_registered(secretary, people):
    school = make.member(secretary)
    asked = Withdrawal.objects.create(
        organisation=school, membership=school.memberships.get(), state="submitted", begun_at=clock.now(),
        begun_by=secretary, submitted_at=clock.now(),
    )  # fmt: skip

    assert refusal(endings.enter_exit, asked, on=clock.today(), by=secretary, at=clock.now()) == ["A-3.15.2"]


@clause("A-3.14")
def test_what_a_voided_order_began_is_in_no_list(school, secretary):
    row = make.membership(school, secretary, on=days(-200))
    memberships.end(
        row, on=days(-100), reason="withdrawal", basis=decision(secretary, ago=100), by=secretary, at=clock.now()
    )
    granted(school, secretary)
    enter(secretary, on=days(-2))
    assert (list(left_by(clock.today())), latest(clock.today()).count()) == ([], 1)
    void(secretary)

    assert (list(left_by(clock.today())), list(latest(clock.today()))) == ([row], [])


@clause("A-3.3", "A-4.12")
def test_the_annex_of_the_order_gives_the_ground_of_the_day(school, secretary):
    make.membership(school, secretary, ground_of=rules.INTRODUCED)
    file = ground.make_ready(endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now())).file
    call = {"on": clock.today(), "by": secretary, "at": clock.now()}
    row = qms.propose(
        school, standard="ГОСТ Р ИСО 9001", body="Орган", number="1", issued_on=days(-10), valid_until=days(300),
        received_on=days(-5), file=file, **call,
    )  # fmt: skip
    assert [one["ground"] for one in composition([], clock.today())] == ["3.1.2"]
    qms.raise_ground(row, **call)

    assert [one["ground"] for one in composition([], clock.today())] == ["3.1.1"]
    assert [one["ground"] for one in composition([], days(-1))] == ["3.1.2"]


@clause("A-3.12")
def test_a_voided_order_warns_once_and_tells_nobody_that_a_school_leaves(school, secretary, people):
    granted(school, secretary)
    granted(ground.organisation(), secretary)
    enter(secretary)
    Letter.objects.all().delete()
    void(secretary)

    told = sorted(Letter.objects.values_list("notice", "to"))
    assert told == sorted(("too_few_members", one.email) for one in (people.chair, people.official))


@clause("A-3.15.1")
def test_a_successor_that_belongs_or_has_applied_is_not_asked_to_apply(secretary, people):
    school, host = make.member(secretary), make.member(secretary, email="host@example.org")
    asked, heir = ground.organisation(email="asked@example.org"), ground.organisation(email="heir@example.org")
    make.application(asked, secretary)
    gone(school, secretary, kind="division", successors=[host, asked, heir])

    assert [one.to for one in Letter.objects.filter(notice="apply_anew")] == ["heir@example.org"]
    assert Membership.objects.filter(organisation=heir).count() == 0
