"""Does the journal still say what it said? verify() names every edited, missing or unprotected row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext_lazy as _

from association import protect
from association.canonical import EMPTY_DIGEST, digest
from association.journal.entries import ERASURE, entry_digest, row_digests, seal_digest
from association.models import AuditEntry, Seal, SealedEntry

PATIENCE = timedelta(minutes=1)
CHUNK = 1000
BATCH = 200


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: a stable code, what it is about, and a sentence."""

    code: str
    subject: str

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % {"subject": self.subject}


SENTENCES = {
    "edited-entry": _("Journal entry %(subject)s was edited."),
    "edited-payload": _("The facts of journal entry %(subject)s were edited."),
    "missing-payload": _("The facts of journal entry %(subject)s are missing."),
    "unrecorded-erasure": _("The facts of journal entry %(subject)s were erased, but no act of erasure is recorded."),
    "edited-row": _("The protected row %(subject)s was edited after it was recorded."),
    "missing-row": _("The protected row %(subject)s is missing."),
    "missing-entry": _("An entry of seal %(subject)s is missing."),
    "missing-seal": _("Seal %(subject)s is missing."),
    "edited-seal": _("Seal %(subject)s was edited, or its entries were."),
    "broken-chain": _("Seal %(subject)s does not follow the one before it."),
    "anchor": _("The journal has no seal %(subject)s with the digest that was published."),
    "unsealed": _("Journal entry %(subject)s is older than a minute and has no seal."),
    "unprotected": _("The protection of %(subject)s is missing or was changed."),
}


def verify(*, at: datetime, anchors: Iterable[tuple[int, str]] = ()) -> list[Finding]:
    """Check every entry, payload, seal, protected row and trigger; an empty list means that all is well.

    `anchors` are heads kept outside (number, digest): with them a rewritten or shortened journal is found too.
    """
    findings = [Finding("unprotected", table) for table in protect.missing(connection)]
    findings += [*_entries(), *_seals()]
    stale = AuditEntry.objects.filter(sealed__isnull=True, at__lt=at - PATIENCE)
    findings += [Finding("unsealed", str(pk)) for pk in stale.order_by("pk").values_list("pk", flat=True)]
    kept = list(anchors)
    known = dict(Seal.objects.filter(number__in=[number for number, _digest in kept]).values_list("number", "digest"))
    return findings + [Finding("anchor", str(number)) for number, text in kept if known.get(number) != text]


def _entries() -> Iterator[Finding]:
    """Compare every entry with its digests, and the protected rows with what was recorded of them."""
    erased: list[int] = []
    rows: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    for entry in AuditEntry.objects.order_by("pk").select_related("payload").iterator(chunk_size=CHUNK):
        if entry.digest != entry_digest(entry):
            yield Finding("edited-entry", str(entry.pk))
        payload = getattr(entry, "payload", None)
        if payload is None:
            yield Finding("missing-payload", str(entry.pk))
        elif payload.is_erased:
            erased.append(entry.pk)
        elif digest(payload.salt, payload.text) != entry.facts_digest:
            yield Finding("edited-payload", str(entry.pk))
        elif row := json.loads(payload.text).get("row"):
            rows[entry.subject_type][entry.pk] = (entry.subject_id, row)
    allowed: set[int] = set()
    for entry in AuditEntry.objects.filter(verb=ERASURE).select_related("payload"):
        allowed.update(entry.facts.get("entries", ()))
    yield from (Finding("unrecorded-erasure", str(pk)) for pk in erased if pk not in allowed)
    for label, recorded in rows.items():
        yield from _rows(label, list(recorded.values()))


def _rows(label: str, recorded: list[tuple[str, str]]) -> Iterator[Finding]:
    """Compare protected rows with the digests recorded of them, a batch at a time."""
    for start in range(0, len(recorded), BATCH):
        batch = recorded[start : start + BATCH]
        present = row_digests(apps.get_model(label), {pk for pk, _kept in batch})
        for pk, kept in dict.fromkeys(batch):
            if pk not in present:
                yield Finding("missing-row", f"{label}:{pk}")
            elif present[pk] != kept:
                yield Finding("edited-row", f"{label}:{pk}")


def _seals() -> Iterator[Finding]:
    """Walk the chain: numbers without a hole, each seal on the one before, each digest over its entries."""
    seals = list(Seal.objects.order_by("number"))
    places = SealedEntry.objects.order_by("seal__number", "position").values_list(
        "seal__number", "entry_id", "entry__digest"
    )
    chained = groupby(places.iterator(chunk_size=CHUNK), key=lambda place: place[0])
    number, entries = next(chained, (None, ()))
    expected, previous = 1, EMPTY_DIGEST
    for row in seals:
        while number is not None and number < row.number:
            number, entries = next(chained, (None, ()))
        own = [(pk, text) for _number, pk, text in entries] if number == row.number else []
        yield from (Finding("missing-seal", str(lost)) for lost in range(expected, row.number))
        if row.number == expected and row.previous != previous:
            yield Finding("broken-chain", str(row.number))
        if len(own) < row.count:
            yield Finding("missing-entry", str(row.number))
        elif row.digest != seal_digest(row, own):
            yield Finding("edited-seal", str(row.number))
        expected, previous = row.number + 1, row.digest
