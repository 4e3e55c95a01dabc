"""Embeds photos that are in the library but lack an embedding of one encoder, a chunk at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from photosearch.ingest.root_scan import ScanTools
from photosearch.ingest.shelf import Shelf, Store
from photosearch.ingest.work import Work
from photosearch.types import EncoderId, IngestPhase, Photo, PhotoId

_CHUNK = 256
_ALL = 1 << 31


class EmbedMissingPass:
    """One way through all photos by id; a photo that cannot be embedded now is left for the next pass."""

    def __init__(self, tools: ScanTools, shelf: Shelf) -> None:
        self._tools = tools
        self._store = tools.store
        self._shelf = shelf
        self._after = 0

    def begin(self, phase: IngestPhase) -> None:
        """Tell how much there is to do."""
        missing = self._store.embeddings.missing_ids(self._shelf.encoder_id, _ALL).size
        if missing:
            self._tools.meter.begin(phase)
            self._tools.meter.expect(missing)

    def next_chunk(self) -> bool:
        """Embed the next few hundred; False when the end is reached.

        Raises:
            StoreError: nothing can be written.
            ModelError: the encoder fails for everything.
        """
        ids = self._store.embeddings.missing_ids(self._shelf.encoder_id, _CHUNK, self._after)
        if not ids.size:
            return False
        photos = self._store.photos.get([PhotoId(int(photo_id)) for photo_id in ids])
        self._tools.pipeline(self._shelf).run(self._works(photos))
        self._after = int(ids[-1])
        return True

    def _works(self, photos: dict[PhotoId, Photo]) -> Iterator[Work]:
        """Files that failed already are left alone until they change."""
        paths = {root.root_id: root.path for root in self._store.libraries.all()}
        for photo in _untried(self._store, photos.values()):
            if photo.root_id in paths:
                root_path = paths[photo.root_id]
                yield Work(photo.root_id, root_path, photo.relative_path, photo.stamp, photo.photo_id)


def is_complete(store: Store, encoder_id: EncoderId) -> bool:
    """Whether every photo that can be embedded now is: not those on drives that are away, nor problem files."""
    after = 0
    while (ids := store.embeddings.missing_ids(encoder_id, _CHUNK, after)).size:
        photos = store.photos.get([PhotoId(int(photo_id)) for photo_id in ids])
        if any(True for _ in _untried(store, photos.values())):
            return False
        after = int(ids[-1])
    return True


def _untried(store: Store, photos: Collection[Photo]) -> Iterator[Photo]:
    """Those whose file did not fail as it is now."""
    failed = {root_id: store.problems.stamps(root_id) for root_id in {photo.root_id for photo in photos}}
    for photo in photos:
        if failed[photo.root_id].get(photo.relative_path) != photo.stamp:
            yield photo
