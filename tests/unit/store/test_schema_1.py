"""Version 1 stays what it was when it was released."""

from __future__ import annotations

import hashlib

from photosearch.store.schema_1 import STATEMENTS


def test_the_released_schema_is_never_edited() -> None:
    words = " ".join(" ".join(STATEMENTS).split())
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == "aa91af5dde38e902", "add a migration step instead"
