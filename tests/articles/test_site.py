"""The site around a folder: root, own address, and pictures that must stay inside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from curator.articles import Site, find_site_root, open_site, resolve_picture, resolve_site_path, site
from curator.errors import HeaderError, OutsideSite
from curator.frontmatter import read

ICON = "assets/images/icon.jpg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site with one icon, one folder of articles, and a secret beside it."""
    root = tmp_path / "site"
    for name in (ICON, "assets/a b.jpg", "_news/beside.png", "static/hugo.png"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"picture")
    (root / "_config.yml").write_text("url: https://sites.example\nbaseurl: /mine/\nlist: [a, 'b']\n")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return root


@pytest.mark.parametrize("mark", ["_config.yml", "_config.toml", "hugo.toml", "hugo.json", "config.toml"])
def test_nearest_folder_with_a_configuration_is_the_root(tmp_path: Path, mark: str) -> None:
    articles = tmp_path / "site" / "content" / "news"
    articles.mkdir(parents=True)
    (tmp_path / "site" / mark).touch()
    assert find_site_root(articles) == tmp_path / "site"


@pytest.mark.parametrize("mark", [".git", "assets"])
def test_folder_that_marks_a_root_is_enough(tmp_path: Path, mark: str) -> None:
    (tmp_path / "site" / mark).mkdir(parents=True)
    (tmp_path / "site" / "_news").mkdir()
    assert find_site_root(tmp_path / "site" / "_news") == tmp_path / "site"


def test_folder_without_a_site_is_its_own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / ".git").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_site_root(tmp_path / "notes") == tmp_path / "notes"
    assert find_site_root(tmp_path) == tmp_path


def test_address_is_read_from_the_configuration(root: Path) -> None:
    assert open_site(root / "_news") == Site(root, "https://sites.example/mine")


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("hugo.toml", 'baseURL = "https://sites.example/"', "https://sites.example"),
        ("hugo.yaml", "---\nbaseURL: https://sites.example/x\n---\n", "https://sites.example/x"),
        ("_config.yml", "url: [a]\nbaseurl: /mine", ""),
        ("_config.yml", "url: 'open", ""),
        ("_config.yml", "url: javascript:alert(1)", ""),
        ("_config.yml", "", ""),
        ("hugo.toml", "= =", ""),
        ("hugo.json", "{}", ""),
    ],
)
def test_any_configuration_says_an_address_or_nothing(
    tmp_path: Path, name: str, text: str, address: str
) -> None:
    (tmp_path / name).write_text(text)
    assert open_site(tmp_path).address == address


@pytest.mark.parametrize(
    "reference",
    [
        f"/{ICON}",
        ICON,
        f"/{ICON}?v=2#top",
        "/assets/images/../images/icon.jpg",
        r"\assets\images\icon.jpg",
        "/assets/%69mages/icon.jpg",
        f"///{ICON}"[2:],
    ],
)
def test_site_path_is_found_however_it_is_written(root: Path, reference: str) -> None:
    assert resolve_site_path(root, reference) == root / ICON


def test_encoded_space_is_decoded(root: Path) -> None:
    assert resolve_site_path(root, "/assets/a%20b.jpg") == root / "assets" / "a b.jpg"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_file_named_like_an_address_is_found_letter_by_letter(root: Path) -> None:
    (root / "assets" / "a%20b.jpg?x").write_bytes(b"picture")
    assert resolve_site_path(root, "/assets/a%20b.jpg?x").name == "a b.jpg"
    (root / "assets" / "a b.jpg").unlink()
    assert resolve_site_path(root, "/assets/a%20b.jpg?x").name == "a%20b.jpg?x"


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.jpg",
        "/../secret.jpg",
        "/assets/../../secret.jpg",
        "/assets/%2e%2e/%2e%2e/secret.jpg",
        r"..\secret.jpg",
        "/assets/..%5c..%5csecret.jpg",
        "//host/share/secret.jpg",
        r"\\host\share\secret.jpg",
        "%5c%5chost%5cshare",
        "file:///etc/passwd",
        "C:/secret.jpg",
        r"C:\secret.jpg",
        "/a\x00b",
        "",
        "/",
    ],
)
def test_path_that_leads_out_is_refused(root: Path, reference: str) -> None:
    with pytest.raises(OutsideSite):
        resolve_site_path(root, reference)


