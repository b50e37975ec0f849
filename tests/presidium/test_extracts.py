"""Extracts to executors, sheets of a meeting, the register of decisions, who reads what (A-4.4e, A-5.3.7, A-5.4.3)."""

from datetime import timedelta

import pytest

from association import clock, press
from association.models import Letter, Paper
from association.papers import KINDS
from presidium import panels_assignments as panels
from presidium.actions import extracts, room
from presidium.models import Delivery, Extract, Meeting, Participant
from tests.clause_marker import clause
from tests.factories import assignments as made
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


@pytest.fixture
def school(people):
    return members.member(people.secretary)


@clause("A-4.4e")
def test_one_click_makes_the_extract_and_sends_it_to_the_executors(people, school):
    head = ground.director(school)
    row = made.given(people, school)
    made_page = Visitor(people.secretary).send(f"/items/{row.item_id}/extract/")
    extract = Extract.objects.get()
    assert made_page.url == f"/extracts/{extract.pk}/"
    assert [copy.organisation for copy in extract.deliveries.all()] == [school]
    assert head.email in Letter.objects.filter(notice="extract_sent").values_list("to", flat=True)
    facts = extract.paper.facts
    assert ([item["number"] for item in facts["items"]], facts["for_whom"]) == ([1], school.title)
    assert (extract.paper.kind, extract.paper.is_draft, bool(extract.paper.code)) == ("D15", False, True)
    own = Visitor(head)
    assert own.get(f"/extracts/{extract.pk}/").context["own"] == Delivery.objects.get()
    own.send(f"/extracts/copies/{Delivery.objects.get().pk}/")
    assert Delivery.objects.get().acknowledged_by == head
    Visitor(people.secretary).send(f"/items/{row.item_id}/extract/")
    assert (Extract.objects.count(), Delivery.objects.count()) == (1, 1)


@clause("A-4.4e")
def test_there_is_no_extract_from_unsigned_minutes(people):
    record = make.offered(people)
    answer = Visitor(people.secretary).send(f"/items/{record.meeting.items.get().pk}/extract/")
    assert (answer.status_code, [row.clause for row in answer.context["verdicts"]]) == (409, ["A-4.4e"])


def status(visitor, address):
    answer = visitor.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


@clause("A-5.3.7", "A-5.4.3")
def test_members_read_extracts_and_not_minutes(people, school):
    row = made.given(people, people.seats[2].person)
    extract = extracts.send(row.item, on=clock.today(), by=people.secretary, at=clock.now())
    ground.make_ready(extract.paper)
    addresses = [
        f"/extracts/{extract.pk}/", f"/papers/{extract.paper_id}/", f"/meetings/{row.item.meeting_id}/minutes/",
    ]  # fmt: skip
    readers = [people.seats[3], people.secretary, ground.director(school), people.official, people.stranger]
    found = [[status(Visitor(user), one) for one in addresses] for user in readers]
    assert found == [[200, 200, 200], [200, 200, 200], [200, 200, 403], [200, 200, 403], [404, 404, 403]]


@clause("A-4.4e")
def test_who_takes_the_assignment_has_acknowledged_the_extract(people):
    row = made.given(people, people.seats[2].person)
    extracts.send(row.item, on=clock.today(), by=people.secretary, at=clock.now())
    Visitor(people.seats[2]).send(f"/assignments/{row.pk}/taking/")
    assert Delivery.objects.get().acknowledged_by == people.seats[2]


@clause("A-4.7")
def test_the_sheets_are_drawn_from_what_was_frozen(people):
    record = make.held(people)
    secretary = Visitor(people.secretary)
    assert 'data-do="sheets"' in secretary.get(f"/meetings/{record.meeting_id}/").content.decode()
    secretary.send(f"/meetings/{record.meeting_id}/sheets/")
    secretary.send(f"/meetings/{record.meeting_id}/sheets/")
    attendance, voting = Paper.objects.filter(kind__in=["D12", "D13"]).order_by("kind")
    assert attendance.facts["totals"] == {"roster": 5, "present": 5, "consultative": 1, "other": 0}
    assert [row["office"] for row in attendance.facts["seats"]].count("председатель") == 1
    assert all(row["arrived"] for row in attendance.facts["seats"])
    assert voting.facts["totals"] == {"for": 5, "against": 0, "abstain": 0, "none": 0, "present": 5, "roster": 5}
    assert (voting.facts["needed"], voting.facts["carried"], voting.facts["clause"]) == (3, True, "4.9")
    page = secretary.get(f"/meetings/{record.meeting_id}/")
    assert ([paper.kind for paper in page.context["sheets"]], page.context["makes_sheets"]) == (["D12", "D13"], False)


