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


def leave_out(site_packages: Path, name: str, beginnings: tuple[str, ...]) -> None:
    """Removes the files of a distribution whose recorded names begin so, from its record first: it stays whole."""
    for found, _, folder in list(_distributions(site_packages)):
        if found == name and _is_whole(folder, site_packages):
            _leave_out(folder / "RECORD", site_packages, beginnings)


def _leave_out(record: Path, site_packages: Path, beginnings: tuple[str, ...]) -> None:
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(beginnings)]
    if len(kept) == len(lines):
        return
    draft = record.with_name("RECORD.part")
    draft.write_text("".join(kept), encoding="utf-8")
    draft.replace(record)
    names = [row[0] for row in csv.reader(lines) if row]
    for file in names:
        if file.startswith(beginnings):
            (site_packages / file).unlink(missing_ok=True)


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
