"""The papers of internal quality assurance in the press: both languages, the same bytes, gates for hostile input."""

import os
import subprocess
import sys
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
import pytest

from association import press
from tests.association.test_press import ROOT, words_of
from tests.qa_system.paper_examples import BILINGUAL, EXAMPLES, MANUAL, MORE, OFFICER_ORDER

AT = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
LONG = ("Демонстрационный " * 20)[:299] + "№"
HOSTILE = '<img src="http://127.0.0.1/x.png"> & «Сапат» {{ 7 }} {% now %}'


def issue(paper, facts=None, *, language="ky", **options):
    options = {"title": f"Проба: {paper}", "issued": AT, **options}
    return press.render(paper, facts or EXAMPLES[paper], language=language, **options)


def editions():
    return [(paper, language) for paper in EXAMPLES for language in (("ky",) if paper in BILINGUAL else ("ky", "ru"))]


def changed(value, text):
    """Every text of the facts replaced, but for dates, figures and the words that templates choose by."""
    kept = ("date", "since", "until", "review", "on", "kind", "council", "outcome", "digest", "certified_on",
            "approved_on", "basis_date", "due")  # fmt: skip
    if isinstance(value, dict):
        return {key: one if key in kept and isinstance(one, str) else changed(one, text) for key, one in value.items()}
    if isinstance(value, list):
        return [changed(one, text) for one in value]
    return text if isinstance(value, str) else value


@pytest.fixture(scope="module")
def papers():
    return {edition: issue(edition[0], language=edition[1]) for edition in editions()}


def test_every_paired_paper_has_an_example():
    assert tuple(EXAMPLES) == press.PAIRED


def test_same_facts_give_same_bytes_in_another_process(papers):
    code = (
        "from tests.qa_system.test_papers_press import editions, issue\n"
        "for paper, language in editions(): print(paper, language, issue(paper, language=language).sha256)"
    )
    wanted = "".join(f"{paper} {language} {sha256(made.data).hexdigest()}\n"
                     for (paper, language), made in papers.items())  # fmt: skip
    elsewhere = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "America/Lima", "LC_ALL": "C", "HOME": "/nonexistent"}
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True, env=elsewhere) == wanted


def test_structure(papers, tmp_path):
    for (paper, language), made in papers.items():
        path = tmp_path / "paper.pdf"
        path.write_bytes(made.data)
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), paper
        with pikepdf.open(path) as pdf:
            xmp = pdf.open_metadata()
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A"), paper
            assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (language, True), paper


def test_no_language_is_an_unofficial_one(papers):
    for edition, made in papers.items():
        assert "Расмий эмес" not in words_of(made.data), edition


@pytest.mark.parametrize(
    ("paper", "ky", "ru"),
    [
        ("qa_system/order", "БУЙРУК", "ПРИКАЗ"),
        ("qa_system/plan", "БЕКИТЕМ", "УТВЕРЖДАЮ"),
        ("qa_system/process", "ПРОЦЕССТИНКАРТАСЫ", "КАРТАПРОЦЕССА"),
        ("qa_system/indicator", "КӨРСӨТКҮЧТҮНПАСПОРТУ", "ПАСПОРТПОКАЗАТЕЛЯ"),
        ("qa_system/register", "СКИСТИНДОКУМЕНТТЕРИНИНРЕЕСТРИ", "РЕЕСТРДОКУМЕНТОВВСОК"),
    ],
)
def test_a_bilingual_sheet_says_both_the_kyrgyz_first(papers, paper, ky, ru):
    words = words_of(papers[paper, "ky"].data, "-raw").replace(" ", "")
    assert 0 <= words.index(ky) < words.index(ru)


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("qa_system/annual", {"ky": "БЕКИТИЛГЕНпедагогикалыккеңештинчечимименен(2026-жылдын2-октябрындагы№9протокол)",
                              "ru": "УТВЕРЖДЁНрешениемпедагогическогосовета(протоколот2октября2026г.№9)"}),
        ("qa_system/document", {"ky": "БЕКИТИЛГЕНпедагогикалыккеңештинчечимименен(2026-жылдын28-августундагы№3прото",
                                "ru": "УТВЕРЖДЕНАрешениемпедагогическогосовета(протоколот28августа2026г.№3)"}),
        ("qa_system/extract", {"ky": "ЧЕЧИМКЫЛЫНДЫ:", "ru": "РЕШИЛИ:"}),
    ],
)  # fmt: skip
def test_a_paper_of_one_language_says_it_in_that_language(papers, paper, words):
    for language, wanted in words.items():
        assert wanted in "".join(words_of(papers[paper, language].data).split()), language


def test_a_draft_says_so_in_its_language_on_every_page():
    manual = issue("qa_system/document", MANUAL, language="ru", draft=True)
    order = issue("qa_system/order", OFFICER_ORDER, draft=True)
    assert words_of(manual.data, "-raw").replace(" ", "").count("ПРОЕКТ") >= manual.pages > 3
    said = words_of(order.data, "-raw").replace(" ", "")
    assert ("ДОЛБООР" in said, "ПРОЕКТ" in said) == (True, True)


def test_the_manual_has_a_title_page_and_a_change_sheet():
    words = words_of(issue("qa_system/document", MANUAL, language="ru").data)
    assert "ЛИСТ РЕГИСТРАЦИИ ИЗМЕНЕНИЙ" in words
    assert words.count("Руководство по качеству") >= 2


def test_the_passport_and_the_order_are_one_page_long(papers):
    marks = {"journal": {"number": 128, "digest": "9f86d081884c7d659a2feaa0c55ad015"}}
    pages = [issue(f"qa_system/{paper}", marks=marks).pages for paper in ("indicator", "order", "extract")]
    assert pages == [1, 1, 1]


@pytest.mark.parametrize("text", [HOSTILE, LONG])
def test_hostile_and_long_texts_are_printed_as_they_are(text):
    for paper, language in editions():
        facts = changed(deepcopy(EXAMPLES[paper]), text)
        assert text.replace(" ", "")[:60] in "".join(words_of(issue(paper, facts, language=language).data).split())


def test_other_forms_are_printed_too():
    for name, facts in MORE.items():
        paper = {"officer": "qa_system/order", "annual": "qa_system/annual"}.get(name, "qa_system/document")
        assert issue(paper, facts).pages >= 1


def test_a_missing_fact_is_named():
    facts = deepcopy(EXAMPLES["qa_system/process"])
    del facts["area"]
    with pytest.raises(press.Unprintable, match=r"facts are missing: area\.ky, area\.ru"):
        issue("qa_system/process", facts)
