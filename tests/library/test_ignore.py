from __future__ import annotations

import time
from pathlib import Path

import pytest

from curator.library.ignore import IgnoreRules


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / ".git" / "info").mkdir(parents=True)
    return tmp_path


def ignores(site: Path, rules: str, folder: str, inside: str = "") -> bool:
    (site / ".gitignore").write_text(rules, encoding="utf-8")
    rules_there = IgnoreRules.around(str(site / inside) if inside else str(site))
    return rules_there.ignores_folder(str(site / folder))


@pytest.mark.parametrize(
    ("rule", "folder", "is_ignored"),
    [
        ("build/", "build", True),
        ("build", "deep/build", True),
        ("/build", "deep/build", False),
        ("docs/build", "docs/build", True),
        ("docs/build", "x/docs/build", False),
        ("**/cache", "a/b/cache", True),
        ("a/**/z", "a/z", True),
        ("a/**/z", "a/b/c/z", True),
        ("drafts/**", "drafts", False),
        ("drafts/**", "drafts/old", True),
        ("*.egg-info", "x.egg-info", True),
        ("tmp?", "tmp1", True),
        ("[ab]", "b", True),
        ("# build", "build", False),
        ("", "build", False),
        ("build\n!build", "build", False),
        ("*\n!posts", "posts", False),
        ("*\n!posts", "other", True),
    ],
)
def test_rule_means_what_git_means(site: Path, rule: str, folder: str, is_ignored: bool) -> None:
    assert ignores(site, rule, folder) is is_ignored


def test_rules_of_the_folders_above_hold(site: Path) -> None:
    (site / "content").mkdir()
    assert ignores(site, "old/", "content/old", inside="content")


def test_rules_outside_of_the_repository_do_not_hold(site: Path) -> None:
    inner = site / "inner"
    (inner / ".git").mkdir(parents=True)
    assert not ignores(site, "old/", "inner/old", inside="inner")


def test_own_rules_of_a_folder_are_the_last_word(site: Path) -> None:
    (site / "a").mkdir()
    (site / "a" / ".gitignore").write_text("!keep\n", encoding="utf-8")
    (site / ".gitignore").write_text("keep\n", encoding="utf-8")
    rules = IgnoreRules.around(str(site)).below(str(site / "a"))
    assert not rules.ignores_folder(str(site / "a" / "keep"))


def test_private_list_of_the_repository_holds(site: Path) -> None:
    (site / ".git" / "info" / "exclude").write_text("mine\n", encoding="utf-8")
    assert ignores(site, "", "mine")


def test_hostile_pattern_is_answered_at_once(site: Path) -> None:
    started = time.monotonic()
    ignores(site, "*a" * 60 + "b\n" + "**/" * 60 + "x\n", "/".join(["a" * 200] * 15))
    assert time.monotonic() - started < 1


def test_link_as_a_list_of_rules_to_nowhere_is_no_error(site: Path) -> None:
    (site / ".gitignore").symlink_to(site / "nowhere")
    assert not IgnoreRules.around(str(site)).ignores_folder(str(site / "a"))
