"""The migrated SQLite file is kept between runs: the same migrations are not played twice."""

import hashlib
import os
import sqlite3
from contextlib import closing

from tests.servers import ROOT


def migrated():
    """Where the SQLite file is kept that today's migrations and locked libraries make."""
    sources = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements-test.lock"]
    key = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    return ROOT / "var" / "tests" / f"migrated-{key}.sqlite3"


def keep_copy(source, target):
    """Copy a SQLite file that nobody writes; the name comes last, older copies go, what runs beside is left alone."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for old in target.parent.glob("migrated-*.sqlite3"):
        if old != target:
            old.unlink(missing_ok=True)
    part = target.with_name(f"part-{os.getpid()}")
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(part)) as other:
        one.backup(other)  # with what still lies in the log beside the file
    part.replace(target)
