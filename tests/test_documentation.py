"""What the documentation names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
DOCUMENTS = [REPOSITORY / "README.md", *sorted((REPOSITORY / "resources" / "docs").glob("*.md"))]
PLACES = (REPOSITORY, REPOSITORY / "curator")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(document: Path) -> None:
    words = re.findall(r"`([\w.-]+/[\w./-]*)`", document.read_text(encoding="utf-8"))
    missing = [word for word in words if not any((place / word).exists() for place in PLACES)]
    # Made by the bootstrap or by the build.
    assert set(missing) <= {"curator/resources/"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("command", ["open", "test"])
def test_readme_shows_both_commands(command: str) -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert f"python3 packaging/bootstrap.py {command}" in text
