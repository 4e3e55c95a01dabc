"""What is asked about folders: which one to add or to leave out, and whether one may leave the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from photosearch.types.roots import LibraryRoot
from photosearch.ui.look.theme import icon

_ICON_PX = 40


def choose_folder(parent: QWidget | None) -> Path | None:
    """Ask for a folder with the platform's own dialog; None when the person thinks better of it."""
    title = QCoreApplication.translate("LibraryDialog", "Choose a folder with photos")
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def choose_folder_in(parent: QWidget | None, folder: Path) -> Path | None:
    """Ask for a folder below ``folder``; None when the person thinks better of it."""
    title = QCoreApplication.translate("LibraryDialog", "Choose a folder to leave out")
    chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
    return Path(chosen) if chosen else None


def confirm_removal(parent: QWidget | None, root: LibraryRoot) -> bool:
    """Ask whether a folder may leave the library; the sentence says that its files stay."""
    question = RemovalQuestion(root, parent)
    question.exec()
    return question.is_confirmed


class RemovalQuestion(QMessageBox):
    """Cancel is what Enter and Esc choose."""

    def __init__(self, root: LibraryRoot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIconPixmap(icon("folder").pixmap(QSize(_ICON_PX, _ICON_PX), self.devicePixelRatioF()))
        self.setWindowTitle(self.tr("Remove a folder"))
        self.setText(self.tr('Remove "{name}" from the library?').format(name=root.path.name or str(root.path)))
        self.setInformativeText(
            self.tr("The photos stay where they are on the disk; they are only no longer found here.")
        )
        self._remove = self.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        self._remove.setObjectName("Danger")
        self._remove.style().polish(self._remove)
        cancel = self.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(cancel)
        self.setEscapeButton(cancel)

    @property
    def is_confirmed(self) -> bool:
        """Whether the person chose to remove it."""
        return self.clickedButton() is self._remove
