"""Below five members after an end: who is warned, and that every step is journalled."""

import pytest

from association import clock
from association.models import AuditEntry, Letter
from membership.queries import minimum_on
from presidium.papers import minutes_facts
from tests.clause_marker import clause
from tests.factories import membership as make
from tests.factories import presidium
from tests.factories.browser import Visitor
from tests.factories.leaving import brought, registered
from tests.factories.moments import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return make.member(people.secretary)


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
