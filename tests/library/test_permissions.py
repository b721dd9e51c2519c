"""What may not be read, listed or written, each in a process that cannot go past permissions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
is_superuser = hasattr(os, "geteuid") and os.geteuid() == 0

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions"),
    pytest.mark.skipif(
        is_superuser and not shutil.which("setpriv"), reason="the superuser may do everything"
    ),
]


_BEFORE = """
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.keeper import Keeper
from curator.library.reading import load_record

def keeper(source):
    made = Keeper(Holdings(Index.in_memory()), [source], 1, told.append)
    made.open()
    return made

def summary(source):
    return keeper(source).summary()

told = []
"""


def run_restricted(code: str, folder: Path) -> str:
    """Run `code` with `folder` as a Path; the superuser loses the way around permissions."""
    restrict = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if is_superuser else []
    program = f"from pathlib import Path\nfolder = Path({str(folder)!r})\n{_BEFORE}{code}"
    done = subprocess.run(
        [*restrict, sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    posts = tmp_path / "posts"
    posts.mkdir()
    (posts / "a.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    return posts


def test_unreadable_file_becomes_a_row_that_says_so(folder: Path) -> None:
    (folder / "a.md").chmod(0)
    said = run_restricted("print(load_record(folder / 'a.md').row.problem)", folder)
    assert said == "you may not read this file"


def test_read_only_folder_is_a_fact_of_the_summary(folder: Path) -> None:
    folder.chmod(0o500)
    code = "s = summary(folder); print(s.found, s.is_read_only, s.read_only == (folder,))"
    assert run_restricted(code, folder) == "1 True True"


def test_folder_that_may_not_be_listed_is_a_fact_of_the_summary(folder: Path) -> None:
    folder.chmod(0)
    code = "s = summary(folder); print(s.found, s.missing[0].reason)"
    assert run_restricted(code, folder) == "0 you may not list this folder"


def test_folder_below_that_may_not_be_listed_is_skipped_with_a_reason(folder: Path) -> None:
    folder.chmod(0)
    code = "s = summary(folder.parent); print([i.reason for i in s.skipped])"
    assert run_restricted(code, folder) == "['you may not list this folder']"


def test_folder_that_cannot_be_listed_for_now_keeps_its_articles(folder: Path) -> None:
    code = (
        "kept = keeper(folder.parent); told.clear(); folder.chmod(0)\n"
        "kept.check(); kept.reread([str(folder / 'a.md')]); print(told, kept.summary().found)"
    )
    assert run_restricted(code, folder) == "[] 1"


def test_source_that_cannot_be_listed_for_now_is_hidden_once(folder: Path) -> None:
    code = (
        "kept = keeper(folder); told.clear(); folder.chmod(0)\n"
        "kept.check(); kept.check(); print(len(told), kept.summary().found)\n"
        "folder.chmod(0o700); kept.check(); print(len(told), kept.summary().found)"
    )
    assert run_restricted(code, folder) == "1 0\n2 1"
