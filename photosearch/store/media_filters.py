"""Which photos are screenshots, selfies, panoramas and so on: told by names, shapes and what their files say.

No file says outright that it is a screenshot or a selfie. Names do on most systems, the lens of a telephone says that
it is the front one, and a PNG without a camera that has the size of a screen is a picture of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, Text, and_, cast, func, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from photosearch.store.tables import PhotoMetadataTable, PhotoTable
from photosearch.types.formats import RAW_FORMATS
from photosearch.types.understood import Media

_SCREENSHOT_NAMES: Final = (
    "screenshot",
    "screen shot",
    "screen_shot",
    "screencap",
    "截图",
    "截圖",
    "截屏",
    "屏幕快照",
    "螢幕快照",
    "螢幕擷取",
    "スクリーンショット",
    "bildschirmfoto",
    "captura de pantalla",
    "capture d",  # Capture d'écran, with either apostrophe and with the accent as one sign or two
)
_SCREENS_PX: Final = frozenset(
    {
        *((1136, 640), (1334, 750), (1792, 828), (1920, 1080), (2208, 1242), (2340, 1080), (2436, 1125), (2532, 1170)),
        *((2556, 1179), (2622, 1206), (2688, 1242), (2778, 1284), (2796, 1290), (2868, 1320)),  # iPhone
        *((1280, 720), (1520, 720), (1600, 720), (2160, 1080), (2244, 1080), (2280, 1080), (2376, 1080), (2388, 1080)),
        *((2400, 1080), (2408, 1080), (2412, 1080), (2424, 1080), (2460, 1080), (2640, 1080), (2560, 1440)),
        *((2960, 1440), (3040, 1440), (3088, 1440), (3120, 1440), (3168, 1440), (3200, 1440), (2992, 1344)),  # Android
        *((1024, 768), (2048, 1536), (2160, 1620), (2224, 1668), (2360, 1640), (2388, 1668), (2732, 2048)),  # iPad
        *((1366, 768), (1440, 900), (1536, 864), (1600, 900), (1680, 1050), (1920, 1200), (2560, 1600), (2880, 1800)),
        *((3024, 1964), (3440, 1440), (3456, 2234), (3840, 2160), (5120, 2880)),  # computers
    }
)
"""Longer side first."""
_PANORAMA: Final = 2.0
"""Times as wide as high: sensors have up to 16:9, which is 1.78."""
_ALTERNATIVES: Final = (
    frozenset({Media.SCREENSHOT, Media.SELFIE, Media.PANORAMA}),
    frozenset({Media.RAW, Media.ANIMATED}),
    frozenset({Media.LIVE}),
    frozenset({Media.BURST}),
)


def of_all(media: frozenset[Media]) -> Iterable[ColumnElement[bool]]:
    """Photos that are of these kinds: of all of them, but of one only among those that exclude one another."""
    for group in _ALTERNATIVES:
        if wanted := sorted(group & media):
            yield or_(*(_of(kind) for kind in wanted))


def _of(media: Media) -> ColumnElement[bool]:
    match media:
        case Media.SCREENSHOT:
            return _is_screenshot()
        case Media.SELFIE:
            return or_(_has(PhotoTable.lens, "front"), _is_named("selfie", "自拍"))
        case Media.PANORAMA:
            is_wide = and_(PhotoTable.width_px >= _PANORAMA * PhotoTable.height_px, not_(_is_screenshot()))
            return or_(is_wide, _is_named("panorama", "全景", r"pano\_"))
        case Media.RAW:
            return PhotoTable.format.in_(sorted(RAW_FORMATS))
        case Media.ANIMATED:
            return PhotoTable.format == "GIF"
        case Media.LIVE:
            return or_(_says(PhotoMetadataTable.content_identifier.is_not(None)), _is_named("mvimg", ".mp.jpg"))
        case Media.BURST:
            return or_(_says(PhotoMetadataTable.burst_id.is_not(None)), _is_named("burst"))


def _is_screenshot() -> ColumnElement[bool]:
    longer = func.max(PhotoTable.width_px, PhotoTable.height_px)
    shorter = func.min(PhotoTable.width_px, PhotoTable.height_px)
    has_screen_size = (longer * 100_000 + shorter).in_(sorted(one * 100_000 + other for one, other in _SCREENS_PX))
    is_of_screen = and_(PhotoTable.format == "PNG", PhotoTable.camera.is_(None), has_screen_size)
    return or_(_is_named(*_SCREENSHOT_NAMES), is_of_screen, _says(_has(PhotoMetadataTable.software, "screenshot")))


def _is_named(*parts: str) -> ColumnElement[bool]:
    """Whether the path below the root, its folders included, has one of these parts, in capitals or not."""
    path = cast(PhotoTable.relative_path, Text)
    return or_(*(path.like(f"%{part}%", escape="\\") for part in parts))


def _has(column: InstrumentedAttribute[str | None], part: str) -> ColumnElement[bool]:
    """Never NULL, so that its opposite can be asked for."""
    return func.coalesce(column, "").like(f"%{part}%")


def _says(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return PhotoTable.photo_id.in_(select(PhotoMetadataTable.photo_id).where(condition))
