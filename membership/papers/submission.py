"""What an application says at one moment, kept with each round, and what changed between two rounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.papers import iso
from membership import rules
from membership.models import Application, ApplicationPaper, target_names

READ_OFF = ("number", "issuer", "dated_on", "until", "person_name", "hours", "year", "result")
# field of the snapshot -> what a remark about it is pinned to, and its name
ANSWERS: dict[str, tuple[str, Any]] = {
    "ground": ("ground", _("Ground")),
    "ground_note": ("note", _("In your own words")),
    "name": ("contacts", _("Full name")),
    "address": ("contacts", _("Address")),
    "head": ("contacts", _("Head")),
    "phone": ("contacts", _("Telephone")),
    "email": ("contacts", _("E-mail")),
    "recommended_name": ("recommendation", _("Full name of the person recommended")),
    "recommended_post": ("recommendation", _("Post of this person")),
    "acquainted_version": ("acquaintance", _("Version of the statute that was read")),
}


def _paper(row: ApplicationPaper) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in READ_OFF if getattr(row, name) not in ("", None)}
    told = {name: iso(value) if isinstance(value, date) else value for name, value in said.items()}
    return {
        "row": row.pk, "kind": row.kind, "file": row.file_id, "name": row.file.name, "sha256": row.file.sha256, **told,
    }  # fmt: skip


def snapshot(application: Application, on: date) -> dict[str, Any]:
    """The answers and papers of an application as they stand, as JSON."""
    organisation = application.organisation
    head = organisation.head_on(on)
    return {
        "on": iso(on),
        "answers": {
            "ground": application.ground,
            "ground_note": application.ground_note,
            "name": organisation.name_on(on).full,
            "address": organisation.address_on(on),
            "head": f"{head.person.full_name}, {head.post}" if head else "",
            "phone": organisation.phone,
            "email": organisation.email,
            "recommended_name": application.recommended_name,
            "recommended_post": application.recommended_post,
            "acquainted_version": application.acquainted_version,
        },
        "papers": [_paper(row) for row in application.package],
    }


@dataclass(frozen=True)
class Change:
    """One thing that differs between two rounds: what, how it was and how it is; a paper with both its files."""

    target: str
    label: Any
    how: str
    was: Any = ""
    now: Any = ""
    details: tuple[tuple[str, Any, Any], ...] = ()
    remarks: list[Any] = field(default_factory=list, compare=False)
    rows: list[Any] = field(default_factory=list, compare=False)

    @property
    def is_paper(self) -> bool:
        return self.target in ApplicationPaper.Kind.values


def shown(name: str, value: Any) -> Any:
    """An answer as people read it: the words of a choice instead of its key."""
    words = {"ground": dict(Application.Ground.choices), "result": dict(ApplicationPaper.Result.choices)}
    return words.get(name, {}).get(value, value)


def changes(was: dict[str, Any], now: dict[str, Any]) -> list[Change]:
    """What differs between two snapshots: answers old and new, papers replaced, added, removed or described anew."""
    return [*_answers(was, now), *_papers(was, now)]


def _answers(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    for name, (target, label) in ANSWERS.items():
        old, new = was["answers"].get(name, ""), now["answers"].get(name, "")
        if old != new:
            yield Change(target, label, "changed", shown(name, old), shown(name, new))


def _papers(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Change]:
    before, after = ({row["row"]: row for row in side.get("papers", [])} for side in (was, now))
    labels = target_names()
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        kind = (new or old)["kind"]
        if old is None or new is None:
            yield Change(kind, labels[kind], "removed" if new is None else "added", old, new)
            continue
        details = tuple(
            (rules.DETAIL_NAMES[name], shown(name, old.get(name, "")), shown(name, new.get(name, "")))
            for name in READ_OFF
            if old.get(name) != new.get(name)
        )
        if old["sha256"] != new["sha256"]:
            yield Change(kind, labels[kind], "replaced", old, new, details)
        elif details:
            yield Change(kind, labels[kind], "described", old, new, details)


def changed_targets(was: dict[str, Any], now: dict[str, Any]) -> set[str]:
    """What remarks are pinned to that is no longer as it was."""
    return {change.target for change in changes(was, now)}


def told(stored: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of a snapshot as rows of a list: label and value; what was not answered is left out."""
    return [
        {"label": label, "value": shown(name, stored["answers"][name])}
        for name, (_target, label) in ANSWERS.items()
        if stored["answers"].get(name)
    ]
