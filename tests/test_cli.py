"""The command line as scripts and terminals meet it: real processes, real files."""

from __future__ import annotations

import csv
import gc
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType

import pytest

import curator
from curator import __version__
from curator.cli import main
from curator.library.child import Launched
from curator.library.row import Stamp

ROOT = Path(curator.__file__).parent.parent
ARTICLE = "---\ntitle: {title}\nquality: 10\nheat: -1\nprovider:\n  name: The Paper\n---\nBody\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the journal of this test is."""
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Three articles; one has no header, one a wrong type."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE.format(title="First"), encoding="utf-8")
    (folder / "b.md").write_text("no header\n", encoding="utf-8")
    (folder / "c.md").write_text(ARTICLE.format(title="Third").replace("10", "[1]"), encoding="utf-8")
    return folder


def run(
    *words: str | bytes | Path, cwd: Path, stdin: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`curator …` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "curator", *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
    )


def modules_of(*words: str, cwd: Path) -> set[str]:
    """The modules which a command imports."""
    program = (
        "import sys; from curator.cli import main; main(sys.argv[1:]); print('\\n' + ' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return set(done.stdout.splitlines()[-1].split())


def test_version_is_printed(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout.decode().strip() == f"curator {__version__}"


def test_version_imports_next_to_nothing(tmp_path: Path) -> None:
    heavy = {"argparse", "yaml", "sqlite3", "pathlib", "typing", "PySide6", "curator.errors"}
    assert not modules_of("--version", cwd=tmp_path) & heavy


@pytest.mark.parametrize("command", ["list", "set", "check", "merge"])
def test_commands_import_no_qt(site: Path, command: str) -> None:
    words = {"set": ["--quality", "5"], "merge": ["b.md", "c.md"]}.get(command, [])
    modules = modules_of(command, *words, "a.md", cwd=site)
    assert not [name for name in modules if name.startswith(("PySide6", "curator.ui", "curator.pictures"))]


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(f"curator {command}" in text for command in ("list", "set", "check", "merge"))


def test_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--frobnicate"]) == 2
    assert "--frobnicate" in capsys.readouterr().err


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[Path]]]:
    """What the window was asked to open; it is not opened, because these tests do without Qt."""
    calls: list[list[Path]] = []

    def note(paths: list[Path], *launched: Launched) -> int:
        # They were started before Qt is loaded, and end with their pipes.
        for each in launched:
            each.pipe.close()
        for each in launched:
            each.runner.join(10)
        calls.append(paths)
        return 0

    application = ModuleType("curator.ui.app")
    vars(application)["run"] = note
    monkeypatch.setitem(sys.modules, "curator.ui", ModuleType("curator.ui"))
    monkeypatch.setitem(sys.modules, "curator.ui.app", application)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    yield calls
    # It is stopped for the start of a window.
    gc.enable()


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        ([], []),
        (["site", "a.md"], ["site", "a.md"]),
        (["./list"], ["list"]),
        (["--", "list", "-x"], ["list", "-x"]),
        (["site", "--", "--version"], ["site", "--version"]),
    ],
)
def test_folders_and_files_open_the_window(
    opened: list[list[Path]], words: list[str], paths: list[str]
) -> None:
    assert main(words) == 0
    assert opened == [[Path(path) for path in paths]]


def test_option_after_a_folder_is_wrong_usage(opened: list[list[Path]]) -> None:
    assert main(["site", "--frobnicate"]) == 2
    assert opened == []


def test_missing_qt_is_explained(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(sys.modules, "curator.ui.app", None)
    assert main(["site"]) == 1
    assert "the window cannot be opened" in capsys.readouterr().err


def test_window_without_a_display_is_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there always is a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main([]) == 1
    assert "no display" in capsys.readouterr().err


def test_set_writes_and_answers_in_order(site: Path) -> None:
    done = run(
        "set", "--quality", "80", "--published", "no", "--json", "c.md", "b.md", "a.md", "x.md", cwd=site
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["path"], row["status"]) for row in rows] == [
        ("c.md", "saved"),
        ("b.md", "refused"),
        ("a.md", "saved"),
        ("x.md", "refused"),
    ]
    assert all(bool(row["reason"]) == (row["status"] == "refused") for row in rows)
    assert done.returncode == 1
    changed = "quality: 80\nheat: -1\npublished: false\n"
    assert (site / "a.md").read_text(encoding="utf-8") == ARTICLE.format(title="First").replace(
        "quality: 10\nheat: -1\n", changed
    )


