"""What Google Takeout's JSON file beside a photo says, and what that file is called.

Google documents neither; the fields and names are those of real archives, from before and after the change of 2024 from
``photo.jpg.json`` to ``photo.jpg.supplemental-metadata.json``.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from photosearch.decode.metadata import coordinates
from photosearch.decode.metadata.dates import WrittenDate, of_instant
from photosearch.decode.metadata.encodings import paragraphs
from photosearch.decode.metadata.statement import Statement
from photosearch.types.metadata import DateSource, Origin, Position

JSON_BYTES: Final = 1 << 20
"""Takeout writes 1 to 2 kB."""
_WORDS: Final = ".supplemental-metadata"
_NAME_CHARACTERS: Final = 46
"""Takeout cuts the name, without its ".json", to so many UTF-16 units."""
_SUFFIX: Final = ".json"
_NUMBERED: Final = re.compile(r"(.*)(\(\d+\))(\.[^.]*)")
_EDITED: Final = re.compile(
    r"(.*)-(?:edited|bearbeitet|modifié|editado|modificato|bewerkt|redigerad|muokattu|编辑|已编辑|已修改|編集済み|編輯)"
    r"((?:\(\d+\))?\.[^.]*)"
)


def names_beside(name: str) -> tuple[str, ...]:
    """What Takeout's file for a photo of this name may be called, likeliest first."""
    edited = _EDITED.fullmatch(name)
    originals = (name,) if edited is None else (name, edited[1] + edited[2])
    found: dict[str, None] = {}
    for original in originals:
        numbered = _NUMBERED.fullmatch(original)
        # The number of a copy goes behind the words: "a(1).jpg" has "a.jpg.supplemental-metadata(1).json".
        base, number = (original, "") if numbered is None else (numbered[1] + numbered[3], numbered[2])
        for stem in (base + _WORDS, base):
            found[_cut(stem) + number + _SUFFIX] = None
        found[_cut(original) + _SUFFIX] = None
        found[_cut(original + _WORDS) + _SUFFIX] = None
        found[_cut(original.rpartition(".")[0] or original) + _SUFFIX] = None
    return tuple(found)


def statement_of(data: bytes) -> Statement | None:
    """What the file says; None where it is none of Takeout's."""
    if len(data) > JSON_BYTES:
        return None
    try:
        fields = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not {"photoTakenTime", "geoData", "googlePhotosOrigin"} & fields.keys():
        return None
    written = _date(fields.get("photoTakenTime"))
    description = fields.get("description")
    return Statement(
        origin=Origin.TAKEOUT,
        dates={} if written is None else {DateSource.TAKEOUT: written},
        position=_position(fields.get("geoData")) or _position(fields.get("geoDataExif")),
        caption=paragraphs(description) if isinstance(description, str) else None,
    )


def _cut(name: str) -> str:
    """The name as Takeout shortens it."""
    return name.encode("utf-16-le", "surrogatepass")[: 2 * _NAME_CHARACTERS].decode("utf-16-le", "ignore")


def _date(taken: Any) -> WrittenDate | None:  # noqa: ANN401 - whatever the file holds
    """Seconds since 1970 as digits; 0 is what Takeout writes where it knows none."""
    seconds = taken.get("timestamp") if isinstance(taken, dict) else None
    if not isinstance(seconds, str | int) or re.fullmatch(r"-?\d{1,11}", str(seconds)) is None or int(seconds) == 0:
        return None
    return of_instant(int(seconds))


def _position(place: Any) -> Position | None:  # noqa: ANN401 - whatever the file holds
    if not isinstance(place, dict):
        return None
    latitude, longitude, altitude = (_number(place.get(name)) for name in ("latitude", "longitude", "altitude"))
    return coordinates.position(latitude, longitude, Origin.TAKEOUT, altitude_m=altitude or None)


def _number(value: Any) -> float | None:  # noqa: ANN401 - whatever the file holds
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else None
