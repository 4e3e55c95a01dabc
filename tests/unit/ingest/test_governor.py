"""Background work follows the person's choice."""

from __future__ import annotations

import pytest

from photosearch.ingest.governor import PowerWatch, is_on_battery, may_work


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


def test_the_system_is_asked_now_and_then_not_for_every_file() -> None:
    asked: list[float] = []
    now_s = [0.0]

    def look() -> bool:
        asked.append(now_s[0])
        return now_s[0] >= 5

    watch = PowerWatch(look, lambda: now_s[0])
    answers = []
    for tick in range(100):
        now_s[0] = tick * 0.1
        answers.append(watch.is_on_battery)
    assert asked == pytest.approx([0.0, 5.0])
    assert answers == [False] * 50 + [True] * 50
