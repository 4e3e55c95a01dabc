"""Gives back the space of encoders a month after another one took their place: embeddings, and the saved index."""

from __future__ import annotations

import logging

from photosearch.shelves.shelves import Shelves
from photosearch.store.store import Store
from photosearch.types.ids import EncoderId

_log = logging.getLogger(__name__)

_KEPT_S = 30 * 24 * 3600
"""Whoever changes their mind within a month embeds nothing again."""


class LeftEncoders:
    """Used by the ingest thread only."""

    def __init__(self, store: Store, shelves: Shelves) -> None:
        self._store = store
        self._shelves = shelves
        self._leaving: list[EncoderId] = []

    def find(self, now_s: float) -> None:
        """Those whose month is over are to go. Of those that are not in use it begins now where nobody noted it.

        Raises:
            StoreError: nothing can be read or written.
        """
        in_use = [shelf.encoder_id for shelf in self._shelves.opened]
        if not in_use:
            # No encoder was opened yet: nobody can tell which are left.
            return
        self._store.encoders.leave_all_but(in_use, now_s)
        self._leaving = self._store.encoders.left_before(now_s - _KEPT_S)

    def give_back_some(self) -> None:
        """Delete two thousand embeddings of one of them, if there are any.

        Raises:
            StoreError: they cannot be deleted; the next ``find`` finds them again.
        """
        if not self._leaving:
            return
        # What fails, as on a full disk, is left alone until then: this is called twice a second.
        encoder_id = self._leaving.pop()
        try:
            if self._shelves.give_back_some(encoder_id):
                self._leaving.append(encoder_id)
            else:
                _log.info("%s, left a month ago, takes no space any more, or is in use again", encoder_id)
        except OSError as error:
            _log.warning("the index of %s cannot be deleted, it is tried again later: %s", encoder_id, error)
