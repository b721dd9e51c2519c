"""`curator sync` as people call it: what it prints, and its exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from curator.cli import main
from tests.git.team import Editor, Team, article, team_in


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    output: str
    complaints: str


Curator = Callable[..., Said]


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    return team_in(tmp_path, monkeypatch)


@pytest.fixture
def curator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Curator:
    """A function that runs Curator's command line for an editor, in the folder of the clone."""

    def run(editor: Editor, *words: str) -> Said:
        monkeypatch.chdir(editor.folder)
        monkeypatch.setenv("CURATOR_HOME", str(editor.home))
        try:
            status = main(list(words))
        except SystemExit as wrong_usage:
            status = int(str(wrong_usage.code))
        return Said(status, *capsys.readouterr())

    return run


def test_a_sync_says_what_was_committed_received_and_sent(team: Team, curator: Curator) -> None:
    ann, bob = team.both({"a.md": article(1), "b.md": article(2)})
    curator(bob, "set", "--quality", "60", "--published", "yes", "b.md")
    assert curator(bob, "sync").output == (
        "Committed the decisions on 1 article: 1 quality, 1 published.\n"
        "Sent the decisions on 1 article to origin.\n"
    )
    curator(ann, "set", "--heat", "90", "a.md", "b.md")
    done = curator(ann, "sync", ".")
    assert (done.status, done.complaints) == (0, "")
    assert done.output == (
        "Committed the decisions on 2 articles: 2 heat.\n"
        "bob decided 1 article: 1 quality, 1 published.\n"
        "Sent the decisions on 2 articles to origin.\n"
    )
    assert curator(ann, "sync").output == "origin has all that is here.\n"


def test_a_question_is_asked_in_words_and_answered_by_keep(team: Team, curator: Curator) -> None:
    ann, bob = team.both({"a.md": article()})
    curator(bob, "set", "--quality", "60", "a.md")
    curator(bob, "sync")
    curator(ann, "set", "--quality", "80", "a.md")
    asked = curator(ann, "sync")
    assert asked.status == 1
    assert asked.output.splitlines()[0] == "quality of a.md: you say 80, bob says 60"
    (question,) = json.loads(curator(ann, "sync", "--format", "json").output)
    assert question == {
        "status": "question",
        "path": "./a.md",
        "field": "quality",
        "mine": 80,
        "theirs": 60,
        "author": "bob",
    }
    assert curator(ann, "sync", "--keep", "mine").status == 0
    assert ann.text("a.md") == article(quality=80)


def test_what_went_wrong_is_said_and_is_status_one(team: Team, curator: Curator) -> None:
    ann = team.alone({"a.md": article()})
    ann.git("config", "core.hooksPath", str(ann.folder))
    ann.clone.write({"pre-commit": "#!/bin/sh\nprintf 'no \\033[31mred\\033[0m today\\n' >&2\nexit 1\n"})
    (ann.folder / "pre-commit").chmod(0o755)
    curator(ann, "set", "--quality", "80", "a.md")
    done = curator(ann, "sync")
    assert done.status == 1
    assert done.complaints.startswith(
        "curator sync: git did not commit the decisions: no \\x1b[31mred\\x1b[0m today. Nothing was committed"
    )
    assert json.loads(curator(ann, "sync", "--format", "json").output)["status"] == "stopped"
    assert curator(ann, "sync", "/").status == 1
    assert curator(ann, "sync", "--keep", "both").status == 2


def test_what_colleagues_decided_is_listed_as_table_and_json(team: Team, curator: Curator) -> None:
    ann, bob = team.both({"a.md": article()})
    curator(bob, "set", "--quality", "60", "a.md")
    curator(bob, "sync")
    curator(ann, "sync")
    heads, row = curator(ann, "sync", "--since", "HEAD~1").output.splitlines()
    assert heads.split() == ["when", "who", "field", "before", "after", "article"]
    assert row.split()[2:] == ["bob", "quality", "10", "60", "./a.md"]
    (found,) = json.loads(curator(ann, "sync", "--since", "yesterday", "--format", "json").output)
    assert (found["path"], found["before"], found["after"]) == ("./a.md", 10, 60)
    assert curator(ann, "sync", "--since", "HEAD").output == "No colleague decided anything since.\n"
    assert curator(ann, "sync", "--since", "HEAD", "--no-push").status == 2
