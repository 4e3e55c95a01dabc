"""Steps that were released stay what they were."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from photosearch.store.migrations import STEPS
from photosearch.store.steps import step_1, step_2, step_3, step_4, step_5, step_6

RELEASED = [
    (step_1.STATEMENTS, "aa91af5dde38e902"),
    (step_2.STATEMENTS, "99f931f686f180bd"),
    (step_3.STATEMENTS, "9c47a6b04590b211"),
    (step_4.STATEMENTS, "cb90b7ffee86fca8"),
    (step_5.STATEMENTS, "ff98b697c0de73b6"),
    (step_6.STATEMENTS, "8fe0e683cd5317f4"),
]


@pytest.mark.parametrize(
    ("statements", "digest"), RELEASED, ids=[f"version {number}" for number in range(1, len(RELEASED) + 1)]
)
def test_a_released_step_is_never_edited(statements: Sequence[str], digest: str) -> None:
    words = " ".join(" ".join(statements).split())
    assert hashlib.sha256(words.encode()).hexdigest()[:16] == digest, "add another step instead"


def test_every_step_is_among_them() -> None:
    assert len(RELEASED) == len(STEPS)