@clause("A-4.7")
def test_a_failed_meeting_leaves_its_record(people):
    meeting = make.called(people)
    Participant.objects.filter(meeting=meeting, person=people.seats[4].person).update(absence_reason="болезнь")
    room.note_presence(make.seat_of(meeting, people.chair), arrived=True, by=people.secretary, at=clock.now())
    room.declare_failed(Meeting.objects.get(pk=meeting.pk), by=people.secretary, at=clock.now())
    paper = Paper.objects.get(kind="D16")
    assert (len(paper.facts["present"]), len(paper.facts["absent"]), paper.facts["needed"]) == (1, 4, 3)
    assert "болезнь" in [row["reason"] for row in paper.facts["absent"]]
    assert [row["name"] for row in paper.facts["signers"]] == [
        people.chair.person.initials_first, people.secretary.person.initials_first,
    ]  # fmt: skip
    page = Visitor(people.secretary).get(f"/meetings/{meeting.pk}/")
    assert [paper.kind for paper in page.context["sheets"]] == ["D16"]


@clause("A-3.5", "A-5.3.6", "A-7.2.7")
def test_the_register_of_decisions_is_narrowed_by_what_was_given(people):
    row = made.given(people, people.seats[2].person)
    other = make.held(people)
    secretary = Visitor(people.secretary)

    def shown(query=""):
        return [line["item"] for line in secretary.get(f"/decisions/{query}").context["rows"]]

    first, second = row.item, other.meeting.items.get()
    assert set(shown()) == {first, second}
    assert (shown("?given=open"), shown("?given=none"), shown("?given=done")) == ([first], [second], [])
    assert (len(shown(f"?year={clock.today().year + 10}")), shown("?q=нет+такого")) == (2, [])
    line = next(one for one in secretary.get("/decisions/").context["rows"] if one["item"] == first)
    assert (line["verdict"].clause, line["minutes"].number) == ("A-4.9b", 1)
    workbook = secretary.get("/decisions/excel/")
    assert (workbook.status_code, workbook.content[:2]) == (200, b"PK")


@clause("A-3.5")
def test_the_register_is_printed_for_its_period(people):
    row = made.given(people, people.seats[2].person)
    secretary = Visitor(people.secretary)
    answer = secretary.send("/decisions/paper/")
    paper = Paper.objects.get(kind="D17")
    assert answer.url == f"/decisions/?paper={paper.pk}"
    assert [one["number"] for one in paper.facts["rows"]] == ["1.1", "1.2"]
    assert paper.facts["counts"] == {"decisions": 1, "assignments": 1, "done": 0}
    assert paper.facts["first"] == row.item.meeting.held_on.isoformat()
    assert secretary.get(answer.url).context["paper"] == paper
    empty = secretary.send("/decisions/paper/?q=нет")
    assert (empty.status_code, [one.clause for one in empty.context["verdicts"]]) == (409, ["A-3.5"])


