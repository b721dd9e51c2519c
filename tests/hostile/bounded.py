"""Runs a module with little memory and processor time.

    python -m tests.hostile.bounded MEGABYTES SECONDS MODULE WORD…

The memory counts above what the interpreter and the libraries have taken before; who exceeds it gets a
MemoryError, who exceeds the time is killed. Processes started by the module have the same limits.
"""

from __future__ import annotations

import resource
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_STUCK_SECONDS = 300
REPOSITORY = Path(__file__).resolve().parents[2]


def run_bounded(
    module: str,
    *words: str | Path,
    megabytes: int = 400,
    seconds: int = 20,
    env: Mapping[str, str] | None = None,
    given: bytes = b"",
    cwd: Path = REPOSITORY,
) -> subprocess.CompletedProcess[bytes]:
    """Run a module like a command within these limits."""
    limits = [str(megabytes), str(seconds)]
    command = [sys.executable, "-m", "tests.hostile.bounded", *limits, module, *map(str, words)]
    # Who waits for a pipe takes no time of the processor.
    return subprocess.run(
        command, env=env, input=given, capture_output=True, check=False, cwd=cwd, timeout=_STUCK_SECONDS
    )


def _main(arguments: Sequence[str]) -> None:
    megabytes, seconds, module, *words = arguments
    # What stays there for good, and would otherwise count as the doing of a hostile file.
    import numpy as np  # noqa: F401
    import yaml  # noqa: F401

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + int(megabytes) * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _main(sys.argv[1:])
