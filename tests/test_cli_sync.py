"""`curator sync` as people call it: what it prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.git.team import Team, article


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_a_sync_says_what_was_committed_received_and_sent(team: Team) -> None:
    ann, bob = team.both({"a.md": article(1), "b.md": article(2)})
    bob.curator("set", "--quality", "60", "--published", "yes", "b.md")
    assert bob.curator("sync").stdout.decode() == (
        "Committed the decisions on 1 article: 1 quality, 1 published.\n"
        "Sent the decisions on 1 article to origin.\n"
    )
    ann.curator("set", "--heat", "90", "a.md", "b.md")
    done = ann.curator("sync", ".")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == (
        "Committed the decisions on 2 articles: 2 heat.\n"
        "bob decided 1 article: 1 quality, 1 published.\n"
        "Sent the decisions on 2 articles to origin.\n"
    )
    assert ann.curator("sync").stdout.decode() == "origin has all that is here.\n"


def test_a_question_is_asked_in_words_and_answered_by_keep(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.curator("set", "--quality", "60", "a.md")
    bob.curator("sync")
    ann.curator("set", "--quality", "80", "a.md")
    asked = ann.curator("sync")
    assert asked.returncode == 1
    assert asked.stdout.decode().splitlines()[0] == "quality of a.md: you say 80, bob says 60"
    (question,) = json.loads(ann.curator("sync", "--format", "json").stdout)
    assert question == {
        "status": "question",
        "path": "./a.md",
        "field": "quality",
        "mine": 80,
        "theirs": 60,
        "author": "bob",
    }
    assert ann.curator("sync", "--keep", "mine").returncode == 0
    assert ann.text("a.md") == article(quality=80)


def test_what_went_wrong_is_said_and_is_status_one(team: Team) -> None:
    ann, _ = team.both({"a.md": article()})
    ann.git("config", "core.hooksPath", str(ann.folder))
    ann.clone.write({"pre-commit": "#!/bin/sh\nprintf 'no \\033[31mred\\033[0m today\\n' >&2\nexit 1\n"})
    (ann.folder / "pre-commit").chmod(0o755)
    ann.curator("set", "--quality", "80", "a.md")
    done = ann.curator("sync")
    assert done.returncode == 1
    assert done.stderr.decode().startswith(
        "curator sync: git did not commit the decisions: no \\x1b[31mred\\x1b[0m today. Nothing was committed"
    )
    assert json.loads(ann.curator("sync", "--format", "json").stdout)["status"] == "stopped"
    assert ann.curator("sync", "/").returncode == 1
    assert ann.curator("sync", "--keep", "both").returncode == 2


def test_what_colleagues_decided_is_listed_as_table_and_json(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.curator("set", "--quality", "60", "a.md")
    bob.curator("sync")
    ann.curator("sync")
    heads, row = ann.curator("sync", "--since", "HEAD~1").stdout.decode().splitlines()
    assert heads.split() == ["when", "who", "field", "before", "after", "article"]
    assert row.split()[2:] == ["bob", "quality", "10", "60", "./a.md"]
    (found,) = json.loads(ann.curator("sync", "--since", "yesterday", "--format", "json").stdout)
    assert (found["path"], found["before"], found["after"]) == ("./a.md", 10, 60)
    assert ann.curator("sync", "--since", "HEAD").stdout.decode() == "No colleague decided anything since.\n"
    assert ann.curator("sync", "--since", "HEAD", "--no-push").returncode == 2
