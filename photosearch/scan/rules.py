"""Says by name alone what is a photo and what is litter that no person ever wants to find."""

from __future__ import annotations

import re

from photosearch.types.files import NotShownKind

_ORDINARY = (
    "jpg jpeg jpe jfif pjpeg pjp mpo jps png apng webp gif bmp dib tif tiff heic heif hif heics avci avif avifs jxl "
    "jp2 j2k jpf jpx jpc j2c psd psb tga vda vst ico pbm pgm ppm pnm qoi"
)
# What LibRaw reads, leaving out suffixes that other programs use for anything (raw, bay, mdc).
_RAW = "dng cr2 cr3 crw nef nrw arw srf sr2 raf orf rw2 rwl pef ptx srw x3f 3fr fff iiq mef mos mrw kdc dcr erf gpr"

PHOTO_SUFFIXES: frozenset[str] = frozenset(f".{suffix}" for suffix in f"{_ORDINARY} {_RAW}".split())
"""Lower case, with the dot. Only says "look at this file": its content decides what it is."""

# Again without suffixes that other programs use for anything (mod, raw, clip, cap).
_NOT_SHOWN: dict[NotShownKind, str] = {
    NotShownKind.VIDEO: (
        "mp4 m4v mov qt avi mkv webm mts m2ts m2t 3gp 3gpp 3g2 mpg mpeg mpe wmv asf flv f4v vob ogv rmvb mxf insv "
        "braw r3d"
    ),
    NotShownKind.DOCUMENT: "pdf djvu djv xps oxps",
    NotShownKind.DRAWING: "svg svgz ai eps epsf cdr wmf emf emz wmz dxf dwg",
    NotShownKind.PROJECT: "xcf kra ora procreate afphoto afdesign sketch pdn pspimage sai2",
    NotShownKind.RAW: "eip cine ari bay dc2 drf dxo fpx k25 lfp lfr qtk rdc rwz j6i insp",
    NotShownKind.PICTURE: (
        "jpm mj2 cur icns pcx dcx pam pfm sgi exr hdr dds jxr wdp hdp jng mng xbm xpm fits bpg flif pns"
    ),
}
_KINDS: dict[str, NotShownKind] = {
    f".{suffix}": kind for kind, suffixes in _NOT_SHOWN.items() for suffix in suffixes.split()
}

# (1) of browsers, _large, :large and their kin of networks.
_APPENDED = re.compile(r" ?\(\d{1,3}\)$|[_:-](?:large|medium|small|orig|original|thumb|\d{1,4})$")
_APPENDED_ENDS = frozenset(")egmlb0123456789")
"""How such an ending ends: a look at the last letter keeps all other names away from the pattern."""

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
    """Whether a file of this name (no folders in it) should be looked at as a photo.

    So should one that a browser, a phone or a network gave an ending behind its own: ``a.jpg(1)``, ``a.jpg_large``.
    """
    dot = name.rfind(".")
    if dot <= 0:
        return False
    suffix = name[dot:].lower()
    return suffix in PHOTO_SUFFIXES or (suffix[-1:] in _APPENDED_ENDS and _APPENDED.sub("", suffix) in PHOTO_SUFFIXES)


def not_shown_kind(name: str) -> NotShownKind | None:
    """What a file of this name is that holds something to see, but no photo; None for a photo and for all else."""
    suffix = name[name.rfind(".") :].lower()
    return None if suffix in PHOTO_SUFFIXES else _KINDS.get(suffix)


def is_sidecar_name(name: str) -> bool:
    """Whether a file of this name may tell of a photo beside it: an XMP sidecar, or what Google Takeout writes."""
    return name.endswith((".xmp", ".XMP", ".json")) and not name.startswith(".")


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
