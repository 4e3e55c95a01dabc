"""Tells which distributions are wholly there in an environment, so that a broken or half-made one is mended."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

from photosearch_setup.lock_files import normalised


def whole_distributions(site_packages: Path) -> dict[str, str]:
    """Normalised name -> version of every distribution none of whose recorded files is missing."""
    return {
        name: version for name, version, folder in _distributions(site_packages) if _is_whole(folder, site_packages)
    }


def forget_damaged(site_packages: Path) -> tuple[str, ...]:
    """Removes the records of damaged distributions, over which pip would stumble; their names.

    pip writes a distribution's list of files last, so an interrupted installation leaves none, and pip refuses to
    replace a distribution without one.
    """
    damaged = []
    for name, _, folder in list(_distributions(site_packages)):
        if not _is_whole(folder, site_packages):
            shutil.rmtree(folder, ignore_errors=True)
            damaged.append(name)
    return tuple(sorted(damaged))


def _distributions(site_packages: Path) -> Iterator[tuple[str, str, Path]]:
    for folder in site_packages.glob("*.dist-info"):
        name, _, version = folder.name.removesuffix(".dist-info").rpartition("-")
        yield normalised(name), version, folder


def _is_whole(folder: Path, site_packages: Path) -> bool:
    try:
        with (folder / "RECORD").open(encoding="utf-8", newline="") as record:
            names = [row[0] for row in csv.reader(record) if row]
    except OSError:
        return False
    return all((site_packages / name).exists() for name in names if not name.endswith(".pyc"))
