"""The walk of one role through the portal: every page is read, the first two of each shape are drawn by the browser.

Languages and widths take turns. A page is read as the server sent it: its status, its policy of content, its words,
its links. Axe and the look for what reaches over the edge need the browser; pages of one shape have the same
elements of the same classes.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.http import Http404
from django.urls import resolve

from association import policy

LANGUAGES, WIDTHS = ("ru", "ky", "en"), (360, 1280)
EXAMPLES = 2  # of one route for one role
DRAWN = 2  # pages of one shape
FILES = {
    "event_entry_file", "request_xlsx", "request_file", "request_archive", "group_file",
    "paper",
    "file",
    "register_xlsx",
    "plan_xlsx",
    "plan_public_xlsx",
    "plan_public_paper",
    "members_csv",
    "members_json",
    "member_badge",
    "mfa_download_recovery_codes",
    "qa_ministry_xlsx",
    "qa_public_json",
    "qa_public_file",
    "applications_xlsx",
    "certificates_xlsx",
    "certificate_batch_file",
    "import_template",
    "register_file",
    "decisions_xlsx",
    "material_file",
    "pack_file",
    "library_file",
    "stewards_xlsx",
    "pairs_xlsx",
    "help_file",
    "journal_xlsx",
    "meeting_event",
    "calendar_feed",
}
# Answers for machines, parts of pages, and pages that end the walk.
BARE = FILES | {
    "paper_line", "import_progress", "import_template", "paper_challenge", "healthz", "readyz", "account_logout",
    "demo_sign_in", "set_language",
}  # fmt: skip
# The innermost things that reach over the right edge, when the page is wider than the screen.
OVERFLOW = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" :
    [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
    .filter((e, _at, all) => !all.some(other => other !== e && e.contains(other)))
    .map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 60)}`).join("; ")"""
LATIN = {"PDF", "CSV", "JSON", "Excel"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMING = {"label", "legend", "button", "th", "dt", "h1", "h2", "h3", "summary"}


class Sheet(HTMLParser):
    """What the text of a page tells: its links, the shape of its body, the words by which it names things."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.parts: set[str] = set()
        self.names: list[str] = []
        self.open: list[tuple[str, dict]] = []
        self.heard: list[tuple[int, list[str]]] = []
        self.feed(text)

    @property
    def shape(self) -> str:
        """The kinds of elements that the body holds, without what is inside of drawings."""
        return " ".join(sorted(self.parts))

    @property
    def foreign(self) -> set[str]:
        """Words of the portal itself that the language of the page leaves out: Latin letters, no Cyrillic one."""
        return {one for one in self.names if _is_latin(one)} - LATIN

    def handle_starttag(self, tag: str, attrs: list) -> None:
        said = {name: value or "" for name, value in attrs}
        inside = [name for name, _said in self.open]
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        if "body" in inside and "svg" not in inside:
            self.parts.add(f"{tag}.{said.get('class', '')}:{said.get('type', '')}")
        if self._names(tag, said, inside):
            self.heard.append((len(self.open), []))
        if tag not in EMPTY:
            self.open.append((tag, said))

    def _names(self, tag: str, said: dict, inside: list[str]) -> bool:
        foreign = "lang" in said or any("lang" in attributes for name, attributes in self.open if name != "html")
        named = tag in NAMING or (tag == "a" and "nav" in inside) or "tag" in said.get("class", "").split()
        return named and tag not in EMPTY and not foreign

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and tag in [name for name, _said in self.open]:
            last = self.open.pop()[0]
            while self.heard and self.heard[-1][0] >= len(self.open):
                self.names.append("".join(self.heard.pop()[1]).strip())
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        for _depth, words in self.heard:
            words.append(data)


def _is_latin(text: str) -> bool:
    latin = "".join(letter if letter.isascii() and letter.isalpha() else " " for letter in text)
    cyrillic = any("а" <= letter <= "я" or letter == "ё" for letter in text.lower())
    return not cyrillic and any(len(word) >= 3 for word in latin.split())


class Walk:
    """One role's way through the portal."""

    def __init__(self, page, site, before: Walk | None = None) -> None:
        self.page, self.site = page, site
        self.visits = Counter()
        # What one role has seen of the public pages, and the browser of the shapes of pages, is done for the next.
        self.public = before.public if before else Counter()
        self.drawn = before.drawn if before else Counter()
        self.faults = before.faults if before else []
        self.turn = before.turn if before else 0
        page.on("response", lambda answer: self.check_headers(answer) if answer.url.startswith(site.url) else None)

    def wanted(self, url: str) -> bool:
        """Whether a link leads to a page of the portal of which too few examples were seen."""
        name = self.route(url) if url.startswith(self.site.url) else ""
        return bool(name) and name not in BARE and self.seen(name)[name] < EXAMPLES

    def seen(self, name: str) -> Counter:
        return self.public if policy.row_of(name) == policy.PUBLIC else self.visits

    def route(self, url: str) -> str:
        """The name of the route of an address, or an empty text."""
        try:
            return resolve(urlsplit(url).path).url_name
        except Http404:
            return ""

    def go(self, *addresses: str) -> None:
        """Follow the links breadth first from some addresses."""
        queue, done = [self.site.url + address for address in addresses], set()
        forced = set(queue)
        while queue:
            url = queue.pop(0)
            if url in done or not (url in forced or self.wanted(url)):
                continue
            done.add(url)
            self.seen(self.route(url))[self.route(url)] += 1
            queue += self.read(url)

    def read(self, url: str) -> list[str]:
        """Ask for one page in the language and width whose turn it is; give its links."""
        language, width = LANGUAGES[self.turn % 3], WIDTHS[self.turn % 2]
        self.turn += 1
        self.page.context.add_cookies([{"name": "django_language", "value": language, "url": self.site.url}])
        where = f"{url.removeprefix(self.site.url)} ({language}, {width})"
        answer = self.page.context.request.get(url)
        self.check_headers(answer)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []  # a file, to be saved and not shown
        sheet = Sheet(answer.text())
        if sheet.foreign and language != "en" and self.route(url) != "gallery":  # its examples are in English
            self.faults.append(f"{where}: not in the language of the page: {sorted(sheet.foreign)}")
        if self.drawn[sheet.shape] < DRAWN:
            self.draw(url, where, width, sheet.shape)
        return [urljoin(answer.url, link).split("#")[0] for link in sheet.links]

    def check_headers(self, answer) -> None:
        said = answer.headers.get("content-security-policy", "")
        if "default-src 'none'" not in said or "unsafe" in said:
            self.faults.append(f"{answer.url}: Content-Security-Policy is {said!r}")
        if answer.status >= 500 and self.route(answer.url) != "readyz":
            self.faults.append(f"{answer.url}: answers {answer.status}")

    def draw(self, url: str, where: str, width: int, shape: str) -> None:
        """Let the browser show the page: axe for a new shape, nothing over the edge of a narrow screen."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.goto(url, wait_until="load")
        self.drawn[shape] += 1
        if self.drawn[shape] == 1:
            self.axe(where)
        self.page.set_viewport_size({"width": 360, "height": 800})
        if over := self.page.evaluate(OVERFLOW):
            self.faults.append(f"{where}: wider than a screen of 360: {over}")

    def axe(self, where: str) -> None:
        """Ask axe about the page as it stands."""
        for one in Axe().run(self.page).response["violations"]:
            shown = [f"{node['target']} {node['html'][:160]}" for node in one["nodes"][:3]]
            self.faults.append(f"{where}: {one['id']}, {one['help']}: {'; '.join(shown)}")
