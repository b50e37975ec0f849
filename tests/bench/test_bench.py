"""The bench runs and gives rows of one shape; the figures themselves are no gate."""

import json
import os
import subprocess
import sys

import pytest

from tests.bench.__main__ import MODULES
from tests.servers import ROOT

COUNTS = {"registers": 12, "ballots": 3, "live": 3, "press": 4, "imports": 2, "certificates": 3}


@pytest.mark.parametrize("module", MODULES)
def test_every_measure_gives_rows_of_name_figure_target_and_outcome(module, tmp_path):
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "DJANGO_ALLOW_ASYNC_UNSAFE": ""}
    command = [sys.executable, "-m", "tests.bench", "--tiny", module]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads((tmp_path / "bench.json").read_text())
    assert sorted(report) == ["cores", "load", "rows", "tiny"]
    assert report["cores"] >= 1
    assert len(report["rows"]) == COUNTS[module]
    shapes = [{key: type(value) for key, value in row.items()} for row in report["rows"]]
    assert {tuple(sorted(shape)) for shape in shapes} == {("name", "ok", "ratio", "target", "unit")}
    assert {shape["ok"] for shape in shapes} == {bool}
    table = done.stdout.splitlines()
    assert len(table) == COUNTS[module] + 2
    assert {line.split()[0] for line in table[1:-1]} <= {"ok", "missed"}


def test_an_unknown_measure_is_refused():
    command = [sys.executable, "-m", "tests.bench", "weather"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
