"""Brings an empty portal to what an archive holds."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from association import backups


class Command(BaseCommand):
    """Refuses a damaged archive, another version and a portal that holds something, before anything is touched."""

    help = "Restore an archive of `backup` into an empty, migrated portal, on either database."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", type=Path, help="the archive")
        parser.add_argument("--check", action="store_true", help="only look whether the archive is whole")

    def handle(self, *args, path: Path, check: bool, **options) -> None:
        try:
            manifest = backups.examine(path) if check else backups.restore(path)
        except (backups.Damaged, backups.NotEmpty) as refused:
            raise CommandError(str(refused)) from refused
        rows, files = sum(row["size"] for row in manifest["tables"].values()), len(manifest["files"])
        head = manifest["head"]
        self.stdout.write(f"{'whole' if check else 'restored'}: {rows} rows, {files} files of {manifest['made_at']}")
        self.stdout.write(f"the journal ended with {head['number']}:{head['digest']}")
        for name in manifest["lost"]:
            self.stderr.write(f"the file {name} was lost before the backup")
