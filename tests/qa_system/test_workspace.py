"""The workspace of an organisation: who opens it, goals, stakeholders, what is declared, and two editors at once."""

import pytest
from django.core.exceptions import PermissionDenied

from association.models import AuditEntry
from association.statute import Refused
from qa_system import rules
from qa_system.actions import declarations as declaring
from qa_system.actions import stakeholders as verbs
from qa_system.actions import systems
from qa_system.actions.editing import Outdated
from qa_system.models import QaSystem, Requirement, StrategicGoal
from qa_system.queries import compliance, declarations, facts_of, readiness
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


def lines(system):
    facts = facts_of(system, AT.date())
    declared = declarations(system, facts)
    return {row.clause: row for row in [*readiness(system, facts, declared), *compliance(system, facts, declared)]}


@clause("K-1")
@pytest.mark.parametrize(
    ("levels", "council"),
    [(["initial"], "pedagogical"), (["secondary"], "pedagogical"), (["higher"], "academic"),
     (["secondary", "higher"], "academic")],
)  # fmt: skip
def test_levels_decide_which_council_decides(levels, council):
    ground.association()
    assert qa.system(*levels).council == council


@clause("K-1")
@pytest.mark.parametrize("levels", [[], ["general"]])
def test_a_system_without_a_level_of_vocational_education_is_refused(levels):
    ground.association()
    with pytest.raises(Refused) as refused:
        systems.open_system(ground.organisation(), levels=levels, on=DAY, by=None, at=AT)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["K-1"]
    assert QaSystem.objects.count() == 0


def test_an_organisation_has_one_system(system):
    again = systems.open_system(system.organisation, levels=["higher"], on=DAY, by=None, at=AT)
    assert again == system


def test_a_stranger_opens_nothing():
    ground.association()
    with pytest.raises(PermissionDenied):
        systems.open_system(
            ground.organisation(),
            levels=["initial"],
            on=DAY,
            by=ground.user("consultant", ground.organisation()),
            at=AT,
        )


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(system, officer):
    systems.describe(system, seen=1, mission_ru="Первая", by=officer, at=AT)
    with pytest.raises(Outdated):
        systems.describe(system, seen=1, mission_ru="Вторая", by=officer, at=AT)
    system.refresh_from_db()
    assert (system.mission_ru, system.version) == ("Первая", 2)


def test_the_page_keeps_both_texts_when_somebody_was_faster(system, officer):
    visitor = Visitor(officer)
    systems.describe(system, seen=1, mission_ru="Что стоит сейчас", by=officer, at=AT)
    page = visitor.send(f"/qa/{system.pk}/mission/", seen=1, levels=["secondary"], mission_ru="Что набрано")
    text = page.content.decode()
    assert page.status_code == 422
    assert "Что стоит сейчас" in text
    assert "Что набрано" in text
    assert 'name="seen" value="2"' in text


@clause("K-7.1")
def test_mission_goals_and_policy_make_the_first_result(system, officer):
    assert lines(system)["K-7.1"].sentence.params["count"] == 3
    systems.describe(system, seen=1, mission_ky="Миссия", by=officer, at=AT)
    verbs.set_goal(system, text_ru="Цель", text_ky="", starts_in=2025, ends_in=2030, by=officer, at=AT)
    system.refresh_from_db()
    assert lines(system)["K-7.1"].sentence.params["count"] == 1


def test_goals_are_numbered_and_a_dropped_number_is_not_given_again(system, officer):
    first = verbs.set_goal(system, text_ru="Цель", text_ky="Максат", starts_in=2025, ends_in=2030, by=officer, at=AT)
    verbs.drop_goal(first, on=DAY, by=officer, at=AT)
    second = verbs.set_goal(system, text_ru="Вторая", text_ky="", starts_in=2025, ends_in=2026, by=officer, at=AT)
    assert (second.number, StrategicGoal.objects.count()) == (2, 2)


def test_years_in_the_wrong_order_are_said_at_the_form(system, officer):
    page = Visitor(officer).send(f"/qa/{system.pk}/goals/", text_ru="Цель", text_ky="", starts_in=2030, ends_in=2025)
    assert page.status_code == 422
    assert "Цель" in page.content.decode()


@clause("K-5.3")
def test_a_requirement_that_nothing_answers_keeps_the_clause_open(system, officer):
    owner = verbs.add_stakeholder(
        system, kind="employers", name_ru="Работодатели", name_ky="Иш берүүчүлөр", contact="", on=DAY, by=officer, at=AT
    )
    verbs.state_requirement(
        owner, text_ru="Умеют работать", text_ky="", source="", processes=[], indicators=[], on=DAY, by=officer, at=AT
    )
    assert lines(system)["K-5.3"].standing == rules.MISSING


def test_a_dropped_stakeholder_takes_its_requirements_along_and_both_rows_stay(system, officer):
    owner = verbs.add_stakeholder(
        system, kind="learners", name_ru="Студенты", name_ky="", contact="", on=DAY, by=officer, at=AT
    )
    verbs.state_requirement(
        owner, text_ru="Понятно", text_ky="", source="", processes=[], indicators=[], on=DAY, by=officer, at=AT
    )
    verbs.drop_stakeholder(owner, on=DAY, by=officer, at=AT)
    assert Requirement.objects.get().dropped_on == DAY
    assert AuditEntry.objects.filter(verb="qa.stakeholder.drop").count() == 1


@clause("K-O2")
def test_an_own_arrangement_takes_the_place_of_a_clause_but_never_of_the_gate_of_the_policy(system, officer):
    facts = {
        "text_ru": "Делаем иначе",
        "text_ky": "",
        "rating": None,
        "evidence": None,
        "on": DAY,
        "by": officer,
        "at": AT,
    }
    declaring.declare(system, clause="K-11a", kind="own", **facts)
    assert lines(system)["K-11a"].standing == rules.OWN
    with pytest.raises(Refused):
        declaring.declare(system, clause="K-18b", kind="own", **facts)


@clause("K-7.6")
def test_a_rating_counts_with_evidence_only(system, officer):
    facts = {"text_ru": "Высокая", "text_ky": "", "rating": 4, "on": DAY, "by": officer, "at": AT}
    declaring.declare(system, clause="K-7.6", kind="declared", evidence=None, **facts)
    assert lines(system)["K-7.6"].standing == rules.PART


def test_foreign_systems_are_not_found_and_readers_write_nothing(system):
    other = qa.system("initial")
    reader = ground.user("consultant", system.organisation)
    assert Visitor(qa.officer(other)).get(f"/qa/{system.pk}/").status_code == 404
    assert Visitor(reader).get(f"/qa/{system.pk}/").status_code == 200
    answer = Visitor(reader).send(f"/qa/{system.pk}/goals/", text_ru="Цель", starts_in=2025, ends_in=2026)
    assert answer.status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_stakeholders_cost_the_same_however_many(system, officer, count, django_assert_num_queries):
    for number in range(count):
        owner = verbs.add_stakeholder(
            system, kind="learners", name_ru=f"Студенты {number}", name_ky="", contact="", on=DAY, by=officer, at=AT
        )
        verbs.state_requirement(
            owner, text_ru="Понятно", text_ky="", source="", processes=[], indicators=[], on=DAY, by=officer, at=AT
        )
    visitor = Visitor(officer)
    visitor.get("/desk/")
    with django_assert_num_queries(11):
        visitor.get(f"/qa/{system.pk}/stakeholders/")
