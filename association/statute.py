"""Clauses of the two regulations, the rules registered under them, and the verdicts that rules give."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any, Final, Generic, ParamSpec, TypeVar, cast

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext

P = ParamSpec("P")
R = TypeVar("R")

ACTS: Final = ("A", "K")


@dataclass(frozen=True)
class Clause:
    """One clause of a regulation, its meaning in our own words, and where the portal keeps it."""

    id: str
    act: str
    number: str
    owner: str
    duty: str
    meaning: str
    ru: str = ""
    ky: str = ""
    record: str = ""
    route: str = ""

    @property
    def owners(self) -> tuple[str, ...]:
        """Apps that answer for the clause, as the two-letter keys of the matrix."""
        return tuple(self.owner.split())

    @property
    def records(self) -> tuple[str, ...]:
        """Dotted names of the models and verbs in which the clause stands."""
        return tuple(self.record.split())

    @property
    def routes(self) -> tuple[str, ...]:
        """Names of the routes on which the clause is seen or done."""
        return tuple(self.route.split())

    def text(self, language: str) -> tuple[str, str]:
        """The meaning in a language and the language it is really in (English when there is no other)."""
        own = {"ru": self.ru, "ky": self.ky}.get(language.split("-")[0], "")
        return (own, language.split("-")[0]) if own else (self.meaning, "en")


def _read_clauses(path: Path) -> dict[str, Clause]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(lines)]
    return {row["id"]: Clause(act=row["id"][0], number=row["id"].partition("-")[2], **row) for row in rows}


CLAUSES: Final[dict[str, Clause]] = _read_clauses(Path(__file__).with_name("clauses.csv"))
RULES: Final[dict[str, list["Rule[Any, Any]"]]] = {}


@dataclass(frozen=True)
class Phrase:
    """A sentence kept as msgid and named values, said anew in whatever language is active when it is read."""

    msgid: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        said = gettext(self.msgid) if self.msgid else ""
        if self.params:
            said %= {key: _said(value) for key, value in self.params.items()}
        return said.replace("г..", "г.")  # a Russian date brings the full stop that ends the sentence

    def __bool__(self) -> bool:
        return bool(self.msgid)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form."""
        return {"msgid": self.msgid, "params": {key: encode(value) for key, value in self.params.items()}}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Phrase":
        """Rebuild what as_dict() gave."""
        return cls(stored["msgid"], {key: decode(value) for key, value in stored["params"].items()})


def _said(value: Any) -> Any:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, tuple):
        return ", ".join(str(_said(one)) for one in value)
    return value


def encode(value: Any) -> Any:
    """Turn a fact into JSON that decode() turns back; TypeError for what no rule should be given."""
    if isinstance(value, Phrase):
        return {"phrase": value.as_dict()}
    if isinstance(value, Promise):
        return {"phrase": Phrase(msgid_of(value)).as_dict()}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"date": value.isoformat()}
    if isinstance(value, (set, frozenset)):
        return [encode(one) for one in sorted(value, key=str)]
    if isinstance(value, (tuple, list)):
        return [encode(one) for one in value]
    if isinstance(value, Mapping):
        return {"map": {str(key): encode(one) for key, one in value.items()}}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if hasattr(value, "as_fact"):
        return encode(value.as_fact())
    raise TypeError(f"{type(value).__name__} is no fact that can be kept")


def decode(value: Any) -> Any:
    """Turn encode()'s JSON back; sets and lists come back as tuples."""
    if isinstance(value, list):
        return tuple(decode(one) for one in value)
    if isinstance(value, dict):
        kind, inner = next(iter(value.items()))
        if kind == "phrase":
            return Phrase.from_dict(inner)
        return date.fromisoformat(inner) if kind == "date" else {key: decode(one) for key, one in inner.items()}
    return value


def msgid_of(message: Any) -> str:
    """The English msgid of a marked or a lazily translated string."""
    if isinstance(message, Promise):
        # The lazy proxy keeps the arguments it will call gettext with; there is no public way to ask for them.
        return str(message._args[0])  # type: ignore[attr-defined]
    return str(message)


def say(message: Any, **params: Any) -> Phrase:
    """A phrase from a message marked with gettext_lazy and its named values."""
    return Phrase(msgid_of(message), params)