def test_set_again_is_unchanged(site: Path) -> None:
    run("set", "--heat", "-1", "--quality", "80", "a.md", cwd=site)
    before = Stamp.of((site / "a.md").stat())
    done = run("set", "--heat", "-1", "--quality", "80", "a.md", cwd=site)
    assert done.stdout == b"unchanged  a.md\n"
    assert done.returncode == 0
    assert Stamp.of((site / "a.md").stat()) == before


def test_set_takes_paths_from_standard_input(site: Path) -> None:
    done = run("set", "--quality", "80", "-", "c.md", cwd=site, stdin=b"a.md\n\na.md")
    assert done.stdout == b"saved      a.md\nunchanged  a.md\nsaved      c.md\n"


def test_set_answers_each_line_at_once(site: Path) -> None:
    command = [sys.executable, "-m", "curator", "set", "--quality", "80", "--json", "-"]
    with subprocess.Popen(
        command,
        cwd=site,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name, status in (("a.md", "saved"), ("b.md", "refused")):
            process.stdin.write(name.encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["status"] == status
        process.stdin.close()
        assert process.wait() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a file name be any bytes")
def test_set_takes_names_that_are_not_text(site: Path) -> None:
    name = b"caf\xe9.md"
    os.rename(site / "a.md", os.fsencode(site) + b"/" + name)
    done = run("set", "--quality", "80", "--json", "-", cwd=site, stdin=name + b"\n")
    row = json.loads(done.stdout)
    assert os.fsencode(row["path"]) == name
    assert row["status"] == "saved"


def test_folder_is_refused_by_set(site: Path) -> None:
    done = run("set", "--quality", "80", site, cwd=site)
    assert done.returncode == 1
    assert "this is a folder" in done.stdout.decode()


@pytest.mark.parametrize(
    "words",
    [
        ["a.md"],
        ["--quality", "80"],
        ["--quality", "many", "a.md"],
        ["--quality", "1_0", "a.md"],
        ["--published", "maybe", "a.md"],
        ["--qual", "80", "a.md"],
    ],
)
def test_wrong_usage_of_set_changes_nothing(site: Path, words: list[str]) -> None:
    done = run("set", *words, cwd=site)
    assert done.returncode == 2
    assert done.stderr
    assert "quality: 10" in (site / "a.md").read_text(encoding="utf-8")


def test_refused_paths_leave_no_mark(site: Path) -> None:
    run("set", "--quality", "80", "b.md", "a.md", cwd=site)
    rows = json.loads(run("list", ".", "--format", "json", "--sort", "path", cwd=site).stdout)
    assert [(row["path"], row["state"]) for row in rows] == [
        ("./a.md", "decided"),
        ("./b.md", None),
        ("./c.md", None),
    ]


def test_many_paths_are_set_in_one_go(site: Path) -> None:
    for number in range(250):
        (site / f"n{number}.md").write_text(ARTICLE.format(title=number), encoding="utf-8")
    paths = "\n".join(f"n{number}.md" for number in range(250)).encode()
    done = run("set", "--quality", "80", "-", cwd=site, stdin=paths)
    assert done.stdout.count(b"saved") == 250
    assert run("set", "--quality", "80", "-", cwd=site, stdin=paths).stdout.count(b"unchanged") == 250


def test_list_prints_a_table(site: Path) -> None:
    done = run("list", site, "--sort", "path", cwd=site)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert len(lines) == 4
    assert lines[0].split()[:2] == ["STATE", "QUALITY"]
    assert "First" in lines[1]
    assert "The Paper" in lines[1]


def test_list_filters_and_limits(site: Path) -> None:
    done = run("list", "site", "--query", "quality:10", "--format", "paths", cwd=site.parent)
    assert done.stdout == os.fsencode(os.path.join("site", "a.md")) + b"\n"
    assert run("list", ".", "--limit", "2", "--format", "paths", cwd=site).stdout.count(b"\n") == 2


def test_listed_paths_can_be_set(site: Path) -> None:
    paths = run("list", "site", "--query", "first", "--format", "paths", cwd=site.parent).stdout
    done = run("set", "--quality", "99", "-", cwd=site.parent, stdin=paths)
    assert done.returncode == 0
    assert "quality: 99" in (site / "a.md").read_text(encoding="utf-8")


def test_list_knows_what_was_decided(site: Path) -> None:
    run("set", "--quality", "80", "a.md", cwd=site)
    done = run("list", ".", "--query", "decided", "--format", "json", cwd=site)
    assert [(row["path"], row["state"]) for row in json.loads(done.stdout)] == [("./a.md", "decided")]


def test_state_is_known_by_any_name_of_the_folder(site: Path) -> None:
    run("set", "--quality", "80", "a.md", cwd=site)
    done = run("list", "../site", "--query", "decided", "--format", "paths", cwd=site)
    assert done.stdout == b"../site/a.md\n"


def test_csv_runs_no_formulas(site: Path) -> None:
    (site / "a.md").write_text(ARTICLE.format(title="'=cmd|calc'"), encoding="utf-8")
    done = run("list", ".", "--format", "csv", "--sort", "path", cwd=site)
    rows = list(csv.DictReader(done.stdout.decode().splitlines()))
    assert rows[0]["title"] == "'=cmd|calc"
    assert rows[0]["heat"] == "-1"


def test_shares_of_a_list_make_up_the_whole(site: Path) -> None:
    whole = run("list", ".", "--format", "paths", cwd=site).stdout
    parts = [
        run("list", ".", "--query", f"share={share}", "--format", "paths", cwd=site).stdout
        for share in ("1/2", "2/2")
    ]
    assert sorted(b"".join(parts).splitlines()) == sorted(whole.splitlines())


def test_list_does_not_know_what_colleagues_decided(site: Path) -> None:
    done = run("list", ".", "--query", "by:ann", cwd=site)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"after a sync" in done.stderr


def test_wrong_query_points_at_the_place(site: Path) -> None:
    done = run("list", ".", "--query", "first quality<x", cwd=site)
    assert done.returncode == 2
    assert b"character" in done.stderr


def test_folder_that_is_not_there_is_wrong_usage(site: Path) -> None:
    for command in ("list", "check"):
        done = run(command, "nowhere", cwd=site)
        assert done.returncode == 2
        assert b"nowhere" in done.stderr


def test_check_names_file_line_and_problem(site: Path) -> None:
    done = run("check", ".", cwd=site)
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "./c.md\n  line 3" in text
    assert "3 articles checked" in text


def test_check_as_json(site: Path) -> None:
    rows = json.loads(run("check", ".", "--format", "json", cwd=site).stdout)
    found = {(row["path"], row["line"], row["field"]) for row in rows}
    assert ("./c.md", 3, "quality") in found


def test_check_of_good_files_is_quiet(site: Path) -> None:
    done = run("check", "a.md", cwd=site)
    assert done.returncode == 0
    assert done.stdout == b"1 article checked, no problems found\n"


def test_reader_that_stops_reading_is_no_error(site: Path) -> None:
    for number in range(500):
        (site / f"n{number}.md").write_text(ARTICLE.format(title=number), encoding="utf-8")
    command = [sys.executable, "-m", "curator", "list", ".", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=site, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_output_is_utf8_in_any_locale(site: Path) -> None:
    (site / "a.md").write_text(ARTICLE.format(title="Größe 東京"), encoding="utf-8")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    done = run("list", ".", "--query", "größe", cwd=site, environment=environment)
    assert "Größe 東京" in done.stdout.decode()


def test_newer_journal_stops_set_and_not_list(site: Path, home: Path) -> None:
    run("set", "--quality", "80", "a.md", cwd=site)
    connection = sqlite3.connect(home / "data" / "journal.sqlite3")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    done = run("set", "--quality", "70", "a.md", cwd=site)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"newer Curator" in done.stderr
    assert run("list", ".", cwd=site).returncode == 0
    assert "quality: 80" in (site / "a.md").read_text(encoding="utf-8")
