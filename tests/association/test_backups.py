"""A backup is the whole portal, a damaged one is refused, and a restored portal is the same (P16)."""

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import asdict

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from association import anchors, backups, clock, journal
from association.actions import papers
from association.models import Association, StoredFile
from membership.papers import D05
from tests import servers
from tests.factories import association as ground
from tests.factories.passkeys import Key

READ = """
import json
from dataclasses import asdict
from association import backups
print(json.dumps({label: asdict(part) for label, part in backups.digests().items()}))
"""


@pytest.fixture
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def play():
    """A small portal: people, an organisation, a signed paper, a key, a sealed journal."""
    ground.association()
    secretary, school = ground.secretary(), ground.organisation()
    ground.director(school)
    paper = papers.draw(D05, Association.current(), facts={"a": "Ё", "n": [1, None]}, by=secretary, at=ground.AT)
    paper = ground.make_ready(paper)
    papers.sign(
        paper, capacity="chair", post="Председатель", proof=Key(secretary).sign(paper, by=secretary, at=ground.AT),
        sha256=paper.sha256, by=secretary, at=ground.AT,
    )  # fmt: skip
    journal.seal(clock.now())


def manage(folder, url, *arguments):
    """A command of another portal: what it says, and how it ended."""
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], env=environment, cwd=servers.ROOT, text=True, capture_output=True
    )
    return done.returncode, done.stdout, done.stderr


def state(folder, url):
    """The digest of every table and file of a portal."""
    code, said, error = manage(folder, url, "shell", "-v", "0", "-c", READ)
    assert code == 0, error
    kept = sorted(path.name for path in (folder / "files").rglob("*") if path.is_file())
    return json.loads(said), kept


def restored(archive, folder, url):
    """Restore into another portal, and look whether it verifies."""
    folder.mkdir(exist_ok=True)
    code, _said, error = manage(folder, url, "restore", str(archive))
    assert code == 0, error
    code, said, _error = manage(folder, url, "verify", "--json", "--anchor", str(archive.parent / "anchors"))
    assert (code, json.loads(said)["findings"]) == (0, [])
    return state(folder, url)


def test_a_backup_restores_to_the_same_portal_on_either_database(committed, own_folder, folder, pytestconfig):
    play()
    anchors.drop(at=clock.now())
    archive = own_folder / "backup.tar.gz"
    assert backups.make(archive, at=clock.now()).lost == ()
    wanted = json.loads(json.dumps({label: asdict(part) for label, part in backups.digests().items()}))
    kept = sorted(set(StoredFile.objects.values_list("sha256", flat=True)))

    target = servers.Database(committed.source, folder, pytestconfig.portal_postgres)
    target.create()
    try:
        if pytestconfig.portal_postgres:  # the other way round, through SQLite
            other = f"sqlite:///{own_folder}/other.sqlite3"
            assert manage(own_folder, other, "migrate", "-v", "0")[0] == 0
            assert restored(archive, own_folder / "other", other) == (wanted, kept)
            archive = own_folder / "second.tar.gz"
            assert manage(own_folder / "other", other, "backup", str(archive))[0] == 0
        assert restored(archive, own_folder / "target", target.url) == (wanted, kept)
        assert wanted["association.signature"]["size"] == 1

        again = manage(own_folder / "target", target.url, "restore", str(archive))
        assert (again[0], "is not empty" in again[2]) == (1, True)
        first = "from tests.factories import association as ground; print(ground.person().pk > 0)"
        assert manage(own_folder / "target", target.url, "shell", "-v", "0", "-c", first)[1].split() == ["True"]
    finally:
        target.drop()


def changed(archive, target, change):
    """Copy an archive, each member passed through `change(name, data)`; None leaves it out."""
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = change(member.name, old.extractfile(member).read())
            if data is not None:
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))


DAMAGES = {
    "a table with another row": lambda name, data: data + b"[]\n" if name == "tables/association.person" else data,
    "a table without a row": lambda name, data: b"" if name == "tables/association.person" else data,
    "a table left out": lambda name, data: None if name == "tables/association.person" else data,
    "a file changed": lambda name, data: data + b" " if name.startswith("files/") else data,
    "a file left out": lambda name, data: None if name.startswith("files/") else data,
    "no manifest": lambda name, data: None if name == "manifest.json" else data,
    "a manifest of another format": lambda name, data: b'{"format": 2}' if name == "manifest.json" else data,
    "a manifest of nonsense": lambda name, data: b"[" if name == "manifest.json" else data,
}


@pytest.mark.django_db
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_archive_is_refused_before_anything_is_touched(damage, own_folder):
    play()
    archive, broken = own_folder / "backup.tar.gz", own_folder / "broken.tar.gz"
    backups.make(archive, at=clock.now())
    changed(archive, broken, DAMAGES[damage])

    assert backups.examine(archive)["format"] == 1
    with pytest.raises(backups.Damaged):
        backups.restore(broken)


@pytest.mark.django_db
def test_an_archive_cut_short_or_with_a_turned_bit_is_refused(own_folder):
    play()
    archive, broken = own_folder / "backup.tar.gz", own_folder / "broken.tar.gz"
    backups.make(archive, at=clock.now())
    data = archive.read_bytes()
    for place in range(20, len(data), max(1, len(data) // 25)):
        for spoilt in (data[:place], data[:place] + bytes([data[place] ^ 16]) + data[place + 1 :]):
            broken.write_bytes(spoilt)
            with pytest.raises(backups.Damaged):
                backups.examine(broken)
    with pytest.raises(CommandError):
        call_command("restore", str(broken), "--check")


@pytest.mark.django_db
def test_a_lost_file_is_named_and_the_rest_is_saved(own_folder):
    play()
    lost = StoredFile.objects.get()
    lost.path.write_bytes(b"other bytes")
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit):
        call_command("backup", str(own_folder), stdout=out, stderr=err)

    assert lost.sha256 in err.getvalue()
    assert (backups.last().lost, backups.examine(own_folder / backups.last().path)["files"]) == ((lost.sha256,), {})
    lost.path.unlink()


@pytest.mark.django_db
def test_an_archive_is_never_overwritten_and_only_its_owner_reads_it(own_folder):
    ground.association()
    archive = own_folder / "backup.tar.gz"
    call_command("backup", str(archive), stdout=io.StringIO())

    assert archive.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError):
        call_command("backup", str(archive))


@pytest.mark.django_db
def test_everything_but_sessions_is_backed_up():
    every = {model._meta.db_table for model in backups.tables().values()}
    with connection.cursor() as cursor:
        known = set(connection.introspection.table_names(cursor))

    left = {"django_migrations", "django_session", "usersessions_usersession", "portal_cache", "sqlite_sequence"}
    assert known - every <= left


@pytest.mark.django_db
def test_an_anchor_finds_a_rewritten_journal(own_folder):
    ground.association()
    out = io.StringIO()
    call_command("anchor", stdout=out)
    kept = out.getvalue().strip()

    assert (anchors.book().read_text().strip(), str(anchors.last())) == (kept, kept)
    assert (anchors.last().number, anchors.last().digest) == journal.head()
    said = io.StringIO()
    call_command("verify", "--anchor", str(anchors.book()), stdout=said)
    assert "0 findings" in said.getvalue()
    (own_folder / "foreign").write_text(f"{anchors.last().number}:{'0' * 64}\n")
    with pytest.raises(SystemExit):
        call_command("verify", "--anchor", str(own_folder / "foreign"), stdout=said)
    (own_folder / "foreign").write_text("nonsense\n")
    with pytest.raises(CommandError):
        call_command("verify", "--anchor", str(own_folder / "foreign"))
