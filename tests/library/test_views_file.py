from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from curator.errors import SaveFailed, ViewsUnreadable
from curator.library.views import View, ViewsDocument
from curator.library.views_file import VIEWS_NAME, change_views, load_views, views_file
from tests.library.test_permissions import run_restricted

FRONT, BIG = View("Front page", "undecided"), View("Big stories", "related>3")


def add(view: View, file: Path) -> ViewsDocument:
    return change_views(file, lambda document: document.with_view(view))


def test_views_lie_in_the_first_folder_else_beside_the_first_file(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    article = tmp_path / "a.md"
    assert views_file([article, tmp_path / "news"]) == tmp_path / "news" / VIEWS_NAME
    assert views_file([article]) == tmp_path / VIEWS_NAME


def test_without_a_file_there_are_no_views_and_none_is_made(tmp_path: Path) -> None:
    assert load_views(tmp_path / VIEWS_NAME).views == ()
    change_views(tmp_path / VIEWS_NAME, lambda document: document.without("x"))
    assert os.listdir(tmp_path) == []


def test_saving_keeps_what_others_have_added_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / VIEWS_NAME
    add(FRONT, file)
    assert add(BIG, file).views == load_views(file).views == (BIG, FRONT)
    assert os.listdir(tmp_path) == [VIEWS_NAME]


def test_somebody_who_writes_between_reading_and_saving_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / VIEWS_NAME
    others = iter([FRONT])

    def change(document: ViewsDocument) -> ViewsDocument:
        for other in others:
            add(other, file)
        return document.with_view(BIG)

    assert change_views(file, change).views == (BIG, FRONT)


def test_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / VIEWS_NAME
    file.write_bytes(b'{"views": [')
    with pytest.raises(ViewsUnreadable):
        add(FRONT, file)
    assert file.read_bytes() == b'{"views": ['


def test_change_that_changes_nothing_leaves_the_layout(tmp_path: Path) -> None:
    file = tmp_path / VIEWS_NAME
    file.write_bytes(b'{"views":[{"name":"Front page","query":"undecided","sort":"newest"}]}')
    before = file.read_bytes()
    add(FRONT, file)
    assert file.read_bytes() == before


def test_line_endings_stay(tmp_path: Path) -> None:
    file = tmp_path / VIEWS_NAME
    file.write_bytes(b'{\r\n"views": []\r\n}\r\n')
    add(FRONT, file)
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n") > 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_new_file_may_be_read_by_whoever_may_look_into_the_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    add(FRONT, tmp_path / VIEWS_NAME)
    assert stat.S_IMODE((tmp_path / VIEWS_NAME).stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are made otherwise on Windows")
def test_links_and_pipes_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "private.json").write_text("{}", encoding="utf-8")
    file = tmp_path / VIEWS_NAME
    file.symlink_to(tmp_path / "private.json")
    with pytest.raises(ViewsUnreadable, match="not a plain file"):
        add(FRONT, file)
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(ViewsUnreadable, match="not a plain file"):
        load_views(file)


def test_huge_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / VIEWS_NAME).write_bytes(b" " * (1 << 21))
    with pytest.raises(ViewsUnreadable, match="larger"):
        load_views(tmp_path / VIEWS_NAME)


def test_folder_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match="No such file"):
        add(FRONT, tmp_path / "gone" / VIEWS_NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
@pytest.mark.parametrize(("folder_mode", "has_file"), [(0o555, True), (0o555, False), (0o755, True)])
def test_what_may_not_be_written_refuses_a_view_and_says_whom_to_ask(
    tmp_path: Path, folder_mode: int, has_file: bool
) -> None:
    file = tmp_path / VIEWS_NAME
    if has_file:
        file.write_bytes(b"{}")
        file.chmod(0o444)
    tmp_path.chmod(folder_mode)
    said = run_restricted(
        "from curator.errors import SaveFailed\nfrom curator.library.views import View\n"
        "from curator.library.views_file import *\n"
        "try: change_views(folder / VIEWS_NAME, lambda document: document.with_view(View('a')))\n"
        "except SaveFailed as error: print(error)",
        tmp_path,
    )
    assert "you may not write .curator-views.json" in said
    assert "ask its owner" in said
