"""Checks that nothing recorded was changed behind the portal's back."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from association import anchors, clock, journal
from association.anchors import Anchor


class Command(BaseCommand):
    """Prints the findings and the head of the journal; exit code 1 when there are findings."""

    help = "Check the journal, its seals and the protected tables; exit code 1 when something is wrong."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--anchor", action="append", default=[], metavar="NUMBER:DIGEST|FILE",
            help="a head kept outside, as printed in signed papers, or a file of them; may be given many times",
        )  # fmt: skip

    def handle(self, *args, **options) -> None:
        kept = [anchor for text in options["anchor"] for anchor in _anchors(text)]
        findings = journal.verify(at=clock.now(), anchors=[(one.number, one.digest) for one in kept])
        number, digest = journal.head()
        if options["json"]:
            rows = [{"code": row.code, "subject": row.subject, "sentence": str(row.sentence)} for row in findings]
            answer = {"ok": not findings, "head": {"number": number, "digest": digest}, "findings": rows}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            for row in findings:
                self.stdout.write(f"{row.code}: {row.sentence}")
            self.stdout.write(f"seal {number} {digest}: {len(findings)} findings")
        if findings:
            raise SystemExit(1)


def _anchors(text: str) -> list[Anchor]:
    try:
        return anchors.read(Path(text)) if Path(text).is_file() else [Anchor.read(text)]
    except ValueError as wrong:
        raise CommandError(f"--anchor {wrong}: expected NUMBER:DIGEST, as in 17:9f86d0…, or a file of them") from wrong
