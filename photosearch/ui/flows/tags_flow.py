"""The way of tags: told for the photo that is shown, corrected there, and searched with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.tags import PhotoTag, TagName
from photosearch.ui.background import Background
from photosearch.ui.flows.question_flow import QuestionFlow
from photosearch.words.failures import error_sentence

if TYPE_CHECKING:
    from photosearch.engine.parts import Tags

_TAGS = "tags-of-photo"
_PAUSE_MS = 100
"""Nothing is told of photos that an arrow key only passes over."""


class TagsFlow(QObject):
    """Asks and says in the background; the newest photo wins."""

    warned = Signal(str)
    told = Signal(object)
    """The tags of the photo that is shown: tuple of ``PhotoTag``."""
    changed = Signal()
    """Somebody said something of a tag."""

    def __init__(self, background: Background, question: QuestionFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._question = background, question
        self._tags: Tags | None = None
        self._photo_id: PhotoId | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)

    def start(self, tags: Tags) -> None:
        """Begin telling."""
        self._tags = tags
        self._tell()

    @Slot(object)
    def show_photo(self, photo: Photo | None) -> None:
        """Tell of this photo; of the one before nothing is shown meanwhile."""
        if photo is not None and photo.photo_id == self._photo_id:
            return
        self._photo_id = None if photo is None else photo.photo_id
        self._background.forget(_TAGS)
        self.told.emit(())
        self._pause.start()

    @Slot(object)
    def find(self, name: TagName) -> None:
        """Show all photos that have this tag, beside what else is asked."""
        filters = self._question.question.filters
        self._question.narrow(replace(filters, tags=filters.tags | {name}))

    @Slot(object)
    def deny(self, tag: PhotoTag) -> None:
        """A person's own is taken back; what was told is denied."""
        self._say(tag.name.key, fits=None if tag.by_hand else False)

    @Slot(str)
    def add(self, word: str) -> None:
        """It fits, a person says."""
        self._say(word, fits=True)

    def _say(self, word: str, *, fits: bool | None) -> None:
        if self._tags is not None and self._photo_id is not None:
            work = partial(self._tags.say, [self._photo_id], word, fits=fits)
            self._background.run(work, self._on_said, self._on_failed)

    def _on_said(self, count: int) -> None:
        del count
        self.changed.emit()
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """What stands in the way of telling, the search says."""
        if self._tags is not None and self._photo_id is not None:
            work: Callable[[], tuple[PhotoTag, ...]] = partial(self._tags.of, self._photo_id)
            self._background.run_newest(_TAGS, work, self.told.emit, lambda _: None)

    def _on_failed(self, error: BaseException) -> None:
        self.warned.emit(error_sentence(error))
