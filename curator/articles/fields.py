"""The names of the fields: which keys a decision writes, and which keys mean the same thing.

The format changed its URL keys twice, and other sites have their own words. A tuple below lists the keys of
one meaning, most telling first; the first one that holds something usable is read. Writing never
translates: a decision goes to the key of its own name.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from curator.frontmatter import Placement


class Field(StrEnum):
    """The fields a decision can write."""

    QUALITY = "quality"
    HEAT = "heat"
    PUBLISHED = "published"


TITLE_KEYS: Final = ("title", "headline")
EXCERPT_KEYS: Final = ("excerpt", "description", "summary")
CATEGORY_KEYS: Final = ("category",)
TYPE_KEYS: Final = ("type",)
DATE_KEYS: Final = (
    "publishedDateTime",
    "date",
    "published_at",
    "publishedAt",
    "publishDate",
    "publish_date",
    "published_date",
    "datePublished",
    "pubDate",
    "pubdate",
)

URL_KEYS: Final = ("webUrl", "sourceUrl", "canonical_url", "canonicalUrl", "canonicalURL", "canonical")
"""Where the article can be read: May 2020 and later, January 2020, other sites."""
PERMALINK_KEYS: Final = ("url", "link", "external_url")
"""Addresses on other sites, which there may just as well be a path of the site itself; that is no mistake."""
ORIGINAL_URL_KEYS: Final = ("originalUrl", "original_url")
AMP_URL_KEYS: Final = ("ampWebUrl", "ampUrl", "amp_url", "cdnAmpWebUrl", "cdnAmpUrl")

PROVIDER_KEYS: Final = ("provider", "publisher")
ICON_KEYS: Final = ("images", "image", "icon", "logo")
DOMAIN_KEYS: Final = ("domain", "host")
NAME_KEYS: Final = ("name", "title")

TOPIC_KEYS: Final = ("topics", "tags", "categories", "keywords")
IMAGE_KEYS: Final = (
    "images",
    "image",
    "cover",
    "coverImage",
    "cover_image",
    "featured_image",
    "og_image",
    "ogImage",
    "thumbnail",
    "heroImage",
)
IMAGE_URL_KEYS: Final = ("url", "src", "path", "image", "feature", "relative")
IMAGE_TITLE_KEYS: Final = ("title", "alt", "caption")
RELATED_KEYS: Final = ("related",)
SECURED_KEY: Final = "secured"

PLACEMENT: Final = Placement(
    together=(Field.QUALITY, Field.HEAT, Field.PUBLISHED),
    after=(
        *TYPE_KEYS,
        "cdnAmpWebUrl",
        "ampWebUrl",
        "webUrl",
        "cdnAmpUrl",
        "ampUrl",
        "sourceUrl",
        "originalUrl",
        *DATE_KEYS,
        *EXCERPT_KEYS,
        *TITLE_KEYS,
    ),
    told_by=IMAGE_URL_KEYS,
)
"""Where a person would put a missing decision: the three together, in this order, right after `type` or, in
files without one, after the last of the keys that come before it in the format."""
