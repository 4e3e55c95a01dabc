"""Finds a font for the captions of a contact sheet: one that has Chinese as well as Latin letters."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

_TELLING_LETTER: Final = "猫"
_NO_LETTER: Final = "\U0010fffd"
"""For private use: no font of a system has it, so it looks as what is missing does."""
_FONTCONFIG: Final = ("fc-match", "-f", "%{file}\n%{index}", "sans-serif:lang=zh-cn")
_FONTCONFIG_S: Final = 5.0
_WINDOWS: Final = ("msyh.ttc", "Deng.ttf", "simhei.ttf", "simsun.ttc", "msjh.ttc")
_MACOS: Final = (
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
    "/Library/Fonts/Arial Unicode.ttf",
)
_LINUX: Final = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font in a file; some hold several, by number."""

    path: Path
    index: int = 0


Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def caption_font(size_px: int) -> Font:
    """The font in a size; where none was found Pillow's own, which has Latin letters only."""
    found = font_file()
    if found is None:
        return ImageFont.load_default(size_px)
    return ImageFont.truetype(found.path, size_px, found.index)


@cache
def font_file() -> FontFile | None:
    """The first font of this machine that has Chinese; None where there is none."""
    return next(filter(_has_chinese, _candidates()), None)


def _candidates() -> Iterator[FontFile]:
    if sys.platform == "win32":
        folders = (Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",)
        yield from (FontFile(folder / name) for folder in folders for name in _WINDOWS)
    elif sys.platform == "darwin":
        yield from (FontFile(Path(path)) for path in _MACOS)
    else:
        yield from _by_fontconfig()
        yield from (FontFile(Path(path)) for path in _LINUX)


def _by_fontconfig() -> Iterator[FontFile]:
    try:
        told = subprocess.run(_FONTCONFIG, capture_output=True, timeout=_FONTCONFIG_S, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return
    path, _, index = os.fsdecode(told).partition("\n")
    # The upper half of the number is that of a variant.
    yield FontFile(Path(path), int(index) & 0xFFFF if index.isdecimal() else 0)


def _has_chinese(font: FontFile) -> bool:
    try:
        opened = ImageFont.truetype(font.path, 24, font.index)
        return bytes(opened.getmask(_TELLING_LETTER)) != bytes(opened.getmask(_NO_LETTER))
    except (OSError, ValueError):
        return False
