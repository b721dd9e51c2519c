"""A folder of articles: finding, reading, listing, filtering, watching, and saving a change durably."""

from __future__ import annotations

from curator.library.catalogue import Catalogue, Snapshot
from curator.library.facets import FacetCount, Facets
from curator.library.index import Index, index_file
from curator.library.query import EVERYTHING, Query, StateOf, parse_query
from curator.library.reading import Loaded, load, load_record, load_row
from curator.library.record import Record, record_of
from curator.library.row import Row, Stamp, row_of, row_of_failure
from curator.library.scan import Batch, ScanSummary, scan
from curator.library.sorting import Sort
from curator.library.walk import Skipped, find_articles
from curator.library.watch import Changes, StatWatcher

__all__ = [
    "EVERYTHING",
    "Batch",
    "Catalogue",
    "Changes",
    "FacetCount",
    "Facets",
    "Index",
    "Loaded",
    "Query",
    "Record",
    "Row",
    "ScanSummary",
    "Skipped",
    "Snapshot",
    "Sort",
    "Stamp",
    "StatWatcher",
    "StateOf",
    "find_articles",
    "index_file",
    "load",
    "load_record",
    "load_row",
    "parse_query",
    "record_of",
    "row_of",
    "row_of_failure",
    "scan",
]
