"""Numbers have a real minus, and a dash for what is not there."""

from __future__ import annotations

import pytest

from curator.ui.look.figures import figure


@pytest.mark.parametrize(("value", "shown"), [(None, "–"), (0, "0"), (72, "72"), (-1, "−1"), (324, "324")])
def test_figure(value: int | None, shown: str) -> None:
    assert figure(value) == shown
