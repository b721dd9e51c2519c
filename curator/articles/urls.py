"""Web addresses found in articles: which may be opened, and which mean the same article.

Only http and https are ever let through: `javascript:`, `data:`, `file:` and network shares never become
something a key can open.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from curator.articles.display_text import decode_entities, has_disturbing

URL_LIMIT: Final = 8_000
"""Longest address taken, in characters; browsers and servers begin to refuse at about this length."""

_SCHEMES: Final = frozenset({"http", "https"})
_DEFAULT_PORTS: Final = frozenset({("http", 80), ("https", 443)})
_SPACE: Final = re.compile(r"\s")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_AMP_CACHE: Final = ".cdn.ampproject.org"
_AMP_CACHE_PATH: Final = re.compile(r"/[a-z]{1,3}/(?:(s)/)?(?=[^/]+\.)")
_TRACKING: Final = re.compile(
    r"utm_.*|mc_[ce]id|(?:fb|g|y)clid|gclsrc|dclid|msclkid|igshid|ocid|cmpid|ncid|_hsenc|_hsmi|mkt_tok|ref_src",
    re.IGNORECASE,
)
_UNESCAPED: Final = "!$%&'()+*,-./:;=?@[]_~#"

# What nearly every address looks like. There is nothing to decode, clean or refuse in it (no blank, no ";"
# that would end an entity, no port, no credentials), and its host is seen without taking it apart.
_USUAL: Final = re.compile(r"https?://([A-Za-z0-9][A-Za-z0-9.-]*)(?=[/?#]|\Z)[!-:<-~]*")
# Besides: no fragment, and nothing in path and query that would be percent-encoded or decoded.
_PATH: Final = r"/[A-Za-z0-9!$&'()+*,./:=@\[\]_~-]*+"
_USUAL_ARTICLE: Final = re.compile(
    rf"https?://([A-Za-z0-9][A-Za-z0-9.-]*)((?:{_PATH})?)"
    r"(?:\?([A-Za-z0-9._~-]+=[A-Za-z0-9._~-]*(?:&[A-Za-z0-9._~-]+=[A-Za-z0-9._~-]*)*))?"
)
# Besides: no query, and a host that is as it should be but for its "www."; group 1 is the key.
_USUAL_KEY: Final = re.compile(
    r"https?://(?:www\.|(?!www\.))([a-z0-9][a-z0-9.-]*+(?<!\.)(?<!"
    + re.escape(_AMP_CACHE)
    + rf")(?:{_PATH})?)"
)


def is_web_url(text: str) -> bool:
    """Whether `text` is an http(s) address with a host, safe to hand to a browser as it is."""
    if len(text) > URL_LIMIT:
        return False
    if _USUAL.fullmatch(text):
        return True
    if has_disturbing(text) or _SPACE.search(text):
        return False
    return _web_parts(text) is not None


def clean_url(text: str) -> str:
    """`text` with its entities decoded and stray spaces encoded, if that is a web address; else ""."""
    if len(text) > URL_LIMIT:
        return ""
    if _USUAL.fullmatch(text):
        return text
    url = decode_entities(text).strip().replace(" ", "%20")
    return url if is_web_url(url) else ""


def clean_reference(text: str) -> str:
    """A picture's address: a web address, or a path of the site as it was written; "" for anything else.

    "//host/x" is the web's way to leave the scheme out and becomes https; it must never reach a file system,
    where it names a network share. Whether a path stays inside the site is for `site` to say.
    """
    if len(text) <= URL_LIMIT and _USUAL.fullmatch(text):
        return text
    text = decode_entities(text[: URL_LIMIT + 1]).strip()
    if text.startswith("//"):
        return clean_url(f"https:{text}")
    if has_scheme(text):
        return clean_url(text)
    if not text or len(text) > URL_LIMIT or has_disturbing(text) or text.replace("\\", "/").startswith("//"):
        return ""
    return text


def is_site_path(text: str) -> bool:
    """Whether `text` looks like a path of the site rather than an attempt at an address."""
    text = text.strip()
    return not (text.startswith("//") or "\\" in text or has_scheme(text))


def has_scheme(text: str) -> bool:
    """Whether `text` begins with a scheme ("file:", "data:") or a Windows drive ("C:")."""
    return _SCHEME.match(text) is not None


def host_of(url: str) -> str:
    """The host of a web address in lower case, without "www."; "" if it is none."""
    if usual := _USUAL.fullmatch(url):
        return _bare_host(usual[1])
    parts = _web_parts(url)
    return _bare_host(parts.hostname or "") if parts else ""


def same_article_key(url: str) -> str:
    """An identity under which two addresses of the same article compare equal; "" if `url` is none.

    Left out: scheme, "www.", default port, case of the host, trailing slashes, fragment, tracking parameters,
    the order of parameters, the way characters are percent-encoded, and the AMP cache in front of a publisher
    ("techcrunch-com.cdn.ampproject.org/c/s/techcrunch.com/…/amp/" is "techcrunch.com/…/amp").
    """
    if (usual := usual_key(url)) is not None:
        return usual
    parts = _web_parts(clean_url(url))
    if parts is None:
        return ""
    if (parts.hostname or "").endswith(_AMP_CACHE):
        parts = _behind_amp_cache(parts)
    host = _bare_host(parts.hostname or "")
    if parts.port and (parts.scheme, parts.port) not in _DEFAULT_PORTS:
        host = f"{host}:{parts.port}"
    path = quote(unquote(parts.path), safe=_UNESCAPED).rstrip("/")
    query = sorted(
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])
    )
    return f"{host}{path}?{urlencode(query)}" if query else f"{host}{path}"


def usual_key(url: str) -> str | None:
    """The `same_article_key` of what nearly every address looks like, clean as it is; None for any other."""
    if len(url) > URL_LIMIT:
        return None
    if usual := _USUAL_KEY.fullmatch(url):
        return usual[1].rstrip("/")
    usual = _USUAL_ARTICLE.fullmatch(url)
    if usual and usual[1].lower().endswith(_AMP_CACHE):
        usual = None if usual[3] else _USUAL_ARTICLE.fullmatch(_address_behind_amp_cache(usual[2]))
    if usual is None:
        return None
    address = _bare_host(usual[1]) + usual[2].rstrip("/")
    return _with_usual_query(address, usual[3]) if usual[3] else address


def _with_usual_query(address: str, query: str) -> str:
    """The address with its telling parameters in order; all of them have a value and nothing is encoded."""
    pairs = [pair.partition("=") for pair in query.split("&")]
    telling = "&".join(["".join(pair) for pair in sorted(pairs) if not _TRACKING.fullmatch(pair[0])])
    return f"{address}?{telling}" if telling else address


def _web_parts(url: str) -> SplitResult | None:
    """The parts of a web address, or None where it is not one; credentials in it are a disguise."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # reading the port raises when it is not a number
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or not host or "@" in parts.netloc or "\\" in parts.netloc:
        return None
    return parts


def _behind_amp_cache(parts: SplitResult) -> SplitResult:
    query = f"?{parts.query}" if parts.query else ""
    return _web_parts(_address_behind_amp_cache(parts.path) + query) or parts


def _address_behind_amp_cache(path: str) -> str:
    """The address that a path of the cache stands for, without its query; "" if it stands for none."""
    match = _AMP_CACHE_PATH.match(path)
    return f"{'https' if match[1] else 'http'}://{path[match.end() :]}" if match else ""


def _bare_host(host: str) -> str:
    return host.lower().rstrip(".").removeprefix("www.")
