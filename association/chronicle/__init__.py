"""The history of one organisation as one line: registered by the apps of all floors, read as one list.

A source is asked once for an organisation and makes a fixed number of queries, however long the history is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from association import access
from association.models import AuditEntry, Basis, Organisation, Paper, User
from association.templatetags.ui import day as in_words

RIGHT, STEP, AHEAD = "right", "step", "ahead"
# Acts of which a draft has many and a history none.
QUIET = ("application.fill", "application.attach", "application.check_paper", "application.begin")
COLUMNS = (
    "at", "verb", "subject_type", "subject_id", "by__email", "by__person__surname", "by__person__given",
    "by__person__patronymic", "payload__text",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """Who reads the history of which organisation, and as of what day."""

    organisation: Organisation
    reader: User
    today: date
    _kept: dict[str, Any] = field(default_factory=dict)
    _watched: dict[str, set[str]] = field(default_factory=dict)
    _acts: dict[tuple[str, str], list[AuditEntry]] = field(default_factory=dict)

    def watch(self, model: str, keys: Iterable[object]) -> None:
        """Name rows whose journal will be asked for, so that it is read for all of them at once."""
        self._watched.setdefault(model, set()).update(str(key) for key in keys)

    def acts(self, model: str, key: object) -> list[AuditEntry]:
        """The journal of a row in the order of the acts, with authors and facts; one query for all watched rows."""
        if (model, str(key)) not in self._acts:
            self.watch(model, [key])
            self._load()
        return self._acts[model, str(key)]

    def _load(self) -> None:
        wanted = Q(pk__in=[])
        for subject, keys in self._watched.items():
            if fresh := [key for key in keys if (subject, key) not in self._acts]:
                self._acts.update({(subject, key): [] for key in fresh})
                wanted |= Q(subject_type=subject, subject_id__in=fresh)
        rows = AuditEntry.objects.filter(wanted).exclude(verb__in=QUIET).select_related("by__person", "payload")
        for row in rows.only(*COLUMNS).order_by("pk"):
            self._acts[row.subject_type, row.subject_id].append(row)

    def keep(self, name: str, make: Callable[[], Any]) -> Any:
        """What several readers of one page need, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]

    @cached_property
    def sees_records(self) -> bool:
        """Whether the reader sees what is kept for the office of the association alone."""
        return access.can(self.reader, "view_records")

    @cached_property
    def enters_orders(self) -> bool:
        """Whether the reader may open an order."""
        return access.can(self.reader, "enter_order")

    def founded(self, rows: QuerySet, *bases: str) -> QuerySet:
        """Bring along what rows stand on; its paper only where this reader may be refused it, which the row decides."""
        if self.sees_records:
            return rows.select_related(*bases)
        papers = [f"{path}__paper" for path in bases]
        return rows.select_related(*papers).defer(*unread(papers=papers))

    def opens(self, paper: Paper | None) -> bool:
        """Whether the reader may open a paper: those with the records any, a director those of the organisation."""
        if paper is None:
            return False
        is_out = paper.released_at is not None or paper.waits_for_id is None
        return self.sees_records or (paper.organisation_id == self.organisation.pk and is_out)


@dataclass(frozen=True)
class Entry:
    """One step: the day, what happened, by whom, the paper it stands on, the clause.

    `kind` says whether a right began or ended (RIGHT), a step was taken (STEP) or something is still to come (AHEAD).
    `act` names the entry of the journal whose author is shown: model, key and verb. `rank` orders the steps of one
    day, the later the greater. An entry that `is_record` is shown only to those who see the records.
    """

    on: date
    title: str
    text: str | SafeString = ""
    clause: str = ""
    kind: str = STEP
    url: str = ""
    paper: str | SafeString = ""
    by: str = ""
    act: tuple[str, object, str] | None = None
    rank: float = 0
    is_record: bool = False


# Of a paper a history asks only who may open it, of a person only the name.
_OF_PAPER = (
    "kind", "language", "title", "subject_type", "subject_id", "facts", "marks", "code", "number", "dated_on",
    "is_draft", "version", "made_at", "made_by", "job", "file", "pages",
)  # fmt: skip
_OF_PERSON = ("genitive", "dative", "name_search", "sort_key")
_OF_USER = ("password", "last_login", "is_superuser", "language")


def unread(*, papers: Iterable[str] = (), people: Iterable[str] = (), users: Iterable[str] = ()) -> list[str]:
    """The columns that a history does not ask for, of the rows that lie along these paths."""
    return [
        *(f"{path}__{name}" for path in papers for name in _OF_PAPER),
        *(f"{path}__{name}" for path in people for name in _OF_PERSON),
        *(f"{path}__{name}" for path in users for name in _OF_USER),
        *(f"{path}__person__{name}" for path in users for name in _OF_PERSON),
    ]


