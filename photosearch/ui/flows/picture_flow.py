"""The way of a picture into the question: dropped, pasted or chosen from the grid."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal, Slot

from photosearch.types.photos import Photo
from photosearch.types.queries import ImageTerm
from photosearch.types.question import PictureTerm
from photosearch.ui.background import Background
from photosearch.ui.flows.question_flow import QuestionFlow
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from photosearch.ui.look.images import array_of
from photosearch.ui.search.query_images import (
    CHIP_PX,
    DescribedPictures,
    OfferedPictures,
    carries_picture,
    describe,
    pictures_offered,
)
from photosearch.words.failures import error_sentence
from photosearch.words.refused import page_text, refused_text

if TYPE_CHECKING:
    from photosearch.engine.parts import Asking, Pictures


_FETCH = "fetch-picture"
_EXPECT = "expect-picture"


class PictureFlow(QObject):
    """Looks at what was offered in the background, then searches with it."""

    folder_offered = Signal(object)
    warned = Signal(str)
    message = Signal(str)
    """A sentence beside an answer that is on its way."""
    link_offered = Signal(str)
    """Only an address came along: ask whether the picture may be fetched from this host."""
    fetch_began = Signal(str)
    fetch_ended = Signal()

    def __init__(
        self, background: Background, question: QuestionFlow, thumbnails: ThumbnailLoader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._question = question
        self._thumbnails = thumbnails
        self._asking: Asking | None = None
        self._pictures: Pictures | None = None
        self._is_looking = False
        self._link = ""
        self._stop = threading.Event()

    def start(self, asking: Asking, pictures: Pictures) -> None:
        """Begin taking pictures."""
        self._asking, self._pictures = asking, pictures

    @property
    def is_looking(self) -> bool:
        """Whether an offered picture is still being looked at."""
        return self._is_looking

    def accepts(self, mime: QMimeData) -> bool:
        """Whether a drop of this is worth a try."""
        return self._asking is not None and carries_picture(mime)

    def expect(self) -> None:
        """A picture hovers over the window: get ready for it. What stands in the way the search will say."""
        if self._asking is not None:
            self._background.run_newest(_EXPECT, self._asking.expect_picture, lambda _: None, lambda _: None)

    @Slot(object)
    def take(self, mime: QMimeData) -> None:
        """Search for the pictures in a drop or on the clipboard, instead of what was in the search field."""
        self.take_offered(pictures_offered(mime))

    def take_offered(self, offered: OfferedPictures, *, words: str = "") -> None:
        """The same for what is taken out already; ``words`` are searched for beside it."""
        if offered.is_empty:
            if offered.link:
                self._link = offered.link
                self.link_offered.emit(QUrl(offered.link).host())
            elif offered.is_page:
                self.warned.emit(page_text())
            else:
                self.warned.emit(self.tr("There is no picture in what was dropped or pasted."))
        elif self._asking is not None:
            self._is_looking = True
            work = partial(describe, offered, self._asking.look_at)
            self._background.run_newest("offered-pictures", work, partial(self._on_described, words), self._on_failed)

    @Slot()
    def fetch(self) -> None:
        """The person said yes: fetch the picture at the address that came along, and search for it."""
        if self._pictures is not None and self._link:
            self.stop_fetching()
            self._stop = threading.Event()
            self.fetch_began.emit(QUrl(self._link).host())
            work = partial(self._pictures.fetch_picture, self._link, self._stop.is_set)
            self._background.run_newest(_FETCH, work, self._on_fetched, self._on_not_fetched)

    @Slot()
    def stop_fetching(self) -> None:
        """Fetch it no further; nothing comes of it."""
        self._stop.set()
        self._background.forget(_FETCH)
        self.fetch_ended.emit()

    @Slot(object)
    def find_similar(self, photos: Iterable[Photo]) -> None:
        """Search for photos of the library."""
        self._question.find_like(map(self._term, photos))

    @Slot(object)
    def search_without(self, photos: Iterable[Photo]) -> None:
        """Keep the search, but away from these photos."""
        self._question.find_unlike(map(self._term, photos))

    def _term(self, photo: Photo) -> PictureTerm:
        thumbnail = self._thumbnails.pixmap(photo)
        small = None if thumbnail is None else array_of(thumbnail.toImage(), CHIP_PX)
        return PictureTerm(ImageTerm(photo_id=photo.photo_id), photo.path.name, small)

    def _on_fetched(self, data: bytes) -> None:
        self.fetch_ended.emit()
        self.take_offered(OfferedPictures(encoded=(data,)))

    def _on_not_fetched(self, error: BaseException) -> None:
        self.fetch_ended.emit()
        self.warned.emit(error_sentence(error))

    def _on_described(self, words: str, described: DescribedPictures) -> None:
        self._is_looking = False
        for folder in described.folders:
            self.folder_offered.emit(folder)
        if described.pictures:
            self._question.find_like(described.pictures, words=words)
        if described.refused:
            said = self.message if described.pictures or described.folders else self.warned
            said.emit(refused_text(described.refused))

    def _on_failed(self, error: BaseException) -> None:
        del error
        self._is_looking = False
        self.warned.emit(self.tr("There is no picture in what was dropped or pasted."))
