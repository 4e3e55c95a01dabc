"""Active filters as chips for the search field: a label each, and the filters without one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from photosearch.types.photos import Orientation
from photosearch.types.queries import Filters
from photosearch.types.roots import LibraryRoot
from photosearch.words.quantities import date_text

_DATE, _DAYS, _FOLDER, _ROOT, _FORMAT, _SHAPE = "date", "days", "folder", "root:", "format:", "shape"


def chips(filters: Filters, roots: Sequence[LibraryRoot]) -> tuple[tuple[str, str], ...]:
    """(key, label) of every active filter; ``roots`` give the names of watched folders."""
    made: list[tuple[str, str]] = []
    if filters.taken_from is not None or filters.taken_until is not None:
        made.append((_DATE, span_text(filters.taken_from, filters.taken_until)))
    if filters.days:
        made.append((_DAYS, ", ".join(span_text(days.first, days.last) for days in filters.days)))
    if filters.folder is not None:
        made.append((_FOLDER, filters.folder.name or str(filters.folder)))
    names = {root.root_id: root.path.name or str(root.path) for root in roots}
    if filters.folder is None:
        made += [(f"{_ROOT}{root_id}", names.get(root_id, str(root_id))) for root_id in sorted(filters.root_ids)]
    made += [(f"{_FORMAT}{name}", name) for name in sorted(filters.formats)]
    if filters.orientation is not None:
        made.append((_SHAPE, orientation_text(filters.orientation)))
    return tuple(made)


def without(filters: Filters, key: str) -> Filters:
    """``filters`` less the one whose chip has this key."""
    if key == _DATE:
        return replace(filters, taken_from=None, taken_until=None)
    if key == _DAYS:
        return replace(filters, days=())
    if key == _FOLDER:
        return replace(filters, folder=None, root_ids=frozenset())
    if key == _SHAPE:
        return replace(filters, orientation=None)
    if key.startswith(_ROOT):
        return replace(filters, root_ids=frozenset(r for r in filters.root_ids if f"{_ROOT}{r}" != key))
    return replace(filters, formats=filters.formats - {key.removeprefix(_FORMAT)})


def orientation_text(orientation: Orientation) -> str:
    """The name of a shape."""
    if orientation is Orientation.LANDSCAPE:
        return QCoreApplication.translate("Filters", "Landscape")
    if orientation is Orientation.PORTRAIT:
        return QCoreApplication.translate("Filters", "Portrait")
    return QCoreApplication.translate("Filters", "Square")


def span_text(first: dt.date | None, last: dt.date | None) -> str:
    """A span of days as one would say it: a year, a day, from, until."""
    if first is not None and last is not None:
        if first == last:
            return date_text(first)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return f"{date_text(first)} – {date_text(last)}"
    if first is not None:
        return QCoreApplication.translate("Filters", "since {date}").format(date=date_text(first))
    if last is not None:
        return QCoreApplication.translate("Filters", "until {date}").format(date=date_text(last))
    return QCoreApplication.translate("Filters", "Any time")
