"""The public face of the package."""

from __future__ import annotations

import curator.frontmatter


def test_the_package_exports_these_names_and_no_others() -> None:
    public = {
        *("Header", "HeaderKind", "find_header"),
        *("FrontMatter", "Duplicate", "Value", "read"),
        *("Edited", "MoveFirst", "Placement", "Restore", "Scalar", "edit"),
    }
    assert set(curator.frontmatter.__all__) == public
    assert all(hasattr(curator.frontmatter, name) for name in public)
