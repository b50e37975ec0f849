"""What ./portal test does: checks of the code, the suite on SQLite, what writes on PostgreSQL, one last line."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

from association.processes import die_with_parent

ROOT = Path(__file__).resolve().parent.parent
PURE = ("statute", "states", "calendar", "rules")
BROWSED = ("tests/journeys", "tests/test_pages.py")
REST = tuple(f"--ignore={path}" for path in BROWSED)
SUITES = {
    "in the browser on SQLite": ("--db=sqlite", *BROWSED),
    "on SQLite": ("--db=sqlite", *REST),
    "on PostgreSQL": ("--db=postgres", *REST),
    "in the browser on PostgreSQL": ("--db=postgres", *BROWSED),
}
AT_ONCE = 3  # on two cores; a browser waits more than it works
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


class Suite:
    """pytest on one database, begun at once: what it prints is kept, and shown when it is awaited."""

    def __init__(self, name, words, environment, folder):
        self.name, self.report, self.told = name, folder / f"{name}.xml", folder / f"{name}.txt"
        command = ["-m", "pytest", "-q", "--durations=12", f"--junitxml={self.report}", "-o", "junit_family=xunit1"]
        with self.told.open("wb") as told:
            self.process = subprocess.Popen(
                [sys.executable, *command, *words], cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=told,
                stderr=subprocess.STDOUT, preexec_fn=lambda: die_with_parent(signal.SIGINT),
            )  # fmt: skip

    def figures(self):
        """Wait for the end and show what was said; returns how many passed, failed and were skipped."""
        print(f"== pytest {self.name}", flush=True)
        self._follow()
        try:
            figures = ElementTree.parse(self.report).getroot().find("testsuite").attrib
        except (OSError, ElementTree.ParseError):
            return 0, 1, 0  # it did not live to write a report
        failed = int(figures["failures"]) + int(figures["errors"])
        skipped = int(figures["skipped"])
        succeeded = self.process.returncode == 0
        return int(figures["tests"]) - failed - skipped, max(failed, 0 if succeeded else 1), skipped

    def _follow(self):
        with self.told.open("rb") as told:
            ended = False
            while not ended:
                ended = self.process.poll() is not None  # asked first: what was said before the end is still read
                sys.stdout.write(told.read().decode(errors="replace"))
                sys.stdout.flush()
                time.sleep(0.5)


def side_by_side(environment, folder):
    """The figures of each suite; some run at once, each with servers and a database of its own."""
    waiting, begun = list(SUITES.items()), []
    while waiting or begun:
        while waiting and len(begun) < AT_ONCE:
            begun.append(Suite(*waiting.pop(0), environment, folder))
        yield begun.pop(0).figures()


def main(arguments):
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)  # importing the product names it; the tests name it when they may
    if arguments:
        return 0 if run("pytest", ["-m", "pytest", *arguments], environment) else 1
    passed = failed = skipped = 0
    for name, command in checks().items():
        succeeded = run(name, command, environment)
        passed, failed = passed + succeeded, failed + (not succeeded)
    with tempfile.TemporaryDirectory(prefix="portal-proof-") as folder:
        for counts in side_by_side(environment, Path(folder)):
            passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