@dataclass(frozen=True)
class Verdict:
    """What a rule said: passed or not, the figure needed, the facts it was given, a sentence and the clause."""

    passed: bool
    clause: str = ""
    sentence: Phrase = field(default_factory=lambda: Phrase(""))
    needed: int | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""
    version: int = 1
    note: Phrase | None = None

    def __bool__(self) -> bool:
        return self.passed

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready form to be frozen onto what was judged."""
        return {
            "passed": self.passed,
            "clause": self.clause,
            "rule": self.rule,
            "version": self.version,
            **self.sentence.as_dict(),
            "needed": self.needed,
            "inputs": {key: encode(value) for key, value in self.inputs.items()},
            "note": self.note.as_dict() if self.note else None,
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Verdict":
        """Rebuild a frozen verdict; the rule itself is not asked again."""
        return cls(
            passed=stored["passed"],
            clause=stored["clause"],
            sentence=Phrase.from_dict(stored),
            needed=stored["needed"],
            inputs={key: decode(value) for key, value in stored["inputs"].items()},
            rule=stored["rule"],
            version=stored["version"],
            note=Phrase.from_dict(stored["note"]) if stored["note"] else None,
        )


def denial(clause: str, message: Any, **params: Any) -> Verdict:
    """A "no" that no rule computed but a clause asks for; KeyError for an unknown clause."""
    _tell((CLAUSES[clause].id,))
    return Verdict(False, clause=clause, sentence=say(message, **params))


class Refused(Exception):
    """A verb was refused; carries the verdicts, and whether the attempt must be journalled (`remember`)."""

    def __init__(self, *verdicts: Verdict, remember: bool = False) -> None:
        super().__init__(*verdicts)
        self.verdicts = list(verdicts)
        self.remember = remember

    def __str__(self) -> str:
        return " ".join(f"{verdict.sentence} ({verdict.clause})" for verdict in self.verdicts)


class Rule(Generic[P, R]):
    """A pure function under its clause; a Verdict it returns gets the clause, the rule's name and the facts."""

    def __init__(self, function: Callable[P, R], clauses: tuple[str, ...], message: Any, version: int) -> None:
        update_wrapper(self, function)
        self.function = function
        self.clauses = tuple(CLAUSES[clause].id for clause in clauses)
        self.clause = self.clauses[0]
        self.message = say(message)
        self.version = version
        self.name = f"{function.__module__}.{function.__qualname__}"

    def __call__(self, *args: P.args, **facts: P.kwargs) -> R:
        _tell(self.clauses)
        result = self.function(*args, **facts)
        return cast(R, self._signed(result, facts)) if isinstance(result, Verdict) else result

    def __repr__(self) -> str:
        return f"<Rule {self.clause} {self.name}>"

    def judge(self, *args: P.args, **facts: P.kwargs) -> Verdict:
        """The answer as a Verdict also when the rule is a predicate; its sentence then is the rule's message."""
        result = self(*args, **facts)
        return result if isinstance(result, Verdict) else self._signed(Verdict(bool(result)), facts)

    def _signed(self, verdict: Verdict, facts: Mapping[str, Any]) -> Verdict:
        return replace(
            verdict,
            clause=verdict.clause or self.clause,
            sentence=verdict.sentence or self.message,
            inputs=verdict.inputs or dict(facts),
            rule=self.name,
            version=self.version,
        )


_observers: list[Callable[[tuple[str, ...]], None]] = []


def observe(callback: Callable[[tuple[str, ...]], None]) -> Callable[[], None]:
    """Tell the callback the clauses of every rule asked and denial made; returns the function that ends it."""
    _observers.append(callback)
    return lambda: _observers.remove(callback)


def _tell(clauses: tuple[str, ...]) -> None:
    for observer in tuple(_observers):
        observer(clauses)


def _register(clauses: Iterable[str], message: Any, version: int) -> Callable[[Callable[P, R]], Rule[P, R]]:
    def decorate(function: Callable[P, R]) -> Rule[P, R]:
        rule = Rule(function, tuple(clauses), message, version)
        for clause in rule.clauses:
            others = [other for other in RULES.get(clause, ()) if other.name != rule.name]
            RULES[clause] = [*others, rule]
        return rule

    return decorate


def altai(
    number: str, message: Any, *, also: tuple[str, ...] = (), version: int = 1
) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Register a rule of the Altai statute; `also` are further clauses it carries out; KeyError if unknown."""
    return _register((f"A-{one}" for one in (number, *also)), message, version)


def kyrgyz(
    number: str, message: Any, *, also: tuple[str, ...] = (), version: int = 1
) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Register a rule of the Kyrgyz model regulation; `also` are further clauses; KeyError if unknown."""
    return _register((f"K-{one}" for one in (number, *also)), message, version)


def demand(
    rule: Rule[Any, Any], facts_of: Callable[[Any], Mapping[str, Any]], *, remember: bool = False
) -> Callable[[Any], None]:
    """A check for workflow.advance(): raises Refused with the verdict when the rule says no about the object."""

    def check(thing: Any) -> None:
        verdict = rule.judge(**facts_of(thing))
        if not verdict:
            raise Refused(verdict, remember=remember)

    return check
