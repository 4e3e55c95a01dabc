"""Countries: Natural Earth's outlines (public domain), CLDR's names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import shapefile

from photosearch.gazetteer.sphere import distances_km
from tools.places.chinese import simplified
from tools.places.rows import Box, Row, with_aliases
from tools.places.sources import NATURAL_EARTH, Sources

DIVISIONS: Final = {
    "HK": ("香港", "Hong Kong", ("香港特别行政区", "中国香港", "HK")),
    "MO": ("澳门", "Macao", ("澳门特别行政区", "中国澳门", "Macau")),
    "TW": ("台湾", "Taiwan", ("台湾省", "中国台湾", "臺灣")),
}
"""Divisions that have a country code of their own."""
_FURTHER: Final = {
    "US": "USA|U.S.|America|United States of America|老美",
    "GB": "UK|U.K.|Britain|Great Britain",
    "MM": "Burma",
    "CZ": "Czech Republic",
    "TR": "Turkey",
    "NL": "Holland|荷兰国",
    "KR": "Korea|南韩|韩国",
    "KP": "North Korea|北韩",
    "AE": "UAE|Emirates",
    "AU": "澳洲|Aussie",
    "NZ": "纽西兰",
    "CN": "中国大陆|PRC",
    "RU": "Russian Federation",
    "CI": "Ivory Coast",
    "SZ": "Swaziland",
    "MK": "Macedonia",
    "LA": "老挝|寮国",
}
_SMALLEST_KM: Final = 5.0
_NEAR_DEG: Final = 6.0
_FAR_DEG: Final = 45.0
_LARGE_SHARE: Final = 0.12


def countries(sources: Sources) -> Iterator[Row]:
    """All of them, and the divisions that have a code of their own."""
    names = [_cldr(sources, locale) for locale in ("zh", "en", "zh-Hant", "zh-Hant-HK")]
    seen: set[str] = set()
    for record in natural_earth(sources, "cultural/ne_10m_admin_0_countries"):
        fields = record.record.as_dict()
        code = "TW" if fields["ADM0_A3"] == "TWN" else fields["ISO_A2_EH"]
        if len(code) != 2 or code in seen or code not in names[0]:
            continue
        seen.add(code)
        yield _country(code, fields, main_box(record.shape), *names)


def natural_earth(sources: Sources, name: str) -> shapefile.Reader:
    """The shapes and records of one of its files."""
    return shapefile.Reader(str(sources.path(NATURAL_EARTH, name)), encoding="utf-8").iterShapeRecords()


def half_diagonal_km(box: Box) -> float:
    """From the middle of a box to its corner, about."""
    south, west, north, east = box
    return float(distances_km(south, west, _array(north), _array(east))[0]) / 2


def main_box(shape: Any) -> Box:  # noqa: ANN401 - pyshp has no types
    """Around the largest part and what is near to it, or large itself: Alaska yes, Guiana and small isles no."""
    parts = sorted((_part_box(points) for points in _parts(shape)), key=_size, reverse=True)
    total = sum(map(_size, parts))
    box = parts[0]
    for part in parts[1:]:
        away = max(0, part[0] - box[2], box[0] - part[2]) + max(0, box[1] - part[3], part[1] - box[3])
        if away < _NEAR_DEG or (_size(part) > _LARGE_SHARE * total and away < _FAR_DEG):
            box = min(box[0], part[0]), min(box[1], part[1]), max(box[2], part[2]), max(box[3], part[3])
    return box


def _country(
    code: str,
    fields: dict[str, Any],
    box: Box,
    zh: dict[str, str],
    en: dict[str, str],
    hant: dict[str, str],
    hk: dict[str, str],
) -> Row:
    place = (
        fields["LABEL_Y"],
        fields["LABEL_X"],
        max(_SMALLEST_KM, half_diagonal_km(box)),
        box,
        int(fields["POP_EST"]),
    )
    if code in DIVISIONS:
        chinese, english, others = DIVISIONS[code]
        return Row("province", chinese, english, others, code, "", *place)
    taiwan = hant.get(code, "")
    names = [
        *(fields["NAME_ZH"], taiwan, hk.get(code, ""), simplified(taiwan)),
        *(fields["NAME_EN"], fields["NAME_LONG"], fields["FORMAL_EN"]),
        *(zh.get(f"{code}-alt-variant", ""), en.get(f"{code}-alt-variant", ""), en.get(f"{code}-alt-short", "")),
        *_FURTHER.get(code, "").split("|"),
    ]
    return with_aliases(Row("country", zh[code], en[code], (), code, "", *place), names)


def _cldr(sources: Sources, locale: str) -> dict[str, str]:
    found = sources.json(f"cldr-localenames-full/package/main/{locale}/territories.json")
    names: dict[str, str] = found["main"][locale]["localeDisplayNames"]["territories"]
    return names


def _parts(shape: Any) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
    ends = [*shape.parts[1:], len(shape.points)]
    yield from (shape.points[start:end] for start, end in zip(shape.parts, ends, strict=True))


def _part_box(points: list[tuple[float, float]]) -> Box:
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return min(latitudes), min(longitudes), max(latitudes), max(longitudes)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _array(value: float) -> Any:  # noqa: ANN401
    import numpy as np

    return np.asarray([value], np.float64)
