"""From 12-megapixel JPEGs on disk to searchable photos, against a straight loop over the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from photosearch.embed.models import catalogue
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.engine.engine import Engine
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.settings import Settings, SettingsOwner
from tests.benchmarks.decode_jpeg import big_photos, plain_decode
from tests.benchmarks.measure import Figure, figure, per_second, times_s
from tests.benchmarks.plan import Plan

NAME = "end_to_end"
_MOSAICS = 16


def run(plan: Plan) -> list[Figure]:
    """Both warm: the encoder is loaded and the files are in the file system's cache."""
    files = distinct_photos(plan.folder, 96 if plan.is_quick else 240)
    straight_files = files[:_MOSAICS]
    encoder = PackagedEncoder(resource("models") / "starter", threads=0)
    ours: list[float] = []
    busy: list[float] = []
    straight: list[float] = []
    _straight_loop(files[:2], encoder)
    for number in range(3):
        straight.append(times_s(lambda: _straight_loop(straight_files, encoder)))
        took_s, busy_s = indexed_s(files, plan.folder / f"end-to-end-{number}")
        ours.append(took_s)
        busy.append(100 * busy_s / took_s)
    return [
        figure(
            "disk to searchable with thumbnail, starter",
            "photos/s",
            per_second(len(files), ours),
            baseline="loop of Pillow decode and encoder, one by one",
            against=per_second(len(straight_files), straight),
            goal=">= 30",
        ),
        figure("... of that time the encoder is busy", "%", busy),
    ]


def distinct_photos(folder: Path, count: int) -> list[Path]:
    """``count`` 12-megapixel JPEGs of different bytes: a few mosaics, and copies with a number behind the picture."""
    place = folder / f"distinct-{count}"
    place.mkdir(parents=True, exist_ok=True)
    pictures = [file.read_bytes() for file in big_photos(folder, _MOSAICS)]
    paths = [place / f"{number:04}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            path.write_bytes(pictures[number % _MOSAICS] + b"%d" % number)
    return paths


def _straight_loop(files: list[Path], encoder: PackagedEncoder) -> None:
    for file in files:
        encoder.encode_images(np.asarray(plain_decode(file))[np.newaxis])


def indexed_s(
    files: list[Path], home: Path, *, models: Path | None = None, encoder: str = catalogue.STARTER
) -> tuple[float, float]:
    """Seconds from adding the folder to all of it searchable, and how long of it the encoder worked.

    ``encoder`` is one of ``models`` or of those that come with the app; ``home`` is emptied before and after.
    """
    shutil.rmtree(home, ignore_errors=True)
    folders = DataFolders(home / "data", home / "cache", models or home / "models", home / "logs")
    engine = Engine.open(folders, SettingsOwner(folders.settings, Settings(encoder=encoder)))
    try:
        engine.models.warm_up()
        engine.start(is_watching=False, is_scanning=False)
        service = engine.shelves.answering.service
        service.ready.result()
        took_s = times_s(lambda: _index(engine, files[0].parent))
        assert engine.library.status().embedded >= len(files)
    finally:
        engine.close()
    shutil.rmtree(home, ignore_errors=True)
    return took_s, service.busy_s


def _index(engine: Engine, folder: Path) -> None:
    engine.library.add_root(folder)
    assert engine.work.wait_until_idle()
