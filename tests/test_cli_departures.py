"""`curator list` knows what somebody undid, and where another article came under a name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import curator
from curator.library import load
from curator.library.identity import Identity
from curator.library.places import find_places
from curator.triage.decisions import Change, Mark
from curator.triage.workplace import Workplace

ROOT = Path(curator.__file__).parent.parent
ARTICLE = "---\ntitle: {0}\nwebUrl: https://{0}.example/\nquality: 10\n---\nBody\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three articles, of which two were decided: the quality of one is back, the other is another article."""
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "home"))
    folder = tmp_path / "site"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.md").write_text(ARTICLE.format(name), encoding="utf-8")
    articles = [load(folder / f"{name}.md").article for name in "ab"]
    with Workplace.open(find_places().journal, lambda _report: None) as workplace:
        workplace.writer.decide(
            1, [Change(each.path, {"quality": 80}, Mark.DECIDED, Identity.of(each)) for each in articles]
        )
    (folder / "a.md").write_text(ARTICLE.format("a"), encoding="utf-8")
    (folder / "b.md").write_text(ARTICLE.format("other"), encoding="utf-8")
    return folder


def listed(site: Path, query: str) -> dict[str, str | None]:
    """The files that pass a filter, with their states."""
    done = subprocess.run(
        [sys.executable, "-m", "curator", "list", ".", "--query", query, "--format", "json"],
        cwd=site,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return {row["path"]: row["state"] for row in json.loads(done.stdout)}


def test_undone_decision_is_found_and_still_decided(site: Path) -> None:
    assert listed(site, "undone") == {"./a.md": "decided"}
    assert listed(site, "decided") == {"./a.md": "decided"}


def test_article_that_came_instead_is_undecided(site: Path) -> None:
    assert listed(site, "undecided") == {"./b.md": "changed", "./c.md": None}
    assert listed(site, "changed") == {"./b.md": "changed"}
