"""The register and the map of pairs: who sees what, as of a day, as a workbook; the history of an organisation."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from association import clock
from association.models import District, Paper
from membership.actions import qms
from mentoring.actions import pair_ends
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import mentoring as make
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.moments import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(5)


def names_in(visitor, query=""):
    answer = visitor.get(reverse("pairs") + query)
    assert answer.status_code == 200
    return [row["pair"].pk for row in answer.context["rows"]]


@clause("A-3.16a", "A-3.16c", "A-4.11")
def test_the_register_tells_the_pairs_of_a_day_and_a_director_sees_the_own_ones(people):
    first = make.approved_pair(people.secretary, on=days(-30))
    mentor = make.mentor(people.secretary, short="=МБОУ «Опасная школа»", district="Заринск")
    second = make.approved_pair(people.secretary, mentor_of=mentor, on=days(-20))
    idle = make.candidate(people.secretary)
    make.certify(first.candidate, people.secretary, issued_on=days(-5))
    record = mentor.certifications.get()
    qms.stop(record, kind="withdrawn", reason="Отозван", on=days(-3), by=people.secretary, at=clock.now())
    secretary, chair, official = (Visitor(user) for user in (people.secretary, people.chair, people.official))

    assert set(names_in(secretary)) == {first.pk, second.pk}
    assert [names_in(official, f"?state={one}") for one in ("active", "ended", "ahead", "flagged")] == [
        [second.pk], [first.pk], [], [second.pk],
    ]  # fmt: skip
    assert set(names_in(chair, f"?state=active&on={days(-9)}")) == {first.pk, second.pk}
    assert names_in(secretary, f"?district={mentor.district_id}") == [second.pk]
    assert names_in(secretary, "?q=опасная") == [second.pk]
    assert names_in(secretary, "?q=нигде&on=вчера") == []
    page = secretary.get(reverse("pairs")).content.decode()
    assert idle.get_absolute_url() in page.split("idle-candidates")[1]
    assert reverse("pair_ending", args=[second.pk]) not in page
    assert reverse("pair_ending", args=[second.pk]) in chair.get(reverse("pairs")).content.decode()

    head = Visitor(ground.director(first.candidate))
    assert names_in(head) == [first.pk]
    assert idle.get_absolute_url() not in head.get(reverse("pairs")).content.decode()
    assert names_in(Visitor(people.stranger)) == []
    book = load_workbook(BytesIO(secretary.get(reverse("pairs_xlsx")).content)).active
    cells = [[cell.value for cell in row] for row in book.iter_rows()]
    assert len(cells) == 3
    assert sorted(row[0] for row in cells[1:]) == sorted([first.mentor.title, f"'{mentor.title}"])
    assert [cell.data_type for row in book.iter_rows(min_row=2, max_col=1) for cell in row] == ["s", "s"]
    assert len(list(load_workbook(BytesIO(head.get(reverse("pairs_xlsx")).content)).active.iter_rows())) == 2

    answer = official.send(reverse("pairs_paper") + "?state=active")
    paper = Paper.objects.get(kind="D22")
    assert (answer.status_code, len(paper.facts["rows"]), paper.facts["protocol"]) == (302, 1, None)
    assert official.get(answer["Location"]).context["paper"] == paper


@pytest.mark.reads
def test_three_pairs_cost_as_many_queries_as_one(people):
    counts = {}
    visitor = Visitor(people.chair)
    for count in (1, 2):
        for _one in range(count):
            make.approved_pair(people.secretary)
        for name in ("pairs", "pair_map", "pairs_xlsx"):
            visitor.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                visitor.get(reverse(name))
            counts.setdefault(name, []).append(len(asked))
    assert {name: len(set(found)) for name, found in counts.items()} == dict.fromkeys(counts, 1)
    assert max(max(found) for found in counts.values()) < 40


def placed(name, latitude, longitude):
    District.objects.filter(name=name).update(latitude=latitude, longitude=longitude)


def test_the_map_draws_a_line_for_each_pair_and_names_what_it_cannot_place(people):
    one = make.mentor(people.secretary, district="Барнаул")
    two = make.candidate(people.secretary, district="Славгород")
    far = make.approved_pair(people.secretary, mentor_of=one, candidate_of=two)
    near = make.approved_pair(
        people.secretary, make.mentor(people.secretary, district="Барнаул"),
        make.candidate(people.secretary, district="Барнаул"),
    )  # fmt: skip
    lost = make.approved_pair(
        people.secretary, mentor_of=one, candidate_of=make.candidate(people.secretary, district="Неизвестный")
    )
    placed("Барнаул", "53.3481", "83.7798")
    placed("Славгород", "52.9993", "78.6459")
    placed("Неизвестный", None, None)
    answer = Visitor(people.official).get(reverse("pair_map"))
    lines = answer.context["lines"]
    assert sorted((line["is_ring"], line["count"]) for line in lines) == [(False, 1), (True, 1)]
    places = {str(place.district): place for place in answer.context["places"]}
    assert places["Славгород"].x < places["Барнаул"].x
    assert places["Славгород"].y > places["Барнаул"].y
    assert [one.pk for one in answer.context["unplaced"]] == [lost.candidate_id]
    assert {row["pair"] for row in answer.context["rows"]} == {far, near, lost}
    assert answer.content.decode().count("<polygon") == 1
    assert Visitor(people.official).get(reverse("pair_map") + f"?on={days(-1)}").context["rows"] == []


@clause("A-3.16c", "A-4.11")
def test_an_organisation_tells_its_pairs_in_its_history_with_the_decision(people):
    pair = make.approved_pair(people.secretary, on=days(-30))
    make.certify(pair.candidate, people.secretary, issued_on=days(-5))
    for organisation, word in ((pair.mentor, "Наставник в паре"), (pair.candidate, "Закреплён наставник")):
        text = Visitor(people.secretary).get(organisation.get_absolute_url()).content.decode()
        assert word in text
        assert "4.11" in text
        assert pair.get_absolute_url() in text
    ending = pair_ends.ask_to_end(make.approved_pair(people.secretary), reason="Спор", by=people.chair, at=clock.now())
    chair = Visitor(people.chair)
    assert chair.send(reverse("pair_ending", args=[pair.pk]), reason="").status_code == 422
    assert "Спор" in chair.get(ending.get_absolute_url()).content.decode()
