"""read_article on whole files: the real format, its three generations, and what is not an article at all."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from curator.articles import Article, read_article
from curator.frontmatter import HeaderKind

SHARED = Path(__file__).parents[2] / ".." / "shared"


def article(header: str, body: str = "", name: str = "some-file.md") -> Article:
    return read_article(Path(name), f"---\n{header}\n---\n{body}".encode())


def messages(of: Article) -> list[str]:
    return [problem.message for problem in of.problems]


FULL = """\
category: news
title: "Glass that heals itself"
excerpt: "A pane closes its own cracks."
publishedDateTime: 2026-11-20T08:15:00+01:00
sourceUrl: https://example.org/glass
ampUrl: https://example.org/glass/amp
cdnAmpUrl: https://example-org.cdn.ampproject.org/c/s/example.org/glass/amp
type: article
quality: 76
heat: -1
published: false
provider:
  name: Example Post
  domain: example.org
  images:
    - url: /assets/images/example.org-50x50.jpg
      width: 50
      height: 50
topics:
  - Materials
  - Physics
images:
  - url: https://example.org/glass.jpg
    width: 1200
    height: 675
    title: "A pane"
related:
  - title: "Cracks that close"
    publishedDateTime: 2026-11-20T09:00:00Z
    sourceUrl: https://example.net/cracks
    provider:
      name: Example Times
      domain: example.net
    quality: 89
