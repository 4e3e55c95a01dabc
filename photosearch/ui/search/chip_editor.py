"""Changes what a part of a sentence means: the days in a popup, everything else in a menu below its chip."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from photosearch.types.photos import Orientation
from photosearch.types.understood import (
    AtPlace,
    Chip,
    DayRange,
    Days,
    InFolder,
    Meaning,
    Media,
    OfMedia,
    Rated,
    Upright,
)
from photosearch.ui.search.date_popup import DatePopup
from photosearch.words.understood import candidate_text, meaning_text, span_text

_RATINGS = (Rated(5, 5), Rated(4), Rated(3), Rated(1), Rated(0, 0))
_MOST_PLACES = 12


class ChipEditor(QObject):
    """Says which other chip is wanted in place of one, that it is to be words again, or that it is to go."""

    changed = Signal(object, object)
    words_wanted = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._chip: Chip | None = None

    def open(self, chip: Chip, below: QWidget) -> None:
        """Offer what else ``chip`` may mean, under ``below``."""
        self._chip = chip
        if isinstance(chip.meaning, Days):
            self._open_dates(chip.meaning, below)
            return
        menu = self.menu(chip)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def _open_dates(self, days: Days, below: QWidget) -> None:
        popup = DatePopup(self._window)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.set_dates(days.span.first, days.span.last)
        popup.dates_chosen.connect(self._on_dates_chosen)
        popup.open_below(below)

    def menu(self, chip: Chip) -> QMenu:
        """What else ``chip`` may mean; at the end its words, and nothing."""
        menu = QMenu(self._window)
        choices = _choices(chip.meaning)
        for meaning, text in choices:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(meaning == chip.meaning)
            action.triggered.connect(partial(self._on_chosen, chip, meaning, text))
        if choices:
            menu.addSeparator()
        as_words = menu.addAction(self.tr("Search for the words instead"))
        as_words.triggered.connect(partial(self._on_words_wanted, chip))
        remove = menu.addAction(self.tr("Remove"))
        remove.triggered.connect(partial(self._on_removed, chip))
        return menu

    def _on_chosen(self, chip: Chip, meaning: Meaning, text: str, _is_checked: bool = False) -> None:
        said = chip.text if isinstance(meaning, AtPlace | InFolder) else text
        self.changed.emit(chip, Chip(chip.kind, said, meaning, chip.start, chip.end))

    def _on_words_wanted(self, chip: Chip, _is_checked: bool = False) -> None:
        self.words_wanted.emit(chip)

    def _on_removed(self, chip: Chip, _is_checked: bool = False) -> None:
        self.removed.emit(chip)

    def _on_dates_chosen(self, first: dt.date | None, last: dt.date | None) -> None:
        """The popup stays open while its fields are used: the next change is one of what was chosen."""
        chip = self._chip
        if chip is None:
            return
        if first is None and last is None:
            self._chip = None
            self.removed.emit(chip)
        elif first is None or last is None or first <= last:
            self._chip = Chip(chip.kind, span_text(first, last), Days((DayRange(first, last),)), chip.start, chip.end)
            self.changed.emit(chip, self._chip)


def _choices(meaning: Meaning) -> Sequence[tuple[Meaning, str]]:
    """What else it may mean, itself among it, each with its words; empty where there is nothing to choose from."""
    match meaning:
        case AtPlace() if len(meaning.candidates) > 1:
            places = [AtPlace(meaning.candidates, (place,)) for place in meaning.candidates[:_MOST_PLACES]]
            return [(place, candidate_text(place.chosen[0])) for place in places]
        case OfMedia():
            return [(OfMedia(media), meaning_text(OfMedia(media))) for media in Media]
        case Upright():
            return [(Upright(shape), meaning_text(Upright(shape))) for shape in Orientation]
        case Rated():
            ratings = (meaning, *(rating for rating in _RATINGS if rating != meaning))
            return [(rating, meaning_text(rating)) for rating in ratings]
        case InFolder() if len(meaning.folders) > 1:
            folders = [meaning, *(InFolder((folder,)) for folder in meaning.folders)]
            return [(folder, meaning_text(folder)) for folder in folders]
    return ()
