"""How items belong to photos: a photo is an item with its own number, and so is a moment in a video, with another."""

from __future__ import annotations

from typing import Final

import numpy as np
from sqlalchemy import select

from photosearch.store.bulk import chunks, raw_rows
from photosearch.store.database import Database
from photosearch.store.tables import ItemTable
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import FIRST_MOMENT_ID

NO_PHOTO: Final = -1
"""In the place of a photo's id: the item is gone by now."""


class Items:
    """Looks up moments only: of photos nothing is read, so a library without videos pays nothing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def photos_of(self, item_ids: Int64Array) -> Int64Array:
        """The photo of each item [n], or ``NO_PHOTO``; ``item_ids`` itself where every item is its own photo."""
        is_moment = item_ids >= FIRST_MOMENT_ID
        if not is_moment.any():
            return item_ids
        photo_ids = item_ids.copy()
        wanted = item_ids[is_moment].tolist()
        query = select(ItemTable.item_id, ItemTable.photo_id)
        with self._db.read() as session:
            found: dict[int, int] = {}
            for some in chunks(wanted):
                found.update(raw_rows(session, query.where(ItemTable.item_id.in_(some))))
        photo_ids[is_moment] = [found.get(item_id, NO_PHOTO) for item_id in wanted]
        return photo_ids

    def items_of(self, photo_ids: Int64Array) -> Int64Array:
        """All items [m] of these photos [n]; of one photo, the first is the photo itself."""
        query = select(ItemTable.item_id, ItemTable.photo_id).where(ItemTable.at_ms.is_not(None))
        with self._db.read() as session:
            moments = np.asarray(list(raw_rows(session, query)), np.int64).reshape(-1, 2)
        if not moments.size:
            # Comparing nothing with a million photos takes milliseconds too.
            return photo_ids
        return np.concatenate([photo_ids, moments[np.isin(moments[:, 1], photo_ids), 0]])