secured: "c2VjcmV0LWJsb2I=;aXY="
"""


def test_every_field_of_the_format_is_read() -> None:
    read = article(FULL, body="# Text\n")
    assert (read.category, read.type, read.title) == ("news", "article", "Glass that heals itself")
    assert (read.quality, read.heat, read.published) == (76, -1, False)
    assert read.published_at == datetime(2026, 11, 20, 7, 15, tzinfo=UTC)
    assert read.date_text == "2026-11-20T08:15:00+01:00"
    assert (read.url, read.amp_url) == ("https://example.org/glass", "https://example.org/glass/amp")
    assert read.provider.icon == "/assets/images/example.org-50x50.jpg"
    assert read.topics == ("Materials", "Physics")
    assert (read.images[0].width, read.images[0].height, read.images[0].title) == (1200, 675, "A pane")
    assert (read.related[0].provider.name, read.related[0].quality) == ("Example Times", 89)
    assert (read.body, read.problems, read.is_editable) == ("# Text\n", (), True)


def test_secured_is_known_to_be_there_and_kept_nowhere() -> None:
    read = article(FULL)
    assert read.is_secured
    assert "c2VjcmV0" not in repr(read) + read.body


@pytest.mark.parametrize(
    ("keys", "url", "original"),
    [
        ("sourceUrl: https://example.org/a", "https://example.org/a", ""),
        ("webUrl: https://example.org/a\noriginalUrl: https://example.org/b", "https://example.org/a", "https://example.org/b"),
        ("originalUrl: https://example.org/b", "https://example.org/b", "https://example.org/b"),
        ("canonical_url: https://example.org/a", "https://example.org/a", ""),
    ],
)  # fmt: skip
def test_each_generation_of_url_keys_is_read(keys: str, url: str, original: str) -> None:
    read = article(keys)
    assert (read.url, read.original_url) == (url, original)


@pytest.mark.parametrize("key", ["ampUrl", "ampWebUrl", "cdnAmpUrl", "cdnAmpWebUrl"])
def test_each_generation_of_amp_keys_is_read(key: str) -> None:
    assert article(f"{key}: https://example.org/amp").amp_url == "https://example.org/amp"


def test_words_of_other_sites_are_understood() -> None:
    read = article(
        "title: T\ndescription: D\ndate: 2013-05-06\ntags: [a, b]\ncover: /c.png\npublisher: {name: P}"
    )
    assert (read.excerpt, read.date_text, read.topics) == ("D", "2013-05-06", ("a", "b"))
    assert (read.images[0].url, read.provider.name, read.problems) == ("/c.png", "P", ())


def test_all_addresses_are_identities() -> None:
    assert article(FULL).keys == {"example.org/glass", "example.org/glass/amp"}


def test_missing_title_is_the_name_of_the_file() -> None:
    for header in ("quality: 5", "title:", 'title: "  "'):
        read = article(header, name="2026-11-20-a-file.md")
        assert (read.title, read.problems) == ("2026-11-20-a-file.md", ())


def test_missing_fields_are_no_problem() -> None:
    read = article("title: Alone")
    assert (read.quality, read.heat, read.published, read.published_at) == (None, None, None, None)
    assert (read.images, read.related, read.problems) == ((), (), ())


def test_permalink_in_the_url_key_of_another_site_is_no_mistake() -> None:
    read = article("url: /docs/start/")
    assert (read.url, read.problems) == ("", ())


def test_duplicate_key_is_named_with_its_line() -> None:
    read = article("title: A\nquality: 1\nquality: 2")
    assert read.quality == 2
    assert [str(problem) for problem in read.problems] == [
        "line 3: quality is there twice, the later one counts"
    ]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", HeaderKind.NONE),
        (b"# Just text\n", HeaderKind.NONE),
        (b"---\ntitle: never closed\n", HeaderKind.NONE),
        (b'+++\ntitle = "T"\n+++\n# Just text\n', HeaderKind.TOML),
        (b'{"title": "T"}\n\n# Just text\n', HeaderKind.JSON),
        (b'---\ntitle: "open\n---\n# Just text\n', HeaderKind.YAML),
        (b"---\n- a list\n---\n# Just text\n", HeaderKind.YAML),
        (b"---\ntitle: \xff\n---\n# Just text\n", HeaderKind.YAML),
    ],
)
def test_file_without_a_readable_header_is_shown_under_its_name(data: bytes, kind: HeaderKind) -> None:
    read = read_article(Path("some-file.md"), data)
    assert (read.title, read.kind, read.is_editable) == ("some-file.md", kind, False)
    assert len(read.problems) == 1
    assert ("# Just text" in read.body) == (b"# Just text" in data)


def test_unreadable_header_is_a_problem_with_its_line() -> None:
    problem = read_article(Path("a.md"), b'---\ntitle: T\nexcerpt: "open\n---\ntext\n').problems[0]
    assert problem.line is not None
    assert str(problem).startswith(f"line {problem.line}: ")


def test_text_without_header_is_the_body_entirely() -> None:
    assert (
        read_article(Path("a.md"), "\ufeffErste Zeile\r\nZweite\r\n".encode()).body == "Erste Zeile\nZweite\n"
    )


@pytest.mark.parametrize(
    "line", [b"secured: blob==", b'"secured": "blob=="', b"secured: >\n  blob==\n  blob=="]
)
def test_secret_of_a_header_that_is_never_closed_does_not_become_body(line: bytes) -> None:
    read = read_article(Path("a.md"), b"---\ntitle: T\n" + line + b"\nmore: text\n")
    assert read.is_secured
    assert "blob" not in read.body
    assert "more: text" in read.body


def test_body_may_be_anything() -> None:
    read = read_article(Path("a.md"), b"---\ntitle: T\n---\nab\xff\x00\x1b[31mcd\n")
    assert (read.title, read.body, read.problems) == ("T", "ab��" + "�[31mcd\n", ())


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"---\n", b"+++\n", b"{", b"---\nrelated:\n", b"---\nimages: "]),
)
def test_no_bytes_at_all_raise(data: bytes, opening: bytes) -> None:
    for content in (opening + data, opening + data + b"\n---\nbody"):
        assert read_article(Path("a.md"), content).title


TOP_KEYS = [
    "title",
    "date",
    "quality",
    "heat",
    "published",
    "provider",
    "topics",
    "images",
    "related",
    "webUrl",
]
PART_KEYS = ["title", "url", "name", "images", "quality", "domain"]
ANY_SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
ANY_VALUE = st.recursive(
    ANY_SCALAR,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PART_KEYS), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(TOP_KEYS), ANY_VALUE))
def test_no_value_of_any_type_raises(values: dict[str, object]) -> None:
    read = article(yaml.safe_dump(values))
    assert read.is_editable or not values
    assert read.title
    assert read.url == "" or read.url.startswith("http")


def shared_articles() -> list[Path]:
    return sorted(SHARED.glob("seed/*.md")) + sorted(SHARED.glob("corpus/**/*.md"))


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the shared corpus is absent")
def test_real_articles_are_read_without_problems() -> None:
    read = [read_article(path, path.read_bytes()) for path in shared_articles()]
    strange = {f"{one.path.name}: {problem}" for one in read if one.is_editable for problem in one.problems}
    assert strange == set()
    assert sum(one.is_editable for one in read) >= len(read) - 1
