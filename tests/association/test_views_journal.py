"""The journal of documents and the background work."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import clock, register
from association.actions import papers
from association.keys import new_key
from association.models import Association, AuditEntry, Job, RegisterEntry
from membership.papers import D05
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


def enter(client, user):
    client.force_login(user)
    return client


def came_in(secretary, name="Гимназия"):
    organisation = ground.organisation(name)
    application = make.application(organisation, ground.director(organisation))
    register.enter(
        "incoming", application, index="01-13", on=clock.today(), at=clock.now(), by=secretary,
        correspondent=organisation.title, heading="Заявление", organisation=organisation,
    )  # fmt: skip
    return application


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@clause("A-7.2.2")
def test_what_came_in_stands_in_the_journal_with_its_number_and_address(client, secretary):
    application = came_in(secretary)
    response = enter(client, secretary).get("/journal/")
    assert [(str(line["entry"]), line["url"]) for line in response.context["lines"]] == [
        ("№\u00a001-13/1", application.get_absolute_url())
    ]
    assert [tab["count"] for tab in response.context["tabs"]] == [1, 0]


@clause("A-7.2.2")
def test_what_went_out_leads_to_its_paper(client, secretary):
    application = came_in(secretary)
    paper = papers.draw(
        D05, application, facts={}, by=secretary, at=clock.now(), draft=False, number="01-14/1",
        organisation=application.organisation,
    )  # fmt: skip
    register.enter(
        "outgoing", application, index="01-14", on=clock.today(), at=clock.now(), by=secretary,
        correspondent=application.organisation.title, heading="Письмо", organisation=application.organisation,
    )  # fmt: skip
    response = enter(client, secretary).get("/journal/?series=outgoing")
    assert [line["paper"] for line in response.context["lines"]] == [paper]
    assert [tab["current"] for tab in response.context["tabs"]] == [False, True]


def test_the_journal_is_narrowed_by_year_and_organisation(client, secretary):
    came_in(secretary, "Гимназия Ёлочка")
    came_in(secretary, "Лицей")
    enter(client, secretary)
    found = client.get("/journal/?q=елочка").context
    assert [line["entry"].correspondent for line in found["lines"]] == ["Гимназия Ёлочка"]
    assert [tab["count"] for tab in found["tabs"]] == [1, 0]
    assert client.get("/journal/?year=1999").context["year"] == clock.today().year
    assert client.get("/journal/?q=???").context["lines"] == []


@pytest.mark.parametrize("address", ["/journal/", "/jobs/?state=waiting"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(client, secretary, address):
    enter(client, secretary)
    came_in(secretary)
    Job.objects.create(kind="paper", created_at=ground.AT)
    one = queries(client, address)
    for _number in range(2):
        came_in(secretary)
        Job.objects.create(kind="paper", created_at=ground.AT)
    assert queries(client, address) == one


def test_directors_see_neither_the_journal_nor_the_jobs(client, secretary):
    enter(client, ground.director(ground.organisation()))
    assert [client.get(address).status_code for address in ("/journal/", "/jobs/")] == [403, 403]


def test_a_stopped_job_is_tried_again_at_a_persons_word(client, secretary):
    job = Job.objects.create(
        kind="paper", state="failed", attempts=3, error="Traceback\nValueError: no", created_at=ground.AT
    )
    paper = papers.draw(D05, Association.current(), facts={}, by=secretary, at=ground.AT, title="Письмо")
    type(paper).objects.filter(pk=paper.pk).update(job=job)
    enter(client, secretary)
    line = client.get("/jobs/").context["lines"][0]
    assert (line["what"], line["error"], line["may_retry"]) == ("Письмо", "ValueError: no", True)
    assert client.post(f"/jobs/{job.pk}/retry/", {"form_key": new_key()}).url == "/jobs/"
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == ("queued", 0, "")
    assert client.get(f"/jobs/{job.pk}/retry/").status_code == 405


@clause("A-7.2.2")
def test_an_entry_is_struck_through_with_its_reason_and_keeps_its_number(client, secretary):
    came_in(secretary)
    entry = RegisterEntry.objects.get()
    enter(client, secretary)
    page, address = "/journal/?series=incoming", f"/journal/{entry.pk}/voiding/"
    assert address in client.get(page).content.decode()
    refused = client.post(address, {"form_key": new_key(), "reason": " "})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])

    answer = client.post(address, {"form_key": new_key(), "reason": "Введено дважды"})
    entry.refresh_from_db()
    assert (answer.status_code, entry.void_reason, entry.voided_at is not None) == (302, "Введено дважды", True)
    assert AuditEntry.objects.get(verb="register.void").facts["reason"] == "Введено дважды"
    text = client.get(page).content.decode()
    assert ("Введено дважды" in text, address in text) == (True, False)
    assert client.post(address, {"form_key": new_key(), "reason": "Ещё раз"}).status_code == 404
