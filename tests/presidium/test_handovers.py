"""The chair keeps the minutes; on a change the affairs are handed over by a list that both sign (A-4.10c)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock, press
from association.models import AuditEntry, Letter, Paper, User
from association.papers import KINDS
from association.proofs import Password
from presidium import panels_handover as panels
from presidium.actions import acting, distribution, handovers, seats
from presidium.models import HandOver, Office
from presidium.queries_handover import keeper_of_affairs
from tests.clause_marker import clause
from tests.factories import assignments as made
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories.browser import Visitor
from tests.factories.moments import fresh
from tests.factories.refusals import refusal
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def elect(people, number, kind="chair"):
    """The holder of a seat takes an office today."""
    person = people.seats[number].person
    seats.take_office(kind, person, on=clock.today(), basis=None, by=people.secretary, at=clock.now())
    return person


def ready(row):
    ground.make_ready(row.paper)
    return fresh(row)


def parties():
    rows = HandOver.objects.order_by("pk").values_list("giver__surname", "taker__surname", "takes_as_acting", "state")
    return list(rows)


def asked(user):
    found = panels.to_hand_over(User.objects.get(pk=user.pk), clock.now())
    return [duty.title.replace("\u00a0", " ") for duty in found]


@clause("A-4.10c")
def test_a_new_chair_takes_the_affairs_over_by_a_list_that_both_sign(people):
    assert (HandOver.objects.count(), keeper_of_affairs(clock.today())) == (0, (people.chair.person, False))
    row = made.given(people, people.seats[3].person)
    elect(people, 2)
    handover = HandOver.objects.get()
    assert parties() == [("Примеров", "Модельнова", False, "offered")]
    facts = handover.paper.facts
    assert [(one["number"], one["is_signed"], one["kept_until"]) for one in facts["minutes"]] == [
        ("1", True, row.item.meeting.minutes.write_off_from.isoformat())
    ]
    assert [(one["number"], one["executor"], one["late"]) for one in facts["assignments"]] == [
        ("1.2", row.executor, False)
    ]
    assert [one["name"] for one in facts["signers"]] == [
        people.chair.person.initials_first, people.seats[2].person.initials_first,
    ]  # fmt: skip
    assert sorted(Letter.objects.filter(notice="handover_begun").values_list("to", flat=True)) == sorted(
        [people.chair.email, people.seats[2].email]
    )
    assert (asked(people.chair), asked(people.seats[2]), asked(people.secretary), asked(people.seats[3])) == (
        ["Передайте дела председателя: Модельнова Б. Б."], ["Примите дела председателя: Примеров Б. Б."],
        ["Нужно передать дела председателя: Модельнова Б. Б."], [],
    )  # fmt: skip
    ready(handover)
    outgoing, incoming = Visitor(people.chair), Visitor(people.seats[2])
    address = f"/handovers/{handover.pk}/"
    signed = {"sha256": fresh(handover).paper.sha256, "password": ground.PASSWORD}
    assert incoming.send(f"{address}signatures/", **signed).status_code == 409
    assert outgoing.send(f"{address}signatures/", **{**signed, "password": "не то"}).status_code == 422
    outgoing.send(f"{address}signatures/", **signed)
    assert (fresh(handover).state, asked(people.chair)) == ("half_signed", [])
    assert keeper_of_affairs(clock.today())[0] == people.chair.person
    incoming.send(f"{address}signatures/", **signed)
    assert (fresh(handover).state, asked(people.seats[2]), asked(people.secretary)) == ("signed", [], [])
    assert keeper_of_affairs(clock.today()) == (people.seats[2].person, False)
    assert list(handover.paper.signatures.order_by("pk").values_list("capacity", "post")) == [
        ("giver", "Сдал: председатель Президиума"), ("taker", "Принял: председатель Президиума"),
    ]  # fmt: skip
    verbs = AuditEntry.objects.filter(verb__startswith="handover.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["handover.begin", "handover.sign_as_giver", "handover.sign_as_taker"]


@clause("A-4.10c", "A-3.9")
def test_a_list_not_signed_yet_is_replaced_when_the_gap_ends(people):
    office = Office.objects.open().get(kind="chair")
    seats.end_office(office, on=clock.today(), by=people.secretary, at=clock.now())
    acting.act_until_election(on=clock.today(), basis=None, by=None, at=clock.now())
    elect(people, 2)
    assert parties() == [
        ("Примеров", "Макетов", True, "superseded"), ("Примеров", "Модельнова", False, "offered"),
    ]  # fmt: skip
    elect(people, 0)
    assert [state for *_names, state in parties()] == ["superseded", "superseded"]
    assert keeper_of_affairs(clock.today()) == (people.chair.person, False)


@clause("A-4.10c", "A-3.9")
def test_who_took_over_as_acting_chair_hands_over_to_the_elected_one(people):
    office = Office.objects.open().get(kind="chair")
    seats.end_office(office, on=clock.today(), by=people.secretary, at=clock.now())
    acting.act_until_election(on=clock.today(), basis=None, by=people.secretary, at=clock.now())
    handover = ready(HandOver.objects.get())
    secretary = Visitor(people.secretary)
    scan = SimpleUploadedFile("акт.pdf", PDF, "application/pdf")
    assert list(secretary.send(f"/handovers/{handover.pk}/scan/").context["scan_form"].errors) == ["scan"]
    secretary.send(f"/handovers/{handover.pk}/scan/", scan=scan)
    assert (fresh(handover).state, handover.paper.signatures.count()) == ("signed", 2)
    assert keeper_of_affairs(clock.today()) == (people.seats[1].person, True)
    elect(people, 2)
    last = HandOver.objects.latest("pk")
    assert (last.giver, last.gave_as_acting, last.taker) == (people.seats[1].person, True, people.seats[2].person)
    elect(people, 1)
    assert HandOver.objects.filter(state__in=HandOver.OPEN).count() == 0


@clause("A-4.10c")
def test_the_list_is_drawn_anew_until_it_is_signed_and_read_by_those_it_is_about(people):
    elect(people, 2)
    handover = HandOver.objects.get()
    incoming = User.objects.get(pk=people.seats[2].pk)
    work = {"text": "Согласовать дату.", "due_on": clock.today(), "grounds": "", "by": incoming, "at": clock.now()}
    distribution.distribute(people.seats[3].person, **work)
    secretary, address = Visitor(people.secretary), f"/handovers/{handover.pk}/"
    secretary.send(f"{address}list/")
    anew = fresh(handover)
    assert (handover.paper.facts["assignments"], [one["by_chair"] for one in anew.paper.facts["assignments"]]) == (
        [], [True],
    )  # fmt: skip
    assert Visitor(people.stranger).get(address).status_code == 404
    seats.vacate_seats(people.chair.person.seats.get().organisation, on=clock.today(), by=None, at=clock.now())
    outgoing = Visitor(people.chair)
    page = outgoing.get(address)
    assert (page.status_code, outgoing.get("/presidium/").status_code) == (200, 403)
    ground.make_ready(anew.paper)
    assert outgoing.get(f"/papers/{anew.paper_id}/").getvalue() == ground.PDF
    proof = {"proof": Password(ground.PASSWORD), "sha256": fresh(anew).paper.sha256, "at": clock.now()}
    handovers.sign_as_giver(anew, by=people.chair, **proof)
    assert refusal(handovers.draw_anew, anew, by=people.secretary, at=clock.now()) == ["A-4.10c"]


def test_what_is_written_can_be_printed_in_both_languages(people):
    made.given(people, people.seats[3].person)
    elect(people, 2)
    papers = Paper.objects.filter(kind="D31").order_by("language")
    assert [paper.language for paper in papers] == ["ky", "ru"]
    for paper in papers:
        made_of = press.render(
            KINDS[paper.kind].template, paper.facts, language=paper.language, title=paper.title, issued=clock.now()
        )
        assert made_of.pages == 2