Source = Callable[[Reading], Iterable[Entry]]
SOURCES: list[Source] = []
PROBES: dict[Source, QuerySet] = {}


def source(function: Source) -> Source:
    """Register a source of entries; every app registers its own."""
    if function not in SOURCES:
        SOURCES.append(function)
    return function


def source_of(rows: QuerySet) -> Callable[[Source], Source]:
    """Register a source that is asked only when there is a row; `rows` refers to the organisation as OuterRef("pk")."""

    def register(function: Source) -> Source:
        PROBES[function] = rows
        return source(function)

    return register


def probed(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Let the query that finds the organisation also say which sources have something to tell."""
    return rows.annotate(**{_mark(ask): Exists(rows) for ask, rows in PROBES.items()})


def _mark(ask: Source) -> str:
    return f"has_{ask.__module__.replace('.', '_')}_{ask.__name__}"


@dataclass(frozen=True)
class Chronicle:
    """What a reader sees of a history: the lines asked for, and how many there are of either kind."""

    lines: list[dict[str, Any]]
    every: int
    rights: int


def read(reading: Reading, *, rights_only: bool = False) -> Chronicle:
    """Ask every source; what is to come stands first, then the newest."""
    asked = [ask for ask in SOURCES if ask not in PROBES or getattr(reading.organisation, _mark(ask), True)]
    entries = [entry for ask in asked for entry in ask(reading) if reading.sees_records or not entry.is_record]
    entries.sort(key=lambda entry: (entry.kind == AHEAD, entry.on, entry.rank), reverse=True)
    rights = [entry for entry in entries if entry.kind != STEP]
    shown = rights if rights_only else entries
    authors = _authors(shown, reading)
    return Chronicle([_line(entry, authors) for entry in shown], len(entries), len(rights))


def _line(entry: Entry, authors: dict[tuple[str, str, str], str]) -> dict[str, Any]:
    """One entry as the component of the timeline takes it."""
    by = entry.by
    if not by and entry.act:
        model, key, verb = entry.act
        by = authors.get((model, str(key), verb), "")
    text = format_html("{} {}", entry.text, entry.paper) if entry.text and entry.paper else entry.text or entry.paper
    when = _("expected") if entry.kind == AHEAD else ""
    return {
        "date": entry.on, "year": entry.on.year, "when": when, "title": entry.title, "text": text, "by": by,
        "clause": entry.clause, "kind": entry.kind, "url": entry.url,
    }  # fmt: skip


def _authors(entries: Iterable[Entry], reading: Reading) -> dict[tuple[str, str, str], str]:
    """Who did the acts that entries name; the act that was done first counts."""
    named = [entry.act for entry in entries if entry.act and not entry.by]
    for model, key, _verb in named:
        reading.watch(model, [key])
    authors: dict[tuple[str, str, str], str] = {}
    for model, key, verb in named:
        found = next((act for act in reading.acts(model, key) if act.verb == verb and act.by_id), None)
        authors[model, str(key), verb] = author(found.by) if found else ""
    return authors


def author(user: User | None) -> str:
    """A person as the history names them; nothing for what the portal did by itself."""
    if user is None:
        return ""
    return user.person.surname_first if user.person else str(user)


def paper_of(basis: Basis | None, reading: Reading, *, order: object = None) -> str | SafeString:
    """Name the paper a fact stands on, with a link for those who may open it; `order` is the key of an order."""
    if basis is None:
        return ""
    names = {
        "decision": _("Decision, minutes No. %(number)s of %(day)s"),
        "order": _("Order No. %(number)s of %(day)s"),
    }
    unnumbered = {"decision": _("Decision of %(day)s, the minutes are not signed yet")}
    pattern = names.get(basis.kind, _("Document No. %(number)s of %(day)s"))
    if not basis.number:
        pattern = unnumbered.get(basis.kind, _("Document of %(day)s"))
    text = pattern % {"number": basis.number, "day": in_words(basis.dated_on)}
    if basis.item:
        text = _("%(paper)s, item %(item)s") % {"paper": text, "item": basis.item}
    if order and reading.enters_orders:
        return linked(text, reverse("order", args=[order]))
    if basis.paper_id and (reading.sees_records or reading.opens(basis.paper)):
        return linked(text, reverse("paper", args=[basis.paper_id]))
    return text


def closed(text: str) -> str:
    """End a text with one full stop, also after initials."""
    return text if text.endswith(".") else f"{text}."


def linked(text: str, url: str) -> SafeString:
    """A text as a link."""
    return format_html('<a href="{}">{}</a>', url, text)
