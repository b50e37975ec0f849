"""Requests of information: who may be asked, letters with numbers, reminders, answers and what is done with them."""

import io
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from association import clock, keys, tasks
from association.actions import request_answers, requests
from association.doors import open_checked
from association.models import Bundle, InformationRequest, Job, Letter, Paper, RegisterEntry, RequestAddressee
from association.rules import requests as rules
from association.statute import Refused
from membership.actions import memberships
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import requesting
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
DUE = date(2026, 9, 14)


def send(client, url, **form):
    return client.post(url, {keys.FIELD: keys.new_key(), **form})


@clause("A-5.2.1", "A-5.7.5")
def test_rules_say_who_is_asked_when_it_is_due_and_what_is_told():
    assert (rules.may_be_asked.judge(is_member=True).passed, rules.may_be_asked.judge(is_member=False).passed) == (
        True,
        False,
    )
    assert [rules.is_due_ahead.judge(due_on=DUE, earliest=DUE + timedelta(days=n)).passed for n in (-1, 0, 1)] == [
        True,
        True,
        False,
    ]
    told = [rules.reminder_stage(due_on=DUE, on=DUE + timedelta(days=n)) for n in (-4, -3, -1, 0, 1)]
    assert told == ["", "soon", "soon", "today", "late"]
    assert [rules.is_late(due_on=DUE, on=DUE + timedelta(days=n)) for n in (0, 1)] == [False, True]
    pairs = [(0, 1), (1, 0), (1, 1)]
    assert [rules.may_be_offered.judge(fields=f, addressees=a).passed for f, a in pairs] == [False, False, True]
    assert rules.is_answer_complete.judge(missing=("План",)).needed == 1


@clause("A-5.7.5", "A-5.2.1")
def test_only_members_are_asked_and_get_time_enough():
    scene = requesting.office(1)
    outsider = ground.organisation()
    row = requesting.drafted(scene.secretary, scene.organisations)

    with pytest.raises(Refused) as refused:
        requests.address(row, [outsider], on=clock.today(), by=scene.secretary, at=clock.now())
    assert refused.value.verdicts[0].clause == "A-5.7.5"
    with pytest.raises(Refused) as refused:
        requests.write(row, due_on=clock.today(), on=clock.today(), by=scene.secretary, at=clock.now())
    assert refused.value.verdicts[0].clause == "A-5.2.1"
    assert list(row.addressees.values_list("organisation", flat=True)) == [scene.organisations[0].pk]


@clause("A-5.2.1")
def test_the_chair_signs_and_each_addressee_gets_number_paper_and_letter():
    scene = requesting.office(2)
    row = requesting.offered(
        scene.secretary, scene.organisations, subject_ky="Аудиторлор жөнүндө", text_ky="Маалымат бериңиз."
    )
    assert Letter.objects.filter(notice="request_to_sign", user=scene.people.chair).count() == 1
    with pytest.raises(Refused):
        requests.write(row, subject="Иначе", on=clock.today(), by=scene.secretary, at=clock.now())

    row = requesting.signed(row, scene.people.chair)
    job = Job.objects.get(kind="requests.send")
    assert tasks.work(job.pk) is True

    rows = list(row.addressees.select_related("entry", "paper").order_by("entry__number"))
    assert [one.entry.number for one in rows] == [rows[0].entry.number, rows[0].entry.number + 1]
    assert {one.entry.series for one in rows} == {RegisterEntry.Series.OUTGOING}
    assert [one.paper.number for one in rows] == [f"01-15/{one.entry.number}" for one in rows]
    assert {one.paper.facts["signer"]["signed_at"][:10] for one in rows} == {clock.today().isoformat()}
    assert Paper.objects.filter(kind="D18", language="ky").count() == 3
    assert Letter.objects.filter(notice="request_sent").count() == 2
    assert requests.send_next(row, by=scene.people.chair, at=clock.now()) == 0
    assert row.paper.signatures.get().capacity == "chair"


