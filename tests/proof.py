"""What ./portal test does: checks of the code, the suite on SQLite, what writes on PostgreSQL, one last line."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
PURE = ("statute", "states", "calendar", "rules")
APPS = ("association", "membership", "presidium", "mentoring", "qa_system")


def checks():
    """The checks of the code by name, as commands of this Python."""
    rooms = [Path(app, name + end) for app in APPS for name in PURE for end in (".py", "")]
    pure = [str(path) for path in rooms if path.exists()]
    contracts = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return {
        "ruff": ["-m", "ruff", "check", "--quiet", "--output-format", "concise", "."],
        "import contracts": ["-c", contracts, "--no-cache"],
        "mypy": ["-m", "mypy", *pure],
        "djlint": ["-m", "djlint", "--lint", "--quiet", "templates"],
    }


def run(name, command, environment):
    """Run one command of this Python; True when it succeeded."""
    print(f"== {name}", flush=True)
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    return done.returncode == 0


def suite(database, environment):
    """Run pytest on one database; returns how many passed, failed and were skipped."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        command = ["-m", "pytest", "-q", f"--db={database}", f"--junitxml={report.name}", "-o", "junit_family=xunit1"]
        succeeded = run(f"pytest on {database}", command, environment)
        try:
            figures = ElementTree.parse(report.name).getroot().find("testsuite").attrib
        except ElementTree.ParseError:
            return 0, 1, 0  # it did not live to write a report
    failed = int(figures["failures"]) + int(figures["errors"])
    skipped = int(figures["skipped"])
    return int(figures["tests"]) - failed - skipped, max(failed, 0 if succeeded else 1), skipped


def main(arguments):
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    if arguments:
        return 0 if run("pytest", ["-m", "pytest", *arguments], environment) else 1
    passed = failed = skipped = 0
    for name, command in checks().items():
        succeeded = run(name, command, environment)
        passed, failed = passed + succeeded, failed + (not succeeded)
    for database in ("sqlite", "postgres"):
        counts = suite(database, environment)
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
