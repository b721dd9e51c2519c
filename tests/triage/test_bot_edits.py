"""What a bot really did to articles, between an editor's look at them and the save of a decision.

A decision is made without a question, on what the bot left, wherever the bot did not set the same field to
something else. In some of the pairs the bot put another source under the name, which voids the decision.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.articles import Rule, standing_in
from curator.articles.fields import PLACEMENT
from curator.frontmatter import read
from curator.frontmatter.merging import same
from curator.library import load
from curator.library.wanted import edited
from curator.triage.intent import Intent, IntentKind
from curator.triage.reports import SaveReport
from tests.frontmatter.conftest import SHARED
from tests.triage.conftest import Desktop

PAIRS = sorted((SHARED / "corpus" / "bot_edits").glob("*")) or [Path("none")]
INTENTS = [Intent(IntentKind.QUALITY, 111), Intent(IntentKind.HEAT, 222), Intent(IntentKind.PUBLISHED, 1)]

pytestmark = pytest.mark.skipif(not PAIRS[0].is_dir(), reason="the corpora in ../shared are absent")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_decision_on_what_was_seen_is_made_on_what_the_bot_left(
    desktop: Callable[[], Desktop], folder: Path, pair: Path
) -> None:
    before, after = ((pair / name).read_bytes() for name in ("before.md", "after.md"))
    one = desktop()
    session = one.open([folder])
    for intent in INTENTS:
        path = folder / f"{intent.kind}.md"
        path.write_bytes(before)
        change = intent.change_of(load(path).article, Rule())
        path.write_bytes(after)
        session.decide([change])
        one.finish()
        report = one.of(SaveReport)[-1]
        assert isinstance(report, SaveReport)
        is_other = standing_in(before).keys.isdisjoint(standing_in(after).keys)
        seen, now = read(before).values, read(after).values
        theirs = [
            name
            for name, ours in change.fields.items()
            if not same(seen.get(name), now.get(name)) and now.get(name) != ours
        ]
        assert report.is_question == (bool(theirs) and not is_other), report.reason
        assert ("another article" in report.reason) == is_other
        is_made = not theirs and not is_other
        assert path.read_bytes() == (edited(after, change.fields, PLACEMENT).data if is_made else after)
        session.undo()
        one.finish()
        assert path.read_bytes() == after
