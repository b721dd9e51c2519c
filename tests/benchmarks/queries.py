"""What an editor asks of a folder: every kind of question, rare and frequent answers, alone and together."""

from __future__ import annotations

QUERIES = (
    # Words: frequent, rare, several, none.
    "harbour",
    "telescope",
    "loraham",
    "quiet report",
    "battery strike recall",
    "tunnel -bridge",
    "zyxwvut",
    # Phrases.
    '"the old town"',
    '"quiet plan"',
    '"before the summer" harbour',
    # Numbers.
    "quality<60",
    "quality>=100",
    "quality:60..80",
    "heat:-1",
    "heat>150",
    "related>3",
    "related:0",
    "quality:none",
    # Truth and states.
    "published",
    "-published",
    "published:none",
    "undecided",
    "decided",
    "later",
    "changed",
    "problem",
    # Texts of one field.
    "provider:observer",
    "provider:wire",
    'topic:"computer vision"',
    "topic:chips",
    "title:harbour",
    "title:inside",
    # Dates.
    "since:2024-01-01",
    "before:2018-06-01",
    "month:2020-01",
    "since:7d",
    # Parts.
    "has:image",
    "-has:image",
    "has:related",
    # Together.
    "undecided quality<60 heat:-1",
    "published topic:robotics since:2021-01-01 harbour",
    'quality<60 heat:-1 -published provider:post topic:"computer vision" has:image related>3 undecided',
)
