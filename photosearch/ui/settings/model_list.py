"""The models: what each is good for and takes, which one answers, and how to get another (download or file)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from photosearch.types.models import EncoderInfo, ModelSize
from photosearch.ui.settings.model_card import ModelCard
from photosearch.words.models import encoder_title


class ModelList(QWidget):
    """One card for each encoder there is, and for each that left something behind."""

    encoder_chosen = Signal(str)
    install_requested = Signal(str)
    install_file_requested = Signal(str, object)
    install_cancelled = Signal(str)
    removal_requested = Signal(object)
    """What the model takes, a ``ModelSize``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, ModelCard] = {}
        self._encoders: tuple[EncoderInfo, ...] = ()
        self._sizes: dict[str, ModelSize] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def set_encoders(self, encoders: Sequence[EncoderInfo]) -> None:
        """Show these encoders, in this order; progress of a running installation stays."""
        self._encoders = tuple(encoders)
        self._show()

    def set_sizes(self, sizes: Sequence[ModelSize]) -> None:
        """Show what each model takes of the disk."""
        self._sizes = {size.name: size for size in sizes}
        self._show()

    def set_removing(self, name: str, is_removing: bool) -> None:
        """Show that a model is being removed, or that it could not be."""
        if name in self._cards:
            self._cards[name].set_removing(is_removing)

    def set_begun(self, name: str, *, is_download: bool) -> None:
        """Show that an installation began."""
        if name in self._cards:
            self._cards[name].set_begun(is_download=is_download)

    def set_progress(self, name: str, done_bytes: int, total_bytes: int | None) -> None:
        """Show how far an installation is."""
        if name in self._cards:
            self._cards[name].set_progress(done_bytes, total_bytes)

    def set_finished(self, name: str, error_text: str) -> None:
        """Show that an installation ended: well, or with this sentence."""
        if name in self._cards:
            self._cards[name].set_finished(error_text)

    def _show(self) -> None:
        offered = {encoder.name for encoder in self._encoders}
        left = [size for name, size in self._sizes.items() if self._encoders and name not in offered]
        encoders = (*self._encoders, *(EncoderInfo(s.name, s.encoder_id, 0, is_installed=False) for s in left))
        for name in self._cards.keys() - {encoder.name for encoder in encoders}:
            card = self._cards.pop(name)
            card.hide()
            card.deleteLater()
        for encoder in encoders:
            if encoder.name not in self._cards:
                self._cards[encoder.name] = self._new_card(encoder.name)
            card = self._cards[encoder.name]
            card.set_encoder(encoder, is_offered=encoder.name in offered)
            card.set_size(self._sizes.get(encoder.name))

    def _new_card(self, name: str) -> ModelCard:
        card = ModelCard(name, self)
        card.use_requested.connect(self.encoder_chosen)
        card.install_requested.connect(self.install_requested)
        card.cancel_requested.connect(self.install_cancelled)
        card.file_wanted.connect(self._choose_file)
        card.removal_requested.connect(self.removal_requested)
        self._column.addWidget(card)
        return card

    def _choose_file(self, name: str) -> None:
        title = self.tr("Choose the weights of {model}").format(model=encoder_title(name))
        dialog = QFileDialog(
            self, title, "", self.tr("Weights (*.onnx *.safetensors *.bin *.pt *.pth *.zip);;All files (*)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self._on_file_selected, name))
        dialog.open()

    def _on_file_selected(self, name: str, file: str) -> None:
        self.install_file_requested.emit(name, Path(file))
