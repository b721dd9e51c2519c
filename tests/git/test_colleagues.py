"""What colleagues decided is read from git: who, when, from what to what; nothing else is there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from curator.errors import GitFailed
from curator.git.colleagues import decided_since
from tests.git.team import Team, article


def test_each_field_that_was_decided_is_told_with_its_values(team: Team) -> None:
    ann, bob = team.both({"deep/ü \n.md": article(), "b.md": article(2).replace("quality: 10\n", "")})
    start = ann.clone.history()[0]
    bob.decide("deep/ü \n.md", quality=80, heat=-1, published=True)
    bob.decide("b.md", quality=5)
    bob.sync()
    ann.sync()
    found = decided_since(ann.folder, start)
    assert [(each.path.name, each.author, each.field, each.before, each.after) for each in found] == [
        ("b.md", "bob", "quality", None, 5),
        ("ü \n.md", "bob", "quality", 10, 80),
        ("ü \n.md", "bob", "published", False, True),
    ]
    assert found[1].path == ann.folder / "deep/ü \n.md"
    assert abs(found[0].when - datetime.now().astimezone()) < timedelta(hours=1)


def test_rewrites_new_articles_and_other_articles_decide_nothing(team: Team) -> None:
    ann, bob = team.both({"a.md": article(), "b.md": article(2), "c.md": article(3)})
    start = ann.clone.history()[0]
    rewritten = article().replace("s0", "heat: 5").replace("quality: 10", "quality:   '10' # ten")
    bob.share({"a.md": rewritten.replace("\n", "\r\n"), "b.md": article(7, quality=1), "c.md": None})
    bob.share({"new.md": article(4), "notes.txt": "quality: 5\n", "b.md": "---\n[\n---\n"})
    bob.share({"new.md": article(4).replace("quality: 10", "x: &x 10\nquality: *x")})
    bob.share({"new.md": article(4).replace("quality: 10", "x: &x 11\nquality: *x")})
    ann.sync()
    found = decided_since(ann.folder, start)
    assert [(each.path.name, each.before, each.after) for each in found] == [("new.md", 10, 11)]


def test_own_decisions_and_merges_are_left_out(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    start = ann.clone.history()[0]
    bob.decide("a.md", heat=50)
    bob.sync()
    ann.decide("a.md", quality=80)
    received = ann.sync().received
    assert [(each.author, each.field) for each in received] == [("bob", "heat")]
    assert decided_since(ann.folder, start) == received
    everybody = decided_since(ann.folder, start, with_mine=True)
    assert {(each.author, each.field) for each in everybody} == {("bob", "heat"), ("ann", "quality")}


def test_a_date_serves_as_well_as_a_commit(team: Team) -> None:
    ann, bob = team.both({"a.md": article()})
    bob.decide("a.md", heat=50)
    bob.sync()
    ann.sync()
    assert len(decided_since(ann.folder, "2 weeks ago")) == 1
    assert decided_since(ann.folder, "2099-01-01") == ()
    with pytest.raises(GitFailed, match="neither a commit nor a date"):
        decided_since(ann.folder, "--output=x")
