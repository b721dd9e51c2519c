"""The rules of the house that a linter does not know: sizes, names, and where errors may end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 60
METHODS_OF_A_CLASS = 20
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "helper", "misc", "common", "tools"})

DOORS = frozenset({"curator/ui/desk/jobs.py", "curator/ui/commands/command_runner.py"})
"""Where what nobody expected ends: the runner of background jobs and the runner of commands. Anywhere else a
broad `except` may only tidy up and raise again."""

QT_OVERRIDE = re.compile(r"[a-z]+[A-Z]")
"""Camel case marks exactly the methods Qt calls on us; how many there are is Qt's choice."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> Iterator[tuple[str, str, ast.Module]]:
    for folder in folders:
        yield from sources_in(folder)


@cache
def sources_in(folder: str) -> tuple[tuple[str, str, ast.Module], ...]:
    found = []
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append((path.relative_to(REPOSITORY).as_posix(), text, ast.parse(text)))
    return tuple(found)


def test_modules_are_short() -> None:
    lines = {name: text.count("\n") for name, text, _ in sources("curator", "tests", "packaging")}
    assert {name: count for name, count in lines.items() if count > LINES_OF_A_MODULE} == {}


def test_functions_are_short() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, _, tree in sources("curator", "tests", "packaging")
        for node in ast.walk(tree)
        if isinstance(node, Function) and (node.end_lineno or 0) - node.lineno >= LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_classes_have_few_methods() -> None:
    large = [
        f"{name}:{node.lineno} {node.name} has {len(own)}"
        for name, _, tree in sources("curator", "tests", "packaging")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and len(own := own_methods(node)) > METHODS_OF_A_CLASS
    ]
    assert large == []


def own_methods(node: ast.ClassDef) -> list[str]:
    return [
        item.name for item in node.body if isinstance(item, Function) and not QT_OVERRIDE.match(item.name)
    ]


def test_modules_are_named_for_what_they_do() -> None:
    parts = {
        name: set(Path(name).with_suffix("").parts) for name, _, _ in sources("curator", "tests", "packaging")
    }
    assert [name for name, words in parts.items() if words & VAGUE_NAMES] == []


def test_modules_and_packages_say_what_they_are_responsible_for() -> None:
    assert [name for name, _, tree in sources("curator", "packaging") if not ast.get_docstring(tree)] == []


def test_broad_excepts_are_only_at_the_two_doors() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, _, tree in sources("curator")
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and is_broad(node)
        and not raises_again(node)
        and name not in DOORS
    ]
    assert wrong == []


def is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        n is None or (isinstance(n, ast.Name) and n.id in ("Exception", "BaseException")) for n in names
    )


def raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_nothing_is_imported_by_wildcard() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, _, tree in sources("curator", "tests", "packaging")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert wrong == []


def test_the_gui_thread_is_never_made_to_wait() -> None:
    wrong = [
        f"{name}:{node.lineno} {ast.unparse(node.func)}"
        for name, _, tree in sources("curator/ui", "curator/pictures")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("sleep", "processEvents")
    ]
    assert wrong == []


def test_signals_are_connected_to_named_methods() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, _, tree in sources("curator")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "connect"
        and any(isinstance(argument, ast.Lambda) for argument in node.args)
    ]
    assert wrong == []


def test_no_module_keeps_state_behind_everybodys_back() -> None:
    wrong = [
        f"{name}:{node.lineno}"
        for name, _, tree in sources("curator", "packaging")
        for node in ast.walk(tree)
        if isinstance(node, ast.Global)
    ]
    assert wrong == []


def test_no_pattern_has_a_possessive_group() -> None:
    """Python before 3.11.5 goes on in the wrong place behind one (gh-106052): titles lost a letter."""
    possessive = re.compile(r"\)(?:[?*+]|\{[0-9,]+\})\+")
    files = sorted((REPOSITORY / "curator").rglob("*.py"))
    assert [str(path) for path in files if possessive.search(path.read_text(encoding="utf-8"))] == []
