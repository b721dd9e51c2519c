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
from curator.ui.look.theme import ThemeChoice

QUALITY_KEYS = 10
RECENT_LIMIT = 12
_FILE_LIMIT = 1 << 20
_QUALITY_LIMIT = 999
_TEXT_LIMIT = 20_000
_PANES_LIMIT = 8

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
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


def _text(value: Json, limit: int = _TEXT_LIMIT) -> str:
    if not isinstance(value, str):
        raise ValueError("text was expected")
    if len(value) > limit:
        raise ValueError(f"it is longer than {limit} characters")
    return value


def _sort_key(value: Json) -> str:
    try:
        return Sort(_text(value)).value
    except ValueError:
        raise ValueError("one of " + ", ".join(Sort) + " was expected") from None


def _flag(value: Json) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false was expected")
    return value


def _number(value: Json, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"a whole number from {least} to {most} was expected")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise ValueError("a list was expected")
    return value


def _object(value: Json) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return value


def _theme_choice(value: Json) -> ThemeChoice:
    try:
        return ThemeChoice(_text(value))
    except ValueError:
        raise ValueError("one of " + ", ".join(ThemeChoice) + " was expected") from None


def _quality_steps(value: Json) -> tuple[int, ...]:
    steps = tuple(_number(each, 0, _QUALITY_LIMIT) for each in _list(value))
    if len(steps) != QUALITY_KEYS:
        raise ValueError(f"{QUALITY_KEYS} numbers were expected, for the keys 1 to 9 and 0")
    return steps


def _geometry(value: Json) -> str:
    text = _text(value)
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("base64 was expected") from None
    return text


def _sizes(value: Json) -> tuple[int, ...]:
    sizes = _list(value)
    if len(sizes) > _PANES_LIMIT:
        raise ValueError(f"at most {_PANES_LIMIT} widths were expected")
    return tuple(_number(each, 0, 100_000) for each in sizes)


def _recent_folder(value: Json) -> RecentFolder:
    fields = _object(value)
    paths = tuple(Path(_text(each)) for each in _list(fields.get("paths")))
    if not paths or not all(path.is_absolute() for path in paths):
        raise ValueError("absolute paths were expected")
    opened_at = fields.get("opened_at")
    moment = None if opened_at is None else datetime.fromisoformat(_text(opened_at))
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a time zone was expected")
    return RecentFolder(
        paths,
        _text(fields.get("name")) or paths[0].name,
        _number(fields.get("articles", 0), 0, 1 << 31),
        _number(fields.get("undecided", 0), 0, 1 << 31),
        _text(fields.get("position_text", "")),
        moment,
    )


def _recent_folders(value: Json) -> tuple[RecentFolder, ...]:
    return tuple(_recent_folder(each) for each in _list(value)[:RECENT_LIMIT])


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
IS_LIST_SHOWN = Setting("is_list_shown", True, "Whether the list of articles is shown", _flag, bool)
IS_STORY_SHOWN = Setting("is_story_shown", True, "Whether the story of the article is shown", _flag, bool)
RECENT_FOLDERS: Setting[tuple[RecentFolder, ...]] = Setting(
    "recent_folders", (), "What was opened lately, the newest first", _recent_folders, _dump_recent_folders
)
ARE_REMOTE_PICTURES_ALLOWED = Setting(
    "are_remote_pictures_allowed", True, "Whether pictures may be fetched from the web", _flag, bool
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
    are_remote_pictures_allowed: bool = ARE_REMOTE_PICTURES_ALLOWED.default
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
    reader = _Reader(document)
    settings = Settings(
        theme=reader.take(THEME),
        quality_steps=reader.take(QUALITY_STEPS),
        window_geometry=reader.take(WINDOW_GEOMETRY),
        splitter_sizes=reader.take(SPLITTER_SIZES),
        is_list_shown=reader.take(IS_LIST_SHOWN),
        is_story_shown=reader.take(IS_STORY_SHOWN),
        recent_folders=reader.take(RECENT_FOLDERS),
        are_remote_pictures_allowed=reader.take(ARE_REMOTE_PICTURES_ALLOWED),
        sort_key=reader.take(SORT_KEY),
    )
    if not reader.troubles:
        return LoadedSettings(settings, "")
    return LoadedSettings(
        settings, f"Some settings fell back to their defaults: {', '.join(reader.troubles)}."
    )


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
        ARE_REMOTE_PICTURES_ALLOWED.name: ARE_REMOTE_PICTURES_ALLOWED.dump(
            settings.are_remote_pictures_allowed
        ),
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
