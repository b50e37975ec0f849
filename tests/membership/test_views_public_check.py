"""The public check of certificates and papers by their code."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock
from association.actions import papers
from association.keys import new_key
from association.models import Association, Signature
from association.proofs import Password
from membership.actions import certificates
from presidium.papers import D14
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import experts
from tests.factories import membership as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried():
    cache.clear()


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def certificate(secretary):
    row = make.membership(ground.organisation("Гимназия № 902"), secretary)
    return make.certificate(row, secretary)


def status(client, code, **query):
    response = client.get(f"/c/{code}/", query)
    return response.status_code, response.context["answer"]["status"]


def compared(client, code, data):
    upload = SimpleUploadedFile("certificate.pdf", data, "application/pdf")
    response = client.post(f"/c/{code}/comparison/", {"file": upload, "form_key": new_key()})
    return response.status_code, response.context["outcome"].get("same")


@clause("A-B.7", "A-B.5")
def test_a_certificate_is_valid_from_its_issue_until_it_is_annulled(client, certificate, secretary):
    today = clock.today()
    assert status(client, certificate.code) == (200, "valid")
    assert status(client, certificate.code, on=certificate.issued_on - timedelta(days=1)) == (200, "not yet")
    certificates.annul(certificate, reason="reorganisation", on=today, by=secretary, at=clock.now())
    assert status(client, certificate.code) == (200, "annulled")
    assert status(client, certificate.code, on=today - timedelta(days=1)) == (200, "valid")
    assert "реорганизована" in client.get(f"/c/{certificate.code}/").content.decode()


@clause("A-B.7", "A-5.6.2")
def test_what_ended_a_membership_is_told_by_its_kind_alone(client, certificate, secretary):
    today = clock.today()
    certificate.organisation.memberships.update(ends_on=today, end_reason="exclusion")
    certificates.annul(certificate, reason="Тайная причина", on=today, by=secretary, at=clock.now())
    page = client.get(f"/c/{certificate.code}/")
    assert (page.context["answer"]["since"], "Тайная" in page.content.decode()) == (today, False)
    assert "членство прекращено" in page.content.decode()


@clause("A-B.7", "A-5.6.2")
def test_the_page_tells_no_more_than_the_certificate(client, secretary):
    head = ground.person("Канарейкина", "Зоя", "Ильинична")
    school = ground.organisation(
        "Лицей № 903", head=head, inn="2224000018", email="kanareika@example.org", phone="+7 000 555-44-33"
    )
    row = make.certificate(make.membership(school, secretary), secretary)
    certificates.hand_over(row, to="Канарейкина З. И.", on=clock.today(), by=secretary, at=clock.now())
    facts = {"reason": "Сгорел", "to": "Канарейкина З. И.", "on": clock.today(), "by": secretary, "at": clock.now()}
    copy = certificates.duplicate(row, **facts)
    for code in (row.code, copy.code):
        text = client.get(f"/c/{code}/").content.decode().replace("\u00a0", " ")
        secret = ("Канарейкина", "kanareika", "555-44-33", "2224000018", "Сгорел", "Образцова")
        assert [word for word in secret if word in text] == []
        assert [word in text for word in ("Лицей № 903", row.address)] == [True, True]


@clause("A-B.7")
def test_a_duplicate_is_told_and_found_by_its_own_code_and_bytes(client, certificate, secretary):
    facts = {"reason": "Утеря", "to": "Примеров", "on": clock.today(), "by": secretary, "at": clock.now()}
    copy = certificates.duplicate(certificate, **facts)
    ground.make_ready(copy.paper, ground.PDF + b"copy")
    translated = certificates.translate(certificate, language="ky", by=secretary, at=clock.now())
    ground.make_ready(translated, ground.PDF + b"ky")

    for code in (certificate.code, copy.code, translated.code):
        assert status(client, code) == (200, "valid")
        assert client.get(f"/c/{code}/").context["copies"]["duplicates"] == [clock.today()]
        answers = [compared(client, code, ground.PDF + end) for end in (b"1", b"copy", b"ky", b"other")]
        assert answers == [(200, True), (200, True), (200, True), (200, False)]
    early = client.get(f"/c/{certificate.code}/", {"on": clock.today() - timedelta(days=1)})
    assert early.context["copies"]["duplicates"] == []
    certificates.annul(certificate, reason="withdrawal", on=clock.today(), by=secretary, at=clock.now())
    assert status(client, copy.code) == (200, "annulled")


@clause("A-B.7")
def test_after_two_renamings_the_first_names_the_one_that_holds_and_says_when_none_does(client, certificate, secretary):
    rows = [certificate]
    for name in ("Лицей № 904", "Лицей № 905"):
        certificate.organisation.names.update(full=name)
        rows.append(certificates.replace(rows[-1], reason="renaming", on=clock.today(), by=secretary, at=clock.now()))
    page = client.get(f"/c/{certificate.code}/")
    assert (page.context["answer"]["status"], page.context["copies"]["last"]) == ("replaced", rows[2])
    assert (page.context["copies"]["last_is_valid"], rows[1].code in page.content.decode()) == (True, False)
    certificates.annul(rows[2], reason="withdrawal", on=clock.today(), by=secretary, at=clock.now())
    assert client.get(f"/c/{certificate.code}/").context["copies"]["last_is_valid"] is False


def test_a_replaced_certificate_names_the_one_that_took_its_place(client, certificate, secretary):
    certificates.annul(certificate, reason="Переименование", on=clock.today(), by=secretary, at=clock.now())
    later = certificates.issue(certificate.membership, on=clock.today(), by=secretary, at=clock.now())
    type(later).objects.filter(pk=later.pk).update(replaces=certificate)
    response = client.get(f"/c/{certificate.code}/")
    assert response.context["answer"]["status"] == "replaced"
    assert "№\u00a0002" in response.content.decode()
    assert later.code not in response.content.decode()


def test_a_code_is_read_with_or_without_dash_in_any_case(client, certificate):
    typed = [certificate.code.lower(), certificate.shown_code, certificate.shown_code.lower()]
    assert [status(client, code) for code in typed] == [(200, "valid")] * 3
    response = client.get("/c/", {"code": f" {certificate.shown_code.lower()} "})
    assert (response.status_code, response.url) == (302, f"/c/{certificate.shown_code}/")


def test_the_page_shows_the_name_of_the_day_of_issue(client, certificate):
    certificate.organisation.names.update(full="Иное имя", short="Иное имя")
    text = client.get(f"/c/{certificate.code}/").content.decode()
    assert ("Гимназия № 902" in text.replace("\u00a0", " "), "Иное имя" in text) == (True, False)


def test_a_day_ahead_cannot_be_checked(client, certificate):
    response = client.get(f"/c/{certificate.code}/", {"on": clock.today() + timedelta(days=1)})
    assert (response.context["day"], list(response.context["form"].errors)) == (clock.today(), ["on"])


@pytest.mark.parametrize("code", ["ABCD-2345", "short", "0000-0000", "ЖЖЖЖ-ЖЖЖЖ"])
def test_an_unknown_code_gets_advice_and_no_index(client, certificate, code):
    response = client.get(f"/c/{code}/")
    assert (response.status_code, response["X-Robots-Tag"]) == (404, "noindex, nofollow, noarchive")
    assert response["Cache-Control"] == "private, no-store"


def test_after_thirty_misses_a_minute_the_guesser_waits(client, certificate):
    assert [client.get("/c/ABCD-2345/").status_code for _number in range(30)] == [404] * 30
    assert client.get("/c/ABCD-2346/").status_code == 429
    assert client.get(f"/c/{certificate.code}/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_number_is_answered_only_with_the_name(client, certificate):
    assert client.get("/c/", {"code": "1"}).status_code == 422
    assert client.get("/c/", {"code": "№ 001", "name": "гимназия"}).context["is_valid"] is True
    response = client.get("/c/", {"code": "1", "name": "лицей"})
    assert (response.status_code, response.context["found"]) == (404, None)
    assert certificate.code not in client.get("/c/", {"code": "1", "name": "гимназия"}).content.decode()
    assert client.get("/c/", {"code": "abc"}).status_code == 422


def test_a_file_is_compared_bit_by_bit_and_not_kept(client, certificate):
    data = ground.PDF + b"1"
    before = type(certificate.paper.file).objects.count()
    assert compared(client, certificate.code, data) == (200, True)
    assert compared(client, certificate.code, data + b" ") == (200, False)
    response = client.post(f"/c/{certificate.code}/comparison/", {"form_key": new_key()})
    assert (response.status_code, "same" in response.context["outcome"]) == (200, False)
    assert type(certificate.paper.file).objects.count() == before
    assert client.get(f"/c/{certificate.code}/comparison/").status_code == 405


def test_another_paper_shows_its_signatures_and_no_content(client, secretary):
    facts = {"heard": "тайное обсуждение"}
    drawn = papers.draw(
        D14, Association.current(), facts=facts, by=secretary, at=ground.AT, draft=False, number="4",
        dated_on=ground.DAY, code=papers.new_code(),
    )  # fmt: skip
    paper = ground.make_ready(drawn)
    assert status(client, paper.code) == (200, "unsigned")
    for capacity in ("secretary", "presiding"):
        proof = Password(ground.PASSWORD)
        papers.sign(
            paper, capacity=capacity, post="Секретарь", proof=proof, sha256=paper.sha256, by=secretary, at=ground.AT
        )
    assert status(client, paper.code) == (200, "valid")
    text = client.get(f"/c/{paper.code}/").content.decode()
    assert [text.count("Образцова"), paper.sha256 in text, "тайное" in text] == [2, True, False]
    assert compared(client, paper.code, ground.PDF) == (200, True)
    assert Signature.objects.count() == 2


def test_a_later_edition_takes_the_place_of_an_unsigned_one(client, secretary):
    drawn = [
        papers.draw(
            D14, Association.current(), facts={}, by=secretary, at=ground.AT, draft=False, code=papers.new_code()
        )
        for _number in range(2)
    ]
    assert [status(client, paper.code) for paper in drawn] == [(200, "replaced"), (200, "unsigned")]


@clause("A-3.1.4")
def test_a_conclusion_is_genuine_when_the_whole_group_has_signed_it(client, secretary):
    package = experts.package(secretary)
    group = [experts.expert("Экспертов"), experts.expert("Знатоков")]
    for one in group:
        experts.assigned(package, one, secretary)
    row = experts.offered(package, group[0])
    seen = [status(client, row.paper.code)]
    for one in group:
        experts.sign(row, one)
        seen.append(status(client, row.paper.code))

    assert seen == [(200, "unsigned"), (200, "unsigned"), (200, "valid")]
