"""Decides where each copy goes: folders by date, names that are not taken, sidecars under the name of their photo."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from photosearch.exporting.file_names import legal_name, same_key, split_name, with_number
from photosearch.types.exporting import Copies, ExportFormat, Folders, Naming
from photosearch.types.metadata import DatePrecision, PhotoDate
from photosearch.types.photos import Photo

SUFFIXES: Final = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
}
"""The suffixes of the formats that are written, the usual one first."""
_BEHIND_YEAR: Final = {
    DatePrecision.YEAR: "",
    DatePrecision.MONTH: "-%m",
    DatePrecision.DAY: "-%m-%d",
    DatePrecision.TIME: "-%m-%d %H.%M.%S",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the copy of one photo goes."""

    target: Path
    sidecars: tuple[tuple[Path, Path], ...]
    """Source and target of each."""
    is_renamed: bool
    """Whether the name is another than was wanted."""


class Placer:
    """Remembers what is taken, in the folders as they were and by what was placed; one export has one."""

    def __init__(self, copies: Copies) -> None:
        self._copies = copies
        self._taken: dict[Path, dict[str, Path | None]] = {}
        """Of each folder the keys of its names, with the source of what this export put there."""
        self._numbers: dict[tuple[Path, str], int] = {}

    def place(self, photo: Photo, format_name: str | None) -> Place:
        """A place that nothing has; it is taken from now on.

        Args:
            photo: whose copy it is.
            format_name: of the copy, where it is not simply the photo's.
        """
        folder = self._copies.folder / self._folder_of(photo)
        stem, suffix = self._wanted(photo, format_name)
        taken, wanted = self._in(folder), legal_name(stem, suffix)
        for name in self._candidates(folder, wanted):
            beside = tuple(self._sidecars_of(photo, name)) if self._copies.has_sidecars else ()
            is_free = same_key(name) not in taken
            if is_free and all(taken.get(same_key(other), source) == source for source, other in beside):
                taken[same_key(name)] = photo.path
                fresh = [(source, other) for source, other in beside if same_key(other) not in taken]
                taken.update((same_key(other), source) for source, other in fresh)
                return Place(
                    folder / name, tuple((source, folder / other) for source, other in fresh), name != stem + suffix
                )
        raise AssertionError("numbers do not end")

    def _in(self, folder: Path) -> dict[str, Path | None]:
        if folder not in self._taken:
            try:
                names = os.listdir(folder)  # noqa: PTH208 - names only, of perhaps a hundred thousand
            except OSError:
                names = []  # not made yet; where it cannot be read, it will not be written either
            self._taken[folder] = dict.fromkeys(map(same_key, names))
        return self._taken[folder]

    def _candidates(self, folder: Path, wanted: str) -> Iterator[str]:
        """``wanted``, then with numbers from where the last ones of that name ended: a burst has one date."""
        yield wanted
        stem, suffix = split_name(wanted)
        key = (folder, same_key(wanted))
        while True:
            self._numbers[key] = self._numbers.get(key, 1) + 1
            yield with_number(stem, suffix, self._numbers[key])

    def _folder_of(self, photo: Photo) -> Path:
        date = photo.metadata.told.date
        if self._copies.folders is Folders.NONE or date is None:
            return Path()
        year = Path(f"{date.at.year:04}")
        is_known = date.precision is not DatePrecision.YEAR
        return year / f"{year}-{date.at:%m}" if self._copies.folders is Folders.MONTH and is_known else year

    def _wanted(self, photo: Photo, format_name: str | None) -> tuple[str, str]:
        """Stem and suffix, whether a system takes them or not."""
        stem, suffix = split_name(photo.path.name)
        if format_name is not None and suffix.lower() not in SUFFIXES[format_name]:
            suffix = SUFFIXES[format_name][0]
        date = photo.metadata.told.date
        return (_dated(date) if date is not None and self._copies.naming is Naming.DATE else stem), suffix

    def _sidecars_of(self, photo: Photo, name: str) -> Iterator[tuple[Path, str]]:
        """Each file beside the photo, and what it is called beside its copy: by the whole name, or by the stem."""
        for sidecar in photo.metadata.told.sidecars:
            source = photo.path.with_name(sidecar.name)
            if sidecar.name.startswith(photo.path.name):
                rest = name + sidecar.name.removeprefix(photo.path.name)
            elif sidecar.name.startswith(f"{photo.path.stem}."):
                rest = split_name(name)[0] + sidecar.name.removeprefix(photo.path.stem)
            else:  # Takeout shortens names
                rest = name + split_name(sidecar.name)[1]
            yield source, legal_name(*split_name(rest))


def planned_format(wanted: ExportFormat) -> str | None:
    """The format that a copy will most likely have; None: the photo's own."""
    return None if wanted is ExportFormat.ORIGINAL else wanted.name


def first_existing(folder: Path) -> Path:
    """``folder``, or the nearest one above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def free_place(file: Path, taken: Sequence[Path] = ()) -> Path:
    """``file``, or with a number behind its name where there is such a file."""
    stem, suffix = split_name(file.name)
    number = 1
    place = file
    while os.path.lexists(place) or place in taken:
        number += 1
        place = file.with_name(with_number(stem, suffix, number))
    return place


def _dated(date: PhotoDate) -> str:
    """As exactly as it is known, in an order that is that of time; no system forbids a sign of it."""
    return f"{date.at.year:04}{date.at.strftime(_BEHIND_YEAR[date.precision])}"
