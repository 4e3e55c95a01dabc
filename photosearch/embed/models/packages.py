"""Packages that a person hands to another: written to one archive, and put in place from it, every file proven."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from photosearch.embed.known_models import known_model
from photosearch.embed.models.digests import CHUNK_BYTES, InstallStoppedError, OnProgress, ShouldStop
from photosearch.embed.running.package_manifest import MANIFEST_NAME as MANIFEST_NAME
from photosearch.embed.running.package_manifest import PackageManifest, load_manifest
from photosearch.errors import DiskFullError, ModelFileError, ModelPackageError
from photosearch.types.models import WrongFile

_MAX_MANIFEST_BYTES = 1_000_000


def is_package_archive(file: Path) -> bool:
    """Whether the archive holds a manifest at its top."""
    try:
        with zipfile.ZipFile(file) as archive:
            return MANIFEST_NAME in archive.namelist()
    except zipfile.BadZipFile:
        return False


def write_archive(package: Path, target: Path) -> None:
    """Write the package's files into one archive, which appears whole or not at all; packing gains nothing.

    Raises:
        ModelPackageError: the package is damaged.
        OSError: the archive cannot be written.
    """
    manifest = load_manifest(package)
    part = target.with_name(target.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            for name in (MANIFEST_NAME, *manifest.files):
                archive.write(package / name, name)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def unpack(source: Path, target: Path, on_progress: OnProgress, should_stop: ShouldStop) -> PackageManifest:
    """Put the package in ``source``, a folder or an archive, into the new folder ``target``; every file is proven.

    Nothing but what the manifest lists is taken, and no more of it than it says.

    Raises:
        ModelFileError: it is a package of something else.
        ModelPackageError: it is damaged.
        InstallStoppedError: ``should_stop`` said so.
        DiskFullError: there is no room for it.
        OSError: it cannot be read or written.
    """
    target.mkdir()
    opened = _Folder(source) if source.is_dir() else _Archive(source)
    with opened:
        opened.copy(MANIFEST_NAME, target, _MAX_MANIFEST_BYTES, lambda _count: None)
        manifest = load_manifest(target)
        model = known_model(manifest.name)
        if model is None or model.name != manifest.name or model.dim != manifest.dim:
            raise ModelFileError(WrongFile.OTHER_PACKAGE, source)
        total = sum(size for _digest, size in manifest.files.values())
        if (free := shutil.disk_usage(target).free) < total:
            raise DiskFullError(path=target, needed_bytes=total, free_bytes=free)
        done = 0

        def on_bytes(count: int) -> None:
            nonlocal done
            done += count
            on_progress(done, total)
            if should_stop():
                raise InstallStoppedError

        for name, (_digest, size) in manifest.files.items():
            opened.copy(name, target, size, on_bytes)
            manifest.map(name)
    _stand_alone(target)
    return manifest


def _stand_alone(package: Path) -> None:
    """Here it is no other form of a checkpoint that is installed."""
    path = package / MANIFEST_NAME
    stated = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(stated | {"made_from": None}, indent=1) + "\n", encoding="utf-8")


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> _Folder:
        return self

    def __exit__(self, *_reason: object) -> None:
        """Nothing is open."""

    def copy(self, name: str, target: Path, size: int, on_bytes: Callable[[int], None]) -> None:
        try:
            stream = (self._folder / name).open("rb")
        except OSError as error:
            raise ModelPackageError(f"{name} cannot be read: {error}", path=self._folder) from error
        with stream:
            _copy(stream, target / name, size, on_bytes)


class _Archive:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._archive = zipfile.ZipFile(file)

    def __enter__(self) -> _Archive:
        return self

    def __exit__(self, *_reason: object) -> None:
        self._archive.close()

    def copy(self, name: str, target: Path, size: int, on_bytes: Callable[[int], None]) -> None:
        try:
            with self._archive.open(name) as stream:
                _copy(stream, target / name, size, on_bytes)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise ModelPackageError(f"{name} cannot be unpacked: {error}", path=self._file) from error


def _copy(stream: IO[bytes], target: Path, size: int, on_bytes: Callable[[int], None]) -> None:
    """At most ``size`` bytes: an archive may unpack to more than it says."""
    with target.open("wb") as copy:
        while size and (piece := stream.read(min(CHUNK_BYTES, size))):
            copy.write(piece)
            size -= len(piece)
            on_bytes(len(piece))
