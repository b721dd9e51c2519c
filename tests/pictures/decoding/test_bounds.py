"""No file takes more memory or time than is set, whatever its bytes are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.hostile.bounded import REPOSITORY
from tests.pictures.decoding.bombs import BOMBS
from tests.pictures.decoding.mutated_files import SEEDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of a process are Linux's")
MEGABYTES = 620
"""What a decoding may hold, 512, and what surrounds it: the file, the small image, what malloc keeps."""
SECONDS = 12
"""Of the processor, for the picture and, once more, for its frames."""


def run(module: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a module like a command."""
    command = [sys.executable, "-m", module, *words]
    # The limit is on addresses, of which each thread Qt scales with would reserve 64 MB to itself.
    env = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    return subprocess.run(command, capture_output=True, check=False, cwd=REPOSITORY, env=env, timeout=3000)


def opened_within_bounds(paths: Sequence[Path]) -> list[str]:
    """What an editor is told of each file."""
    done = run("tests.pictures.decoding.bounded_opening", str(MEGABYTES), str(SECONDS), *map(str, paths))
    assert done.returncode == 0, done.stderr.decode()[-500:]
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize("kind", sorted({name.partition(":")[0] for name in BOMBS}))
def test_bombs_are_opened_within_bounds_or_refused_in_words(kind: str, tmp_path: Path) -> None:
    bombs = {name: bomb for name, bomb in BOMBS.items() if name.startswith(f"{kind}:")}
    paths = [tmp_path / str(number) for number in range(len(bombs))]
    for path, (make, _) in zip(paths, bombs.values(), strict=True):
        path.write_bytes(make())
    for told, (name, (_, expected)) in zip(opened_within_bounds(paths), bombs.items(), strict=True):
        assert told.startswith(expected or "shown"), name


@pytest.mark.parametrize("name", SEEDS)
def test_mutated_pictures_never_end_the_program(name: str) -> None:
    count = os.environ.get("CURATOR_PICTURE_MUTATIONS", "60")
    seed = os.environ.get("CURATOR_PICTURE_SEED", "1")
    done = run("tests.pictures.decoding.mutated_files", name, seed, count)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert json.loads(done.stdout)["opened"] == int(count)
