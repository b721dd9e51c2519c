"""The wheel has everything and runs from anywhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel unpacked, as an installer lays it down."""
    folder = wheel.parent / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_wheel_has_every_resource(installed: Path) -> None:
    resources = REPOSITORY / "resources"
    here = {path.relative_to(resources) for path in resources.rglob("*") if path.is_file()}
    there = {path.relative_to(installed / "curator/resources") for path in installed.rglob("resources/**/*")}
    assert here
    assert here <= there


def test_wheel_has_every_module(installed: Path) -> None:
    here = {path.relative_to(REPOSITORY) for path in (REPOSITORY / "curator").rglob("*.py")}
    assert here <= {path.relative_to(installed) for path in installed.rglob("*.py")}


def test_wheel_has_neither_tests_nor_packaging(installed: Path) -> None:
    assert {path.name.split("-")[0] for path in installed.iterdir()} == {"curator"}


def test_wheel_finds_its_own_resources_from_any_directory(installed: Path, tmp_path: Path) -> None:
    find = "from curator.assets import asset; print(asset('docs'))"
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); {find}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert Path(done.stdout.strip()) == installed / "curator/resources/docs"


def test_wheel_names_both_ways_to_start(installed: Path) -> None:
    entry_points = next(installed.glob("*.dist-info/entry_points.txt")).read_text(encoding="utf-8")
    assert "curator = curator.cli:main" in entry_points
