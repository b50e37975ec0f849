"""The gates of the press: nothing outside is read, nothing endless or hidden is printed."""

import base64
import contextlib
import socket
import subprocess
import sys
import threading
import time
from copy import deepcopy

import pytest

from association import press
from association.press import limits
from tests.association.paper_examples import CERTIFICATE, EXAMPLES, MARKS
from tests.association.test_press import AT, issue, words_of

REFERENCES = {
    "img": '<img src="{url}">',
    "img relative": '<img src="../../{file}">',
    "img protocol-relative": '<img src="//127.0.0.1:{port}/x.png">',
    "base": '<base href="{url}"><img src="x.png">',
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "import": "<style>@import url('{url}');</style>",
    "import string": "<style>@import '{url}';</style>",
    "background": "<p style=\"background: url('{url}')\">x</p>",
    "list mark": "<ul style=\"list-style-image: url('{url}')\"><li>x</li></ul>",
    "content": "<style>p::before {{ content: url('{url}') }}</style><p>x</p>",
    "border picture": "<p style=\"border: 9px solid; border-image: url('{url}') 3\">x</p>",
    "mask border": "<p style=\"mask-border: url('{url}') 3\">x</p>",
    "font": "<style>@font-face {{ font-family: q; src: url('{url}') }} p {{ font-family: q }}</style><p>x</p>",
    "page picture": "<style>@page {{ background: url('{url}') }}</style>",
    "margin box": "<style>@page {{ @top-left {{ content: url('{url}') }} }}</style>",
    "svg image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "svg xlink": '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
    '<image xlink:href="{url}" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><use href="{url}#a"/></svg>',
    "svg style": '<svg width="9" height="9"><style>@import \'{url}\';</style><rect width="9" height="9"/></svg>',
    "data svg": '<img src="data:image/svg+xml;base64,{svg}">',
    "data html": '<object data="data:text/html,x"></object>',
    "object": '<object data="{url}"></object>',
    "embed": '<embed src="{url}">',
    "attached file": '<link rel="attachment" href="file://{file}">',
    "attached by anchor": '<a rel="attachment" href="{url}">x</a>',
    "file": '<img src="file://{file}">',
    "traversal": '<img src="fonts/../../../{file}">',
    "encoded traversal": '<img src="fonts/%2e%2e/%2e%2e/%2e%2e/{file}">',
    "font file": '<img src="fonts/PTF55F.ttf">',
    "ftp": '<img src="ftp://127.0.0.1:{port}/x.png">',
}


# What the renderer does not even look at.
IGNORED = ["svg use", "svg style"]


@pytest.fixture(scope="module")
def listener():
    """A local port that counts whoever calls."""
    calls = []
    server = socket.create_server(("127.0.0.1", 0))

    def answer():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            calls.append(connection.recv(200))
            connection.close()

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield server.getsockname()[1], calls
    server.close()


def test_no_reference_is_followed(listener, tmp_path):
    from association.press import engine

    port, calls = listener
    secret = tmp_path / "secret.png"
    secret.write_text("SECRET-OF-THE-SERVER")
    url = f"http://127.0.0.1:{port}/x.png"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{url}" width="9" height="9"/></svg>'
    )
    sheets = engine.sheets_of("letter", draft=False, verified=False)
    outcomes = {}
    for kind, markup in REFERENCES.items():
        hostile = markup.format(url=url, port=port, file=secret, svg=base64.b64encode(svg.encode()).decode())
        page = f'<!DOCTYPE html><html lang="ru"><head><title>x</title></head><body><p>x</p>{hostile}</body></html>'
        try:
            data, _ = engine.print_html(page, sheets)
        except press.Unprintable as refusal:
            outcomes[kind] = "refused" if "outside" in refusal.reason else refusal.reason
        else:
            outcomes[kind] = "leaked" if b"EmbeddedFile" in data else "ignored"
    assert [kind for kind, outcome in outcomes.items() if outcome != "refused"] == IGNORED, outcomes
    assert "leaked" not in outcomes.values()
    assert calls == []


