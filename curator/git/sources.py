"""When the source of an article was swapped under its file name, decisions on the old one are void.

The bot does that now and then. What the other side decided meanwhile was decided about another article, and
a merge does not carry it over to the new one, just as a save refuses to.
"""

from __future__ import annotations

from pathlib import Path

from curator.articles.fields import IMAGE_KEYS, Field
from curator.articles.reader import read_article
from curator.errors import HeaderError
from curator.frontmatter.entry_lines import EntryLines, taken_over
from curator.frontmatter.front_matter import read
from curator.frontmatter.merging import same
from curator.frontmatter.reordering import is_reordered
from curator.library.identity import Identity
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Valid:
    """Two versions without what one of them decided in vain; `void` are those fields."""

    ours: bytes
    theirs: bytes
    void: tuple[str, ...]


def valid_versions(name: str, base: bytes, ours: bytes, theirs: bytes) -> Valid:
    """Return both versions, in one of them decisions put back if the other holds another article."""
    path = Path(name)
    was = Identity.of(read_article(path, base))
    is_ours_other, is_theirs_other = was.is_other_in(ours), was.is_other_in(theirs)
    if is_ours_other == is_theirs_other:
        return Valid(ours, theirs, ())
    try:
        if is_theirs_other:
            ours, void = _undecided(ours, base)
        else:
            theirs, void = _undecided(theirs, base)
    except HeaderError:
        void = ()  # merged as text, if at all
    return Valid(ours, theirs, void)


def _undecided(data: bytes, base: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return a version whose decisions are those of the common one, and the fields in which they were not."""
    before = EntryLines(base)
    void = []
    for field in (*map(str, Field), *IMAGE_KEYS):
        said, wanted = read(data).values, read(base).values
        if field in said and field in wanted and same(said[field], wanted[field]):
            continue
        if field in IMAGE_KEYS and not is_reordered(wanted.get(field), said.get(field), same):
            continue
        put_back = taken_over(data, field, before, EntryLines(data))
        if put_back is not None and put_back != data:
            data = put_back
            void.append(field)
    return data, tuple(void)
