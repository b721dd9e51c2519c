from __future__ import annotations

import pytest

from curator.assets import asset


def test_asset_is_found() -> None:
    assert asset("docs", "ARCHITECTURE.md").is_file()


def test_missing_asset_is_an_error_that_names_it() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/icons/no-such-icon\.svg"):
        asset("icons", "no-such-icon.svg")
