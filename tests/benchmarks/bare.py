"""What figures are held against: the same work with nothing around it, and the memory of a process."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_MIB = 1024.0


@dataclass(frozen=True, slots=True)
class Memory:
    """MiB of a process with all its children. `pss` counts what is shared by shares, so it may be added."""

    pss: float
    rss: float


def seconds_of(work: Callable[[], object], rounds: int = 2) -> float:
    """Time of some work, the median of `rounds`; a first run, which warms the caches, does not count."""
    work()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def article_files(folder: Path) -> list[str]:
    """Every article below `folder/_news`."""
    return [entry.path for entry in _entries(str(folder / "_news"))]


def read_every_file(paths: list[str]) -> int:
    """Open, read and close every file, once, in one loop, as a Python program does; return the bytes."""
    return sum(len(Path(path).read_bytes()) for path in paths)


def stat_every_file(folder: Path) -> int:
    """List every folder and ask the system for every file's stamp; return how many."""
    count = 0
    for entry in _entries(str(folder / "_news")):
        entry.stat()
        count += 1
    return count


def write_durably(data: bytes, path: Path) -> float:
    """Write, fsync, rename, fsync of the folder: what no durable save can do without; return milliseconds."""
    temporary = path.with_name(f".{path.name}.tmp")
    started = time.perf_counter()
    with open(temporary, "wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    os.replace(temporary, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return (time.perf_counter() - started) * 1000


def memory_of_tree(process: int) -> Memory | None:
    """Memory of a process and its descendants now; None where the system does not tell."""
    found = [_memory_of(each) for each in _tree(process)]
    known = [each for each in found if each is not None]
    return Memory(sum(each.pss for each in known), sum(each.rss for each in known)) if known else None


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.is_dir():
                yield from _entries(entry.path)
            else:
                yield entry


def _tree(process: int) -> list[int]:
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name, in parentheses, may hold anything; the parent is the second field behind it.
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _memory_of(process: int) -> Memory | None:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    values = {line.split(":")[0]: line.split()[1] for line in text.splitlines()[1:]}
    return Memory(int(values["Pss"]) / _MIB, int(values["Rss"]) / _MIB)
