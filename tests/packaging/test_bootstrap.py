from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGING = REPOSITORY / "packaging"


@pytest.fixture
def system_packages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system_packages", PACKAGING / "system_packages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PACKAGING))
    spec = importlib.util.spec_from_file_location("bootstrap", PACKAGING / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_environment_gets_the_command(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    bootstrap.make_command()
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    answer = subprocess.check_output([tmp_path / "bin" / "curator", "--version"], env=environment, text=True)
    assert answer.startswith("curator ")


@pytest.mark.parametrize("name", ["bootstrap.py", "system_packages.py"])
def test_an_old_python_can_read_enough_to_say_that_it_is_too_old(name: str) -> None:
    ast.parse((PACKAGING / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_without_a_command_the_usage_is_shown() -> None:
    done = subprocess.run(
        [sys.executable, PACKAGING / "bootstrap.py"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "bootstrap.py open" in done.stdout


@pytest.mark.parametrize(
    ("soname", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_library_is_found_in_its_debian_package(
    system_packages: ModuleType, soname: str, package: str
) -> None:
    assert system_packages.package_of(soname) == package


def test_library_that_is_not_there_is_noticed(system_packages: ModuleType) -> None:
    assert system_packages.absent_libraries(["libno-such-thing.so.0"]) == ["libno-such-thing.so.0"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no shared objects")
def test_broken_library_below_qt_is_noticed(system_packages: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6/QtCore.abi3.so").write_bytes(b"not a library")
    assert system_packages.missing_libraries(tmp_path) == []


def test_user_who_may_not_install_is_told_the_command(
    system_packages: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(
        system_packages.Refusal, match=re.escape("apt-get install -y --no-install-recommends a b")
    ):
        system_packages.install(["b", "a"], tmp_path / "log")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_has_versions_and_hashes_and_names_no_machine(name: str) -> None:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text.split("\n", 2)[2])
    assert all(re.match(r"[\w.-]+==[\w.]+", entry) and "--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"https?:|file:|--(extra-)?index-url|--find-links", text)


def test_both_locks_agree() -> None:
    runtime, development = (
        set(re.findall(r"^([\w.-]+==[\w.]+)", (PACKAGING / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development
