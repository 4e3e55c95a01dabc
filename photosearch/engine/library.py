"""The watched folders, and what the store knows of the photos in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from photosearch.errors import ExclusionError
from photosearch.events import EventBus, PhotosChanged, ProblemsChanged, RootsChanged
from photosearch.exclusions import EXCEPTION, is_pattern
from photosearch.gazetteer.gazetteer import bundled_gazetteer
from photosearch.gazetteer.photo_place import photo_place
from photosearch.ingest.coordinator import Coordinator
from photosearch.ingest.jobs import EmbedMissing, ScanFolder
from photosearch.ingest.new_root import checked_root, roots_inside
from photosearch.scan import volumes
from photosearch.shelves.catch_up import make_equal
from photosearch.shelves.shelves import Shelves
from photosearch.store.left_out import Change, Rearranged
from photosearch.store.store import Store
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.files import Problem
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.photos import Photo
from photosearch.types.progress import LibraryStatus
from photosearch.types.queries import Filters, Sort
from photosearch.types.roots import LibraryRoot, SharedPlace


class LibraryPart:
    """Thread-safe; see ``parts.Library``."""

    def __init__(
        self,
        store: Store,
        shelves: Shelves,
        coordinator: Coordinator,
        events: EventBus,
        *,
        own_folders: tuple[Path, ...],
        shared_place: SharedPlace | None,
    ) -> None:
        """``own_folders`` hold no photos of the person."""
        self._store = store
        self._shelves = shelves
        self._coordinator = coordinator
        self._events = events
        self._own_folders = own_folders
        self.shared_place = shared_place

    @property
    def polled_roots(self) -> frozenset[RootId]:
        """As ``parts.Library.polled_roots``."""
        return self._coordinator.polled_roots

    def add_root(self, path: Path) -> LibraryRoot:
        """As ``parts.Library.add_root``."""
        watched = self._store.libraries.all()
        path = checked_root(path, watched, self._own_folders)
        volume = volumes.identify(path)
        inner = roots_inside(path, volume.identity, watched)
        root = self._store.libraries.add(path, volume, volumes.path_in_volume(path, volume))
        for part in inner:
            self._store.libraries.absorb(part.root_id, root.root_id, part.path.relative_to(path).as_posix())
        self._events.publish(RootsChanged())
        self._coordinator.roots_changed()
        self._coordinator.add(ScanFolder(root.root_id))
        return root

    def remove_root(self, root_id: RootId) -> None:
        """As ``parts.Library.remove_root``."""
        filters = Filters(root_ids=frozenset({root_id}))
        ids = self._store.photos.ids(filters, Sort.NEWEST, None)
        self._store.libraries.remove(root_id)
        for shelf in self._shelves.opened:
            shelf.index.remove(ids)
        self._coordinator.roots_changed()
        self._events.publish(RootsChanged())
        self._events.publish(PhotosChanged(removed=_photo_ids(ids)))

    def exclude(self, root_id: RootId, pattern: str) -> int:
        """As ``parts.Library.exclude``."""
        if not is_pattern(pattern):
            raise ExclusionError("no_pattern", pattern)
        if pattern in self._exclusions(root_id):
            return 0
        changed = self._rearrange(root_id, lambda before: (*(other for other in before if other != pattern), pattern))
        return len(changed.back if pattern.startswith(EXCEPTION) else changed.left)

    def take_back(self, root_id: RootId, pattern: str) -> int:
        """As ``parts.Library.take_back``."""
        if pattern not in self._exclusions(root_id):
            raise ExclusionError("unknown", pattern)
        return len(self._rearrange(root_id, lambda before: tuple(other for other in before if other != pattern)).back)

    def _exclusions(self, root_id: RootId) -> tuple[str, ...]:
        return next((root.exclusions for root in self._store.libraries.all() if root.root_id == root_id), ())

    def _rearrange(self, root_id: RootId, change: Change) -> Rearranged:
        changed = self._store.left_out.change_patterns(root_id, change)
        for shelf in self._shelves.opened:
            make_equal(shelf.index, shelf.encoder_id, self._store)
        self._coordinator.roots_changed()
        self._coordinator.add(ScanFolder(root_id))
        self._events.publish(RootsChanged())
        self._events.publish(ProblemsChanged(self._store.problems.count()))
        self._events.publish(PhotosChanged(_photo_ids(changed.back), _photo_ids(changed.left)))
        return changed

    def roots(self) -> tuple[LibraryRoot, ...]:
        """As ``parts.Library.roots``."""
        return self._store.libraries.counted()

    def rescan(self, root_id: RootId | None = None) -> None:
        """As ``parts.Library.rescan``."""
        for root in self._store.libraries.all():
            if root_id in (None, root.root_id):
                self._coordinator.add(ScanFolder(root.root_id))

    def retry_problems(self) -> None:
        """As ``parts.Library.retry_problems``."""
        self._store.problems.forget_stamps()
        self._events.publish(ProblemsChanged(self._store.problems.count()))
        self.rescan()
        self._coordinator.add(EmbedMissing())

    def photos(self, photo_ids: Sequence[PhotoId]) -> list[Photo]:
        """As ``parts.Library.photos``."""
        # Ids out of an array are numpy's integers, which SQLite takes for something else.
        wanted = [PhotoId(int(photo_id)) for photo_id in photo_ids]
        found = self._store.photos.get(wanted)
        places = self._store.places.of(wanted, bundled_gazetteer().version)
        return [
            dataclasses.replace(found[photo_id], place=photo_place(*places.get(photo_id, (None, None))))
            for photo_id in wanted
            if photo_id in found
        ]

    def aspects(self, photo_ids: Int64Array) -> Float32Array:
        """As ``parts.Library.aspects``."""
        return self._store.photos.aspects(photo_ids)

    def size_of(self, photo_ids: Sequence[PhotoId]) -> int:
        """As ``parts.Library.size_of``."""
        return self._store.photos.size_of(photo_ids)

    def problems(self, limit: int = 1000) -> list[Problem]:
        """As ``parts.Library.problems``."""
        return self._store.problems.all(limit)

    def status(self) -> LibraryStatus:
        """As ``parts.Library.status``."""
        shelf = self._shelves.answering
        return LibraryStatus(
            photos=self._store.photos.count(),
            embedded=self._store.embeddings.count(shelf.encoder_id),
            problems=self._store.problems.count(),
            roots=tuple(
                dataclasses.replace(root, is_online=volumes.is_root_online(root))
                for root in self._store.libraries.counted()
            ),
            encoder=shelf.encoder_id,
            index_count=len(shelf.index),
            index_tier=shelf.index.tier,
        )

    def formats(self) -> list[tuple[str, int]]:
        """As ``parts.Library.formats``."""
        return self._store.photos.formats()

    def folders_of(self, root_id: RootId) -> list[tuple[str, int]]:
        """As ``parts.Library.folders_of``."""
        return self._store.photos.folders(root_id)

    def taken_range(self) -> tuple[dt.date, dt.date] | None:
        """As ``parts.Library.taken_range``."""
        return self._store.photos.taken_range()


def _photo_ids(ids: Int64Array) -> tuple[PhotoId, ...]:
    return tuple(PhotoId(photo_id) for photo_id in ids.tolist())
