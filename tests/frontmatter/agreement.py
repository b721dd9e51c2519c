"""Holds headers read without the parser against what PyYAML's pure-Python parser reads in them."""

from __future__ import annotations

import yaml

from curator.frontmatter.parsing import parse_events
from curator.frontmatter.reading import content_of
from curator.frontmatter.simple import read_simple

FIRST_LINE = 2


class PureLoader(yaml.SafeLoader):
    """PyYAML without C and without dates."""


PureLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def parsed(text: str) -> str:
    """Return what the pure parser reads, 1 told from true, and the line of each key."""
    root = yaml.compose(text, PureLoader)
    assert isinstance(root, yaml.MappingNode)
    lines = [(key.value, FIRST_LINE + text.count("\n", 0, key.start_mark.index)) for key, _ in root.value]
    assert len(dict(lines)) == len(lines), "a key is there twice"
    return repr((yaml.load(text, PureLoader), dict(lines)))


def check_same(text: str) -> bool:
    """Tell whether a header is simple; if so, hold it against the pure parser and the reading of events."""
    simple = read_simple(text, FIRST_LINE)
    if simple is None:
        return False
    assert repr((simple.values, simple.lines)) == parsed(text)
    content = content_of(text, FIRST_LINE, parse_events(text, FIRST_LINE))
    both = (content.values, content.lines, content.duplicates)
    assert repr((simple.values, simple.lines, ())) == repr(both)
    return True
