"""Notes in the store where a root is now, or that its drive is away."""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import RootError
from photosearch.events import EventBus, RootsChanged
from photosearch.scan import volumes
from photosearch.store.store import Store
from photosearch.types.roots import LibraryRoot


def note_place(store: Store, events: EventBus, root: LibraryRoot, path: Path | None) -> bool:
    """Write down that ``root`` is at ``path``, None meaning offline; True when that is news."""
    if (path is not None) == root.is_online and path in (None, root.path):
        return False
    place = path or root.path
    store.libraries.set_location(root.root_id, place, _mount_point(path) or place, path is not None)
    events.publish(RootsChanged())
    return True


def _mount_point(path: Path | None) -> Path | None:
    try:
        return volumes.identify(path).mount_point if path is not None else None
    except RootError:
        return None
