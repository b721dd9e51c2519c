"""The table of fields."""

from __future__ import annotations

from curator.articles import PLACEMENT, Field, fields


def test_missing_decisions_stand_together_in_the_order_of_the_format() -> None:
    assert PLACEMENT.together == ("quality", "heat", "published")


def test_missing_decisions_follow_the_type_before_anything_else() -> None:
    assert (PLACEMENT.after[0], PLACEMENT.after[-1]) == ("type", "headline")


def test_no_key_means_two_things() -> None:
    groups = [value for name, value in vars(fields).items() if name.endswith("_KEYS")]
    top = [
        *fields.TITLE_KEYS,
        *fields.EXCERPT_KEYS,
        *fields.CATEGORY_KEYS,
        *fields.TYPE_KEYS,
        *fields.DATE_KEYS,
    ]
    top += [*fields.URL_KEYS, *fields.PERMALINK_KEYS, *fields.ORIGINAL_URL_KEYS, *fields.AMP_URL_KEYS]
    top += [*fields.PROVIDER_KEYS, *fields.TOPIC_KEYS, *fields.IMAGE_KEYS, *fields.RELATED_KEYS, *Field]
    assert len(groups) > 10
    assert len(top) == len(set(top))
