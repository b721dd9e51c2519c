"""Everything that can go wrong, as types that carry what a person needs to know.

    CuratorError
    ├── HeaderError            the front matter of one file
    │   ├── NoHeader           there is none
    │   ├── ForeignHeader      it is TOML or JSON, which Curator shows and never touches
    │   ├── UnreadableHeader   it is not UTF-8, not YAML, or not a mapping
    │   ├── EditRefused        it is readable, yet this edit cannot be made safely
    │   └── MergeRefused       three versions of it cannot be merged by field; a text merge is left
    ├── FileError              one file on disk
    │   ├── ReadFailed
    │   ├── SaveFailed
    │   └── ViewsUnreadable    the saved views of a folder cannot be understood, so they are not touched
    ├── OutsideSite            a path in an article leads out of the site's folder
    ├── NoRepository           git cannot be asked, or knows no repository here
    ├── GitFailed              git did not do what it was asked to, as it says itself
    ├── SyncStopped            a sync did not come to its end; says what is done and what to do
    │   ├── SyncRefused        it cannot begin, or cannot go on, before a person has done something
    │   ├── SyncUnfinished     offline, or the remote did not take it; syncing again may help
    │   └── SyncCancelled      the person wanted it to stop
    ├── QueryError             a filter that cannot be understood
    ├── ViewRefused            a saved view cannot have this name
    ├── JournalError           the record of decisions cannot be opened or written
    │   └── JournalLost        it was damaged or taken away while it was in use
    └── WatchImpossible        the system does not tell what changes in these folders

The core raises these and nothing else; command line and window print `str(error)`, which is a sentence.
"""

from __future__ import annotations

from pathlib import Path


class CuratorError(Exception):
    """Base of all errors Curator raises on purpose.

    `happened` is a sentence without its full stop; `advice` says what to do next and may be empty.
    """

    def __init__(self, happened: str, advice: str = "") -> None:
        super().__init__(happened, advice)
        self.happened = happened
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.happened}. {self.advice}".strip() if self.advice else self.happened


class HeaderError(CuratorError):
    """The front matter of a file; `line` is the 1-based line in the file, None where there is no one line."""

    def __init__(self, reason: str, line: int | None = None, advice: str = "") -> None:
        super().__init__(f"line {line}: {reason}" if line is not None else reason, advice)
        self.reason = reason
        self.line = line


class NoHeader(HeaderError):
    """The file does not begin with front matter."""

    def __init__(self) -> None:
        super().__init__("the file has no front matter")


class ForeignHeader(HeaderError):
    """The front matter is written in a language Curator does not edit (`language`: "TOML", "JSON")."""

    def __init__(self, language: str) -> None:
        super().__init__(f"the front matter is {language}, which Curator shows but does not edit")
        self.language = language


class UnreadableHeader(HeaderError):
    """The front matter cannot be read; the file is shown as it is and never written."""


class EditRefused(HeaderError):
    """The edit would change something else too, so nothing was written."""


class MergeRefused(HeaderError):
    """Three versions cannot be merged by field: one has no header that can be, as the reason says."""


class FileError(CuratorError):
    """One file on disk; `path` is the file concerned."""

    def __init__(self, path: Path, happened: str, advice: str = "") -> None:
        super().__init__(happened, advice)
        self.path = path


class ReadFailed(FileError):
    """The file could not be read."""


class SaveFailed(FileError):
    """The file could not be written; it still holds what it held before."""


class ViewsUnreadable(FileError):
    """The file of saved views holds something else; it is shown as it is and never written."""


class OutsideSite(CuratorError):
    """A path in an article leads out of the site's folder."""


class NoRepository(CuratorError):
    """git cannot be asked, or knows no repository here; `happened` is what it says."""


class GitFailed(CuratorError):
    """git did not do what it was asked to; `said` is what it wrote about it, in as many lines as it took."""

    def __init__(self, command: str, said: str) -> None:
        lines = [line for line in said.splitlines() if line.strip()]
        super().__init__(f"git {command}: {lines[-1].strip() if lines else 'it gave no reason'}")
        self.said = said


class SyncStopped(CuratorError):
    """A sync did not come to its end; the repository is in good order, and nothing is lost."""


class SyncRefused(SyncStopped):
    """It cannot begin, or cannot go on, before a person has done something about the repository."""


class SyncUnfinished(SyncStopped):
    """What is to be sent waits here: offline, not let in, or not taken. Syncing again may help."""


class SyncCancelled(SyncStopped):
    """The person wanted it to stop; what was done until then is whole."""


class QueryError(CuratorError):
    """A filter that cannot be understood.

    `position` is the 0-based character where it went wrong and `end` the one after what is wrong. `expected`
    says what would complete it if typing went on, "" where that cannot help.
    """

    def __init__(self, position: int, happened: str, *, end: int | None = None, expected: str = "") -> None:
        super().__init__(happened)
        self.position = position
        self.end = position + 1 if end is None else end
        self.expected = expected


class ViewRefused(CuratorError):
    """A saved view cannot have this name: there is none, or another view has it."""


class JournalError(CuratorError):
    """The record of decisions cannot be opened or written."""


class JournalLost(JournalError):
    """The record of decisions was damaged or taken away while it was in use.

    `is_away`: its file is not there any more, or another one in its place.
    """

    def __init__(self, happened: str, advice: str = "", *, is_away: bool = False) -> None:
        super().__init__(happened, advice)
        self.is_away = is_away


class WatchImpossible(CuratorError):
    """The system does not tell what changes in these folders; `happened` is a reason for the status."""
