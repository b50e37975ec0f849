"""Events: from the announcement over entries, presence and scores to the signed report (A-2.3.3, A-5.3.5, A-5.7.2)."""

from datetime import timedelta

import pytest
from django.test import Client

from association import access, clock
from association.actions import event_documents, event_entries, event_letters, events
from association.models import Event, EventConsent, EventEntry, Letter, RoleGrant, User
from association.queries_events import local_day
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import events as make
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.refusals import refusal
from tests.policy_forms import scan

DAY = timedelta(days=1)


def status(visitor, address):
    """The status of an answer, which is read to its end."""
    answer = visitor.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def told(notice):
    return sorted(Letter.objects.filter(notice=notice).values_list("to", flat=True))


@pytest.fixture
def people():
    return sittings.cast(3)


def exhibition(host, organiser, today):
    """What the form of an event is sent."""
    return {
        "kind": "exhibition", "level": "interregional", "title": "Выставка работ", "title_ky": "Иштердин көргөзмөсү",
        "functions": "2.3.3", "starts_on": today + 5 * DAY, "ends_on": today + 6 * DAY, "starts_time": "10:30",
        "venue": host.pk, "audience": "members", "is_open": "on", "closes_on": today + 4 * DAY,
        "organiser": organiser.pk, "capacity": "2",
    }  # fmt: skip


@clause("A-2.3.3", "A-5.7.3")
@pytest.mark.django_db
def test_the_form_of_an_event_names_the_field_that_is_missing_or_wrong(people):
    secretary, host = Visitor(people.secretary), members.member(people.secretary)
    organiser, today = ground.user("director", ground.organisation()), local_day(clock.now())
    whole = exhibition(host, organiser, today)
    for gone, field in (("venue", "place"), ("functions", "functions"), ("title", "title"), ("organiser", "organiser")):
        answer = secretary.send("/office/events/new/", **{k: v for k, v in whole.items() if k != gone})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    for name, value in (("ends_on", today), ("closes_on", today + 9 * DAY), ("level", "школа"), ("capacity", "-1")):
        answer = secretary.send("/office/events/new/", **{**whole, name: value})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])


@clause("A-2.3.3", "A-6.2a", "A-5.5.4", "A-5.7.3", "A-7.2.8")
@pytest.mark.django_db
def test_an_event_is_prepared_on_a_form_announced_and_read_by_everybody(people):
    secretary, host = Visitor(people.secretary), members.member(people.secretary)
    head, organiser = ground.director(host), ground.user("director", ground.organisation())
    board = secretary.send("/office/events/new/", **exhibition(host, organiser, local_day(clock.now()))).url
    row = Event.objects.get()
    own, guest = Visitor(User.objects.get(pk=organiser.pk)), Client()
    assert (board, row.where, row.marks[0][1]) == (f"/office/events/{row.pk}/", host.title, "A-2.3.3")
    assert [one.get(f"/events/{row.pk}/").status_code for one in (guest, own)] == [404, 404]
    assert Visitor(people.stranger).get(board).status_code == 403
    assert own.get(board).status_code == 200
    assert own.send(f"{board}documents/", kind="programme", readers="all", title="", file=scan()).url == board
    assert (
        own.send(f"{board}documents/", kind="material", readers="participants", title="Слайды", file=scan()).url
        == board
    )
    assert own.send(f"{board}announcement/").url == board
    page = guest.get(f"/events/{row.pk}/").content.decode().replace("\u00a0", " ")
    wanted = ("Выставка работ", host.title, "A-6.2a", "A-5.7.3", "Программа", "10:30")
    assert [one in page for one in (*wanted, "Слайды")] == [True] * len(wanted) + [False]
    first, second = row.documents.all()
    addresses = [f"/events/{row.pk}/files/{one.pk}/" for one in (first, second)]
    assert [[status(who, one) for one in addresses] for who in (guest, own)] == [[200, 404], [200, 200]]
    assert own.get(f"/files/{first.file_id}/").status_code == 404
    text = guest.get(f"/events/{row.pk}/event.ics").content.decode()
    assert ["SUMMARY:Выставка работ" in text, "DURATION:PT1620M" in text, "STATUS:CONFIRMED" in text] == [True] * 3
    guest.cookies["django_language"] = "ky"
    assert "Иштердин көргөзмөсү" in guest.get("/events/?q=көргөзмө&kind=exhibition").content.decode()
    assert guest.get("/events/?q=семинар").context["rows"] == []
    event_letters.send_owed(by=None, at=clock.now())
    assert (told("event_announced"), told("event_organiser")) == ([head.email], [organiser.email])
    assert (event_letters.send_owed(by=None, at=clock.now()), told("event_announced")) == (0, [head.email])


