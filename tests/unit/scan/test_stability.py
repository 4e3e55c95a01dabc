"""When a changed file is quiet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from photosearch.scan.stability import StabilityGate
from photosearch.types.files import FileStamp

A, B = FileStamp(1, 1), FileStamp(2, 2)


def test_due_after_the_quiet_time_and_only_once() -> None:
    gate: StabilityGate[str] = StabilityGate(quiet_s=1, max_wait_s=30)
    gate.touch("x", A, 0)
    assert gate.due(0.9) == []
    assert gate.due(1.0) == ["x"]
    assert gate.due(9.0) == []


def test_another_stamp_restarts_the_wait_and_the_same_does_not() -> None:
    gate: StabilityGate[str] = StabilityGate(quiet_s=1, max_wait_s=30)
    gate.touch("x", A, 0)
    gate.touch("x", B, 0.8)
    gate.touch("x", B, 1.5)
    assert gate.due(1.7) == []
    assert gate.due(1.8) == ["x"]


def test_a_deleted_file_is_a_change_like_any_other() -> None:
    gate: StabilityGate[str] = StabilityGate(quiet_s=1, max_wait_s=30)
    gate.touch("x", A, 0)
    gate.touch("x", None, 0.5)
    assert gate.due(1.2) == []
    assert gate.due(1.5) == ["x"]


def test_a_file_that_never_rests_is_let_out_after_the_longest_wait() -> None:
    gate: StabilityGate[str] = StabilityGate(quiet_s=1, max_wait_s=5)
    for tenth in range(50):
        gate.touch("x", FileStamp(tenth, tenth), tenth / 10)
        assert gate.due(tenth / 10) == []
    assert gate.due(5.0) == ["x"]


def test_stirring_restarts_whatever_the_stamp() -> None:
    gate: StabilityGate[str] = StabilityGate(quiet_s=1, max_wait_s=30)
    gate.stir("folder", 0)
    gate.stir("folder", 0.7)
    assert gate.due(1.6) == []
    assert gate.due(1.7) == ["folder"]


def test_forgotten_keys_never_come() -> None:
    gate: StabilityGate[str] = StabilityGate(quiet_s=1, max_wait_s=30)
    gate.touch("x", A, 0)
    gate.forget("x")
    gate.forget("never there")
    assert gate.due(99) == []
    assert gate.next_due_s() is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 2), st.floats(0, 2)), max_size=60))
def test_no_key_is_lost_early_or_late(events: list[tuple[str, int, float]]) -> None:
    quiet_s, max_wait_s = 1.0, 4.0
    gate: StabilityGate[str] = StabilityGate(quiet_s, max_wait_s)
    now_s = 0.0
    waiting: dict[str, tuple[int, float, float]] = {}  # size, first, last change
    for key, size, pause_s in events:
        now_s += pause_s
        for out in gate.due(now_s):
            _, first_s, changed_s = waiting.pop(out)
            assert now_s >= min(changed_s + quiet_s, first_s + max_wait_s)
        for _, first_s, changed_s in waiting.values():
            assert now_s < min(changed_s + quiet_s, first_s + max_wait_s)
        gate.touch(key, FileStamp(size, 0), now_s)
        old = waiting.get(key)
        first_s = old[1] if old else now_s
        waiting[key] = (size, first_s, old[2] if old and old[0] == size else now_s)
        assert set(gate) == set(waiting)
    assert set(gate.due(now_s + quiet_s)) == set(waiting)


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 100), min_size=1))
def test_next_due_is_exactly_when_something_is_due(touched: dict[str, float]) -> None:
    gate: StabilityGate[str] = StabilityGate(1.0, 30.0)
    for key, at_s in touched.items():
        gate.touch(key, A, at_s)
    next_s = gate.next_due_s()
    assert next_s is not None
    assert gate.ripe(next_s - 0.001) == []
    assert gate.due(next_s)
