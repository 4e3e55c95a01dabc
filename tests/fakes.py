"""Stand-ins for slow parts: an engine with generated photos, so that the window can be tested without one."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

import numpy as np
from PySide6.QtGui import QColor, QImage

from photosearch.events import EngineFailed, EventBus, ProblemsChanged, RootsChanged, WatchModeChanged
from photosearch.paths import DataFolders
from photosearch.search.understanding.sentence import Known
from photosearch.search.understanding.understand import understand
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.agreements import Agreement, DateFound
from photosearch.types.arrays import Float32Array, Int64Array, UInt8Array
from photosearch.types.comparing import Alikeness, Label
from photosearch.types.exporting import (
    ExportOrder,
    ExportOutcome,
    ExportPlan,
    ExportProgress,
    NotExported,
    PlannedCopy,
)
from photosearch.types.files import FileStamp, Problem, ProblemReason
from photosearch.types.ids import EncoderId, PhotoId, RootId
from photosearch.types.marks import BadLine, MergedMarks
from photosearch.types.metadata import DateSource, FileMetadata, Origin, PhotoDate, Position, Told
from photosearch.types.models import EncoderInfo, Installation, ModelSize
from photosearch.types.optimisation import Step, Verdict
from photosearch.types.photos import MovingPicture, Photo, PhotoMetadata
from photosearch.types.progress import IngestPhase, IngestProgress, LibraryStatus
from photosearch.types.queries import Band, Bars, Evidence, Match, Reason, SearchQuery, SearchResult, Sort
from photosearch.types.roots import LibraryRoot, SharedPlace
from photosearch.types.tags import Facet, PhotoTag, TagName
from photosearch.types.texts import Field, TextMatch
from photosearch.types.understood import Understood

ENCODER_ID = EncoderId("fake-1")
TODAY = dt.date(2026, 11, 29)
"""When sentences are understood."""


def make_photo(number: int, folder: Path, *, is_online: bool = True) -> Photo:
    """The record of a photo that need not exist on disk; ``number`` is its id."""
    name = f"IMG_{number:05d}.jpg"
    metadata = PhotoMetadata(
        width_px=4032 if number % 3 else 3024,
        height_px=3024 if number % 3 else 4032,
        format="JPEG",
        told=FileMetadata(
            date=PhotoDate(dt.datetime(2024, 8, 3, 19, 12) - dt.timedelta(hours=7 * number), DateSource.EXIF_ORIGINAL),
            position=Position(22.54, 114.06, Origin.EXIF),
            camera=Told("Fujifilm X-T5", Origin.EXIF),
            lens=Told("XF 23mm F1.4", Origin.EXIF),
        ),
    )
    return Photo(
        photo_id=PhotoId(number),
        root_id=RootId(1),
        path=folder / name,
        relative_path=name,
        stamp=FileStamp(4_200_000, 1_700_000_000_000_000_000 + number),
        content_hash=hashlib.blake2b(str(number).encode(), digest_size=16).digest(),
        metadata=metadata,
        is_online=is_online,
    )


class FakeLibrary:
    """Stands in for ``engine.parts.Library``, with ``photo_count`` generated photos."""

    def __init__(self, folder: Path, events: EventBus, photo_count: int, *, has_root: bool) -> None:
        self.shared_place: SharedPlace | None = None
        self.polled_roots: frozenset[RootId] = frozenset()
        self.problem_list: list[Problem] = []
        self.rescanned: list[RootId | None] = []
        self.retried = 0
        self.ids = np.arange(1, photo_count + 1, dtype=np.int64)
        self._events = events
        self._folder = folder
        self._roots: tuple[LibraryRoot, ...] = (self._root(1, folder),) if has_root else ()

    def add_root(self, path: Path) -> LibraryRoot:
        root = self._root(len(self._roots) + 1, path)
        self._roots = (*self._roots, root)
        self._events.publish(RootsChanged())
        return root

    def remove_root(self, root_id: RootId) -> None:
        self._roots = tuple(root for root in self._roots if root.root_id != root_id)
        self.ids = np.empty(0, np.int64)
        self._events.publish(RootsChanged())

    def exclude(self, root_id: RootId, pattern: str) -> int:
        self._set_exclusions(root_id, lambda patterns: (*patterns, pattern))
        return 40

    def take_back(self, root_id: RootId, pattern: str) -> int:
        self._set_exclusions(root_id, lambda patterns: tuple(other for other in patterns if other != pattern))
        return 40

    def _set_exclusions(self, root_id: RootId, change: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
        self._roots = tuple(
            replace(root, exclusions=change(root.exclusions)) if root.root_id == root_id else root
            for root in self._roots
        )
        self._events.publish(RootsChanged())

    def roots(self) -> tuple[LibraryRoot, ...]:
        return self._roots

    def set_online(self, is_online: bool) -> None:
        """Every folder's drive comes, or goes."""
        self._roots = tuple(replace(root, is_online=is_online) for root in self._roots)
        self._events.publish(RootsChanged())

    def poll(self, root_ids: frozenset[RootId]) -> None:
        """The system can no longer watch these folders."""
        changed, self.polled_roots = self.polled_roots ^ root_ids, root_ids
        for root_id in sorted(changed):
            self._events.publish(WatchModeChanged(root_id, root_id in root_ids))

    def rescan(self, root_id: RootId | None = None) -> None:
        self.rescanned.append(root_id)

    def retry_problems(self) -> None:
        self.retried += 1
        self.problem_list = []
        self._events.publish(ProblemsChanged(0))

    def add_photos(self, count: int) -> tuple[PhotoId, ...]:
        """``count`` more photos are in; their ids. The caller publishes the event."""
        first = int(self.ids.max(initial=0)) + 1
        added = np.arange(first, first + count, dtype=np.int64)
        self.ids = np.concatenate([self.ids, added])
        return tuple(PhotoId(photo_id) for photo_id in added.tolist())

    def remove_photos(self, photo_ids: set[int]) -> None:
        """These are no longer in the library."""
        self.ids = self.ids[~np.isin(self.ids, list(photo_ids))]

    def photos(self, photo_ids: Sequence[PhotoId]) -> list[Photo]:
        known = set(self.ids.tolist())
        return [
            make_photo(photo_id, self._folder, is_online=photo_id % 17 != 0)
            for photo_id in photo_ids
            if photo_id in known
        ]

    def aspects(self, photo_ids: Int64Array) -> Float32Array:
        """Three of four are wide, the fourth is upright."""
        return np.where(photo_ids % 4 == 0, np.float32(2 / 3), np.float32(1.5))

    def size_of(self, photo_ids: Sequence[PhotoId]) -> int:
        return 4_200_000 * len(photo_ids)

    def problems(self, limit: int = 1000) -> list[Problem]:
        return self.problem_list[:limit]

    def add_problem(self, name: str, reason: ProblemReason) -> None:
        self.problem_list.append(Problem(RootId(1), self._folder / name, name, reason, ""))

    def status(self) -> LibraryStatus:
        count = len(self.ids)
        return LibraryStatus(count, count, len(self.problem_list), self._roots, ENCODER_ID, count, "exact")

    def formats(self) -> list[tuple[str, int]]:
        return [("JPEG", len(self.ids))]

    def folders_of(self, root_id: RootId) -> list[tuple[str, int]]:
        """All photos are in the first one."""
        is_first = bool(self._roots) and root_id == self._roots[0].root_id
        return [("", len(self.ids) - 160), ("2024", 120), ("2024/海边", 40)] if is_first and len(self.ids) > 160 else []

    def taken_range(self) -> tuple[dt.date, dt.date] | None:
        return dt.date(2019, 1, 1), dt.date(2024, 8, 3)

    @staticmethod
    def _root(number: int, path: Path) -> LibraryRoot:
        return LibraryRoot(RootId(number), path, f"volume-{number}", path.name, is_online=True, photo_count=300)


