"""What IPTC's records say (IIM 4.2, record 2): they stand in a resource of Photoshop's, or in a tag of a TIFF."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from photosearch.decode.metadata import camera_name, keyword_paths
from photosearch.decode.metadata.dates import WrittenDate, parse_date
from photosearch.decode.metadata.encodings import decoded, mended, one_line, paragraphs
from photosearch.decode.metadata.statement import Statement
from photosearch.types.metadata import DateSource, Origin

IPTC_RESOURCE: Final = 0x0404
_RESOURCE_SIGNATURES: Final = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")
_RESOURCES: Final = 1000

_TAG_MARKER: Final = 0x1C
_DATA_SETS: Final = 5000
"""So many data sets are looked at; a press agency's photo has some tens."""
_CODED_CHARACTER_SET: Final = (1, 90)
_UTF_8: Final = b"\x1b%G"
_TITLE: Final = (2, 5)
_KEYWORD: Final = (2, 25)
_DATE_CREATED, _TIME_CREATED = (2, 55), (2, 60)
_BYLINE: Final = (2, 80)
_HEADLINE: Final = (2, 105)
_COPYRIGHT: Final = (2, 116)
_CAPTION: Final = (2, 120)
_PROGRAM: Final = (2, 65)

DataSets = dict[tuple[int, int], list[bytes]]


def iptc_in_resources(resources: bytes) -> bytes:
    """IPTC's records in a block of Photoshop resources; empty where it holds none."""
    return next((data for code, data in resources_in(resources) if code == IPTC_RESOURCE), b"")


def resources_in(block: bytes) -> Iterator[tuple[int, bytes]]:
    """The number and the data of each image resource (Photoshop file format, "Image resource blocks")."""
    at = 0
    for _ in range(_RESOURCES):
        if block[at : at + 4] not in _RESOURCE_SIGNATURES or at + 12 > len(block):
            return
        (code,) = struct.unpack_from(">H", block, at + 4)
        at += 6 + (block[at + 6] + 2) // 2 * 2  # the name: its length, its letters, to an even number
        if at + 4 > len(block):
            return
        (size,) = struct.unpack_from(">I", block, at)
        yield code, block[at + 4 : at + 4 + size]
        at += 4 + (size + 1) // 2 * 2


def statement_of(block: bytes) -> Statement:
    """What the records in ``block`` say."""
    sets = _data_sets(block)
    is_utf_8 = any(value.startswith(_UTF_8) for value in sets.get(_CODED_CHARACTER_SET, ()))
    texts = {key: [_text(value, is_utf_8=is_utf_8) for value in values] for key, values in sets.items()}
    caption = paragraphs(_first(texts, _CAPTION))
    written = _date(sets)
    return Statement(
        origin=Origin.IPTC,
        dates={} if written is None else {DateSource.IPTC: written},
        title=one_line(_first(texts, _TITLE)) or one_line(_first(texts, _HEADLINE)),
        caption=None if caption is None or camera_name.is_stock_caption(caption) else caption,
        keywords=keyword_paths.merged(keyword_paths.flat(text) for text in texts.get(_KEYWORD, ())),
        creator=one_line(", ".join(texts.get(_BYLINE, ())[:10])),
        copyright=one_line(_first(texts, _COPYRIGHT)),
        software=one_line(_first(texts, _PROGRAM)),
    )


def _data_sets(block: bytes) -> DataSets:
    """The values of each data set by (record, number), as far as the block makes sense."""
    sets: DataSets = {}
    at = block.find(_TAG_MARKER)
    for _ in range(_DATA_SETS):
        if at < 0 or at + 5 > len(block) or block[at] != _TAG_MARKER:
            break
        record, number, size = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if size & 0x8000:  # an extended one: so many bytes of length follow
            length_bytes = min(size & 0x7FFF, 8)
            size = int.from_bytes(block[at : at + length_bytes], "big")
            at += length_bytes
        sets.setdefault((record, number), []).append(block[at : at + size])
        at += size
    return sets


def _text(value: bytes, *, is_utf_8: bool) -> str:
    """IIM is ISO 646 unless it says otherwise, and programs say nothing: what is no UTF-8 is told apart by its look."""
    return mended(value.decode("utf-8", "replace")) if is_utf_8 else decoded(value)


def _first(texts: dict[tuple[int, int], list[str]], key: tuple[int, int]) -> str:
    return next((text for text in texts.get(key, ()) if text), "")


def _date(sets: DataSets) -> WrittenDate | None:
    """CCYYMMDD, and HHMMSS with or without a zone; separators are of no matter."""
    day = _digits(sets.get(_DATE_CREATED, ()))[:8]
    if len(day) != 8:
        return None
    written_time = next(iter(sets.get(_TIME_CREATED, ())), b"").decode("latin-1").replace(":", "").strip()
    time, zone = written_time[:6], written_time[6:].strip()
    is_time = len(time) == 6 and time.isdigit()
    text = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if is_time:
        text += f"T{time[:2]}:{time[2:4]}:{time[4:]}"
    return parse_date(text, zone=zone)


def _digits(values: Sequence[bytes]) -> str:
    return "".join(character for character in next(iter(values), b"").decode("latin-1") if character.isdigit())
