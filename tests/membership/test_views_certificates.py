"""The register of certificates, one certificate, issuing again, and many at once, as the secretary sees them."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from association import clock
from association.models import Bundle, Paper
from membership.actions import certificates
from membership.models import Certificate, CertificateBatch, CertificateDuplicate
from presidium.models import Office
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(secretary):
    return Visitor(secretary)


def member(by, name, on=make.SINCE):
    return make.certificate(make.membership(ground.organisation(name), by, on=on), by, on=on)


def shown(visitor, **query):
    page = visitor.get("/certificates/", query)
    return [row["certificate"].number for row in page.context["rows"]]


def annul(row, by, on, reason="withdrawal"):
    certificates.annul(row, reason=reason, on=on, by=by, at=clock.now())


@clause("A-B.2")
def test_the_register_is_filtered_sorted_and_asked_as_of_a_day(visitor, secretary):
    today = clock.today()
    old = member(secretary, "Лицей № 911")
    member(secretary, "Гимназия «Өркүндөтүү»", on=today - timedelta(days=3))
    old.organisation.names.update(full="Лицей имени Образцова")
    certificates.replace(old, reason="renaming", on=today, by=secretary, at=clock.now())
    gone = member(secretary, "Школа № 912")
    annul(gone, secretary, today - timedelta(days=1))

    assert shown(visitor) == [4, 3, 2, 1]
    assert shown(visitor, sort="number") == [1, 2, 3, 4]
    assert shown(visitor, sort="name") == [2, 3, 1, 4]
    assert (shown(visitor, state="valid"), shown(visitor, state="replaced"), shown(visitor, state="annulled")) == (
        [3, 2], [1], [4])  # fmt: skip
    assert shown(visitor, on=(today - timedelta(days=1)).isoformat(), state="valid") == [2, 1]
    assert shown(visitor, on=(make.SINCE - timedelta(days=1)).isoformat()) == []
    assert (shown(visitor, year=str(make.SINCE.year)), shown(visitor, q="№ 004")) == ([4, 1], [4])
    assert [shown(visitor, q=words) for words in ("оркундотуу", "школа 912", "нет такой")] == [[2], [4], []]


def test_the_register_keeps_its_number_of_queries(visitor, secretary):
    counts = []
    for _number in range(2):
        member(secretary, "")
        visitor.get("/certificates/")
        with CaptureQueriesContext(connection) as caught:
            assert visitor.get("/certificates/").status_code == 200
        counts.append(len(caught))
        member(secretary, "")
    assert counts[0] == counts[1]


@clause("A-B.2")
def test_the_workbook_holds_no_formula(visitor, secretary):
    row = member(secretary, "Лицей № 911")
    certificates.hand_over(row, to="=HYPERLINK(1)", on=clock.today(), by=secretary, at=clock.now())
    sheet = load_workbook(io.BytesIO(visitor.get("/certificates.xlsx", {"state": "valid"}).content)).active
    cells = list(sheet.iter_rows(values_only=True))
    assert (len(cells), cells[1][0], cells[1][8]) == (2, "001", "'=HYPERLINK(1)")
    assert "f" not in {cell.data_type for line in sheet.iter_rows() for cell in line}


@clause("A-B.2")
def test_the_register_is_ordered_as_a_paper_with_the_chosen_rows(visitor, secretary):
    first = member(secretary, "Лицей № 911")
    member(secretary, "Лицей № 912")
    annul(first, secretary, clock.today())
    answer = visitor.send("/certificates/paper/?state=annulled")
    assert (answer.status_code, answer.url) == (302, "/certificates/?state=annulled")
    assert [row["number"] for row in Paper.objects.get(kind="D08").facts["rows"]] == ["001"]
    assert 'data-paper="D08"' in visitor.get("/certificates/").content.decode()


@clause("A-B.6", "A-3.13c")
def test_an_empty_office_is_said_before_a_certificate_is_issued(visitor, secretary, people):
    held = make.membership(ground.organisation(), secretary)
    Office.objects.filter(kind="chair").update(ends_on=clock.today())
    page = visitor.get(f"/memberships/{held.pk}/certificate/")
    assert (page.status_code, page.context["signers"].clause) == (200, "A-B.6")
    refused = visitor.send(f"/memberships/{held.pk}/certificate/")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["acknowledged"])
    assert Certificate.objects.count() == 0
    assert visitor.send(f"/memberships/{held.pk}/certificate/", acknowledged="on").status_code == 302
    assert [one["name"] for one in Certificate.objects.get().paper.facts["signers"]][1] == ""


@clause("A-B.7", "A-B.3", "A-B.4")
def test_a_former_name_is_proposed_and_a_new_certificate_issued(visitor, secretary):
    row = member(secretary, "Лицей № 911")
    assert visitor.send(f"/certificates/{row.pk}/renewal/").status_code == 409
    assert visitor.get(f"/certificates/{row.pk}/renewal/").context["verdict"].clause == "A-B.7"
    row.organisation.names.update(full="Лицей имени Образцова")
    assert visitor.get(f"/certificates/{row.pk}/").context["outdated"] is True
    assert f"/certificates/{row.pk}/renewal/" in visitor.get("/desk/").content.decode()
    answer = visitor.send(f"/certificates/{row.pk}/renewal/")
    assert answer.status_code == 302
    page = visitor.get(answer.url).content.decode().replace("\u00a0", " ")
    assert ("№ 002" in page, f"/certificates/{row.pk}/" in page) == (True, True)


@clause("A-B.7")
def test_a_duplicate_wants_a_reason_and_a_person_and_keeps_what_was_typed(visitor, secretary):
    row = member(secretary, "Лицей № 911")
    refused = visitor.send(f"/certificates/{row.pk}/duplicate/", reason="", issued_to="Примеров Б. Б.")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    assert "Примеров Б. Б." in refused.content.decode()
    answer = visitor.send(f"/certificates/{row.pk}/duplicate/", reason="Утерян", issued_to="Примеров")
    assert (answer.status_code, CertificateDuplicate.objects.get().issued_to) == (302, "Примеров")
    assert "Утерян" in visitor.get(f"/certificates/{row.pk}/").content.decode()


def test_many_are_chosen_confirmed_and_watched(visitor, secretary):
    held = [make.membership(ground.organisation(f"Лицей № {number}"), secretary) for number in (911, 912, 913)]
    address = "/certificates/batches/new/"
    assert [row["key"] for row in visitor.get(address).context["rows"]] == [row.pk for row in held]
    assert visitor.send(address, step="review", which="ticked").status_code == 422
    review = visitor.send(address, step="review", which="ticked", pick=[held[2].pk, held[0].pk, "x"])
    assert [line["number"] for line in review.context["lines"]] == ["№\u00a0001", "№\u00a0002"]
    assert review.context["keys"] == f"{held[0].pk},{held[2].pk}"
    for answered in (302, 302):
        answer = visitor.send(address, step="order", which="all", members=review.context["keys"])
        assert answer.status_code == answered
    batch = CertificateBatch.objects.order_by("pk").first()
    page = visitor.get(batch.get_absolute_url())
    assert [page.context[name] for name in ("made", "wanted", "polls", "files")] == [0, 2, True, []]
    bar = visitor.get(batch.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in bar, 'data-made="0"' in bar) == (False, True)


def test_the_files_of_a_batch_are_handed_to_who_may_issue_alone(visitor, secretary):
    batch = make.batch([make.membership(ground.organisation(), secretary)], secretary)
    page = visitor.get(batch.get_absolute_url())
    assert [page.context[name] for name in ("made", "wanted", "is_over")] == [1, 1, True]
    answer = visitor.get(f"{batch.get_absolute_url()}pdf/")
    assert b"".join(answer.streaming_content) == ground.PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert visitor.get(f"{batch.get_absolute_url()}exe/").status_code == 404
    stranger = Visitor(ground.director(ground.organisation()))
    assert stranger.get(f"{batch.get_absolute_url()}pdf/").status_code == 403
    assert Bundle.objects.count() == 2


def test_lists_of_batches_keep_their_number_of_queries(visitor, secretary):
    counts = []
    for many in (1, 2):
        for _number in range(many):
            batch = make.batch([make.membership(ground.organisation(), secretary) for _row in range(many)], secretary)
        visitor.get(batch.get_absolute_url())
        with CaptureQueriesContext(connection) as caught:
            visitor.get("/certificates/batches/")
            visitor.get(batch.get_absolute_url())
        counts.append(len(caught))
    assert counts[0] == counts[1]
