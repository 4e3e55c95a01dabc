"""Reads all that is told of one photo: the one way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from photosearch.decode.failure import DECODER_ERRORS
from photosearch.decode.metadata import exif, extended_xmp, file_names, iptc, png_text, sidecars, xmp
from photosearch.decode.metadata.blocks import Blocks
from photosearch.decode.metadata.dates import WrittenDate, here, of_instant
from photosearch.decode.metadata.precedence import weighed
from photosearch.decode.metadata.statement import Statement
from photosearch.types.metadata import DateSource, FileMetadata, Origin, UnreadReason

READERS_VERSION: Final = "2"
"""Changes whenever another value would come out: libraries are then read again in the background."""

Unread = tuple[Origin, UnreadReason]


def read_told(
    blocks: Blocks, path: Path | None = None, mtime_ns: int | None = None, now: dt.datetime | None = None
) -> FileMetadata:
    """All that is told of a photo. Never raises for what a file says.

    Args:
        path: of the photo: its name is read, and the files beside it; None for a picture without a file.
        mtime_ns: when the file was last changed, since 1970 in UTC.
        now: by the clock here, naive local time.
    """
    beside = sidecars.Beside() if path is None else sidecars.read_beside(path)
    unread = beside.unread
    statements = [*beside.statements, *_inside(blocks, unread)]
    told = weighed(statements, _of_the_file(path, mtime_ns), now or dt.datetime.now())
    return replace(
        told,
        orientation=blocks.orientation or told.orientation,
        sidecars=tuple(beside.files),
        unread=tuple(dict.fromkeys(unread)),
    )


def _inside(blocks: Blocks, unread: list[Unread]) -> Iterator[Statement]:
    """What each block in the file says; one that cannot be read costs no other."""
    yield from _guarded(Origin.EXIF, unread, lambda: _of_exif(blocks))
    yield from _guarded(Origin.XMP, unread, lambda: _of_xmp(blocks, unread))
    if blocks.iptc:
        yield from _guarded(Origin.IPTC, unread, lambda: [iptc.statement_of(blocks.iptc)])
    if blocks.texts:
        yield from _guarded(Origin.PNG_TEXT, unread, lambda: [png_text.statement_of(blocks.texts)])


def _guarded(origin: Origin, unread: list[Unread], read: Callable[[], list[Statement]]) -> list[Statement]:
    try:
        return read()
    except DECODER_ERRORS:
        unread.append((origin, UnreadReason.DAMAGED))
        return []


def _of_exif(blocks: Blocks) -> list[Statement]:
    tags = blocks.tags
    return [] if tags is None else [exif.statement_of(tags), exif.maker_statement_of(tags)]


def _of_xmp(blocks: Blocks, unread: list[Unread]) -> list[Statement]:
    if not blocks.xmp:
        return []
    properties, reason = xmp.read_packet(blocks.xmp)
    if reason is not None:
        unread.append((Origin.XMP, reason))
    guid = properties.get(extended_xmp.HAS_EXTENDED)
    if guid is not None and blocks.extended_xmp:
        extension, reason = extended_xmp.joined(blocks.extended_xmp, guid.text)
        if reason is not None:
            unread.append((Origin.XMP, reason))
        properties = {**_extension(extension, unread), **properties}
    return [xmp.statement_of(properties, Origin.XMP)]


def _extension(packet: bytes, unread: list[Unread]) -> xmp.Properties:
    if not xmp.may_tell(packet):
        return {}
    properties, reason = xmp.read_packet(packet)
    if reason is not None:
        unread.append((Origin.XMP, reason))
    return properties


def _of_the_file(path: Path | None, mtime_ns: int | None) -> Iterator[tuple[DateSource, WrittenDate]]:
    """What the name says, and the file's time by the clocks of this machine's zone."""
    named = None if path is None else file_names.date_in(path.name)
    if named is not None:
        yield DateSource.NAME, named
    if mtime_ns is not None and (changed := of_instant(mtime_ns / 1e9)) is not None:
        at, offset_min = here(changed.at)
        yield DateSource.FILE_TIME, WrittenDate(at, offset_min)
