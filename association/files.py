"""Keeping files and handing them out; the bytes are on the disk before their row is in the database."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.doors import KINDS, Checked, Unacceptable, clean_name
from association.models import Organisation, StoredFile, User
from association.statute import Refused, Verdict, say

ORGANISATION_LIMIT = 200 * 2**20
Own = Callable[[], QuerySet[StoredFile]]
_OWN_ADDRESS: list[Own] = []
ZIP = "application/zip"  # made here only: uploads of archives are refused


def keep_behind(files: Own) -> Own:
    """Let an app hand files out at an address of its own alone, as where each opening is noted (A-4.8)."""
    if files not in _OWN_ADDRESS:
        _OWN_ADDRESS.append(files)
    return files


def at_large(rows: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    """Leave out the files that an app hands out itself."""
    for files in _OWN_ADDRESS:
        rows = rows.exclude(pk__in=files())
    return rows


@transaction.atomic
def keep(checked: Checked, *, organisation: Organisation | None, by: User | None, at: datetime) -> StoredFile:
    """Store a checked file; an organisation may keep ORGANISATION_LIMIT bytes in all.

    Raises Unacceptable when there is no room left; papers made by the portal do not count. Equal bytes lie on the
    disk once, each upload has its row.
    """
    if organisation is not None:
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        used = organisation.files.filter(uploaded_by__isnull=False).aggregate(total=Sum("size"))["total"] or 0
        if used + checked.size > ORGANISATION_LIMIT:
            raise Unacceptable(
                _("“%(name)s” does not fit: an organisation keeps up to %(room)s MB of files, %(free)s MB are left."),
                checked.name,
                code="no-room",
                room=ORGANISATION_LIMIT // 2**20,
                free=max(0, ORGANISATION_LIMIT - used) // 2**20,
            )
    return _store(checked, organisation, by, at)


def keep_made(
    data: bytes, *, name: str, organisation: Organisation | None, at: datetime, kind: str = "pdf"
) -> StoredFile:
    """Store a PDF, or an archive of them, that the portal itself made; the name is cleaned like any other."""
    mime = ZIP if kind == "zip" else KINDS[kind].mime
    checked = Checked(kind, mime, clean_name(name.replace("/", "-")), hashlib.sha256(data).hexdigest(), data)
    return _store(checked, organisation, None, at)


def _store(checked: Checked, organisation: Organisation | None, by: User | None, at: datetime) -> StoredFile:
    stored = StoredFile(
        sha256=checked.sha256,
        name=checked.name,
        mime=checked.mime,
        kind=checked.kind,
        size=checked.size,
        organisation=organisation,
        uploaded_by=by,
        uploaded_at=at,
    )
    write_bytes(stored.path, checked.data)
    stored.save(force_insert=True)
    return stored


def remove_made(stored: StoredFile) -> None:
    """Drop a file that the portal made and can make again; equal bytes that another row keeps stay on the disk."""
    path, digest = stored.path, stored.sha256
    stored.delete()

    def unlink() -> None:
        if not StoredFile.objects.filter(sha256=digest, removed_at=None).exists():
            path.unlink(missing_ok=True)

    transaction.on_commit(unlink)


def drop_written_off(digests: Iterable[str]) -> None:
    """Take bytes off the disk that no row keeps any more; those that another row keeps stay (A-4.10d)."""
    wanted = set(digests)
    kept = set(StoredFile.objects.filter(sha256__in=wanted, removed_at=None).values_list("sha256", flat=True))
    for digest in wanted - kept:
        StoredFile(sha256=digest).path.unlink(missing_ok=True)


def left_on_disk(digests: Iterable[str]) -> list[str]:
    """Name the digests whose bytes still lie on the disk although no row keeps them."""
    wanted = set(digests)
    kept = set(StoredFile.objects.filter(sha256__in=wanted, removed_at=None).values_list("sha256", flat=True))
    return sorted(digest for digest in wanted - kept if StoredFile(sha256=digest).path.exists())


def open_file(stored: StoredFile) -> BinaryIO:
    """Open the bytes for reading; raises FileNotFoundError when the disk lost them.

    Refused with the day and the act when they were written off (A-4.10d).
    """
    if stored.removed_at is not None:
        message = _("The document was written off on %(day)s, act No. %(act)s; its number and digest are kept.")
        day = timezone.localtime(stored.removed_at).date()
        act = stored.removed_by.cited if stored.removed_by else ""
        raise Refused(Verdict(False, "A-4.10d", say(message, day=day, act=act)))
    return stored.path.open("rb")


def serve(stored: StoredFile) -> FileResponse:
    """Answer with the file as a download that no browser opens in the portal's name; the caller checks the right."""
    response = FileResponse(open_file(stored), as_attachment=True, filename=stored.name, content_type=stored.mime)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def is_intact(stored: StoredFile) -> bool:
    """Say whether the bytes on the disk are those of the row."""
    return _digest_at(stored.path) == stored.sha256


def _digest_at(path: Path) -> str:
    with suppress(FileNotFoundError), path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
    return ""


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file named by its digest so that after a power cut it is whole or absent; the name comes last."""
    root = Path(settings.FILES_DIR)
    path.parent.mkdir(parents=True, exist_ok=True)
    if _digest_at(path) != path.name:
        _write_whole(path, data)
    for folder in (path.parent, root):
        _sync_folder(folder)


def _write_whole(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
