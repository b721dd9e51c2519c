"""What the commands print and write of a hostile folder, as real processes with little memory and time."""

from __future__ import annotations

import csv
import io
import json
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.hostile.bounded import run_bounded
from tests.hostile.content import (
    CONTROLS,
    FORMULA,
    NAMES,
    ODD,
    TURNING,
    USUAL,
    file_of,
    hostile_article,
    write_names,
    write_no_files,
    write_sparse,
)

SETTABLE = sum(b"\n" not in name for name in NAMES)


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    """A home of its own."""
    return {**os.environ, "CURATOR_HOME": str(tmp_path / "home")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Everything hostile there is, but for what explodes."""
    made = tmp_path / "news"
    made.mkdir()
    write_names(made)
    write_no_files(made)
    write_sparse(made / "sparse.md", b"---\ntitle: Sparse\nquality: 5\n---\n")
    for number, data in enumerate(ODD.values()):
        (made / f"odd-{number}.md").write_bytes(data)
    (made / "markup.md").write_bytes(hostile_article(1, 1))
    (made / "formula.md").write_bytes(file_of(f'title: "{FORMULA}"\nexcerpt: "+1"\nprovider: "@x"'))
    (made / f"a{CONTROLS}{TURNING}.md").write_bytes(USUAL)
    return made


def is_printable(text: str) -> bool:
    """Whether a text moves no cursor, changes no colour and turns no direction."""
    return not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in text)


def lines_of(done: CompletedProcess[bytes]) -> list[str]:
    """The lines printed, after making sure that a terminal can stand them and that nothing crashed."""
    text = (done.stdout + done.stderr).decode()
    assert "Traceback" not in text
    assert is_printable(text.replace("\n", ""))
    return done.stdout.decode().splitlines()


def test_every_format_and_check_print_nothing_that_harms_a_terminal(
    folder: Path, env: Mapping[str, str]
) -> None:
    count = len(list(folder.glob("*.md"))) - 1  # folder.md is none
    table = lines_of(run_bounded("curator", "list", folder, env=env))
    assert len(table) == count + 1
    rows = json.loads(
        "\n".join(lines_of(run_bounded("curator", "list", folder, "--format", "json", env=env)))
    )
    assert {os.fsencode(Path(row["path"]).name) for row in rows} >= set(NAMES)
    assert len(lines_of(run_bounded("curator", "check", folder, env=env))) > count
    found = lines_of(run_bounded("curator", "check", folder, "--format", "json", env=env))
    assert {finding["kind"] for finding in json.loads("\n".join(found))} >= {
        *("unreadable-file", "unreadable-header", "direction-override", "control-character"),
        *("hostile-link", "outside-picture", "duplicate-key"),
    }


def test_no_cell_of_an_export_is_a_formula(folder: Path, env: Mapping[str, str]) -> None:
    lines = lines_of(run_bounded("curator", "list", folder, "--format", "csv", env=env))
    cells = [cell for row in csv.reader(io.StringIO("\n".join(lines))) for cell in row]
    assert f"'{FORMULA}" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def is_small(path: Path) -> bool:
    """Whether this is a file that can be compared whole."""
    return path.is_file() and path.stat().st_size < 1_000_000


def other_lines(data: bytes) -> list[bytes]:
    """The lines a decision on quality must leave as they are."""
    return [line for line in data.split(b"\n") if not line.startswith(b"quality")]


def test_a_decision_is_saved_faithfully_or_refused_with_a_reason(
    folder: Path, env: Mapping[str, str]
) -> None:
    before = {path: path.read_bytes() for path in folder.glob("*.md") if is_small(path)}
    paths = run_bounded("curator", "list", folder, "--format", "paths", env=env).stdout
    done = run_bounded("curator", "set", "--quality", "77", "--json", "-", env=env, given=paths)
    said = [json.loads(line) for line in lines_of(done)]
    assert len(said) == paths.count(b"\n")
    for answer in said:
        path = Path(answer["path"])
        if answer["status"] == "refused":
            assert answer["reason"]
            assert path not in before or path.read_bytes() == before[path]
        else:
            assert b"quality: 77" in path.read_bytes()
            assert other_lines(path.read_bytes()) == other_lines(before[path])
    assert sum(answer["status"] == "saved" for answer in said) >= SETTABLE


def test_names_no_file_can_have_are_refused(env: Mapping[str, str]) -> None:
    given = b"a\0b.md\n" + b"x" * 5_000 + b"\n" + b"d/" * 3_000 + b"a.md\n"
    done = run_bounded("curator", "set", "--quality", "7", "-", env=env, given=given)
    assert [line.split()[0] for line in lines_of(done)] == ["refused"] * 3


@pytest.mark.parametrize(
    "words",
    [
        ["list", ".", f"--{CONTROLS}{TURNING}"],
        ["list", ".", "--query", f"quality:{CONTROLS}"],
        ["check", f"no{CONTROLS}{TURNING}"],
        ["set", "--quality", CONTROLS, "a.md"],
        ["set", f"--quality=5{TURNING}", "a.md"],
        ["merge", "--install", f"no{CONTROLS}{TURNING}"],
        ["merge", f"no{CONTROLS}", "b", "c", "--path", f"x{CONTROLS}"],
        ["--no" + CONTROLS],
    ],
)
def test_complaints_about_arguments_are_printable(env: Mapping[str, str], words: list[str]) -> None:
    done = run_bounded("curator", *words, env=env)
    assert done.returncode in (1, 2)
    assert done.stderr
    lines_of(done)


def merged(
    tmp_path: Path, env: Mapping[str, str], base: bytes, ours: bytes, theirs: bytes
) -> tuple[int, bytes]:
    """The status of a merge and what is in OURS then; its name is hostile."""
    paths = [tmp_path / name for name in ("base", f"-ours{CONTROLS}", "theirs")]
    for path, data in zip(paths, (base, ours, theirs), strict=True):
        path.write_bytes(data)
    done = run_bounded("curator", "merge", *paths, "--path", f"x{CONTROLS}{TURNING}.md", env=env)
    lines_of(done)
    return done.returncode, paths[1].read_bytes()


def test_a_merge_says_hostile_values_printably(tmp_path: Path, env: Mapping[str, str]) -> None:
    versions = [file_of(f'"a{key}": "{TURNING}{n}"\ntitle: x') for n, key in enumerate([TURNING] * 3)]
    status, _ = merged(tmp_path, env, versions[0], versions[1], versions[2])
    assert status == 1


def test_a_merge_of_very_many_changes_is_left_to_git(tmp_path: Path, env: Mapping[str, str]) -> None:
    base, ours = (b"".join(b"k%d:\n  - %d\n" % (n, m) for n in range(3_000)) for m in (0, 1))
    wrapped = [b"---\n" + header + b"---\nBody.\n" for header in (base, ours, base + b"z: 1\n")]
    status, data = merged(tmp_path, env, wrapped[0], wrapped[1], wrapped[2])
    assert (status, data) in [(0, b"---\n" + ours + b"z: 1\n---\nBody.\n"), (1, data)]


def test_versions_too_large_to_merge_are_left_to_a_person(tmp_path: Path, env: Mapping[str, str]) -> None:
    versions = [tmp_path / name for name in ("base", "ours", "theirs")]
    for number, version in enumerate(versions):
        write_sparse(version, b"---\nquality: %d\n---\n" % number)
    done = run_bounded("curator", "merge", *versions, env=env)
    assert (done.returncode, lines_of(done)) == (1, [])
    assert b"larger than 64 MiB; it is left as it was" in done.stderr
    with versions[1].open("rb") as ours:
        assert ours.read(16) == b"---\nquality: 1\n-"
