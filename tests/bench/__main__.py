"""Measure the portal in processes of their own; print one table of ratios and keep it as JSON."""

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import prepared
from tests.bench.race import FULL, TINY

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = ("registers", "ballots", "live", "press", "imports", "certificates")
USAGE = "python -m tests.bench [--tiny] [registers] [ballots] [live] [press] [imports] [certificates]"


def rows_of(module, folder, tiny):
    """The rows one module gives, measured in a fresh process over a throwaway folder."""
    data = folder / module
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEMO", "DEBUG")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "association.settings",
        "PORTAL_MODE": "test",
        "DATA_DIR": str(data),
        "STATIC_ROOT": str(data / "static"),
        "STATIC_HASHED": "1",
        "LOG_LEVEL": "ERROR",
        "BROKER_URL": "filesystem://",
        "CACHE_URL": "dbcache://portal_cache",
        "DATABASE_URL": f"sqlite:///{data}/portal.sqlite3",
    }
    data.mkdir(parents=True)
    if (kept := prepared.migrated()).exists():  # today's migrations, made by a run of the tests before
        shutil.copyfile(kept, data / "portal.sqlite3")
    command = [sys.executable, "-m", "tests.bench", "--measure", module, *(["--tiny"] if tiny else [])]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{module} could not be measured")
    return json.loads(done.stdout.splitlines()[-1])


def table(rows):
    """The rows as people read them."""
    for row in rows:
        outcome = "ok" if row["ok"] else "missed"
        yield f"{outcome:<7}{row['ratio']:>9} {row['unit']:<10}{row['target']:>6}  {row['name']}"


def main(arguments):
    """Run what is asked for; a missed target is no error, a measure that does not run is one."""
    tiny = "--tiny" in arguments
    words = [word for word in arguments if word != "--tiny"]
    if words[:1] == ["--measure"]:
        rows = importlib.import_module(f"tests.bench.{words[1]}").measure(TINY if tiny else FULL)
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    if not set(words) <= set(MODULES):
        print(USAGE, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        rows = [row for module in words or MODULES for row in rows_of(module, Path(folder), tiny)]
    machine = {"cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
    print(f"{'':<7}{'figure':>9} {'':<10}{'target':>6}  one run on {machine['cores']} cores, load {machine['load']}")
    print("\n".join(table(rows)))
    target = Path(os.environ.get("DATA_DIR", ROOT / "var")) / "bench.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({**machine, "tiny": tiny, "rows": rows}, ensure_ascii=False, indent=1) + "\n")
    print(f"JSON: {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
