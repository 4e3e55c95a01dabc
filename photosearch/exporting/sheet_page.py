"""Draws one page of a contact sheet: A4 upright, small pictures in a grid, a caption below each, the page's number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from photosearch.exporting.caption_font import Font, caption_font
from photosearch.types.arrays import UInt8Array
from photosearch.types.exporting import Sheet

DPI: Final = 200
"""Sharp in print at the size of a photo on it, and 12 MB for a page while it is drawn."""
PAGE_PX: Final = (1654, 2339)
"""A4."""
_MARGIN_PX: Final = 90
_GAP_PX: Final = 30
_LARGEST_LETTERS_PX: Final = 30
_SMALLEST_LETTERS_PX: Final = 15
_LINE: Final = 1.35
_PAPER, _INK, _FAINT, _ABSENT = (255, 255, 255), (32, 32, 32), (110, 110, 110), (230, 230, 230)
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Cell:
    """One picture on a page."""

    picture: UInt8Array | None
    """uint8 [height, width, 3] RGB, upright, of any size; None where there is none to show."""
    lines: tuple[str, ...]
    """The caption."""


class PageLayout:
    """Where everything stands on the pages of one sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.per_page = sheet.columns * sheet.rows
        lines = sheet.has_names + sheet.has_dates
        width = (PAGE_PX[0] - 2 * _MARGIN_PX - (sheet.columns - 1) * _GAP_PX) // sheet.columns
        self._letters_px = max(_SMALLEST_LETTERS_PX, min(_LARGEST_LETTERS_PX, width // 13))
        self._line_px = round(self._letters_px * _LINE)
        height = (PAGE_PX[1] - 2 * _MARGIN_PX - (sheet.rows - 1) * _GAP_PX) // sheet.rows
        self._pitch = (width + _GAP_PX, height + _GAP_PX)
        self.picture_px = (width, max(1, height - lines * self._line_px))
        """The room of a picture, which is fitted into it as a whole."""

    def draw(self, cells: Sequence[Cell], page: int, pages: int) -> Image.Image:
        """The page with these cells, at most ``per_page`` of them; ``page`` counts from 1."""
        paper = Image.new("RGB", PAGE_PX, _PAPER)
        pen = ImageDraw.Draw(paper)
        font = caption_font(self._letters_px)
        for number, cell in enumerate(cells):
            row, column = divmod(number, self._sheet.columns)
            place = (_MARGIN_PX + column * self._pitch[0], _MARGIN_PX + row * self._pitch[1])
            self._draw_picture(paper, pen, cell, place)
            self._draw_caption(pen, font, cell, place)
        if pages > 1:
            middle = (PAGE_PX[0] // 2, PAGE_PX[1] - _MARGIN_PX // 2)
            pen.text(middle, f"{page} / {pages}", _FAINT, caption_font(_LARGEST_LETTERS_PX - 6), anchor="mm")
        return paper

    def _draw_picture(self, paper: Image.Image, pen: ImageDraw.ImageDraw, cell: Cell, place: tuple[int, int]) -> None:
        """In the middle of its room, at its foot: captions stand close to their pictures."""
        width, height = self.picture_px
        if cell.picture is None:
            pen.rectangle((*place, place[0] + width - 1, place[1] + height - 1), fill=_ABSENT)
            return
        picture = Image.fromarray(np.ascontiguousarray(cell.picture))
        factor = min(width / picture.width, height / picture.height)
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        if factor < 1:
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        paper.paste(picture, (place[0] + (width - picture.width) // 2, place[1] + height - picture.height))

    def _draw_caption(self, pen: ImageDraw.ImageDraw, font: Font, cell: Cell, place: tuple[int, int]) -> None:
        width, height = self.picture_px
        for number, line in enumerate(cell.lines):
            at = (place[0] + width / 2, place[1] + height + (number + 0.6) * self._line_px)
            pen.text(at, fitted(line, font, width), _FAINT if number else _INK, font, anchor="mm")


def fitted(text: str, font: Font, width_px: int) -> str:
    """``text`` without what cannot be drawn, cut in its middle where it is too wide: names begin and end alike."""
    text = "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
    if font.getlength(text) <= width_px:
        return text
    fewest, most = 0, len(text)
    while fewest < most:
        kept = (fewest + most + 1) // 2
        if font.getlength(_cut(text, kept)) <= width_px:
            fewest = kept
        else:
            most = kept - 1
    return _cut(text, fewest)


def _cut(text: str, kept: int) -> str:
    tail = kept // 2
    return text[: kept - tail] + _ELLIPSIS + text[len(text) - tail :]