class FakeAsking:
    """Stands in for ``engine.parts.Asking``: every photo has a score from 0.42 down to 0.11, which the words decide.

    ``bars`` says which of them fit; without any all do.
    """

    def __init__(self, library: FakeLibrary) -> None:
        self.queries: list[SearchQuery] = []
        self.error: Exception | None = None
        self.bars: Bars | None = None
        self.unknown_words: tuple[str, ...] = ()
        self.unread = 0
        self.made_way = 0
        self.expected: list[str] = []
        self.took_ms = 1.2
        self._library = library
        self._may_answer = threading.Event()
        self._may_answer.set()

    def hold(self) -> None:
        """Answer nothing until ``let_go``; what is asked meanwhile is answered as the library was then."""
        self._may_answer.clear()

    def let_go(self) -> None:
        self._may_answer.set()

    def search(self, query: SearchQuery) -> SearchResult:
        result = self._answer(query)
        self._may_answer.wait(10)
        return result

    def _answer(self, query: SearchQuery) -> SearchResult:
        self.queries.append(query)
        if self.error is not None:
            raise self.error
        # The smaller its number, the later a photo was taken.
        ids = np.sort(self._library.ids)[:: -1 if query.sort in (Sort.OLDEST, Sort.ADDED) else 1]
        if not query.has_terms:
            return SearchResult(query, ids, None, None, self.took_ms, strong=len(ids), total=len(ids))
        mixed = np.random.default_rng(len(query.text)).permutation(ids)
        scores = np.linspace(0.42, 0.11, len(mixed), dtype=np.float32)
        bands = Evidence("vectors", scores, self.bars).bands
        strong, possible = (int(np.count_nonzero(bands == band)) for band in (Band.STRONG, Band.POSSIBLE))
        most = np.s_[: query.limit + (strong + possible if query.every_match else 0)]
        return SearchResult(
            query,
            mixed[most],
            scores[most],
            ENCODER_ID,
            12.0,
            self.unknown_words,
            bands[most],
            strong,
            possible,
            total=len(ids),
            unread=self.unread,
        )

    def understand(self, text: str, *, today: dt.date | None = None, plain: Collection[str] = ()) -> Understood:
        return understand(text, Known(today or TODAY), plain=plain)

    def get_to_know(self) -> None:
        """Nothing is to be read."""

    def said(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, tuple[TextMatch, ...]]:
        return {photo_id: (TextMatch(Field.TITLE, query.text),) for photo_id in photo_ids if query.text.istitle()}

    def agreements(self, query: SearchQuery, photo_ids: Sequence[PhotoId]) -> dict[PhotoId, tuple[Agreement, ...]]:
        """Every photo was taken on the first day that is asked for."""
        days = [days.first for days in query.filters.days if days.first is not None]
        return {photo_id: tuple(DateFound(day) for day in days[:1]) for photo_id in photo_ids}

    def why(self, photo_id: PhotoId) -> tuple[Reason, ...]:
        if self.error is not None:
            raise self.error
        thing = f"thing {photo_id}"
        return Reason(f"{thing}号", thing, 0.9), Reason("室内", "indoors", 0.2)

    def compare(self, one: Path, other: Path) -> Alikeness:
        same = one == other
        return Alikeness(float(same), Match(Band.STRONG if same else Band.FAR, is_same=same))

    def label(self, picture: Path, texts: Sequence[str]) -> tuple[Label, ...]:
        del picture
        return tuple(Label(text, 0.5, Band.POSSIBLE) for text in texts)

    def make_way(self) -> None:
        self.made_way += 1

    def expect(self, query: SearchQuery) -> None:
        self.expected.append(query.text)

    def look_at(self, picture: Path | bytes, max_px: int) -> UInt8Array:
        return _pixels(picture, max_px)

    def expect_picture(self) -> None:
        self.expected.append("a picture")


