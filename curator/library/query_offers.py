"""What could be typed at a place of a filter: words, fields, and the values of a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from curator.articles import is_web_url
from curator.library.query_parse import quoted
from curator.library.query_states import Part, State
from curator.library.query_team import OTHERS
from curator.library.query_vocabulary import Counted, Vocabulary
from curator.records import dataclass

_PLAIN = re.compile(r'(?!//|none$)[^\s"“”]\S*', re.IGNORECASE)
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
# More than are ever shown: some fall away, since they are there already.
_MOST_NAMES = 16
# Of so few letters too many names are made.
_LEAST_OF_A_NAME = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that could stand there: how it is typed, what it is found by, and a hint.

    Without a hint, what it means says enough. `count` articles have a value; `field` is that of a name.
    """

    text: str
    name: str
    hint: str = ""
    field: str = ""
    count: int = 0


WORDS = (
    Offer("undecided", "undecided", "not decided yet"),
    Offer("published", "published", "published is yes"),
    Offer("problem", "problem", "something is wrong in the file"),
    Offer("later", "later", "put off until later"),
    Offer("decided", "decided", "decided in Curator"),
    Offer("reviewed", "reviewed", "found fine as it was"),
    Offer("changed", "changed", "decided, but another article since"),
    Offer("undone", "undone", "decided, but set otherwise by somebody"),
    Offer("has:image", "image", "with an image"),
)
"""Words that mean something by themselves."""

FIELDS = (
    Offer("quality<", "quality", "number"),
    Offer("heat:", "heat", "number, -1 for none of its own"),
    Offer("related>", "related", "number of related items"),
    Offer("provider:", "provider", "publisher, or a part of its name"),
    Offer("topic:", "topic", "topic, or a part of it"),
    Offer("title:", "title", "words of the title"),
    Offer("excerpt:", "excerpt", "words of the excerpt"),
    Offer("since:", "since", "7d, 2w or 2020-01-24"),
    Offer("before:", "before", "7d, 2w or 2020-01-24"),
    Offer("until:", "until", "2020-01-24, that day included"),
    Offer("after:", "after", "7d, 2w or 2020-01-24"),
    Offer("month:", "month", "2020-01 or 2020-01..2020-03"),
    Offer("date:", "date", "day, month, year, or a range"),
    Offer("has:", "has", "image, related, excerpt, topic …"),
    Offer("is:", "is", "undecided, published, problem …"),
    Offer("state:", "state", "undecided, decided, later …"),
    Offer("published:", "published", "yes, no or none"),
    Offer("url:", "url", "address of the article"),
    Offer("share=", "share", "2/3: one part of the queue for each editor"),
    Offer("by:", "by", "others, or who decided it since the last sync"),
    Offer("path:", "path", "folder or name of the file"),
)
"""Fields with their usual sign."""

STARTS = (
    WORDS[0],
    Offer("-published", "-published", "not published"),
    FIELDS[0],
    Offer("since:7d", "since:7d", "from the last 7 days"),
    FIELDS[3],
    FIELDS[4],
    Offer("-has:image", "-has:image", "without an image"),
    WORDS[2],
)
"""What is asked for most, offered where nothing is typed."""

_NUMBERS: dict[str, tuple[Offer, ...]] = {
    "quality": (Offer("none", "none", "not set"), Offer("60..80", "60..80")),
    "heat": (Offer("-1", "-1", "no heat of its own"), Offer("none", "none", "not set")),
    "related": (Offer("none", "none", "no related items"), Offer("3..", "3..", "3 or more")),
    "by": (Offer(OTHERS, OTHERS),),
}
_FIXED: dict[str, tuple[str, ...]] = {
    "published": ("yes", "no", "none"),
    "has": tuple(Part),
    "state": tuple(State),
    "is": (*State, "published", "problem"),
}
NAMED = ("provider", "topic")
"""Fields whose values are names that the folder knows."""

_TIMES = ("since", "after", "before", "until")
_MONTHS = ("month", "date")
_AGES = ("7d", "24h", "2w", "3m", "1y")
_UNITS = "dwmyh"
_MOST_OFFERED = 9


