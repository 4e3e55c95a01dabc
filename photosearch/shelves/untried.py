"""Photos whose file did not fail as it is now, and whether all of these are embedded."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from photosearch.store.store import Store
from photosearch.types.ids import EncoderId, PhotoId
from photosearch.types.photos import Photo

_CHUNK = 256


def untried(store: Store, photos: Collection[Photo]) -> Iterator[Photo]:
    """Those of ``photos`` that are worth reading: a file that failed is left alone until it changes."""
    failed = {root_id: store.problems.stamps(root_id) for root_id in {photo.root_id for photo in photos}}
    for photo in photos:
        stamp, _ = failed[photo.root_id].get(photo.relative_path, (None, 0))
        if stamp != photo.stamp:
            yield photo


def is_complete(store: Store, encoder_id: EncoderId) -> bool:
    """Whether every photo that can be embedded now is: not those on drives that are away, nor problem files."""
    after = 0
    while (ids := store.embeddings.missing_ids(encoder_id, _CHUNK, after)).size:
        photos = store.photos.get([PhotoId(int(photo_id)) for photo_id in ids])
        if any(True for _ in untried(store, photos.values())):
            return False
        after = int(ids[-1])
    return True
