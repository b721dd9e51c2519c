"""What the window asks of the library, what it is answered, and what the library tells of its own accord.

All of it is plain and frozen, and crosses from one process to another. Many articles are an array of their
numbers (`article_id`), 8 bytes each. `opening` counts the openings, so that news of an earlier one can be
dropped.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from curator.articles import Rule
from curator.library.decided import DecidedTable
from curator.library.facets import Counts, Facets
from curator.library.row import Row
from curator.library.sorting import Sort
from curator.library.walk import Skipped
from curator.records import dataclass


def ids_of(numbers: Iterable[int] = ()) -> array[int]:
    """Numbers of articles as they are kept and sent."""
    return array("q", numbers)


# Asked.


@dataclass(frozen=True, slots=True)
class Open:
    """Open these sources instead of what is open; their indexes lie in the folder `indexes`."""

    opening: int
    sources: tuple[Path, ...]
    indexes: Path


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Quit:
    """Nothing more will be asked."""


@dataclass(frozen=True, slots=True)
class SetMarks:
    """What the journal says of some articles; with `is_all`, of all others it says nothing."""

    marks: tuple[tuple[int, str | None], ...]
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class SetDecided:
    """What was last decided of some articles, whose files have been read since by what was asked before this.

    Of those in `unknown` nothing is known for now, as decisions are on their way to their files; with
    `is_all`, nothing of any that is not in the table. `Departed` repeats the `number`.
    """

    number: int
    table: DecidedTable
    unknown: array[int] = field(default_factory=ids_of)
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class SetFindings:
    """The articles in which a check of the whole folder has found something; in all others it has not."""

    ids: array[int]


@dataclass(frozen=True, slots=True)
class SetColleagues:
    """Who decided which articles, by name, in place of what was said before."""

    decided: tuple[tuple[str, array[int]], ...]


@dataclass(frozen=True, slots=True)
class Select:
    """List the articles that pass the filter `query` (as typed, readable), in order. Answered by `Selected`.

    `near` is an article around which rows are wanted at once, None for the beginning.
    """

    request: int
    query: str
    sort: Sort
    near: int | None = None


@dataclass(frozen=True, slots=True)
class FetchRows:
    """Give these rows. Answered by `RowsFetched`."""

    request: int
    ids: array[int]


@dataclass(frozen=True, slots=True)
class FindStory:
    """Give the articles that tell the story of this one, its leader first. Answered by `RowsFetched`."""

    request: int
    id: int


@dataclass(frozen=True, slots=True)
class FindArticles:
    """Find the articles that have one of each of these sets of identities. Answered by `ArticlesFound`."""

    request: int
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Count:
    """Count the folder, and what the articles that pass `query` are made of. Answered by `Counted`."""

    request: int
    query: str


@dataclass(frozen=True, slots=True)
class Reread:
    """These files were just written: read them again."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Look at every file now."""


# Answered.


@dataclass(frozen=True, slots=True)
class Selected:
    """The list, and the rows around the article it was asked for."""

    request: int
    ids: array[int]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RowsFetched:
    """Rows, without those of articles that are gone."""

    request: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ArticlesFound:
    """For each set of identities the article that has one of them, None for none."""

    request: int
    rows: tuple[Row | None, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The folder in figures, and facets of the list."""

    request: int
    counts: Counts
    facets: Facets


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that could not be answered."""

    request: int
    reason: str


# Told.


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a finished scan can say about the whole; the window explains it in words.

    `found` counts the articles, `unreadable` those of them the disk refused to give. `skipped` are folders
    left out on purpose or because they could not be listed, `missing` the sources that could not be opened at
    all. `read_only` are the folders with articles in which nothing can be saved. `editable` counts the
    articles whose header can be written.
    """

    found: int = 0
    unreadable: int = 0
    skipped: tuple[Skipped, ...] = ()
    missing: tuple[Skipped, ...] = ()
    read_only: tuple[Path, ...] = ()
    folders: int = 0
    editable: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing was found."""
        return self.found == 0

    @property
    def is_read_only(self) -> bool:
        """No folder that has articles can be written to."""
        return 0 < self.folders == len(self.read_only)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The newest articles of a folder seen before, as they were the last time, and how many there were."""

    opening: int
    found: int
    ids: array[int]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Progressed:
    """How far reading has come. `found` is a lower bound until `is_counted`, then the total."""

    opening: int
    found: int
    read: int
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """Articles that came, are different, or went."""

    opening: int
    added: array[int] = field(default_factory=ids_of)
    changed: array[int] = field(default_factory=ids_of)
    removed: array[int] = field(default_factory=ids_of)


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole folder is known."""

    opening: int
    summary: ScanSummary
    rule: Rule


@dataclass(frozen=True, slots=True)
class Watching:
    """How changes by others are noticed from now on; `words` say why not at once, "" if they are."""

    opening: int
    words: str


@dataclass(frozen=True, slots=True)
class Departed:
    """All articles that depart from what was decided of them, as known after `SetDecided` of that number.

    `kinds` has for each of the table how it departs (`Departure`).
    """

    opening: int
    number: int
    table: DecidedTable
    kinds: array[int]


Question = Select | FetchRows | FindStory | FindArticles | Count
Request = Open | Close | Quit | SetMarks | SetDecided | SetFindings | SetColleagues | Reread | Look | Question
Answer = Selected | RowsFetched | ArticlesFound | Counted | Refused
News = Remembered | Progressed | Changed | Finished | Watching | Departed
