"""Settings come back as they were saved, and what is broken falls back field by field."""

from __future__ import annotations

import dataclasses
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from curator.errors import SaveFailed
from curator.ui import settings as declared
from curator.ui.look.theme import ThemeChoice
from curator.ui.remote_pictures import FolderPictures, RemotePictures
from curator.ui.settings import (
    RECENT_LIMIT,
    RecentFolder,
    Setting,
    Settings,
    load_settings,
    remember_folder,
    save_settings,
)

FULL = Settings(
    theme=ThemeChoice.DARK,
    quality_steps=(5, 15, 25, 35, 45, 55, 65, 75, 85, 120),
    window_geometry="AdnQywAD",
    splitter_sizes=(320, 700, 330),
    is_list_shown=False,
    is_story_shown=False,
    recent_folders=(
        RecentFolder(
            (Path("/articles/künstlich"),),
            "künstlich",
            5178,
            148,
            "you were at 84 of 232",
            datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
        ),
    ),
    remote_pictures=RemotePictures.ASK,
    folder_pictures=(FolderPictures((Path("/articles/künstlich"),), loads=False, is_trusted=True),),
    sort_key="quality",
)


def test_everything_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.json"
    save_settings(file, FULL)
    loaded = load_settings(file)
    assert loaded.settings == FULL
    assert loaded.warning == ""


@pytest.mark.parametrize(
    ("document", "choice"),
    [
        ({"are_remote_pictures_allowed": False}, RemotePictures.OFF),
        ({"are_remote_pictures_allowed": True}, RemotePictures.ON),
        ({"are_remote_pictures_allowed": "banana"}, RemotePictures.ON),
        ({"are_remote_pictures_allowed": False, "remote_pictures": "ask"}, RemotePictures.ASK),
    ],
)
def test_older_choice_of_remote_pictures_still_holds(
    tmp_path: Path, document: dict[str, object], choice: RemotePictures
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    loaded = load_settings(file)
    assert (loaded.settings.remote_pictures, loaded.warning) == (choice, "")


def test_first_start_has_defaults_and_no_warning(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path / "settings.json")
    assert loaded.settings == Settings()
    assert loaded.warning == ""


def test_every_field_is_declared_under_its_name_with_a_meaning() -> None:
    settings = {each.name: each for each in vars(declared).values() if isinstance(each, Setting)}
    fields = {field.name: field.default for field in dataclasses.fields(Settings)}
    assert {name: setting.default for name, setting in settings.items()} == fields
    assert all(setting.meaning for setting in settings.values())


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000, b"1" * 9000, b" " * (2 << 20)],
    ids=lambda d: repr(d[:6]),
)
def test_broken_file_gives_defaults_and_says_so(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(data)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert "starts with its defaults" in loaded.warning


def test_unreadable_file_gives_defaults_and_says_so(tmp_path: Path) -> None:
    loaded = load_settings(tmp_path)
    assert loaded.settings == Settings()
    assert "directory" in loaded.warning.lower()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", 3),
        ("quality_steps", [10, 20]),
        ("quality_steps", [True] * 10),
        ("quality_steps", [10.5] * 10),
        ("quality_steps", [10**30] * 10),
        ("window_geometry", "not base64!"),
        ("splitter_sizes", ["wide"]),
        ("splitter_sizes", [1] * 100),
        ("is_list_shown", 1),
        ("recent_folders", {"paths": []}),
        ("recent_folders", [{"paths": ["relative"], "name": "x"}]),
        ("recent_folders", [{"paths": ["/a"], "name": "x", "opened_at": "2026-01-01T10:00:00"}]),
        ("recent_folders", [{"paths": ["/a"], "name": "x", "opened_at": "yesterday"}]),
        ("remote_pictures", "perhaps"),
        ("remote_pictures", True),
        ("folder_pictures", {}),
        ("folder_pictures", [{"paths": ["relative"]}]),
        ("folder_pictures", [{"paths": ["/a"], "loads": "yes"}]),
        ("folder_pictures", [{"paths": ["/a"], "is_trusted": 1}]),
        ("sort_key", "newest; drop"),
        ("sort_key", "banana"),
    ],
)
def test_one_broken_field_falls_back_alone_and_is_named(tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, FULL)
    document = json.loads(file.read_text())
    document[name] = value
    file.write_text(json.dumps(document))
    loaded = load_settings(file)
    assert loaded.settings == dataclasses.replace(FULL, **{name: getattr(Settings(), name)})
    assert name in loaded.warning


def test_older_file_keeps_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"theme": "dark", "something_of_tomorrow": 1}')
    loaded = load_settings(file)
    assert loaded.settings == Settings(theme=ThemeChoice.DARK)
    assert loaded.warning == ""


def test_path_that_is_not_utf8_comes_back(tmp_path: Path) -> None:
    strange = Path(os.fsdecode(b"/articles/caf\xe9"))
    save_settings(tmp_path / "s.json", Settings(recent_folders=(RecentFolder((strange,), "café"),)))
    assert load_settings(tmp_path / "s.json").settings.recent_folders[0].paths == (strange,)


def test_saving_swaps_the_file_and_never_writes_into_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    save_settings(file, Settings())
    with file.open("rb") as old:
        save_settings(file, FULL)
        assert b'"theme": "system"' in old.read()
    assert load_settings(file).settings == FULL


def test_failed_save_keeps_the_old_file_and_leaves_nothing_behind(tmp_path: Path) -> None:
    target = tmp_path / "settings.json"
    target.mkdir()
    (target / "in the way").touch()
    with pytest.raises(SaveFailed, match="could not be saved"):
        save_settings(target, Settings())
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != "curator-home"] == ["settings.json"]


def test_reopened_folder_moves_to_the_front_once() -> None:
    recents = tuple(RecentFolder((Path(f"/{n}"),), str(n)) for n in range(RECENT_LIMIT))
    again = RecentFolder((Path("/5"),), "5", articles=7)
    after = remember_folder(recents, again)
    assert after[0] is again
    assert [folder.name for folder in after] == ["5", *(str(n) for n in range(RECENT_LIMIT) if n != 5)]


def test_nothing_opened_is_not_remembered() -> None:
    known = (RecentFolder((Path("/a"),), "a"),)
    assert remember_folder(known, RecentFolder((), "")) == known


def test_oldest_recent_folder_makes_room() -> None:
    recents = tuple(RecentFolder((Path(f"/{n}"),), str(n)) for n in range(RECENT_LIMIT))
    after = remember_folder(recents, RecentFolder((Path("/new"),), "new"))
    assert len(after) == RECENT_LIMIT
    assert after[-1].name == str(RECENT_LIMIT - 2)
