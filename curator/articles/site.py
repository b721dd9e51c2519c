"""The site a folder of articles belongs to: its root, its own address, and where its pictures lie.

The only module of `articles` that looks at the disk. What articles name as a path is hostile until it has
been resolved here: after following symlinks it must still be inside the root.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from curator.articles import urls
from curator.articles.display_text import LABEL_LIMIT, one_line
from curator.errors import HeaderError, OutsideSite
from curator.frontmatter import Value, read
from curator.frontmatter.simple import read_simple
from curator.records import dataclass

_CONFIGS: Final = (
    "_config.yml",
    "_config.yaml",
    "_config.toml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "config.toml",
)
_ROOT_MARKS: Final = (*_CONFIGS, "hugo.json", ".git", "assets")
_CONFIG_LIMIT: Final = 1_000_000  # bytes; a larger file is no site configuration
_DOTS_LIMIT: Final = 200
"""Dots in a line of TOML; `tomllib` takes time with the square of the parts of a dotted key."""
_PUBLIC_FOLDERS: Final = ("", "static", "public")
"""Where generators keep what they copy to the site's root: Jekyll beside the articles, Hugo in `static`."""
_COMMENT_LINE: Final = re.compile(r"^ *#.*\n?", re.MULTILINE)
_QUERY: Final = re.compile(r"[?#].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Site:
    """A site's root folder (absolute) and its own address without trailing slash, "" if it does not tell."""

    root: Path
    address: str = ""

    @property
    def base_path(self) -> str:
        """The path part of the address ("/microsoft-power-apps"), "" for a site at the root of its host."""
        return urlsplit(self.address).path


def find_site_root(folder: Path) -> Path:
    """The nearest of `folder` and its ancestors that looks like a site's root; else `folder` itself.

    The home folder and the root of the drive are never taken for a site unless they are what was opened: a
    `.git` there would open every private file to the pictures of an article.
    """
    folder = Path(os.path.abspath(folder))
    unlikely = {Path(folder.anchor), Path(os.path.expanduser("~"))}
    for candidate in (folder, *folder.parents):
        if candidate in unlikely and candidate != folder:
            break
        if is_site_root(candidate):
            return candidate
    return folder


def is_site_root(folder: Path) -> bool:
    """Whether `folder` looks like the root of a site; `find_site_root` can only guess where none does."""
    return any((folder / mark).exists() for mark in _ROOT_MARKS)


def open_site(folder: Path) -> Site:
    """The site `folder` belongs to, with the address its configuration gives; reads one small file."""
    root = find_site_root(folder)
    return Site(root, _address_of(root))


def resolve_site_path(root: Path, reference: str) -> Path:
    """The file inside `root` that a site path ("/assets/images/a%20b.jpg?v=2") names; it need not exist.

    Raises OutsideSite for anything that leads out: "..", symlinks, drives, network shares, other schemes.
    """
    return _first_file(root, ((root, reference),))


def resolve_picture(site: Site, article_path: Path, reference: str) -> Path | str:
    """Where to get a picture from: a file inside the site, or an http(s) address.

    An address of the site itself becomes the local file when that exists. A relative path is looked for
    beside the article, then from the site's root; where nothing exists the first guess is returned, so the
    caller can say what is missing. Raises OutsideSite for what is neither a site path nor a web address.
    """
    reference = urls.clean_reference(reference)
    if urls.is_web_url(reference):
        return _own_file(site, reference) or reference
    places = [(site.root / folder, _without_base(site, reference)) for folder in _PUBLIC_FOLDERS]
    if not reference.startswith(("/", "\\")):
        places.insert(0, (article_path.parent, reference))
    return _first_file(site.root, places)


def _own_file(site: Site, url: str) -> Path | None:
    """The local file behind an address of the site itself, if there is one."""
    own, asked = urlsplit(site.address), urlsplit(url)
    if (
        not own.netloc
        or own.netloc.lower() != asked.netloc.lower()
        or not asked.path.startswith(f"{own.path}/")
    ):
        return None
    path = asked.path[len(own.path) :]
    try:
        file = _first_file(site.root, [(site.root / folder, path) for folder in _PUBLIC_FOLDERS])
    except OutsideSite:
        return None
    return file if file.is_file() else None


def _without_base(site: Site, reference: str) -> str:
    base = site.base_path
    return reference[len(base) :] if base and reference.startswith(f"{base}/") else reference


def _first_file(root: Path, places: Iterable[tuple[Path, str]]) -> Path:
    """The first existing file among the places, each a folder and a reference from it; else the first place.

    A reference is read as an address (percent-decoded, without query), then letter by letter, for files with
    such names. Raises OutsideSite when no reading of any place is inside `root`.
    """
    guesses: list[Path] = []
    outside: OutsideSite | None = None
    for folder, reference in places:
        for path in dict.fromkeys((unquote(_QUERY.sub("", reference)), reference)):
            try:
                guesses.append(_inside(root, folder, path))
            except OutsideSite as error:
                outside = outside or error
                break  # an address that leads out is not saved by another reading of it
            if os.path.isfile(guesses[-1]):
                return guesses[-1]
    if guesses:
        return guesses[0]
    raise outside or OutsideSite("an empty path is not inside the site")


def _inside(root: Path, folder: Path, path: str) -> Path:
    """`path` below `folder` after following symlinks, if that is inside `root`."""
    slashed = path.replace("\\", "/")
    shown = one_line(path, LABEL_LIMIT)
    if not slashed.strip("/") or slashed.startswith("//") or urls.has_scheme(slashed):
        raise OutsideSite(f'"{shown}" is not a path inside the site')
    try:
        resolved = Path(os.path.realpath(os.path.join(folder, slashed.lstrip("/"))))
        real_root = Path(os.path.realpath(root))
    except (OSError, ValueError) as error:  # a NUL character, a name too long for the system
        raise OutsideSite(f'"{shown}" is not a path inside the site') from error
    if not resolved.is_relative_to(real_root):
        raise OutsideSite(f'"{shown}" leads out of the site\'s folder')
    return resolved


def _address_of(root: Path) -> str:
    """The address in the first configuration file there is; an unreadable one says nothing."""
    for name in _CONFIGS:
        path = root / name
        # Opening a FIFO would wait for its writer.
        if not path.is_file():
            continue
        try:
            with path.open("rb") as file:
                data = file.read(_CONFIG_LIMIT)
        except OSError:
            continue
        return _address_in(data, is_toml=name.endswith(".toml"))
    return ""


def _address_in(data: bytes, *, is_toml: bool) -> str:
    try:
        values = _toml(data) if is_toml else _yaml(data)
    except (HeaderError, ValueError, RecursionError):
        return ""
    url = values.get("url") or values.get("baseURL") or values.get("baseUrl")
    base = values.get("baseurl")
    if not isinstance(url, str):
        return ""
    path = f"/{base.strip('/')}" if isinstance(base, str) and base.strip("/") else ""
    return urls.clean_url(url.strip().rstrip("/") + path).rstrip("/")


def _toml(data: bytes) -> dict[str, object]:
    # Imported here because most sites are configured in YAML, and this costs every start 3 ms.
    import tomllib

    if any(line.count(b".") > _DOTS_LIMIT for line in data.split(b"\n")):
        raise ValueError("a key of too many parts")
    return tomllib.loads(data.decode("utf-8"))


def _yaml(data: bytes) -> Mapping[str, Value]:
    # Most configurations are simple but for comments on lines of their own. Where the rest is simple, these
    # are comments indeed, as a text of several lines is not; and no parser need be loaded, which takes 30 ms.
    simple = read_simple(_COMMENT_LINE.sub("", data.decode("utf-8")).lstrip("\ufeff"), 1)
    return simple.values if simple is not None else read(_as_header(data)).values


def _as_header(data: bytes) -> bytes:
    """A YAML file as front matter, to be read with the same care."""
    text = data.removeprefix(b"\xef\xbb\xbf")
    return text if text.startswith(b"---") else b"---\n" + text.rstrip() + b"\n---\n"
