"""How items belong to photos: a photo is an item, and so is a moment in a video."""

from __future__ import annotations

from typing import Final, Protocol

from photosearch.types import Int64Array

NO_PHOTO: Final = -1


class PhotoItems(Protocol):
    """Looks up which items belong to which photos."""

    def photos_of(self, item_ids: Int64Array) -> Int64Array:
        """The photo of each item [n], ``NO_PHOTO`` for one that is gone by now; ``item_ids`` itself where every item is
        its own photo.
        """

    def items_of(self, photo_ids: Int64Array) -> Int64Array:
        """All items [m] of these photos [n]; of one photo, the first is the one that stands for it."""


class OneItemAPhoto:
    """Every photo is one item, known by the same number: nothing is looked up."""

    def photos_of(self, item_ids: Int64Array) -> Int64Array:
        """The same."""
        return item_ids

    def items_of(self, photo_ids: Int64Array) -> Int64Array:
        """The same."""
        return photo_ids
