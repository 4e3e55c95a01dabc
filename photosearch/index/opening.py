"""Where the index of an encoder is kept, and how it is opened and saved, whatever the backend.

FAISS is imported with the first index: commands that search for nothing start without it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photosearch.index.vector_index import KeptIndex
from photosearch.types.ids import EncoderId


@dataclass(frozen=True, slots=True)
class Backend:
    """A way to keep vectors: its two ways to come by an index. Saving is a matter of the index itself."""

    new: Callable[[int], KeptIndex]
    """An empty index for embeddings of so many dimensions."""
    load: Callable[[Path, EncoderId, int, str], tuple[KeptIndex, int]]
    """From (place, encoder id, dim, generation), as ``KeptIndex.save`` was told: the index, and its seq.

    Raises IndexFileError if there is none, it is damaged or made from something else: it is built from the store then.
    """


def _new_faiss(dim: int) -> KeptIndex:
    from photosearch.index.faiss.faiss_index import FaissIndex

    return FaissIndex(dim)


def _load_faiss(place: Path, encoder_id: EncoderId, dim: int, generation: str) -> tuple[KeptIndex, int]:
    from photosearch.index.faiss import saved_index

    return saved_index.load(place, encoder_id, dim, generation)


FAISS: Final = Backend(_new_faiss, _load_faiss)
IN_USE: Final = FAISS
"""What the app keeps its vectors with."""


def index_folder(folder: Path, encoder_id: EncoderId) -> Path:
    """Where an encoder's index is kept. Ids may hold characters that no file system takes, or differ only in case."""
    readable = re.sub(r"[^A-Za-z0-9._-]+", "_", encoder_id)[:60].strip(".")
    return folder / f"{readable}-{hashlib.blake2b(encoder_id.encode(), digest_size=4).hexdigest()}"


def new_index(dim: int, backend: Backend = IN_USE) -> KeptIndex:
    """An empty index for embeddings of ``dim`` dimensions."""
    return backend.new(dim)


def load_index(
    folder: Path, encoder_id: EncoderId, dim: int, generation: str, backend: Backend = IN_USE
) -> tuple[KeptIndex, int]:
    """The index saved below ``folder`` for an encoder by the store ``generation``, and the seq it stands at.

    Raises:
        IndexFileError: missing, damaged, or made from something else; the detail says which. Build it anew then.
    """
    return backend.load(index_folder(folder, encoder_id), encoder_id, dim, generation)


def save_index(folder: Path, index: KeptIndex, encoder_id: EncoderId, seq: int, generation: str) -> None:
    """Save below ``folder`` what ``load_index`` finds.

    Raises:
        DiskFullError: no room; the index saved before stays.
        IndexFileError: the folder cannot be written; the index saved before stays.
    """
    index.save(index_folder(folder, encoder_id), encoder_id, seq, generation)


def index_bytes(folder: Path, encoder_id: EncoderId) -> int:
    """What the saved index of an encoder takes of the disk; 0 where there is none."""
    return sum(file.stat().st_size for file in index_folder(folder, encoder_id).glob("*") if file.is_file())


def remove_index(folder: Path, encoder_id: EncoderId) -> None:
    """Delete the saved index of an encoder, if there is one.

    Raises:
        OSError: a file cannot be deleted.
    """
    place = index_folder(folder, encoder_id)
    if place.exists():
        shutil.rmtree(place)
