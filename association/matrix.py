"""The clause matrix: what stands for each clause of the regulations, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from association.statute import CLAUSES, RULES, Clause, Rule

BUILT, PARTLY, NOT_YET = "built", "partly", "not yet"
STATES = {BUILT: _("built"), PARTLY: _("partly built"), NOT_YET: _("not built yet")}
NOT_RUN = {"skip", "skipif", "xfail"}


@dataclass(frozen=True)
class Screen:
    """A route: its name, its address, and a link when it needs no object."""

    name: str
    address: str
    link: str


@dataclass(frozen=True)
class Row:
    """One clause with everything that stands for it; names that lead nowhere are left out."""

    clause: Clause
    rules: tuple[Rule[Any, Any], ...]
    records: tuple[str, ...]
    screens: tuple[Screen, ...]
    tests: tuple[str, ...]

    @property
    def state(self) -> str:
        """BUILT only through a marked test, and only when a record, an act or a screen stands in the portal too."""
        stands_somewhere = bool(self.records or self.screens)
        if self.tests and stands_somewhere:
            return BUILT
        return PARTLY if self.tests or self.rules or stands_somewhere else NOT_YET

    @property
    def state_name(self) -> object:
        """The state in the reader's language."""
        return STATES[self.state]

    def as_dict(self) -> dict[str, object]:
        """One row of the command's output."""
        return {
            "id": self.clause.id,
            "owner": self.clause.owner,
            "state": self.state,
            "rule": [rule.name for rule in self.rules],
            "record": list(self.records),
            "route": [screen.name for screen in self.screens],
            "tests": list(self.tests),
        }


def rows(act: str | None = None, owner: str | None = None) -> list[Row]:
    """The matrix in the order of the regulations, of one act or one owner when asked."""
    return [
        row_of(clause)
        for clause in CLAUSES.values()
        if (act is None or clause.act == act) and (owner is None or owner in clause.owners)
    ]


def row_of(clause: Clause) -> Row:
    """The row of one clause."""
    find_rules()
    return Row(
        clause=clause,
        rules=tuple(RULES.get(clause.id, ())),
        records=tuple(record for record in clause.records if stands(record)),
        screens=tuple(screens()[name] for name in clause.routes if name in screens()),
        tests=marked_tests(settings.BASE_DIR / "tests").get(clause.id, ()),
    )


@cache
def find_rules() -> None:
    """Let every app register its rules, once."""
    autodiscover_modules("rules")


@cache
def stands(record: str) -> bool:
    """Whether a dotted name is a model ("presidium.Meeting") or something that can be imported."""
    try:
        return bool(apps.get_model(record) if record.count(".") == 1 else import_string(record))
    except (LookupError, ImportError):
        return False


@cache
def screens() -> dict[str, Screen]:
    """Every named route of the portal."""

    def walk(patterns: list[Any], prefix: str) -> Iterator[Screen]:
        for pattern in patterns:
            address = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, address)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield Screen(pattern.name, address, _link(pattern.name))

    return {screen.name: screen for screen in walk(get_resolver().url_patterns, "/")}


def _link(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def marked_tests(folder: Path) -> dict[str, tuple[str, ...]]:
    """Tests marked @clause("A-4.7"), by clause, read without running them; none where no tests are installed."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")) if folder.is_dir() else ():
        source = path.read_text(encoding="utf-8")
        if "clause(" not in source:
            continue
        for name, clauses in _marks(ast.parse(source)):
            for clause in clauses:
                found.setdefault(clause, []).append(f"{path.relative_to(folder.parent).as_posix()}::{name}")
    return {clause: tuple(dict.fromkeys(tests)) for clause, tests in found.items()}


def _marks(module: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Names and clauses of the tests of a file that are not skipped."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            names = {_mark_name(mark) for mark in node.decorator_list}
            if not names & NOT_RUN:
                yield node.name, [clause for mark in node.decorator_list for clause in _clauses(mark)]


def _mark_name(mark: ast.expr) -> str:
    target = mark.func if isinstance(mark, ast.Call) else mark
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def _clauses(mark: ast.expr) -> list[str]:
    if not isinstance(mark, ast.Call) or _mark_name(mark) != "clause":
        return []
    return [str(one.value) for one in mark.args if isinstance(one, ast.Constant) and one.value in CLAUSES]
