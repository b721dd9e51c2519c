"""Which pictures a list of articles has on the web, read from the files themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library.article_id import article_id
from curator.ui.desk import picture_addresses
from curator.ui.desk.picture_addresses import Addresses, AddressReader, addresses_of
from curator.ui.desk.workbench import Workbench
from tests.ui.ear import Ear
from tests.ui.newsroom import article, pictures, related
from tests.ui.waiting import wait_until

WEB = "https://bees.example"


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / f"{name}.md"
    path.write_bytes(article(name, 9, *lines))
    return path


def test_pictures_icon_and_related_items_are_found_and_local_files_are_not(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "bees",
        *pictures(f"{WEB}/one.jpg", f"{WEB}/two.jpg", "/assets/here.png"),
        "provider:",
        "  name: Hive",
        "  images:",
        f"    - url: {WEB}/icon.png",
        "related:",
        *related("Wasps", f"{WEB}/wasps", 50),
        "    images:",
        f"      - url: {WEB}/wasps.jpg",
    )
    assert addresses_of([path]).urls == (
        f"{WEB}/one.jpg",
        f"{WEB}/two.jpg",
        f"{WEB}/icon.png",
        f"{WEB}/wasps.jpg",
    )


def test_each_address_is_there_once_and_what_cannot_be_made_out_is_counted(tmp_path: Path) -> None:
    same = [write(tmp_path, name, *pictures(f"{WEB}/one.jpg", "/../../x.png")) for name in ("a", "b")]
    found = addresses_of([*same, tmp_path / "gone.md"])
    assert found == Addresses((f"{WEB}/one.jpg",), unreadable=1, refused=2)


@pytest.fixture
def listed(tmp_path: Path, workbench: Workbench) -> list[int]:
    """Five articles, each with a picture on the web, read by the workbench."""
    folder = tmp_path / "many"
    folder.mkdir()
    paths = [write(folder, str(number), *pictures(f"{WEB}/{number}.jpg")) for number in range(5)]
    finished = Ear(workbench.reading_finished)
    workbench.open([folder])
    wait_until(lambda: bool(finished.heard))
    return [article_id(path) for path in paths]


def test_long_list_is_read_in_portions_in_its_order(
    workbench: Workbench, listed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_addresses, "_PORTION", 2)
    reader = AddressReader(listed, workbench.desk.rows, workbench.jobs, workbench)
    advanced, ended = Ear(reader.advanced), Ear(reader.ended)
    reader.start()
    wait_until(lambda: bool(ended.heard))
    assert advanced.heard == [(2, 5), (4, 5), (5, 5)]
    assert ended.last == Addresses(tuple(f"{WEB}/{number}.jpg" for number in range(5)))


def test_nothing_is_heard_after_a_stop(workbench: Workbench, listed: list[int]) -> None:
    reader = AddressReader(listed, workbench.desk.rows, workbench.jobs, workbench)
    heard = [Ear(reader.advanced), Ear(reader.ended)]
    reader.start()
    reader.stop()
    other = AddressReader(listed, workbench.desk.rows, workbench.jobs, workbench)
    ended = Ear(other.ended)
    other.start()
    wait_until(lambda: bool(ended.heard))
    assert [ear.heard for ear in heard] == [[], []]
