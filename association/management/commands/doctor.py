"""Is this portal sound, and what is to be done where it is not?"""

from __future__ import annotations

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand

from association import clock, health

MARKS = {health.FINE: "  ok   ", health.WARNING: "  look ", health.SERIOUS: "  BAD  "}


class Command(BaseCommand):
    """Prints one line for each thing looked at, with a remedy; exit code 1 on a serious lack."""

    help = "Look at encryption, database, cache, disk, papers, journal, outbox, files, calendar and rights."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON array")

    def handle(self, *args, **options) -> None:
        found = list(health.findings(clock.now()))
        if options["json"]:
            self.stdout.write(json.dumps([asdict(row) for row in found], ensure_ascii=False))
        else:
            for row in found:
                self.stdout.write(f"{MARKS[row.level]}{row.about}: {row.text}")
                if row.remedy:
                    self.stdout.write(f"         -> {row.remedy}")
        if any(row.level == health.SERIOUS for row in found):
            raise SystemExit(1)
