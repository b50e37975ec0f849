"""What a ground asks for and tells, to whom the application goes, and what its registration adds."""

from datetime import timedelta

import pytest

from association import clock, offices
from association.actions import founding, organisations
from association.models import Association
from association.views.papers import visible_papers
from membership import rules
from membership.actions import applications
from membership.models import Application
from membership.papers import application_facts
from tests.clause_marker import clause
from tests.factories import applying
from tests.factories import association as ground
from tests.factories.applying import act, clauses_of, state_of, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(people):
    return ground.organisation("Гимназия № 906", head=ground.person("Макетов", "Жан", "Жанович"))


# ground, paper, the detail left out, the clause that asks for it
UNTOLD = [
    (rules.INTRODUCING, "introduction_plan", {"until": None}, "A-3.1.3"),
    (rules.CANDIDATE, "head_order", {"number": ""}, "A-3.2.1"),
    (rules.CANDIDATE, "head_order", {"dated_on": None}, "A-3.2.1"),
    (rules.CANDIDATE, "introduction_plan", {"dated_on": None}, "A-3.2.2"),
    (rules.CANDIDATE, "training_document", {"hours": None}, "A-3.2.3"),
    (rules.CANDIDATE, "training_document", {"year": None, "issuer": ""}, "A-3.2.3"),
]


@clause("A-3.1.3", "A-3.2.1", "A-3.2.2", "A-3.2.3")
@pytest.mark.parametrize(("ground_of", "kind", "fields", "clause_id"), UNTOLD)
def test_a_paper_that_does_not_tell_what_is_asked_is_not_enough(
    ground_of, kind, fields, clause_id, school, director, people
):
    row = applying.filled(school, director, ground_of)
    row.papers.filter(kind=kind).update(**fields)

    assert clauses_of(lambda: submit(applying.sign(row, director), director)) == [clause_id]


@clause("A-3.2.3")
def test_several_specialists_each_with_a_paper_where_the_setting_asks_for_them(school, director, people):
    ground.settle(trained_specialists=2)
    row = applying.filled(school, director, rules.CANDIDATE)
    assert clauses_of(lambda: submit(applying.sign(row, director), director)) == ["A-3.2.3"]

    applying.attach(row, "training_document", director, person_name="Тестова Галина Глебовна")
    submit(applying.sign(row, director), director)
    assert (state_of(row), row.papers.filter(kind="training_document").count()) == ("submitted", 2)


@clause("A-3.1.4")
def test_papers_of_another_ground_stay_aside(school, director, people):
    row = applying.filled(school, director, rules.CERTIFIED)
    act(applications.choose_ground, row, director, ground=rules.INTRODUCED, note="")
    row = Application.objects.get(pk=row.pk)

    assert ([one.kind for one in row.package], row.papers.count()) == ([], 1)
    assert clauses_of(lambda: submit(applying.sign(row, director), director)) == ["A-3.1.2"]


@clause("A-A.9", "A-3.2.1", "A-3.2.4")
def test_registration_draws_the_list_of_papers_and_the_form_with_its_mark(school, director, secretary, people):
    row = applying.registered(school, director, secretary, rules.CANDIDATE)

    facts, day = row.inventory.facts, clock.today().isoformat()
    assert (row.inventory.kind, facts["complete"], facts["application"]) == (
        "D02", True, {"variant": "candidate", "number": "01-13/1", "date": day},
    )  # fmt: skip
    assert [(one["clause"], one["present"]) for one in facts["items"]] == [
        ("п. 3.2.1", True), ("п. 3.2.2", True), ("п. 3.2.3", True),
    ]  # fmt: skip
    assert (row.stamped.facts["journal"], row.stamped.kind) == ({"number": "01-13/1", "date": day}, "D01")
    assert {key: row.stamped.facts[key] for key in row.paper.facts} == row.paper.facts
    for user in (secretary, director):
        assert visible_papers(user).filter(pk__in=[row.inventory_id, row.stamped_id]).count() == 2
    assert not visible_papers(people.stranger).filter(pk=row.inventory_id).exists()


@clause("A-3.13a", "A-3.13b", "A-A.1")
def test_the_addressee_is_who_holds_the_post_on_the_day_of_the_form():
    association = ground.association()
    day = clock.today()
    school = ground.organisation()
    row = applying.filled(school, ground.director(school))

    def addressee(on, chair=None):
        return application_facts(row, leader=offices.Leader(chair), on=on, language="ru")["addressee"]["name_dative"]

    association.authority.officials.update(ends_on=day)
    organisations.appoint_official(
        association.authority, ground.person("Новиков"), on=day, by=None, at=clock.now(), is_head=True, post="Министр"
    )
    assert [addressee(on)[:7] for on in (day - timedelta(days=1), day)] == ["Эталоно", "Новиков"]
    founding.begin_working(association, by=None, at=clock.now())
    chair = ground.person("Примеров")
    assert addressee(day, chair) == chair.surname_first
    assert addressee(day) == ""


@clause("A-3.13a")
def test_the_working_period_is_never_taken_back(school, secretary):
    founding.begin_working(Association.objects.get(), by=None, at=clock.now())
    turned = [rules.phase_of(was=Association.objects.get().phase, presidium_elected=one, chair_elected=other)
              for one in (False, True) for other in (False, True)]  # fmt: skip

    assert turned == [Association.Phase.WORKING] * 4


@clause("A-5.7.1", "A-A.8")
def test_the_applicant_undertakes_to_keep_the_acts_it_has_read(school, director, secretary):
    row = applying.registered(school, director, secretary)

    assert row.acquainted_version == Association.current().statute_version
    assert row.submissions.get().snapshot["answers"]["acquainted_version"] == row.acquainted_version
    assert row.paper.facts["acquainted"] == "ознакомлен"
