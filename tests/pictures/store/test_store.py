"""The store on disk keeps what was used last, within its bound, whatever happens to its file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from curator.pictures.store.freshness import Freshness
from curator.pictures.store.kept_pictures import KeptPictures
from curator.pictures.store.store import PictureStore, Stored, StoredPicture
from tests.pictures.fetching.server_cases import PAGE, PICTURE

Open = Callable[..., PictureStore]


class Clock:
    """Goes on by one with each look at it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


@pytest.fixture
def open_store(folder: Path) -> Iterator[Open]:
    made: list[PictureStore] = []
    clock = Clock()

    def start(capacity: int = 1000) -> PictureStore:
        made.append(PictureStore(folder, capacity, clock))
        return made[-1]

    yield start
    for store in made:
        store.close()


def picture(address: str, size: int = 100) -> StoredPicture:
    return StoredPicture(address, f"{address}/final", b"x" * size, '"tag"', "some day", 7.5)


def held(store: PictureStore, *addresses: str) -> str:
    return "".join(address for address in addresses if store.get(address) is not None)


def test_what_is_put_comes_back_in_another_session(open_store: Open) -> None:
    first = open_store()
    assert first.put(picture("a")) is Stored.YES
    first.close()
    assert open_store().get("a") == picture("a")


def test_a_second_body_takes_the_place_of_the_first(open_store: Open) -> None:
    store = open_store()
    store.put(picture("a", 900))
    store.put(picture("a", 800))
    assert store.held == 800


def test_the_least_recently_used_go_first(open_store: Open) -> None:
    store = open_store()
    for address in "abc":
        store.put(picture(address, 300))
    store.get("a")
    store.put(picture("d", 300))
    assert held(store, *"abcd") == "acd"


def test_one_too_large_for_all_pushes_nothing_out(open_store: Open) -> None:
    store = open_store()
    store.put(picture("a"))
    assert store.put(picture("b", 1001)) is Stored.NO
    assert held(store, "a", "b") == "a"


def test_keeping_pushes_out_only_what_was_not_used_since(open_store: Open) -> None:
    store = open_store()
    store.put(picture("a", 400))
    store.put(picture("b", 400))
    since = 2.5
    assert store.put(picture("c", 400), since) is Stored.YES
    assert store.put(picture("d", 400), since) is Stored.YES
    assert store.put(picture("e", 400), since) is Stored.FULL
    assert held(store, *"abcde") == "cd"


def test_when_it_is_full_an_earlier_copy_stays(open_store: Open) -> None:
    store = open_store()
    store.put(picture("a", 500))
    store.put(picture("b", 400))
    assert store.put(picture("a", 700), 0.0) is Stored.FULL
    assert held(store, "a", "b") == "ab"


def test_a_refreshed_picture_is_fresh_for_longer(open_store: Open) -> None:
    store = open_store()
    store.put(picture("a"))
    store.refresh("a", 99.0)
    found = store.get("a")
    assert found is not None
    assert (found.fresh_until, found.body) == (99.0, b"x" * 100)


@pytest.mark.parametrize("damage", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_begun_anew(damage: bytes, open_store: Open, folder: Path) -> None:
    folder.mkdir()
    (folder / "pictures.sqlite3").write_bytes(damage)
    store = open_store()
    assert store.get("a") is None
    assert store.put(picture("a")) is Stored.YES
    assert store.get("a") == picture("a")


def test_damage_found_in_the_middle_costs_only_what_was_kept(open_store: Open, folder: Path) -> None:
    store = open_store(1_000_000)
    for number in range(20):
        store.put(picture(str(number), 9000))
    store.close()
    file = folder / "pictures.sqlite3"
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    assert store.put(picture("a")) is Stored.YES
    assert held(store, "a", "19") == "a"


def test_what_is_of_another_kind_than_it_should_be_is_not_there(open_store: Open, folder: Path) -> None:
    store = open_store()
    assert [store.put(picture(address)) for address in "ab"] == [Stored.YES] * 2
    with sqlite3.connect(folder / "pictures.sqlite3") as database:
        database.execute("UPDATE pictures SET fresh_until = 'soon' WHERE address = 'a'")
    assert held(store, "a", "b") == "b"


def test_a_file_of_another_version_is_begun_anew(open_store: Open, folder: Path) -> None:
    folder.mkdir()
    with sqlite3.connect(folder / "pictures.sqlite3") as other:
        other.execute("CREATE TABLE pictures (something)")
        other.execute("PRAGMA user_version = 99")
    other.close()
    store = open_store()
    assert (store.put(picture("a")), store.get("a")) == (Stored.YES, picture("a"))


def test_a_file_taken_away_is_made_again(open_store: Open, folder: Path) -> None:
    store = open_store()
    store.put(picture("a"))
    store.close()
    for file in folder.iterdir():
        file.unlink()
    assert store.get("a") is None
    assert store.put(picture("b")) is Stored.YES


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, open_store: Open) -> None:
    folder.write_text("a file in the way")
    store = open_store()
    assert [store.put(picture("a")), store.get("a"), store.held] == [Stored.FAILED, None, 0]
    store.refresh("a", 1.0)
    store.drop("a")


