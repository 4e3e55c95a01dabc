"""Writes the copies of photos, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from photosearch.decode.failure import DecodeError
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.exporting.ahead import Decoded, decoded_ahead
from photosearch.exporting.copying import copy_unchanged, take_times
from photosearch.exporting.part_file import claim, clear_leftovers, part_file
from photosearch.exporting.placing import Place, Placer
from photosearch.exporting.tally import Tally, is_refused
from photosearch.types.exporting import Copies, ExportFormat, TargetReason
from photosearch.types.files import ProblemReason
from photosearch.types.photos import Photo


class CopyRun:
    """The copies of one export."""

    def __init__(self, copies: Copies, pool: DecodePool, tally: Tally, *, is_listed: bool) -> None:
        """``is_listed``: where each copy went is to be remembered."""
        self._copies = copies
        self._pool = pool
        self._tally = tally
        self._is_listed = is_listed
        self._placer = Placer(copies)
        self._known: set[Path] = set()

    def run(self, photos: Iterable[Photo]) -> None:
        """Copy all of them.

        Raises:
            StoppedError: it should stop.
            DecoderStartError: photos cannot be decoded.
            OSError: nothing more can be written there.
        """
        for photo, decoded in decoded_ahead(self._pool, photos, self._request_of, self._tally.should_stop):
            self._tally.begin(photo)
            reason = absence_of(photo)
            if reason is not None:
                self._tally.fail(photo, reason)
            elif isinstance(decoded, DecodeFailure):
                self._tally.fail(photo, decoded.reason, decoded.detail)
            else:
                self._write(photo, decoded)

    def _request_of(self, photo: Photo) -> DecodeRequest | None:
        rendition = self._copies.rendition
        if rendition.is_copy or absence_of(photo) is not None:
            return None
        return DecodeRequest(path=photo.path, rendition=rendition, wants_hash=False, wants_metadata=False)

    def _write(self, photo: Photo, decoded: Decoded) -> None:
        rendered = None if decoded is None or isinstance(decoded, DecodeFailure) else decoded.rendered
        data = None if rendered is None else rendered.data
        is_part = data is not None and isinstance(decoded, DecodedPhoto) and decoded.part_reason is not None
        is_other = rendered is not None and data is not None and rendered.format != photo.metadata.format
        format_name = rendered.format if rendered is not None and is_other else None
        try:
            place = self._put(photo, format_name, data)
        except DecodeError as error:
            self._tally.fail(photo, error.reason, error.detail)
            return
        except OSError as error:
            if not is_refused(error):
                raise
            self._tally.fail(photo, TargetReason.REFUSED, error.strerror or "")
            return
        tally = self._tally
        tally.copied += 1
        tally.renamed += place.is_renamed
        tally.rewritten += is_other and self._copies.rendition.format is ExportFormat.ORIGINAL
        tally.partial += is_part
        tally.first = tally.first or place.target
        if self._is_listed:
            tally.copies[photo.photo_id] = place.target
        if data is None and self._copies.rendition.is_copy:
            self._put_sidecars(place)

    def _put(self, photo: Photo, format_name: str | None, data: bytes | None) -> Place:
        """Write the copy of a photo: ``data`` in a format, or the file as it is; where it is now."""
        place = self._placer.place(photo, format_name)
        folder = place.target.parent
        if folder not in self._known:
            folder.mkdir(parents=True, exist_ok=True)
            clear_leftovers(folder)
            self._known.add(folder)
        with part_file(folder) as part:
            if data is None:
                copy_unchanged(photo.path, part, self._tally.should_stop)
            else:
                part.write_bytes(data)
                take_times(photo.path, part, photo.stamp.mtime_ns)
            while True:
                try:
                    claim(part, place.target)
                except FileExistsError:  # made in between by another program
                    place = self._placer.place(photo, format_name)
                else:
                    return place

    def _put_sidecars(self, place: Place) -> None:
        """One that left, or that somebody made a file in the place of, is no reason to go without the photo."""
        for source, target in place.sidecars:
            with suppress(DecodeError, FileExistsError), part_file(target.parent) as part:
                copy_unchanged(source, part, self._tally.should_stop)
                claim(part, target)
                self._tally.sidecars += 1


def absence_of(photo: Photo) -> ProblemReason | TargetReason | None:
    """Why there is no file of a photo; None where there should be one."""
    if not photo.is_online:
        return TargetReason.AWAY
    return ProblemReason.VANISHED if photo.is_missing else None
