"""Three versions of an article are merged by field: theirs is the document, our changes are made in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from curator.errors import EditRefused, MergeRefused
from curator.frontmatter import Placement, Scalar, edit, find_header, read
from curator.frontmatter.merging import Clash, Merged, Missing, merge, same

PLACEMENT = Placement(together=("quality", "heat", "published"), after=("type", "title"))
BASE = """\
---
title: "A title" # as the source has it
type: article
quality: 5
heat: -1
published: false

topics:
  - AI
  # the list goes on
  - Vision

secured: "abc"
---
Body
"""


def version(*changes: tuple[str, str], base: str = BASE) -> bytes:
    for old, new in changes:
        assert old in base
        base = base.replace(old, new, 1)
    return base.encode()


def merged(ours: bytes, theirs: bytes, base: bytes = BASE.encode()) -> Merged:
    return merge(base, ours, theirs, PLACEMENT)


def whole(outcome: Merged) -> str:
    assert outcome.clashes == ()
    assert outcome.body is not None
    return (outcome.head + outcome.body).decode()


DECIDED = (("quality: 5", "quality: 80"), ("published: false", "published: true"))


def test_a_decision_and_what_the_bot_wrote_are_both_there() -> None:
    bot = (('secured: "abc"', 'secured: "xyz"'), ("- Vision", "- Vision\n  - Robots"))
    assert whole(merged(version(*DECIDED), version(*bot))) == version(*bot, *DECIDED).decode()


def test_line_endings_of_theirs_ask_nothing() -> None:
    theirs = version(("abc", "xyz")).replace(b"\n", b"\r\n")
    wanted = version(("abc", "xyz"), *DECIDED).replace(b"\n", b"\r\n").decode()
    assert whole(merged(version(*DECIDED), theirs)) == wanted


def test_line_endings_of_ours_are_no_change() -> None:
    ours = version(*DECIDED).replace(b"\n", b"\r\n")
    assert whole(merged(ours, version(("abc", "xyz")))) == version(("abc", "xyz"), *DECIDED).decode()


def test_the_same_decision_on_both_sides_is_no_clash() -> None:
    theirs = version(("quality: 5", "quality: 0x50"), ("abc", "xyz"))
    assert whole(merged(version(("quality: 5", "quality: 80")), theirs)) == theirs.decode()


def test_two_decisions_on_a_field_clash_and_both_are_told() -> None:
    outcome = merged(
        version(("quality: 5", "quality: 80"), ("heat: -1", "heat: 9")),
        version(("quality: 5", "quality: 60"), ("abc", "xyz")),
    )
    assert outcome.clashes == (Clash("quality", 5, 80, 60),)
    assert (
        outcome.head + b"Body\n"
        == version(("quality: 5", "quality: 60"), ("abc", "xyz"), ("heat: -1", "heat: 9")).decode().encode()
    )


def test_one_and_true_are_two_decisions() -> None:
    outcome = merged(
        version(("published: false", "published: 1")), version(("published: false", "published: true"))
    )
    assert outcome.clashes == (Clash("published", False, 1, True),)


def test_a_decision_that_was_missing_is_added_where_it_belongs() -> None:
    base = BASE.replace("quality: 5\n", "")
    theirs = base.replace("abc", "xyz")
    outcome = merge(base.encode(), BASE.encode(), theirs.encode(), PLACEMENT)
    assert whole(outcome) == BASE.replace("abc", "xyz")


def test_a_list_we_changed_is_taken_over_with_its_comments() -> None:
    ours = (("# the list goes on", "# a comment of ours"), ("- Vision", "- Sound"))
    outcome = merged(version(*ours), version(("abc", "xyz"), ("quality: 5", "quality: 6")))
    assert whole(outcome) == version(*ours, ("abc", "xyz"), ("quality: 5", "quality: 6")).decode()


def test_a_list_we_added_stands_where_we_put_it() -> None:
    ours = (("secured:", "related:\n  - title: One\n\nsecured:"),)
    assert whole(merged(version(*ours), version(("abc", "xyz")))) == version(*ours, ("abc", "xyz")).decode()


def test_a_field_we_removed_is_removed() -> None:
    ours = (("heat: -1\n", ""),)
    assert whole(merged(version(*ours), version(("abc", "xyz")))) == version(*ours, ("abc", "xyz")).decode()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("heat: -1\n", ""), ("heat: -1", "heat: 7")),
        (("heat: -1", "heat: 7"), ("heat: -1\n", "")),
        (("- AI", "- A"), ("- AI", "- I")),
        (("secured:", "note: [a]\nsecured:"), ("secured:", "note: [b]\nsecured:")),
    ],
)
def test_what_both_changed_differently_is_never_guessed(
    ours: tuple[str, str], theirs: tuple[str, str]
) -> None:
    outcome = merged(version(ours), version(theirs))
    assert len(outcome.clashes) == 1
    assert outcome.head + b"Body\n" == version(theirs)


def test_a_comment_they_wrote_into_a_list_is_not_lost() -> None:
    outcome = merged(
        version(("- Vision", "- Sound")), version(("# the list goes on", "# a comment of theirs"))
    )
    assert [clash.name for clash in outcome.clashes] == ["topics"]
    assert b"a comment of theirs" in outcome.head


def test_a_list_whose_anchor_is_used_elsewhere_is_not_replaced() -> None:
    base = "---\na: &x [1]\nb: *x\nc: 1\n---\n"
    outcome = merge(
        base.encode(), version(("[1]", "[2]"), base=base), version(("c: 1", "c: 2"), base=base), PLACEMENT
    )
    # Both fields read otherwise on our side, so either both are made or neither.
    assert {clash.name for clash in outcome.clashes} in ({"a", "b"}, set())
    assert same(dict(read(outcome.head).values), {"a": [1], "b": [1], "c": 2})


def test_a_comment_at_the_end_of_a_list_goes_with_it() -> None:
    ours = (("  - Vision\n", "  - Vision\n  - Sound\n  # and so on\n"),)
    outcome = merged(version(*ours), version(("abc", "xyz")))
    gone = merge(
        version(*ours),
        version(("topics:\n  - AI\n  # the list goes on\n  - Vision\n", "")),
        version(*ours, ("abc", "xyz")),
        PLACEMENT,
    )
    assert whole(outcome) == version(*ours, ("abc", "xyz")).decode()
    assert "and so on" not in whole(gone)


def test_both_added_the_file() -> None:
    outcome = merge(
        b"", version(("quality: 5", "quality: 80"), ("heat: -1\n", "")), version(("abc", "xyz")), PLACEMENT
    )
    missing = Missing.MISSING
    assert outcome.clashes == (Clash("quality", missing, 80, 5), Clash("secured", missing, "abc", "xyz"))


def test_bodies_changed_by_both_are_left_to_the_caller() -> None:
    outcome = merged(version(("Body", "Our body"), *DECIDED), version(("Body", "Their body")))
    assert outcome.body is None
    assert outcome.head + b"Body\n" == version(*DECIDED)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("no header\n", "no front matter"),
        ("+++\na = 1\n+++\n", "TOML"),
        ('{"a": 1}\n', "JSON"),
        ("---\na: [\n---\n", "line"),
        ("---\n404: x\n---\n", "not text"),
        ("---\nx: &x {a: 1}\n<<: *x\n---\n", "<<"),
    ],
)
@pytest.mark.parametrize("side", [0, 1, 2])
def test_a_header_that_has_no_fields_for_us_is_refused_with_the_reason(
    header: str, reason: str, side: int
) -> None:
    versions = [BASE.encode(), version(*DECIDED), version(("abc", "xyz"))]
    versions[side] = header.encode()
    with pytest.raises(MergeRefused, match=re.escape(reason)) as refusal:
        merge(versions[0], versions[1], versions[2], PLACEMENT)
    assert ("common", "our", "their")[side] in str(refusal.value)


def test_what_the_bot_really_did_asks_nothing(shared: Path) -> None:
    pairs = sorted((shared / "corpus" / "bot_edits").iterdir())
    assert len(pairs) > 15
    changes: Mapping[str, Scalar] = {"quality": 111, "heat": 222}
    for pair in pairs:
        before, after = ((pair / name).read_bytes() for name in ("before.md", "after.md"))
        decision = {**changes, "published": not read(before).values.get("published", False)}
        outcome = merge(before, edit(before, decision, PLACEMENT).data, after, PLACEMENT)
        bot = {n for n in decision if not same(read(before).values.get(n), read(after).values.get(n))}
        assert {clash.name for clash in outcome.clashes} <= bot
        kept = {name: value for name, value in decision.items() if name not in bot}
        assert outcome.head == edit(after, kept, PLACEMENT).data[: len(outcome.head)]


# -- Any three versions ------------------------------------------------------------------------------------

ITEMS = {
    "title": [
        "title: A",
        "title: 'B' # note",
        'title: "C: d"',
        "title: |\n  two\n  lines",
        "title: A # same",
    ],
    "quality": ["quality: 1", "quality:  2", "quality: 3 # three", "quality: yes", "quality: [4]"],
    "heat": ["heat: -1", "heat: 10", "heat:", "heat: 1.5"],
    "topics": ["topics:\n  - a\n  - b", "topics: [a, b]", "topics:\n- c\n  # deep", "topics: []"],
    "related": [
        "related:\n  - title: x\n    q: 1",
        "related:\n  - title: y # z\n\n  - title: w",
        "related: &r 5",
    ],
    "secured": ["secured: s1", "secured: s2", "secured: *r"],
}
GAPS = ["", "", "\n", "# a comment\n", "\n  # indented\n"]
BODIES = ["", "Body\n", "Other\nbody\n"]
Fields = list[tuple[str, str, str]]
"""Each field of a header: what stands above it, its name, its lines."""


def entries(name: str) -> st.SearchStrategy[tuple[str, str, str]]:
    return st.tuples(st.sampled_from(GAPS), st.just(name), st.sampled_from(ITEMS[name]))


@st.composite
def field_lists(draw: st.DrawFn) -> Fields:
    names = draw(st.permutations(sorted(ITEMS)))[: draw(st.integers(2, len(ITEMS)))]
    return [draw(entries(name)) for name in names]


@st.composite
def descendants(draw: st.DrawFn, fields: Fields) -> Fields:
    """The fields with some changed, removed, added or moved."""
    new = list(fields)
    for name in draw(st.lists(st.sampled_from(sorted(ITEMS)), min_size=1, max_size=3)):
        at = next((at for at, field in enumerate(new) if field[1] == name), None)
        way = draw(st.sampled_from(["set", "set", "set", "remove", "move"]))
        entry = draw(entries(name))
        if at is not None and way == "set":
            new[at] = (new[at][0], name, entry[2])
        elif at is not None:
            del new[at]
        if at is None or way == "move":
            new.insert(draw(st.integers(0, len(new))), entry)
    return new


@st.composite
def files(draw: st.DrawFn, fields: Fields) -> bytes:
    text = "".join(f"{gap}{lines}\n" for gap, _, lines in fields)
    anchor = text.find("&r")
    if "*r" in text and not -1 < anchor < text.find("*r"):
        text = text.replace("*r", "s3")
    text = f"---\n{text}---\n{draw(st.sampled_from(BODIES))}"
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))).encode()


@st.composite
def histories(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """A base and two versions made of it."""
    fields = draw(field_lists())
    ours, theirs = draw(descendants(fields)), draw(descendants(fields))
    return draw(files(fields)), draw(files(ours)), draw(files(theirs))


def is_readable(data: bytes) -> bool:
    try:
        merge(b"", b"---\na: 1\n---\n", data, PLACEMENT)
    except MergeRefused:
        return False
    return True


def check_meaning(versions: tuple[bytes, bytes, bytes], outcome: Merged) -> None:
    before, mine, other, now = (dict(read(data).values) for data in (*versions, outcome.head))
    clashing = {clash.name: clash for clash in outcome.clashes}
    for name in {*before, *mine, *other, *now}:
        was, we, they, is_now = (values.get(name, Missing.MISSING) for values in (before, mine, other, now))
        if name in clashing:
            assert clashing[name] == Clash(name, was, we, they)
            assert same(is_now, they)
            assert not same(was, we)
            assert not same(we, they)
        elif same(was, we):
            assert same(is_now, they)
        else:
            assert same(is_now, we)
            assert same(was, they) or same(we, they)


@given(versions=histories())
@settings(max_examples=settings().max_examples * 2, suppress_health_check=list(HealthCheck))
def test_any_merge_means_theirs_with_our_changes_and_loses_nothing(
    versions: tuple[bytes, bytes, bytes],
) -> None:
    try:
        outcome = merge(*versions, PLACEMENT)
    except MergeRefused:
        assert not all(map(is_readable, versions))
        return
    check_meaning(versions, outcome)


@given(versions=histories())
@settings(suppress_health_check=list(HealthCheck))
def test_a_side_that_changed_nothing_leaves_the_other_byte_for_byte(
    versions: tuple[bytes, bytes, bytes],
) -> None:
    base, other, _ = versions
    for ours, theirs in ((base, other), (other, base), (other, other)):
        outcome = merge(base, ours, theirs, PLACEMENT)
        assert outcome.clashes == ()
        assert outcome.body is not None
        assert outcome.head + outcome.body == other


@given(versions=histories())
@settings(suppress_health_check=list(HealthCheck))
def test_a_decision_of_ours_changes_no_other_byte_of_theirs(versions: tuple[bytes, bytes, bytes]) -> None:
    base, _, theirs = versions
    assume(is_readable(base) and is_readable(theirs))
    values = [read(data).values for data in (base, theirs)]
    assume(base != theirs and same(*(found.get("quality", Missing.MISSING) for found in values)))
    try:
        ours, wanted = (edit(data, {"quality": 77}, PLACEMENT).data for data in (base, theirs))
    except EditRefused:
        return
    outcome = merge(base, ours, theirs, PLACEMENT)
    assert outcome.clashes == ()
    if find_header(theirs).body != find_header(base).body or theirs[:99] != base[:99]:
        assert outcome.head == wanted[: len(outcome.head)]


SPLINTERS = [
    b"\xff",
    b"\0",
    b"\r",
    b"\xc2\x85",
    b"\xe2\x80\xa8",
    b"\t",
    b"---\n",
    b"- ",
    b": ",
    b"{",
    b"]",
    b"&r ",
    b"*r",
    b"'",
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """Three versions into which somebody threw bytes."""
    versions = list(draw(histories()))
    for _ in range(draw(st.integers(1, 3))):
        side = draw(st.integers(0, 2))
        at = draw(st.integers(0, len(versions[side])))
        rest = versions[side][at + draw(st.integers(0, 3)) :]
        versions[side] = versions[side][:at] + draw(st.sampled_from(SPLINTERS)) + rest
    return versions[0], versions[1], versions[2]


@given(versions=damaged())
@settings(suppress_health_check=list(HealthCheck))
def test_damaged_versions_are_merged_right_or_refused(versions: tuple[bytes, bytes, bytes]) -> None:
    try:
        outcome = merge(*versions, PLACEMENT)
    except MergeRefused:
        return
    if outcome.head + (outcome.body or b"") not in versions:
        check_meaning(versions, outcome)
