"""What ./portal test does: checks of the code, the suite on SQLite, what writes on PostgreSQL, one last line.

./portal trust runs what the quick part leaves out (tests/choice.py).
"""

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
UPPER = ("tests/presidium", "tests/mentoring", "tests/qa_system")
REST = tuple(f"--ignore={path}" for path in BROWSED)
LOWER = REST + tuple(f"--ignore={path}" for path in UPPER)
SUITES = {  # the longest begin first
    "on SQLite": ("--part=quick", "--db=sqlite", *LOWER),
    "on PostgreSQL": ("--part=quick", "--db=postgres", *REST),
    "of the upper floors on SQLite": ("--part=quick", "--db=sqlite", *UPPER),
    "in the browser on SQLite": ("--part=quick", "--db=sqlite", *BROWSED),
    "in the browser on PostgreSQL": ("--part=quick", "--db=postgres", *BROWSED),
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

    @property
    def is_running(self):
        return self.process.poll() is None

    def figures(self, meanwhile):
        """Wait for the end and show what was said; returns how many passed, failed and were skipped."""
        print(f"== pytest {self.name}", flush=True)
        self._follow(meanwhile)
        try:
            figures = ElementTree.parse(self.report).getroot().find("testsuite").attrib
        except (OSError, ElementTree.ParseError):
            return 0, 1, 0  # it did not live to write a report
        failed = int(figures["failures"]) + int(figures["errors"])
        skipped = int(figures["skipped"])
        succeeded = self.process.returncode == 0
        return int(figures["tests"]) - failed - skipped, max(failed, 0 if succeeded else 1), skipped

    def _follow(self, meanwhile):
        with self.told.open("rb") as told:
            ended = False
            while not ended:
                ended = not self.is_running  # asked first: what was said before the end is still read
                sys.stdout.write(told.read().decode(errors="replace"))
                sys.stdout.flush()
                meanwhile()
                time.sleep(0.5)


def side_by_side(suites, environment, folder):
    """The figures of each suite, in their order; the next begins when any ends, each with servers of its own."""
    waiting, begun = list(suites.items()), []

    def fill():
        while waiting and sum(one.is_running for one in begun) < AT_ONCE:
            begun.append(Suite(*waiting.pop(0), environment, folder))

    fill()
    for place in range(len(suites)):
        yield begun[place].figures(fill)
        fill()


def prove(suites, environment, counts=(0, 0, 0)):
    """Run suites side by side, add to what was counted before, and end with the one line that tells it all."""
    with tempfile.TemporaryDirectory(prefix="portal-proof-") as folder:
        for figures in side_by_side(suites, environment, Path(folder)):
            counts = tuple(map(sum, zip(counts, figures, strict=True)))
    passed, failed, skipped = counts
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def surroundings():
    """The environment of the suites."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)  # importing the product names it; the tests name it when they may
    return environment


def main(arguments):
    environment = surroundings()
    if arguments:
        return 0 if run("pytest", ["-m", "pytest", *arguments], environment) else 1
    succeeded = [run(name, command, environment) for name, command in checks().items()]
    return prove(SUITES, environment, (sum(succeeded), len(succeeded) - sum(succeeded), 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
