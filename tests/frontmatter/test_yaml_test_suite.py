"""Every document of the YAML community's test suite, wrapped as a header, is edited right or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from curator.errors import UnreadableHeader
from curator.frontmatter import HeaderKind, Scalar, find_header, read

# The suite makes invisible characters visible; see its ReadMe.
VISIBLE = {"␣": " ", "»": "\t", "—": "", "←": "\r", "⇔": "\ufeff", "↵": "", "∎\n": "", "∎": ""}


def documents(folder: Path) -> list[bytes]:
    """Return the suite's documents as files with a header, with both line endings."""
    files = []
    for path in sorted(folder.glob("*.yaml")):
        for case in yaml.load(path.read_bytes(), yaml.CSafeLoader):
            text = case.get("yaml", "")
            for sign, character in VISIBLE.items():
                text = text.replace(sign, character)
            if not text.endswith("\n"):
                text += "\n"
            files.append(f"---\n{text}---\nbody\n".encode())
            files.append(f"---\n{text}---\nbody\n".replace("\n", "\r\n").encode())
    return files


@pytest.fixture(scope="module")
def suite() -> list[bytes]:
    folder = Path(__file__).resolve().parents[3] / "shared" / "yaml-test-suite" / "src"
    if not folder.is_dir():
        pytest.skip("the YAML test suite in ../shared is absent")
    return [data for data in documents(folder) if find_header(data).kind is HeaderKind.YAML]


def test_fields_are_added_to_mapping_documents(suite: list[bytes], judged: Callable[..., str]) -> None:
    tally = Counter(judged(data) for data in suite)
    assert tally["edited"] > 150
    assert tally["edited"] + tally["refused"] == len(suite)


@pytest.mark.parametrize("value", [77, True, 'it\'s: "new"'])
def test_every_key_of_a_mapping_document_can_be_set(
    suite: list[bytes], judged: Callable[..., str], value: Scalar
) -> None:
    tally: Counter[str] = Counter()
    for data in suite:
        try:
            keys = read(data).lines
        except UnreadableHeader:
            continue
        tally.update(judged(data, {key: value}) for key in keys)
    assert tally["edited"] > 300
    assert tally["refused"] < 20
