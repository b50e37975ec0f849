"""The project's own files as the checks of the house read them: parsed once, names resolved to where they come from."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = ("association", "membership", "presidium", "mentoring", "qa_system")


@cache
def committed() -> tuple[str, ...]:
    """What is or would be committed, as paths from the root."""
    # A clone may belong to another user than the one who tests it.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(sorted({path for path in listed.split("\0") if path and (ROOT / path).is_file()}))


@cache
def text(path: str) -> str:
    """A file as text; what is not text is empty."""
    data = (ROOT / path).read_bytes()
    return "" if b"\0" in data[:4096] else data.decode(errors="replace")


@cache
def tree(path: str) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(text(path))


@cache
def python(*folders: str) -> tuple[str, ...]:
    """The Python files under some folders, migrations excepted."""
    own = [path for path in committed() if path.endswith(".py") and "/migrations/" not in path]
    return tuple(path for path in own if path.split("/")[0] in folders)


def functions(path: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions of a file, methods and inner ones too."""
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def module_of(path: str) -> str:
    """The dotted name of a Python file."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def aliases(path: str) -> dict[str, str]:
    """What each imported name of a file stands for, in full."""
    found = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for one in node.names:
                name = one.asname or one.name.split(".")[0]
                found[name] = one.name if one.asname else name
                found[one.name] = one.name
        elif isinstance(node, ast.ImportFrom):
            start = "" if not node.level else module_of(path).rsplit(".", node.level)[0] + "."
            for one in node.names:
                found[one.asname or one.name] = f"{start}{node.module or ''}.{one.name}".replace("..", ".")
    return found


def full_name(path: str, node: ast.expr) -> str:
    """The dotted name an expression stands for, or an empty text when it is something else."""
    if isinstance(node, ast.Name):
        return aliases(path).get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        start = full_name(path, node.value)
        return f"{start}.{node.attr}" if start else f"*.{node.attr}"
    return ""


@cache
def uses(path: str) -> frozenset[str]:
    """Every name a file imports or reaches; "*.x" is the attribute x of anything."""
    found = set(aliases(path).values())
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name | ast.Attribute):
            found.add(full_name(path, node))
        if isinstance(node, ast.Attribute):
            found.add(f"*.{node.attr}")
        if isinstance(node, ast.Call) and full_name(path, node.func).endswith("import_module"):
            found.update(one.value for one in node.args if isinstance(one, ast.Constant))
        if isinstance(node, ast.FormattedValue) and node.format_spec and "%" in ast.unparse(node.format_spec):
            found.add("f-string:%")
        if isinstance(node, ast.keyword) and node.arg:
            found.add(f"{node.arg}=")
    return frozenset(found)


def reached(path: str, names: str) -> bool:
    """Whether a file uses one of the names, or something inside one of them."""
    return any(one == name or one.startswith(f"{name}.") for one in uses(path) for name in names.split())


def places(names: str, *, among: tuple[str, ...]) -> list[str]:
    """The files that use one of the names."""
    return [path for path in among if reached(path, names)]