@clause("A-5.7.5")
def test_reminders_go_out_once_for_each_stage_and_none_is_lost_in_a_pause():
    scene = requesting.office(2)
    row = requesting.sent(scene)
    requesting.answered(row, scene.directors[1])
    due, by = row.due_on, scene.secretary

    def told(day):
        moment = clock.now() + (day - clock.today())
        return request_answers.remind(on=day, by=by, at=moment)

    assert [told(due - timedelta(days=n)) for n in (4, 3, 2)] == [0, 1, 0]
    assert [told(due + timedelta(days=n)) for n in (3, 4)] == [1, 0]  # the machine slept over the due day
    assert list(Letter.objects.filter(notice__startswith="request_").order_by("pk").values_list("notice", flat=True))[
        -2:
    ] == ["request_soon", "request_late"]


@clause("A-5.7.5")
def test_who_leaves_owes_no_answer():
    scene = requesting.office(2)
    row = requesting.sent(scene)
    gone, stays = (requesting.addressee(row, one) for one in scene.directors)

    memberships.end(
        gone.organisation.memberships.get(), on=clock.today(), reason="voluntary", basis=None, by=scene.secretary,
        at=clock.now(),
    )  # fmt: skip

    states = [RequestAddressee.objects.get(pk=one.pk).state for one in (gone, stays)]
    assert states == ["released", "awaited"]
    with pytest.raises(Refused):
        requesting.answered(row, scene.directors[0])


@clause("A-5.7.5")
def test_a_director_fills_in_hands_in_puts_right_and_the_office_reads(client, django_assert_max_num_queries):
    scene = requesting.office(2)
    file = {"number": 4, "kind": "file", "label": "План аудитов"}
    row = requesting.sent(scene, fields=(*requesting.FIELDS, file))
    number, yes, words, plan = (f"f{field.pk}" for field in row.fields.all())
    mine, other = (requesting.addressee(row, one) for one in scene.directors)
    client.force_login(scene.directors[0])

    assert [client.get(one.get_absolute_url()).status_code for one in (mine, other)] == [200, 404]
    draft = send(client, mine.get_absolute_url(), keep="1", **{number: "много", words: "Нет времени"})
    assert draft.status_code == 422
    assert [one.value for one in mine.answers.exclude(value="")] == ["Нет времени"]
    refused = send(client, mine.get_absolute_url(), submit="1", **{number: "1 234,5", yes: "1", words: ""})
    assert refused.status_code == 422
    upload = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    done = send(client, mine.get_absolute_url(), submit="1", **{number: "1 234,5", yes: "1", plan: upload})
    assert done.status_code == 302

    reply = mine.replies.get()
    mine.refresh_from_db()
    assert (mine.state, reply.entry.series, reply.entry.reply_to) == ("answered", "incoming", mine.entry)
    assert [one["value"] for one in reply.values] == ["1234.5", "1", "", ""]
    stored = reply.values[3]["file"]
    held = client.get(reverse("request_file", args=[mine.pk, stored]))
    assert (held.status_code, held.getvalue()) == (200, PDF)
    client.force_login(scene.directors[1])
    assert client.get(reverse("request_file", args=[mine.pk, stored])).status_code == 404

    client.force_login(scene.secretary)
    back = send(client, reverse("request_reply", args=[mine.pk]), word="Уточните число.")
    assert back.status_code == 302
    assert Letter.objects.filter(notice="request_returned", user=scene.directors[0]).count() == 1
    client.force_login(scene.directors[0])
    assert "Уточните число." in client.get(mine.get_absolute_url()).content.decode()
    send(client, mine.get_absolute_url(), submit="1", **{number: "1200", yes: "0"})
    assert list(mine.replies.values_list("number", flat=True)) == [1, 2]
    client.force_login(scene.people.chair)
    assert "1200" in client.get(reverse("request_reply", args=[mine.pk])).content.decode().replace("\u00a0", "")
    with django_assert_max_num_queries(30):
        assert client.get(reverse("request_table", args=[row.pk])).status_code == 200


