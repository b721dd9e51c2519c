"""How often a name must be used to be right, where that takes more articles than a test wants to write."""

from __future__ import annotations

import pytest

from curator.library import provider_names
from curator.library.file_facts import Facts, Naming
from curator.library.provider_names import ProviderNames


def naming(name: str) -> Facts:
    return Facts({"provider": 8}, namings=[Naming("example.org", "example.org", name, "provider")])


@pytest.mark.parametrize(("rare", "found"), [(1, 1), (100, 100), (101, 0)])
def test_name_used_a_hundred_times_is_a_name_of_its_own(rare: int, found: int) -> None:
    names = ProviderNames()
    for article in range(2_000):
        names.add(article, naming("Example"))
    for article in range(rare):
        names.add(article, naming("Exmple"))
    assert len(list(names.findings())) == found


def test_names_made_up_without_end_are_not_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_names, "KEPT", 2)
    names = ProviderNames()
    for article, name in enumerate(["Example"] * 20 + ["Exmple", "Exampl", "Exmple"]):
        names.add(article, naming(name))
    assert [departure.article for departure in names.findings()] == [20, 22]


def test_one_in_ten_is_rare_and_more_is_not() -> None:
    for usual, found in ((20, 2), (19, 0)):
        names = ProviderNames()
        for article, name in enumerate(["Example"] * usual + ["Exmple"] * 2):
            names.add(article, naming(name))
        assert [departure.article for departure in names.findings()] == [usual, usual + 1][:found]
