"""What a person can say about an export: where to, and how copies, contact sheet and list are to be."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photosearch.types.exporting import (
    Copies,
    ExportFormat,
    ExportOrder,
    Folders,
    Kept,
    Match,
    Naming,
    Rendition,
    Sheet,
)
from photosearch.types.ids import PhotoId
from photosearch.words.quantities import photo_count_text

_SIZES_PX: Final = (4096, 2560, 2048, 1600, 1280, 800)
_GRIDS: Final = ((2, 3), (3, 4), (4, 5), (5, 7), (7, 10))
_USUAL_GRID: Final = (4, 5)
_INDENT_PX: Final = 24
_BAR_PX: Final = 12
"""Room for a scroll bar."""
_COPY_FIELDS: Final = ("naming", "folders", "format", "size", "kept")
_SHEET_FIELDS: Final = ("sheet_kind", "grid")


class ExportForm(QWidget):
    """Makes an order of what is chosen in it."""

    changed = Signal()
    """The person changed something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selected: tuple[PhotoId, ...] = ()
        self._shown: tuple[PhotoId, ...] = ()
        self._combos = {name: QComboBox() for name in ("photos", *_COPY_FIELDS, *_SHEET_FIELDS, "list_kind")}
        self._labels = {name: QLabel() for name in ("folder", *self._combos)}
        self._build()
        self.retranslate()
        self.folder.setText(str(_usual_folder(self.tr("Exported photos"))))

    def set_photos(self, selected: tuple[PhotoId, ...], shown: tuple[PhotoId, ...]) -> None:
        """These are selected in the grid, and all of these are in it."""
        self._selected, self._shown = selected, shown
        self._fill_photos(keeps=False)  # who has selected some means these

    @property
    def photos(self) -> tuple[tuple[PhotoId, ...], tuple[PhotoId, ...]]:
        """Those that are selected, and all that are shown."""
        return self._selected, self._shown

    @property
    def photo_ids(self) -> tuple[PhotoId, ...]:
        """The photos that are to be exported."""
        return self._selected if self._combos["photos"].currentData() == "selected" else self._shown

    @property
    def is_complete(self) -> bool:
        """Whether there are photos, a place, and something to be made."""
        has_aim = self.copies.isChecked() or self.sheet.isChecked() or self.list.isChecked()
        return bool(self.photo_ids) and bool(self.folder.text().strip()) and has_aim

    def order(self, matches: Mapping[PhotoId, Match]) -> ExportOrder:
        """What is wanted; ``matches`` say how well the photos fit what was searched for."""
        folder = Path(os.path.abspath(Path(self.folder.text().strip()).expanduser()))  # noqa: PTH100
        # Sheet and list lie with the copies; without them their folder must be there already.
        sheet_name = self.tr("Contact sheet") + self._combos["sheet_kind"].currentData()
        list_name = self.tr("Photo list") + self._combos["list_kind"].currentData()
        return ExportOrder(
            self.photo_ids,
            self._copies(folder) if self.copies.isChecked() else None,
            self._sheet(folder / sheet_name) if self.sheet.isChecked() else None,
            folder / list_name if self.list.isChecked() else None,
            matches,
        )

    def retranslate(self) -> None:
        """Ask for every text again."""
        for name, text in self._label_texts().items():
            self._labels[name].setText(text)
            if name in self._combos:
                self._combos[name].setAccessibleName(text)
        self.folder.setAccessibleName(self._label_texts()["folder"])
        self._choose.setText(self.tr("Choose…"))
        self._choose.setToolTip(self.tr("Choose the folder to export to"))
        self.copies.setText(self.tr("Copy the photos"))
        self._sidecars.setText(self.tr("With the files beside them (XMP, Google Takeout)"))
        self.sheet.setText(self.tr("Make a contact sheet"))
        self._has_names.setText(self.tr("File names"))
        self._has_dates.setText(self.tr("Dates"))
        self.list.setText(self.tr("Write a list with what is known of each photo"))
        self._fill_photos()
        for name, choices in self._choices().items():
            _fill(self._combos[name], choices)
        inner = [self._labels[name] for name in (*_COPY_FIELDS, *_SHEET_FIELDS, "list_kind")]
        width = max(label.sizeHint().width() for label in inner)
        for label in inner:
            label.setMinimumWidth(width)  # what is chosen stands in one column

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # Building

    def _build(self) -> None:
        self.folder = QLineEdit()
        self._choose = QPushButton()
        self._choose.setAutoDefault(False)
        self.copies, self.sheet, self.list = QCheckBox(), QCheckBox(), QCheckBox()
        self._sidecars, self._has_names, self._has_dates = QCheckBox(), QCheckBox(), QCheckBox()
        self.copies.setChecked(True)
        self._has_names.setChecked(True)
        self._has_dates.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, _BAR_PX, 0)
        column.setSpacing(12)
        column.addLayout(self._place_rows())
        column.addWidget(self.copies)
        self._copy_rows = self._indented(_COPY_FIELDS, self._sidecars)
        column.addWidget(self._copy_rows)
        column.addWidget(self.sheet)
        captions = QHBoxLayout()
        captions.setSpacing(16)
        captions.addWidget(self._has_names)
        captions.addWidget(self._has_dates)
        captions.addStretch(1)
        captions_row = QWidget()
        captions_row.setLayout(captions)
        captions.setContentsMargins(0, 0, 0, 0)
        self._sheet_rows = self._indented(_SHEET_FIELDS, captions_row)
        column.addWidget(self._sheet_rows)
        column.addWidget(self.list)
        self._list_rows = self._indented(("list_kind",))
        column.addWidget(self._list_rows)
        column.addStretch(1)
        self._connect()
        self._follow()

    def _place_rows(self) -> QFormLayout:
        form = _form()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_row(form, "photos")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.folder, 1)
        line.addWidget(self._choose)
        self._labels["folder"].setBuddy(self.folder)
        form.addRow(self._labels["folder"], line)
        return form

    def _indented(self, names: Iterable[str], last: QWidget | None = None) -> QWidget:
        rows = QWidget()
        form = _form()
        form.setContentsMargins(_INDENT_PX, 0, 0, 0)
        for name in names:
            self._add_row(form, name)
        if last is not None:
            form.addRow("", last)
        rows.setLayout(form)
        return rows

    def _add_row(self, form: QFormLayout, name: str) -> None:
        self._labels[name].setBuddy(self._combos[name])
        self._combos[name].setMinimumWidth(240)
        form.addRow(self._labels[name], self._combos[name])

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self.folder.textChanged.connect(self.changed)
        for box in (self.copies, self.sheet, self.list, self._sidecars, self._has_names, self._has_dates):
            box.toggled.connect(self._follow)
        for combo in self._combos.values():
            combo.currentIndexChanged.connect(self._follow)

    # What is chosen

    @Slot()
    def _follow(self) -> None:
        """Only what means something now can be chosen."""
        self._copy_rows.setVisible(self.copies.isChecked())
        self._sheet_rows.setVisible(self.sheet.isChecked())
        self._list_rows.setVisible(self.list.isChecked())
        self._sidecars.setEnabled(self._rendition().is_copy)
        self.changed.emit()

    @Slot()
    def _on_choose(self) -> None:
        given = Path(self.folder.text().strip()).expanduser()
        place = next((one for one in (given, *given.parents) if one.is_dir()), Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder to export to"), str(place))
        if chosen:
            self.folder.setText(str(Path(chosen)))

    def _rendition(self) -> Rendition:
        wanted, longest_px, kept = (self._combos[name].currentData() for name in ("format", "size", "kept"))
        return Rendition(ExportFormat(wanted or ExportFormat.ORIGINAL), longest_px or None, Kept(kept or Kept.ALL))

    def _copies(self, folder: Path) -> Copies:
        rendition = self._rendition()
        return Copies(
            folder,
            Naming(self._combos["naming"].currentData()),
            Folders(self._combos["folders"].currentData()),
            rendition,
            self._sidecars.isChecked() and rendition.is_copy,
        )

    def _sheet(self, file: Path) -> Sheet:
        columns, rows = _GRIDS[self._combos["grid"].currentData()]
        return Sheet(file, columns, rows, self._has_names.isChecked(), self._has_dates.isChecked())

    # Words

    def _fill_photos(self, *, keeps: bool = True) -> None:
        selected, shown = photo_count_text(len(self._selected)), photo_count_text(len(self._shown))
        choices: list[tuple[object, str]] = [("shown", self.tr("All that are shown: {photos}").format(photos=shown))]
        if self._selected:
            choices.insert(0, ("selected", self.tr("The selection: {photos}").format(photos=selected)))
        _fill(self._combos["photos"], choices, keeps=keeps)

    def _label_texts(self) -> dict[str, str]:
        return {
            "photos": self.tr("Photos"),
            "folder": self.tr("Folder"),
            "naming": self.tr("Names"),
            "folders": self.tr("Folders in it"),
            "format": self.tr("Format"),
            "size": self.tr("Size"),
            "kept": self.tr("Details in the copies"),
            "sheet_kind": self.tr("As"),
            "grid": self.tr("On each page"),
            "list_kind": self.tr("As"),
        }

    def _choices(self) -> dict[str, tuple[tuple[object, str], ...]]:
        as_it_is = self.tr("As it is")
        grid = self.tr("{columns} × {rows}")
        return {
            "naming": (
                (Naming.KEEP.value, self.tr("As they are")),
                (Naming.DATE.value, self.tr("By date: 2019-08-03 19.12.00")),
            ),
            "folders": (
                (Folders.NONE.value, self.tr("None")),
                (Folders.YEAR.value, self.tr("By year: 2019")),
                (Folders.MONTH.value, self.tr("By month: 2019/2019-08")),
            ),
            "format": (
                (ExportFormat.ORIGINAL.value, as_it_is),
                *((wanted.value, name) for wanted, name in _FORMAT_NAMES.items()),
            ),
            "size": ((0, as_it_is), *((px, self.tr("At most {px} pixels").format(px=px)) for px in _SIZES_PX)),
            "kept": (
                (Kept.ALL.value, self.tr("All of them")),
                (Kept.NO_LOCATION.value, self.tr("Without the place")),
                (Kept.NOTHING.value, self.tr("None: only the picture")),
            ),
            "sheet_kind": ((".pdf", "PDF"), (".png", "PNG")),
            "grid": tuple((n, grid.format(columns=columns, rows=rows)) for n, (columns, rows) in enumerate(_GRIDS)),
            "list_kind": ((".csv", self.tr("CSV, for a spreadsheet")), (".json", self.tr("JSON, for a program"))),
        }


_FORMAT_NAMES: Final = {
    ExportFormat.JPEG: "JPEG",
    ExportFormat.PNG: "PNG",
    ExportFormat.WEBP: "WebP",
    ExportFormat.TIFF: "TIFF",
}


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return form


def _fill(combo: QComboBox, choices: Iterable[tuple[object, str]], *, keeps: bool = True) -> None:
    """Offer these, saying nothing; what was chosen stays chosen where ``keeps``."""
    combo.blockSignals(True)
    before = combo.currentData() if keeps else None
    is_first = combo.count() == 0
    combo.clear()
    for value, text in choices:
        combo.addItem(text, value)
    position = combo.findData(before)
    if is_first and combo.findData(_GRIDS.index(_USUAL_GRID)) >= 0:
        position = _GRIDS.index(_USUAL_GRID)
    combo.setCurrentIndex(max(0, position))
    combo.blockSignals(False)


def _usual_folder(name: str) -> Path:
    """On the desktop, where it is seen; at home where there is none."""
    desktop = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    place = Path(desktop) if desktop and Path(desktop).is_dir() else Path.home()
    return place / name
