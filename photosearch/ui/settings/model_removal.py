"""Asks whether a model may go: what was made with it took hours, and is made again only by looking at every photo."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from photosearch.types.models import ModelSize
from photosearch.words.models import encoder_title, takes_text


def confirm_model_removal(parent: QWidget | None, size: ModelSize) -> bool:
    """Ask; ``size`` is what the model takes."""
    question = ModelRemovalQuestion(size, parent)
    question.exec()
    return question.is_confirmed


class ModelRemovalQuestion(QMessageBox):
    """Cancel is what Enter and Esc choose."""

    def __init__(self, size: ModelSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(self.tr("Remove a model"))
        self.setText(self.tr("Remove {model}?").format(model=encoder_title(size.name)))
        text = self.tr("This goes: {takes}. Your photos stay; to use it again, it looks at each of them anew.")
        self.setInformativeText(text.format(takes=takes_text(size.removable())))
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
