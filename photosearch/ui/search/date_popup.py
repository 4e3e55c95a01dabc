"""Chooses a span of days: presets for the usual ones, two date fields for the rest."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import partial

from PySide6.QtCore import QDate, QEvent, QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QPushButton, QVBoxLayout, QWidget

from photosearch.ui.look.popup import Popup
from photosearch.ui.look.tab_order import order_as_laid_out

_COLUMNS = 3


class DatePopup(Popup):
    """Says (first day, last day); None for an open end."""

    dates_chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._range: tuple[dt.date, dt.date] | None = None
        self._preset_buttons: list[QPushButton] = []
        self._build()
        self.retranslate()

    def set_taken_range(self, taken_range: tuple[dt.date, dt.date] | None) -> None:
        """Tell the first and last day in the library: where the fields begin, and which years are offered."""
        self._range = taken_range
        if taken_range is not None:
            if not self._has_from.isChecked():
                _set_date(self._from, taken_range[0])
            if not self._has_until.isChecked():
                _set_date(self._until, taken_range[1])
        self._fill_presets()

    def set_dates(self, first: dt.date | None, last: dt.date | None) -> None:
        """Show this span, saying nothing."""
        for check, field, value in ((self._has_from, self._from, first), (self._has_until, self._until, last)):
            check.blockSignals(True)
            field.blockSignals(True)
            check.setChecked(value is not None)
            field.setEnabled(value is not None)
            if value is not None:
                _set_date(field, value)
            check.blockSignals(False)
            field.blockSignals(False)

    def retranslate(self) -> None:
        """Ask for every text again; dates follow the language."""
        self.setAccessibleName(self.tr("Date taken"))
        self._has_from.setText(self.tr("From"))
        self._has_until.setText(self.tr("Until"))
        self._from.setAccessibleName(self.tr("First day"))
        self._until.setAccessibleName(self.tr("Last day"))
        for field in (self._from, self._until):
            field.setLocale(QLocale())
            field.setDisplayFormat(self.tr("MMM d, yyyy", "pattern of a date, as QLocale reads it"))
        self._fill_presets()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _build(self) -> None:
        self._presets = QGridLayout()
        self._presets.setSpacing(4)
        self._has_from, self._from = QCheckBox(), _date_edit()
        self._has_until, self._until = QCheckBox(), _date_edit()
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(8)
        rows = ((self._has_from, self._from), (self._has_until, self._until))
        for line, (check, field) in enumerate(rows):
            fields.addWidget(check, line, 0)
            fields.addWidget(field, line, 1)
            check.toggled.connect(field.setEnabled)
            check.toggled.connect(self._on_edited)
            field.dateChanged.connect(self._on_edited)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(self._presets)
        layout.addLayout(fields)

    def _fill_presets(self) -> None:
        for button in self._preset_buttons:
            self._presets.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._preset_buttons = []
        for position, (text, first, last) in enumerate(self._preset_spans(dt.date.today())):
            button = QPushButton(text)
            button.clicked.connect(partial(self._on_preset, first, last))
            self._presets.addWidget(button, position // _COLUMNS, position % _COLUMNS)
            self._preset_buttons.append(button)
        order_as_laid_out(self)

    def _preset_spans(self, today: dt.date) -> list[tuple[str, dt.date | None, dt.date | None]]:
        last_month = today.replace(day=1) - dt.timedelta(days=1)
        this_month_end = today.replace(day=calendar.monthrange(today.year, today.month)[1])
        spans: list[tuple[str, dt.date | None, dt.date | None]] = [
            (self.tr("Any time"), None, None),
            (self.tr("This month"), today.replace(day=1), this_month_end),
            (self.tr("Last month"), last_month.replace(day=1), last_month),
        ]
        newest = self._range[1].year if self._range else today.year
        oldest = self._range[0].year if self._range else today.year
        years = range(newest, max(oldest, newest - 2 * _COLUMNS + 1) - 1, -1)
        return spans + [(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in years]

    def _on_preset(self, first: dt.date | None, last: dt.date | None, _is_checked: bool = False) -> None:
        self.set_dates(first, last)
        self.dates_chosen.emit(first, last)
        self.close()

    def _on_edited(self) -> None:
        first = _date_of(self._from) if self._has_from.isChecked() else None
        last = _date_of(self._until) if self._has_until.isChecked() else None
        self.dates_chosen.emit(first, last)


def _date_edit() -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setEnabled(False)
    field.setMinimumWidth(180)
    return field


def _set_date(field: QDateEdit, value: dt.date) -> None:
    field.setDate(QDate(value.year, value.month, value.day))


def _date_of(field: QDateEdit) -> dt.date:
    shown = field.date()
    return dt.date(shown.year(), shown.month(), shown.day())