class FakePictures:
    """Stands in for ``engine.parts.Pictures``: soft gradients."""

    def __init__(self, folder: Path) -> None:
        self.error: Exception | None = None
        self.fetched: list[str] = []
        self.is_fetching_slow = False
        self._thumbnails = folder
        self._thumbnails.mkdir(parents=True, exist_ok=True)

    def thumbnail(self, photo: Photo) -> Path | None:
        path = self._thumbnails / f"{photo.photo_id % 64}.png"
        if not path.exists():
            temporary = path.with_suffix(f".{threading.get_ident()}.png")  # two threads may want it at once
            _gradient(photo.photo_id % 64, 240).save(str(temporary))
            temporary.replace(path)
        return path

    def preview(self, photo: Photo, max_px: int) -> UInt8Array:
        return _pixels(photo.path, max_px)

    def moving(self, photo: Photo, max_px: int) -> MovingPicture | None:
        del photo, max_px
        return None

    def fetch_picture(self, url: str, should_stop: Callable[[], bool]) -> bytes:
        self.fetched.append(url)
        while self.is_fetching_slow and not should_stop():
            time.sleep(0.01)
        if self.error is not None:
            raise self.error
        return b"picture of the web"


class FakeWork:
    """Stands in for ``engine.parts.Work``: nothing runs in the background."""

    def __init__(self) -> None:
        self.progress = IngestProgress(IngestPhase.IDLE)
        self.is_paused = False
        self.last_failure: EngineFailed | None = None

    def pause(self) -> None:
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def wait_until_idle(self, timeout_s: float | None = None) -> bool:
        del timeout_s
        return True


