"""Kept files: whole on the disk before their row, counted, handed out harmless."""

import hashlib
import os
from pathlib import Path

import pytest

from association import files
from association.doors import Checked, Unacceptable
from association.models import Organisation, StoredFile, User
from tests.association.moments import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder_of_its_own(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_DIR.mkdir()


@pytest.fixture
def organisation():
    return Organisation.objects.create(sector="general", title="Лицей № 1", sort_key="1", name_search="лицей 1")


@pytest.fixture
def user():
    return User.objects.create_user("aida@example.org")


def checked(data=b"%PDF-1.7 x", name="Заявление.pdf"):
    return Checked("pdf", "application/pdf", name, hashlib.sha256(data).hexdigest(), data)


def test_a_file_is_kept_under_its_digest(organisation, user, settings):
    stored = files.keep(checked(), organisation=organisation, by=user, at=NOON)

    row = StoredFile.objects.get()
    assert row == stored
    assert (row.name, row.size, row.mime, row.kind) == ("Заявление.pdf", 10, "application/pdf", "pdf")
    assert (row.organisation, row.uploaded_by, row.uploaded_at) == (organisation, user, NOON)
    assert row.path == settings.FILES_DIR / row.sha256[:2] / row.sha256
    with files.open_file(row) as source:
        assert source.read() == b"%PDF-1.7 x"
    assert files.is_intact(row)
    assert row.path.stat().st_mode & 0o777 == 0o640


def test_equal_bytes_lie_once_and_leave_no_parts(organisation, user, settings):
    first, second = (files.keep(checked(), organisation=organisation, by=user, at=NOON) for _ in range(2))

    assert first.pk != second.pk
    assert [path for path in settings.FILES_DIR.rglob("*") if path.is_file()] == [first.path]


def test_damaged_bytes_are_noticed_and_healed_by_the_next_upload(organisation, user):
    stored = files.keep(checked(), organisation=organisation, by=user, at=NOON)
    stored.path.write_bytes(b"%PDF-1.7 y")
    assert not files.is_intact(stored)

    files.keep(checked(), organisation=organisation, by=user, at=NOON)
    assert files.is_intact(stored)
    stored.path.unlink()
    assert not files.is_intact(stored)


def test_file_and_folders_are_on_the_disk_before_the_row(organisation, user, monkeypatch, settings):
    synced, real = [], os.fsync

    def noting(handle):
        synced.append((Path(os.readlink(f"/proc/self/fd/{handle}")), StoredFile.objects.count()))
        real(handle)

    monkeypatch.setattr(os, "fsync", noting)
    stored = files.keep(checked(), organisation=organisation, by=user, at=NOON)

    assert synced[0][0].name.startswith(stored.sha256)
    assert synced[1:] == [(stored.path.parent, 0), (settings.FILES_DIR, 0)]


def test_a_full_disk_leaves_neither_row_nor_part(organisation, user, monkeypatch, settings):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(checked(), organisation=organisation, by=user, at=NOON)

    assert not StoredFile.objects.exists()
    assert [path for path in settings.FILES_DIR.rglob("*") if path.is_file()] == []


def test_an_organisation_keeps_so_much_and_no_more(organisation, user, monkeypatch):
    monkeypatch.setattr(files, "ORGANISATION_LIMIT", 25)
    other = Organisation.objects.create(sector="general", title="Лицей № 2", sort_key="2", name_search="лицей 2")
    files.keep_made(bytes(100), name="Протокол", organisation=organisation, at=NOON)
    for data in (b"a" * 10, b"b" * 15):
        files.keep(checked(data), organisation=organisation, by=user, at=NOON)

    with pytest.raises(Unacceptable) as refused:
        files.keep(checked(b"c"), organisation=organisation, by=user, at=NOON)
    assert (refused.value.code, "МБ" in refused.value.sentence) == ("no-room", True)
    files.keep(checked(b"c"), organisation=other, by=user, at=NOON)
    files.keep(checked(b"c" * 50), organisation=None, by=user, at=NOON)
    assert StoredFile.objects.count() == 5


def test_a_paper_of_the_portal_is_kept_too(organisation):
    stored = files.keep_made(b"%PDF-1.7 z", name="Протокол № 1/2.pdf", organisation=organisation, at=NOON)

    assert (stored.name, stored.kind, stored.uploaded_by) == ("Протокол № 1-2.pdf", "pdf", None)
    assert files.is_intact(stored)


def test_a_download_runs_nothing(organisation, user):
    stored = files.keep(checked(name="Заявление \r\nX: 1.pdf"), organisation=organisation, by=user, at=NOON)

    response = files.serve(stored)

    assert b"".join(response.streaming_content) == b"%PDF-1.7 x"
    response.close()
    assert {name: response.headers[name] for name in response.headers if name != "Content-Disposition"} == {
        "Content-Type": "application/pdf",
        "Content-Length": "10",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
    assert response.headers["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response.headers["Content-Disposition"]
