"""Sync with Colleagues, as an editor in front of the window sees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library.article_id import article_id
from curator.library.decided import Departure
from curator.library.places import Places
from curator.ui.commands.commands import CommandId
from tests.git.team import Editor, Team, article, team_in
from tests.ui.ear import Ear
from tests.ui.hands import Hands, on_disk

SYNC = "Ctrl+Shift+S"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    (tmp_path / "team").mkdir()
    return team_in(tmp_path / "team", monkeypatch)


@pytest.fixture
def pair(team: Team, hands: Hands, places: Places) -> tuple[Hands, Editor, Editor]:
    """Ann in front of the window with her clone open, her clone itself, and Bob."""
    ann, bob = team.both({f"{number}.md": article(number) for number in range(1, 4)})
    ann.journal = places.journal
    hands.open(ann.folder)
    return hands, ann, bob


def sync(hands: Hands, stroke: str = SYNC) -> None:
    """Sync, and wait for what comes of it."""
    syncing = hands.curator.syncs.syncing
    hands.press(stroke)
    hands.until(lambda: not syncing.is_running)


def test_decisions_go_out_and_what_others_decided_comes_in(pair: tuple[Hands, Editor, Editor]) -> None:
    hands, ann, bob = pair
    bob.decide("2.md", quality=60)
    bob.sync()
    decided = hands.on_screen
    hands.decide("8")
    sync(hands)
    assert hands.notice() == "Synced: the decisions on 1 article sent, 1 from bob came in."
    assert ann.status() == ""
    bob.sync()
    assert on_disk(bob.folder / decided)[0] == 80


def test_what_came_in_is_seen_in_the_list(pair: tuple[Hands, Editor, Editor]) -> None:
    hands, ann, bob = pair
    bob.decide("2.md", quality=60)
    bob.sync()
    sync(hands)
    desk = hands.curator.workbench.desk
    hands.until(lambda: (row := desk.rows.at(ann.folder / "2.md")) is not None and row.quality == 60)


@pytest.mark.parametrize(("answer", "quality"), [("F6", 80), ("Shift+F6", 60)])
def test_a_question_is_answered_by_the_keys_of_questions(
    pair: tuple[Hands, Editor, Editor], answer: str, quality: int
) -> None:
    hands, ann, bob = pair
    name = hands.on_screen
    bob.decide(name, quality=60)
    bob.sync()
    hands.decide("8")
    sync(hands)
    assert hands.notice() == f"Quality: you say 80, bob says 60 ({name})"
    assert on_disk(ann.folder / name)[0] == 80
    sync(hands, answer)
    assert hands.notice().startswith("Synced:")
    assert on_disk(ann.folder / name)[0] == quality


def test_a_question_that_is_dismissed_is_not_answered_by_a_key(pair: tuple[Hands, Editor, Editor]) -> None:
    hands, _, bob = pair
    name = hands.on_screen
    bob.decide(name, quality=60)
    bob.sync()
    hands.decide("8")
    sync(hands)
    hands.window.notices.dismissed.emit()
    hands.press("F6")
    assert not hands.curator.syncs.syncing.is_running
    assert hands.notice() == "Nothing has failed"


def test_offline_is_said_in_words_and_synced_again_by_the_key(
    pair: tuple[Hands, Editor, Editor], team: Team
) -> None:
    hands, _, bob = pair
    away = team.clones.remote.with_name("away.git")
    team.clones.remote.rename(away)
    name = hands.on_screen
    hands.decide("8")
    sync(hands)
    assert hands.notice() == "Not synced: origin is not where it should be."
    shown = hands.window.notices.shown
    assert shown is not None
    assert shown.detail.startswith("Your decisions are committed here; nothing is lost.")
    away.rename(team.clones.remote)
    sync(hands)
    bob.sync()
    assert on_disk(bob.folder / name)[0] == 80


def test_the_same_key_stops_a_sync(pair: tuple[Hands, Editor, Editor], tmp_path: Path) -> None:
    hands, ann, _ = pair
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\nprintf 'remote: Counting objects: 50%%\\r' >&2\nexec sleep 600\n")
    ssh.chmod(0o755)
    ann.git("config", "core.sshCommand", str(ssh))
    ann.git("remote", "set-url", "origin", "ann@example.org:articles.git")
    hands.press(SYNC)
    notices = hands.window.notices
    hands.until(lambda: notices.shown is not None and notices.shown.detail == "50%")
    assert hands.notice() == "Syncing: fetching what others did…"
    sync(hands)
    assert hands.notice().startswith("The sync was stopped.")
    assert notices.shown is not None
    assert not notices.shown.stays


def test_leaving_stops_a_sync(pair: tuple[Hands, Editor, Editor], tmp_path: Path) -> None:
    hands, ann, _ = pair
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\nexec sleep 600\n")
    ssh.chmod(0o755)
    ann.git("config", "core.sshCommand", str(ssh))
    ann.git("remote", "set-url", "origin", "ann@example.org:articles.git")
    shut = Ear(hands.curator.workbench.shut)
    hands.press(SYNC)
    hands.press("Ctrl+Q")
    hands.until(lambda: bool(shut.heard))


def test_a_folder_without_git_is_told_what_syncing_needs(hands: Hands, folder: Path, team: Team) -> None:
    hands.open(folder)
    sync(hands)
    assert hands.notice().startswith(f"Not synced: {folder} is not in a git repository.")


def test_nothing_open_is_nothing_to_sync(hands: Hands) -> None:
    hands.window.runner.run(CommandId.SYNC)
    assert hands.notice() == "Open a folder first; then it can be synced."


def test_reading_the_folder_again_does_not_stop_a_sync(
    pair: tuple[Hands, Editor, Editor], tmp_path: Path
) -> None:
    hands, ann, _ = pair
    ann.hook("pre-commit", f"while [ ! -e '{tmp_path}/go' ]; do sleep 0.01; done")
    hands.decide("8")
    hands.press(SYNC)
    finished = Ear(hands.curator.workbench.reading_finished)
    hands.press("F5")
    hands.until(lambda: bool(finished.heard))
    (tmp_path / "go").touch()
    hands.until(lambda: hands.notice().startswith("Synced: the decisions on 1 article sent"))


def test_what_a_colleague_decided_can_be_listed(pair: tuple[Hands, Editor, Editor]) -> None:
    hands, _, bob = pair
    bob.decide("2.md", quality=60)
    bob.sync()
    sync(hands)
    hands.window.runner.run(CommandId.COLLEAGUES)
    hands.until(lambda: hands.listed == ["2.md"])


def test_theirs_is_not_told_as_undone_after_it_was_chosen(pair: tuple[Hands, Editor, Editor]) -> None:
    hands, ann, bob = pair
    undone = hands.on_screen
    hands.decide("7")
    sync(hands)
    bob.sync()
    asked = hands.on_screen
    bob.decide(undone, quality=50)
    bob.decide(asked, quality=60)
    bob.sync()
    hands.decide("8")
    sync(hands)
    sync(hands, "Shift+F6")
    departures = hands.curator.workbench.desk.departures
    hands.until(lambda: departures.of_kind(Departure.UNDONE) != ())
    assert departures.of_kind(Departure.UNDONE) == (article_id(ann.folder / undone),)