class FakeModels:
    """Stands in for ``engine.parts.Models``: the starter, and one that could be installed."""

    def __init__(self, choose: Callable[[str], None]) -> None:
        self.active_name = "starter"
        self.removed: list[str] = []
        self.error: Exception | None = None
        self._choose = choose

    def encoders(self) -> tuple[EncoderInfo, ...]:
        return (
            EncoderInfo("starter", ENCODER_ID, 256, is_installed=True, is_active=True),
            EncoderInfo("ViT-B-16", None, 512, is_installed=False, download_bytes=753_000_000),
        )

    def use(self, name: str) -> None:
        self.active_name = name
        self._choose(name)

    def install(
        self,
        name: str,
        *,
        file: Path | None = None,
        source: str = "auto",
        is_optimising: bool = True,
        on_progress: Callable[[int, int | None], None],
        on_step: Callable[[str, Step], None] | None = None,
        should_stop: Callable[[], bool],
    ) -> Installation:
        del file, source, is_optimising, on_step
        if not should_stop():
            on_progress(100, 100)
        return Installation(name, None, is_checkpoint=True)

    def export(self, name: str, target: Path) -> None:
        del name, target

    def optimise(self, name: str, on_step: Callable[[Step], None]) -> Verdict:
        del name
        on_step(Step.LOAD)
        return Verdict(None, ())

    def undo_optimising(self, name: str) -> bool:
        del name
        return False

    def sizes(self) -> tuple[ModelSize, ...]:
        """The starter, and one that was left behind until it is removed."""
        found = [
            ModelSize("starter", ENCODER_ID, 22_000_000, 154_000, 160_000, is_installed=True, is_active=True),
            ModelSize("RN50", None, 308_000_000, 614_000, 620_000, is_installed=True, is_active=False),
        ]
        return tuple(size for size in found if size.name not in self.removed)

    def remove(self, name: str) -> None:
        if self.error is not None:
            raise self.error
        self.removed.append(name)


class FakeMarks:
    """Stands in for ``engine.parts.Marks``: nothing was marked."""

    def export_to(self, target: Path | IO[bytes]) -> int:
        del target
        return 0

    def import_from(self, source: IO[bytes], on_bad_line: Callable[[BadLine], None]) -> MergedMarks:
        del source, on_bad_line
        return MergedMarks(0, 0, 0)


class FakeTags:
    """Stands in for ``engine.parts.Tags``: every photo shows a cat, and what was said of it."""

    def __init__(self) -> None:
        self.said: list[tuple[str, bool | None]] = []
        self.error: Exception | None = None

    def facets(self) -> tuple[Facet, ...]:
        return (Facet(TagName("猫", "cat"), 124),)

    def of(self, photo_id: PhotoId) -> tuple[PhotoTag, ...]:
        del photo_id
        return (PhotoTag(TagName("猫", "cat"), by_hand=False),)

    def everyday(self) -> tuple[TagName, ...]:
        return (TagName("猫", "cat"), TagName("日落", "sunset"), TagName("海边", "seaside"), TagName("海滩", "beach"))

    def named(self, word: str) -> TagName:
        return TagName(word, word)

    def say(self, photo_ids: Sequence[PhotoId], word: str, *, fits: bool | None) -> int:
        if self.error is not None:
            raise self.error
        self.said.append((word, fits))
        return len(photo_ids)


