"""Writing the journal: acts, seals, lawful erasures."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, models, transaction
from django.db.models import Max
from django.db.transaction import TransactionManagementError

from association.canonical import EMPTY_DIGEST, canonical, digest, moment
from association.models import AuditEntry, AuditPayload, Seal, SealedEntry, User
from association.protect import GUARDS, frozen_fields

ERASURE = "journal.erase"
SEAL_SIZE = 5000
SEALER_LOCK = 7_305_415_530_017  # an advisory lock of PostgreSQL: any number, the same for every sealer
LONGEST_TRANSACTION = timedelta(days=1)


def record(verb: str, subject: models.Model | None, *, by: User | None, at: datetime, **facts) -> AuditEntry:
    """Write one act into the journal, in the transaction of the verb that calls it.

    When the subject's table is protected, a digest of its frozen columns is kept too, so that a row edited
    behind the triggers is found. Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"{verb}: an act is recorded inside the transaction of its verb")
    content = {"by_name": by.get_full_name() if by else "", "facts": facts}
    if subject is not None and subject._meta.label_lower in GUARDS:
        content["row"] = row_digests(type(subject), [subject.pk])[str(subject.pk)]
    text, salt = canonical(content), secrets.token_hex(32)
    entry = AuditEntry(
        at=at,
        by=by,
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        facts_digest=digest(salt, text),
    )
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    entry.payload = AuditPayload(entry=entry, salt=salt, text=text)
    entry.payload.save(force_insert=True)
    return entry


@transaction.atomic
def seal(at: datetime, *, sweep: bool = False) -> Seal | None:
    """Chain the committed entries without a seal, in the order of their ids, into the next numbered seal.

    Takes at most SEAL_SIZE entries: call it until it answers None. An entry committed later with a lower id goes
    into a later seal; `sweep` also finds those of transactions that stayed open longer than LONGEST_TRANSACTION.
    """
    _one_sealer()
    fresh = AuditEntry.objects.filter(sealed__isnull=True)
    if not sweep:
        fresh = fresh.filter(pk__gt=_settled(at))
    entries = list(fresh.order_by("pk").values_list("pk", "digest")[:SEAL_SIZE])
    if not entries:
        return None
    number, previous = head()
    new = Seal(number=number + 1, previous=previous, count=len(entries), at=at)
    new.digest = seal_digest(new, entries)
    new.save(force_insert=True)
    SealedEntry.objects.bulk_create(
        [SealedEntry(entry_id=pk, seal=new, position=place) for place, (pk, _digest) in enumerate(entries, start=1)],
        batch_size=250,
    )
    return new


def head() -> tuple[int, str]:
    """The number and digest of the last seal, which outsiders keep; (0, zeros) before the first."""
    return Seal.objects.order_by("-number").values_list("number", "digest").first() or (0, EMPTY_DIGEST)


@transaction.atomic
def erase(entries: Iterable[AuditEntry], *, by: User | None, at: datetime, **facts) -> AuditEntry:
    """Empty the payloads of some entries for good; the chain still verifies. The erasure is itself recorded.

    Raises ValueError for the record of an erasure, which stays.
    """
    chosen = list(entries)
    if any(entry.verb == ERASURE for entry in chosen):
        raise ValueError("the record of an erasure is not erased")
    keys = sorted(entry.pk for entry in chosen)
    AuditPayload.objects.filter(pk__in=keys).exclude(text="").update(salt="", text="")
    return record(ERASURE, None, by=by, at=at, entries=keys, **facts)


def entry_digest(entry: AuditEntry) -> str:
    """The digest of an entry: its own columns and the salted digest of its facts."""
    by = "" if entry.by_id is None else str(entry.by_id)
    return digest(moment(entry.at), by, entry.verb, entry.subject_type, entry.subject_id, entry.facts_digest)


def seal_digest(row: Seal, entries: Iterable[tuple[int, str]]) -> str:
    """The digest of a seal: number, the seal before, moment, and its entries in order."""
    places = canonical([[pk, entry] for pk, entry in entries])
    return digest(str(row.number), row.previous, str(row.count), moment(row.at), places)


def row_digests(model: type[models.Model], keys: Iterable[object]) -> dict[str, str]:
    """Digest the frozen columns of protected rows as the database holds them, by primary key as text."""
    names = [field.attname for field in frozen_fields(model)]
    rows = model._base_manager.filter(pk__in=keys).values("pk", *names)
    return {str(row["pk"]): digest(canonical({name: row[name] for name in names})) for row in rows}


def _one_sealer() -> None:
    """Wait for any other sealer; SQLite's IMMEDIATE transactions already let one in."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])


def _settled(at: datetime) -> int:
    """The id up to which every entry has its seal, so that sealing stays quick in a long journal."""
    last = Seal.objects.filter(at__lt=at - LONGEST_TRANSACTION).order_by("-number").first()
    return SealedEntry.objects.filter(seal=last).aggregate(top=Max("entry_id"))["top"] or 0 if last else 0
