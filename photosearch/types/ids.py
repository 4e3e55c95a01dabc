"""The numbers and names that photos, items, roots and encoders go by."""

from __future__ import annotations

from typing import NewType

PhotoId = NewType("PhotoId", int)


ItemId = NewType("ItemId", int)
"""What can be found: a photo, or a moment in a video. Embeddings and indexes go by items."""


RootId = NewType("RootId", int)


EncoderId = NewType("EncoderId", str)
"""Name + weights digest + preprocessing version: two encoders never share one."""


FIRST_MOMENT_ID = 1 << 40
"""An item that is a photo has the photo's number; moments in videos are numbered from here on."""


def item_of(photo_id: PhotoId) -> ItemId:
    """The item that is the photo itself."""
    return ItemId(photo_id)
