"""What is wrong in a folder: one small folder for each kind, and clean ones that give nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from curator.articles import ProblemKind
from curator.library.finding import Finding
from curator.library.folder_check import FolderCheck
from curator.library.survey import Survey

SHARED = Path(__file__).resolve().parents[3] / "shared"
SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"

ARTICLE = """---
title: "Article {n}"
publishedDateTime: 2020-01-24T13:09:00Z
webUrl: https://www.example.org/{n}
quality: 60
heat: {heat}
published: {published}
provider:
  name: {name}
  domain: example.org
  images:
    - url: /assets/icon.png
related:
  - title: Other
    webUrl: https://example.net/{n}
    provider:
      name: Net
      domain: example.net
---
{body}
"""


class Site:
    """A folder of articles below a site's root, each as usual but for what is said otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.news = root / "_news"
        self.news.mkdir()
        (root / "_config.yml").write_text("title: Site\n", encoding="utf-8")
        (root / "assets").mkdir()
        (root / "assets" / "icon.png").touch()

    def write(self, count: int, **different: str) -> None:
        """Write `count` more articles."""
        usual = {"heat": "70", "published": "true", "name": "Example", "body": "Text."}
        there = len(list(self.news.iterdir()))
        for n in range(there, there + count):
            text = ARTICLE.format(n=n, **{**usual, **different})
            (self.news / f"{n:03}.md").write_text(text, encoding="utf-8")

    def change(self, old: str, new: str, name: str = "000.md") -> None:
        """Change one article."""
        path = self.news / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def found(self) -> list[tuple[str, str, int | None, str]]:
        """Kind, file, line and field of everything that is wrong."""
        found = findings(self.root)
        return [(finding.kind, Path(finding.path).name, finding.line, finding.field) for finding in found]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def findings(*sources: Path) -> list[Finding]:
    paths = (Path(seen.path) for seen in Survey(sources).files(with_stamps=False))
    return list(FolderCheck(sources).findings(paths))


def test_clean_folder_gives_nothing(site: Site) -> None:
    site.write(40)
    assert site.found() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("---\ntitle", "title", ("no-header", None, "")),
        ("quality: 60", "quality: [60", ("unreadable-header", 6, "")),
        ("quality: 60", "quality: 60\nquality: 60", ("duplicate-key", 5, "quality")),
        ("quality: 60", 'quality: "60"', ("wrong-type", 5, "quality")),
        ("2020-01-24T13:09:00Z", "yesterday", ("unreadable-date", 3, "publishedDateTime")),
        ("webUrl: https://www", "ampUrl: ftp://x\nwebUrl: https://www", ("unusable-address", 4, "ampUrl")),
        ("webUrl: https://www", "ampUrl: javascript:x\nwebUrl: https://www", ("hostile-link", 4, "ampUrl")),
        ("/assets/icon.png", "ftp://x/icon.png", ("unusable-picture", 8, "provider")),
        ("https://example.net/0", "https://example.org/0", ("self-related", 13, "related")),
        ("Article 0", "Article \u202e0", ("direction-override", 2, "title")),
        ("Article 0", "Article \\u0007", ("control-character", 2, "title")),
        ("/assets/icon.png", "/assets/none.png", ("missing-picture", 8, "provider")),
        ("/assets/icon.png", "/../../etc/passwd", ("outside-picture", 8, "provider")),
        ("name: Example\n", "name: Exmple\n", ("provider-name", 8, "provider")),
        ("name: Net\n", "name: Nets\n", ("provider-name", 13, "related")),
        ("heat: 70", "heat: 71", ("off-rule", 6, "heat")),
        ("published: true", "published: false", ("off-rule", 7, "published")),
        ("published: true", "Published: true", None),
        ("Text.", "[a](javascript:alert(1))", ("hostile-link", 20, "")),
        ("Text.", '\n<a class="b" href=\'javascript:alert(1)\'>', ("hostile-link", 21, "")),
        ("Text.", "[a]: file:///etc/passwd", ("hostile-link", 20, "")),
        ("Text.", "a\0b", ("control-character", 20, "")),
    ],
)  # fmt: skip
def test_one_thing_is_wrong(
    site: Site, old: str, new: str, expected: tuple[str, int | None, str] | None
) -> None:
    site.write(30)
    site.change(old, new)
    assert site.found() == ([] if expected is None else [(expected[0], "000.md", *expected[1:])])


def test_finding_has_the_title_of_its_article_or_the_name_of_its_file(site: Site) -> None:
    site.write(30)
    site.change("quality: 60", "quality: sixty\nquality: 61", "001.md")
    site.change("published: true", "published: false", "002.md")
    site.change("---\ntitle", "title", "003.md")
    assert {(finding.kind, finding.title) for finding in findings(site.root)} == {
        ("duplicate-key", "Article 1"),
        ("off-rule", "Article 1"),
        ("off-rule", "Article 2"),
        ("no-header", "003.md"),
    }


def test_related_item_is_there_twice(site: Site) -> None:
    site.write(30)
    site.change("related:\n", "related:\n  - webUrl: https://example.net/0/\n")
    site.change("heat: 70", "heat: 80")
    assert site.found() == [("repeated-related", "000.md", 13, "related")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('title: "Article 0"\n', "title"),
        ("publishedDateTime: 2020-01-24T13:09:00Z\n", "publishedDateTime"),
        ("webUrl: https://www.example.org/0\n", "webUrl"),
        ("  name: Example\n  domain: example.org\n", "provider"),
    ],
)  # fmt: skip
def test_field_that_nearly_all_others_have_is_missing(site: Site, line: str, field: str) -> None:
    site.write(30)
    site.change(line, "")
    assert site.found() == [("missing-field", "000.md", None, field)]


