"""The models: what each is good for, which one answers, and how to get another (download or file)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photosearch.types import EncoderInfo
from photosearch.ui.plain_text import plain_label, plain_tip
from photosearch.ui.theme import font
from photosearch.words.models import download_text, encoder_note, encoder_title
from photosearch.words.quantities import byte_size_text

_STEPS = 1000
_RECOMMENDED = "ViT-B-16"


class ModelList(QWidget):
    """One card for each encoder."""

    encoder_chosen = Signal(str)
    install_requested = Signal(str)
    install_file_requested = Signal(str, object)
    install_cancelled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, _ModelCard] = {}
        self._encoders: tuple[EncoderInfo, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def set_encoders(self, encoders: Sequence[EncoderInfo]) -> None:
        """Show these encoders, in this order; progress of a running installation stays."""
        self._encoders = tuple(encoders)
        gone = self._cards.keys() - {encoder.name for encoder in encoders}
        for name in gone:
            card = self._cards.pop(name)
            card.hide()
            card.deleteLater()
        for encoder in encoders:
            if encoder.name not in self._cards:
                self._cards[encoder.name] = self._new_card(encoder.name)
            self._cards[encoder.name].set_encoder(encoder)

    def set_progress(self, name: str, done_bytes: int, total_bytes: int | None) -> None:
        """Show how far an installation is."""
        if name in self._cards:
            self._cards[name].set_progress(done_bytes, total_bytes)

    def set_finished(self, name: str, error_text: str) -> None:
        """Show that an installation ended: well, or with this sentence."""
        if name in self._cards:
            self._cards[name].set_finished(error_text)

    def _new_card(self, name: str) -> _ModelCard:
        card = _ModelCard(name, self)
        card.use_requested.connect(self.encoder_chosen)
        card.install_requested.connect(self.install_requested)
        card.cancel_requested.connect(self.install_cancelled)
        card.file_wanted.connect(self._choose_file)
        self._column.addWidget(card)
        return card

    def _choose_file(self, name: str) -> None:
        title = self.tr("Choose the weights of {model}").format(model=encoder_title(name))
        dialog = QFileDialog(self, title, "", self.tr("Weights (*.pt *.pth);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self._on_file_selected, name))
        dialog.open()

    def _on_file_selected(self, name: str, file: str) -> None:
        self.install_file_requested.emit(name, Path(file))


class _ModelCard(QFrame):
    use_requested = Signal(str)
    install_requested = Signal(str)
    cancel_requested = Signal(str)
    file_wanted = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._encoder = EncoderInfo(name, None, 0, is_installed=False)
        self._is_running = False
        self._error = ""
        self._build()

    def set_encoder(self, encoder: EncoderInfo) -> None:
        self._encoder = encoder
        self._show()

    def set_progress(self, done_bytes: int, total_bytes: int | None) -> None:
        self._is_running = True
        self._error = ""
        self._bar.setRange(0, _STEPS if total_bytes else 0)
        self._bar.setValue(round(_STEPS * done_bytes / total_bytes) if total_bytes else 0)
        self._status.setText(download_text(done_bytes, total_bytes))
        self._bar.setAccessibleName(self._status.text())
        self._show()

    def set_finished(self, error_text: str) -> None:
        self._is_running = False
        self._error = error_text
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _build(self) -> None:
        self._title, self._note, self._status = plain_label(), plain_label(), plain_label()
        self._note.setObjectName("Muted")
        for label in (self._note, self._status):
            label.setFont(font("small"))
            label.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._use, self._install, self._file, self._cancel = (QPushButton() for _ in range(4))
        self._install.setObjectName("Primary" if self._encoder.name == _RECOMMENDED else "")
        self._file.setObjectName("Quiet")
        for button, signal in (
            (self._use, self.use_requested),
            (self._install, self.install_requested),
            (self._file, self.file_wanted),
            (self._cancel, self.cancel_requested),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._emit, signal))
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for widget in (self._title, self._note, self._bar, self._status):
            texts.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        for button in (self._file, self._use, self._install, self._cancel):
            row.addWidget(button)

    def _show(self) -> None:
        encoder, name = self._encoder, encoder_title(self._encoder.name)
        self._title.setText(self.tr("{model} · in use").format(model=name) if encoder.is_active else name)
        self._title.setObjectName("Link" if encoder.is_active else "")
        self._title.style().polish(self._title)
        self._note.setText(self._note_text())
        self._bar.setVisible(self._is_running)
        self._status.setVisible(self._is_running or bool(self._error))
        self._status.setObjectName("Danger" if self._error else "Muted")
        self._status.style().polish(self._status)
        if self._error:
            self._status.setText(self._error)
        is_idle = not self._is_running
        self._name_button(self._use, self.tr("Use"), encoder.is_installed and not encoder.is_active and is_idle)
        self._name_button(self._install, self.tr("Download"), not encoder.is_installed and is_idle)
        self._name_button(self._file, self.tr("From a file…"), not encoder.is_installed and is_idle)
        self._name_button(self._cancel, self.tr("Cancel"), self._is_running)

    def _note_text(self) -> str:
        size = self._encoder.download_bytes
        note = encoder_note(self._encoder.name)
        return f"{note} ({byte_size_text(size)})" if size and not self._encoder.is_installed else note

    def _name_button(self, button: QPushButton, text: str, is_shown: bool) -> None:
        button.setText(text)
        button.setAccessibleName(f"{text} {encoder_title(self._encoder.name)}")
        button.setToolTip(plain_tip(f"{text}: {encoder_title(self._encoder.name)}"))
        button.setVisible(is_shown)

    def _emit(self, signal: SignalInstance, _is_checked: bool = False) -> None:
        signal.emit(self._encoder.name)
