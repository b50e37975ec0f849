"""One archive of the whole portal: every table as lines of JSON, every file, and a manifest with their digests.

The archive does not depend on the database: one made of SQLite is restored into PostgreSQL and the other way round.
Sessions are left out; everybody signs in anew. The environment of the server (SECRET_KEY, addresses) is kept apart.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import django
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from association import files, journal, protect
from association.canonical import canonical, moment
from association.models import Association, StoredFile, User

FORMAT = 1
MANIFEST = "manifest.json"
LEFT_OUT = {"sessions.session", "usersessions.usersession"}
CHUNK, BLOCK = 500, 2**20


class Damaged(Exception):
    """Raised for an archive that is not whole, before anything is touched."""


class NotEmpty(Exception):
    """Raised when the portal to restore into holds something, or is of another version."""


@dataclass(frozen=True)
class Part:
    """One table or file of an archive: its digest, and how many rows or bytes it has."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Backup:
    """What is remembered of the last backup."""

    at: datetime
    path: str
    sha256: str
    lost: tuple[str, ...] = ()


def tables() -> dict[str, type[models.Model]]:
    """Every table that is backed up, by its label."""
    every = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    return {label: every[label] for label in sorted(every) if every[label]._meta.managed and label not in LEFT_OUT}


def lines(model: type[models.Model]) -> Iterable[bytes]:
    """Write the rows of a table in the order of their keys, each as one line of canonical JSON."""
    rows = model._base_manager.order_by("pk").values_list(*[field.attname for field in _fields(model)])
    written = (canonical(row).encode() + b"\n" for row in rows.iterator(chunk_size=CHUNK))
    # Databases order texts each in its own way.
    return sorted(written) if isinstance(model._meta.pk, models.CharField) else written


def digests() -> dict[str, Part]:
    """Digest every table as an archive would hold it."""
    with _one_moment():
        return {label: _rows_digest(lines(model)) for label, model in tables().items()}