@clause("A-5.7.2")
@pytest.mark.django_db
def test_people_enter_by_the_link_of_their_letter(people):
    row, guest = make.announced(people.secretary, capacity=2), Client()
    form = f"/events/{row.pk}/entry/"
    typed = {**make.PERSON, "workplace": "СОШ", "email": "Vera@example.org", "form_key": "k" * 20}
    assert guest.post(form, {**typed, "email": "нет"}).context["form"].errors.keys() == {"email"}
    assert "vera@example.org" not in guest.get(form).content.decode()
    for key in ("a", "b"):  # once more: the page says the same, and no second letter goes out so soon
        answer = guest.post(form, {**typed, "form_key": key * 20})
        assert (answer.url, guest.get(answer.url).status_code) == (f"{form}asked/", 200)
    entry = EventEntry.objects.get()
    page = make.link("vera@example.org", "event_confirm")
    assert (entry.state, told("event_confirm"), page) == ("asked", ["vera@example.org"], entry.get_absolute_url())
    shown = guest.get(page)
    assert (shown["Referrer-Policy"], 'data-do="consent"' in shown.content.decode()) == ("no-referrer", True)
    assert guest.post(f"{page}confirmation/", {"form_key": "c" * 20}).url == page
    consent = EventConsent.objects.get()
    assert (consent.entry, consent.language, row.title in consent.text) == (entry, "ru", True)
    entry.refresh_from_db()
    assert (entry.state, told("event_entered"), guest.get(f"{page}event.ics").status_code) == (
        "entered", ["vera@example.org"], 200)  # fmt: skip


def entered_by_link(row):
    """The personal page of somebody who asked for a place and consented."""
    person, facts = {**make.PERSON, "workplace": "СОШ", "email": "vera@example.org"}, {"by": None, "at": clock.now()}
    entry = event_entries.ask(row, person=person, language="ru", **facts)
    event_entries.confirm(entry, text="т", language="ru", **facts)
    return entry.get_absolute_url()


@clause("A-5.7.2")
@pytest.mark.django_db
def test_directors_enter_their_people_and_places_are_counted(people):
    school = members.member(people.secretary)
    director, guest = Visitor(ground.director(school)), Client()
    row = make.announced(people.secretary, capacity=2)
    page = entered_by_link(row)
    own = {**make.PERSON, "surname": "Своева", "organisation": school.pk, "email": "own@example.org"}
    assert Visitor(people.stranger).send(f"/events/{row.pk}/people/", **own).status_code == 422
    for surname, email in (("Своева", "own@example.org"), ("Ждунова", "late@example.org")):
        director.send(f"/events/{row.pk}/people/", **{**own, "surname": surname, "email": email})
    assert director.send(f"/events/{row.pk}/people/", **own).status_code == 422  # stands there already
    states = dict(EventEntry.objects.values_list("surname", "state"))
    assert states == {"Участникова": "entered", "Своева": "entered", "Ждунова": "waiting"}
    assert told("event_waiting") == ["late@example.org"]
    assert guest.post(f"{page}cancellation/", {"form_key": "d" * 20}).url == page
    late = EventEntry.objects.get(surname="Ждунова")
    assert (late.state, told("event_place")) == ("entered", ["late@example.org"])
    assert director.send(f"/events/{row.pk}/people/{late.pk}/removal/").url == f"/events/{row.pk}/people/"
    facts = {"on": local_day(clock.now()), "kept": timedelta(days=365), "most": 200, "by": None, "at": clock.now()}
    assert [event_entries.forget(**facts), event_entries.forget(**facts)] == [2, 0]
    assert [guest.get(page).status_code, EventEntry.objects.filter(surname="").count()] == [404, 2]


@clause("A-5.7.2")
@pytest.mark.django_db
def test_nobody_enters_past_the_terms_of_the_event_or_of_the_letter(people):
    by, school = people.secretary, members.member(people.secretary)
    head, row = ground.director(school), make.announced(by, capacity=2)
    closed = make.announced(by, is_open=False, closes_on=local_day(clock.now()))
    person = {"person": {**make.PERSON, "email": "a@example.org"}, "language": "ru", "at": clock.now()}
    assert refusal(event_entries.ask, closed, by=None, **person) == ["A-5.7.2"]
    outside = ground.organisation()
    assert refusal(event_entries.enter_person, closed, outside, by=ground.director(outside), **person) == ["A-5.7.2"]
    person["at"] = clock.now() + 2 * DAY
    assert refusal(event_entries.enter_person, closed, school, by=head, **person) == ["A-5.7.2"]
    asked = event_entries.ask(row, person={**make.PERSON, "workplace": "", "email": "b@example.org"}, language="ky",
                              by=None, at=clock.now())  # fmt: skip
    drop = {"most": 200, "by": None, "at": clock.now()}
    assert event_entries.drop_unconfirmed(before=clock.now() + DAY, **drop) == 1
    assert refusal(event_entries.confirm, asked, text="т", language="ky", by=None, at=clock.now()) == ["A-5.7.2"]
    assert Letter.objects.get(to="b@example.org").language == "ky"


