"""Problems are kept once for each path, until the file changes or goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.store.records import NewProblem
from photosearch.types.files import FileStamp, Problem, ProblemReason

if TYPE_CHECKING:
    from tests.unit.store.conftest import Shelf

STAMP = FileStamp(0, 10**18)


def record(shelf: Shelf, *paths: str, stamp: FileStamp | None = STAMP) -> None:
    shelf.problems.record([NewProblem(shelf.root, path, ProblemReason.EMPTY, "0 bytes", stamp) for path in paths])


def paths(shelf: Shelf) -> list[str]:
    return [problem.relative_path for problem in shelf.problems.all()]


def test_a_problem_comes_back_as_it_was_recorded(shelf: Shelf) -> None:
    record(shelf, "a/空.jpg")
    assert shelf.problems.all() == [
        Problem(shelf.root, Path("/photos/a/空.jpg"), "a/空.jpg", ProblemReason.EMPTY, "0 bytes", STAMP)
    ]


def test_a_newer_problem_of_a_file_replaces_the_older(shelf: Shelf) -> None:
    record(shelf, "a.jpg")
    shelf.problems.record([NewProblem(shelf.root, "a.jpg", ProblemReason.DAMAGED)])
    (problem,) = shelf.problems.all()
    assert (problem.reason, problem.detail, problem.stamp) == (ProblemReason.DAMAGED, "", None)


def test_every_reason_can_be_kept(shelf: Shelf) -> None:
    shelf.problems.record([NewProblem(shelf.root, reason.value, reason) for reason in ProblemReason])
    assert {problem.reason for problem in shelf.problems.all()} == set(ProblemReason)


def test_recording_nothing_is_fine(shelf: Shelf) -> None:
    shelf.problems.record([])
    assert shelf.problems.count() == 0


def test_odd_names_in_path_and_detail_survive(shelf: Shelf) -> None:
    shelf.problems.record([NewProblem(shelf.root, "\udcff.jpg", ProblemReason.READ_ERROR, "cannot read \udcff.jpg")])
    (problem,) = shelf.problems.all()
    assert problem.relative_path == "\udcff.jpg"
    assert problem.detail == "cannot read \\udcff.jpg"


def test_problems_come_in_pages_by_path(shelf: Shelf) -> None:
    record(shelf, "c", "a", "b")
    assert paths(shelf) == ["a", "b", "c"]
    assert [problem.relative_path for problem in shelf.problems.all(limit=1, offset=1)] == ["b"]
    assert shelf.problems.count() == 3


def test_clearing_forgets_these_files_only(shelf: Shelf) -> None:
    names = [f"{number:04}" for number in range(1200)]
    record(shelf, *names)
    shelf.problems.clear(shelf.root, names[1:])
    assert paths(shelf) == names[:1]


def test_stamps_tell_which_files_need_no_other_try(shelf: Shelf) -> None:
    record(shelf, "a/x.jpg", "b/y.jpg")
    record(shelf, "a/folder", stamp=None)
    assert shelf.problems.stamps(shelf.root) == {"a/x.jpg": (STAMP, 0), "b/y.jpg": (STAMP, 0)}
    assert shelf.problems.stamps(shelf.root, "a") == {"a/x.jpg": (STAMP, 0)}


def test_a_sweep_forgets_what_a_scan_no_longer_met(shelf: Shelf) -> None:
    record(shelf, "a/gone.jpg", "a/still.jpg", "a", "b/elsewhere.jpg")
    assert shelf.problems.sweep(shelf.root, "a", {"a/still.jpg"}) == 2
    assert paths(shelf) == ["a/still.jpg", "b/elsewhere.jpg"]
    assert shelf.problems.sweep(shelf.root, "", set()) == 2
    assert shelf.problems.count() == 0
