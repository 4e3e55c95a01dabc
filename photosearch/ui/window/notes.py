"""Lines of news that lie over the foot of the photos: nothing that is said moves a photo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from photosearch.types.queries import SearchResult
from photosearch.types.question import Question
from photosearch.types.roots import LibraryRoot
from photosearch.ui.window.banner import Banner

_MESSAGE_MS = 5000
_UNDO_MS = 12_000
_UNFINISHED_MS = 800
"""Whoever types nothing for so long has finished the word."""
_FROM_EDGE_PX = 12
_WIDEST_PX = 720
_GAP_PX = 4


class Notes(QWidget):
    """What endangers the library, what is away, and what is new: over ``over``, in the middle of its foot."""

    height_changed = Signal(int)
    """So much of the foot is covered."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.danger = Banner()
        """What endangers the library: no answer takes it away, only the person does."""
        self.offline = Banner()
        """Which folders are away: there until they are back, or the person closes it."""
        self.banner = Banner()
        self._offline_names: tuple[str, ...] = ()
        self._result: SearchResult | None = None
        self._is_typing = False
        self._covered_px = 0
        self._message_timer = self._timer(_MESSAGE_MS)
        self._word_timer = self._timer(_UNFINISHED_MS)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        for line in (self.danger, self.offline, self.banner):
            column.addWidget(line)
            line.installEventFilter(self)
        over.installEventFilter(self)

    def show_message(self, text: str) -> None:
        """Say something for a few seconds."""
        self.banner.show_text(text)
        self._message_timer.start(_MESSAGE_MS)

    def show_undoable(self, text: str) -> None:
        """Say what was done, long enough to undo it."""
        self.banner.show_undoable(text)
        self._message_timer.start(_UNDO_MS)

    def show_warning(self, text: str) -> None:
        """Say something until it is dismissed or another answer comes."""
        self._message_timer.stop()
        self.banner.show_text(text, is_warning=True)

    @Slot(str)
    def take_back(self, text: str) -> None:
        """Say this no longer, where it still stands."""
        if not self.banner.isHidden() and self.banner.accessibleName() == text:
            self._show_news()

    @Slot(str)
    def show_fetch_offer(self, host: str) -> None:
        """Ask whether a picture may be fetched, until that is answered or something else is searched for."""
        self._message_timer.stop()
        self.banner.show_fetch_offer(host)

    @Slot(str)
    def show_fetching(self, host: str) -> None:
        """Say that a picture is on its way, until it is here."""
        self._message_timer.stop()
        self.banner.show_fetching(host)

    @Slot()
    def end_fetching(self) -> None:
        """Say it no longer."""
        if self.banner.is_fetching:
            self._show_news()

    def show_result(self, result: SearchResult | None) -> None:
        """What is worth knowing about this answer."""
        is_other_news = _news(self._result) != _news(result)
        is_other_question = _query(self._result) != _query(result)
        self._result = result
        is_kept = self.banner.is_fetching or (self.banner.is_offering and not is_other_question)
        if not is_other_news or self._message_timer.isActive() or is_kept:
            return
        if self._is_typing and result is not None and result.unknown_words:
            self._tell(has_unfinished=False)
            self._word_timer.start()
        else:
            self._show_news()

    @Slot(object, bool)
    def follow_question(self, question: Question, is_typed: bool) -> None:
        """A word that is being typed is not said to be unknown before it is finished."""
        del question
        self._is_typing = is_typed
        if not is_typed and self._word_timer.isActive():
            self._show_news()

    def show_offline(self, roots: Sequence[LibraryRoot]) -> None:
        """Say which of the watched folders are away."""
        away = (root.path for root in roots if not root.is_online and root.photo_count)
        names = tuple(path.name or str(path) for path in away)
        if names == self._offline_names:
            return
        self._offline_names = names
        if names:
            self.offline.show_offline(names)
        else:
            self.offline.dismiss()

    # Qt's event interface

    def event(self, event: QEvent) -> bool:
        """A line came or went, or says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot; a line that comes has its place at once."""
        is_moved = event.type() == QEvent.Type.Resize and watched is self._over
        if is_moved or event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        width_px = min(self._over.width() - 2 * _FROM_EDGE_PX, _WIDEST_PX)
        is_empty = all(line.isHidden() for line in (self.danger, self.offline, self.banner))
        height_px = 0 if is_empty else self._column.totalHeightForWidth(width_px)
        top_px = self._over.height() - height_px - _FROM_EDGE_PX
        self._column.activate()
        self.setGeometry((self._over.width() - width_px) // 2, top_px, width_px, height_px)
        self.raise_()
        covered_px = height_px + 2 * _FROM_EDGE_PX if height_px else 0
        if covered_px != self._covered_px:
            self._covered_px = covered_px
            self.height_changed.emit(covered_px)

    # What is said of an answer

    @Slot()
    def _show_news(self) -> None:
        self._word_timer.stop()
        self._tell(has_unfinished=True)

    def _tell(self, *, has_unfinished: bool) -> None:
        result = self._result
        unknown = () if result is None else result.unknown_words
        if result is not None and not has_unfinished:
            unknown = tuple(word for word in unknown if not result.query.text.casefold().endswith(word.casefold()))
        if unknown:
            self.banner.show_unknown_words(unknown)
        elif result is not None and result.unread:
            self.banner.show_unread_colours(result.unread)
        elif result is not None and result.emojis:
            self.banner.show_emojis(result.emojis)
        else:
            self.banner.dismiss()

    def _timer(self, interval_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(self._show_news)
        return timer


def _news(result: SearchResult | None) -> tuple[object, ...]:
    """What there may be to say of an answer: it comes back for other news, not for the same told again."""
    return () if result is None else (result.query, result.unknown_words, result.unread, result.emojis)


def _query(result: SearchResult | None) -> object:
    return None if result is None else result.query
