"""Checks that nothing recorded was changed behind the portal's back."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError

from association import clock, journal


class Command(BaseCommand):
    """Prints the findings and the head of the journal; exit code 1 when there are findings."""

    help = "Check the journal, its seals and the protected tables; exit code 1 when something is wrong."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--anchor", action="append", default=[], metavar="NUMBER:DIGEST",
            help="a head kept outside, as printed in signed papers; may be given many times",
        )  # fmt: skip

    def handle(self, *args, **options) -> None:
        anchors = [_anchor(text) for text in options["anchor"]]
        findings = journal.verify(at=clock.now(), anchors=anchors)
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


def _anchor(text: str) -> tuple[int, str]:
    number, _colon, digest = text.partition(":")
    if not number.isdecimal() or len(digest) != 64:
        raise CommandError(f"--anchor {text}: expected NUMBER:DIGEST, as in 17:9f86d0…")
    return int(number), digest.lower()
