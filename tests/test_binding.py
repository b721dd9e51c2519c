"""What Curator takes for granted of the Qt binding."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QRect


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on None has no count of references")
def test_calls_that_return_nothing_keep_none_alive() -> None:
    rectangle = QRect()
    before = sys.getrefcount(None)
    for _ in range(1_000):
        rectangle.setWidth(1)
    assert abs(sys.getrefcount(None) - before) < 100