def test_on_a_full_disk_what_is_kept_is_still_there(
    open_store: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def bounded(path: Path, timeout: float, isolation_level: None) -> sqlite3.Connection:
        database = connect(path, timeout=timeout, isolation_level=isolation_level)
        database.execute("PRAGMA max_page_count = 40")
        return database

    monkeypatch.setattr(sqlite3, "connect", bounded)
    store = open_store(10_000_000)
    assert store.put(picture("a")) is Stored.YES
    assert [store.put(picture(address, 1_000_000)) for address in "bcde"] == [Stored.FAILED] * 4
    assert held(store, "a", "b") == "a"


def test_two_share_one_file(open_store: Open) -> None:
    one, other = open_store(), open_store()
    one.put(picture("a", 600))
    other.put(picture("b", 600))
    assert (held(one, "a", "b"), other.held) == ("b", 600)


def test_another_who_writes_for_long_is_no_error(open_store: Open, folder: Path) -> None:
    store = open_store()
    store.put(picture("a"))
    other = sqlite3.connect(folder / "pictures.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert store.put(picture("b")) is Stored.NO
    assert store.get("a") == picture("a")
    other.execute("ROLLBACK")
    other.close()
    assert store.put(picture("b")) is Stored.YES


WRITER = """
import sys
from pathlib import Path
from curator.pictures.store.store import PictureStore, StoredPicture
store = PictureStore(Path(sys.argv[1]), 50_000)
for number in range(200):
    address = f"{sys.argv[2]} {number}"
    store.put(StoredPicture(address, address, address.encode() * 50))
    store.get(f"{sys.argv[2]} {number - 5}")
"""


def test_several_processes_write_at_once(folder: Path, open_store: Open) -> None:
    command = [sys.executable, "-c", WRITER, str(folder)]
    writers = [subprocess.Popen([*command, name]) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    store = open_store(50_000)
    assert 45_000 < store.held <= 50_000
    kept = [(found.address, found.body) for name in "abc" if (found := store.get(f"{name} 199"))]
    assert kept
    assert all(body == address.encode() * 50 for address, body in kept)


def test_the_cache_of_qt_that_was_here_is_removed(folder: Path, open_store: Open) -> None:
    for name in ("data8/0", "prepared", "mine"):
        (folder / name).mkdir(parents=True)
    (folder / "data8/0/a.d").write_bytes(b"old")
    open_store().put(picture("a"))
    assert {path.name for path in folder.iterdir() if path.is_dir()} == {"mine"}


# -- with what is remembered of the session --


def test_what_may_not_be_stored_is_held_in_memory_only(open_store: Open) -> None:
    kept = KeptPictures(open_store())
    secret = StoredPicture("a", "a", PICTURE)
    assert kept.put(secret, Freshness(0.0, may_be_kept=False)) is Stored.NO
    assert (kept.get("a"), kept.is_fresh(secret)) == (secret, True)
    assert open_store().get("a") is None


def test_what_may_no_longer_be_stored_is_taken_from_the_disk(open_store: Open) -> None:
    kept = KeptPictures(open_store())
    kept.put(StoredPicture("a", "a", PICTURE), Freshness(9.0, may_be_kept=True))
    kept.put(StoredPicture("a", "a", PICTURE), Freshness(0.0, may_be_kept=False))
    assert open_store().get("a") is None


def test_a_page_never_takes_the_place_of_a_picture(open_store: Open) -> None:
    kept = KeptPictures(open_store())
    kept.put(StoredPicture("a", "a", PICTURE), Freshness(9.0, may_be_kept=True))
    assert kept.put(StoredPicture("a", "a", PAGE), Freshness(9.0, may_be_kept=True)) is Stored.NO
    found = kept.get("a")
    assert found is not None
    assert found.body == PICTURE


def test_without_a_store_the_session_remembers() -> None:
    kept = KeptPictures(None)
    kept.put(StoredPicture("a", "a", PICTURE), Freshness(0.0, may_be_kept=True))
    found = kept.get("a")
    assert found is not None
    assert kept.is_fresh(found)


def test_memory_is_bounded() -> None:
    kept = KeptPictures(None)
    for number in range(9):
        kept.put(StoredPicture(str(number), "", PICTURE + bytes(9_000_000)), Freshness(0.0, may_be_kept=True))
    assert [number for number in range(9) if kept.get(str(number))] == [6, 7, 8]
