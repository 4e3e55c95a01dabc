"""Takes photos out of unpacked packages, smaller, as the right way up as their EXIF data says."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps
from PySide6.QtCore import QFile, QIODevice, QResource

LONG_PX = 640
DRAFT_PX = 800
"""What a JPEG decoder need give at least: large photos are read faster so."""
QUALITY = 90
QT_RESOURCES = ".rcc"
"""GCompris keeps its pictures in Qt's resource files; a path leads on into such a file."""


def take_photo(folder: Path, inside: str, target: Path) -> None:
    """Writes one photo of the package unpacked in `folder` as a JPEG of at most 640 px, what is transparent white.

    Raises:
        FileNotFoundError: the package, or this version of it, has no such photo.
    """
    container = next((part for part in PurePosixPath(inside).parents if part.suffix == QT_RESOURCES), None)
    if container is None:
        _reduce(folder / inside, target)
        return
    unpacked = target.with_suffix(PurePosixPath(inside).suffix)
    unpacked.write_bytes(_read_resource(folder / container, str(PurePosixPath(inside).relative_to(container))))
    _reduce(unpacked, target)
    unpacked.unlink()


def _reduce(path: Path, target: Path) -> None:
    with Image.open(path) as opened:
        opened.draft("RGB", (DRAFT_PX, DRAFT_PX))
        image = ImageOps.exif_transpose(opened)
        has_alpha = image.mode in ("P", "LA", "RGBA", "PA")
        image = image.convert("RGBA" if has_alpha else "RGB")
    if has_alpha:
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A"))
        image = flat
    image.thumbnail((LONG_PX, LONG_PX), Image.Resampling.LANCZOS)
    image.save(target, quality=QUALITY)


def _read_resource(container: Path, inside: str) -> bytes:
    activity = container.stem
    root = f"/{activity}"
    if not QResource.registerResource(str(container), root):
        raise FileNotFoundError(container)
    try:
        file = QFile(f":{root}/gcompris/src/activities/{activity}/resource/{inside}")
        if not file.open(QIODevice.OpenModeFlag.ReadOnly):
            raise FileNotFoundError(container / inside)
        content = bytes(file.readAll().data())
        file.close()
        return content
    finally:
        QResource.unregisterResource(str(container), root)
