"""Merges three versions of an article by field: theirs is the document, our changes are made in it.

What counts as a change is what a field means, not how it is written: a bot that rewrites line endings, quotes
or a list changed nothing that we would have to ask about. Where one side moved items of a list to its front
and the other changed something in it, both is done, see `reordering`. Any other field that both sides gave
different values is a clash, and so is a change of ours that cannot be made without touching more than the
field; nothing is ever guessed, and a clash holds both values. Bodies are text: merging two changed ones is
the caller's work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from curator.errors import HeaderError, MergeRefused
from curator.frontmatter.changing import edit
from curator.frontmatter.front_matter import header_text, read
from curator.frontmatter.header import find_header, head_and_body
from curator.frontmatter.placement import Placement
from curator.frontmatter.reordering import Reordered, reordered
from curator.frontmatter.simple import read_simple
from curator.frontmatter.value import MoveFirst, Scalar, Value
from curator.records import dataclass

if TYPE_CHECKING:
    from curator.frontmatter.entry_lines import EntryLines

_MOST_WORK: Final = 1_000_000
"""Bytes of headers read when our changes are made one by one, each time a handful of times: 50 changes in a
header of 20 kB. Real ones have 30 fields in 10 kB; without a limit a branch could keep git busy for hours."""

_CR: Final = b"\r"
_CRLF: Final = b"\r\n"
_LF: Final = b"\n"


class Missing(Enum):
    """What a field reads that is not there."""

    MISSING = "missing"


Reading: TypeAlias = "Value | Missing"
"""What a field reads in one version."""

Values: TypeAlias = "Mapping[str, Value]"

_Change: TypeAlias = "Reading | Reordered"


class Keep(Enum):
    """The answer to all questions about fields that both sides changed: whose value holds."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field for a person to decide on: what it reads in each version."""

    name: str
    base: Reading
    ours: Reading
    theirs: Reading


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge.

    `head` is everything up to the body; a field that clashes has their value there. `body` is None when both
    sides changed it, each in its own way.
    """

    head: bytes
    body: bytes | None
    clashes: tuple[Clash, ...]


def merge(base: bytes, ours: bytes, theirs: bytes, placement: Placement, keep: Keep | None = None) -> Merged:
    """Return their version with what our side changed since `base`, which is empty when both added the file.

    A field we add goes where `placement` says. With `keep` it is said whose value holds where both changed a
    field, so nothing clashes but what cannot be done. Raises MergeRefused when a header cannot be read by
    field.
    """
    if theirs == base:
        return _whole(ours)
    if ours in (base, theirs):
        return _whole(theirs)
    base, ours = ended_like(base, theirs), ended_like(ours, theirs)
    before = _values("the common version", base) if base else {}
    mine, other = _values("our version", ours), _values("their version", theirs)
    changes, clashes = _compared(before, mine, other, placement.told_by)
    if keep is not None:
        kept = {clash.name: clash.ours for clash in clashes} if keep is Keep.MINE else {}
        changes, clashes = {**changes, **kept}, []
    head, (our_head, our_body), (base_head, base_body) = map(head_and_body, (theirs, ours, base))
    if base_head == head[0]:
        return Merged(our_head, _body(base_body, our_body, head[1]), ())
    document, refused = _with_changes(theirs, changes, _Versions(base, ours, other), placement)
    clashes += [Clash(name, *(_read(values, name) for values in (before, mine, other))) for name in refused]
    order = list(dict.fromkeys([*other, *mine, *before]))
    clashes.sort(key=lambda clash: order.index(clash.name))
    return Merged(head_and_body(document)[0], _body(base_body, our_body, head[1]), tuple(clashes))


def with_fields_of(
    ours: bytes, base: bytes, placement: Placement, names: Collection[str] | None = None
) -> bytes:
    """Return the common version with our fields, or those of `names`, and nothing else of ours.

    Comments and order are not taken over: what still differs from ours is what a merge by field does not see.
    Raises MergeRefused as `merge` does.
    """
    before, mine = _values("the common version", base), _values("our version", ours)
    changes, _ = _compared(before, mine, before)
    if names is not None:
        changes = {name: value for name, value in changes.items() if name in names}
    document, refused = _with_changes(base, changes, _Versions(base, ours, before), placement)
    if refused:
        raise MergeRefused(f"{refused[0]} cannot be changed alone")
    return document


def ended_like(data: bytes, other: bytes) -> bytes:
    """Return a file with the line endings of another, header and body each, where those are all the same."""
    (head, body), (other_head, other_body) = head_and_body(data), head_and_body(other)
    return _ended(head, other_head) + _ended(body, other_body)


def same(one: Reading, other: Reading) -> bool:
    """Tell whether two values mean the same; 1, 1.0 and true differ, the order of keys does not matter."""
    match one, other:
        case dict(), dict():
            return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
        case list(), list():
            return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


@dataclass(frozen=True, slots=True)
class _Versions:
    """The two versions our changes are between, and what the third reads."""

    base: bytes
    ours: bytes
    other: Values


def _values(side: str, data: bytes) -> Values:
    """Return what the fields of one version read; raises MergeRefused when that is not all there is to it."""
    try:
        header = find_header(data)
        simple = read_simple(header_text(data, header), header.first_line)
        if simple is not None:
            return simple.values
        values = read(data).values
        # Imported here because nine of ten headers are simple, and PyYAML takes 30 ms to load.
        from curator.frontmatter.entry_lines import EntryLines

        entries = EntryLines(data).outline.entries
    except HeaderError as error:
        raise MergeRefused(f"{side}: {error.reason}", error.line) from error
    if any(entry.name is None for entry in entries):
        raise MergeRefused(f"{side}: a key of the front matter is not text")
    if any(entry.name == "<<" for entry in entries):
        raise MergeRefused(f"{side}: the front matter takes values over with <<")
    return values


def _compared(
    before: Values, mine: Values, other: Values, told_by: Sequence[str] = ()
) -> tuple[dict[str, _Change], list[Clash]]:
    """Return what is to be changed in their version, and the fields both sides changed differently."""
    changes: dict[str, _Change] = {}
    clashes = []
    for name in dict.fromkeys([*mine, *before]):
        was, ours, theirs = (_read(values, name) for values in (before, mine, other))
        if same(was, ours) or same(ours, theirs):
            continue
        if same(was, theirs):
            changes[name] = ours
        elif (both := reordered(was, ours, theirs, told_by, same)) is not None:
            if not same(both.value, theirs):
                changes[name] = both
        else:
            clashes.append(Clash(name, was, ours, theirs))
    return changes, clashes


def _with_changes(
    theirs: bytes, changes: Mapping[str, _Change], versions: _Versions, placement: Placement
) -> tuple[bytes, list[str]]:
    """Make our changes; return the file, and the fields in which that is impossible."""
    if len(changes) > 1 and len(changes) * find_header(theirs).body > _MOST_WORK:
        raise MergeRefused(f"{len(changes)} fields were changed, which are too many to merge one by one")
    document, wanted, refused = theirs, dict(versions.other), []
    edits = {
        name: value
        for name, value in changes.items()
        if isinstance(value, bool | int | str) and _is_short(name, value, wanted, placement)
    }
    try:
        document = edit(document, edits, placement).data
        wanted.update(edits)
    except HeaderError:
        edits = {}  # one by one, then
    left = {name: value for name, value in changes.items() if name not in edits}
    making = _Making(versions, placement) if left else None
    for name, value in left.items():
        after = {key: item for key, item in wanted.items() if key != name}
        if not isinstance(value, Missing):
            after[name] = value.value if isinstance(value, Reordered) else value
        made = making.make(document, name, value, after) if making else None
        if made is None:
            refused.append(name)
        else:
            document, wanted = made, after
    if not _reads(document, wanted):
        raise MergeRefused("the merged front matter would not read as it should")
    return document, refused


def _is_short(name: str, value: Scalar, there: Values, placement: Placement) -> bool:
    """Tell whether `edit` writes a field as a person would, in the right place and on one line."""
    return (name in there or name in placement.together) and not (isinstance(value, str) and "\n" in value)


class _Making:
    """Makes one change at a time, each by the first way after which the header reads as it should."""

    def __init__(self, versions: _Versions, placement: Placement) -> None:
        # Imported here because most merges only have decisions to make again, which need no parser of YAML.
        from curator.frontmatter.entry_lines import EntryLines, taken_over

        self._taken_over = taken_over
        self._ours = EntryLines(versions.ours)
        self._base: EntryLines | None = EntryLines(versions.base) if versions.base else None
        self._placement = placement

    def make(self, document: bytes, name: str, value: _Change, wanted: Values) -> bytes | None:
        """Return the file with a field as it reads on our side, None when it cannot be made safely."""
        for made in self._ways(document, name, value):
            if made is not None and _reads(made, wanted):
                return made
        return None

    def _ways(self, document: bytes, name: str, value: _Change) -> Iterator[bytes | None]:
        if isinstance(value, Reordered):
            yield self._reordered(document, name, value)
            return
        by_lines = self._taken_over(document, name, self._ours, self._base)
        if not isinstance(value, bool | int | str):
            yield by_lines
            return
        edited = self._edited(document, name, value)
        is_short = _is_short(name, value, read(document).values, self._placement)
        yield from (edited, by_lines) if is_short else (by_lines, edited)

    def _reordered(self, document: bytes, name: str, value: Reordered) -> bytes | None:
        made: bytes | None = document
        if value.is_ours:
            made = self._taken_over(document, name, self._ours, self._base)
        for position in value.positions:
            made = self._edited(made, name, MoveFirst(position)) if made is not None else None
        return made

    def _edited(self, document: bytes, name: str, value: Scalar | MoveFirst) -> bytes | None:
        try:
            return edit(document, {name: value}, self._placement).data
        except HeaderError:
            return None


def _reads(data: bytes, wanted: Values) -> bool:
    """Tell whether a header says exactly what is wanted."""
    try:
        return same(dict(read(data).values), dict(wanted))
    except HeaderError:
        return False


def _read(values: Values, name: str) -> Reading:
    return values.get(name, Missing.MISSING)


def _whole(data: bytes) -> Merged:
    return Merged(*head_and_body(data), ())


def _body(base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _ended(part: bytes, like: bytes) -> bytes:
    with_return, lines = like.count(_CRLF), like.count(_LF)
    if not lines or 0 < with_return < lines:
        return part
    plain = part.replace(_CRLF, _LF)
    if _CR in plain:
        # To YAML it ends a line as well, and before an LF it would not any more.
        return part
    return plain.replace(_LF, _CRLF) if with_return else plain