@clause("A-2.3.3", "A-5.1.1", "A-5.3.5")
@pytest.mark.django_db
def test_an_event_is_announced_when_it_is_whole_and_held_when_its_day_has_come(people):
    by, facts = people.secretary, {"by": people.secretary, "at": clock.now()}
    row, on = make.prepared(by), local_day(clock.now())
    assert refusal(events.cancel, row, reason=" ", **facts) == ["A-5.1.1"]
    events.change(row, edition=0, details={"place": "", "tasks": [], "functions": []}, **facts)
    assert refusal(events.announce, row, **facts) == ["A-5.1.1"]
    row.refresh_from_db()
    events.change(row, edition=1, details=make.details(), **facts)
    row.refresh_from_db()
    events.announce(row, **facts)
    with pytest.raises(events.Outdated):
        events.change(row, edition=0, details={"place": "зал"}, **facts)
    assert refusal(events.hold, row, on=on, **facts) == ["A-5.3.5"]


@pytest.mark.django_db
def test_those_who_are_entered_are_told_that_the_event_moves_and_comes(people):
    by, school = people.secretary, members.member(people.secretary)
    row = make.announced(by)
    make.entered(row, school, ground.director(school), email="a@example.org")
    later = {"starts_on": row.starts_on + DAY, "ends_on": row.ends_on + DAY}
    events.change(row, edition=0, details=later, by=by, at=clock.now() + timedelta(seconds=1))
    stale = Visitor(by).send(f"/office/events/{row.pk}/details/", edition="0", **{
        name: value for name, value in make.details().items() if name not in ("is_conference",)})  # fmt: skip
    assert (stale.status_code, list(stale.context["form"].errors)) == (422, ["__all__"])
    row.refresh_from_db()
    for at, notice in ((clock.now() + timedelta(minutes=1), "event_moved"), (clock.now() + 10 * DAY, "event_soon")):
        event_letters.send_owed(by=None, at=at)
        assert (notice, told(notice)) == (notice, ["a@example.org"])
    assert told("event_closing") == []  # the school has somebody entered


@clause("A-5.3.5")
@pytest.mark.django_db
def test_an_event_changes_hands_and_keeps_an_organiser(people):
    row, on = make.announced(people.secretary), local_day(clock.now())
    facts = {"by": people.secretary, "at": clock.now()}
    second = ground.user("director", ground.organisation())
    made = events.name_organiser(row, second, on=on, **facts)
    assert events.name_organiser(row, second, on=on, **facts) == made
    assert access.can(User.objects.get(pk=second.pk), "organise_event", row)
    events.release_organiser(made, on=on, **facts)
    grants = RoleGrant.objects.filter(user=second, role="event_organiser", revoked_at=None)
    assert (grants.count(), access.can(User.objects.get(pk=second.pk), "organise_event", row)) == (0, False)
    assert refusal(events.release_organiser, row.organisers.open().get(), on=on, **facts) == ["A-5.3.5"]


@clause("A-5.1.1")
@pytest.mark.django_db
def test_an_event_loses_a_document_and_is_cancelled_with_its_reason(people):
    by, school = people.secretary, members.member(people.secretary)
    row, facts = make.announced(by), {"by": by, "at": clock.now()}
    entry = make.entered(row, school, ground.director(school), email="a@example.org")
    document = event_documents.add(row, checked=make.checked(), kind="programme", title="", readers="all", **facts)
    event_documents.remove(document, **facts)
    assert Client().get(f"/events/{row.pk}/").context["documents"].count() == 0
    visitor = Visitor(by)
    assert visitor.send(f"/office/events/{row.pk}/cancellation/", reason="Карантин.").url == f"/office/events/{row.pk}/"
    event_letters.send_owed(by=None, at=clock.now())
    page = Client().get(entry.get_absolute_url()).content.decode()
    assert (told("event_cancelled"), "Карантин." in page) == (["a@example.org"], True)
    assert refusal(event_entries.leave, entry, by=None, at=clock.now()) == ["A-5.7.2"]
    assert refusal(events.change, row, edition=0, details={"place": "зал"}, **facts) == ["A-5.1.1"]


@pytest.mark.reads
@pytest.mark.django_db
def test_lists_ask_the_same_number_of_questions_for_one_and_for_three(people, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    visitor, counts = Visitor(people.secretary), []
    for number in (1, 2):
        for _one in range(number):
            make.announced(people.secretary)
        asked = []
        for address in ("/events/", "/office/events/"):
            visitor.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert len(visitor.get(address).context["rows"]) == (1, 3)[number - 1]
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
