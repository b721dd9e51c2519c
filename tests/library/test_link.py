"""Real processes: the engine, its workers, and who looks after whom."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection, Pipe
from pathlib import Path

import pytest

from curator.library.child import Launched
from curator.library.engine import serve
from curator.library.keeper import Keeper
from curator.library.launch import start_early, start_process, start_thread
from curator.library.link import Link
from curator.library.messages import Open, Progressed, Reread, Select
from curator.library.sorting import Sort
from tests.library.calling import Caller, Lost, fill, write
from tests.library.processes import descendants, is_alive, kill, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

REPOSITORY = Path(__file__).resolve().parents[2]
_OPEN_AND_STOP = """
import sys
from pathlib import Path
from tests.library.calling import Caller
from curator.library.messages import Progressed
if __name__ == "__main__":
    caller = Caller(Path(sys.argv[1]))
    caller.open(Path(sys.argv[2]), waits=False)
    caller.hear(Progressed)
    print("reading", flush=True)
    sys.stdin.readline()
    caller.titles()
    caller.link.close()
    caller.link.join()
    print("ended", flush=True)
"""

# As the program does it: before anything else, and the first engine is the one that was started then.
_EARLY = _OPEN_AND_STOP.replace(
    "    caller = Caller(Path(sys.argv[1]))",
    "    from curator.library.launch import start_early, starting_with\n"
    "    caller = Caller(Path(sys.argv[1]), starting_with(start_early()))",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("news")
    fill(made, 2_000)
    return made


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    with Caller(tmp_path / "indexes") as made:
        yield made


def processes() -> list[int]:
    """The engine and its workers: neither what Python keeps for itself, nor a screen other tests started."""
    return [
        process
        for process in descendants(os.getpid())
        if b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    ]


def test_engine_that_is_killed_is_noticed(caller: Caller, folder: Path) -> None:
    caller.open(folder, waits=False).hear(Progressed)
    engine, *workers = processes()
    kill(engine)
    caller.hear(Lost)
    wait_until(lambda: not any(map(is_alive, [engine, *workers])))


def _serve_with_an_error(far: Connection) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("nobody thought of this")

    Keeper.open = fail  # type: ignore[assignment,method-assign]  # in a process of its own
    serve(far)


def _start_with_an_error() -> Launched:
    near, far = Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve_with_an_error, args=(far,))
    process.start()
    far.close()
    return Launched(near, process)


def test_engine_that_meets_an_error_on_any_of_its_threads_ends(tmp_path: Path, folder: Path) -> None:
    with Caller(tmp_path / "indexes", _start_with_an_error) as caller:
        caller.open(folder, waits=False).hear(Lost)
    with Caller(tmp_path / "indexes") as caller:
        caller.link.send(Reread((3,)))  # type: ignore[arg-type]  # such a thing is never sent
        caller.open(folder, waits=False)
        caller.link.send(Reread((3,)))  # type: ignore[arg-type]
        caller.hear(Lost)
    assert not processes()


def test_engine_that_is_asked_to_end_is_not_missed(tmp_path: Path) -> None:
    with Caller(tmp_path / "indexes") as caller:
        pass
    assert not any(isinstance(message, Lost) for message in caller.heard)
    assert not processes()


def test_nothing_is_left_when_it_is_closed_in_the_middle_of_a_reading(tmp_path: Path, folder: Path) -> None:
    with Caller(tmp_path / "indexes") as caller:
        caller.open(folder, waits=False).hear(Progressed)
        started = processes()
        assert len(started) > 1
    assert not any(map(is_alive, started))


def test_closing_before_the_engine_has_started_ends_it(tmp_path: Path) -> None:
    link = Link(lambda _: None, lambda: None, start_process)
    link.close()
    link.join()
    assert not processes()


def test_engine_whose_answers_nobody_takes_any_more_ends(tmp_path: Path, folder: Path) -> None:
    with Caller(tmp_path / "indexes") as caller:
        caller.open(folder)
    goes_on = threading.Event()
    link = Link(lambda _: goes_on.wait(), lambda: None)
    link.send(Open(1, (folder,), tmp_path / "indexes"))
    for number in range(500):
        link.send(Select(number, "", Sort.NEWEST))
    (engine, *_) = processes()
    link.close()
    # Some of the answers must be on their way; the engine cannot get rid of them all.
    wait_until(lambda: not is_alive(engine))
    goes_on.set()
    link.join()


def test_engine_in_a_thread_ends_too(tmp_path: Path, folder: Path) -> None:
    with Caller(tmp_path / "indexes", start_thread) as caller:
        caller.open(folder)
        assert len(caller.select()) == 2_000
    assert not processes()


@pytest.mark.parametrize("text", [_OPEN_AND_STOP, _EARLY], ids=["spawned", "forked"])
@pytest.mark.parametrize("is_reading", [True, False])
def test_nothing_is_left_when_the_window_is_killed(
    tmp_path: Path, folder: Path, is_reading: bool, text: str
) -> None:
    program = tmp_path / "window.py"
    program.write_text(text, encoding="utf-8")
    with _window(program, tmp_path / "indexes", folder) as window:
        started = descendants(window.pid)
        assert len(started) > 2
        if not is_reading:
            os.kill(window.pid, signal.SIGSTOP)
        kill(window.pid)
        wait_until(lambda: not any(map(is_alive, started)))


@pytest.mark.parametrize("text", [_OPEN_AND_STOP, _EARLY], ids=["spawned", "forked"])
def test_interrupt_from_a_terminal_does_not_reach_the_engine(tmp_path: Path, folder: Path, text: str) -> None:
    program = tmp_path / "window.py"
    program.write_text(text, encoding="utf-8")
    with _window(program, tmp_path / "indexes", folder) as window:
        assert window.stdout is not None
        for process in descendants(window.pid):
            os.kill(process, signal.SIGINT)
        said, complaints = window.communicate("go on\n")
    assert (said, complaints, window.returncode) == ("ended\n", "", 0)


def test_early_engine_is_forked_where_neither_threads_nor_qt_are(tmp_path: Path, folder: Path) -> None:
    program = tmp_path / "window.py"
    program.write_text(_EARLY, encoding="utf-8")
    with _window(program, tmp_path / "indexes", folder) as window:
        started = [Path(f"/proc/{process}/cmdline").read_bytes() for process in descendants(window.pid)]
        window.communicate("go on\n")
    assert all(program.name.encode() in words for words in started), started


def test_early_engine_is_not_forked_beside_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    # Other tests load it, and that would be reason enough.
    monkeypatch.delitem(sys.modules, "PySide6.QtCore", raising=False)
    asked = threading.Event()
    beside = threading.Thread(target=asked.wait, daemon=True)
    beside.start()
    launched = start_early()
    assert processes()
    asked.set()
    launched.pipe.close()
    launched.runner.join()


def _window(program: Path, indexes: Path, folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, str(program), str(indexes), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "reading\n"
    return process


@pytest.mark.parametrize("attempt", range(3))
def test_index_of_an_engine_killed_at_work_is_as_good_as_a_new_one(
    tmp_path: Path, folder: Path, attempt: int
) -> None:
    with Caller(tmp_path / "indexes") as caller:
        caller.open(folder, waits=False)
        for _ in range(attempt + 1):
            caller.hear_changed()
        kill(processes()[0])
        caller.hear(Lost)
    write(folder / "00007.md", f"Other{attempt}")
    with Caller(tmp_path / "indexes") as again, Caller(tmp_path / "other") as fresh:
        again.open(folder)
        fresh.open(folder)
        assert again.titles() == fresh.titles()
        assert again.titles(f"other{attempt}") == [f"Other{attempt}"]
        assert again.count().counts == fresh.count().counts
