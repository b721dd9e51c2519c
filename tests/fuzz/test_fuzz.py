"""Bytes thrown into headers: an edit or merge is right, or refused with one of Curator's errors.

`CURATOR_FUZZ_EXAMPLES=100000 pytest tests/fuzz` tries more; `tests/fuzz/long.py` goes on for as long as one
likes, `tests/fuzz/atheris_target.py` lets the code that was reached choose the inputs.
"""

from __future__ import annotations

import os
from random import Random

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from curator.frontmatter import edit
from curator.git.article_merge import merge_articles
from curator.git.text_merge import Text, TextMerge
from tests.fuzz.long import Campaign
from tests.fuzz.mutations import CHANGES, SEEDS, history, mutated
from tests.fuzz.oracle import Dirty, judge_edit, judge_merge, judge_moves

EXAMPLES = int(os.environ.get("CURATOR_FUZZ_EXAMPLES", "300"))
MARKERS = (b"\n<<<<<<< ", b"\n>>>>>>> ")
CHOICES = st.randoms(use_true_random=False)
LONG = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
SHORT = settings(max_examples=max(1, EXAMPLES // 15), suppress_health_check=list(HealthCheck))


def merged_text(base: bytes, ours: bytes, theirs: bytes) -> Text:
    return merge_articles((base, ours, theirs), "a.md", TextMerge()).text


@given(choices=CHOICES, changes=st.sampled_from(CHANGES))
@LONG
def test_an_edit_is_right_or_refused(choices: Random, changes: dict[str, int | bool | str]) -> None:
    event(judge_edit(mutated(choices), changes))


@given(choices=CHOICES)
@LONG
def test_a_move_to_the_front_of_a_list_is_right_or_refused(choices: Random) -> None:
    event(judge_moves(mutated(choices)))


@given(choices=CHOICES)
@LONG
def test_a_merge_by_field_is_right_or_refused(choices: Random) -> None:
    event(judge_merge(history(choices)))


@given(choices=CHOICES)
@SHORT
def test_the_merge_driver_leaves_no_marker_it_does_not_tell_of(choices: Random) -> None:
    versions = history(choices)
    merged = merged_text(*versions)
    if merged.is_clean:
        assert not any(marker in merged.data and marker not in b"".join(versions) for marker in MARKERS)


def test_a_merge_of_a_merge_changes_nothing() -> None:
    base = SEEDS[0]
    ours, theirs = base.replace(b"quality: 5", b"quality: 6"), base.replace(b"abc", b"xyz")
    once = merged_text(base, ours, theirs)
    assert once.is_clean
    assert merged_text(base, once.data, theirs).data == once.data
    assert merged_text(base, theirs, ours).data == once.data


def test_the_oracle_sees_an_edit_that_changes_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*given: object) -> object:
        edited = edit(*given)  # type: ignore[arg-type]  # whatever it was called with
        return type(edited)(edited.data.replace(b"abc", b"abd"), edited.undo)

    monkeypatch.setattr("tests.fuzz.oracle.edit", wrong)
    with pytest.raises(Dirty, match="meaning"):
        judge_edit(SEEDS[0], CHANGES[0])


def test_a_campaign_tells_what_became_of_its_inputs() -> None:
    campaign = Campaign(1)
    for _ in range(100):
        campaign.step()
    assert campaign.summary().startswith("100 inputs tried: ")
    assert campaign.summary().endswith("dirty 0, crashes 0")