def written(value: str) -> str:
    """Write a value as it can stand after a sign, with quotes where it needs them."""
    return value if _PLAIN.fullmatch(value) else quoted(value)


def word_offers(typed: str) -> Iterator[Offer]:
    """Give the words and fields that a word which begins so could become."""
    letters = typed.casefold()
    for offer in (*WORDS, *FIELDS):
        if offer.name.startswith(letters):
            yield offer
    if is_web_url(typed):
        yield Offer(f"url:{typed}", letters, "the article at this address")


def name_offers(typed: str, vocabulary: Vocabulary) -> Iterator[Offer]:
    """Give the publishers and topics with a word that begins so."""
    letters = typed.casefold()
    if len(letters) >= _LEAST_OF_A_NAME:
        for field in NAMED:
            found = ranked(_counted(field, vocabulary), letters, is_anywhere=False)
            yield from _named(field, found)


def value_offers(field: str, sign: str, typed: str, vocabulary: Vocabulary) -> Iterator[Offer]:
    """Give what could stand after this field and sign."""
    if field in _NUMBERS:
        yield from _NUMBERS[field] if sign in (":", "=") else ()
    elif field in _FIXED:
        yield from (Offer(word, word) for word in _FIXED[field])
    elif field in NAMED:
        yield from _named(field, ranked(_counted(field, vocabulary), typed.casefold()))
    elif field in _TIMES:
        yield from _times(typed, vocabulary)
    elif field == "share":
        yield from _shares(typed)
    elif field in _MONTHS:
        yield from _months(typed, vocabulary)


def ranked(counted: Iterable[Counted], letters: str, *, is_anywhere: bool = True) -> list[Counted]:
    """Give the first of the names with these letters: what begins so, then what has a word that does."""
    begins: list[Counted] = []
    within: list[Counted] = []
    anywhere: list[Counted] = []
    for each in counted:
        name = each[0].casefold()
        if letters not in name:
            continue
        if name.startswith(letters):
            begins.append(each)
            if len(begins) == _MOST_NAMES:
                break
        elif f" {letters}" in name:
            within.append(each)
        elif is_anywhere:
            anywhere.append(each)
    return [*begins, *within, *anywhere][:_MOST_NAMES]


def is_shared(offer: Offer, vocabulary: Vocabulary) -> bool:
    """Say whether other names contain this one, so that it has to be asked for exactly."""
    if offer.field not in NAMED:
        return False
    found = (value for value, _ in _counted(offer.field, vocabulary) if offer.name in value.casefold())
    return next(found, None) is not None and next(found, None) is not None


def _counted(field: str, vocabulary: Vocabulary) -> tuple[Counted, ...]:
    return vocabulary.providers if field == "provider" else vocabulary.topics


def _named(field: str, counted: Iterable[Counted]) -> Iterator[Offer]:
    for value, count in counted:
        yield Offer(written(value), value.casefold(), field=field, count=count)


def _times(typed: str, vocabulary: Vocabulary) -> Iterator[Offer]:
    yield from (Offer(age, age) for age in _AGES)
    if _COUNT.fullmatch(typed):
        yield from (Offer(typed + unit, typed + unit) for unit in _UNITS if typed + unit not in _AGES)
    if typed:
        yield from (Offer(month, month) for month, _ in vocabulary.months)


def _shares(typed: str) -> Iterator[Offer]:
    """Give the shares among two and three, or those of which the beginning is typed."""
    number, slash, _ = typed.partition("/")
    if slash and number.isdecimal():
        made = (f"{number}/{editors}" for editors in range(max(1, int(number)), _MOST_OFFERED + 1))
    else:
        made = (
            f"{number}/{editors}"
            for editors in range(2, _MOST_OFFERED + 1)
            for number in range(1, editors + 1)
        )
    yield from (Offer(share, share) for share in made)


def _months(typed: str, vocabulary: Vocabulary) -> Iterator[Offer]:
    first, dots, _ = typed.rpartition("..")
    for month, count in vocabulary.months:
        if dots:
            yield Offer(f"{first}..{month}", f"{first}..{month}")
        else:
            yield Offer(month, month, count=count)
