"""Print the clause matrix: clause, owner, state, rule or record, route, tests."""

import json

from django.core.management.base import BaseCommand, CommandError, CommandParser

from association import matrix
from association.statute import CLAUSES

OWNERS = sorted({owner for clause in CLAUSES.values() for owner in clause.owners})


class Command(BaseCommand):
    help = "Prints each clause of both regulations with its owner, state, rule or record, route and tests."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--owner", help=f"one of {' '.join(OWNERS)}")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args, owner: str | None, as_json: bool, **options) -> None:
        if owner is not None and owner not in OWNERS:
            raise CommandError(f"unknown owner {owner!r}; one of {' '.join(OWNERS)}")
        rows = matrix.rows(owner=owner)
        self.print_json(rows) if as_json else self.print_table(rows)

    def print_json(self, rows: list[matrix.Row]) -> None:
        """All rows as a JSON list."""
        self.stdout.write(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=1))

    def print_table(self, rows: list[matrix.Row]) -> None:
        """One line for each row, and the sums."""
        for row in rows:
            stands = [rule.name for rule in row.rules] or row.records
            routes = [screen.name for screen in row.screens]
            columns = (row.clause.id.ljust(8), row.clause.owner.ljust(5), row.state.ljust(7))
            self.stdout.write("  ".join([*columns, *(", ".join(part) or "-" for part in (stands, routes, row.tests))]))
        counts = (f"{state}: {sum(row.state == state for row in rows)}" for state in matrix.STATES)
        self.stdout.write(f"{len(rows)} clauses; {', '.join(counts)}")
