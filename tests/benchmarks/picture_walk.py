"""How many pictures are there when the editor arrives, and how many bytes were fetched for nothing.

    python tests/benchmarks/picture_walk.py [--articles N] [--pace S …] [--jump N] [--json FILE]

Walks the real window by key (J, and every third time a digit that decides) through a folder whose pictures,
40 to 300 kB each, lie on twelve hosts behind 300 ms of latency; every so many articles it jumps to a place
far away. Prints for each pace the share of articles whose lead picture was there when the article was first
painted, beside the best that is possible (see `picture_bar`), of the steps alone and with the jumps, and the
share of bytes that were fetched and never on screen. Each walk begins cold, with an empty cache.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QImageReader

from tests.benchmarks.picture_bar import Body, Costs, ready_in_time
from tests.benchmarks.picture_folder import HOSTS, lead, write_folder
from tests.benchmarks.picture_server import bodies, body_number, host

ROOT = Path(__file__).resolve().parents[2]
RATE = 4e6
_MOST_LISTED = 30
_SHOWN = QSize(640, 300)
_HEAD = (
    "pace",
    "articles",
    "ready at paint",
    "best possible",
    "steps ready",
    "small ones",
    "bytes never shown",
    "fetched",
    "key to paint",
    "held",
)


@dataclass(frozen=True, slots=True)
class Result:
    """One walk. Shares are of 1."""

    pace: float
    articles: int
    ready: float
    bar: float
    steps_ready: float
    steps_bar: float
    small_ready: float
    """Of icons and pictures of related items, at steps."""
    never_shown: float
    fetched: int
    median_paint: float
    holds: tuple[str, ...]
    """The longest the GUI thread was held, and by what."""
    missed: tuple[int, ...]

    def cells(self) -> tuple[str, ...]:
        """As a line of the table."""
        return (
            f"{self.pace:g} s",
            str(self.articles),
            f"{self.ready:.1%}",
            f"{self.bar:.1%}",
            f"{self.steps_ready:.1%} of {self.steps_bar:.1%}",
            f"{self.small_ready:.1%}",
            f"{self.never_shown:.1%}",
            f"{self.fetched / 1e6:.0f} MB",
            f"{self.median_paint:.0f} ms",
            f"{self.holds[0].partition(':')[0]}",
        )


@contextmanager
def serving(latency: float) -> Iterator[int]:
    """The server; gives its port."""
    command = [sys.executable, str(ROOT / "tests/benchmarks/picture_server.py")]
    command += ["--latency", str(latency), "--rate", str(RATE), "--hosts", str(HOSTS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())


def account(port: int) -> dict[str, int]:
    """Bytes sent, by path."""
    with urllib.request.urlopen(f"http://{host(0)}:{port}/account", timeout=60) as answer:
        sent: dict[str, int] = json.load(answer)
    return sent


def walk(folder: Path, home: Path, options: argparse.Namespace, pace: float) -> dict[str, object]:
    """Let the window walk; what its process noted."""
    (home / "config").mkdir(parents=True)
    # The hosts are this computer's own addresses, from which only a folder that is trusted gets pictures.
    answer = {"paths": [str(folder)], "loads": True, "is_trusted": True}
    settings = json.dumps({"remote_pictures": "on", "folder_pictures": [answer]})
    (home / "config" / "settings.json").write_text(settings, encoding="utf-8")
    environment = {**os.environ, "CURATOR_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if "DISPLAY" not in environment:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, str(ROOT / "tests/benchmarks/picture_probe.py"), str(folder)]
    command += ["--articles", str(options.articles), "--pace", str(pace), "--jump", str(options.jump)]
    seconds = options.articles * pace * 2 + 120
    done = subprocess.run(
        command, check=False, env=environment, capture_output=True, text=True, timeout=seconds
    )
    if done.returncode:
        raise SystemExit(f"the window ended with {done.returncode}: {done.stderr[-2000:]}")
    noted: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return noted


def best(looks: Sequence[dict[str, object]], pace: float, costs: Costs) -> list[bool]:
    """Of the articles in the order in which they were painted: whether their picture could be there."""
    sizes = [len(body) for body in bodies()]
    stretches: list[list[Body]] = []
    for look in looks:
        address = lead(int(str(look["number"])))
        if look["is_jump"] or not stretches:
            stretches.append([])
        stretches[-1].append(Body(address.host, sizes[body_number(address.path)]))
    return [could for stretch in stretches for could in ready_in_time(stretch, pace, costs)]


def decoding_seconds() -> float:
    """What it takes to decode and scale a picture on this machine: the median over all."""
    times = []
    for body in bodies():
        started = time.perf_counter()
        buffer = QBuffer()
        buffer.setData(QByteArray(body))
        reader = QImageReader(buffer)
        reader.setScaledSize(_SHOWN)
        reader.read()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def measure(options: argparse.Namespace, pace: float, scratch: Path, costs: Costs) -> Result:
    """One walk with everything new."""
    with serving(options.latency) as port:
        folder = write_folder(scratch / "news", options.articles * 2 + 20, port)
        answer = walk(folder, scratch / "home", options, pace)
        sent = account(port)
    looks: list[dict[str, object]] = list(answer["looks"])  # type: ignore[call-overload]  # JSON has no types
    shown = {_path(address) for address in answer["shown"]}  # type: ignore[attr-defined]  # as above
    could = best(looks, pace, costs)
    steps = [look for look in looks if not look["is_jump"]]
    could_steps = [fits for fits, look in zip(could, looks, strict=True) if not look["is_jump"]]
    total = sum(sent.values())
    holds: list[dict[str, object]] = list(answer["holds"])  # type: ignore[call-overload]  # as above
    return Result(
        pace=pace,
        articles=len(looks),
        ready=_share([bool(look["is_lead_ready"]) for look in looks]),
        bar=_share(could),
        steps_ready=_share([bool(look["is_lead_ready"]) for look in steps]),
        steps_bar=_share(could_steps),
        small_ready=_sum(steps, "small_ready") / max(1, _sum(steps, "small")),
        never_shown=sum(count for path, count in sent.items() if path not in shown) / max(1, total),
        fetched=total,
        median_paint=statistics.median(float(str(look["milliseconds"])) for look in looks),
        holds=tuple(_hold_words(hold) for hold in holds) or ("none",),
        missed=tuple(place for place, look in enumerate(looks) if not look["is_lead_ready"]),
    )


def _hold_words(hold: dict[str, object]) -> str:
    took, own, queued = (float(str(hold[name])) for name in ("milliseconds", "own", "queued"))
    return f"{took:.0f} ms: of these {own:.0f} computing, {queued:.0f} queued, {hold['where']}"


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _listed(places: Sequence[int]) -> str:
    more = f" and {len(places) - _MOST_LISTED} more" if len(places) > _MOST_LISTED else ""
    return ", ".join(map(str, places[:_MOST_LISTED])) + more


def _sum(looks: Sequence[dict[str, object]], name: str) -> int:
    return sum(int(str(look[name])) for look in looks)


def _share(values: Sequence[bool]) -> float:
    return sum(values) / max(1, len(values))


def main() -> int:
    """Walk at each pace and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--pace", type=float, nargs="+", default=[0.3, 1.0, 3.0], help="seconds per article")
    parser.add_argument("--jump", type=int, default=50, help="articles between two jumps, 0 for none")
    parser.add_argument("--latency", type=float, default=0.3)
    parser.add_argument("--json", type=Path, help="write the results to this file")
    options = parser.parse_args()
    costs = Costs(options.latency, RATE, decoding_seconds())
    results = []
    for pace in options.pace:
        with tempfile.TemporaryDirectory() as scratch:
            results.append(measure(options, pace, Path(scratch), costs))
    lines = [_HEAD, *(result.cells() for result in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
    for line in lines:
        sys.stdout.write("  ".join(map(str.ljust, line, widths)).rstrip() + "\n")
    for result in results:
        sys.stdout.write(f"{result.pace:g} s: without picture at first {_listed(result.missed)}\n")
        for words in result.holds[:5]:
            sys.stdout.write(f"    held {words}\n")
    sys.stdout.write(f"decoding {costs.decoding * 1000:.1f} ms, jump every {options.jump} articles\n")
    if options.json:
        options.json.write_text(json.dumps([asdict(result) for result in results], indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
