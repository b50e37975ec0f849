"""The print room: what leaves it is always the same, whole, lawful in form, and checked."""

import io
import json
import os
import subprocess
import sys
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
import segno

from association import press
from tests.association.paper_applications import CANDIDATE_APPLICATION
from tests.association.paper_examples import CERTIFICATE, EXAMPLES, MARKS, MINUTES

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)
LONG_NAME = (
    "Краевое государственное бюджетное профессиональное образовательное учреждение среднего профессионального и "
    "дополнительного образования «Демонстрационный межрегиональный колледж информационных технологий, сельского "
    "хозяйства и художественных промыслов имени заслуженного педагога Образцова» №"
).ljust(299, "9") + "3"
LONG_ADDRESS = (
    "656900, Алтайский край, Демонстрационный муниципальный район, посёлок Примерный, улица Героев, дом 145, кв. 3"
)


def issue(paper, facts=None, *, language="ru", **options):
    options = {"title": f"Проба: {paper}", "issued": AT, "marks": MARKS, **options}
    return press.render(paper, facts or EXAMPLES[paper], language=language, **options)


def words_of(data, *options):
    text = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    return " ".join(text.replace("\u00a0", " ").replace("\u2011", "-").split())


@pytest.fixture(scope="module")
def papers():
    """Every example once: most tests below only read these files."""
    made = {paper: issue(paper).data for paper in EXAMPLES}
    return made | {f"{paper}.ky": issue(paper, language="ky").data for paper in press.KY_PAPERS}


def test_every_declared_paper_has_an_example():
    assert tuple(EXAMPLES) == press.PAPERS


def test_importing_the_press_does_not_load_the_renderer():
    code = "import sys, association.press; print('weasyprint' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "False\n"


def test_same_facts_give_same_bytes_in_another_process(papers):
    code = (
        "from tests.association.test_press import EXAMPLES, issue, press\n"
        "from hashlib import sha256\n"
        "for paper in EXAMPLES: print(paper, issue(paper).sha256)\n"
        "for paper in press.KY_PAPERS: print(f'{paper}.ky', issue(paper, language='ky').sha256)\n"
    )
    wanted = "".join(f"{paper} {sha256(data).hexdigest()}\n" for paper, data in papers.items())
    elsewhere = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "America/Lima", "LC_ALL": "C", "HOME": "/nonexistent"}
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True, env=elsewhere) == wanted


