"""Counts every closed vote again from what was recorded raw."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from association.fmt import date_text, moment_text
from presidium.queries_recount import Recount, recounts


class Command(BaseCommand):
    """Prints what differs and what was entered late; exit code 1 when something differs."""

    help = "Count every closed vote again from ballots and the log of presence; exit code 1 when a figure differs."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args, **options) -> None:
        rows = [_told(row) for row in recounts()]
        wrong = sum(len(row["differences"]) for row in rows)
        late = sum(len(row["late"]) for row in rows)
        if options["json"]:
            answer = {"ok": not wrong, "votes": len(rows), "differences": wrong, "late": late, "rows": rows}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            for row in rows:
                for line in (*row["differences"], *row["late"]):
                    self.stdout.write(f"{row['vote']}: {line}")
            self.stdout.write(f"{len(rows)} votes recounted: {wrong} differences, {late} facts entered late")
        if wrong:
            raise SystemExit(1)


def _told(row: Recount) -> dict[str, Any]:
    meeting = row.vote.item.meeting
    return {
        "vote": f"vote {row.vote.pk}, {date_text(meeting.held_on, 'ru', 'short')}, item {row.vote.item.number}",
        "rule": row.vote.rule, "for": row.votes_for, "against": row.against, "abstained": row.abstained,
        "not_voting": row.silent, "passed": row.passed,
        "differences": [f"{one.code}: {one.sentence}" for one in row.differences],
        "late": [
            f"late: {one.participant.person} {'arrived' if one.arrived else 'left'} at "
            f"{moment_text(one.at, 'ru', 'seconds')}, entered at {moment_text(one.entered_at, 'ru', 'seconds')}"
            for one in row.late
        ],
    }  # fmt: skip
