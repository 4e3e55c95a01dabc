"""One model in the settings: what it is good for, what it takes of the disk, and what can be done with it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from photosearch.types.models import EncoderInfo, ModelSize
from photosearch.ui.look.plain_text import plain_label, plain_tip
from photosearch.ui.look.theme import font
from photosearch.words.models import download_text, encoder_note, encoder_title, takes_text
from photosearch.words.quantities import byte_size_text
from photosearch.words.sentence import with_detail

_STEPS = 1000
_RECOMMENDED = "ViT-B-16"


class ModelCard(QFrame):
    """Says what is wanted; what comes of it, it is told."""

    use_requested = Signal(str)
    install_requested = Signal(str)
    cancel_requested = Signal(str)
    file_wanted = Signal(str)
    removal_requested = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._encoder = EncoderInfo(name, None, 0, is_installed=False)
        self._size: ModelSize | None = None
        self._is_offered = True
        self._is_running = False
        self._is_beginning = False
        self._is_download = True
        self._error = ""
        self._build()

    def set_encoder(self, encoder: EncoderInfo, *, is_offered: bool = True) -> None:
        """Show what is known of the model; one that is not ``is_offered`` is no longer to be had."""
        self._encoder = encoder
        self._is_offered = is_offered
        self._show()

    def set_size(self, size: ModelSize | None) -> None:
        """Show what it takes of the disk, None: nothing."""
        self._size = size
        self._remove.setEnabled(True)
        self._show()

    def set_begun(self, *, is_download: bool) -> None:
        """Its installation began: nothing has arrived, and what went wrong before is past."""
        self._is_running = self._is_beginning = True
        self._is_download = is_download
        self._error = ""
        self._bar.setRange(0, 0)
        self._show()

    def set_progress(self, done_bytes: int, total_bytes: int | None) -> None:
        """Show how far its installation is."""
        self._is_running = True
        self._is_beginning = False
        self._error = ""
        self._bar.setRange(0, _STEPS if total_bytes else 0)
        self._bar.setValue(round(_STEPS * done_bytes / total_bytes) if total_bytes else 0)
        self._status.setText(download_text(done_bytes, total_bytes))
        self._bar.setAccessibleName(self._status.text())
        self._show()

    def set_finished(self, error_text: str) -> None:
        """Show that its installation ended: well, or with this sentence."""
        self._is_running = self._is_beginning = False
        self._error = error_text
        self._show()

    def set_removing(self, is_removing: bool) -> None:
        """It is being removed: once is enough."""
        self._remove.setEnabled(not is_removing)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def _build(self) -> None:
        self._title, self._note, self._takes, self._status = (plain_label() for _ in range(4))
        self._note.setObjectName("Muted")
        self._takes.setObjectName("Muted")
        for label in (self._note, self._takes, self._status):
            label.setFont(font("small"))
            label.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._use, self._install, self._file, self._cancel, self._remove = (QPushButton() for _ in range(5))
        self._install.setObjectName("Primary" if self._encoder.name == _RECOMMENDED else "")
        for quiet in (self._file, self._remove):
            quiet.setObjectName("Quiet")
        for button, signal in (
            (self._use, self.use_requested),
            (self._install, self.install_requested),
            (self._file, self.file_wanted),
            (self._cancel, self.cancel_requested),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._emit, signal))
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._on_remove_clicked)
        texts = QVBoxLayout()
        texts.setSpacing(4)
        for widget in (self._title, self._note, self._takes, self._bar, self._status):
            texts.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        for button in (self._remove, self._file, self._use, self._install, self._cancel):
            row.addWidget(button)

    def _show(self) -> None:
        encoder, name = self._encoder, encoder_title(self._encoder.name)
        self._title.setText(self.tr("{model} · in use").format(model=name) if encoder.is_active else name)
        self._title.setObjectName("Link" if encoder.is_active else "")
        self._title.style().polish(self._title)
        self._note.setText(self._note_text())
        self._note.setVisible(bool(self._note.text()))
        self._takes.setText(self._takes_text())
        self._takes.setVisible(bool(self._takes.text()))
        self._bar.setVisible(self._is_running)
        self._status.setVisible(self._is_running or bool(self._error))
        self._status.setObjectName("Danger" if self._error else "Muted")
        self._status.style().polish(self._status)
        if self._error:
            self._status.setText(self._error)
        elif self._is_beginning:
            self._status.setText(self.tr("Connecting…") if self._is_download else self.tr("Reading the file…"))
            self._bar.setAccessibleName(self._status.text())
        is_idle = not self._is_running
        is_to_be_had = self._is_offered and not encoder.is_installed and is_idle
        self._name_button(self._use, self.tr("Use"), encoder.is_installed and not encoder.is_active and is_idle)
        self._name_button(self._install, self.tr("Download"), is_to_be_had)
        self._name_button(self._file, self.tr("From a file…"), is_to_be_had)
        self._name_button(self._cancel, self.tr("Cancel"), self._is_running)
        self._name_button(self._remove, self.tr("Remove model…"), self._is_removable and is_idle)

    @property
    def _is_removable(self) -> bool:
        """What comes with photosearch stays: of that only what was made with it can go."""
        size = self._size
        is_used = size is None or size.is_active or self._encoder.is_active
        return size is not None and not is_used and size.removable().total_bytes > 0

    def _takes_text(self) -> str:
        size = self._size
        if size is None or not size.total_bytes:
            return ""
        return self.tr("Takes {size}: {parts}").format(size=byte_size_text(size.total_bytes), parts=takes_text(size))

    def _note_text(self) -> str:
        size = self._encoder.download_bytes
        note = encoder_note(self._encoder.name)
        return with_detail(note, byte_size_text(size)) if size and not self._encoder.is_installed else note

    def _name_button(self, button: QPushButton, text: str, is_shown: bool) -> None:
        button.setText(text)
        button.setAccessibleName(f"{text} {encoder_title(self._encoder.name)}")
        button.setToolTip(plain_tip(f"{text}: {encoder_title(self._encoder.name)}"))
        button.setVisible(is_shown)

    def _emit(self, signal: SignalInstance, _is_checked: bool = False) -> None:
        signal.emit(self._encoder.name)

    def _on_remove_clicked(self) -> None:
        if self._size is not None:
            self.removal_requested.emit(self._size)
