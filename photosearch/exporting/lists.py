"""Writes what is known of photos as a list: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO

from photosearch.types.exporting import Match
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo
from photosearch.words.photo_places import photo_place_text

COLUMNS: Final = (
    *("path", "date", "date_source", "place", "latitude", "longitude", "camera", "lens", "rating", "title", "caption"),
    *("keywords", "width", "height", "size_bytes", "score", "match", "copy"),
)
_LEVELS: Final = "|"
"""Between the words of a keyword, as Lightroom and ExifTool write it."""
_BETWEEN_KEYWORDS: Final = "; "
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text for a formula that begins so (OWASP, CSV injection); an apostrophe makes it a text."""


def write_csv(rows: Iterable[Mapping[str, object]], file: TextIO) -> None:
    """A line for each; ``file`` must be UTF-8 with a byte order mark, or Excel takes it for another encoding."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in COLUMNS])


def write_json(rows: Iterable[Mapping[str, object]], file: TextIO) -> None:
    """A list of objects, each on a line of its own; what nobody tells is null."""
    file.write("[")
    for number, row in enumerate(rows):
        file.write(",\n" if number else "\n")
        # Half surrogates stand for bytes that are no text: they are escaped, and read back the same.
        text = json.dumps(row, ensure_ascii=False)
        file.write("".join(sign if not "\ud800" <= sign <= "\udfff" else f"\\u{ord(sign):04x}" for sign in text))
    file.write("\n]\n")


def rows_of(
    photos: Iterable[Photo], matches: Mapping[PhotoId, Match], copies: Mapping[PhotoId, Path]
) -> Iterator[dict[str, object]]:
    """What is told of each photo, by the names in ``COLUMNS``; its place in the language that is spoken."""
    for photo in photos:
        told, match = photo.metadata.told, matches.get(photo.photo_id)
        copy = copies.get(photo.photo_id)
        yield {
            "path": os.fspath(photo.path),
            "date": told.date and told.date.at.isoformat(),
            "date_source": told.date and told.date.source.value,
            "place": photo.place and photo_place_text(photo.place),
            "latitude": told.position and told.position.latitude_deg,
            "longitude": told.position and told.position.longitude_deg,
            "camera": told.camera and told.camera.value,
            "lens": told.lens and told.lens.value,
            "rating": told.rating and told.rating.value,
            "title": told.title and told.title.value,
            "caption": told.caption and told.caption.value,
            "keywords": [_LEVELS.join(keyword.path) for keyword in told.keywords],
            "width": photo.metadata.width_px,
            "height": photo.metadata.height_px,
            "size_bytes": photo.stamp.size_bytes,
            "score": None if match is None or match.score is None else round(match.score, 6),
            "match": match and match.word,
            "copy": copy and os.fspath(copy),
        }


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list):
        value = _BETWEEN_KEYWORDS.join(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
