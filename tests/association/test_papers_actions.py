"""Papers: drawn as rows, signed as bytes, released once."""

import pytest

from association import journal
from association.actions import papers
from association.actions.papers import NotSigned, Password
from association.models import Association, AuditEntry, Job, Paper, Signature
from membership.papers import D05, D07
from tests.clause_marker import clause
from tests.factories import association as ground

pytestmark = pytest.mark.django_db
AT = ground.AT


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


def drawn(by, kind=D05, **fields):
    return papers.draw(kind, Association.current(), facts={"a": 1}, by=by, at=AT, **fields)


def sign(paper, by, *, words=ground.PASSWORD, sha256=None, capacity="chair"):
    return papers.sign(
        paper, capacity=capacity, post="Председатель", proof=Password(words), sha256=sha256 or paper.sha256, by=by,
        at=AT,
    )


def test_a_drawn_paper_is_a_row_with_its_job(secretary):
    paper = drawn(secretary)

    assert (paper.kind, paper.language, paper.is_draft, paper.version, paper.is_ready) == ("D05", "ru", True, 1, False)
    assert Job.objects.values_list("kind", "args", "state", "created_by").get(pk=paper.job_id) == (
        "paper", {"paper": paper.pk}, "queued", secretary.pk,
    )  # fmt: skip
    assert (drawn(secretary).version, drawn(secretary, language="ky").version) == (2, 1)
    assert paper.title == "Письмо о решении"


def test_a_paper_for_good_carries_the_head_of_the_journal_and_its_code(secretary, settings):
    settings.SITE_ADDRESS = "https://portal.example.org"
    journal.seal(AT)
    number, digest = journal.head()
    draft, paper = drawn(secretary), drawn(secretary, D07, draft=False, code="ABCD2345")

    assert draft.marks == {}
    assert paper.marks == {
        "journal": {"number": number, "digest": digest},
        "verification": {"url": "https://portal.example.org/c/ABCD-2345/", "code": "ABCD-2345"},
    }


def test_codes_are_of_eight_signs_that_print_cannot_confuse():
    codes = {papers.new_code() for _time in range(500)}

    assert len(codes) == 500
    assert {len(code) for code in codes} == {8}
    assert not set("".join(codes)) & set("01OIL")


@clause("A-4.10b")
def test_a_signature_takes_a_fresh_password_and_the_bytes_shown(secretary):
    paper = ground.make_ready(drawn(secretary))
    for wrong in ({"words": "другой"}, {"sha256": "0" * 64}):
        with pytest.raises(NotSigned):
            sign(paper, secretary, **wrong)
    assert Signature.objects.count() == 0

    row = sign(paper, secretary)
    assert (row.name, row.capacity, row.method, row.sha256) == (
        "А.\u00a0А.\u00a0Образцова", "chair", "password", paper.sha256,
    )  # fmt: skip
    entry = AuditEntry.objects.filter(verb="paper.sign").get()
    assert (entry.subject_id, entry.facts["sha256"], entry.facts["paper"]) == (str(row.pk), paper.sha256, paper.pk)


def test_a_paper_that_is_still_being_made_is_not_signed(secretary):
    with pytest.raises(NotSigned):
        sign(drawn(secretary), secretary, sha256="0" * 64)


def test_a_scan_says_who_signed_and_who_brought_it(secretary):
    paper = ground.make_ready(drawn(secretary))
    scan = ground.make_ready(drawn(secretary), b"%PDF-1.4 scan").file
    row = papers.file_scan(
        paper, capacity="chair", post="Председатель", name="Б. Б. Примеров", scan=scan, by=secretary, at=AT
    )

    assert (row.method, row.name, row.user, row.scan) == ("scan", "Б. Б. Примеров", secretary, scan)
    assert AuditEntry.objects.filter(verb="paper.sign").get().facts["scan"] == scan.sha256


def test_nobody_signs_twice_in_one_capacity_neither_here_nor_by_hand(secretary):
    paper = ground.make_ready(drawn(secretary))
    scan = ground.make_ready(drawn(secretary), b"%PDF-1.4 scan").file
    sign(paper, secretary, sha256=paper.sha256)

    with pytest.raises(NotSigned):
        papers.file_scan(paper, capacity="chair", post="Председатель", name="П.", scan=scan, by=secretary, at=AT)
    with pytest.raises(NotSigned):
        sign(paper, secretary, sha256=paper.sha256)
    assert paper.signatures.count() == 1


def test_a_paper_is_released_once_and_not_before_the_one_it_waits_for(secretary):
    minutes = drawn(secretary)
    letter = drawn(secretary, waits_for=minutes)

    assert papers.release([letter], by=secretary, at=AT) == 0
    assert papers.release([minutes, letter], by=secretary, at=AT) == 2
    assert papers.release([minutes, letter], by=secretary, at=AT) == 0
    assert set(Paper.objects.values_list("released_at", flat=True)) == {AT}
    assert AuditEntry.objects.filter(verb="paper.release").count() == 2
