"""What Curator remembers between two starts: declared once, with default, meaning and validation.

The file is JSON that a person may edit. What cannot be understood falls back to its default, field by field,
and the person is told which. Fields of a newer version are left out without a word.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from curator.errors import SaveFailed
from curator.library import Sort
from curator.records import dataclass
from curator.ui.json_values import Json, flag, items, members, number, paths, text
from curator.ui.look.theme import ThemeChoice
from curator.ui.remote_pictures import ANSWERS_LIMIT, FolderPictures, RemotePictures

QUALITY_KEYS = 10
RECENT_LIMIT = 12
_FILE_LIMIT = 1 << 20
_QUALITY_LIMIT = 999
_PANES_LIMIT = 8
_OLD_REMOTE_PICTURES = "are_remote_pictures_allowed"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecentFolder:
    """A folder, or some files, opened earlier and how far the person came.

    `position_text` is a fragment such as "you were at 84 of 232"; `opened_at` is aware.
    """

    paths: tuple[Path, ...]
    name: str
    articles: int = 0
    undecided: int = 0
    position_text: str = ""
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One declared setting. `parse` raises ValueError with a fragment such as "a number was expected"."""

    name: str
    default: T
    meaning: str
    parse: Callable[[Json], T]
    dump: Callable[[T], Json]


def _sort_key(value: Json) -> str:
    try:
        return Sort(text(value)).value
    except ValueError:
        raise ValueError("one of " + ", ".join(Sort) + " was expected") from None


def _remote_pictures(value: Json) -> RemotePictures:
    try:
        return RemotePictures(text(value))
    except ValueError:
        raise ValueError("one of " + ", ".join(RemotePictures) + " was expected") from None


def _theme_choice(value: Json) -> ThemeChoice:
    try:
        return ThemeChoice(text(value))
    except ValueError:
        raise ValueError("one of " + ", ".join(ThemeChoice) + " was expected") from None


def _quality_steps(value: Json) -> tuple[int, ...]:
    steps = tuple(number(each, 0, _QUALITY_LIMIT) for each in items(value))
    if len(steps) != QUALITY_KEYS:
        raise ValueError(f"{QUALITY_KEYS} numbers were expected, for the keys 1 to 9 and 0")
    return steps


