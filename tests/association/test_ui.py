"""Stylesheet, templates and the living page of components."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.html import format_html

ROOT = Path(settings.BASE_DIR)
PAGES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "papers" not in path.parts)
COMPONENTS = sorted(f"ui/{path.name}" for path in (ROOT / "templates/ui").glob("*.html"))


def draw(source: str, language: str = "ru", **context) -> str:
    with translation.override(language):
        return Template("{% load ui %}" + source).render(Context(context))


def without_white_space(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"\s+", " ", css))
    return css.replace(": ", ":").replace(";}", "}")


def test_stylesheet_is_at_most_eight_kilobytes_compressed():
    css = (ROOT / "static/portal.css").read_text()
    assert len(gzip.compress(without_white_space(css).encode(), 9)) <= 8 * 1024


def test_script_is_at_most_three_kilobytes():
    assert len((ROOT / "static/portal.js").read_bytes()) <= 3 * 1024


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_is_short_and_holds_no_style_or_script(path):
    text = path.read_text()
    found = re.findall(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*(?:src=|application/json))", text)
    assert found == []
    assert len(text.splitlines()) <= 150


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_template_loads_nothing_from_another_host(path):
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//", path.read_text()) == []


@pytest.mark.django_db
def test_gallery_shows_every_component(client):
    response = client.get("/ui/")
    shown = {template.name for template in response.templates}
    assert sorted(set(COMPONENTS) - shown) == []


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_says_how_it_is_called(component):
    head = (ROOT / "templates" / component).read_text().splitlines()[:2]
    assert [line[:2] for line in head if line.startswith("{#")][:1] == ["{#"]


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "п.\u00a04.9"), ("ky", "4.9\u2011пункт"), ("en", "cl.\u00a04.9")]
)
def test_clause_chip_speaks_the_language_of_the_reader(language, words):
    html = draw('{% clause "A-4.9b" %}', language)
    assert re.sub(r"<[^>]+>", "", html) == words
    assert 'class="clause"' in html


def test_clause_chip_without_a_clause_is_nothing():
    assert draw("{% clause row.clause %}", row={}) == ""


def test_clause_chip_in_a_column_is_the_number():
    assert re.sub(r"<[^>]+>", "", draw('{% clause "A-3.16c" bare=True %}')) == "3.16"


def test_words_of_a_status_are_escaped():
    assert draw('{% tag "ok" word %}', word="<b>") == '<span class="tag ok">&lt;b&gt;</span>'


def test_typography_keeps_links_and_escapes_text():
    assert draw("{{ text|typo }}", text="<i> № 5") == "&lt;i&gt; №\u00a05"
    link = format_html('<a href="#">№ {}</a>', 5)
    assert draw("{{ text|typo }}", text=link) == '<a href="#">№\u00a05</a>'


def test_vote_bar_lets_nothing_but_for_touch_the_mark_from_the_left():
    from association.templatetags.drawing import vote_bar

    bar = vote_bar(votes_for=2, against=1, abstained=1, waiting=1, needed=3)
    assert [part["kind"] for part in bar["parts"]] == ["f-ok", "f-wait", "f-rest", "f-bad"]
    assert [part["x"] for part in bar["parts"]] == ["0.00%", "40.00%", "60.00%", "80.00%"]
    assert bar["mark"] == "60.00%"


def test_dial_has_a_segment_for_each_seat():
    from association.templatetags.drawing import dial

    assert [segment["here"] for segment in dial(8, 5, 4)["segments"]] == [True] * 5 + [False] * 3


@pytest.mark.parametrize("name", ["400", "403", "404", "409", "500"])
def test_error_page_needs_no_facts(name):
    from django.template.loader import render_to_string

    with translation.override("en"):
        assert render_to_string(f"{name}.html").count("<h1>") == 1
