"""The colours of photos: shares of their area, and how colourful they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from sqlalchemy import Float, cast, insert, select
from sqlalchemy.sql.elements import ColumnElement

from photosearch.store.analyses import CANNOT_TAKE, Done, note_done
from photosearch.store.bulk import chunks, raw_rows, table_of
from photosearch.store.database import Database
from photosearch.store.tables import PhotoColourTable, PhotoTable
from photosearch.types.arrays import Float32Array, Int64Array
from photosearch.types.colours import COOL, WARM, Colour, Colouring, ColourWish, Palette
from photosearch.types.ids import PhotoId

COLOURS: Final = "colours"
"""What the analysis that fills the table is called in the list of what is done."""
_WHOLE: Final = 255.0
_GREY_CHROMA: Final = 8
"""Nineteen twentieths of a black and white photo lie below: a tinted scan is one too."""
_MOST_CHROMA: Final = 60.0
"""The mean of what people call vivid."""

_COLUMNS: Final = {
    Colour.BLACK: PhotoColourTable.black,
    Colour.GREY: PhotoColourTable.grey,
    Colour.WHITE: PhotoColourTable.white,
    Colour.RED: PhotoColourTable.red,
    Colour.ORANGE: PhotoColourTable.orange,
    Colour.YELLOW: PhotoColourTable.yellow,
    Colour.GREEN: PhotoColourTable.green,
    Colour.CYAN: PhotoColourTable.cyan,
    Colour.BLUE: PhotoColourTable.blue,
    Colour.PURPLE: PhotoColourTable.purple,
    Colour.PINK: PhotoColourTable.pink,
    Colour.BROWN: PhotoColourTable.brown,
}


class Coloured(NamedTuple):
    """What came of looking at one photo."""

    photo_id: PhotoId
    content_hash: bytes
    """Of the bytes that were looked at."""
    colouring: Colouring | None
    """None where nothing can be told."""


class Colours:
    """Reads and keeps them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def keep(self, version: str, found: Sequence[Coloured]) -> None:
        """Keep colours together with the note that these photos are done, in one transaction.

        Photos that are gone by now, or have other bytes, are left out.

        Raises:
            StoreError: nothing can be written; nothing is kept.
        """
        rows = {one.photo_id: one for one in found}
        with self._db.write() as session:
            hashes: dict[int, bytes] = {}
            for some in chunks(list(rows)):
                query = select(PhotoTable.photo_id, PhotoTable.content_hash).where(PhotoTable.photo_id.in_(some))
                hashes.update(raw_rows(session, query))
            values = [
                _values(one.photo_id, one.colouring)
                for one in rows.values()
                if one.colouring is not None and hashes.get(one.photo_id) == one.content_hash
            ]
            if values:
                session.connection().execute(insert(table_of(PhotoColourTable)).prefix_with("OR REPLACE"), values)
            done = [Done(one.photo_id, one.content_hash, CANNOT_TAKE if one.colouring is None else 1) for one in found]
            note_done(session, COLOURS, version, done)

    def fitting(self, wish: ColourWish, least: float) -> tuple[Int64Array, Float32Array]:
        """Present photos that fit a wish from ``least`` (0 to 1) on, and how well: (ids [n], fits [n]), best first."""
        fit = _fit(wish)
        query = select(PhotoColourTable.photo_id, fit.label("fit"))
        query = query.join(PhotoTable, PhotoTable.photo_id == PhotoColourTable.photo_id)
        query = query.where(fit >= least, PhotoTable.missing_since_s.is_(None))
        with self._db.read() as session:
            rows = list(raw_rows(session, query))
        ids = np.asarray([row[0] for row in rows], np.int64)
        fits = np.asarray([min(row[1], 1.0) for row in rows], np.float32)
        order = np.lexsort((ids, -fits))
        return ids[order], fits[order]


def _values(photo_id: PhotoId, colouring: Colouring) -> dict[str, int]:
    shares = {colour.value: share for colour, share in zip(Colour, colouring.shares, strict=True)}
    return {
        "photo_id": photo_id,
        **shares,
        "mean_chroma": colouring.mean_chroma,
        "high_chroma": colouring.high_chroma,
    }


def _fit(wish: ColourWish) -> ColumnElement[Any]:
    """From 0 to 1: the share of the area, or how near to what is asked of all colours."""
    match wish:
        case Palette.MONOCHROME:
            return 1.0 - cast(PhotoColourTable.high_chroma, Float) / (2 * _GREY_CHROMA)
        case Palette.VIVID:
            return cast(PhotoColourTable.mean_chroma, Float) / _MOST_CHROMA
        case Palette.WARM:
            return _share(WARM)
        case Palette.COOL:
            return _share(COOL)
        case Colour():
            return _share({wish})


def _share(colours: set[Colour] | frozenset[Colour]) -> ColumnElement[Any]:
    columns = [_COLUMNS[colour] for colour in sorted(colours)]
    total: ColumnElement[Any] = columns[0] + 0
    for column in columns[1:]:
        total = total + column
    return cast(total, Float) / _WHOLE
