"""The wall between the parts of Curator: who may import whom, read from the source itself.

The table is the design's: lower parts never know higher ones, the core never knows Qt, only `ui` has widgets.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "curator"

MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "records": frozenset(),
    "assets": frozenset(),
    "memory": frozenset(),
    "frontmatter": frozenset({"errors", "records"}),
    "articles": frozenset({"errors", "records", "frontmatter"}),
    "library": frozenset({"errors", "memory", "records", "frontmatter", "articles"}),
    "error_lines": frozenset(),
    "triage": frozenset({"errors", "error_lines", "records", "frontmatter", "articles", "library"}),
    "git": frozenset({"errors", "error_lines", "records", "frontmatter", "articles", "library", "triage"}),
    "pictures": frozenset({"errors", "records", "frontmatter", "articles", "version"}),
    "ui": frozenset(
        {
            *("errors", "error_lines", "records", "assets", "frontmatter", "articles", "library", "triage"),
            *("memory", "pictures", "git", "version"),
        }
    ),
}
"""What each part may import of Curator. What is not named (the command line) may import everything;
"version" is `curator/__init__.py`."""

FOREIGN: dict[str, frozenset[str]] = {
    "frontmatter": frozenset({"yaml"}),
    "library": frozenset({"platformdirs", "numpy", "watchfiles"}),
    "triage": frozenset({"platformdirs"}),
    "pictures": frozenset({"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtNetwork", "platformdirs"}),
    "ui": frozenset({"PySide6", "shiboken6", "platformdirs"}),
}
"""What each part may import from outside of the standard library; a name covers what is below it."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import, both names dotted; `imported` goes as deep as is sure to be a module."""

    importer: str
    imported: str
    place: str

    @property
    def layer(self) -> str:
        parts = self.importer.split(".")
        return parts[1] if len(parts) > 1 else "version"

    def __str__(self) -> str:
        return f"{self.place}: {self.imported}"


def module_name(path: Path) -> str:
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(name: str) -> Iterator[Import]:
    """Yield every import in a module, also those inside functions: those are dependencies too."""
    path = MODULES[name]
    for node in ast.walk(ast.parse(path.read_bytes())):
        place = f"{path.relative_to(REPOSITORY)}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Import):
            yield from (Import(name, alias.name, place) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            assert not node.level, f"{place}: imports are written in full here"
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                is_module = deeper in MODULES or base == "PySide6"
                yield Import(name, deeper if is_module else base, place)


ALL_IMPORTS = [found for name in MODULES for found in imports_of(name)]


def test_parts_import_only_what_lies_below_them() -> None:
    wrong = []
    for found in ALL_IMPORTS:
        allowed = MAY_IMPORT.get(found.layer)
        parts = found.imported.split(".")
        if parts[0] != "curator" or allowed is None:
            continue
        part = parts[1] if len(parts) > 1 else "version"
        if part != found.layer and part not in allowed:
            wrong.append(str(found))
    assert wrong == []


def test_parts_import_only_the_libraries_they_need() -> None:
    wrong = []
    for found in ALL_IMPORTS:
        top = found.imported.split(".")[0]
        allowed = FOREIGN.get(found.layer, frozenset())
        if found.layer not in MAY_IMPORT or top == "curator" or top in sys.stdlib_module_names:
            continue
        if not any(found.imported == name or found.imported.startswith(f"{name}.") for name in allowed):
            wrong.append(str(found))
    assert wrong == []


def test_only_the_window_has_widgets() -> None:
    wrong = [str(f) for f in ALL_IMPORTS if f.imported.startswith("PySide6.QtWidgets") and f.layer != "ui"]
    assert wrong == []


def test_every_part_is_in_the_table() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages <= set(MAY_IMPORT)


def test_no_module_imports_itself_through_others() -> None:
    graph = {name: {f.imported for f in ALL_IMPORTS if f.importer == name} & set(MODULES) for name in MODULES}
    while leaves := {name for name, needs in graph.items() if not needs & set(graph)}:
        graph = {name: needs for name, needs in graph.items() if name not in leaves}
    assert {name: sorted(needs & set(graph)) for name, needs in graph.items()} == {}


@pytest.mark.parametrize("layer", ["frontmatter", "articles", "library", "triage", "git"])
def test_core_imports_nothing_by_a_name_made_up_at_run_time(layer: str) -> None:
    wrong = [str(f) for f in ALL_IMPORTS if f.layer == layer and f.imported.startswith("importlib")]
    assert wrong == []
