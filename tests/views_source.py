"""Which views call a verb without asking for POST, read off their source."""

import ast
from functools import cache

from tests.source import APPS, full_name, module_of, python, tree

ASKS, REFUSES = "request.method == 'POST'", "request.method != 'POST'"


@cache
def verbs() -> frozenset[str]:
    """The full names of all functions that are one transaction: those that write."""
    return frozenset(
        f"{module_of(path)}.{node.name}"
        for path in python(*APPS)
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and "transaction.atomic" in map(ast.unparse, node.decorator_list)
    )


def doing_without_post(path: str) -> list[str]:
    """The views of a file that reach a verb on a path where the method was not asked."""
    own = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    doing: set[str] = set()
    while True:  # a function that calls one that does, does
        more = {name for name, node in own.items() if name not in doing and acts(path, node, doing)}
        if not more:
            break
        doing |= more
    return sorted(f"{path}: {name}" for name in doing if takes_request(own[name]) and not name.startswith("_"))


def takes_request(node: ast.FunctionDef) -> bool:
    """Whether a function looks like a view."""
    return bool(node.args.args) and node.args.args[0].arg == "request"


def acts(path: str, node: ast.FunctionDef, doing: set[str]) -> bool:
    """Whether a function calls a verb without having asked for POST."""
    if "require_POST" in map(ast.unparse, node.decorator_list):
        return False
    return any(calls(path, one, doing) for one in unasked(node.body))


def unasked(statements: list[ast.stmt]) -> list[ast.AST]:
    """The parts of a body that run on every method."""
    found: list[ast.AST] = []
    for one in statements:
        if isinstance(one, ast.If):
            test = ast.unparse(one.test)
            if test == REFUSES and isinstance(one.body[-1], ast.Return):
                return [*found, *unasked(one.body)]
            asked = test == ASKS or test.startswith(f"{ASKS} and ")
            # Of «POST and f()» the rest of the test runs on POST alone.
            found += [] if asked else [one.test, *unasked(one.body)]
            found += unasked(one.orelse)
        elif isinstance(one, ast.With | ast.For | ast.While | ast.Try):
            found += unasked(one.body)
            found += [part for handler in getattr(one, "handlers", []) for part in unasked(handler.body)]
        else:
            found.append(one)
    return found


def calls(path: str, part: ast.AST, doing: set[str]) -> bool:
    """Whether a statement or expression calls a verb or a function that does."""
    names = {full_name(path, node.func) for node in ast.walk(part) if isinstance(node, ast.Call)}
    return bool(names & (verbs() | doing))
