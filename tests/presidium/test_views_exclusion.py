"""Pages of the exclusion case: what each person sees and is offered (A-3.14)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock, desk
from association.models import Organisation
from presidium import panels_exclusion as panels
from presidium.models import ExclusionCase
from presidium.views import board
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import exclusion as make
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
LIST = 7  # queries of the list of cases


@pytest.fixture
def stage():
    return make.scene(8)


def at(case: ExclusionCase, act: str = "") -> str:
    return f"/exclusions/{case.pk}/{act}"


def duties(user) -> list[tuple[str, str]]:
    """Addresses and clauses of what the case puts on a desk."""
    return [(duty.url, duty.clause) for duty in desk.duties_of(user, clock.now()) if "/exclusions/" in duty.url]


def status(visitor: Visitor, address: str) -> int:
    """How a file is answered; its bytes are read to the end."""
    answer = visitor.get(address)
    assert not answer.streaming or answer.getvalue()[:5] == b"%PDF-"
    return answer.status_code


def motion_form(stage, **fields) -> dict:
    file = SimpleUploadedFile("переписка.pdf", PDF, "application/pdf")
    facts = {"initiator": stage.initiator.pk, "target": stage.target.pk, "grounds": "Нет участия.", "evidence": file}
    return facts | fields


@clause("A-3.14")
def test_a_director_moves_an_exclusion_and_what_is_missing_is_said_at_the_field(stage):
    visitor = Visitor(stage.mover)
    answer = visitor.send("/exclusions/new/", **motion_form(stage, evidence=""))
    assert answer.status_code == 422
    assert "Нет участия." in answer.text
    own = visitor.send("/exclusions/new/", **motion_form(stage, target=stage.initiator.pk))
    assert own.status_code == 422
    answer = visitor.send("/exclusions/new/", **motion_form(stage))

    case = ExclusionCase.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, at(case))
    assert (case.state, case.evidence.organisation, case.paper.kind) == ("draft", stage.initiator, "D28")


@clause("A-3.14")
def test_a_member_that_is_none_gets_the_clause_at_the_field(stage):
    school = ground.organisation()
    answer = Visitor(ground.director(school)).send("/exclusions/new/", **motion_form(stage, initiator=school.pk))
    assert answer.status_code == 422
    assert "3.14" in answer.text


@clause("A-3.14")
def test_a_draft_is_its_author_s_alone_and_the_target_sees_the_case_once_registered(stage):
    stranger = ground.director(ground.organisation())
    readers = (stage.mover, stage.secretary, stage.people.chair, stage.head, stranger)
    draft = make.moved(stage)
    assert [Visitor(user).get(at(draft)).status_code for user in readers] == [200, 404, 404, 404, 404]
    ExclusionCase.objects.filter(pk=draft.pk).update(evidence=draft.evidence)
    case = make.registered(make.Scene(stage.people, stage.initiator, stage.mover, stage.target, stage.head))
    assert [Visitor(user).get(at(case)).status_code for user in readers] == [200, 200, 200, 200, 404]


@clause("A-3.14")
def test_the_target_reads_motion_and_proof_and_not_who_consents(stage):
    case = make.considered(stage, present=5, votes_for=4)
    visitor, stranger = Visitor(stage.head), Visitor(ground.director(ground.organisation()))
    files = [f"/papers/{case.paper_id}/", f"/files/{case.evidence_id}/"]
    assert [status(visitor, one) for one in files] == [200, 200]
    assert [status(stranger, one) for one in files] == [404, 404]
    assert visitor.get(f"/papers/{case.sheet_id}/").status_code == 404

    body = visitor.get(at(case)).text
    name = stage.people.seats[1].person.surname
    assert (name in body, name in Visitor(stage.people.chair).get(at(case)).text) == (False, True)


@clause("A-3.14")
def test_the_case_stands_on_the_desk_of_whose_turn_it_is(stage):
    case = make.handed_in(stage)
    turn = [(at(case), "A-3.14")]
    who = (stage.secretary, stage.people.chair, stage.head, stage.people.seats[6])
    assert [duties(user) for user in who] == [turn, turn, [], []]
    Visitor(stage.secretary).send(at(case, "registration/"))
    assert duties(stage.head) == turn
    assert [duty.clause for duty in panels.cases_of_the_office(stage.secretary, clock.now())] == ["A-3.14"]


@clause("A-3.14")
def test_who_has_not_consented_is_asked_and_signs_the_sheet_on_the_page(stage):
    case = make.considered(stage, present=5, votes_for=5)
    absent, voted = stage.people.seats[6], stage.people.seats[0]
    assert (duties(absent), duties(stage.people.seats[1])) == ([(at(case), "A-3.14")], [])
    assert "sha256" not in Visitor(voted).get(at(case)).text
    wrong = Visitor(absent).send(at(case, "consents/"), sha256=case.sheet.sha256, password="не тот")
    assert (wrong.status_code, make.fresh(case).state) == (422, "heard")
    twice = Visitor(voted).send(at(case, "consents/"), sha256=case.sheet.sha256, password=ground.PASSWORD)
    assert twice.status_code == 409
    assert "3.14" in twice.text
    right = Visitor(absent).send(at(case, "consents/"), sha256=case.sheet.sha256, password=ground.PASSWORD)
    assert (right.status_code, make.fresh(case).state) == (302, "carried")


@clause("A-3.14")
def test_the_secretary_keeps_the_scan_of_a_sheet(stage):
    case = make.considered(stage, present=5, votes_for=5)
    row = case.item.meeting.participants.get(person=stage.people.seats[7].person_id)
    scan = SimpleUploadedFile("лист.pdf", PDF, "application/pdf")
    form = {"participant": row.pk, "given_on": "2020-01-01", "scan": scan}
    assert Visitor(stage.secretary).send(at(case, "sheets/"), **form).status_code == 422
    scan.seek(0)
    answer = Visitor(stage.secretary).send(at(case, "sheets/"), **{**form, "given_on": clock.today()})
    assert (answer.status_code, make.fresh(case).state) == (302, "carried")


@clause("A-3.14")
def test_the_page_says_beforehand_how_many_are_needed(stage):
    case = make.registered(stage)
    body = Visitor(stage.secretary).get(at(case)).text
    assert 'data-needed="6" data-given="0" data-roster="8"' in body


@clause("A-3.14", "A-4.9a")
def test_the_room_asks_two_thirds_before_the_vote_is_open(stage):
    _case, item = make.on_the_table(stage, 5)
    facts = board.facts(item.meeting, "1")
    assert (facts["sheet"]["needed"], facts["sheet"]["clause"]) == (6, "A-3.14")
    body = Visitor(stage.secretary).get(f"/meetings/{item.meeting_id}/room/").text
    assert "3.14" in body


@clause("A-3.14")
def test_both_organisations_have_the_case_in_their_history(stage):
    case = make.considered(stage, present=5, votes_for=5)
    for school in (stage.initiator, stage.target):
        body = Visitor(stage.secretary).get(Organisation.objects.get(pk=school.pk).get_absolute_url()).text
        assert at(case) in body


def test_the_list_makes_the_same_queries_for_one_case_and_for_three(stage, django_assert_num_queries):
    schools = [stage.target, make.school_of(stage.people.seats[5]), make.school_of(stage.people.seats[6])]
    visitor = Visitor(stage.secretary)
    make.considered(stage, present=5, votes_for=4)
    visitor.get("/exclusions/")
    with django_assert_num_queries(LIST):
        visitor.get("/exclusions/")
    for school in schools[1:]:
        make.registered(make.Scene(stage.people, stage.initiator, stage.mover, school))
    with django_assert_num_queries(LIST):
        assert visitor.get("/exclusions/").text.count("/exclusions/") >= 3
