"""What a sentence was understood to mean, as JSON."""

from __future__ import annotations

import os
import re
from typing import Final

from photosearch.types.places import NamedPlace
from photosearch.types.understood import (
    AtPlace,
    Chip,
    DayRange,
    Days,
    Favourite,
    InFolder,
    InFormat,
    Lacking,
    Meaning,
    OfMedia,
    Rated,
    Understood,
    Upright,
    WithCamera,
    Without,
    Written,
)

_CHINESE: Final = re.compile(r"[㐀-鿿]")


def understood_json(understood: Understood) -> dict[str, object]:
    """``{"chips": [...], "words": ...}``; docs/sentences.md tells the fields of each kind of chip."""
    return {"chips": [_chip_json(chip) for chip in understood.chips], "words": understood.words}


def _chip_json(chip: Chip) -> dict[str, object]:
    return {"kind": chip.kind.value, "text": chip.text, **_meaning_json(chip.meaning, chip.text)}


def _meaning_json(meaning: Meaning, text: str) -> dict[str, object]:
    match meaning:
        case Days():
            ranges = {"ranges": list(map(_range_json, meaning.ranges))} if len(meaning.ranges) > 1 else {}
            return {**_range_json(meaning.span), **ranges}
        case AtPlace():
            candidates = {"candidates": [_place_json(place, text) for place in meaning.candidates]}
            return {**_place_json(meaning.chosen[0], text), **(candidates if len(meaning.candidates) > 1 else {})}
        case WithCamera():
            return {"name": " ".join(meaning.words), "words": list(meaning.words)}
        case OfMedia():
            return {"name": meaning.media.value}
        case Upright():
            return {"name": meaning.orientation.value}
        case Rated():
            return {"from": meaning.least, "until": meaning.most}
        case InFormat():
            return {"name": ", ".join(sorted(meaning.formats)), "formats": sorted(meaning.formats)}
        case InFolder():
            paths = list(map(os.fspath, meaning.folders))
            return {"name": meaning.folders[0].name or paths[0], "folders": paths}
        case Favourite():
            return {}
        case Written():
            return {"name": " › ".join(meaning.parts), "field": meaning.field.value}
        case Without():
            return {"name": meaning.text}
        case Lacking():
            return {"name": text, "trait": {"kind": meaning.kind.value, **_meaning_json(meaning.trait, text)}}


def _range_json(days: DayRange) -> dict[str, object]:
    """The first and the last day, both inclusive; null where it is open."""
    return {
        "from": None if days.first is None else days.first.isoformat(),
        "until": None if days.last is None else days.last.isoformat(),
    }


def _place_json(place: NamedPlace, text: str) -> dict[str, object]:
    """``name`` in the language of what was typed."""
    names = (place.chinese, place.english) if _CHINESE.search(text) else (place.english, place.chinese)
    return {
        "name": next(filter(None, names), ""),
        "zh": place.chinese,
        "en": place.english,
        "place_kind": place.kind.value,
        "country": place.country,
        "latitude": place.latitude_deg,
        "longitude": place.longitude_deg,
        "radius_km": place.radius_km,
    }
