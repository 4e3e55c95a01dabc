"""A mark is one of the kinds, with a name and a value that fit it."""

from __future__ import annotations

from typing import Any

import pytest

from photosearch.types.marks import LATEST_MS, BadMarkError, MarkFlaw, MarkKind
from tests.marks import make_mark


@pytest.mark.parametrize(
    ("given", "flaw"),
    [
        ({"content_hash": b"short"}, MarkFlaw.HASH),
        ({"name": "a favourite has none"}, MarkFlaw.NAME),
        ({"kind": MarkKind.ALBUM}, MarkFlaw.NAME),
        ({"kind": MarkKind.ALBUM, "name": " \n"}, MarkFlaw.NAME),
        ({"kind": MarkKind.ALBUM, "name": "a" * 1001}, MarkFlaw.NAME),
        ({"kind": MarkKind.TAG, "name": "half \ud83d"}, MarkFlaw.NAME),
        ({"kind": MarkKind.ALBUM, "name": "trip", "value": False}, MarkFlaw.VALUE),
        ({"kind": MarkKind.RATING, "value": 6}, MarkFlaw.VALUE),
        ({"kind": MarkKind.RATING, "value": True}, MarkFlaw.VALUE),
        ({"value": 1}, MarkFlaw.VALUE),
        ({"value": (0.0, 0.0, 1.0, 1.0)}, MarkFlaw.VALUE),
        ({"kind": MarkKind.PERSON, "name": "Ada", "value": (0.0, 0.0, 1.0, 1.1)}, MarkFlaw.VALUE),
        ({"changed_at_ms": -1}, MarkFlaw.TIME),
        ({"changed_at_ms": LATEST_MS + 1}, MarkFlaw.TIME),
    ],
)
def test_what_is_no_mark_is_not_let_in(given: dict[str, Any], flaw: MarkFlaw) -> None:
    with pytest.raises(BadMarkError) as raised:
        make_mark(**given)
    assert raised.value.flaw is flaw


def test_each_kind_takes_what_belongs_to_it() -> None:
    make_mark(MarkKind.RATING, 0)
    make_mark(MarkKind.TAG, False, name="狗")
    make_mark(MarkKind.PERSON, (0.1, 0.2, 0.3, 0.4), name="Ada")
    make_mark(MarkKind.ALBUM, name="Trip / 2024\n")