def test_redirecting_and_odd_addresses_are_denied_by_the_fetcher(tmp_path):
    from association.press import engine

    fetcher = engine.fetching.LockedFetcher(tmp_path)
    (tmp_path / "own.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "link.png").symlink_to("/etc/passwd")
    assert fetcher.fetch((tmp_path / "own.png").as_uri()).read() == b"\x89PNG\r\n\x1a\n"
    wrong = [
        (tmp_path / "link.png").as_uri(),
        f"file://host{tmp_path}/own.png",
        f"{(tmp_path / 'own.png').as_uri()}?x",
        f"file://{tmp_path}/%00own.png",
        "data:image/png;base64,AAAA",
        "data:image/jpeg;base64,/9j/",
        "FILE:///etc/passwd",
        "about:blank",
        "http://127.0.0.1/",
    ]
    for address in wrong:
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(address)
    assert fetcher.denied == wrong


def test_facts_are_text_and_nothing_else():
    name = '<img src="http://127.0.0.1/x.png"> & «Школа» {{ 7 }} {% now %}'
    for paper in ("certificate", "application", "order"):
        facts = deepcopy(EXAMPLES[paper])
        if paper == "order":
            facts["include"] = [{"name": name}]
        else:
            facts["organisation"]["name"] = name
        assert name.replace(" ", "") in words_of(issue(paper, facts).data).replace(" ", "")


@pytest.mark.parametrize(
    ("change", "where", "reason"),
    [
        ({"head": "а " * 151}, "facts.head", "301 characters, at most 300"),
        ({"head": "а" * 61}, "facts.head", "a word of 61 characters, at most 60"),
        ({"signers": [{"post": "x", "name": "x"}] * 1001}, "facts.signers", "1001 rows, at most 1000 fit one paper"),
        ({"text": "а " * 10_001}, "facts.text", "20001 characters, at most 20000"),
        ({"extra": 1.5}, "facts.extra", "float is not a plain fact"),
        ({"extra": {"a b": 1}}, "facts.extra", "keys of facts are plain names"),
        ({"extra": [[[[[[[[["x"]]]]]]]]]}, "facts.extra[0][0][0][0][0][0][0][0]", "facts are nested too deep"),
    ],
)
def test_what_is_too_much_is_refused(change, where, reason):
    with pytest.raises(press.Unprintable) as refusal:
        limits.clean({**CERTIFICATE, **change})
    assert (refusal.value.where, refusal.value.reason) == (where, reason)


def test_a_whole_book_is_refused():
    with pytest.raises(press.Unprintable, match=r"619907 characters in all, at most 600000"):
        limits.clean({"text": ["слово " * 3333] * 31})


def test_hidden_characters_are_stripped():
    cleaned = limits.clean({"name": " Шко\u202eла\u200b №\x00 9\ufeff01\t«A\u0306» ", "text": "раз\r\nдва\u2028три"})
    assert cleaned == {"name": "Школа № 901 «Ă»", "text": "раз\n\nдва\nтри"}


def test_a_sign_without_a_glyph_is_refused():
    facts = {**CERTIFICATE, "organisation": {"name": "Школа 学校 № 901", "address": "x"}}
    with pytest.raises(press.Unprintable, match=r"U\+5B66"):
        issue("certificate", facts)


def test_a_missing_fact_is_named():
    facts = deepcopy(EXAMPLES["minutes"])
    del facts["meeting"]["place"], facts["items"][0]["title"]
    with pytest.raises(press.Unprintable, match=r"facts are missing: item\.title, meeting\.place"):
        issue("minutes", facts)


def test_a_moment_needs_its_zone():
    with pytest.raises(press.Unprintable, match="time zone"):
        issue("letter", issued=AT.replace(tzinfo=None))


def test_a_check_address_is_a_web_address():
    with pytest.raises(press.Unprintable, match="web address"):
        issue("letter", marks={"verification": {**MARKS["verification"], "url": "javascript:alert(1)"}})


def _sleep_deaf():
    """Drawing code that swallows whatever is raised inside it."""
    with contextlib.suppress(ValueError):
        time.sleep(2)


@pytest.mark.parametrize("work", [lambda: time.sleep(2), _sleep_deaf])
def test_time_runs_out(work):
    with pytest.raises(press.Unprintable, match="within"), limits.deadline(0.05):
        work()


def test_a_worker_is_confined():
    code = (
        "import resource\nfrom association import press\npress.confine()\n"
        "print(resource.getrlimit(resource.RLIMIT_AS)[0])\n"
        "from tests.association.test_press import issue\nprint(issue('letter').pages)\n"
        "from association.press import limits\n"
        "try:\n    with limits.deadline(): bytearray(2 ** 31)\nexcept press.Unprintable as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines() == [str(3 * 2**29), "1", "not enough memory for this paper"], done.stderr
