"""The folders below a watched one as a tree, each with the photos in it and everywhere below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Folder:
    """A folder that holds photos somewhere, as one that is chosen shows them: with all below."""

    relative_path: str
    """From the watched folder, with ``/``; empty for that itself."""
    photos: int = 0
    """In it and below."""
    children: list[Folder] = field(default_factory=list)
    """By name."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.relative_path.rpartition("/")[2]

    def below(self) -> Iterator[Folder]:
        """Every folder below, a folder before those in it."""
        waiting = self.children[::-1]
        while waiting:
            folder = waiting.pop()
            yield folder
            waiting.extend(reversed(folder.children))


def folder_tree(counts: Iterable[tuple[str, int]]) -> Folder:
    """The watched folder, made of (relative folder, photos directly in it); those on the way have none of their own."""
    folders = {"": Folder("")}
    for path, count in sorted(counts):
        for ancestor in _with_ancestors(path):
            if ancestor not in folders:
                folders[ancestor] = Folder(ancestor)
                folders[ancestor.rpartition("/")[0]].children.append(folders[ancestor])
            folders[ancestor].photos += count
    return folders[""]


def _with_ancestors(path: str) -> list[str]:
    """From the watched folder down to ``path``."""
    parts = path.split("/") if path else []
    return ["/".join(parts[:depth]) for depth in range(len(parts) + 1)]
