"""The dialog for exporting: what is chosen in it becomes an order, and what came of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QFileDialog, QProgressBar, QTreeWidget
from pytestqt.qtbot import QtBot

from photosearch.errors import ExportError
from photosearch.types.exporting import (
    Copies,
    ExportFormat,
    ExportOrder,
    ExportOutcome,
    ExportPlan,
    ExportProgress,
    Folders,
    Kept,
    Match,
    Naming,
    NotExported,
    PlannedCopy,
    Rendition,
    Sheet,
    TargetReason,
)
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.ui.export.export_dialog import ExportDialog
from photosearch.ui.look.translation import Translation

SELECTED = (PhotoId(3), PhotoId(1))
SHOWN = tuple(map(PhotoId, range(1, 10)))


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    made = ExportDialog()
    qtbot.addWidget(made)
    made.set_photos(SELECTED, SHOWN, {PhotoId(3): Match(0.4, "strong")})
    made.form.folder.setText(str(tmp_path / "out"))
    made.show()
    return made


def chooses(dialog: ExportDialog, label: str, text: str) -> None:
    (combo,) = (c for c in dialog.findChildren(QComboBox) if c.accessibleName() == label and c.isVisible())
    assert combo.findText(text) >= 0, [combo.itemText(row) for row in range(combo.count())]
    combo.setCurrentIndex(combo.findText(text))


def ticks(dialog: ExportDialog, text: str) -> None:
    (box,) = (b for b in dialog.findChildren(QCheckBox) if b.text() == text and b.isVisible())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().topLeft() + box.rect().center() / 8)
    assert box.isEnabled()


def button(dialog: ExportDialog, text: str) -> QAbstractButton:
    return next(b for b in dialog.findChildren(QAbstractButton) if b.text() == text)


def order_of(qtbot: QtBot, dialog: ExportDialog) -> ExportOrder:
    with qtbot.waitSignal(dialog.order_given) as given:
        QTest.mouseClick(button(dialog, "Export"), Qt.MouseButton.LeftButton)
    assert given.args is not None
    order = given.args[0]
    assert isinstance(order, ExportOrder)
    return order


def test_untouched_it_copies_the_selection_as_it_is(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    assert order_of(qtbot, dialog) == ExportOrder(
        SELECTED, Copies(tmp_path / "out"), matches={PhotoId(3): Match(0.4, "strong")}
    )


def test_everything_that_can_be_chosen_is_in_the_order(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    chooses(dialog, "Photos", "All that are shown: 9 photos")
    chooses(dialog, "Names", "By date: 2019-08-03 19.12.00")
    chooses(dialog, "Folders in it", "By month: 2019/2019-08")
    chooses(dialog, "Format", "WebP")
    chooses(dialog, "Size", "At most 2048 pixels")
    chooses(dialog, "Details in the copies", "Without the place")
    dialog.form.sheet.setChecked(True)
    chooses(dialog, "On each page", "5 × 7")
    dialog.form.list.setChecked(True)
    order = order_of(qtbot, dialog)
    rendition = Rendition(ExportFormat.WEBP, 2048, Kept.NO_LOCATION)
    assert order.photo_ids == SHOWN
    assert order.copies == Copies(tmp_path / "out", Naming.DATE, Folders.MONTH, rendition)
    assert order.sheet == Sheet(tmp_path / "out" / "Contact sheet.pdf", 5, 7)
    assert order.list_file == tmp_path / "out" / "Photo list.csv"


def test_sidecars_go_only_with_copies_that_are_not_changed(qtbot: QtBot, dialog: ExportDialog) -> None:
    ticks(dialog, "With the files beside them (XMP, Google Takeout)")
    first = order_of(qtbot, dialog).copies
    assert first is not None
    assert first.has_sidecars
    dialog.show_outcome(ExportOutcome())
    chooses(dialog, "Format", "PNG")
    second = order_of(qtbot, dialog).copies
    assert second is not None
    assert not second.has_sidecars


def test_without_an_aim_a_place_or_photos_there_is_nothing_to_export(dialog: ExportDialog) -> None:
    export = button(dialog, "Export")
    assert export.isEnabled()
    dialog.form.copies.setChecked(False)
    assert not export.isEnabled()
    dialog.form.list.setChecked(True)
    assert export.isEnabled()
    dialog.form.folder.setText("  ")
    assert not export.isEnabled()
    dialog.form.folder.setText("/tmp")
    dialog.set_photos((), (), {})
    assert not export.isEnabled()


def test_what_an_order_would_mean_is_asked_and_told(qtbot: QtBot, dialog: ExportDialog, tmp_path: Path) -> None:
    with qtbot.waitSignal(dialog.plan_wanted):
        dialog.form.folder.setText(str(tmp_path / "elsewhere"))
    copies = (PlannedCopy(Path("a"), Path("b")),)
    away = (NotExported(Path("/p/away.jpg"), TargetReason.AWAY),)
    dialog.show_plan(ExportPlan(copies, away, 12_000_000_000, 3_000_000_000, Path("/照片")))
    assert "3 GB are free, the photos take 12 GB" in dialog.told.text
    assert '"照片" is searched' in dialog.told.text
    assert "1 photo could not be exported." in dialog.told.text
    dialog.show_error(ExportError("unwritable", tmp_path))
    assert dialog.told.text.startswith("Nothing can be written into this folder.")


def test_while_it_runs_it_can_only_be_stopped(qtbot: QtBot, dialog: ExportDialog) -> None:
    order_of(qtbot, dialog)
    assert not dialog.form.isEnabled()
    assert not button(dialog, "Export").isVisible()
    dialog.show_progress(ExportProgress(1, 2, "猫.jpg"))
    (bar,) = dialog.findChildren(QProgressBar)
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (1, 2)
    assert dialog.told.text == "1 of 2 · 猫.jpg"
    with qtbot.waitSignal(dialog.stop_requested):
        QTest.keyClick(button(dialog, "Stop"), Qt.Key.Key_Space)
    dialog.show_outcome(ExportOutcome(copied=1, folder=Path("/out"), first=Path("/out/a"), is_stopped=True))
    assert not dialog.is_running
    assert dialog.form.isEnabled()
    assert "Stopped." in dialog.told.text
    dialog.show_progress(ExportProgress(2, 2))
    assert "Stopped." in dialog.told.text


def test_what_came_of_it_is_told_with_what_could_not_be(qtbot: QtBot, dialog: ExportDialog) -> None:
    order_of(qtbot, dialog)
    failed = (
        NotExported(Path("/p/<b>.jpg"), ProblemReason.DAMAGED),
        NotExported(Path("/p/b.jpg"), TargetReason.REFUSED),
    )
    dialog.show_outcome(
        ExportOutcome(copied=7, folder=Path("/out"), first=Path("/out/a.jpg"), failed=failed, renamed=1)
    )
    assert dialog.told.text.splitlines() == [
        f"7 photos copied to {Path('/out')}.",
        "1 copy bears another name: its own was taken, or not every system takes it.",
        "2 photos could not be exported.",
    ]
    (tree,) = dialog.findChildren(QTreeWidget)
    rows = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    assert [row.text(0) for row in rows if row is not None] == ["<b>.jpg", "b.jpg"]
    with qtbot.waitSignal(dialog.show_in_folder_requested) as asked:
        QTest.mouseClick(button(dialog, "Show in folder"), Qt.MouseButton.LeftButton)
    assert asked.args == [Path("/out/a.jpg")]
    dialog.set_photos((), SHOWN, {})
    assert "2 photos could not be exported." in dialog.told.text
    chooses(dialog, "Format", "PNG")
    assert dialog.told.text == ""
    assert not button(dialog, "Show in folder").isVisible()


def test_a_folder_is_chosen_in_the_systems_dialog(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(tmp_path / "桌面"))
    QTest.mouseClick(button(dialog, "Choose…"), Qt.MouseButton.LeftButton)
    assert dialog.form.folder.text() == str(tmp_path / "桌面")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: "")
    QTest.mouseClick(button(dialog, "Choose…"), Qt.MouseButton.LeftButton)
    assert dialog.form.folder.text() == str(tmp_path / "桌面")


def test_it_changes_its_language_and_keeps_what_was_chosen(
    qtbot: QtBot, dialog: ExportDialog, translation: Translation
) -> None:
    chooses(dialog, "Format", "PNG")
    dialog.show_outcome(ExportOutcome(copied=2, folder=Path("/out"), first=Path("/out/a")))
    translation.use("zh")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "导出照片")
    assert dialog.told.text == f"2 张照片已复制到 {Path('/out')}。"
    assert button(dialog, "导出").isVisible()
    assert dialog.form.order({}).copies == Copies(
        Path(dialog.form.folder.text()), rendition=Rendition(ExportFormat.PNG)
    )


def test_every_control_has_a_name(dialog: ExportDialog) -> None:
    dialog.form.sheet.setChecked(True)
    dialog.form.list.setChecked(True)
    controls = [*dialog.findChildren(QComboBox), *dialog.findChildren(QAbstractButton), dialog.form.folder]
    assert len(controls) > 20
    assert [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())] == []
