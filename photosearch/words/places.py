"""What is to be said of the places where photos and the library lie."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from photosearch.types.roots import LibraryRoot, SharedPlace, SharedPlaceKind
from photosearch.words.sentence import listed
from photosearch.words.spoken import translate


def shared_place_text(place: SharedPlace) -> str:
    """That the library lies where others write too, what that endangers, and what helps."""
    if place.kind is SharedPlaceKind.NETWORK:
        text = translate(
            "Messages",
            'Your library is on the network drive "{name}" ({folder}), where it can be damaged when the connection '
            "breaks or a second computer opens it. Keep it on a drive of this computer: PHOTOSEARCH_HOME says where.",
        )
    else:
        text = translate(
            "Messages",
            "Your library is in a folder that {name} synchronises ({folder}), which can damage it while it is written. "
            "Tell {name} to leave it out, or keep it elsewhere: PHOTOSEARCH_HOME says where.",
        )
    return text.format(name=place.name, folder=place.folder)


def taken_over_text(root: LibraryRoot, before: Iterable[LibraryRoot]) -> str:
    """That a folder took over smaller ones that were watched ``before``; empty where there were none in it."""
    smaller = [other.path for other in before if other.path != root.path and other.path.is_relative_to(root.path)]
    if not smaller:
        return ""
    text = translate("Messages", "{folder} took over {smaller}, which it contains: nothing there is read again.")
    return text.format(folder=root.path, smaller=listed([str(path) for path in smaller]))


def watch_mode_text(path: Path) -> str:
    """That a folder is polled because the system cannot watch more folders."""
    return translate(
        "Messages",
        'The system cannot watch all of "{folder}", so it is looked through every few seconds instead.',
    ).format(folder=path.name or str(path))


def folder_added_text(root: LibraryRoot) -> str:
    """That a folder was added, and what comes of it."""
    return translate("Messages", '"{folder}" was added. Its photos are being read.').format(folder=_name(root))


def folder_removed_text(root: LibraryRoot) -> str:
    """That a folder that was only just added is not any more."""
    return translate("Messages", '"{folder}" is no longer added. Its files are as they were.').format(
        folder=_name(root)
    )


def _name(root: LibraryRoot) -> str:
    return root.path.name or str(root.path)
