"""The lead picture goes the whole way: into the file, the commit, to a colleague, and back."""

from __future__ import annotations

import pytest

from curator.frontmatter.merging import Keep
from curator.git.questions import FieldsInQuestion
from tests.git.team import Editor, Team, article

A, B, C = "- url: /a.jpg\n  width: 640\n", "# of b\n- url: /b.jpg # wide\n", "- /c.jpg\n"


def with_pictures(*pictures: str, number: int = 1) -> str:
    return article(number).replace("\nsecured", f"images:\n{''.join(pictures)}\nsecured")


def text(editor: Editor) -> tuple[str, str, str]:
    return editor.text("a.md"), editor.head("a.md"), editor.status()


def test_a_choice_is_one_commit_and_reaches_the_colleague(team: Team) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B, C)})
    ann.lead("a.md", "/c.jpg")
    ann.lead("a.md", "/b.jpg")
    ann.sync()
    led = with_pictures(B, C, A)
    assert text(ann) == (led, led, "")
    assert ann.git("log", "-1", "--format=%B").strip() == "Decide 1 article: 1 lead picture"
    (received,) = bob.sync().received
    assert (received.field, received.before, received.after) == ("lead picture", "/a.jpg", "/b.jpg")
    assert text(bob) == (led, led, "")


def test_a_choice_is_counted_as_sent_and_told_with_other_decisions(team: Team) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B), "b.md": with_pictures(A, B, number=2)})
    ann.lead("a.md", "/b.jpg")
    ann.decide("b.md", quality=80, heat=3)
    ann.lead("b.md", "/b.jpg")
    assert ann.sync().sent == 2
    received = [(each.path.name, each.field) for each in bob.sync().received]
    assert received == [
        ("a.md", "lead picture"),
        ("b.md", "quality"),
        ("b.md", "heat"),
        ("b.md", "lead picture"),
    ]
    bob.share({"a.md": with_pictures(B, A.replace("640", "800"))})
    assert ann.sync().received == ()


def test_a_choice_that_was_taken_back_is_taken_back_in_git(team: Team) -> None:
    ann = team.alone({"a.md": with_pictures(A, B, C)})
    ann.lead("a.md", "/c.jpg")
    ann.sync()
    ann.undo()
    assert ann.sync().committed.fields == {"lead picture": 1}
    assert text(ann) == (with_pictures(A, B, C), with_pictures(A, B, C), "")


def test_a_choice_that_was_taken_back_before_leaves_no_commit(team: Team) -> None:
    ann = team.alone({"a.md": with_pictures(A, B, C)})
    ann.lead("a.md", "/c.jpg")
    ann.undo()
    assert ann.sync().committed.articles == 0
    assert len(ann.clone.history()) == 1


def test_only_the_order_is_committed_of_a_list_with_other_changes(team: Team) -> None:
    ann = team.alone({"a.md": with_pictures(A, B, C)})
    wider = A.replace("640", "800")
    (ann.folder / "a.md").write_text(with_pictures(wider, B, C).replace("Text", "Other text"))
    ann.lead("a.md", "/c.jpg")
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.head("a.md") == with_pictures(C, A, B).replace("quality: 10", "quality: 80")
    assert ann.text("a.md").replace("Other text", "Text") == with_pictures(C, wider, B).replace("10", "80")


def test_a_picture_git_does_not_know_waits_and_the_rest_is_committed(team: Team) -> None:
    ann = team.alone({"a.md": with_pictures(A, B)})
    (ann.folder / "a.md").write_text(with_pictures(A, B, C))
    ann.lead("a.md", "/c.jpg")
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.head("a.md") == with_pictures(A, B).replace("quality: 10", "quality: 80")
    assert ann.text("a.md") == with_pictures(C, A, B).replace("quality: 10", "quality: 80")


def test_a_width_a_bot_learned_meanwhile_is_merged(team: Team) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B, C)})
    wider = A.replace("640", "800")
    bob.share({"a.md": with_pictures(wider, B, C)})
    ann.lead("a.md", "/b.jpg")
    ann.sync()
    assert text(ann) == (with_pictures(B, wider, C), with_pictures(B, wider, C), "")


def test_the_other_way_round_it_is_merged_too(team: Team) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B, C)})
    wider = A.replace("640", "800")
    bob.lead("a.md", "/b.jpg")
    bob.sync()
    ann.clone.commit({"a.md": with_pictures(wider, B, C)})
    ann.decide("a.md", quality=80)
    ann.sync()
    assert ann.text("a.md") == with_pictures(B, wider, C).replace("quality: 10", "quality: 80")


def test_the_same_choice_of_both_is_no_question(team: Team) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B, C)})
    for editor in (bob, ann):
        editor.lead("a.md", "/b.jpg")
        editor.sync()
    assert text(ann) == (with_pictures(B, A, C), with_pictures(B, A, C), "")


@pytest.mark.parametrize(("keep", "led"), [(Keep.MINE, (C, A, B)), (Keep.THEIRS, (B, A, C))])
def test_two_choices_are_a_question(team: Team, keep: Keep, led: tuple[str, ...]) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B, C)})
    bob.lead("a.md", "/b.jpg")
    bob.sync()
    ann.lead("a.md", "/c.jpg")
    with pytest.raises(FieldsInQuestion) as asked:
        ann.sync()
    assert [question.words for question in asked.value.questions] == [
        "images of a.md: you say /c.jpg first, bob says /b.jpg first"
    ]
    ann.sync(keep=keep)
    assert ann.text("a.md") == with_pictures(*led)
    assert ann.status() == ""


def test_a_choice_on_an_article_that_was_swapped_is_void(team: Team) -> None:
    ann, bob = team.both({"a.md": with_pictures(A, B, C)})
    other = with_pictures(C, B, number=2)
    bob.share({"a.md": other})
    ann.lead("a.md", "/b.jpg")
    ann.sync()
    assert text(ann) == (other, other, "")
