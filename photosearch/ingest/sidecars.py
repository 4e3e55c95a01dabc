"""Says which photos are told of differently because a file beside them came, changed or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from photosearch.decode.metadata.sidecars import names_beside
from photosearch.scan.rules import is_sidecar_name
from photosearch.store.store import Store
from photosearch.types.files import FoundFile, FoundProblem, file_line, path_of_line
from photosearch.types.ids import PhotoId, RootId


def is_sidecar(item: FoundFile | FoundProblem) -> bool:
    """Whether it is a file that may tell of a photo, and no photo itself."""
    return isinstance(item, FoundFile) and is_sidecar_name(_split(item.relative_path)[1])


def photos_to_read(store: Store, root_id: RootId, found: Collection[FoundFile], unmet: Iterable[str]) -> set[PhotoId]:
    """The photos beside which a file is not as it was when they were read.

    Args:
        found: sidecars on the disk that are not known as they are.
        unmet: lines of files that were known and are not as they were; those that are no sidecars are passed over.
    """
    here = {_line(file) for file in found}
    gone = {line for line in unmet if is_sidecar_name(_split(path_of_line(line))[1])}
    # A disk that does not tell "a.xmp" from "a.XMP" lists the one where the other was read.
    same = {line.casefold() for line in here} & {line.casefold() for line in gone}
    names: defaultdict[str, set[str]] = defaultdict(set)
    for line in here | gone:
        if line.casefold() not in same:
            folder, name = _split(path_of_line(line))
            names[folder].add(name)
    return {photo_id for folder, some in names.items() for photo_id in _beside(store, root_id, folder, some)}


def _beside(store: Store, root_id: RootId, folder: str, names: set[str]) -> Iterable[PhotoId]:
    for path, photo_ids in store.sidecars.of_folder(root_id, folder).items():
        if _split(path)[1] in names:
            yield from photo_ids
    for name, photo_id in store.sidecars.photos_in(root_id, folder).items():
        if not names.isdisjoint(names_beside(name)):
            yield photo_id


def _line(file: FoundFile) -> str:
    return file_line(file.relative_path, file.stamp.size_bytes, file.ctime_ns or file.stamp.mtime_ns)


def _split(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name