@clause("A-3.5")
def test_the_register_of_a_period_keeps_it_in_all_its_addresses_and_says_a_bad_day_at_its_field(people):
    row = made.given(people, people.seats[2].person)
    secretary, day = Visitor(people.secretary), row.item.meeting.held_on
    before, after = day - timedelta(days=1), day + timedelta(days=1)

    def shown(query):
        return [line["item"] for line in secretary.get(f"/decisions/?{query}").context["rows"]]

    assert shown(f"since={before}&until={day}") == shown(f"since={day:%d.%m.%Y}") == [row.item]
    assert shown(f"since={after}") == shown(f"until={before}") == []
    page = secretary.get(f"/decisions/?since={before}&until={after}").content.decode()
    kept = f"?since={before}&amp;until={after}"
    assert (f'href="/decisions/excel/{kept}"' in page, f'action="/decisions/paper/{kept}"' in page) == (True, True)
    secretary.send(f"/decisions/paper/?since={before}&until={after}")
    facts = Paper.objects.get(kind="D17").facts
    assert (facts["first"], facts["last"]) == (before.isoformat(), after.isoformat())
    for query, field in (("since=31.02.2026", "since"), (f"since={after}&until={before}", "until")):
        page = secretary.get(f"/decisions/?{query}")
        assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
        assert f'id="id_{field}_error"' in page.content.decode()
        assert secretary.get(f"/decisions/excel/?{query}").url.startswith("/decisions/?since=")
        assert secretary.send(f"/decisions/paper/?{query}").url.startswith("/decisions/?since=")
    assert Paper.objects.filter(kind="D17").count() == 1


@clause("A-5.3.7")
def test_members_find_the_decisions_with_an_extract_and_the_authority_those_of_signed_minutes(people, school):
    row = made.given(people, people.seats[2].person)
    make.held(people)
    head = ground.director(school)

    def shown(user):
        return [line["item"] for line in Visitor(user).get("/decisions/").context["rows"]]

    assert (shown(head), shown(people.official), shown(people.stranger)) == ([], [row.item], [])
    extracts.send(row.item, on=clock.today(), by=people.secretary, at=clock.now())
    assert (shown(head), shown(people.stranger)) == ([row.item], [])


def test_the_register_makes_the_same_queries_for_one_decision_and_for_three(people, django_assert_max_num_queries):
    secretary = Visitor(people.secretary)
    made.given(people, people.seats[2].person)
    with django_assert_max_num_queries(40) as first:
        secretary.get("/decisions/")
    for _one in range(2):
        made.given(people, people.seats[1].person)
    with django_assert_max_num_queries(len(first.captured_queries)):
        secretary.get("/decisions/")


@clause("A-4.4e")
def test_the_desk_of_the_secretary_asks_for_the_extract_until_it_is_sent(people):
    row = made.given(people, people.seats[2].person, due_on=clock.today() + timedelta(days=40))

    def asked():
        return [duty.clause for duty in panels.of_the_office(people.secretary, clock.now())]

    assert asked() == ["A-4.4e"]
    extracts.send(row.item, on=clock.today(), by=people.secretary, at=clock.now())
    assert asked() == []


@clause("A-5.5.1")
def test_an_absence_without_a_reason_is_marked_in_the_composition(people):
    for reason in ("", "болезнь"):
        meeting = make.opened(people, present=4, starts_at=clock.now())
        room.close_meeting(meeting, by=people.secretary, at=clock.now())
        row = make.seat_of(meeting, people.seats[4])
        Participant.objects.filter(pk=row.pk).update(absence_reason=reason)
    rows = Visitor(people.secretary).get("/presidium/").context["attendance"]
    told = {row["person"]: (row["asked"], row["came"], row["excused"], bool(row["verdict"])) for row in rows}
    assert told[people.seats[4].person] == (2, 0, 1, False)
    assert told[people.chair.person] == (2, 2, 0, True)


def test_what_the_verbs_write_can_be_printed(people):
    row = made.given(people, people.seats[2].person)
    by, at = people.secretary, clock.now()
    extracts.send(row.item, on=clock.today(), by=by, at=at)
    extracts.make_sheets(row.item.meeting, by=by, at=at)
    Visitor(by).send("/decisions/paper/")
    room.declare_failed(make.called(people), by=by, at=at)
    papers = Paper.objects.filter(kind__in=["D12", "D13", "D15", "D16", "D17"]).order_by("kind")
    assert [paper.kind for paper in papers] == ["D12", "D13", "D15", "D16", "D17"]
    for paper in papers:
        made_of = press.render(
            KINDS[paper.kind].template, paper.facts, language="ru", draft=False, title=paper.title,
            issued=paper.made_at, marks=paper.marks or None,
        )  # fmt: skip
        assert made_of.pages in (1, 2)
