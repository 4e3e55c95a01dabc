"""Background work follows the person's choice."""

from __future__ import annotations

import pytest

from photosearch.ingest.governor import is_on_battery, may_work


@pytest.mark.parametrize(
    ("choice", "on_battery", "expected"),
    [
        ("auto", False, True),
        ("auto", True, True),
        ("always", True, True),
        ("mains", False, True),
        ("mains", True, False),
        ("paused", False, False),
        ("paused", True, False),
    ],
)
def test_choice_and_mains_decide(choice: str, on_battery: bool, expected: bool) -> None:
    assert may_work(choice, is_on_battery=on_battery) is expected


def test_a_machine_without_a_battery_is_on_mains_or_says_so() -> None:
    assert is_on_battery() in (True, False)
