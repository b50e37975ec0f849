"""The rules of events, the report afterwards, and the yearly conference (A-5.3.5, A-6.3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from association import clock, desk
from association.actions import event_entries, event_feedback, event_letters, event_reports
from association.calendar import Span
from association.models import Event, EventEntry, EventFeedback, EventReport, Letter, Organisation, User
from association.proofs import Password
from association.queries_events import figures_of, local_day, participation_in, report_due
from association.rules import events as rules
from presidium.actions import meetings
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import events as make
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.refusals import refusal

DAY = timedelta(days=1)


def status(visitor, address):
    """The status of an answer, which is read to its end."""
    answer = visitor.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def told(notice):
    return sorted(Letter.objects.filter(notice=notice).values_list("to", flat=True))


@clause("A-5.1.1", "A-6.2a", "A-5.7.2", "A-5.3.5", "A-6.3a", "A-6.3c", "A-5.7.3", "A-7.2.8")
def test_the_rules_count_in_whole_numbers():
    assert [rules.is_within_powers(tasks=a, functions=b) for a, b in (([], []), (["2.2.1"], []), ([], ["2.3.3"]))] == [
        False, True, True]  # fmt: skip
    assert [level for level in (*rules.LEVELS, "", "school") if rules.is_level_known(level=level)] == list(rules.LEVELS)
    assert [rules.has_place(has_venue=a, place=b) for a, b in ((False, " "), (True, ""), (False, "зал"))] == [
        False, True, True]  # fmt: skip
    assert [rules.has_programme(kinds=kinds) for kinds in ((), ("other",), ("other", "programme"))] == [0, 0, 1]
    day = date(2026, 3, 12)
    asked = {"closes_on": day, "is_asked": True}
    entry = [
        rules.may_enter(state=state, on=on, **{**asked, **more})
        for state, on, more in (
            ("announced", day, {}), ("announced", day + DAY, {}), ("draft", day, {}),
            ("announced", day, {"is_asked": False}),
        )
    ]  # fmt: skip
    assert [bool(one) for one in entry] == [True, False, False, False]
    rates = [rules.participation(members=range(n), took_part=range(2, 9)).per_mille for n in (0, 2, 3, 8)]
    assert rates == [0, 0, 333, 750]
    for given, mean, median in (
        ([5, 5, 4], 47, 50),
        ([1, 2, 2, 5], 25, 20),
        ([4, 4, 5, 5], 45, 45),
        ([3, 3, 4], 33, 30),
    ):
        scores = rules.scores_of(answers=[dict.fromkeys(rules.CRITERIA, one) for one in given])
        assert {(one.answers, one.mean_tenths, one.median_tenths) for one in scores} == {(len(given), mean, median)}
    assert rules.scores_of(answers=[dict.fromkeys(rules.CRITERIA, 5)] * 2) == ()
    whole = dict.fromkeys(rules.CRITERIA, 1)
    wrong = ({}, {**whole, "content": 6}, {**whole, "content": 0}, {**whole, "more": 1})
    assert [rules.is_answer_whole(scores=one) for one in (whole, *wrong)] == [True, False, False, False, False]
    assert [bool(rules.is_report_in_time(due_on=day, on=day + n * DAY)) for n in (0, 1)] == [True, False]
    assert rules.is_report_in_time(due_on=day, on=day + 3 * DAY).needed == 3
    year = Span(date(2025, 9, 1), date(2026, 8, 31))
    assert [bool(rules.has_conference(year=year, days=one)) for one in ([], [day], [date(2026, 9, 1)])] == [0, 1, 0]
    assert [len(rules.conference_questions(is_general=one)) for one in (True, False)] == [3, 0]


@pytest.fixture
def people():
    return sittings.cast(3)


@dataclass(frozen=True)
class Gathering:
    """An event of today, its organiser, and three people entered by schools; a fourth school has nobody."""

    row: Event
    organiser: User
    schools: list[Organisation]
    entries: list[EventEntry]

    @property
    def own(self) -> Visitor:
        return Visitor(User.objects.get(pk=self.organiser.pk))

    @property
    def board(self) -> str:
        return f"/office/events/{self.row.pk}/"

    @property
    def report(self) -> str:
        return f"/events/{self.row.pk}/report/"


@pytest.fixture
def gathering(people):
    by, organiser = people.secretary, ground.user("director", ground.organisation())
    schools = [members.member(by) for _one in range(4)]
    heads = [ground.director(one) for one in schools]
    row = make.announced(by, organiser, starts_on=local_day(clock.now()), capacity=0)
    entries = [
        make.entered(row, school, head, surname=f"Гостев{number}", email=f"guest{number}@example.org")
        for number, (school, head) in enumerate(zip(schools[:3], heads, strict=False))
    ]  # fmt: skip
    return Gathering(row, organiser, schools, entries)


def hold(gathering):
    """All who are entered came, with one who is not; the event is marked as held."""
    own, pks = gathering.own, [one.pk for one in gathering.entries]
    own.send(f"{gathering.board}presence/", shown=pks, present=pks)
    own.send(f"{gathering.board}admission/", surname="Без", given="Записи", organisation=gathering.schools[0].pk)
    own.send(f"{gathering.board}holding/")


def hold_and_judge(gathering):
    """The event was held, the scores were asked, and the three gave them."""
    hold(gathering)
    event_letters.send_owed(by=None, at=clock.now())
    for entry in gathering.entries:
        event_feedback.answer(entry, scores=make.SCORES, comment="Полезно", by=None, at=clock.now())


@clause("A-5.7.2", "A-7.2.8")
@pytest.mark.django_db
def test_the_organiser_marks_who_came_and_admits_one_without_an_entry(gathering):
    own, board, entries = gathering.own, gathering.board, gathering.entries
    list_page = f"{board}presence/"
    own.send(list_page, shown=[one.pk for one in entries], present=[entries[0].pk, entries[1].pk, "999", "x"])
    assert list(EventEntry.objects.filter(attended=True).values_list("surname", flat=True)) == ["Гостев0", "Гостев1"]
    own.send(list_page, shown=[one.pk for one in entries], present=[one.pk for one in entries])
    admitted = own.send(f"{board}admission/", surname="Без", given="Записи", organisation=gathering.schools[0].pk)
    assert admitted.url == list_page
    book = load_workbook(BytesIO(own.get(f"{board}participants.xlsx").content)).active
    assert [cell.value for cell in book["B"]][1:] == ["Без Записи", *(f"Гостев{n} Вера" for n in range(3))]
    assert "Без Записи" in own.get(list_page).content.decode()
    assert own.send(f"{board}holding/").url == board


@clause("A-5.3.5", "A-7.2.8")
@pytest.mark.django_db
def test_after_the_event_scores_are_asked_and_kept_without_a_name(gathering):
    hold(gathering)
    own, guest, board, row = gathering.own, Client(), gathering.board, gathering.row
    at_once = event_letters.send_owed(by=None, at=clock.now())
    assert (at_once, told("event_feedback")) == (3, [f"guest{number}@example.org" for number in range(3)])
    for number in range(3):
        page = make.link(f"guest{number}@example.org", "event_feedback")
        assert guest.post(f"{page}feedback/", {"form_key": f"{number}" * 20, "content": "9"}).status_code == 422
        if number == 2:
            assert (figures_of(row).answers, figures_of(row).scores) == (2, ())
            assert "Полезно" not in own.get(board).content.decode()
        sent = {**make.SCORES, "comment": "Полезно", "form_key": f"{number}x" * 10}
        assert guest.post(f"{page}feedback/", sent).url == page
        assert guest.get(f"{page}feedback/").status_code == 404
    facts = {"scores": make.SCORES, "comment": "", "by": None, "at": clock.now()}
    assert refusal(event_feedback.answer, gathering.entries[0], **facts) == ["A-5.3.5"]
    assert sorted(EventFeedback._meta.get_field(name).name for name in ("event", "scores", "comment", "id")) == sorted(
        field.name for field in EventFeedback._meta.fields)  # fmt: skip
    assert "Полезно" in own.get(board).content.decode()


@clause("A-5.3.5")
@pytest.mark.django_db
def test_the_organiser_owes_the_report_and_is_told_when_it_is_late(people, gathering):
    hold_and_judge(gathering)
    by, organiser = people.secretary, gathering.organiser
    duty = [
        one for one in desk.duties_of(User.objects.get(pk=organiser.pk), clock.now() + DAY) if one.clause == "A-5.3.5"
    ]
    assert [(one.url, one.due_on, one.overdue_days) for one in duty] == [
        (gathering.report, report_due(gathering.row), 0)
    ]
    late = clock.now() + timedelta(days=40)
    assert [one.overdue_days > 0 for one in desk.duties_of(by, late) if one.clause == "A-5.3.5"] == [True]
    assert event_letters.send_owed(by=None, at=late) == 1
    assert told("event_report_late") == [organiser.email]


@clause("A-5.3.5", "A-5.7.2", "A-7.2.4")
@pytest.mark.django_db
def test_the_report_is_offered_when_it_is_whole_with_the_figures_of_the_event(people, gathering):
    hold_and_judge(gathering)
    own, report, official = gathering.own, gathering.report, Visitor(people.official)
    assert [official.get(report).status_code, own.get(report).status_code] == [404, 200]
    texts = {
        "results": "Карты процессов составлены.",
        "results_ky": "",
        "effectiveness": "",
        "proposals": "",
        "seen": 0,
    }
    assert own.send(report, offer="1", **texts).url == report
    assert own.send(report, **texts).status_code == 409
    assert own.send(report, offer="1", **{**texts, "effectiveness": "Цель достигнута.", "seen": 1}).url == report
    kept = EventReport.objects.get()
    figures = {name: kept.figures[name] for name in ("entered", "came", "organisations", "members", "members_came")}
    assert figures == {"entered": 4, "came": 4, "organisations": 3, "members": 4, "members_came": 3}
    assert (kept.state, kept.figures["per_mille"], kept.paper.facts["figures"]["rate"]) == ("offered", 750, "75,0")


def offered_again(gathering):
    """The report, offered, taken back for a change and offered once more; its papers are ready."""
    own, facts = gathering.own, {"on": local_day(clock.now()), "at": clock.now()}
    texts = {"results": "Карты процессов составлены.", "effectiveness": "Цель достигнута.", "seen": 0}
    own.send(gathering.report, offer="1", **texts)
    kept = EventReport.objects.get()
    assert own.send(f"{gathering.report}reopening/").url == gathering.report
    kept.refresh_from_db()
    event_reports.offer(kept, by=gathering.organiser, **facts)
    ground.make_ready(kept.paper)
    ground.make_ready(kept.paper_ky, ground.PDF + b"ky")
    return kept


@clause("A-5.3.5", "A-5.7.2", "A-7.2.4")
@pytest.mark.django_db
def test_the_organiser_signs_the_report_and_the_department_reads_it(people, gathering):
    hold_and_judge(gathering)
    by, own, row, report = people.secretary, gathering.own, gathering.row, gathering.report
    kept, official, late = offered_again(gathering), Visitor(people.official), clock.now() + timedelta(days=40)
    facts = {"on": local_day(clock.now()), "at": clock.now()}
    signed = {"proof": Password(ground.PASSWORD), "sha256": kept.paper.sha256, **facts}
    assert refusal(event_reports.sign, kept, by=by, **signed) == ["A-5.3.5"]
    assert own.send(f"{report}signature/", sha256=kept.paper.sha256, password="не тот").status_code == 422
    assert own.send(f"{report}signature/", sha256=kept.paper.sha256, password=ground.PASSWORD).url == report
    row.refresh_from_db()
    assert (row.state, told("event_reported"), kept.number) == ("reported", [people.official.email], 1)
    assert [one.clause for one in desk.duties_of(by, late) if one.clause == "A-5.3.5"] == []
    seen = [status(official, address) for address in ("/events/reports/", report, f"/papers/{kept.paper_id}/")]
    assert (seen, Visitor(people.stranger).get(report).status_code) == ([200] * 3, 404)
    public = Client().get(f"/events/{row.pk}/").content.decode()
    assert ["Карты процессов" in public, "Гостев" in public, "Цель достигнута" in public] == [True, False, False]
    span = Span(row.ends_on - 9 * DAY, row.ends_on + 9 * DAY)
    assert (participation_in(span).part, participation_in(span).whole) == (3, 4)
    assert refusal(event_entries.mark, row, shown=[], present=[], by=by, at=clock.now()) == ["A-5.3.5"]


@clause("A-6.3a", "A-6.3c", "A-6.3b")
@pytest.mark.django_db
def test_the_conference_of_the_year_brings_its_session_with_three_questions(people):
    by, on = people.secretary, local_day(clock.now())
    spring = clock.now().replace(year=on.year + (on.month > 8), month=3, day=2)
    owed = [one.clause for one in desk.duties_of(by, spring)]
    row = make.announced(by, kind="conference", level="interregional", is_conference=True, starts_on=on + 40 * DAY)
    other = make.announced(by)
    assert (owed.count("A-6.3a"), Visitor(by).get("/office/events/").context["conference"].passed) == (1, True)
    visitor, sent = Visitor(by), {"time": "10:00", "place": "зал", "kind": "general", "event": row.pk}
    form = visitor.get("/meetings/new/").context["form"]
    assert list(form.fields["event"].queryset) == [row]
    for wrong in (
        {"held_on": on + 41 * DAY},
        {"held_on": on + 40 * DAY, "kind": "ordinary"},
        {"held_on": on + 40 * DAY, "event": other.pk},
    ):
        answer = visitor.send("/meetings/new/", **{**sent, **wrong})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["event"])
    address = visitor.send("/meetings/new/", **sent, held_on=on + 40 * DAY).url
    meeting = row.meetings.get()
    assert (meeting.conference, [item.title for item in meeting.items.all()]) == (
        row.title, [title for title, *_rest in rules.CONFERENCE_QUESTIONS])  # fmt: skip
    assert [item.title_ky for item in meeting.items.all()] == [one[2] for one in rules.CONFERENCE_QUESTIONS]
    assert f"/events/{row.pk}/" in visitor.get(address).content.decode()
    assert address in visitor.get(f"/events/{row.pk}/").content.decode()
    assert address not in Client().get(f"/events/{row.pk}/").content.decode()
    facts = {"starts_at": meeting.starts_at + 9 * DAY, "place": "зал", "kind": "general", "event": row}
    assert refusal(meetings.plan, by=by, at=clock.now(), **facts) == ["A-6.3b"]