def make(path: Path, *, at: datetime) -> Backup:
    """Write the archive; the name appears when it is whole. Files whose bytes are spoilt are named and left out."""
    part = path.with_name(f"{path.name}.part")
    manifest: dict[str, Any] = {
        "format": FORMAT, "made_at": moment(at), "django": django.__version__, "database": connection.vendor,
    }  # fmt: skip
    with open(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as target:
        packed = gzip.GzipFile(filename="", mode="wb", fileobj=target, mtime=0)
        with packed, tarfile.open(fileobj=packed, mode="w") as archive:
            with _one_moment():
                number, digest = journal.head()
                manifest |= {"head": {"number": number, "digest": digest}, "migrations": _migrations()}
                manifest["tables"] = {label: asdict(_add_table(archive, label)) for label in tables()}
                kept_rows = StoredFile.objects.filter(removed_at=None)
                wanted = sorted(set(kept_rows.values_list("sha256", flat=True)))
            kept = {name: _add_file(archive, name) for name in wanted}
            manifest["files"] = {name: asdict(found) for name, found in kept.items() if found}
            manifest["lost"] = [name for name, found in kept.items() if found is None]
            _add(archive, MANIFEST, io.BytesIO(canonical(manifest).encode()))
        target.flush()
        os.fsync(target.fileno())
        target.seek(0)
        sha256 = hashlib.file_digest(target, "sha256").hexdigest()
    os.replace(part, path)
    made = Backup(at, str(path), sha256, tuple(manifest["lost"]))
    _note().write_text(canonical({"at": at, "path": made.path, "sha256": sha256, "lost": made.lost}), encoding="utf-8")
    return made


def last() -> Backup | None:
    """What is remembered of the last backup of this portal."""
    if not _note().is_file():
        return None
    kept = json.loads(_note().read_text(encoding="utf-8"))
    return Backup(datetime.fromisoformat(kept["at"]), kept["path"], kept["sha256"], tuple(kept["lost"]))


def examine(path: Path) -> dict[str, Any]:
    """Read the whole archive and hold it against its manifest; gives the manifest or raises Damaged."""
    found: dict[str, Part] = {}
    manifest: dict[str, Any] = {}
    try:
        with gzip.open(path) as packed, tarfile.open(fileobj=packed, mode="r:") as archive:
            for member in archive:
                source = archive.extractfile(member)
                if source is None or member.name in found or manifest:
                    raise Damaged(f"{member.name} does not belong into a backup")
                if member.name == MANIFEST:
                    manifest = json.load(source)
                else:
                    found[member.name] = _member_part(member.name, source)
            while packed.read(BLOCK):  # the checksum of the whole stands behind its last byte
                pass
    except (OSError, EOFError, tarfile.TarError, zlib.error, ValueError) as broken:
        raise Damaged(f"the archive cannot be read to its end: {broken}") from broken
    if manifest.get("format") != FORMAT:
        raise Damaged("the manifest is missing or of another format")
    wanted = {
        f"{folder}/{name}": Part(**row) for folder in ("tables", "files") for name, row in manifest[folder].items()
    }
    wrong = sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    if wrong:
        raise Damaged(f"not as the manifest says: {', '.join(wrong[:5])}")
    return manifest


def restore(path: Path) -> dict[str, Any]:
    """Bring an empty portal of the same version to what the archive holds; gives the manifest.

    Raises Damaged or NotEmpty before anything is touched.
    """
    manifest = examine(path)
    _demand_empty(manifest)
    with tarfile.open(path, mode="r:gz") as archive, transaction.atomic():
        loaded = []
        for label in sorted(set(manifest["tables"]), reverse=True):
            if label in tables() and label not in protect.GUARDS:
                tables()[label]._base_manager.all()._raw_delete(connection.alias)
        for member in archive:
            folder, _slash, name = member.name.partition("/")
            source = archive.extractfile(member)
            if folder == "tables":
                loaded.append(tables()[name])
                _load(loaded[-1], source)
            elif folder == "files":
                files.write_bytes(Path(settings.FILES_DIR) / name[:2] / name, source.read())
        connection.check_constraints()
        _continue_numbers(loaded)
        differing = [label for label, found in digests().items() if asdict(found) != manifest["tables"][label]]
        if differing:
            raise DatabaseError(f"restored otherwise than backed up: {', '.join(differing)}")
    ContentType.objects.clear_cache()
    return manifest


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment without holding up who writes."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:  # Django's own transactions would take SQLite's lock for writing
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _rows_digest(rows: Iterable[bytes]) -> Part:
    total, count = hashlib.sha256(), 0
    for row in rows:
        total.update(row)
        count += 1
    return Part(total.hexdigest(), count)


def _member_part(name: str, source: IO[bytes]) -> Part:
    """Digest one member of an archive: a table counts rows, a file bytes."""
    if name.startswith("tables/"):
        return _rows_digest(source)
    total, size = hashlib.sha256(), 0
    while block := source.read(BLOCK):
        total.update(block)
        size += len(block)
    return Part(total.hexdigest(), size)


def _add(archive: tarfile.TarFile, name: str, source: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = source.seek(0, os.SEEK_END), 0o600
    source.seek(0)
    archive.addfile(entry, source)


def _add_table(archive: tarfile.TarFile, label: str) -> Part:
    with tempfile.TemporaryFile() as spool:
        spool.writelines(lines(tables()[label]))
        _add(archive, f"tables/{label}", spool)
        spool.seek(0)
        return _rows_digest(spool)


def _add_file(archive: tarfile.TarFile, name: str) -> Part | None:
    try:
        with (Path(settings.FILES_DIR) / name[:2] / name).open("rb") as source:
            part = _member_part(f"files/{name}", source)
            if part.sha256 == name:
                _add(archive, f"files/{name}", source)
                return part
    except FileNotFoundError:
        pass
    return None


def _migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _note() -> Path:
    return Path(settings.DATA_DIR) / "last_backup.json"


def _demand_empty(manifest: dict[str, Any]) -> None:
    if manifest["migrations"] != _migrations() or set(manifest["tables"]) != set(tables()):
        raise NotEmpty("the backup is of another version: install that version, restore, then migrate")
    held = [model for label, model in tables().items() if model in (Association, User) or label in protect.GUARDS]
    filled = [model._meta.label_lower for model in held if model._base_manager.exists()]
    if filled:
        raise NotEmpty(f"this portal is not empty: {', '.join(filled[:5])}")


def _load(model: type[models.Model], source: IO[bytes]) -> None:
    """Insert the rows as they are: no defaults, no signals, no moments of their own."""
    fields, batch = _fields(model), []
    for line in source:
        values = zip(fields, json.loads(line), strict=True)
        batch.append(model(**{field.attname: field.to_python(value) for field, value in values}))
        if len(batch) == CHUNK:
            _insert(model, fields, batch)
            batch = []
    _insert(model, fields, batch)


def _insert(model: type[models.Model], fields: list[models.Field], batch: list[models.Model]) -> None:
    step = connection.ops.bulk_batch_size(fields, batch) or CHUNK
    for start in range(0, len(batch), step):
        model._base_manager._insert(batch[start : start + step], fields=fields, using=connection.alias, raw=True)


def _continue_numbers(loaded: list[type[models.Model]]) -> None:
    """Let PostgreSQL give the next rows numbers after those restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), loaded):
            cursor.execute(statement)
