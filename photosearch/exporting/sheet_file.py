"""Writes the pages of a contact sheet: all into one PDF, a page at a time, or a PNG each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from PIL import Image

from photosearch.exporting.part_file import claim, part_file
from photosearch.exporting.pdf_document import PdfDocument
from photosearch.exporting.placing import free_place
from photosearch.exporting.sheet_page import DPI

SHEET_SUFFIXES: Final = (".pdf", ".png")


class Pages(Protocol):
    """Takes the pages of a sheet in their order."""

    def add(self, page: Image.Image) -> None:
        """One more page.

        Raises:
            OSError: it cannot be written.
        """


@contextmanager
def pages_into(file: Path, written: list[Path]) -> Iterator[Pages]:
    """Where pages go that become ``file``; what is there in the end is added to ``written``, a PDF only whole.

    Raises:
        OSError: it cannot be written.
    """
    if file.suffix.lower() == ".png":
        yield _Pictures(file, written)
        return
    with part_file(file.parent) as part:
        with part.open("xb") as stream:
            document = PdfDocument(stream, file.stem, DPI)
            yield document
            document.finish()
        written.append(claim_free(part, file))


def claim_free(part: Path, file: Path) -> Path:
    """Give a written file the name of ``file``, with a number where that is taken; what it is called now.

    Raises:
        OSError: it cannot be.
    """
    while True:
        place = free_place(file)
        try:
            claim(part, place)
        except FileExistsError:
            continue  # made in between
        return place


class _Pictures:
    """A PNG a page: ``sheet.png``, ``sheet-2.png``."""

    def __init__(self, file: Path, written: list[Path]) -> None:
        self._file = file
        self._written = written
        self._count = 0

    def add(self, page: Image.Image) -> None:
        self._count += 1
        name = self._file.name if self._count == 1 else f"{self._file.stem}-{self._count}{self._file.suffix}"
        with part_file(self._file.parent) as part:
            page.save(part, "PNG", dpi=(DPI, DPI))
            self._written.append(claim_free(part, self._file.with_name(name)))
