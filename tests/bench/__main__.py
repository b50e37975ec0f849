"""Run every measure of this folder in a process of its own; print one table and keep it as JSON."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def rows_of(module, folder):
    """The rows (name, ratio, target, ok) a module prints as JSON."""
    environment = {**os.environ, "PORTAL_MODE": "test", "DATA_DIR": str(folder / module), "STATIC_HASHED": "0"}
    command = [sys.executable, "-m", f"tests.bench.{module}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else [{"name": f"{module} failed", "ok": False}]


def main(wanted):
    modules = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        rows = [row for module in modules if not wanted or module in wanted for row in rows_of(module, Path(folder))]
    for row in rows:
        figure = f"{row.get('ratio', ''):>8} (target {row.get('target', '')})"
        print(f"{'ok  ' if row['ok'] else 'MISS'} {figure:<26} {row['name']}")
    target = Path(os.environ.get("DATA_DIR", ROOT / "var")) / "bench.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    print(f"JSON: {target}")
    return 0 if all(row["ok"] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