def test_the_first_paper_of_a_process_has_the_same_bytes_as_any_later_one():
    code = (
        "from tests.association.test_press import issue\n"
        "print(len({issue(paper).sha256 for paper in ('agenda', 'certificate', 'agenda', 'certificate')}))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "2\n"


def test_the_certificate_is_the_same_twenty_times(papers):
    assert {issue("certificate").data for _ in range(20)} == {papers["certificate"]}


def test_the_environment_is_left_as_it_was(papers):
    assert "FONTCONFIG_FILE" not in os.environ


def test_structure(papers, tmp_path):
    for paper, data in papers.items():
        path = tmp_path / f"{paper}.pdf"
        path.write_bytes(data)
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), paper
        with pikepdf.open(path) as pdf:
            root = pdf.Root
            xmp = pdf.open_metadata()
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A"), paper
            assert str(root.Lang) == ("ky" if paper.endswith(".ky") else "ru")
            assert bool(root.MarkInfo.Marked)
            assert "/StructTreeRoot" in root
            assert "/OutputIntents" in root
            assert int(root.Outlines.Count) >= 1
            assert str(pdf.docinfo["/Title"]) == f"Проба: {paper.removesuffix('.ky')}"
            assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == "D:20260314040000Z"
            fonts = {str(font.BaseFont) for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
            assert {"-".join(name.partition("+")[2].split("-")[:2]) for name in fonts} <= {"PT-Serif", "PT-Sans"}
            assert not any("/JavaScript" in key for key in root.get("/Names", {}))


def test_facts_are_attached_once(papers):
    with pikepdf.open(io.BytesIO(papers["minutes"])) as pdf:
        assert len(pdf.Root.AF) == 1
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"
        assert list(pdf.attachments) == ["facts.json"]
        assert json.loads(pdf.attachments["facts.json"].get_file().read_bytes()) == MINUTES
    with pikepdf.open(io.BytesIO(issue("minutes", attach=False).data)) as pdf:
        assert "/AF" not in pdf.Root


def test_appendix_b_stands_word_for_word_in_its_order(papers):
    words = words_of(papers["certificate"]).replace(" ", "")  # a tracked title is read letter by letter
    order = [
        "ГЛАВНОЕ УПРАВЛЕНИЕ ОБРАЗОВАНИЯ И МОЛОДЕЖНОЙ ПОЛИТИКИ АЛТАЙСКОГО КРАЯ",
        "Ассоциация образовательных организаций Алтайского края, работающих по системе менеджмента качества",
        "№ 44 Дата регистрации «14» марта 2026 г.",
        "СЕРТИФИКАТ Выдан",
        CERTIFICATE["organisation"]["name"],
        "(название образовательного учреждения)",
        CERTIFICATE["organisation"]["address"],
        "(адрес образовательного учреждения)",
        "НАСТОЯЩИЙ СЕРТИФИКАТ УДОСТОВЕРЯЕТ:",
        CERTIFICATE["organisation"]["name"],
        "(название образовательного учреждения)",
        f"является членом {CERTIFICATE['association']['genitive']}",
        "Заместитель Губернатора Алтайского края, начальник Главного управления",
        "Председатель Президиума Ассоциации",
    ]
    at = 0
    for piece in order:
        found = words.find(piece.replace(" ", ""), at)
        assert found >= 0, piece
        at = found + len(piece.replace(" ", ""))


def test_appendix_a_stands_word_for_word(papers):
    member, candidate = words_of(papers["application"]), words_of(issue("application", CANDIDATE_APPLICATION).data)
    wanted = [
        "ЗАЯВЛЕНИЕ",
        "Прошу принять",
        "Основанием для членства в Ассоциации считаю*",
        "В члены Совета Ассоциации рекомендуем**",
        "С Положением об Ассоциации ознакомлен.",
    ]
    assert [piece for piece in wanted if piece in member] == wanted
    assert "в качестве кандидата" in candidate
    assert "рекомендуем" not in candidate


def test_kyrgyz_letters_and_number_sign(papers):
    words = words_of(papers["minutes.ky"]).replace(" ", "")
    wanted = ["КҮНТАРТИБИ", "Өзгөчөпикир", "Кеңешберүүчү", "№3", "2026-жылдын12-марты", "Расмийэмескотормо"]
    assert [sign for sign in wanted if sign in words] == wanted


@pytest.mark.parametrize(
    ("paper", "named"),
    [
        ("application", "простойэлектроннойподписью"),
        ("minutes", "простойэлектроннойподписью"),
        ("application.ky", "жөнөкөйэлектрондуккол"),
        ("minutes.ky", "жөнөкөйэлектрондуккол"),
    ],
)
def test_a_paper_signed_in_the_portal_names_the_kind_of_signature(papers, paper, named):
    assert named in "".join(words_of(papers[paper]).split())


def test_the_code_can_be_read(papers, tmp_path):
    matrix = [
        [bool(dark) for dark in row] for row in segno.make(MARKS["verification"]["url"], error="m", micro=False).matrix
    ]
    with pikepdf.open(io.BytesIO(papers["certificate"])) as pdf:
        pictures = [item for item in pdf.pages[0].resources.XObject.values() if str(item.Subtype) == "/Image"]
        assert len(pictures) == 1
        image = pikepdf.PdfImage(pictures[0]).as_pil_image().convert("L")
        assert "/Interpolate" not in pictures[0] or not pictures[0].Interpolate
    size = image.width
    assert [[image.getpixel((x, y)) < 128 for x in range(size)] for y in range(size)] == matrix
    assert "55E6-5099" in words_of(papers["certificate"])


def test_drafts_say_so_and_carry_no_code():
    for paper, language, word in (("order", "ru", "ПРОЕКТ"), ("minutes", "ru", "ПРОЕКТ"), ("minutes", "ky", "ДОЛБООР"),
                                  ("certificate", "ru", "ПРОЕКТ")):  # fmt: skip
        draft = issue(paper, language=language, draft=True)
        words = words_of(draft.data, "-raw")
        assert words.replace(" ", "").count(word) >= draft.pages
        assert "55E6-5099" not in words


def test_longest_names_fit_one_sheet():
    assert len(LONG_NAME) == 300
    for organisation in (
        {"name": LONG_NAME, "address": LONG_ADDRESS},
        {"name": "А" * 60 + " " + "Ш" * 60 + " " + "Щ" * 60, "address": LONG_ADDRESS},
    ):
        facts = {**CERTIFICATE, "organisation": organisation, "replaces": {"number": 7, "date": "2021-05-30"}}
        made = issue("certificate", facts)
        assert made.pages == 1
        assert words_of(made.data).replace(" ", "").count(organisation["name"].replace(" ", "")) == 2


def test_a_name_that_cannot_fit_is_refused():
    facts = {**CERTIFICATE, "organisation": {"name": LONG_NAME, "address": "улица " * 160}}
    with pytest.raises(press.Unprintable, match="do not fit"):
        issue("certificate", facts)


def test_signatures_never_stand_alone():
    for lines in range(7, 13):
        facts = deepcopy(EXAMPLES["letter"])
        facts["paragraphs"] = ["Пункт письма, который занимает ровно одну строку."] * lines
        made = issue("letter", facts)
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            last = pikepdf.new()
            last.pages.append(pdf.pages[-1])
            page = io.BytesIO()
            last.save(page)
        words = words_of(page.getvalue())
        assert "А. А. Образцова" in words
        assert words.index("А. А. Образцова") > 30, words


def test_registers_number_their_pages():
    facts = deepcopy(EXAMPLES["members_register"])
    facts["rows"] = facts["rows"] * 12
    made = issue("members_register", facts)
    words = words_of(made.data)
    assert [f"страница {page} из {made.pages}" in words for page in range(1, made.pages + 1)] == [True] * made.pages
    assert words.count("Образовательная организация") == made.pages


def test_binding_keeps_every_page_and_one_frame(papers):
    bound = press.join(
        [papers["certificate"], issue("certificate", {**CERTIFICATE, "number": 45}).data, papers["order"]]
    )
    assert press.join([papers["certificate"]]) == press.join([papers["certificate"]])
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        assert len(pdf.pages) == 4
    assert len(bound) < len(papers["certificate"]) * 1.6


def test_unknown_papers_and_editions_are_refused():
    for paper, language in (("nonesuch", "ru"), ("order", "ky"), ("minutes", "en"), ("../sheet", "ru")):
        with pytest.raises(press.Unprintable):
            press.render(paper, {}, language=language, title="x", issued=AT)
