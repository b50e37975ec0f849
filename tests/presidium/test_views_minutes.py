"""Minutes: text, paper, two signatures under the bytes shown, lateness."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from association.models import Basis
from mentoring.demo.cast import EMPTY_PDF
from presidium.models import Minutes
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def address(record, tail=""):
    return f"/meetings/{record.meeting_id}/minutes/{tail}"


def sign(visitor, record, **given):
    facts = {"password": ground.PASSWORD, "sha256": record.paper.sha256, **given}
    return visitor.send(address(record, "signatures/"), **facts)


@clause("A-4.4d", "A-4.10a")
def test_the_secretary_writes_makes_a_draft_and_offers_numbered_minutes(people):
    record = make.held(people)
    secretary = Visitor(people.secretary)
    item = record.meeting.items.get()
    secretary.send(f"/items/{item.pk}/text/", heard="Доклад.", spoke="", back="minutes")
    assert secretary.send(address(record, "draft/")).status_code == 302
    record.refresh_from_db()
    assert (record.paper.is_draft, record.number, record.paper.facts["items"][0]["heard"]) == (True, None, "Доклад.")
    secretary.send(address(record, "offering/"))
    record.refresh_from_db()
    assert (record.state, record.number, record.paper.is_draft) == ("offered", 1, False)


@clause("A-4.10b")
def test_two_signatures_complete_the_minutes(people):
    record = make.offered(people)
    assert sign(Visitor(people.secretary), record).url == address(record)
    assert sign(Visitor(people.chair), record).status_code == 302
    record.refresh_from_db()
    page = Visitor(people.chair).get(address(record))
    assert record.state == "signed"
    assert [row.capacity for row in page.context["signatures"]] == ["secretary", "presiding"]
    assert [step["state"] for step in page.context["steps"]] == ["done", "done", "done"]


def test_who_presided_does_not_sign_before_the_secretary(people):
    record = make.offered(people)
    assert Visitor(people.chair).get(address(record)).context["signs"] == ""
    answer = sign(Visitor(people.chair), record)
    assert (answer.status_code, [row.clause for row in answer.context["verdicts"]]) == (409, ["A-4.10b"])


def test_a_wrong_password_is_said_at_the_field_and_signs_nothing(people):
    record = make.offered(people)
    answer = sign(Visitor(people.secretary), record, password="wrong")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["password"])
    record.refresh_from_db()
    assert (record.state, record.paper.signatures.count()) == ("offered", 0)


def test_other_bytes_than_those_shown_are_not_signed(people):
    record = make.offered(people)
    assert sign(Visitor(people.secretary), record, sha256="0" * 64).status_code == 422
    record.refresh_from_db()
    assert record.state == "offered"


@clause("A-4.10a")
def test_late_minutes_ask_the_second_signer_for_the_reason(people):
    record = make.offered(people)
    Minutes.objects.filter(pk=record.pk).update(due_on=record.due_on - timedelta(days=60))
    sign(Visitor(people.secretary), record)
    chair = Visitor(people.chair)
    assert "late_reason" in chair.get(address(record)).context["form"].fields
    answer = sign(chair, record)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["late_reason"])
    sign(chair, record, late_reason="Болезнь секретаря")
    record.refresh_from_db()
    assert (record.state, record.late_reason) == ("signed", "Болезнь секретаря")


def test_unsigned_minutes_are_taken_back_and_keep_their_number(people):
    record = make.offered(people)
    secretary = Visitor(people.secretary)
    item = record.meeting.items.get()
    assert secretary.send(f"/items/{item.pk}/text/", heard="Позже", spoke="").status_code == 409
    secretary.send(address(record, "reopening/"))
    assert secretary.send(f"/items/{item.pk}/text/", heard="Позже", spoke="").status_code == 302
    record.refresh_from_db()
    assert (record.state, record.number) == ("text", 1)


@clause("A-5.3.7")
def test_minutes_are_read_by_the_presidium_and_the_secretary_only(people):
    record = make.held(people)
    readers = [people.secretary, people.seats[3], people.stranger, people.official]
    assert [Visitor(user).get(address(record)).status_code for user in readers] == [200, 200, 403, 403]
    assert [Visitor(user).send(address(record, "offering/")).status_code for user in readers[1:]] == [403, 403, 403]


def test_nothing_is_cited_before_the_second_signature(people):
    record = make.offered(people)
    sign(Visitor(people.secretary), record)
    assert Basis.objects.exclude(number="").filter(paper=record.paper).count() == 0


@clause("A-4.10b")
def test_a_scan_of_the_paper_signed_by_hand_completes_the_minutes(people):
    record = make.offered(people)
    secretary = Visitor(people.secretary)
    refused = secretary.send(address(record, "scan/"), scan=SimpleUploadedFile("скан.svg", b"<svg/>"))
    assert (refused.status_code, record.paper.signatures.count()) == (422, 0)
    assert secretary.send(address(record, "scan/"), scan=SimpleUploadedFile("скан.pdf", EMPTY_PDF)).status_code == 302
    record.refresh_from_db()
    signed = record.paper.signatures.order_by("capacity")
    assert [(row.capacity, row.method, row.scan.name) for row in signed] == [
        ("presiding", "scan", "скан.pdf"),
        ("secretary", "scan", "скан.pdf"),
    ]
    assert record.state == "signed"


@clause("A-4.10b")
def test_a_scan_that_comes_before_the_paper_is_made_is_refused_in_words_and_changes_nothing(people):
    record = make.held(people)
    secretary = Visitor(people.secretary)
    secretary.send(address(record, "offering/"))
    refused = secretary.send(address(record, "scan/"), scan=SimpleUploadedFile("скан.pdf", EMPTY_PDF))
    record.refresh_from_db()

    assert refused.status_code == 422
    assert "scan" in refused.context["scan_form"].errors
    assert (record.state, record.paper.signatures.count()) == ("offered", 0)
