"""Numbers have a real minus, a dash for what is not there, and a noun that agrees with them."""

from __future__ import annotations

import pytest

from curator.ui.look.figures import counted, figure


@pytest.mark.parametrize(("value", "shown"), [(None, "–"), (0, "0"), (72, "72"), (-1, "−1"), (324, "324")])
def test_figure(value: int | None, shown: str) -> None:
    assert figure(value) == shown


@pytest.mark.parametrize(("number", "words"), [(0, "0 problems"), (1, "1 problem"), (2301, "2,301 problems")])
def test_what_is_counted(number: int, words: str) -> None:
    assert counted(number, "problem") == words
