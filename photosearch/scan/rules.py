"""Says by name alone what is a photo and what is litter that no person ever wants to find."""

from __future__ import annotations

_ORDINARY = "jpg jpeg jpe jfif png webp gif bmp dib tif tiff heic heif hif avif"
# What LibRaw reads, leaving out suffixes that other programs use for anything (raw, bay, mdc).
_RAW = "dng cr2 cr3 crw nef nrw arw srf sr2 raf orf rw2 rwl pef ptx srw x3f 3fr fff iiq mef mos mrw kdc dcr erf gpr"

PHOTO_SUFFIXES: frozenset[str] = frozenset(f".{suffix}" for suffix in f"{_ORDINARY} {_RAW}".split())
"""Lower case, with the dot. Only says "look at this file": its content decides what it is."""

NO_MEDIA = ".nomedia"
"""A file of this name tells galleries, as Android means it, to show nothing in its folder nor below."""

_LITTER_FILES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r"})
_LITTER_FOLDERS = frozenset(
    {
        "@eadir",  # Synology: thumbnails of every photo
        "#recycle",
        "#snapshot",
        "@recycle",  # QNAP
        "@recently-snapshot",
        "$recycle.bin",
        "recycler",
        "recycled",
        "system volume information",
        "lost+found",
        "__macosx",
    }
)
# Folders that a program keeps as one "document"; of these only the originals are the person's photos.
_LIBRARY_SUFFIXES = (".photoslibrary", ".photolibrary", ".migratedphotolibrary", ".aplibrary")
_LIBRARY_ORIGINALS = frozenset({"originals", "masters"})
_PREVIEW_SUFFIXES = (".lrdata", ".cocatalogdb")


def is_photo_name(name: str) -> bool:
    """Whether a file of this name (no folders in it) should be looked at as a photo."""
    dot = name.rfind(".")
    return dot > 0 and name[dot:].lower() in PHOTO_SUFFIXES


def is_ignored_name(name: str, *, is_folder: bool, parent: str = "") -> bool:
    """Whether a file or folder of this name is hidden or system litter.

    ``parent`` is the name of the folder it lies in: inside another program's photo library only the originals count,
    not its previews and caches.
    """
    if name.startswith("."):
        return True
    lower = name.lower()
    if not is_folder:
        return lower in _LITTER_FILES
    if lower in _LITTER_FOLDERS or lower.endswith(_PREVIEW_SUFFIXES):
        return True
    return parent.lower().endswith(_LIBRARY_SUFFIXES) and lower not in _LIBRARY_ORIGINALS


def is_ignored_path(relative_path: str, *, is_folder: bool) -> bool:
    """Whether any part of a path below a root is ignored; the root itself (``""``) never is."""
    if not relative_path:
        return False
    parts = relative_path.split("/")
    last = len(parts) - 1
    return any(
        is_ignored_name(part, is_folder=is_folder or number < last, parent=parts[number - 1] if number else "")
        for number, part in enumerate(parts)
    )
