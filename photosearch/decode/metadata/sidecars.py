"""Finds and reads the files beside a photo that tell of it: XMP sidecars and Takeout's JSON."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from photosearch.decode.failure import DecodeError
from photosearch.decode.metadata import takeout, xmp
from photosearch.decode.metadata.statement import Statement
from photosearch.decode.metadata.xml_tree import XML_BYTES
from photosearch.decode.regular_file import open_regular
from photosearch.types.files import FileStamp
from photosearch.types.metadata import Origin, Sidecar, UnreadReason

_XMP_SUFFIXES: Final = (".xmp", ".XMP")


def names_beside(name: str) -> tuple[str, ...]:
    """What the files that tell of a photo of this name may be called, those first that are believed first.

    "a.jpg.xmp" is darktable's and digiKam's way; "a.xmp" is Adobe's, and is shared by all files of that stem.
    """
    stem = name.rpartition(".")[0] or name
    sidecars = (base + suffix for base in dict.fromkeys((name, stem)) for suffix in _XMP_SUFFIXES)
    return (*sidecars, *takeout.names_beside(name))


@dataclass(slots=True)
class Beside:
    """What the files beside a photo say, those first that are believed first."""

    statements: list[Statement] = field(default_factory=list)
    files: list[Sidecar] = field(default_factory=list)
    """All that were looked into, those that say nothing of it too: as long as they are the same, nothing is new."""
    unread: list[tuple[Origin, UnreadReason]] = field(default_factory=list)
    """What of them could not be."""


def read_beside(path: Path) -> Beside:
    """Read the files beside a photo."""
    beside = Beside()
    seen: set[tuple[str, bytes]] = set()  # a disk that does not tell "a.xmp" from "a.XMP" shows the same file twice
    folder = os.path.join(path.parent, "")  # noqa: PTH118 - no objects for files that are nearly never there
    for name in names_beside(path.name):
        is_xmp = name.endswith(_XMP_SUFFIXES)
        found = _content(folder + name, XML_BYTES if is_xmp else takeout.JSON_BYTES)
        if found is None or (name.casefold(), found[0]) in seen:
            continue
        data, status = found
        seen.add((name.casefold(), data))
        stamp = FileStamp(status.st_size, status.st_mtime_ns)
        beside.files.append(Sidecar(name, stamp, status.st_ctime_ns))
        statement = _of_sidecar(data, path, beside) if is_xmp else takeout.statement_of(data)
        if statement is not None:
            beside.statements.append(statement)
    return beside


def _of_sidecar(data: bytes, path: Path, beside: Beside) -> Statement | None:
    """What the sidecar says; None where it names another file of the same stem as its own."""
    properties, reason = xmp.read_packet(data)
    owner = properties.get(xmp.SIDECAR_FOR)
    if owner is not None and owner.text.strip(". ").casefold() not in ("", path.suffix.lstrip(".").casefold()):
        return None
    if reason is not None:
        beside.unread.append((Origin.SIDECAR, reason))
    return xmp.statement_of(properties, Origin.SIDECAR)


def _content(path: str, limit_bytes: int) -> tuple[bytes, os.stat_result] | None:
    """The file's bytes, at most one more than the limit so that it shows; None where there is none to be read."""
    if not os.path.exists(path):  # noqa: PTH110 - asked ten times for each photo
        return None
    try:
        with open_regular(Path(path)) as file:
            return file.read(limit_bytes + 1), os.fstat(file.fileno())
    except (DecodeError, OSError):
        return None