def _geometry(value: Json) -> str:
    geometry = text(value)
    try:
        base64.b64decode(geometry, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("base64 was expected") from None
    return geometry


def _sizes(value: Json) -> tuple[int, ...]:
    sizes = items(value)
    if len(sizes) > _PANES_LIMIT:
        raise ValueError(f"at most {_PANES_LIMIT} widths were expected")
    return tuple(number(each, 0, 100_000) for each in sizes)


def _recent_folder(value: Json) -> RecentFolder:
    fields = members(value)
    opened = paths(fields.get("paths"))
    opened_at = fields.get("opened_at")
    moment = None if opened_at is None else datetime.fromisoformat(text(opened_at))
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a time zone was expected")
    return RecentFolder(
        opened,
        text(fields.get("name")) or opened[0].name,
        number(fields.get("articles", 0), 0, 1 << 31),
        number(fields.get("undecided", 0), 0, 1 << 31),
        text(fields.get("position_text", "")),
        moment,
    )


def _recent_folders(value: Json) -> tuple[RecentFolder, ...]:
    return tuple(_recent_folder(each) for each in items(value)[:RECENT_LIMIT])


def _answer(value: Json) -> FolderPictures:
    fields = members(value)
    loads = fields.get("loads")
    opened = paths(fields.get("paths"))
    return FolderPictures(
        opened, None if loads is None else flag(loads), flag(fields.get("is_trusted", False))
    )


def _answers(value: Json) -> tuple[FolderPictures, ...]:
    return tuple(_answer(each) for each in items(value)[:ANSWERS_LIMIT])


def _dump_answers(answers: tuple[FolderPictures, ...]) -> Json:
    return [
        {
            "paths": [str(path) for path in each.paths],
            "loads": each.loads,
            "is_trusted": each.is_trusted,
        }
        for each in answers
    ]


def _dump_recent_folders(folders: tuple[RecentFolder, ...]) -> Json:
    return [
        {
            "paths": [str(path) for path in folder.paths],
            "name": folder.name,
            "articles": folder.articles,
            "undecided": folder.undecided,
            "position_text": folder.position_text,
            "opened_at": folder.opened_at.isoformat() if folder.opened_at else None,
        }
        for folder in folders
    ]


def _dump_numbers(numbers: tuple[int, ...]) -> Json:
    return [*numbers]


THEME = Setting(
    "theme",
    ThemeChoice.SYSTEM,
    "Light, dark, or as the desktop has it",
    _theme_choice,
    lambda choice: choice.value,
)
QUALITY_STEPS = Setting(
    "quality_steps",
    tuple(range(10, 101, 10)),
    "The quality that each of the keys 1 to 9 and 0 gives, in this order",
    _quality_steps,
    _dump_numbers,
)
WINDOW_GEOMETRY = Setting(
    "window_geometry", "", "Place and size of the window, Qt's own bytes in base64", _geometry, str
)
SPLITTER_SIZES: Setting[tuple[int, ...]] = Setting(
    "splitter_sizes", (), "Widths of list, article and story, in pixels", _sizes, _dump_numbers
)
IS_LIST_SHOWN = Setting("is_list_shown", True, "Whether the list of articles is shown", flag, bool)
IS_STORY_SHOWN = Setting("is_story_shown", True, "Whether the story of the article is shown", flag, bool)
RECENT_FOLDERS: Setting[tuple[RecentFolder, ...]] = Setting(
    "recent_folders", (), "What was opened lately, the newest first", _recent_folders, _dump_recent_folders
)
REMOTE_PICTURES = Setting(
    "remote_pictures",
    RemotePictures.ON,
    "Whether pictures come from the web: on, off, or asked once for each folder",
    _remote_pictures,
    lambda choice: choice.value,
)
FOLDER_PICTURES: Setting[tuple[FolderPictures, ...]] = Setting(
    "folder_pictures",
    (),
    "Folders with a choice of their own, and those that are trusted",
    _answers,
    _dump_answers,
)
SORT_KEY = Setting("sort_key", Sort.NEWEST.value, "How the list is sorted", _sort_key, str)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; each field is declared above under its name in capitals."""

    theme: ThemeChoice = THEME.default
    quality_steps: tuple[int, ...] = QUALITY_STEPS.default
    window_geometry: str = WINDOW_GEOMETRY.default
    splitter_sizes: tuple[int, ...] = SPLITTER_SIZES.default
    is_list_shown: bool = IS_LIST_SHOWN.default
    is_story_shown: bool = IS_STORY_SHOWN.default
    recent_folders: tuple[RecentFolder, ...] = RECENT_FOLDERS.default
    remote_pictures: RemotePictures = REMOTE_PICTURES.default
    folder_pictures: tuple[FolderPictures, ...] = FOLDER_PICTURES.default
    sort_key: str = SORT_KEY.default


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read; `warning` is a sentence for the person, "" when all went well."""

    settings: Settings
    warning: str


class _Reader:
    """Takes one setting after the other out of a document and notes what could not be understood."""

    def __init__(self, document: Mapping[str, Json]) -> None:
        self._document = document
        self.troubles: list[str] = []

    def take(self, setting: Setting[T]) -> T:
        if setting.name not in self._document:
            return setting.default
        try:
            return setting.parse(self._document[setting.name])
        except ValueError as error:
            self.troubles.append(f"{setting.name} ({error})")
            return setting.default


def load_settings(file: Path) -> LoadedSettings:
    """The settings in `file`; where it is missing or broken the defaults, the latter with a warning.

    Never raises.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_FILE_LIMIT + 1)
    except FileNotFoundError:
        return LoadedSettings(Settings(), "")
    except OSError as error:
        return _broken(error.strerror or "it cannot be read")
    if len(data) > _FILE_LIMIT:
        return _broken(f"it is larger than {_FILE_LIMIT >> 10} KiB")
    try:
        document: Json = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _broken("it is not UTF-8")
    except json.JSONDecodeError as error:
        return _broken(f"line {error.lineno}: {error.msg}")
    except (RecursionError, ValueError):
        return _broken("it is not JSON anybody would write")
    if not isinstance(document, dict):
        return _broken("it is not a JSON object")
    return _read(document)


def _broken(reason: str) -> LoadedSettings:
    warning = f"The settings could not be read, so Curator starts with its defaults: {reason}."
    return LoadedSettings(Settings(), warning)


def _read(document: Mapping[str, Json]) -> LoadedSettings:
    reader = _Reader(_in_todays_words(document))
    settings = Settings(
        theme=reader.take(THEME),
        quality_steps=reader.take(QUALITY_STEPS),
        window_geometry=reader.take(WINDOW_GEOMETRY),
        splitter_sizes=reader.take(SPLITTER_SIZES),
        is_list_shown=reader.take(IS_LIST_SHOWN),
        is_story_shown=reader.take(IS_STORY_SHOWN),
        recent_folders=reader.take(RECENT_FOLDERS),
        remote_pictures=reader.take(REMOTE_PICTURES),
        folder_pictures=reader.take(FOLDER_PICTURES),
        sort_key=reader.take(SORT_KEY),
    )
    if not reader.troubles:
        return LoadedSettings(settings, "")
    return LoadedSettings(
        settings, f"Some settings fell back to their defaults: {', '.join(reader.troubles)}."
    )


def _in_todays_words(document: Mapping[str, Json]) -> Mapping[str, Json]:
    """The document of an older version, whose choice of remote pictures was yes or no."""
    if document.get(_OLD_REMOTE_PICTURES) is False and REMOTE_PICTURES.name not in document:
        return {**document, REMOTE_PICTURES.name: RemotePictures.OFF.value}
    return document


def settings_text(settings: Settings) -> str:
    """`settings` as the JSON that `load_settings` reads."""
    document: dict[str, Json] = {
        THEME.name: THEME.dump(settings.theme),
        QUALITY_STEPS.name: QUALITY_STEPS.dump(settings.quality_steps),
        WINDOW_GEOMETRY.name: WINDOW_GEOMETRY.dump(settings.window_geometry),
        SPLITTER_SIZES.name: SPLITTER_SIZES.dump(settings.splitter_sizes),
        IS_LIST_SHOWN.name: IS_LIST_SHOWN.dump(settings.is_list_shown),
        IS_STORY_SHOWN.name: IS_STORY_SHOWN.dump(settings.is_story_shown),
        RECENT_FOLDERS.name: RECENT_FOLDERS.dump(settings.recent_folders),
        REMOTE_PICTURES.name: REMOTE_PICTURES.dump(settings.remote_pictures),
        FOLDER_PICTURES.name: FOLDER_PICTURES.dump(settings.folder_pictures),
        SORT_KEY.name: SORT_KEY.dump(settings.sort_key),
    }
    # ASCII only: a path that is not UTF-8 comes back as it was, through its escaped surrogates.
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def save_settings(file: Path, settings: Settings) -> None:
    """Write `settings` to `file`, which is the old one or the new one whatever happens; raises SaveFailed."""
    data = settings_text(settings).encode("ascii")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".tmp", dir=file.parent)
    except OSError as error:
        raise _save_failed(file, error) from error
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(name, file)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _save_failed(file, error) from error


def _save_failed(file: Path, error: OSError) -> SaveFailed:
    return SaveFailed(file, f"the settings could not be saved: {error.strerror or error}")


def remember_folder(recents: Sequence[RecentFolder], opened: RecentFolder) -> tuple[RecentFolder, ...]:
    """`recents` with `opened` first, each set of paths once, and no more than RECENT_LIMIT.

    Nothing opened is nothing to remember.
    """
    if not opened.paths:
        return tuple(recents)
    others = (folder for folder in recents if folder.paths != opened.paths)
    return (opened, *others)[:RECENT_LIMIT]
