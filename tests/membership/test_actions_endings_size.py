"""Below five members after an end: who is warned, and that every step is journalled."""

from datetime import date, timedelta

import pytest

from association import clock
from association.actions import reorganisations
from association.models import AuditEntry, Letter
from association.proofs import Password
from association.statute import Refused
from membership.actions import endings
from membership.queries import minimum_on
from presidium.papers import minutes_facts
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return make.member(people.secretary)


def days(number: int) -> date:
    return clock.today() + timedelta(days=number)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def stated(school, director, on=None, reason=""):
    return endings.state_exit(school, stated_on=on, reason=reason, on=clock.today(), by=director, at=clock.now())


def signed(school, director, on=None):
    row = stated(school, director, on)
    paper = ground.make_ready(row.paper)
    proof = Password(ground.PASSWORD)
    endings.sign(row, proof=proof, sha256=paper.sha256, by=director, at=clock.now())
    return row


def submitted(school, director, on=None):
    row = signed(school, director, on)
    endings.submit(row, on=clock.today(), by=director, at=clock.now())
    return row


def registered(school, director, secretary, on=None, **consent):
    row = submitted(school, director, on)
    endings.enter_exit(row, on=clock.today(), by=secretary, at=clock.now(), **consent)
    return row


def brought(school, secretary, *, on=None, **consent):
    """An exit that came signed on paper."""
    paper = endings.papers.draw(endings.D29, school, facts={}, by=secretary, at=clock.now())
    return endings.enter_paper_exit(
        school, stated_on=on, signed_on=days(-2), reason="", scan=ground.make_ready(paper).file, on=clock.today(),
        by=secretary, at=clock.now(), **consent,
    )  # fmt: skip


def refusal(call, *args, **options):
    """Clauses of a refusal."""
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return [verdict.clause for verdict in refused.value.verdicts]


def reorganised(school, secretary, *, on, kind="merger", successors=()):
    basis = {"kind": "register", "body": "Реестр", "number": "ГРН-1", "dated_on": on}
    return reorganisations.reorganise(
        school, kind=kind, on=on, entry_number="1", basis=basis, successors=successors, by=secretary, at=clock.now()
    )


@clause("A-3.12")
def test_below_five_chair_and_authority_are_warned_and_nothing_is_blocked(school, secretary, people):
    others = [make.member(secretary) for _one in range(4)]
    assert minimum_on(clock.today())[1] is None
    brought(others[0], secretary, on=days(5))

    verdict, day = minimum_on(clock.today())
    assert (verdict.passed, verdict.needed, day, minimum_on(days(5))[1]) == (False, 5, days(5), days(5))
    warned = Letter.objects.filter(notice="too_few_members").values_list("to", flat=True)
    assert sorted(warned) == sorted([people.chair.email, people.official.email])
    make.member(secretary, on=days(-1))
    assert minimum_on(clock.today())[1] is None


def test_each_step_is_journalled(school, director, secretary):
    registered(school, director, secretary)
    verbs = AuditEntry.objects.filter(verb__startswith="withdrawal.").order_by("pk").values_list("verb", flat=True)

    assert list(verbs) == ["withdrawal.begin", "withdrawal.fill", "withdrawal.submit", "withdrawal.register"]
    assert AuditEntry.objects.filter(verb="membership.end").count() == 1


@clause("A-3.12")
@pytest.mark.parametrize(("members", "note"), [(4, {"members": 4, "needed": 5}), (5, None)])
def test_the_minutes_say_that_there_are_fewer_members_than_the_statute_asks_for(members, note, people):
    for _number in range(members):
        make.member(people.secretary)
    facts = minutes_facts(presidium.held(people))

    assert facts["size_note"] == note


@clause("A-3.12")
def test_a_desk_shows_the_size_once_to_the_office_and_to_the_authority(people):
    for user in (people.secretary, people.chair, people.official):
        shown = [one["template"] for one in Visitor(user).get("/desk/").context["asides"]]
        assert shown.count("membership/aside_size.html") == 1