@clause("A-5.2.1")
def test_the_office_sees_who_is_late_reminds_takes_the_table_and_the_files_and_closes(client):
    scene = requesting.office(3)
    file = {"number": 1, "kind": "file", "label": "План", "is_required": False}
    row = requesting.sent(scene, fields=(file, {"number": 2, "kind": "text", "label": "Лет"}))
    plan, years = row.fields.all()
    first = requesting.addressee(row, scene.directors[0])
    upload = open_checked(SimpleUploadedFile("plan.pdf", PDF))
    late = row.due_on + timedelta(days=2)
    request_answers.submit(
        first, values={years.pk: "=7"}, uploads={plan.pk: upload}, on=late, by=scene.directors[0], at=clock.now()
    )
    InformationRequest.objects.filter(pk=row.pk).update(due_on=clock.today() - timedelta(days=4))
    client.force_login(scene.secretary)

    page = client.get(row.get_absolute_url()).content.decode()
    assert page.count('data-do="remind"') == 2
    places = [page.index(reverse("request_reply", args=[requesting.addressee(row, one).pk])) for one in scene.directors]
    assert max(places) == places[0]  # who owes comes first
    for _twice in range(2):
        send(client, reverse("request_reminders", args=[row.pk]))
    assert Letter.objects.filter(notice="request_nudge").count() == 2

    sheet = load_workbook(io.BytesIO(client.get(reverse("request_xlsx", args=[row.pk])).content)).active
    cells = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert len(cells) == 4
    assert [line[-1] for line in cells if line[0] == scene.organisations[0].title] == ["'=7"]
    send(client, reverse("request_files", args=[row.pk]))
    assert tasks.work(Bundle.objects.get().job_id) is True
    archive = client.get(reverse("request_archive", args=[row.pk])).getvalue()
    assert ZipFile(io.BytesIO(archive)).namelist() == ["001-plan.pdf"]

    assert send(client, reverse("request_step", args=[row.pk]), step="close").status_code == 302
    with pytest.raises(Refused):
        requesting.answered(row, scene.directors[1])


@clause("A-5.2.1")
def test_a_request_is_made_on_the_pages_and_signed(client):
    scene = requesting.office(2)
    client.force_login(scene.secretary)
    due = clock.today() + timedelta(days=30)
    facts = {"subject": "Об обучении", "text": "Просим сообщить.", "due_on": due.isoformat()}
    soon = send(client, reverse("request_new"), **{**facts, "due_on": clock.today().isoformat()})
    assert soon.status_code == 422
    made = send(client, reverse("request_new"), **facts)
    row = InformationRequest.objects.get()
    assert made["Location"] == row.get_absolute_url()
    field = {"number": "1", "kind": "choice", "label": "Как", "options": "Очно", "is_required": "on"}
    assert send(client, reverse("request_field_new", args=[row.pk]), **field).status_code == 422
    send(client, reverse("request_field_new", args=[row.pk]), **{**field, "options": "Очно\nЗаочно"})
    send(client, reverse("request_field", args=[row.fields.get().pk]), **{**field, "options": "Очно\nЗаочно\nНет"})
    assert row.fields.get().choices == ["Очно", "Заочно", "Нет"]
    nobody = send(client, reverse("request_step", args=[row.pk]), step="offer")
    assert nobody.status_code == 409
    foreign = send(client, reverse("request_addressees", args=[row.pk]), organisations=[ground.organisation().pk])
    assert (foreign.status_code, "5.7.5" in foreign.content.decode()) == (409, True)
    send(client, reverse("request_addressees", args=[row.pk]), everybody="on")
    assert row.addressees.count() == 2
    assert send(client, reverse("request_step", args=[row.pk]), step="offer").status_code == 302
    row.refresh_from_db()
    ground.make_ready(row.paper)
    assert reverse("request_words", args=[row.pk]) not in client.get(row.get_absolute_url()).content.decode()

    client.force_login(scene.people.chair)
    form = {"sha256": row.paper.sha256, "password": "не тот"}
    assert send(client, reverse("request_signature", args=[row.pk]), **form).status_code == 422
    form["password"] = ground.PASSWORD
    assert send(client, reverse("request_signature", args=[row.pk]), **form).status_code == 302
    assert InformationRequest.objects.get().state == "sent"
    assert client.get(reverse("desk")).status_code == 200


def test_the_lists_cost_the_same_with_one_row_and_with_three(client, django_assert_num_queries):
    scene = requesting.office(1)
    requesting.sent(scene)
    for who, name in ((scene.secretary, "requests"), (scene.directors[0], "requests_asked")):
        client.force_login(who)
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as one:
            client.get(reverse(name))
        requesting.sent(scene)
        requesting.sent(scene)
        with django_assert_num_queries(len(one)):
            client.get(reverse(name))