class FakeExporting:
    """Stands in for ``engine.parts.Exporting``: notes what is ordered, and says that all of it was done.

    It waits for ``is_slow`` to end after each photo, or to be stopped.
    """

    def __init__(self) -> None:
        self.orders: list[ExportOrder] = []
        self.warned: Path | None = None
        self.error: Exception | None = None
        self.failed: tuple[NotExported, ...] = ()
        self.is_slow = False

    def plan(self, order: ExportOrder) -> ExportPlan:
        if self.error is not None:
            raise self.error
        folder = Path() if order.copies is None else order.copies.folder
        copies = tuple(PlannedCopy(Path(f"{number}.jpg"), folder / f"{number}.jpg") for number in order.photo_ids)
        return ExportPlan(copies, (), 4_200_000 * len(copies), 1_000_000_000_000, self.warned)

    def carry_out(
        self, order: ExportOrder, on_progress: Callable[[ExportProgress], None], should_stop: Callable[[], bool]
    ) -> ExportOutcome:
        if self.error is not None:
            raise self.error
        self.orders.append(order)
        folder = None if order.copies is None else order.copies.folder
        outcome = ExportOutcome(folder=folder, failed=self.failed, list_file=order.list_file)
        if order.sheet is not None:
            outcome = replace(outcome, sheets=(order.sheet.file,), first=order.sheet.file)
        for done, number in enumerate(order.photo_ids):
            on_progress(ExportProgress(done, len(order.photo_ids), f"{number}.jpg"))
            while self.is_slow and not should_stop():
                time.sleep(0.01)
            if should_stop():
                return replace(outcome, copied=done, is_stopped=True)
        copied = 0 if folder is None else len(order.photo_ids) - len(self.failed)
        return replace(outcome, copied=copied, first=outcome.first if folder is None else folder / "1.jpg")


class FakeEngine:
    """Answers like ``photosearch.engine.engine.Engine``, from ``photo_count`` generated photos."""

    def __init__(self, folder: Path, photo_count: int = 300, *, has_root: bool = True) -> None:
        self.folders = DataFolders(folder / "data", folder / "cache", folder / "models", folder / "logs")
        self.folders.data.mkdir(parents=True, exist_ok=True)
        self.events = EventBus()
        self.settings = SettingsOwner(self.folders.settings, Settings(language="en"))
        self.is_closed = False
        self.library = FakeLibrary(folder / "photos", self.events, photo_count, has_root=has_root)
        self.asking = FakeAsking(self.library)
        self.pictures = FakePictures(folder / "thumbnails")
        self.work = FakeWork()
        self.models = FakeModels(self._choose)
        self.tags = FakeTags()
        self.marks = FakeMarks()
        self.exporting = FakeExporting()

    def start(self) -> None:
        """Nothing runs in the background."""

    def close(self) -> None:
        self.is_closed = True

    def _choose(self, name: str) -> None:
        self.settings.change(encoder=name)


def _pixels(source: Path | bytes, max_px: int) -> UInt8Array:
    """A picture of its own for each source, RGB ``[height, width, 3]``."""
    seed = len(source) if isinstance(source, bytes) else sum(source.name.encode())
    side_px = min(max_px, 320)
    image = _gradient(seed, side_px).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(side_px, image.bytesPerLine())
    return rows[: side_px * 3 // 4, : side_px * 3].reshape(-1, side_px, 3).copy()


def _gradient(seed: int, side_px: int) -> QImage:
    """A soft picture of its own for each ``seed``."""
    hue = (seed * 47) % 360
    top, bottom = QColor.fromHsv(hue, 120, 230), QColor.fromHsv((hue + 50) % 360, 170, 120)
    share = np.linspace(0, 1, side_px)[:, None]
    row = _rgb(top) * (1 - share) + _rgb(bottom) * share
    pixels = np.repeat(row[:, None, :], side_px, axis=1).astype(np.uint8)
    return QImage(pixels.tobytes(), side_px, side_px, 3 * side_px, QImage.Format.Format_RGB888).copy()


def _rgb(colour: QColor) -> Float32Array:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float32)
