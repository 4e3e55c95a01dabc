"""Forgets photos that have been missing for a month, in the store, in every index and among the thumbnails."""

from __future__ import annotations

import logging

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.shelves.catch_up import drop_unknown
from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store

_log = logging.getLogger(__name__)

_KEPT_S = 30 * 24 * 3600
"""A vanished photo's record and embedding are kept so long: a file that comes back costs nothing."""
_FORGOTTEN_AT_ONCE = 1000


class MissingPhotos:
    """Used by the ingest thread only."""

    def __init__(self, store: Store, shelves: Shelves, thumbnails: ThumbnailCache) -> None:
        self._store = store
        self._shelves = shelves
        self._thumbnails = thumbnails
        self._before_s: float | None = None
        """Those that went missing before are being forgotten; None: nobody is."""

    def find(self, now_s: float) -> None:
        """Those whose month is over are to be forgotten."""
        self._before_s = now_s - _KEPT_S

    def forget_some(self) -> None:
        """Forget a thousand of them, if there are any.

        Raises:
            StoreError: they cannot be deleted; the next ``find`` finds them again.
        """
        # What fails, as on a full disk, is left alone until then: this is called twice a second.
        before_s, self._before_s = self._before_s, None
        if before_s is None:
            return
        purged = self._store.photos.purge_missing(before_s, _FORGOTTEN_AT_ONCE)
        if purged.count == _FORGOTTEN_AT_ONCE:
            self._before_s = before_s
        if not purged.count:
            return
        _log.info("%d photos that were missing for a month are forgotten", purged.count)
        for shelf in self._shelves.opened:
            drop_unknown(shelf.index, shelf.encoder_id, self._store)
        self._thumbnails.drop(purged.content_hashes)
