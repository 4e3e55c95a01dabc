"""Storms of changes below one root."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.scan.changes import Change
from photosearch.scan.pending import MAX_FILES, MAX_FOLDERS, MAX_WAIT_S, PendingChanges, common_folder
from photosearch.scan.reconcile import is_at_or_below
from photosearch.types.files import FileStamp


def file(path: str) -> Change:
    return Change(path, is_folder=False)


def folder(path: str) -> Change:
    return Change(path, is_folder=True)


def quiet_disk(quiet_s: float = 1.0) -> PendingChanges:
    return PendingChanges(lambda _: FileStamp(1, 1), quiet_s)


def test_a_file_comes_once_however_many_events_it_had() -> None:
    pending = quiet_disk()
    for _ in range(10):
        pending.add(file("a.jpg"), 0.0)
    assert pending.due(1.0) == [file("a.jpg")]
    assert pending.next_due_s() is None


def test_a_file_still_growing_without_events_is_held_back() -> None:
    sizes = iter([1, 2, 2])
    pending = PendingChanges(lambda _: FileStamp(next(sizes), 0), 1.0)
    pending.add(file("a.jpg"), 0.0)
    assert pending.due(1.0) == []
    assert pending.due(2.0) == [file("a.jpg")]


def test_a_file_below_a_waiting_folder_is_part_of_it_and_keeps_it_waiting() -> None:
    pending = quiet_disk()
    pending.add(file("a/b/x.jpg"), 0.0)
    pending.add(folder("a"), 0.0)
    pending.add(file("a/b/y.jpg"), 0.8)
    assert pending.due(1.5) == []
    assert pending.due(1.8) == [folder("a")]


def test_a_storm_in_one_folder_leaves_as_that_folder() -> None:
    pending = quiet_disk()
    for number in range(20_000):
        pending.add(file(f"holiday/{number}.jpg"), number / 10_000)
    assert pending.due(4.0) == [folder("holiday")]


def test_a_storm_in_a_few_folders_leaves_as_these() -> None:
    pending = quiet_disk()
    for number in range(3 * MAX_FILES):
        pending.add(file(f"year/{number % 3}/{number}.jpg"), 0.0)
    assert set(pending.due(1.0)) == {folder("year/0"), folder("year/1"), folder("year/2")}


def test_a_storm_everywhere_leaves_as_the_common_folder() -> None:
    pending = quiet_disk()
    for number in range(2 * MAX_FILES):
        pending.add(file(f"year/{number % (MAX_FOLDERS * 2)}/{number}.jpg"), 0.0)
    assert pending.due(1.0) == [folder("year")]


def test_many_new_folders_leave_as_the_common_folder() -> None:
    pending = quiet_disk()
    for number in range(MAX_FOLDERS + 1):
        pending.add(folder(f"a/b/{number}"), 0.0)
    assert pending.due(1.0) == [folder("a/b")]


def test_a_storm_without_end_is_let_out_now_and_then() -> None:
    pending = quiet_disk()
    out: list[Change] = []
    for tenth in range(int(MAX_WAIT_S * 10) + 1):
        pending.add(folder("copying"), tenth / 10)
        out += pending.due(tenth / 10)
    assert out == [folder("copying")]


def test_common_folders() -> None:
    assert common_folder(["a/b/c", "a/b/d"]) == "a/b"
    assert common_folder(["a/b", "a/b/d"]) == "a/b"
    assert common_folder(["ab", "ac"]) == ""
    assert common_folder(["", "a"]) == ""
    assert common_folder([]) == ""


parts = st.sampled_from(["a", "b", "ab", "猫"])
changes = st.builds(Change, st.lists(parts, max_size=4).map("/".join), st.booleans())


@given(st.lists(st.tuples(changes, st.floats(0, 1.5)), max_size=40))
def test_every_change_is_answered_by_something_let_out_after_it(events: list[tuple[Change, float]]) -> None:
    pending = quiet_disk()
    now_s = 0.0
    unanswered: set[Change] = set()
    for change, pause_s in [*events, (folder("end"), 3.0), (folder("end"), 3.0)]:
        now_s += pause_s
        for out in pending.due(now_s):
            unanswered = {c for c in unanswered if not answers(out, c)}
        pending.add(change, now_s)
        unanswered.add(change)
    assert unanswered == {folder("end")}


@settings(max_examples=25)
@given(st.lists(st.lists(parts, min_size=1, max_size=3).map("/".join), min_size=1, max_size=20))
def test_a_storm_over_any_folders_is_answered(folders: list[str]) -> None:
    pending = quiet_disk()
    files = [file(f"{folders[number % len(folders)]}/{number}.jpg") for number in range(MAX_FILES + 20)]
    for change in files:
        pending.add(change, 0.0)
    let_out = pending.due(1.0)
    assert len(let_out) <= MAX_FILES
    assert all(any(answers(out, change) for out in let_out) for change in files)


def answers(out: Change, change: Change) -> bool:
    return out == change or (out.is_folder and is_at_or_below(change.relative_path, out.relative_path))
