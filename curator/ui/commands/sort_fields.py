"""The orders of a list as they are named in menus, the palette and the chooser."""

from __future__ import annotations

from curator.library import Sort

SORT_FIELDS = {
    Sort.NEWEST: "Date, Newest First",
    Sort.OLDEST: "Date, Oldest First",
    Sort.QUALITY: "Quality, Highest First",
    Sort.LOWEST_QUALITY: "Quality, Lowest First",
    Sort.HEAT: "Heat, Highest First",
    Sort.LOWEST_HEAT: "Heat, Lowest First",
    Sort.RELATED: "Related Items, Most First",
    Sort.FEWEST_RELATED: "Related Items, Fewest First",
    Sort.TITLE: "Title, A to Z",
    Sort.TITLE_BACKWARDS: "Title, Z to A",
    Sort.PROVIDER: "Provider, A to Z",
    Sort.PROVIDER_BACKWARDS: "Provider, Z to A",
    Sort.PATH: "File, A to Z",
    Sort.PATH_BACKWARDS: "File, Z to A",
}
"""Each order under the field it goes by, which begins with the letter that chooses it."""