def test_field_that_many_lack_is_not_missing(site: Site) -> None:
    site.write(30)
    for name in ("000.md", "001.md"):
        site.change("webUrl: https://www", "x: https://www", name)
    assert site.found() == []


def test_small_collection_of_another_kind_lacks_nothing(site: Site) -> None:
    site.write(60)
    (site.root / "_people").mkdir()
    for name in ("a.md", "b.md"):
        (site.root / "_people" / name).write_text("---\nname: A\n---\n", encoding="utf-8")
    assert site.found() == []


@pytest.mark.parametrize(
    ("usual", "others"), [(4, {"Exmple": 1}), (20, {"Sub": 4}), (8, {"A": 1, "B": 1, "C": 1})]
)
def test_name_is_not_wrong_without_evidence(site: Site, usual: int, others: Mapping[str, int]) -> None:
    site.write(usual)
    for name, count in others.items():
        site.write(count, name=name)
    assert "provider-name" not in {kind for kind, *_ in site.found()}


def test_name_of_another_host_is_right(site: Site) -> None:
    site.write(30)
    site.change("www.example.org", "sports.example.org")
    site.change("name: Example", "name: Example Sports")
    assert site.found() == []


def test_name_common_at_the_domain_is_right_at_all_of_its_hosts(site: Site) -> None:
    site.write(30)
    for n in range(10):
        site.change("www.example.org", "sports.example.org", f"00{n}.md")
        site.change("name: Example", "name: Example Sports", f"00{n}.md")
    site.change("name: Example", "name: Example Sports", "010.md")
    assert site.found() == []


def test_message_says_which_name_was_expected(site: Site) -> None:
    site.write(30)
    site.change("name: Example", "name: Exmple")
    (finding,) = findings(site.root)
    assert finding.message == "provider is called Exmple, example.org is Example in 29 of 30 cases"


def test_folder_that_follows_no_rule_has_no_departures(site: Site) -> None:
    site.write(20)
    site.write(20, heat="5", published="true")
    site.write(20, published="false")
    assert site.found() == []


def test_threshold_is_that_of_the_folder(site: Site) -> None:
    site.write(20, heat="70", published="false")
    assert site.found() == []


def test_icon_is_not_missing_where_the_site_is_not_known(site: Site) -> None:
    site.write(3)
    (site.root / "_config.yml").unlink()
    (site.root / "assets" / "icon.png").unlink()
    (site.root / "assets").rmdir()
    assert site.found() == []


def test_template_in_place_of_a_picture_is_not_looked_for(site: Site) -> None:
    site.write(1)
    site.change("/assets/icon.png", '"{{ site.baseurl }}/icon.png"')
    assert site.found() == []


@pytest.mark.parametrize("body", ["Say `javascript:` or data: or file:", "![a](data:image/png;base64,AA)"])
def test_body_that_speaks_of_such_links_is_clean(site: Site, body: str) -> None:
    site.write(1, body=body)
    assert site.found() == []


@pytest.mark.skipif(os.name == "nt", reason="file names there cannot hold these")
def test_file_that_cannot_be_read_and_name_that_misleads(site: Site) -> None:
    site.write(1)
    (site.news / "000.md").rename(site.news / "a\u202edm.md")
    (site.news / "gone.md").symlink_to(site.root / "nowhere")
    found = {(kind, line, field) for kind, _, line, field in site.found()}
    assert found == {("direction-override", None, ""), ("unreadable-file", None, "")}


def test_every_kind_has_its_folder() -> None:
    """A kind that is added needs a line above; foreign headers are those of `test_problem_kinds`."""
    source = Path(__file__).read_text(encoding="utf-8")
    assert {kind for kind in ProblemKind if f'"{kind.value}"' not in source} == {ProblemKind.FOREIGN_HEADER}


def test_check_can_be_cancelled_and_says_how_far_it_is(site: Site) -> None:
    site.write(250)
    site.change("heat: 70", "heat: 71")
    check, heard = FolderCheck([site.root]), Counter[int]()
    paths = sorted(site.news.iterdir())
    assert len(list(check.findings(paths, on_progress=lambda checked: heard.update([checked])))) == 1
    assert heard == Counter([100, 200, 250])
    cancelled = FolderCheck([site.root])
    assert list(cancelled.findings(paths, lambda: cancelled.checked >= 120)) == []
    assert cancelled.checked == 120


def test_the_sample_folder_is_clean() -> None:
    assert findings(SAMPLE) == []


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("seed", {}),
        ("corpus/ai", {ProblemKind.OFF_RULE: 1}),
        ("corpus/power-apps", {}),
        ("corpus/bot_edits", {}),
        ("corpus/jekyll-docs", {ProblemKind.UNREADABLE_HEADER: 1}),
    ],
)
def test_corpora_give_what_was_looked_at_and_found_true(
    folder: str, expected: Mapping[ProblemKind, int]
) -> None:
    if not SHARED.is_dir():
        pytest.skip("the corpora in ../shared are absent")
    assert Counter(finding.kind for finding in findings(SHARED / folder)) == expected
