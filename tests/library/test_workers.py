from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from curator.library.stored import Stored
from curator.library.workers import CHUNK, Workers, read_stored
from tests.library.bot_articles import ARTICLE
from tests.library.processes import descendants, is_alive, kill, wait_until

REPOSITORY = Path(__file__).resolve().parents[2]
_READ_AND_STOP = """
import sys
from curator.library.workers import Workers
workers = Workers(2)
reading = workers.read(sys.argv[1:], lambda: False)
next(reading)
print("reading", flush=True)
sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(2)
    yield made
    made.rest()


def fill(folder: Path, count: int) -> list[str]:
    paths = [folder / f"{number:05}.md" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(f"---\ntitle: Article {number}\n---\n", encoding="utf-8")
    return [str(path) for path in paths]


def titles(portions: Iterator[list[Stored]]) -> list[object]:
    return [stored.article[5] for portion in portions for stored in portion]


def never() -> bool:
    return False


def test_files_come_in_the_order_in_which_they_were_asked_for(workers: Workers, tmp_path: Path) -> None:
    paths = fill(tmp_path, 10 * CHUNK + 1)
    assert titles(workers.read(paths, never)) == [f"Article {number}" for number in range(len(paths))]


def test_articles_come_from_another_process_as_they_were_read(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "usual.md").write_bytes(ARTICLE.encode())
    (tmp_path / "broken.md").write_bytes(b'---\ntitle: "half \\ud800"\nquality: much\n---\n\xff')
    (tmp_path / "folder.md").mkdir()
    paths = [str(path) for path in (*sorted(tmp_path.iterdir()), tmp_path / "gone.md")]
    (portion,) = workers.read(paths, never)
    assert portion == [read_stored(path) for path in paths]


def test_nothing_to_read_is_read_at_once(workers: Workers) -> None:
    assert not list(workers.read([], never))


def test_worker_that_is_killed_loses_no_file(workers: Workers, tmp_path: Path) -> None:
    paths = fill(tmp_path, 12 * CHUNK)
    reading = workers.read(paths, never)
    first = list(islice(reading, 1))
    kill(workers._workers[0].process.pid or 0)
    assert titles(iter([*first, *reading])) == [f"Article {number}" for number in range(len(paths))]


def test_reading_goes_on_when_all_workers_are_killed(workers: Workers, tmp_path: Path) -> None:
    paths = fill(tmp_path, 4 * CHUNK)
    for worker in workers._workers:
        kill(worker.process.pid or 0)
    for _ in range(2):
        assert titles(workers.read(paths, never)) == [f"Article {number}" for number in range(len(paths))]


def test_after_a_cancelled_reading_the_next_gets_its_own_files(workers: Workers, tmp_path: Path) -> None:
    paths = fill(tmp_path, 8 * CHUNK)
    asked = iter(range(100))
    assert len(list(workers.read(paths, lambda: next(asked) >= 2))) < 8
    assert titles(workers.read(paths[:5], never)) == [f"Article {number}" for number in range(5)]


def test_after_a_reading_nobody_took_to_its_end_the_next_gets_its_own_files(
    workers: Workers, tmp_path: Path
) -> None:
    paths = fill(tmp_path, 8 * CHUNK)
    reading = workers.read(paths, never)
    next(reading)
    reading.close()  # type: ignore[attr-defined]  # it is a generator
    assert titles(workers.read(paths[-5:], never)) == [f"Article {8 * CHUNK - 5 + n}" for n in range(5)]


def test_names_longer_than_a_pipe_holds_make_nobody_wait_for_the_other(
    workers: Workers, tmp_path: Path
) -> None:
    folder = tmp_path.joinpath(*["d" * 200] * 10)
    folder.mkdir(parents=True)
    paths = [folder / f"{number}{'x' * 200}.md" for number in range(4 * CHUNK)]
    for path in paths:
        path.write_text(f"---\ntitle: {path.name[0]}\n---\n" + "word " * 2_000, encoding="utf-8")
    assert len(titles(workers.read([str(path) for path in paths], never))) == len(paths)


@pytest.mark.parametrize("is_killed", [True, False])
def test_workers_end_with_the_process_that_started_them(tmp_path: Path, is_killed: bool) -> None:
    command = [sys.executable, "-c", _READ_AND_STOP, *fill(tmp_path, 4 * CHUNK)]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "reading\n"
        workers = descendants(process.pid)
        assert len(workers) == 2
        if is_killed:
            kill(process.pid)
        process.stdin.close()
        wait_until(lambda: not any(map(is_alive, workers)))


def test_closing_ends_them(tmp_path: Path) -> None:
    made = Workers(2)
    processes = [worker.process.pid or 0 for worker in made._workers]
    reading = made.read(fill(tmp_path, 8 * CHUNK), never)
    next(reading)
    made.rest()
    assert not any(map(is_alive, processes))
