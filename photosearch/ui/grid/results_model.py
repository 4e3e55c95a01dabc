"""The grid's model: hits as arrays, photo records fetched by the page in the background."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.queries import Match
from photosearch.ui.background import Background
from photosearch.ui.desktop.file_manager import url_of
from photosearch.ui.grid.hits import Hits, Section
from photosearch.ui.look.plain_text import plain_tip, readable
from photosearch.words.hits import photo_text

_log = logging.getLogger(__name__)

_PAGE_ROWS = 128
_MOST_PAGES_WAITING = 8
_MOST_PAGES_UNDER_WAY = 2
_MOST_PHOTOS = 20_000
_MOST_RUNS = 64
"""More runs of rows to remove than this are cheaper as one, at the end."""

FetchPhotos = Callable[[Sequence[PhotoId]], "list[Photo]"]
AnyIndex = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()


class ResultsModel(QAbstractListModel):
    """Hits in the order they were given. What follows an answer keeps what is selected, and says so before it moves."""

    about_to_move = Signal()
    """Rows come, go or change places, and are the same photos as before: whoever shows them may keep them in place."""
    moved = Signal()

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._fetch: FetchPhotos | None = None
        self._hits = Hits(np.empty(0, np.int64))
        self._sections: tuple[Section, ...] = ()
        self._photos: OrderedDict[int, Photo | None] = OrderedDict()
        self._doubted: set[int] = set()
        self._pages_waiting: list[int] = []
        self._pages_under_way: set[int] = set()

    def start(self, fetch: FetchPhotos) -> None:
        """Begin fetching records; ``fetch`` blocks, and is called in the background except for a drag."""
        self._fetch = fetch

    @property
    def photo_ids(self) -> Int64Array:
        """Every id, in order. Not to be written to."""
        return self._hits.photo_ids

    @property
    def sections(self) -> tuple[Section, ...]:
        """The rows by how well they fit."""
        return self._sections

    @property
    def is_fetching(self) -> bool:
        """Whether records are on their way."""
        return bool(self._pages_waiting or self._pages_under_way)

    def set_hits(self, hits: Hits) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._keep(hits)
        self._pages_waiting.clear()
        self.endResetModel()

    def merge(self, hits: Hits) -> None:
        """Show these hits of the same question instead: a photo that stays is the same row, wherever it is now."""
        self.about_to_move.emit()
        self._remove(~np.isin(self.photo_ids, hits.photo_ids))
        self._append(hits.photo_ids[~np.isin(hits.photo_ids, self.photo_ids)])
        by_id = np.argsort(self.photo_ids)
        self._reorder(by_id[np.searchsorted(self.photo_ids, hits.photo_ids, sorter=by_id)])
        self._keep(hits)
        self._say_all_changed()
        self.moved.emit()

    def remove(self, photo_ids: Iterable[int]) -> None:
        """Take rows out; the others keep their order."""
        goes = np.isin(self.photo_ids, np.fromiter(photo_ids, np.int64))
        if goes.any():
            self.about_to_move.emit()
            self._remove(goes)
            self.moved.emit()

    def forget_records(self, photo_ids: Iterable[int]) -> None:
        """These photos changed: fetch their records again when they are looked at."""
        for photo_id in photo_ids:
            self._photos.pop(photo_id, None)
        self._say_all_changed()

    def forget_all_records(self) -> None:
        """Anything may have changed (a drive went away or came back)."""
        self._photos.clear()
        self._say_all_changed()

    def doubt_records(self) -> None:
        """Any record may be another by now: each is shown until it was fetched again, when it is looked at."""
        self._doubted = set(self._photos)
        self._say_all_changed()

    def photo(self, row: int) -> Photo | None:
        """The record at ``row`` if it is here; else None, and it is fetched."""
        photo_id = int(self.photo_ids[row])
        if photo_id in self._photos:
            if photo_id in self._doubted:
                self._want_page(row // _PAGE_ROWS)
            self._photos.move_to_end(photo_id)
            return self._photos[photo_id]
        self._want_page(row // _PAGE_ROWS)
        return None

    def match_at(self, row: int) -> Match | None:
        """How well the photo at ``row`` fits what was asked; None where nothing was."""
        return self._hits.match(row)

    def prefetch(self, rows: Iterable[int]) -> None:
        """Fetch the records of rows that will be asked for all at once (a drag, a copy)."""
        for row in rows:
            self.photo(row)

    # Qt's model interface

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Number of hits."""
        return 0 if parent.isValid() else len(self.photo_ids)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """The name as tooltip, all that a cell shows for screen readers; the delegate asks for what it paints."""
        if not index.isValid() or role not in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        photo = self.photo(index.row())
        if photo is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(photo.path.name)
        return readable(photo_text(photo, self.match_at(index.row())))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Hits can be selected and dragged out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return plain | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """What a drag out of the grid carries."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of these hits, see ``files_of``."""
        return self.files_of([index.row() for index in indexes])

    def files_of(self, rows: Sequence[int]) -> QMimeData:
        """The files of these hits as URLs, any byte sequence in a name kept.

        What is dragged has to be whole at once: records that are not here are read, blocking (a second for 100,000).
        """
        wanted = [PhotoId(photo_id) for photo_id in self.photo_ids[np.asarray(rows, np.int64)].tolist()]
        known = {photo_id: photo for photo_id in wanted if (photo := self._photos.get(photo_id)) is not None}
        missing = [photo_id for photo_id in wanted if photo_id not in self._photos]
        if missing and self._fetch is not None:
            known.update({photo.photo_id: photo for photo in self._fetch(missing)})
        mime = QMimeData()
        mime.setUrls([url_of(known[photo_id].path) for photo_id in wanted if photo_id in known])
        return mime

    def supportedDragActions(self) -> Qt.DropAction:
        """Copy only: a drag never moves or deletes a file."""
        return Qt.DropAction.CopyAction

    # Rows

    def _remove(self, goes: NDArray[np.bool_]) -> None:
        rows = np.flatnonzero(goes)
        runs = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if rows.size else []
        if len(runs) > _MOST_RUNS:
            stays = np.flatnonzero(~goes)
            self._reorder(np.concatenate([stays, rows]))
            runs = [np.arange(stays.size, goes.size)]
        for run in reversed(runs):
            self._remove_run(int(run[0]), int(run[-1]))

    def _append(self, photo_ids: Int64Array) -> None:
        """At the end, for the moment."""
        if photo_ids.size:
            first = len(self.photo_ids)
            self.beginInsertRows(QModelIndex(), first, first + len(photo_ids) - 1)
            self._keep(self._hits.with_more(photo_ids))
            self.endInsertRows()

    def _reorder(self, order: Int64Array) -> None:
        """The row ``order[n]`` becomes row n."""
        places = np.arange(order.size)
        if np.array_equal(order, places):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        new_row = np.empty_like(order)
        new_row[order] = places
        self._keep(self._hits.at(order))
        self.changePersistentIndexList(before, [self.index(int(new_row[index.row()]), 0) for index in before])
        self.layoutChanged.emit()

    def _remove_run(self, first: int, last: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, last)
        stays = np.ones(len(self.photo_ids), np.bool_)
        stays[first : last + 1] = False
        self._keep(self._hits.at(stays))
        self.endRemoveRows()

    def _keep(self, hits: Hits) -> None:
        self._hits, self._sections = hits, hits.sections

    # Records

    def _want_page(self, page: int) -> None:
        if page in self._pages_under_way or self._fetch is None:
            return
        if page in self._pages_waiting:
            self._pages_waiting.remove(page)
        self._pages_waiting.append(page)
        # Dropped pages are asked for again when they are painted again.
        del self._pages_waiting[:-_MOST_PAGES_WAITING]
        self._fetch_pages()

    def _fetch_pages(self) -> None:
        while self._fetch is not None and self._pages_waiting and len(self._pages_under_way) < _MOST_PAGES_UNDER_WAY:
            page = self._pages_waiting.pop()
            self._pages_under_way.add(page)
            wanted = self._missing_in(page)
            self._background.run(
                partial(self._fetch, wanted),
                partial(self._on_fetched, page, wanted),
                partial(self._on_fetch_failed, page),
            )

    def _missing_in(self, page: int) -> list[PhotoId]:
        on_page = self.photo_ids[page * _PAGE_ROWS : (page + 1) * _PAGE_ROWS]
        return [
            PhotoId(photo_id)
            for photo_id in on_page.tolist()
            if photo_id not in self._photos or photo_id in self._doubted
        ]

    def _on_fetched(self, page: int, wanted: list[PhotoId], photos: list[Photo]) -> None:
        self._doubted.difference_update(wanted)
        self._photos.update(dict.fromkeys(wanted))
        self._photos.update({photo.photo_id: photo for photo in photos})
        while len(self._photos) > _MOST_PHOTOS:
            self._photos.popitem(last=False)
        self._pages_under_way.discard(page)
        self._say_all_changed()
        self._fetch_pages()

    def _on_fetch_failed(self, page: int, error: BaseException) -> None:
        """The cells stay placeholders; the next repaint asks again."""
        _log.warning("photo records could not be read: %s", error)
        self._pages_under_way.discard(page)
        self._fetch_pages()

    def _say_all_changed(self) -> None:
        """Rows may have moved since the fetch began; the view repaints only what is visible anyway."""
        if len(self.photo_ids):
            self.dataChanged.emit(self.index(0), self.index(len(self.photo_ids) - 1), [Qt.ItemDataRole.ToolTipRole])
