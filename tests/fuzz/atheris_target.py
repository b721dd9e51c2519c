"""Coverage-guided fuzzing over the oracle of header editing and merging; run by hand, with atheris installed.

    python -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install atheris PyYAML
    PYTHONPATH=. /tmp/fuzz/bin/python tests/fuzz/atheris_target.py CORPUS -max_total_time=900

An input is what is to be changed (its first byte), then a file; or, with `SEPARATOR` between them, three
versions to be merged. The corpus folder is filled with the seeds when it is empty. Every 10,000 inputs it
says what became of them. A finding ends the run, and libFuzzer keeps the input.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from random import Random

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # installed by hand

with atheris.instrument_imports(include=["curator"]):
    import curator.frontmatter.editing
    import curator.frontmatter.entry_lines
    import curator.frontmatter.merging  # noqa: F401  # instrumented, each of them
    from tests.fuzz.mutations import CHANGES, SPLINTERS, history, mutated, seeds_of
    from tests.fuzz.oracle import judge_edit, judge_merge

SEPARATOR = b"\n\0\xff\0\n"
_SHARED = Path(__file__).resolve().parents[3] / "shared"
_SEEDS = 400
_TOLD = 10_000


class Target:
    """Judges inputs, and counts what became of them."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def judge(self, data: bytes) -> None:
        """Judge one input; a finding is raised."""
        parts = data.split(SEPARATOR)
        if len(parts) == 3:
            self.counts[f"merge {judge_merge((parts[0], parts[1], parts[2]))}"] += 1
        elif data:
            self.counts[f"edit {judge_edit(data[1:], CHANGES[data[0] % len(CHANGES)])}"] += 1
        if self.counts.total() % _TOLD == 0:
            self.tell()

    def tell(self) -> None:
        """Say on the error stream, where libFuzzer speaks too, how many there were."""
        counts = ", ".join(f"{what}: {count:,}" for what, count in sorted(self.counts.items()))
        sys.stderr.write(f"{self.counts.total():,} inputs tried ({counts}), 0 dirty, 0 crashes\n")


def fill(corpus: Path) -> None:
    """Put seeds into an empty folder."""
    corpus.mkdir(parents=True, exist_ok=True)
    if any(corpus.iterdir()):
        return
    random, seeds = Random(1), seeds_of(_SHARED / "corpus", _SHARED / "yaml-test-suite")
    for number in range(_SEEDS):
        edit = bytes([number % len(CHANGES)]) + mutated(random, seeds, most=1)
        merge = SEPARATOR.join(history(random, seeds))
        (corpus / f"seed-{number}").write_bytes(merge if number % 2 else edit)


def main() -> None:
    """Run libFuzzer with the arguments of the process."""
    folders = [word for word in sys.argv[1:] if not word.startswith("-")]
    for folder in folders[:1]:
        fill(Path(folder))
        words = Path(f"{os.path.normpath(folder)}.dict")
        quoted = ("".join(f"\\x{byte:02x}" for byte in splinter) for splinter in SPLINTERS)
        words.write_text("".join(f'"{word}"\n' for word in quoted), encoding="ascii")
        sys.argv.append(f"-dict={words}")
    target = Target()
    atheris.Setup(sys.argv, target.judge)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
