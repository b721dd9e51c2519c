"""Merges three versions of an article: the header by field, the body and what else there is as git does.

A file without a header that can be read by field is merged as text. A field that both sides changed has
conflict markers around its lines, which are the only ones a person must look at.
"""

from __future__ import annotations

from collections.abc import Sequence

from curator.articles.fields import PLACEMENT
from curator.errors import HeaderError, MergeRefused
from curator.frontmatter.contests import Contest, contests, without_hunks
from curator.frontmatter.front_matter import read
from curator.frontmatter.header import head_and_body
from curator.frontmatter.merging import (
    Clash,
    Keep,
    Merged,
    ended_like,
    merge,
    same,
    with_fields_of,
)
from curator.git.sources import valid_versions
from curator.git.text_merge import Text, TextMerge
from curator.records import dataclass

Versions = tuple[bytes, bytes, bytes]
"""The common version, ours and theirs."""


@dataclass(frozen=True, slots=True)
class MergedArticle:
    """A merged article, what clashes in it, and what there is to say about it."""

    text: Text
    clashes: tuple[Clash, ...] = ()
    remarks: tuple[str, ...] = ()


def merge_articles(versions: Versions, name: str, text: TextMerge, keep: Keep | None = None) -> MergedArticle:
    """Merge the base, our and their version of the article called `name`.

    With `keep`, fields that both sides changed are no clash: it says whose value holds.
    """
    before, (_, ours, theirs) = _readable(versions[0]), versions
    remarks: list[str] = []
    valid = valid_versions(name, before, ours, theirs)
    ours, theirs = valid.ours, valid.theirs
    if valid.void:
        remarks.append(f"the source changed, so what was decided before is void ({', '.join(valid.void)})")
    try:
        merged = merge(before, ours, theirs, PLACEMENT, keep)
    except MergeRefused as refusal:
        as_text = text.merge(*versions)
        if not as_text.is_clean:
            remarks.append(f"merged as text, not by field; {refusal}")
        return MergedArticle(as_text, (), tuple(remarks))
    whole = _whole(merged, (before, ours, theirs), versions, text, remarks)
    return MergedArticle(whole, merged.clashes, tuple(remarks))


def _whole(merged: Merged, versions: Versions, given: Versions, text: TextMerge, remarks: list[str]) -> Text:
    """Put head and body together, with what git can bring back besides fields."""
    before, ours, theirs = versions
    before, mine = ended_like(before, theirs), ended_like(ours, theirs)
    if not merged.clashes and (as_text := _as_text(merged, before, mine, theirs, text)) is not None:
        return as_text
    merged = _with_comments(merged, (before, mine, theirs), text, remarks)
    body = (
        Text(merged.body, is_clean=True) if merged.body is not None else _body(given[0], mine, theirs, text)
    )
    try:
        head = _head(merged, contests(merged, before, mine), text)
    except MergeRefused:
        # Whatever git makes of it, a person must look at the fields that were named.
        return Text(text.merge(*given).data, is_clean=False)
    return Text(head.data + body.data, head.is_clean and body.is_clean)


def _readable(base: bytes) -> bytes:
    """Return a common version without conflict hunks, which git leaves when that is itself a merge."""
    try:
        read(base)
    except HeaderError:
        return without_hunks(base)
    return base


def _as_text(merged: Merged, base: bytes, ours: bytes, theirs: bytes, text: TextMerge) -> Text | None:
    """Return git's own merge if it says the same field by field: it also keeps the comments of both sides."""
    heads = [head_and_body(version)[0] for version in (base, ours, theirs)]
    if heads[0] in heads[1:] and merged.body is not None:
        return None  # only one side changed it: nothing is lost
    whole = text.merge(base, ours, theirs)
    head, body = head_and_body(whole.data)
    is_right = whole.is_clean and _says(head, merged.head) and merged.body in (None, body)
    return whole if is_right else None


def _with_comments(merged: Merged, versions: Versions, text: TextMerge, remarks: list[str]) -> Merged:
    """Bring back what else than fields our side changed in the header, its comments above all, if git can."""
    base, ours, theirs = versions
    base_head, our_head, their_head = (head_and_body(version)[0] for version in (base, ours, theirs))
    if not base or base_head in (our_head, their_head):
        return merged
    try:
        only_fields = head_and_body(with_fields_of(ours, base, PLACEMENT))[0]
    except MergeRefused:
        only_fields = base_head
    if only_fields == our_head:
        return merged
    head = text.merge(only_fields, our_head, merged.head)
    if head.is_clean and _says(head.data, merged.head):
        return Merged(head.data, merged.body, merged.clashes)
    remarks.append("the fields are merged; comments and order of the header are theirs, not ours")
    return merged


def _says(head: bytes, wanted: bytes) -> bool:
    """Tell whether a header says what another one does, with no more keys given twice."""
    try:
        one, other = read(head), read(wanted)
    except HeaderError:
        return False
    return same(dict(one.values), dict(other.values)) and len(one.duplicates) <= len(other.duplicates)


def _head(merged: Merged, contested: Sequence[Contest], text: TextMerge) -> Text:
    """Return the merged header with the lines of each clash merged as text, mostly with conflict markers."""
    data, is_clean = merged.head, True
    for contest in reversed(contested):
        lines = text.merge(contest.base, contest.ours, contest.theirs)
        if lines.is_clean and not _differs_only_in(merged.head, contest, lines.data):
            lines = text.conflict(contest.ours, contest.theirs)
        data = data[: contest.start] + lines.data + data[contest.stop :]
        is_clean = is_clean and lines.is_clean
    return Text(data, is_clean)


def _differs_only_in(head: bytes, contest: Contest, lines: bytes) -> bool:
    """Tell whether a header with other lines for a field reads as it did in all other fields."""
    try:
        before, after = read(head), read(head[: contest.start] + lines + head[contest.stop :])
    except HeaderError:
        return False
    others = [
        {name: value for name, value in front.values.items() if name != contest.name}
        for front in (before, after)
    ]
    return same(*others) and len(after.duplicates) <= len(before.duplicates)


def _body(base: bytes, ours: bytes, theirs: bytes, text: TextMerge) -> Text:
    return text.merge(*(head_and_body(version)[1] for version in (ended_like(base, theirs), ours, theirs)))
