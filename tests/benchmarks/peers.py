"""What others need for the same articles, where they are installed; both run on the same plain folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks import bare
from tests.benchmarks.figures import Figure

_SECONDS = 600
_AGAINST = "reading every file once"
_FRONT_MATTER = """
import json, sys, time
import frontmatter
started = time.perf_counter()
for path in sys.stdin.read().splitlines():
    frontmatter.load(path)
print(json.dumps(time.perf_counter() - started))
"""


def measure(folder: Path, scratch: Path) -> list[Figure]:
    """The lines of the peers; `folder` has no article that they could not read."""
    files = bare.article_files(folder)
    reading = bare.seconds_of(lambda: bare.read_every_file(files))
    return [_hugo(folder, scratch, reading), _front_matter(files, reading)]


def _hugo(folder: Path, scratch: Path, reading: float) -> Figure:
    program = shutil.which("hugo")
    if program is None:
        return Figure("peer_hugo", reason="hugo is not installed here")
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "hugo.toml").write_text(
        f"baseURL = 'https://benchmark.example/'\ncontentDir = '{folder / '_news'}'\n", encoding="utf-8"
    )
    started = time.perf_counter()
    try:
        done = subprocess.run(
            [program, "list", "all", "--source", str(scratch)],
            check=False,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Figure("peer_hugo", reason=f"hugo did not end within {_SECONDS} s")
    seconds = time.perf_counter() - started
    if done.returncode:
        return Figure("peer_hugo", reason=f"hugo failed: {done.stderr.strip()[-80:]}")
    return Figure("peer_hugo", seconds, "s", reading, _AGAINST)


def _front_matter(files: list[str], reading: float) -> Figure:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _FRONT_MATTER],
            input="\n".join(files),
            check=False,
            capture_output=True,
            text=True,
            env=environment,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Figure("peer_frontmatter", reason=f"it did not end within {_SECONDS} s")
    if done.returncode:
        is_absent = "No module named 'frontmatter'" in done.stderr
        reason = "python-frontmatter is not installed here" if is_absent else done.stderr.strip()[-80:]
        return Figure("peer_frontmatter", reason=reason)
    return Figure("peer_frontmatter", float(json.loads(done.stdout)), "s", reading, _AGAINST)
