"""The table of faults is complete: what it names is there, and what is there is named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.faults.rows import ROWS, WINDOW

REPOSITORY = Path(__file__).resolve().parents[2]


def in_file(file: str) -> Iterator[str]:
    tree = ast.parse((REPOSITORY / file).read_bytes())
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield f"{file}::{node.name}"


def test_every_row_has_tests_that_are_there() -> None:
    files = {test.partition("::")[0] for tests in ROWS.values() for test in tests}
    there = {test for file in files for test in in_file(file)}
    assert [test for tests in ROWS.values() for test in tests if test not in there] == []
    assert [row for row, tests in ROWS.items() if not tests] == []


def test_every_test_of_a_fault_is_in_a_row() -> None:
    named = {test for tests in ROWS.values() for test in tests}
    modules = [path.relative_to(REPOSITORY).as_posix() for path in Path(__file__).parent.glob("test_*.py")]
    own = {test for file in (*modules, WINDOW) for test in in_file(file)}
    assert {test for test in own - named if "test_rows.py" not in test} == set()
