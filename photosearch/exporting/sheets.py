"""Makes a contact sheet: from thumbnails where they are large enough, page by page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final

from photosearch.decode.thumbnails import THUMBNAIL_LONG_PX, THUMBNAIL_SHORT_PX, ThumbnailCache
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.exporting.ahead import decoded_ahead
from photosearch.exporting.caption_font import font_file
from photosearch.exporting.copies import absence_of
from photosearch.exporting.sheet_file import pages_into
from photosearch.exporting.sheet_page import Cell, PageLayout
from photosearch.exporting.tally import Tally
from photosearch.types.exporting import Sheet
from photosearch.types.photos import Photo
from photosearch.words.told import photo_date_text

_SHARP_ENOUGH: Final = 1.2
"""So much larger than its thumbnail a picture may be printed: at 200 dots an inch nobody sees it."""


class SheetRun:
    """The contact sheet of one export."""

    def __init__(self, sheet: Sheet, pool: DecodePool, thumbnails: ThumbnailCache, tally: Tally) -> None:
        self._sheet = sheet
        self._pool = pool
        self._thumbnails = thumbnails
        self._tally = tally
        self._layout = PageLayout(sheet)

    def run(self, photos: Iterable[Photo], count: int) -> None:
        """Draw all of them; ``count`` is how many there are.

        Raises:
            StoppedError: it should stop.
            DecoderStartError: photos cannot be decoded.
            OSError: it cannot be written.
        """
        per_page = self._layout.per_page
        total = max(1, math.ceil(count / per_page))
        with pages_into(self._sheet.file, self._tally.sheets) as pages:
            cells: list[Cell] = []
            number = 1
            for cell in self._cells(photos):
                if len(cells) == per_page:
                    pages.add(self._layout.draw(cells, number, total))
                    cells = []
                    number += 1
                cells.append(cell)
            if cells:
                pages.add(self._layout.draw(cells, number, total))
        self._tally.first = self._tally.first or next(iter(self._tally.sheets), None)

    def _cells(self, photos: Iterable[Photo]) -> Iterator[Cell]:
        for photo, decoded in decoded_ahead(self._pool, photos, self._request_of, self._tally.should_stop):
            self._tally.begin(photo)
            if isinstance(decoded, DecodeFailure):
                self._tally.fail(photo, decoded.reason, decoded.detail)
            elif decoded is None and (reason := absence_of(photo)) is not None:
                self._tally.fail(photo, reason)
            lines = tuple(self._caption(photo))
            self._tally.lacks_letters |= font_file() is None and not all(line.isascii() for line in lines)
            yield Cell(decoded.preview if isinstance(decoded, DecodedPhoto) else None, lines)

    def _request_of(self, photo: Photo) -> DecodeRequest | None:
        """The thumbnail is drawn even where the photo is away."""
        wanted_px = self._longest_px(photo)
        thumbnail = self._thumbnails.path_of(photo.content_hash)
        if wanted_px <= _SHARP_ENOUGH * _thumbnail_longest_px(photo) and thumbnail.exists():
            return DecodeRequest(path=thumbnail, preview_px=wanted_px, wants_hash=False, wants_metadata=False)
        if absence_of(photo) is not None:
            return None
        return DecodeRequest(path=photo.path, preview_px=wanted_px, wants_hash=False, wants_metadata=False)

    def _longest_px(self, photo: Photo) -> int:
        """The longest side of a photo that fills its room on the page."""
        width, height = max(1, photo.metadata.width_px), max(1, photo.metadata.height_px)
        factor = min(self._layout.picture_px[0] / width, self._layout.picture_px[1] / height)
        return max(1, math.ceil(factor * max(width, height)))

    def _caption(self, photo: Photo) -> Iterator[str]:
        if self._sheet.has_names:
            yield photo.path.name
        if self._sheet.has_dates:
            date = photo.metadata.told.date
            yield "" if date is None else photo_date_text(date)


def _thumbnail_longest_px(photo: Photo) -> float:
    width, height = max(1, photo.metadata.width_px), max(1, photo.metadata.height_px)
    short, longest = min(width, height), max(width, height)
    return min(longest, THUMBNAIL_LONG_PX, longest * THUMBNAIL_SHORT_PX / short)
