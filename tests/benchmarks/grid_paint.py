"""The grid by itself with a hundred thousand hits of a made-up library: what the window benchmark scrolls."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.types.queries import Band
from photosearch.ui.background import Background
from photosearch.ui.grid.hits import Hits
from photosearch.ui.grid.results_model import ResultsModel
from photosearch.ui.grid.results_view import ResultsView
from photosearch.ui.grid.shapes import Shapes
from photosearch.ui.grid.thumbnail_loader import ThumbnailLoader
from tests.fakes import FakeEngine
from tests.photos import PHOTOS

_HEIGHT_PX = 800
_PATIENCE_S = 10.0


class Grid:
    """The real view, model and thumbnail loader. Every method paints at once."""

    def __init__(self, app: QApplication, rows: int, *, keeps_shape: bool = False) -> None:
        self._background = Background(app)
        self._model = ResultsModel(self._background, app)
        self._thumbnails = ThumbnailLoader(self._background, app)
        self._ids = np.arange(1, rows + 1, dtype=np.int64)
        bands = np.repeat(np.asarray([Band.STRONG, Band.POSSIBLE], np.uint8), [rows // 2, rows - rows // 2])
        self._hits = Hits(self._ids, bands)
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        # Ready-made files: that a fake engine draws its thumbnails in Python is no cost of ours.
        files = _thumbnails(folder)
        self._model.start(FakeEngine(folder, rows).library.photos)
        self._thumbnails.start(lambda photo: files[photo.photo_id % len(files)])
        shapes = Shapes()
        sides = [_aspect(file) for file in files]
        shapes.start(lambda ids: np.asarray([sides[each % len(sides)] for each in ids.tolist()], np.float32))
        shapes.learn(self._ids)
        self.view = ResultsView(self._model, self._thumbnails, shapes)
        self.view.set_keeps_shape(keeps_shape)
        self.view.resize(1200, _HEIGHT_PX)
        self.view.show()

    def show_hits(self) -> None:
        """All rows, as a new answer."""
        self._model.set_hits(Hits(self._hits.photo_ids.copy(), self._hits.bands))
        QCoreApplication.processEvents()
        self.view.viewport().repaint()

    def scroll_to(self, value: int) -> None:
        """As the scroll bar does."""
        self.view.verticalScrollBar().setValue(value)
        self.view.viewport().repaint()

    def resize(self, width_px: int) -> None:
        """As a person dragging the window's edge does."""
        self.view.resize(width_px, _HEIGHT_PX)
        self.view.viewport().repaint()

    def settle(self) -> None:
        """Let the records and thumbnails of what is visible come."""
        deadline_s = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline_s:
            QCoreApplication.processEvents()
            time.sleep(0.02)
            if not self._model.is_fetching and self._thumbnails.is_idle:
                return

    def close(self) -> None:
        """End its threads."""
        self._background.close()
        self._thumbnails.close()
        self._folder.cleanup()


def _aspect(file: Path) -> float:
    with Image.open(file) as image:
        return image.width / image.height


def _thumbnails(folder: Path) -> list[Path]:
    cache = ThumbnailCache(folder / "cache", 1 << 30)
    sources = sorted(PHOTOS.glob("*.jpg"))
    for number, source in enumerate(sources):
        with Image.open(source) as image:
            cache.write(number.to_bytes(16, "big"), image.convert("RGB"))
    return [cache.path_of(number.to_bytes(16, "big")) for number in range(len(sources))]
