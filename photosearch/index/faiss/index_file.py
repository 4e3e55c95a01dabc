"""Saves an index beside its manifest so that a kill at any moment leaves the last complete pair; maps and verifies it.

The vectors go to a new file each time; the manifest, replaced last in one step, names the file that counts.
"""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import sys
import time
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from io import BufferedWriter
from pathlib import Path

import numpy as np

from photosearch.errors import DiskFullError, IndexFileError
from photosearch.types.arrays import UInt8Array
from photosearch.types.ids import EncoderId

FORMAT = 2
_MANIFEST = "manifest.json"
_SUFFIX = ".vectors"
_ABANDONED_AFTER_S = 3600.0
"""Files younger than this may belong to a save under way in another process."""


@dataclass(frozen=True, slots=True)
class Written:
    """What an index was when it was written."""

    count: int
    values: tuple[int, int]
    """Where the vectors' values lie: (first byte, byte after the last)."""
    unsaved: int
    """How many vectors had come or gone since it was saved before."""
    tier: str


Write = Callable[[Callable[[bytes], object]], Written]
"""Hands an index in pieces to the function it is given."""


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """What a saved index was made from, to tell whether it still fits the store."""

    format: int
    encoder_id: str
    dim: int
    count: int
    seq: int
    """The store's embeddings up to this seq are in."""
    generation: str
    """Identity of the store it was made from."""
    tier: str
    file: str
    values_first: int
    values_last: int
    """Where the vectors' values lie in the file: their first byte and the one after their last."""
    frame_checksum: str
    """``crc32:size`` of the rest, on which it depends whether FAISS can read the file at all."""
    checksum: str
    """``crc32:size`` of the file: finds accidents of disk and copying, in 0.3 s per gigabyte."""


def save(place: Path, write: Write, encoder_id: EncoderId, dim: int, seq: int, generation: str) -> Written:
    """Keep in ``place`` what ``write`` hands out, so that ``load`` finds either all of it or the one saved before.

    Raises:
        DiskFullError: no room; the index saved before stays.
        IndexFileError: the folder cannot be written; the index saved before stays.
    """
    data = place / f"{uuid.uuid4().hex}{_SUFFIX}"
    with _file_errors():
        place.mkdir(parents=True, exist_ok=True)
        try:
            written, frame_checksum, checksum = _write_vectors(data, write)
            manifest = IndexManifest(
                format=FORMAT,
                encoder_id=encoder_id,
                dim=dim,
                count=written.count,
                seq=seq,
                generation=generation,
                tier=written.tier,
                file=data.name,
                values_first=written.values[0],
                values_last=written.values[1],
                frame_checksum=frame_checksum,
                checksum=checksum,
            )
            superseded = _named_by_manifest(place)
            _replace_manifest(place, manifest)
        except BaseException:
            if _named_by_manifest(place) != data.name:
                data.unlink(missing_ok=True)
            raise
    _clean(place, keep=data.name, superseded=superseded)
    return written


def load(
    place: Path, encoder_id: EncoderId, dim: int, generation: str
) -> tuple[IndexManifest, UInt8Array, Callable[[], None]]:
    """Map the index saved in ``place`` by the store ``generation``: its manifest, its bytes, and a proof of them.

    The bytes beside the vectors' values are verified; the proof goes through all of them and raises IndexFileError if
    they are damaged.

    Raises:
        IndexFileError: missing, damaged, or made from something else; the detail says which. Rebuild it then.
    """
    with _file_errors():
        manifest = _read_manifest(place)
        made_from = (manifest.format, manifest.encoder_id, manifest.dim, manifest.generation)
        if made_from != (FORMAT, encoder_id, dim, generation):
            raise IndexFileError(f"made from something else: {made_from}")
        data = _mapped(place / manifest.file)
        if _frame_checksum(data, (manifest.values_first, manifest.values_last)) != manifest.frame_checksum:
            raise IndexFileError(f"{place / manifest.file} is damaged")
    return manifest, data, partial(_prove, data, manifest.checksum, place / manifest.file)


def _write_vectors(path: Path, write_index: Write) -> tuple[Written, str, str]:
    """What was written, and the checksums of the frame and of all of it."""
    crc = 0
    size_bytes = 0
    with path.open("wb") as stream:

        def write(piece: bytes) -> None:
            nonlocal crc, size_bytes
            stream.write(piece)
            crc = zlib.crc32(piece, crc)
            size_bytes += len(piece)

        written = write_index(write)
        _sync(stream)
    return written, _frame_checksum(_mapped(path), written.values), _checksum_text(crc, size_bytes)


def _mapped(path: Path) -> UInt8Array:
    """The file's bytes, read from the disk when they are looked at."""
    try:
        return np.asarray(np.memmap(path, np.uint8, mode="r"))
    except ValueError as error:
        raise IndexFileError(f"{path} is empty") from error


def _frame_checksum(data: UInt8Array, values: tuple[int, int]) -> str:
    first, last = values
    frame_crc = zlib.crc32(data[last:].data, zlib.crc32(data[:first].data))
    return _checksum_text(frame_crc, data.size - (last - first))


def _prove(data: UInt8Array, checksum: str, path: Path) -> None:
    if _checksum_text(zlib.crc32(data.data), data.size) != checksum:
        raise IndexFileError(f"{path} is damaged")


def _checksum_text(crc: int, size_bytes: int) -> str:
    return f"{crc:08x}:{size_bytes}"


def _replace_manifest(place: Path, manifest: IndexManifest) -> None:
    unfinished = place / f"{uuid.uuid4().hex}.new"
    try:
        with unfinished.open("wb") as stream:
            stream.write(json.dumps(dataclasses.asdict(manifest), indent=2).encode())
            _sync(stream)
        unfinished.replace(place / _MANIFEST)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(place)


def _read_manifest(place: Path) -> IndexManifest:
    try:
        raw = json.loads((place / _MANIFEST).read_bytes())
        manifest = IndexManifest(**raw)
    except (ValueError, TypeError) as error:
        raise IndexFileError(f"{place / _MANIFEST} is damaged: {error}") from error
    wanted = {field.name: field.type for field in dataclasses.fields(IndexManifest)}
    if (
        any(type(value).__name__ != wanted[name] for name, value in raw.items())
        or Path(manifest.file).name != manifest.file
    ):
        raise IndexFileError(f"{place / _MANIFEST} is damaged")
    return manifest


def _named_by_manifest(place: Path) -> str | None:
    try:
        return _read_manifest(place).file
    except (IndexFileError, OSError):
        return None


def _clean(place: Path, keep: str, superseded: str | None) -> None:
    """Delete what was replaced or left by killed saves; a file that Windows still has open waits for the next time."""
    now_s = time.time()
    for file in place.iterdir():
        if file.name == keep or file.suffix not in (_SUFFIX, ".new"):
            continue
        with suppress(OSError):
            if file.name == superseded or now_s - file.stat().st_mtime > _ABANDONED_AFTER_S:
                file.unlink()


def _sync(stream: BufferedWriter) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _file_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError(str(error)) from error
        raise IndexFileError(str(error)) from error
