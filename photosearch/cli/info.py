"""`photosearch info`: all that is known of files, each value with who told it, in the library or not."""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from photosearch.cli.arguments import path
from photosearch.cli.columns import padded, width
from photosearch.cli.lines import say
from photosearch.cli.opening import opened_engine, print_json
from photosearch.types.file_info import FileInfo
from photosearch.types.metadata import Exposure, FileMetadata, Told
from photosearch.types.photos import PhotoMetadata
from photosearch.types.places import PhotoPlace
from photosearch.words.file_info import info_reason_text, state_text
from photosearch.words.photo_places import photo_place_in
from photosearch.words.quantities import byte_size_text, pixel_size_text
from photosearch.words.spoken import translate
from photosearch.words.told import Fact, further_facts, told_facts

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_FURTHER: Final = (
    "creator",
    "copyright",
    "software",
    "colour_space",
    "subject_distance_m",
    "content_identifier",
    "burst_id",
)
_WITH_ORIGIN: Final = ("camera", "lens", "rating", "title", "caption", "exposure", *_FURTHER)
_LEVELS: Final = "|"
"""Between the words of a keyword, as Lightroom and ExifTool write it."""


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("info", help=translate("Terminal", "show all that is known of files, and who says it"))
    parser.add_argument("files", nargs="+", type=path, metavar="FILE")
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON list"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print what is known; 1 when some files cannot be used, 2 when none can."""
    with opened_engine() as engine:
        infos = [engine.files.about(file) for file in arguments.files]
    if arguments.json:
        print_json([info_object(info) for info in infos])
    else:
        for number, info in enumerate(infos):
            _print(info, is_first=number == 0)
    usable = sum(info.is_usable for info in infos)
    return 0 if usable == len(infos) else 1 if usable else 2


def info_object(info: FileInfo) -> dict[str, object]:
    """What is known of a file as a JSON object; what nobody tells is null."""
    metadata = info.metadata
    told = FileMetadata() if metadata is None else metadata.told
    return {
        "path": os.fspath(info.path),
        "state": info.state.value,
        "reason": info_reason_text(info) or None,
        "reason_code": None if info.reason is None else info.reason.value,
        **_main_values(told),
        "place": None if info.place is None else _place(info.place),
        "width": metadata and metadata.width_px,
        "height": metadata and metadata.height_px,
        "orientation": told.orientation,
        "format": metadata and metadata.format,
        "content_hash": info.content_hash and info.content_hash.hex(),
        "size_bytes": info.size_bytes,
        **_further_values(told),
        "sources": _sources(told),
        "sidecars": [sidecar.name for sidecar in told.sidecars],
        "unread": [{"block": origin.value, "reason": reason.value} for origin, reason in told.unread],
    }


def _main_values(told: FileMetadata) -> dict[str, object]:
    date, place = told.date, told.position
    return {
        "date": date and date.at.isoformat(),
        "date_source": date and date.source.value,
        "date_certain": date and date.is_certain,
        "latitude": place and place.latitude_deg,
        "longitude": place and place.longitude_deg,
        "camera": _plain(told.camera),
        "lens": _plain(told.lens),
        "rating": _plain(told.rating),
        "rating_source": told.rating and told.rating.origin.value,
        "title": _plain(told.title),
        "caption": _plain(told.caption),
        "keywords": [_LEVELS.join(keyword.path) for keyword in told.keywords],
    }


def _place(place: PhotoPlace) -> dict[str, object]:
    town = place.town or place.near
    return {
        "zh": photo_place_in(place, "zh"),
        "en": photo_place_in(place, "en"),
        "country": town and town.country,
    }


def _further_values(told: FileMetadata) -> dict[str, object]:
    date, place = told.date, told.position
    exposure = Exposure() if told.exposure is None else told.exposure.value
    return {
        "date_precision": date and date.precision.value,
        "date_offset_min": date and date.offset_min,
        "altitude_m": place and place.altitude_m,
        "direction_deg": place and place.direction_deg,
        "f_number": exposure.f_number,
        "exposure_s": exposure.time_s,
        "iso": exposure.iso,
        "focal_length_mm": exposure.focal_length_mm,
        "focal_length_35mm": exposure.focal_length_35mm,
        **{name: _plain(getattr(told, name)) for name in _FURTHER},
    }


def _plain(told: Told[Any] | None) -> object:
    value = None if told is None else told.value
    # JSON has no word for it.
    return "infinity" if isinstance(value, float) and math.isinf(value) else value


def _sources(told: FileMetadata) -> dict[str, object]:
    """Who told each value; of keywords a list, in their order."""
    found: dict[str, object] = {
        name: value.origin.value for name in _WITH_ORIGIN if (value := getattr(told, name)) is not None
    }
    if told.date is not None:
        found["date"] = told.date.source.value
    if told.position is not None:
        found["position"] = told.position.origin.value
    if told.keywords:
        found["keywords"] = [keyword.origin.value for keyword in told.keywords]
    return found


def _print(info: FileInfo, *, is_first: bool) -> None:
    if not is_first:
        say("")
    say(os.fspath(info.path))
    facts = list(_facts(info))
    columns = max(width(fact.title) for fact in facts)
    for fact in facts:
        source = translate("Terminal", "  [{source}]").format(source=fact.source) if fact.source else ""
        say(f"  {padded(fact.title, columns)}  {fact.value}{source}")


def _facts(info: FileInfo) -> Iterator[Fact]:
    yield Fact(translate("Terminal", "State"), _state(info))
    if info.metadata is not None:
        yield from told_facts(info.metadata.told, info.place)
        yield from _file_facts(info, info.metadata)
        yield from further_facts(info.metadata.told)


def _state(info: FileInfo) -> str:
    state, reason = state_text(info.state), info_reason_text(info)
    return translate("Terminal", "{state}: {reason}").format(state=state, reason=reason) if reason else state


def _file_facts(info: FileInfo, metadata: PhotoMetadata) -> Iterator[Fact]:
    size = pixel_size_text(metadata.width_px, metadata.height_px)
    if info.size_bytes is not None:
        size = f"{size} · {byte_size_text(info.size_bytes)}"
    yield Fact(translate("Terminal", "Size"), size)
    yield Fact(translate("Terminal", "Format"), metadata.format)
    if info.content_hash is not None:
        yield Fact(translate("Terminal", "Hash"), info.content_hash.hex())
