"""What came, changed and went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.scan.reconcile import KnownFile, is_at_or_below, reconcile
from photosearch.types.files import FileStamp, FoundFile, FoundProblem, ProblemReason

OLD, NEW = FileStamp(1, 1), FileStamp(1, 2)
paths = st.lists(st.sampled_from(["a", "b", "ab", "猫"]), min_size=1, max_size=4).map("/".join)
stamps = st.builds(FileStamp, st.integers(0, 2), st.integers(0, 2))
known_files = st.dictionaries(paths, st.builds(KnownFile, st.integers(1, 99), stamps))
found_files = st.dictionaries(paths, stamps).map(lambda d: [FoundFile(path, stamp) for path, stamp in d.items()])


def known(*names: str) -> dict[str, KnownFile]:
    return {name: KnownFile(number, OLD) for number, name in enumerate(names)}


def test_sorts_into_added_changed_vanished() -> None:
    result = reconcile(
        known("same.jpg", "edited.jpg", "gone.jpg"),
        [FoundFile("same.jpg", OLD), FoundFile("edited.jpg", NEW), FoundFile("new.jpg", OLD)],
    )
    assert [file.relative_path for file in result.added] == ["new.jpg"]
    assert [file.relative_path for file in result.changed] == ["edited.jpg"]
    assert result.vanished == ("gone.jpg",)


def test_nothing_vanishes_below_an_unreadable_folder() -> None:
    problem = FoundProblem("locked", ProblemReason.UNREADABLE_FOLDER)
    result = reconcile(known("locked/a.jpg", "locked/deep/b.jpg", "locked2/c.jpg", "d.jpg"), [problem])
    assert result.vanished == ("locked2/c.jpg", "d.jpg")
    assert result.problems == (problem,)


def test_nothing_vanishes_when_the_root_cannot_be_listed() -> None:
    result = reconcile(known("a.jpg", "b/c.jpg"), [FoundProblem("", ProblemReason.UNREADABLE_FOLDER)])
    assert result.vanished == ()


@pytest.mark.parametrize("reason", [ProblemReason.NO_PERMISSION, ProblemReason.READ_ERROR])
def test_a_file_that_could_not_be_looked_at_has_not_vanished(reason: ProblemReason) -> None:
    assert reconcile(known("a.jpg"), [FoundProblem("a.jpg", reason)]).vanished == ()


@pytest.mark.parametrize("reason", [ProblemReason.IS_A_FOLDER, ProblemReason.NOT_A_FILE])
def test_a_photo_whose_place_something_else_took_has_vanished(reason: ProblemReason) -> None:
    assert reconcile(known("a.jpg"), [FoundProblem("a.jpg", reason)]).vanished == ("a.jpg",)


def test_under_limits_what_can_vanish() -> None:
    names = known("a/x.jpg", "a/b/y.jpg", "ab/z.jpg", "a.jpg")
    assert reconcile(names, [], under="a").vanished == ("a/x.jpg", "a/b/y.jpg")
    assert reconcile(names, [], under="a.jpg").vanished == ("a.jpg",)


def test_case_only_rename_is_one_gone_and_one_new() -> None:
    result = reconcile(known("img.jpg"), [FoundFile("IMG.JPG", OLD)])
    assert result.vanished == ("img.jpg",)
    assert [file.relative_path for file in result.added] == ["IMG.JPG"]


def test_a_listing_that_fails_passes_through() -> None:
    with pytest.raises(ZeroDivisionError):
        reconcile(known("a.jpg"), (FoundFile("a.jpg", FileStamp(1 // n, 0)) for n in (1, 0)))


@given(known_files, found_files, st.lists(paths, max_size=3), st.one_of(st.just(""), paths))
def test_every_file_lands_in_exactly_one_place(
    known: dict[str, KnownFile], found: list[FoundFile], unreadable: list[str], under: str
) -> None:
    problems = [FoundProblem(path, ProblemReason.UNREADABLE_FOLDER) for path in unreadable]
    result = reconcile(known, [*found, *problems], under=under)
    listed = {file.relative_path for file in found}
    added, changed = ({file.relative_path for file in files} for files in (result.added, result.changed))
    assert added == listed - known.keys()
    assert changed == {
        f.relative_path for f in found if f.relative_path in known and known[f.relative_path].stamp != f.stamp
    }
    for path in known:
        may_vanish = path not in listed and is_at_or_below(path, under)
        is_protected = any(is_at_or_below(path, folder) for folder in unreadable)
        assert (path in result.vanished) == (may_vanish and not is_protected)


@given(known_files)
def test_an_unchanged_disk_changes_nothing(known: dict[str, KnownFile]) -> None:
    result = reconcile(known, [FoundFile(path, file.stamp) for path, file in known.items()])
    assert (result.added, result.changed, result.vanished) == ((), (), ())
