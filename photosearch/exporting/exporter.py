"""Carries an export out: copies, then a sheet, then a list; a photo that cannot be exported is named, the rest goes on.

In memory are never more than a few photos: records come in batches, and as many pictures are decoded ahead as there are
workers. Whatever stops it, what it tells is there is there, whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.worker_pool import DecodePool
from photosearch.errors import DecoderStartError, ExportError
from photosearch.exporting.copies import CopyRun, absence_of
from photosearch.exporting.copying import StoppedError
from photosearch.exporting.lists import rows_of, write_csv, write_json
from photosearch.exporting.part_file import part_file
from photosearch.exporting.placing import Placer, first_existing, planned_format
from photosearch.exporting.sheet_file import SHEET_SUFFIXES, claim_free
from photosearch.exporting.sheets import SheetRun
from photosearch.exporting.tally import Tally, trouble_of
from photosearch.types.exporting import (
    ExportOrder,
    ExportOutcome,
    ExportPlan,
    ExportProgress,
    NotExported,
    PlannedCopy,
)
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo

_BATCH: Final = 500
_LIST_SUFFIXES: Final = (".csv", ".json")

FetchPhotos = Callable[[Sequence[PhotoId]], list[Photo]]
"""The records of these photos, in that order."""


class Exporter:
    """Thread-safe; both calls block."""

    def __init__(self, photos: FetchPhotos, pool: DecodePool, thumbnails: ThumbnailCache) -> None:
        self._fetch = photos
        self._pool = pool
        self._thumbnails = thumbnails

    def plan(self, order: ExportOrder) -> ExportPlan:
        """What would be done.

        Raises:
            ExportError: it cannot be.
        """
        check(order)
        placer = None if order.copies is None else Placer(order.copies)
        copies: list[PlannedCopy] = []
        away: list[NotExported] = []
        size_bytes = 0
        for photo in self._photos(order.photo_ids):
            reason = absence_of(photo)
            if reason is not None:
                away.append(NotExported(photo.path, reason))
                continue
            size_bytes += photo.stamp.size_bytes
            if placer is not None and order.copies is not None:
                place = placer.place(photo, planned_format(order.copies.rendition.format))
                copies.append(PlannedCopy(photo.path, place.target))
        return ExportPlan(tuple(copies), tuple(away), size_bytes, _free_bytes(order))

    def carry_out(
        self, order: ExportOrder, on_progress: Callable[[ExportProgress], None], should_stop: Callable[[], bool]
    ) -> ExportOutcome:
        """Do it; what ends it is told in the outcome.

        Raises:
            ExportError: it cannot be begun.
        """
        check(order)
        count = len(order.photo_ids)
        steps = (order.copies is not None) + (order.sheet is not None)
        tally = Tally(count * max(1, steps), on_progress, should_stop)
        folder = None if order.copies is None else order.copies.folder
        place = folder or _file_of(order).parent
        try:
            if order.copies is not None:
                run = CopyRun(order.copies, self._pool, tally, is_listed=order.list_file is not None)
                run.run(self._photos(order.photo_ids))
            if order.sheet is not None:
                place = order.sheet.file.parent
                place.mkdir(parents=True, exist_ok=True)  # where it lies with the copies, of which there may be none
                SheetRun(order.sheet, self._pool, self._thumbnails, tally).run(self._photos(order.photo_ids), count)
            if order.list_file is not None:
                place = order.list_file.parent
                place.mkdir(parents=True, exist_ok=True)
                self._write_list(order, order.list_file, tally)
        except StoppedError:
            return replace(tally.outcome(folder), is_stopped=True)
        except DecoderStartError as error:
            return replace(tally.outcome(folder), trouble=error.code)
        except OSError as error:
            return replace(tally.outcome(folder), trouble=trouble_of(error), trouble_path=place)
        on_progress(ExportProgress(tally.total, tally.total))
        return tally.outcome(folder)

    def _photos(self, photo_ids: Sequence[PhotoId]) -> Iterator[Photo]:
        for start in range(0, len(photo_ids), _BATCH):
            yield from self._fetch(photo_ids[start : start + _BATCH])

    def _write_list(self, order: ExportOrder, file: Path, tally: Tally) -> None:
        rows = rows_of(self._told(order, tally), order.matches, tally.copies)
        is_json = file.suffix.lower() == ".json"
        encoding = "utf-8" if is_json else "utf-8-sig"  # Excel takes a CSV without the mark for another encoding
        with part_file(file.parent) as part:
            with part.open("x", encoding=encoding, errors="backslashreplace", newline="\n" if is_json else "") as text:
                (write_json if is_json else write_csv)(rows, text)
            tally.list_file = claim_free(part, file)
        tally.first = tally.first or tally.list_file

    def _told(self, order: ExportOrder, tally: Tally) -> Iterator[Photo]:
        is_alone = order.copies is None and order.sheet is None
        for photo in self._photos(order.photo_ids):
            if is_alone:
                tally.begin(photo)
            elif tally.should_stop():
                raise StoppedError
            yield photo


def check(order: ExportOrder) -> None:
    """Look whether an export can be begun.

    Raises:
        ExportError: it cannot, and why.
    """
    if order.copies is not None:
        place = first_existing(order.copies.folder)
        if not place.is_dir():
            raise ExportError("file", place)
        if not os.access(place, os.W_OK | os.X_OK):
            raise ExportError("unwritable", place)
    if order.sheet is not None:
        _check_file(order.sheet.file, SHEET_SUFFIXES, "sheet_kind", order)
    if order.list_file is not None:
        _check_file(order.list_file, _LIST_SUFFIXES, "list_kind", order)


def _check_file(file: Path, suffixes: Sequence[str], kind: str, order: ExportOrder) -> None:
    if file.suffix.lower() not in suffixes:
        raise ExportError(kind, file)
    if order.copies is not None and file.parent == order.copies.folder:
        return  # it is made with the copies
    if not file.parent.is_dir():
        raise ExportError("no_folder", file.parent)
    if not os.access(file.parent, os.W_OK | os.X_OK):
        raise ExportError("unwritable", file.parent)


def _file_of(order: ExportOrder) -> Path:
    file = order.list_file if order.sheet is None else order.sheet.file
    assert file is not None, "an order wants something"
    return file


def _free_bytes(order: ExportOrder) -> int | None:
    folder = _file_of(order).parent if order.copies is None else order.copies.folder
    with suppress(OSError):
        return shutil.disk_usage(first_existing(folder)).free
    return None
