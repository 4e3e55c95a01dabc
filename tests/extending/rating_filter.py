"""The smallest real filter: photos that were given so many stars at least, as their files say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from photosearch.store.tables import PhotoTable
from photosearch.types.queries import Filters


@dataclass(frozen=True, slots=True)
class RatedFilters(Filters):
    """A field more: in the app it is one of ``Filters`` itself."""

    min_rating: int | None = None


def rated(session: Session, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """As ``photo_filters.CONDITIONS`` takes it; a photo without stars has not enough."""
    del session
    if isinstance(filters, RatedFilters) and filters.min_rating is not None:
        yield PhotoTable.rating >= filters.min_rating
