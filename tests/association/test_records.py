"""Incoming papers entered by hand: the same-day rule, who sent them, passing on, control, the journal and its print."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from association import clock, desk
from association.actions import records as verbs
from association.models import AuditEntry, Letter, Paper, RegisterEntry, Routing
from association.press import render
from association.rules import records as rules
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import presidium
from tests.factories import records as make
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
FORM = {
    "correspondent_kind": "region", "correspondent": "Ассоциация школ соседней области", "kind": "letter",
    "heading": "Об обмене опытом", "their_number": "17", "sheets": "1", "how": "email", "index": "01-15",
}  # fmt: skip


@pytest.fixture
def people():
    return presidium.cast(3)


def form(**fields):
    return {**FORM, "came_on": make.today().isoformat(), **fields}


@clause("A-7.2.2", "A-6.5")
def test_a_paper_is_entered_on_the_day_it_came_or_with_a_reason(people):
    with pytest.raises(Refused) as refused:
        make.came(people.secretary, days_ago=1)
    assert refused.value.verdicts[0].rule == rules.may_enter.name
    with pytest.raises(Refused):
        make.came(people.secretary, days_ago=-1, late_reason="Завтра")

    late = make.came(people.secretary, days_ago=1, late_reason="Принесли вечером")
    same = make.came(people.secretary)
    assert [(row.number, row.is_late, row.late_reason) for row in (late, same)] == [
        (1, True, "Принесли вечером"), (2, False, ""),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterEntry.objects.filter(pk=late.pk).update(late_reason="")


@clause("A-5.2.8", "A-7.2.1")
def test_the_register_says_who_sent_it_and_orders_bear_their_own_number(people):
    for wrong in (
        {"correspondent_kind": "member", "correspondent": "Школа"},
        {"correspondent_kind": "region", "correspondent": " "},
        {"kind": "order_external", "their_number": ""},
        {"kind": "order_external", "correspondent_kind": "partner"},
    ):
        with pytest.raises(Refused):
            make.came(people.secretary, **wrong)
    assert RegisterEntry.objects.count() == 0

    order = make.came(people.secretary, kind="order_external", heading="О составе Ассоциации", index="01-02")
    visitor = Visitor(people.secretary)
    found = visitor.get("/journal/?kind=order_external").context["lines"]
    assert [line["entry"] for line in found] == [order]
    assert (order.correspondent_kind, order.their_number, str(order)) == ("authority", "123-п", "№\u00a001-02/1")


@clause("A-5.2.8", "A-7.2.2")
def test_the_secretary_enters_a_letter_of_another_region_with_its_files(people):
    visitor = Visitor(people.secretary)
    scans = [SimpleUploadedFile(f"scan{number}.pdf", PDF) for number in (1, 2)]
    wrong = visitor.send("/journal/new/", **form(correspondent="", their_date="вчера"))
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["their_date"])
    refused = visitor.send("/journal/new/", **form(correspondent=""))
    assert (refused.status_code, refused.context["form"].data["their_number"]) == (422, "17")

    answer = visitor.send("/journal/new/", **form(scans=scans))
    entry = RegisterEntry.objects.get()
    assert answer.headers["Location"] == entry.get_absolute_url()
    assert (entry.correspondent_kind, entry.how, entry.came_on) == ("region", "email", make.today())
    assert [row.file.name for row in entry.files.all()] == ["scan1.pdf", "scan2.pdf"]
    page = visitor.get(entry.get_absolute_url())
    assert "Ассоциация школ соседней области" in page.content.decode()
    more = visitor.send(f"/journal/{entry.pk}/files/", file=SimpleUploadedFile("x.exe", b"MZ"))
    assert (more.status_code, list(more.context["file_form"].errors)) == (422, ["file"])


def test_a_stranger_meets_neither_the_form_nor_the_entry(people):
    entry = make.came(people.secretary)
    visitor = Visitor(people.stranger)
    assert [visitor.get(one).status_code for one in ("/journal/new/", "/journal/", entry.get_absolute_url())] == [
        403, 403, 404,
    ]  # fmt: skip
    member = Visitor(people.seats[2])
    assert member.get(entry.get_absolute_url()).status_code == 200
    assert member.get(f"/journal/{entry.pk}/routing/").status_code == 403


@clause("A-7.2.2")
def test_a_paper_passed_on_is_received_and_done_by_that_person_alone(people):
    entry, member = make.came(people.secretary), people.seats[2]
    secretary, reader = Visitor(people.secretary), Visitor(member)
    due = make.today() + timedelta(days=3)
    over = secretary.send(
        f"/journal/{entry.pk}/routing/", to=member.pk, text="Ответить.", due_on=make.today() - timedelta(days=1)
    )
    assert over.status_code == 422
    secretary.send(f"/journal/{entry.pk}/routing/", to=member.pk, text="Ответить.", due_on=due)
    row = Routing.objects.get()
    assert Letter.objects.filter(notice="paper_passed", user=member).count() == 1
    duty = next(one for one in desk.duties_of(member, clock.now()) if one.url == entry.get_absolute_url())
    assert (duty.clause, duty.due_on, duty.text) == ("A-7.2.2", due, "Ответить.")

    assert secretary.send(f"/routings/{row.pk}/receipt/").status_code == 409
    reader.send(f"/routings/{row.pk}/receipt/")
    silent = reader.send(f"/routings/{row.pk}/deed/", word=" ")
    assert (silent.status_code, list(silent.context["deed_form"].errors)) == (422, ["word"])
    reader.send(f"/routings/{row.pk}/deed/", word="Ответ дан по телефону.")
    row.refresh_from_db()
    entry.refresh_from_db()
    assert (row.received_at is not None, row.done_word) == (True, "Ответ дан по телефону.")
    assert (entry.done_on, entry.done_word) == (make.today(), "Ответ дан по телефону.")
    assert [one for one in desk.duties_of(member, clock.now()) if one.url == entry.get_absolute_url()] == []
    assert AuditEntry.objects.filter(verb__in=("record.receive", "record.finish", "record.close")).count() == 3
    with pytest.raises(IntegrityError), transaction.atomic():
        Routing.objects.filter(pk=row.pk).update(done_word="Иначе")


@clause("A-7.2.2", "A-7.2.5")
def test_what_is_overdue_is_a_duty_until_it_is_taken_out_of_control(people, days_pass):
    entry = make.came(people.secretary, due_on=make.today())
    make.came(people.secretary, due_on=None)
    days_pass(3)
    visitor, url = Visitor(people.secretary), entry.get_absolute_url()
    duties = [one for one in desk.duties_of(people.secretary, clock.now()) if one.url == url]
    assert [(one.overdue_days, one.clause) for one in duties] == [(3, "A-7.2.5")]
    lines = visitor.get("/journal/?control=overdue").context["lines"]
    assert [(line["entry"], line["over"]) for line in lines] == [(entry, 3)]

    visitor.send(f"/journal/{entry.pk}/closing/", word="Сведения переданы на совещании.")
    assert visitor.get("/journal/?control=overdue").context["lines"] == []
    assert [one for one in desk.duties_of(people.secretary, clock.now()) if one.url == url] == []


@pytest.fixture
def days_pass(settings):
    """Moves the clock by some days for one test."""
    file = Path(settings.CLOCK_FILE)
    yield lambda days: file.write_text(str(days * 86400))
    file.write_text("0")


@clause("A-7.2.2")
def test_the_journal_is_narrowed_exported_and_printed(people):
    visitor = Visitor(people.secretary)
    late = make.came(people.secretary, days_ago=2, late_reason="Выходные дни", heading="=Запрос", kind="letter")
    plain = make.came(people.secretary, heading="О конференции", correspondent="Лицей Ёлочка")
    struck = make.came(people.secretary, heading="Ошибка")
    visitor.send(f"/journal/{struck.pk}/voiding/", reason="Введено дважды")

    def found(query):
        return {line["entry"] for line in visitor.get(f"/journal/?{query}").context["lines"]}

    assert [found(query) for query in ("q=елочка", "q=123-п", "control=late", "control=void", "kind=letter")] == [
        {plain}, {late, plain, struck}, {late}, {struck}, {late},
    ]  # fmt: skip
    sheet = load_workbook(BytesIO(visitor.get("/journal/xlsx/?series=incoming").content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [(row[0], row[7]) for row in rows[1:]] == [
        ("01-15/1", "'=Запрос"), ("01-15/2", "О конференции"), ("01-15/3", "Ошибка"),
    ]  # fmt: skip
    day = make.today().isoformat()
    assert visitor.send("/journal/print/", series="outgoing", first=day, last=day).status_code == 422
    assert visitor.send("/journal/print/", series="incoming", first=day, last=day).status_code == 302
    facts = Paper.objects.get(kind="D23").facts
    assert facts["counts"] == {"entries": 3, "sheets": 4, "void": 1, "late": 1, "open": 2}
    made = [render("journal", facts, language=one, title="Журнал", issued=clock.now()).pages for one in ("ru", "ky")]
    assert made == [1, 1]


def test_the_journal_takes_as_many_queries_for_three_papers_as_for_one(people):
    visitor = Visitor(people.secretary)
    make.passed(make.came(people.secretary, scans=[]), people.seats[2], people.secretary)

    def asked():
        visitor.get("/journal/")
        with CaptureQueriesContext(connection) as seen:
            assert visitor.get("/journal/").status_code == 200
        return len(seen)

    one = asked()
    for _number in range(2):
        make.passed(make.came(people.secretary), people.seats[2], people.secretary)
    assert asked() == one


@clause("A-7.2.2")
def test_a_paper_is_taken_back_and_a_struck_entry_rests(people):
    entry = make.came(people.secretary)
    row = make.passed(entry, people.seats[2], people.secretary)
    with pytest.raises(Refused):
        make.passed(entry, people.seats[2], people.secretary)
    visitor = Visitor(people.secretary)
    visitor.send(f"/routings/{row.pk}/taking-back/", reason="Другому исполнителю")
    assert Routing.objects.get().taken_back_why == "Другому исполнителю"
    with pytest.raises(Refused):
        verbs.take_back(row, reason="Ещё раз", by=people.secretary, at=clock.now())
    assert visitor.send(f"/journal/{entry.pk}/dispatch/", how="post", on=make.today()).status_code == 422

    visitor.send(f"/journal/{entry.pk}/voiding/", reason="Введено дважды")
    assert visitor.send(f"/journal/{entry.pk}/closing/", word="Сделано").status_code == 409
    with pytest.raises(Refused):
        make.passed(RegisterEntry.objects.get(), people.seats[1], people.secretary)
