"""What articles mean: their front matter read into types, stories, the folder's rule, the site around them.

Pure but for `site`, which looks where pictures lie. Nothing here writes; nothing here knows of windows.
"""

from __future__ import annotations

from curator.articles.dates import age_text, parse_date
from curator.articles.fields import PLACEMENT, Field
from curator.articles.model import NO_HEAT, Article, Image, Provider, Related
from curator.articles.problem import Problem, ProblemKind
from curator.articles.reader import Standing, read_article, standing_in
from curator.articles.rules import DEFAULT_THRESHOLD, Outcome, Rule, Verdict, heat_text, learn_rule
from curator.articles.site import (
    Site,
    find_site_root,
    is_site_root,
    open_site,
    resolve_picture,
    resolve_site_path,
)
from curator.articles.stories import outranking
from curator.articles.urls import is_web_url, same_article_key

__all__ = [
    "DEFAULT_THRESHOLD",
    "NO_HEAT",
    "PLACEMENT",
    "Article",
    "Field",
    "Image",
    "Outcome",
    "Problem",
    "ProblemKind",
    "Provider",
    "Related",
    "Rule",
    "Site",
    "Standing",
    "Verdict",
    "age_text",
    "find_site_root",
    "heat_text",
    "is_site_root",
    "is_web_url",
    "learn_rule",
    "open_site",
    "outranking",
    "parse_date",
    "read_article",
    "resolve_picture",
    "resolve_site_path",
    "same_article_key",
    "standing_in",
]
