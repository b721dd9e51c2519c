"""The record of an article is the same, whether the article was usual or had to be understood.

More and other examples: `pytest --hypothesis-profile=long tests/library/test_record.py`.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.articles import read_article
from curator.articles.body_text import BODY_LIMIT
from curator.library import Row, Stamp
from curator.library.reading import load_record
from curator.library.record import Record, record_of
from curator.library.usual import usual_record
from tests.frontmatter.test_simple_properties import nearly_simple
from tests.frontmatter.test_yaml_test_suite import documents
from tests.library.bot_articles import ARTICLE, changed_articles

PROJECT = Path(__file__).resolve().parents[2]
SHARED = PROJECT.parent / "shared"
PATH = Path("/site/a.md")
STAMP = Stamp(1, 2, 3)


def checked(data: bytes, path: Path = PATH) -> Record | None:
    """The record of a usual article, None for any other, after holding it against the article understood."""
    record = usual_record(path, data, STAMP)
    if record is not None:
        assert repr(record) == repr(record_of(read_article(path, data), STAMP))
    return record


def share_of_usual(files: Iterable[Path]) -> float:
    usual = [checked(path.read_bytes(), path) is not None for path in sorted(files)]
    print(f"{sum(usual)} of {len(usual)} articles are usual")  # noqa: T201  # shown by -rP
    return sum(usual) / len(usual)


def test_what_the_bot_writes_is_usual() -> None:
    record = checked(ARTICLE.encode())
    assert record is not None
    row = record.row
    assert (row.title, row.quality, row.heat, row.published) == ("Police “use” cameras", 41, -1, False)
    assert (row.provider, row.domain, row.topics) == (
        "Example & Co",
        "example.com",
        ("AI", "Computer Vision"),
    )
    assert (row.excerpt, row.image) == ('They say it\'s "safe".', "https://example.com/1.jpg?w=1024")
    assert (row.related, row.problem, row.is_editable) == (2, "", True)
    assert record.related_titles == ("Cameras in use", "Another's view")
    assert record.body == "A & B"


def test_identities_of_what_the_bot_writes_are_all_there() -> None:
    record = checked(ARTICLE.encode())
    assert record is not None
    own = ("example.com/2020/cameras", "example.com/original?a=1&b=2", "example.com/2020/cameras/amp")
    assert record.row.keys == own
    related = ("example.org/cameras.amp.html", "example.org/cameras.html?id=7", "example.net/view")
    assert record.row.related_keys == related


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("---\ncategory", "--- # c\ncategory"),
        ("---\ncategory", "\ufeff---\ncategory"),
        ("category: news", "sourceUrl: https://example.com/other"),
        ('title: "Cameras in use"', 'title: ""'),
        ("1.jpg?w=1024", "y" * 6_900),
        ("webUrl: https://www.example.com/2020/cameras/\n", ""),
        ("  domain: example.com\n", ""),
        ("quality: 41\n", ""),
        ("published: false", "published: yes"),
        ("title: \"Police “use” cameras\"", "title: Police £5"),
        ("category: news", 'layout: post\nfeatured: "<b>\\"x\\"</b>"'),
        ("topics:", "actions:\n  - url: x\n    type: y\ntopics:"),
        ("topics:\n  - AI\n  - Computer Vision\n\n", ""),
        ("Since Friday.", "Since &#8217;Friday."),
        ("cdnAmpWebUrl: https:", "ampUrl: /x\ncdnAmpWebUrl: https:"),
    ],
)  # fmt: skip
def test_small_differences_are_usual_too(old: str, new: str) -> None:
    assert old in ARTICLE
    assert checked(ARTICLE.replace(old, new).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("quality: 41", "quality: '41'"),
        ("quality: 41", "quality: 2147483648"),
        ("quality: 41", "quality: 41\nquality: 42"),
        ("published: false", "published: 0"),
        ("type: article\n", "type: 7\n"),
        ("category: news", "category:\n  - news"),
        ("type: article\n", "type: article\nheadline: A\n"),
        ("type: article\n", "type: article\non: A\n"),
        ("title: \"Police “use” cameras\"", 'title: ""'),
        ("2020-01-24T13:09:00Z", "2020-02-30T13:09:00Z"),
        ("2020-01-24T13:09:00Z", "2020&#45;01-24T13:09:00Z"),
        ("2020-01-24T14:57:00Z", "2021-02-29T14:57:00Z"),
        ("webUrl: https:", "webUrl: ftp:"),
        ("sourceUrl: https:", "sourceUrl: ftp:"),
        ("cameras.html?id=7", "cameras:"),
        ("1.jpg?w=1024", "1.jpg;x"),
        ("width: 1050", "width: 10000000000"),
        ('excerpt: "Since Friday."', "excerpt: 7"),
        ('excerpt: "Since Friday."', 'excerpt: "Since" Friday"'),
        ('excerpt: "Since Friday."', "excerpt: Since: Friday"),
        ('excerpt: "Since Friday."', "excerpt: yes"),
        ('excerpt: "Since Friday."', 'excerpt: "\x85"'),
        ('excerpt: "Since Friday."', 'excerpt: "\u2028"'),
        ('excerpt: "Since Friday."', 'excerpt: "\ufeff"'),
        ("    type: article", "    type: yes"),
        ("    type: article", "    type: a: b"),
        ("    type: article", "    type: a #b"),
        ("    type: article", '    type: "\\q"'),
        ("    type: article", '    type: "\\n\\q"'),
        ("category: news", "ampUrl:\n  - a: b: c"),
        ("category: news", "heat:\n  - 1"),
        ("    sourceUrl", '    originalUrl: "a\n    sourceUrl'),
        ("s/www.example.org/cameras.amp.html", "s/www.example.org/cameras:"),
        ("example.org/2.jpg", "example.org/2:"),
        ("example.org/2.jpg", f"example.org/{'y' * 8_000}"),
        ("2020-01-24T14:57:00Z", "2020-04-31T14:57:00Z"),
        ('secured: "c2VjcmV0"', "secured:\n  ["),
        ("  - AI", '  - " "'),
        ("    quality: 89", "    quality: high"),
        ("    quality: 89", "    heat: 89"),
        ("name: View", "name: 1"),
        ("  - AI", "  - 1"),
        ("  - AI", "  -"),
        ("secured: \"", "secured: \"\\q"),
        ("secured: \"", "# \""),
        ("https://example.net/view/", "https://example.com/2020/cameras"),
        ("https://example.net/view/", "https://example.org/cameras.html?id=7"),
        ("https://example.net/view/", "https://www.example.org/cameras.amp.html"),
        ("ampWebUrl: https:", "ampWebUrl: https://example.com/a\ncdnAmpUrl: javascript:"),
        ("Since Friday.", "Since \u202eFriday."),
        ("Since Friday.", "Since &#8238;Friday."),
        ("Since Friday.", "Since &amp;#x202e;Friday."),
        ("Example Times", "Example \u2066Times"),
    ],
)  # fmt: skip
def test_what_is_in_doubt_is_left_to_the_reader(old: str, new: str) -> None:
    assert old in ARTICLE
    assert usual_record(PATH, ARTICLE.replace(old, new).encode(), STAMP) is None


def test_name_that_turns_the_direction_round_is_not_usual() -> None:
    assert usual_record(Path("/site/a\u202edm.md"), ARTICLE.encode(), STAMP) is None
    assert usual_record(Path("/site/a&#8238;dm.md"), ARTICLE.encode(), STAMP) is None
    assert usual_record(Path("/site/ä\u00a0b.md"), ARTICLE.encode(), STAMP) is not None


def test_header_that_is_not_utf_8_is_not_usual() -> None:
    data = ARTICLE.encode().replace(b"Since Friday", b"Since \xff")
    assert usual_record(PATH, data, STAMP) is None


def test_item_of_unknown_shape_is_not_taken_for_a_picture() -> None:
    after_pictures = ARTICLE.replace("\n\nrelated:", "\nrelated:").replace("    isCached: true\n", "")
    assert checked(after_pictures.encode())
    picture = "  - url: https://example.org/3.jpg\n"
    text = after_pictures.replace("\n\nsecured", f"\n{picture}\nsecured")
    assert usual_record(PATH, text.encode(), STAMP) is None


def test_header_too_long_for_the_parser_is_not_usual() -> None:
    text = f"---\ntitle: A\nsecured: {'x' * 1_048_576}\n---\n"
    assert usual_record(PATH, text.encode(), STAMP) is None


def test_more_items_than_are_read_are_not_usual() -> None:
    item = "  - title: A\n"
    for key, most in (("related", 200), ("topics", 100)):
        line = item if key == "related" else "  - AI\n"
        assert checked(f"---\ntitle: A\n{key}:\n{line * most}---\n".encode())
        assert not checked(f"---\ntitle: A\n{key}:\n{line * (most + 1)}---\n".encode())


@given(changed_articles())
@settings(max_examples=settings().max_examples * 8)
def test_changed_articles_are_read_alike(data: bytes) -> None:
    checked(data)


@given(nearly_simple())
@settings(max_examples=settings().max_examples * 2)
def test_nearly_simple_headers_are_read_alike(header: str) -> None:
    checked(f"---\ntitle: A\n{header}---\n".encode("utf-8", "surrogatepass"))


@given(st.text(st.sampled_from("a<>&;\r\n \ufeff\x07é😀"), max_size=30), st.sampled_from([1, 7_000, 30_000]))
def test_bodies_are_read_alike(text: str, times: int) -> None:
    record = checked(f"---\ntitle: A\n---\n{text * times}".encode())
    assert record is not None
    assert len(record.body) <= BODY_LIMIT


def test_the_sample_folder_is_usual() -> None:
    assert share_of_usual((PROJECT / "resources" / "sample").rglob("*.md")) == 1


@pytest.mark.parametrize(
    ("folder", "least"),
    [
        ("seed", 1),
        ("corpus/ai", 0.9),
        ("corpus/power-apps", 0.95),
        ("corpus/bot_edits", 1),
        ("corpus/jekyll-docs", 0.5),
    ],
)
def test_articles_of_the_format_are_usual(folder: str, least: float) -> None:
    if not SHARED.is_dir():
        pytest.skip("the corpora in ../shared are absent")
    assert share_of_usual((SHARED / folder).rglob("*.md")) >= least


def test_documents_of_the_yaml_test_suite_are_read_alike() -> None:
    suite = SHARED / "yaml-test-suite" / "src"
    if not suite.is_dir():
        pytest.skip("the YAML test suite in ../shared is absent")
    for data in documents(suite):
        checked(data)
        checked(data.replace(b"---\n", b"---\ntitle: A\n", 1))


@pytest.mark.parametrize("text", [ARTICLE, ARTICLE.replace("quality: 41", "quality: [41]"), "No header"])
def test_record_of_a_file_has_its_row_and_stamp(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    record = load_record(path)
    assert repr(record) == repr(record_of(read_article(path, text.encode()), Stamp.of(path.stat())))


def test_what_a_person_should_look_at_is_found_by_the_filter_for_problems(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE.replace("https://example.net/view", "https://example.com/2020/cameras"), "utf-8")
    assert load_record(path).row.problem == "line 34: related item 2 is the article itself"


def test_record_of_a_missing_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert load_record(path) == Record(
        Row(path=path, title="a.md", problem="the file is gone", is_editable=False)
    )


def test_secret_of_a_broken_header_is_not_searched(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(ARTICLE.replace("---\n<p>", "<p>"), encoding="utf-8")
    assert "c2VjcmV0" not in load_record(path).body


def test_record_travels_between_processes() -> None:
    record = checked(ARTICLE.encode())
    assert pickle.loads(pickle.dumps(record)) == record
