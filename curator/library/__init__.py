"""A folder of articles: finding, reading, listing, filtering, watching, and saving a change durably."""

from __future__ import annotations

from curator.library.article_id import article_id
from curator.library.facets import Counts, FacetCount, Facets
from curator.library.query import EVERYTHING, Query, parse_query
from curator.library.reading import load
from curator.library.row import Row, Stamp, row_of, row_of_failure
from curator.library.sorting import Sort

__all__ = [
    "EVERYTHING",
    "Counts",
    "FacetCount",
    "Facets",
    "Query",
    "Row",
    "Sort",
    "Stamp",
    "article_id",
    "load",
    "parse_query",
    "row_of",
    "row_of_failure",
]
