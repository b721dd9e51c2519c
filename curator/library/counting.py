"""Counts articles: by provider, topic, month and state, and what the folder's rule is learned from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from curator.articles import Rule, learn_rule
from curator.library.columns import MARKS, NO_NUMBER, NOT_SAID, Columns, Mask, problems_in, states_of
from curator.library.decided import Departure
from curator.library.evaluation import months_of
from curator.library.faceting import month_facet, name_facet, state_facet
from curator.library.facets import Counts, Facets
from curator.library.query_states import PASSING, State


def count_facets(columns: Columns, mask: Mask) -> Facets:
    """What the articles in `mask` are made of."""
    by_provider = np.bincount(columns.column("provider")[mask], minlength=len(columns.providers)).tolist()
    providers = [(name, count) for (name, _), count in zip(columns.providers, by_provider, strict=True)]
    places, topics = columns.topic_pairs()
    by_topic = np.bincount(topics[mask[places]], minlength=len(columns.topics)).tolist()
    dated = mask & ~np.isnan(columns.column("at"))
    months = _values(months_of(columns.column("at")[dated]))
    marks = np.bincount(states_of(columns)[mask], minlength=len(MARKS)).tolist()
    states = {state: sum(marks[MARKS.index(mark)] for mark in PASSING[state]) for state in State}
    states[State.UNDONE] = int((columns.column("departure")[mask] == Departure.UNDONE).sum())
    return Facets(
        providers=name_facet(providers, "provider"),
        topics=name_facet(zip(columns.topics, by_topic, strict=True), "topic"),
        months=month_facet(months),
        states=state_facet(states.items()),
    )


def count_all(columns: Columns) -> Counts:
    """The whole folder in figures."""
    alive: Mask = columns.column("alive")
    marks = states_of(columns)[alive]
    by_mark = np.bincount(marks, minlength=len(MARKS)).tolist()
    return Counts(
        all=columns.count,
        undecided=by_mark[MARKS.index(None)] + by_mark[MARKS.index("changed")],
        done=by_mark[MARKS.index("decided")] + by_mark[MARKS.index("reviewed")],
        published=int((columns.column("published")[alive] == 1).sum()),
        later=by_mark[MARKS.index("later")],
        problems=int(problems_in(columns)[alive].sum()),
        editable=int(columns.flag("editable")[alive].sum()),
    )


def learn(columns: Columns) -> Rule:
    """The rule that departs least from the folder."""
    heat, published = columns.column("heat"), columns.column("published")
    said = columns.column("alive") & (heat != NO_NUMBER) & (published != NOT_SAID)
    return learn_rule(zip(heat[said].tolist(), (published[said] == 1).tolist(), strict=True))


def _values(numbers: NDArray[Any]) -> list[tuple[int, int]]:
    values, counts = np.unique(numbers, return_counts=True)
    return list(zip(values.tolist(), counts.tolist(), strict=True))