def test_name_too_long_for_the_disk_is_no_crash(root: Path) -> None:
    assert not resolve_site_path(root, "/" + "a" * 5000).is_relative_to(root.parent / "elsewhere")


def test_symlink_that_leads_out_is_refused(root: Path) -> None:
    (root / "assets" / "out.jpg").symlink_to(root.parent / "secret.jpg")
    (root / "assets" / "all").symlink_to(root.parent)
    for reference in ("/assets/out.jpg", "/assets/all/secret.jpg"):
        with pytest.raises(OutsideSite):
            resolve_site_path(root, reference)


def test_symlinks_inside_the_site_and_to_the_site_are_followed(root: Path, tmp_path: Path) -> None:
    (root / "assets" / "in.jpg").symlink_to(root / ICON)
    (tmp_path / "link").symlink_to(root)
    assert resolve_site_path(tmp_path / "link", "/assets/in.jpg") == root / ICON


def test_loop_of_symlinks_is_no_crash(root: Path) -> None:
    (root / "loop").symlink_to(root / "loop")
    picture = resolve_picture(Site(root), root / "a.md", "/loop/x.jpg")
    assert isinstance(picture, Path)
    assert not picture.is_file()


@pytest.mark.parametrize(
    "reference",
    [
        f"/{ICON}",
        f"/mine/{ICON}",
        f"../{ICON}",
        f"https://sites.example/mine/{ICON}",
        f"http://SITES.example/mine/{ICON}?v=1",
    ],
)
def test_picture_of_the_site_is_the_local_file(root: Path, reference: str) -> None:
    assert resolve_picture(open_site(root), root / "_news" / "a.md", reference) == root / ICON


@pytest.mark.parametrize(
    "url",
    [
        "https://sites.example/mine/assets/missing.jpg",
        f"https://sites.example/other/{ICON}",
        f"https://other.example/mine/{ICON}",
        "https://sites.example/mine/../secret.jpg",
        "https://sites.example/mine",
    ],
)
def test_picture_elsewhere_stays_an_address(root: Path, url: str) -> None:
    assert resolve_picture(open_site(root), root / "_news" / "a.md", url) == url


def test_relative_picture_lies_beside_the_article_or_at_the_root(root: Path) -> None:
    article = root / "_news" / "a.md"
    assert resolve_picture(Site(root), article, "beside.png") == root / "_news" / "beside.png"
    assert resolve_picture(Site(root), article, ICON) == root / ICON


def test_picture_in_the_static_folder_of_hugo_is_found(root: Path) -> None:
    assert resolve_picture(Site(root), root / "a.md", "/hugo.png") == root / "static" / "hugo.png"


def test_missing_picture_is_named_where_it_should_lie(root: Path) -> None:
    assert resolve_picture(Site(root), root / "a.md", "/assets/none.png") == root / "assets" / "none.png"


@pytest.mark.parametrize(
    "reference", ["", "../../secret.jpg", "data:image/png;base64,AA", r"\\host\share", "file:///a"]
)
def test_picture_that_must_not_be_followed_is_refused(root: Path, reference: str) -> None:
    with pytest.raises(OutsideSite):
        resolve_picture(open_site(root), root / "_news" / "a.md", reference)


@pytest.mark.parametrize(
    "text",
    [
        "# a site\nurl: https://a.example\n\n  # its folder\nbaseurl: /mine\n",
        "url: https://a.example\nnested:\n  # inside\n  key: 1\n  list:\n    - a\n# end",
        "text: |\n  # no comment\nurl: https://a.example\n",
        "text: 'first\n# no comment\n  last'\nurl: https://a.example\n",
        "text: first\n# a comment that ends it\n  last\nurl: https://a.example\n",
        "---\n# a site\nurl: https://a.example\n",
        "\ufeff# a site\nurl: https://a.example\nbase: &base\n  deep: 1\n",
        "# nothing\n",
    ],
)
def test_configuration_with_comments_says_what_the_parser_says(text: str) -> None:
    data = text.encode()

    try:
        expected = read(site._as_header(data)).values
    except HeaderError:
        with pytest.raises(HeaderError):
            site._yaml(data)
    else:
        assert site._yaml(data) == expected
