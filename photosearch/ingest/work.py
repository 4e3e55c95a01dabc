"""One file to be made searchable, and the list of such files that a scan finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from photosearch.store.store import Store
from photosearch.types.files import NO_CHANGE_TIME, FileStamp, FoundFile
from photosearch.types.ids import PhotoId, RootId
from photosearch.types.roots import LibraryRoot

EMBEDDING = "embedding"
"""The name of the analysis that makes a photo's record, and makes it searchable."""
_LOOKUP_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Work:
    """A file below a root that is new, changed, or lacks an embedding."""

    root_id: RootId
    root_path: Path
    relative_path: str
    stamp: FileStamp
    photo_id: PhotoId | None = None
    """The record that is at this path already."""
    ctime_ns: int = NO_CHANGE_TIME
    """When anything about the file changed last, where the volume keeps that."""
    is_familiar: bool = False
    """A photo of the same size and time is known: reading its hash alone may settle it."""
    lacks: frozenset[str] | None = None
    """The names of the analyses that are due for it; None: all of them."""

    @property
    def path(self) -> Path:
        """Where the file is now."""
        return self.root_path / self.relative_path

    @property
    def lacks_embedding(self) -> bool:
        """Whether it is read to become searchable; else its record is there, and the file is unchanged."""
        return self.lacks is None or EMBEDDING in self.lacks


def work_for(
    root: LibraryRoot,
    root_path: Path,
    files: Sequence[FoundFile],
    known_ids: dict[str, PhotoId],
    store: Store,
) -> Iterator[Work]:
    """Turn found files into work, asking the store in chunks which of them look familiar."""
    for chunk in _chunks(files, _LOOKUP_CHUNK):
        familiar = store.photos.candidates_by_stamp([found.stamp for found in chunk])
        for found in chunk:
            yield Work(
                root.root_id,
                root_path,
                found.relative_path,
                found.stamp,
                known_ids.get(found.relative_path),
                found.ctime_ns,
                found.stamp in familiar,
            )


def _chunks(files: Iterable[FoundFile], size: int) -> Iterator[list[FoundFile]]:
    remaining = iter(files)
    while chunk := list(islice(remaining, size)):
        yield chunk
