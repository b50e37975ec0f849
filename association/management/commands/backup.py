"""Writes one archive of the whole portal."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from association import backups, clock


class Command(BaseCommand):
    """Prints the archive and its SHA-256; exit code 1 when files are lost or spoilt, which the archive then lacks."""

    help = "Write tables and files into one archive (a file, or a name of its own in a folder)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", type=Path, help="the archive to write, or the folder for it")

    def handle(self, *args, path: Path, **options) -> None:
        at = clock.now()
        if path.is_dir():
            stamp = at.astimezone(UTC).isoformat(timespec="seconds")[:19]
            path = path / f"portal-{stamp.replace(':', '').replace('-', '')}.tar.gz"
        if path.exists():
            raise CommandError(f"{path} exists already")
        if not path.parent.is_dir():
            raise CommandError(f"there is no folder {path.parent}")
        made = backups.make(path, at=at)
        self.stdout.write(f"{made.path} sha256 {made.sha256}")
        for name in made.lost:
            self.stderr.write(f"the file {name} is lost or spoilt and not in the archive")
        if made.lost:
            raise SystemExit(1)
