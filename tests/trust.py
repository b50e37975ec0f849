"""What ./portal trust does: the tests that ./portal test leaves out, on the database where it leaves them out."""

import sys

from tests.proof import prove, surroundings

SUITES = {f"of the rest on {name}": ("--part=rest", f"--db={key}") for key, name in
          (("sqlite", "SQLite"), ("postgres", "PostgreSQL"))}  # fmt: skip

if __name__ == "__main__":
    sys.exit(prove(SUITES, surroundings()))
