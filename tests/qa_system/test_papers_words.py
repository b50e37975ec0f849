"""What people typed, made ready for print: signs, long words, long lists, paragraphs."""

from pathlib import Path

from qa_system import papers as sheets
from qa_system.papers.words import LONG_PARAGRAPH, paragraphs
from tests.qa_system.paper_examples import pair

ROOT = Path(__file__).resolve().parents[2]


def test_a_blank_line_parts_paragraphs_and_lines_inside_stay():
    assert paragraphs("1. Раз\r\n2. Два\r\n\r\n \r\nТри") == ["1. Раз\n2. Два", "Три"]


def test_endless_and_countless_paragraphs_still_fit_the_press():
    endless = paragraphs("слово " * 16_000)
    countless = paragraphs("\n\n".join(["пункт"] * 5_000))
    assert max(map(len, endless)) <= LONG_PARAGRAPH
    assert " ".join(endless).split() == ["слово"] * 16_000
    assert (len(countless) <= 1_000, "\n".join(countless).split()) == (True, ["пункт"] * 5_000)


def test_the_signs_that_are_let_through_are_in_every_face_of_the_fonts():
    from fontTools.ttLib import TTFont

    faces = [set(TTFont(path).getBestCmap()) for path in Path(ROOT / "static/papers/fonts").glob("*.ttf")]
    let_through = {code for low, high in sheets.SIGNS for code in range(low, high + 1)}
    assert len(faces) == 8
    assert let_through - set.intersection(*faces) == set()
    assert set(map(ord, "".join(sheets.ALIKE.values()))) <= let_through


def test_signs_no_font_has_are_named_and_those_of_word_processors_are_replaced():
    facts = sheets.printable({"text": "● пункт\u202f1 → 学校", "name": pair("а" * 130, "б")})
    assert sheets.obstacle(facts) == ("学 校", "")
    assert facts["text"].startswith("• пункт\u00a01 – ")
    assert max(map(len, facts["name"]["ky"].split())) <= 60


def test_too_many_rows_are_counted():
    assert sheets.obstacle({"rows": [{"a": "x"}] * 301, "paragraphs": ["x"] * 800}) == ("", "301")
