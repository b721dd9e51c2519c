"""What lies in a folder beside the articles: nothing of it is waited for, followed out, or run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from curator.articles import open_site
from curator.library.ignore import IgnoreRules
from curator.library.survey import Survey
from tests.hostile.bounded import run_bounded
from tests.hostile.content import USUAL, write_no_files

LEVELS = 1_000


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    """A home of its own for the command line, away from the folder."""
    return {**os.environ, "CURATOR_HOME": str(tmp_path / "home")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one usual article."""
    made = tmp_path / "news"
    made.mkdir()
    (made / "usual.md").write_bytes(USUAL)
    return made


@pytest.mark.parametrize("name", ["_config.yml", "_config.toml", "hugo.toml", ".gitignore", "assets"])
def test_pipe_in_place_of_a_file_of_the_site_is_not_waited_for(
    folder: Path, env: Mapping[str, str], name: str
) -> None:
    os.mkfifo(folder / name)
    done = run_bounded("curator", "check", folder, env=env)
    assert done.stdout == b"1 article checked, no problems found\n"


@pytest.mark.parametrize("line", ["a." * 200_000 + 'a = 1\nbaseURL = "https://x.org"', "a = " + "[" * 90_000])
def test_configuration_that_explodes_says_nothing(folder: Path, env: Mapping[str, str], line: str) -> None:
    (folder / "hugo.toml").write_text(line, encoding="utf-8")
    assert run_bounded("curator", "check", folder, env=env).returncode == 0
    assert open_site(folder).address == ""


def test_files_that_are_none_become_rows_that_say_so(folder: Path, env: Mapping[str, str]) -> None:
    write_no_files(folder)
    done = run_bounded("curator", "list", folder, "--format", "csv", env=env)
    said = done.stdout.decode()
    assert done.returncode == 0
    assert said.count("this is not a regular file") == 4
    assert "Too many levels of symbolic links" in said
    assert "the file is gone" in said
    assert "again/" not in said
    assert "folder.md" not in said


def remove(folder: Path) -> None:
    """Remove what is too deep for Python, and so for pytest, to remove."""
    subprocess.run(["rm", "-rf", folder], check=True)


def test_a_thousand_folders_in_each_other_are_searched(folder: Path, env: Mapping[str, str]) -> None:
    deep = folder
    for _ in range(LEVELS):
        deep = deep / "d"
        deep.mkdir()
    (deep / "deep.md").write_bytes(USUAL)
    try:
        done = run_bounded("curator", "list", folder, "--format", "paths", env=env)
    finally:
        remove(folder)
    assert done.stdout.count(b"\n") == 2


def test_folders_too_deep_for_the_system_are_named_not_lost(folder: Path) -> None:
    top = os.open(folder, os.O_RDONLY)
    for _ in range(30):
        os.mkdir("d" * 200, dir_fd=top)
        top, above = os.open("d" * 200, os.O_RDONLY, dir_fd=top), top
        os.close(above)
    os.close(top)
    survey = Survey([folder])
    try:
        names = [Path(seen.path).name for seen in survey.files(with_stamps=False)]
    finally:
        remove(folder)
    assert names == ["usual.md"]
    assert "File name too long" in survey.skipped[-1].reason


def test_lists_of_what_to_ignore_are_bounded(folder: Path) -> None:
    rules = IgnoreRules()
    for number in range(5):
        (folder / ".gitignore").write_text("".join(f"{number}-{n}\n" for n in range(9_000)), encoding="utf-8")
        rules = rules.below(str(folder))
    assert len(rules.rules) == 1_000
    assert rules.ignores_folder(str(folder / "4-7"))


def test_a_repository_in_the_folder_runs_nothing_when_it_is_opened(
    folder: Path, env: Mapping[str, str], tmp_path: Path
) -> None:
    run, trap = tmp_path / "it-ran", tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {run}\n", encoding="utf-8")
    trap.chmod(0o755)
    subprocess.run(["git", "init", "-q", folder], check=True)
    for key in ("core.fsmonitor", "core.sshCommand", "core.pager", "filter.x.clean", "filter.x.smudge"):
        subprocess.run(["git", "-C", folder, "config", key, str(trap)], check=True)
    (folder / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    for hook in ("post-checkout", "pre-commit", "post-index-change", "reference-transaction"):
        (folder / ".git" / "hooks").mkdir(exist_ok=True)
        (folder / ".git" / "hooks" / hook).symlink_to(trap)
    for words in (["list"], ["check"]):
        assert run_bounded("curator", *words, folder, env=env).returncode == 0
    assert run_bounded("curator", "set", "--quality", "7", folder / "usual.md", env=env).returncode == 0
    assert not run.exists()
