"""One process adds photos, others follow it; whatever fails, the work goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photosearch.engine.engine import Engine
from photosearch.errors import StoreError
from photosearch.events import EngineFailed, Event, PhotosChanged, ProgressChanged
from photosearch.ingest import coordinator, missing_photos, rounds
from photosearch.ingest.index_keeper import IndexKeeper
from photosearch.ingest.root_scan import RootScan
from photosearch.paths import DataFolders
from photosearch.types.ids import ItemId, PhotoId
from photosearch.types.metadata import Origin, Told
from photosearch.types.photos import Photo
from photosearch.types.progress import IngestPhase, Pace, YieldReason
from photosearch.types.queries import SearchQuery
from tests import told
from tests.library import (
    PATIENCE_S,
    assert_each_finds_itself,
    counts,
    open_engine,
    scan,
    settle,
    start,
    wait_for,
)
from tests.photos import write_photos


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    path = tmp_path / "photos"
    path.mkdir()
    return path


@pytest.fixture
def owner(folders: DataFolders) -> Iterator[Engine]:
    made = start(open_engine(folders))
    yield made
    made.close()


@pytest.fixture
def follower(owner: Engine, folders: DataFolders) -> Iterator[Engine]:
    """A second engine has a lock file object of its own, as a second process has."""
    del owner
    made = start(open_engine(folders))
    yield made
    made.close()


def heard(engine: Engine) -> list[Event]:
    events: list[Event] = []
    engine.events.subscribe(events.append)
    return events


def test_a_follower_sees_what_the_owner_commits(owner: Engine, follower: Engine, photos: Path) -> None:
    assert owner.work.is_owner
    assert not follower.work.is_owner
    _ = follower.shelves.answering
    events = heard(follower)
    files = write_photos(photos, 5)
    root = owner.library.add_root(photos)
    settle(owner)
    wait_for(lambda: counts(follower) == (5, 5, 5, 0))
    wait_for(lambda: any(isinstance(event, PhotosChanged) and event.added for event in events))
    assert_each_finds_itself(follower, files[:1])
    files[0].unlink()
    scan(owner)
    wait_for(lambda: counts(follower) == (4, 4, 4, 0))
    owner.library.remove_root(root.root_id)
    wait_for(lambda: counts(follower) == (0, 0, 0, 0))


def test_a_follower_learns_that_photos_may_be_told_of_differently(
    owner: Engine, follower: Engine, photos: Path
) -> None:
    (photo,) = write_photos(photos, 1)
    owner.library.add_root(photos)
    settle(owner)
    wait_for(lambda: counts(follower) == (1, 1, 1, 0))
    (before,) = everything(follower)
    events = heard(follower)
    photo.with_suffix(".xmp").write_bytes(
        told.packet("<dc:title>Lake</dc:title>", 'exif:DateTimeOriginal="2003-03-03"')
    )
    scan(owner)
    wait_for(lambda: any(isinstance(event, PhotosChanged) and event.others_wrote for event in events))
    (after,) = everything(follower)
    assert (before.metadata.told.title, after.metadata.told.title) == (None, Told("Lake", Origin.SIDECAR))


def everything(engine: Engine) -> list[Photo]:
    return engine.library.photos([PhotoId(item) for item in sorted(engine.shelves.answering.index.ids().tolist())])


def test_a_follower_asks_and_is_answered_when_all_is_searchable(owner: Engine, follower: Engine, photos: Path) -> None:
    write_photos(photos, 5)
    follower.library.add_root(photos)
    token = follower.work.ask_owner()
    wait_for(lambda: follower.work.is_answered(token))
    assert counts(owner) == (5, 5, 5, 0)
    wait_for(lambda: counts(follower) == (5, 5, 5, 0))


def test_followers_that_ask_at_the_same_moment_are_all_answered(owner: Engine, follower: Engine, photos: Path) -> None:
    write_photos(photos, 5)
    follower.library.add_root(photos)
    tokens = [follower.work.ask_owner() for _ in range(3)]
    wait_for(lambda: all(follower.work.is_answered(token) for token in tokens))
    assert counts(owner) == (5, 5, 5, 0)


def test_a_root_that_a_follower_removes_leaves_the_owners_index(owner: Engine, follower: Engine, photos: Path) -> None:
    write_photos(photos, 3)
    root = owner.library.add_root(photos)
    settle(owner)
    follower.library.remove_root(root.root_id)
    wait_for(lambda: counts(owner) == (0, 0, 0, 0))


def test_a_follower_takes_over_when_the_owner_ends(folders: DataFolders, photos: Path) -> None:
    first, second = start(open_engine(folders)), start(open_engine(folders))
    try:
        _ = second.shelves.answering
        write_photos(photos, 4)
        first.library.add_root(photos)
        settle(first)
        write_photos(photos / "later", 2, seed=5)
        first.close()
        wait_for(lambda: second.work.is_owner)
        wait_for(lambda: counts(second) == (6, 6, 6, 0))
        settle(second)
    finally:
        second.close()
    third = open_engine(folders)
    assert counts(third) == (6, 6, 6, 0)
    third.close()


@pytest.mark.logs("background work stopped")
def test_an_unexpected_failure_is_told_and_the_next_job_is_done(
    owner: Engine, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = heard(owner)
    write_photos(photos, 2)
    with monkeypatch.context() as patched:
        patched.setattr(RootScan, "folder", broken)
        owner.library.add_root(photos)
        settle(owner)
    (failure,) = [event for event in events if isinstance(event, EngineFailed)]
    assert "what nobody thought of" in failure.detail
    scan(owner)
    assert counts(owner) == (2, 2, 2, 0)


def broken(*arguments: object) -> None:
    raise ZeroDivisionError("what nobody thought of")


@pytest.mark.logs("background work stopped")
def test_a_failure_in_between_jobs_does_not_end_the_work(
    owner: Engine, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = heard(owner)

    def fails(keeper: IndexKeeper) -> bool:
        raise StoreError("cannot read")

    with monkeypatch.context() as patched:
        patched.setattr(IndexKeeper, "is_behind", fails)
        wait_for(lambda: any(isinstance(event, EngineFailed) for event in events))
    write_photos(photos, 1)
    owner.library.add_root(photos)
    settle(owner)
    assert counts(owner) == (1, 1, 1, 0)


@pytest.mark.logs("background work stopped")
def test_what_failed_is_tried_again_while_watching(
    folders: DataFolders, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coordinator, "_RETRY_AFTER_S", 0.1)
    write_photos(photos, 1)
    engine = open_engine(folders)
    events = heard(engine)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(RootScan, "folder", broken)
            engine.start()
            engine.library.add_root(photos)
            wait_for(lambda: any(isinstance(event, EngineFailed) for event in events))
        wait_for(lambda: counts(engine) == (1, 1, 1, 0))
    finally:
        engine.close()


@pytest.mark.logs("background work stopped")
def test_other_work_goes_on_while_what_failed_rests(
    folders: DataFolders, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(coordinator, "_RETRY_AFTER_S", 10 * PATIENCE_S)
    write_photos(photos, 1)
    write_photos(tmp_path / "others", 2, seed=1)
    engine = open_engine(folders)
    events = heard(engine)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(RootScan, "folder", broken)
            engine.start()
            engine.library.add_root(photos)
            wait_for(lambda: any(isinstance(event, EngineFailed) for event in events))
        engine.library.add_root(tmp_path / "others")
        wait_for(lambda: counts(engine)[0] >= 2)
    finally:
        engine.close()


def test_drives_and_requests_are_seen_in_the_middle_of_a_long_scan(
    folders: DataFolders, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "_VOLUMES_EVERY_S", 0.1)
    write_photos(photos, 2)
    others = tmp_path / "others"
    write_photos(others, 1, seed=1)
    engine = open_engine(folders)
    try:
        engine.start()
        away = engine.library.add_root(others)
        wait_for(lambda: counts(engine)[0] == 1)
        settle(engine)
        engine.work.pause()
        engine.library.add_root(photos)
        wait_for(lambda: engine.work.progress.total == 2)
        others.rename(tmp_path / "unplugged")
        token = engine.work.ask_owner()
        wait_for(lambda: not next(root for root in engine.library.roots() if root.root_id == away.root_id).is_online)
        assert engine.work.progress.done == 0
        engine.work.resume()
        wait_for(lambda: engine.work.is_answered(token))
    finally:
        engine.close()


def is_embedded(engine: Engine, photo_id: int) -> bool:
    return engine.store.embeddings.get(engine.shelves.answering.encoder_id, ItemId(photo_id)) is not None


def test_photos_that_were_missing_for_long_are_forgotten_at_the_start(
    folders: DataFolders, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file,) = write_photos(photos, 1)
    first = start(open_engine(folders))
    first.library.add_root(photos)
    settle(first)
    photo_id = int(first.shelves.answering.index.ids()[0])
    file.unlink()
    scan(first)
    assert is_embedded(first, photo_id)
    first.close()
    monkeypatch.setattr(missing_photos, "_KEPT_S", -10)
    second = start(open_engine(folders))
    try:
        settle(second)
        scan(second)
        wait_for(lambda: not is_embedded(second, photo_id))
    finally:
        second.close()


def test_progress_goes_from_idle_through_the_work_to_idle(owner: Engine, photos: Path) -> None:
    events = heard(owner)
    write_photos(photos, 4)
    owner.library.add_root(photos)
    assert owner.work.wait_until_idle(PATIENCE_S)
    wait_for(lambda: owner.work.progress.phase is IngestPhase.IDLE)
    phases = [event.progress.phase for event in events if isinstance(event, ProgressChanged)]
    assert phases[-1] is IngestPhase.IDLE
    assert owner.work.progress.done == 4


def test_whenever_photos_are_told_to_be_there_as_many_are_told_to_be_done(owner: Engine, photos: Path) -> None:
    seen: list[tuple[int, int]] = []

    def look(event: Event) -> None:
        if isinstance(event, PhotosChanged) and event.added:
            seen.append((len(owner.asking.search(SearchQuery()).photo_ids), owner.work.progress.done))

    write_photos(photos, 4)
    owner.events.subscribe(look)
    owner.library.add_root(photos)
    assert owner.work.wait_until_idle(PATIENCE_S)
    assert seen
    assert all(done >= there for there, done in seen), seen


def test_the_persons_choice_to_rest_is_kept_and_told(folders: DataFolders, photos: Path) -> None:
    write_photos(photos, 2)
    engine = open_engine(folders, background_work="paused")
    try:
        engine.start()
        engine.library.add_root(photos)
        wait_for(lambda: engine.work.progress.phase is IngestPhase.ADDING)
        assert engine.work.progress.pace == Pace(0.0, YieldReason.NOT_NOW)
        assert not engine.work.wait_until_idle(1.0)
        assert counts(engine)[0] == 0
        engine.settings.change(background_work="always")
        settle(engine)
        assert counts(engine)[0] == 2
        assert engine.work.progress.pace == Pace()
    finally:
        engine.close()


def test_what_a_person_asks_for_at_a_terminal_is_done_whatever_the_background_may(
    folders: DataFolders, photos: Path
) -> None:
    write_photos(photos, 2)
    engine = start(open_engine(folders, background_work="paused"))
    try:
        engine.library.add_root(photos)
        settle(engine)
        assert counts(engine)[0] == 2
    finally:
        engine.close()


def test_what_another_process_asks_for_is_done_whatever_the_background_may(folders: DataFolders, photos: Path) -> None:
    write_photos(photos, 2)
    engine, other = open_engine(folders, background_work="paused"), open_engine(folders)
    try:
        engine.start()
        start(other).library.add_root(photos)
        token = other.work.ask_owner()
        wait_for(lambda: other.work.is_answered(token))
        assert counts(engine)[0] == 2
        write_photos(photos / "later", 1, seed=9)
        wait_for(lambda: engine.work.progress.pace == Pace(0.0, YieldReason.NOT_NOW))
    finally:
        other.close()
        engine.close()


@pytest.mark.parametrize(
    "make_way",
    [lambda engine: engine.asking.make_way(), lambda engine: engine.asking.expect(SearchQuery(text="red"))],
    ids=["searches", "types"],
)
def test_work_waits_while_somebody_searches_or_types_and_then_goes_on(
    folders: DataFolders, photos: Path, make_way: Callable[[Engine], None]
) -> None:
    write_photos(photos, 2)
    engine = open_engine(folders)
    try:
        engine.start()
        make_way(engine)
        engine.library.add_root(photos)

        def is_waiting() -> bool:
            make_way(engine)
            return engine.work.progress.pace == Pace(0.0, YieldReason.SEARCH)

        wait_for(is_waiting)
        settle(engine)
        assert counts(engine)[0] == 2
    finally:
        engine.close()


def test_closing_before_starting_is_allowed(folders: DataFolders) -> None:
    open_engine(folders).close()
