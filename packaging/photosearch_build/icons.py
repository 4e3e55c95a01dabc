"""Draws the app's icon in the forms that systems want. Run inside the build environment: it needs Qt and Pillow."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QIcon

SIZES_PX: Final = (16, 32, 48, 64, 128, 256, 512)


def main(drawing: Path, folder: Path) -> None:
    """Write ``16.png`` ... ``512.png``, ``app.ico`` and ``app.icns`` from an SVG."""
    application = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    icon = QIcon(str(drawing))
    for size_px in SIZES_PX:
        icon.pixmap(QSize(size_px, size_px), 1.0).save(str(folder / f"{size_px}.png"))
    with Image.open(folder / "512.png") as largest:
        largest.save(folder / "app.ico", sizes=[(size_px, size_px) for size_px in SIZES_PX if size_px <= 256])
        largest.save(folder / "app.icns")
    shutil.copyfile(drawing, folder / "app.svg")
    del application


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
