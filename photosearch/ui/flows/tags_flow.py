"""The way of tags: told for the photo that is shown, corrected there, and searched with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.types.tags import Facet, PhotoTag, TagName
from photosearch.ui.background import Background
from photosearch.ui.flows.question_flow import QuestionFlow
from photosearch.words.failures import error_sentence

if TYPE_CHECKING:
    from photosearch.engine.parts import Tags

_TAGS = "tags-of-photo"
_FACETS = "tags-of-library"
_PAUSE_MS = 100
"""Nothing is told of photos that an arrow key only passes over."""
_FOLLOWS_MS = 3000
"""While photos are added the counts are told anew so often at most: each time new photos cost some milliseconds."""


class TagsFlow(QObject):
    """Asks and says in the background; the newest photo wins."""

    warned = Signal(str)
    mended = Signal(str)
    """A sentence that was warned with: what it says is so no longer."""
    told = Signal(object)
    """The tags of the photo that is shown: tuple of ``PhotoTag``."""
    words_told = Signal(object)
    """The everyday things that have a name: tuple of ``TagName``."""
    facets_told = Signal(object)
    """The tags of the library: tuple of ``Facet``."""

    def __init__(self, background: Background, question: QuestionFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._question = background, question
        self._tags: Tags | None = None
        self._wants_facets = False
        self._photo_id: PhotoId | None = None
        self._why_not_said = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_FOLLOWS_MS)
        self._later.timeout.connect(self._tell_facets)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell)

    def start(self, tags: Tags) -> None:
        """Begin telling."""
        self._tags = tags
        self._background.run(tags.everyday, self.words_told.emit, self._on_failed)
        self._tell()
        self._tell_facets()

    @Slot()
    def want_facets(self) -> None:
        """They are looked at: tell them now, and when the library changes."""
        self._wants_facets = True
        self._tell_facets()

    @Slot()
    def follow_library(self) -> None:
        """Photos came or left, or somebody said something."""
        if self._wants_facets and not self._later.isActive():
            self._later.start()

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
        """Show only photos that have this tag, beside what else is asked."""
        self.narrow(name, True)

    @Slot(object, bool)
    def narrow(self, name: TagName, is_wanted: bool) -> None:
        """Only photos with this tag, or also those without it again."""
        filters = self._question.question.filters
        tags = filters.tags | {name} if is_wanted else filters.tags - {name}
        self._question.narrow(replace(filters, tags=tags))

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
            self._background.run(work, self._on_said, self._on_not_said)

    def _on_said(self, count: int) -> None:
        del count
        if self._why_not_said:
            self.mended.emit(self._why_not_said)
            self._why_not_said = ""
        self._tell()
        self._tell_facets()

    @Slot()
    def _tell(self) -> None:
        """What stands in the way of telling, the search says."""
        if self._tags is not None and self._photo_id is not None:
            work: Callable[[], tuple[PhotoTag, ...]] = partial(self._tags.of, self._photo_id)
            self._background.run_newest(_TAGS, work, self.told.emit, lambda _: None)

    def _tell_facets(self) -> None:
        if self._tags is not None and self._wants_facets:
            work: Callable[[], tuple[Facet, ...]] = self._tags.facets
            self._background.run_newest(_FACETS, work, self.facets_told.emit, self._on_failed)

    def _on_not_said(self, error: BaseException) -> None:
        self._why_not_said = error_sentence(error)
        self.warned.emit(self._why_not_said)

    def _on_failed(self, error: BaseException) -> None:
        self.warned.emit(error_sentence(error))
