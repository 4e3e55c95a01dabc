"""From 12-megapixel JPEGs on disk to searchable photos, against a straight loop over the same files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np

from photosearch.embed.packaged import PackagedEncoder
from photosearch.engine import Engine
from photosearch.paths import DataFolders
from photosearch.resources import resource
from photosearch.settings import Settings
from tests.benchmarks.decode_jpeg import big_photos, plain_decode
from tests.benchmarks.measure import Figure, figure, per_second, times_s
from tests.benchmarks.plan import Plan

NAME = "end_to_end"


def run(plan: Plan) -> list[Figure]:
    """Both warm: the encoder is loaded and the files are in the file system's cache."""
    files = big_photos(plan.folder, 16 if plan.is_quick else 48)
    encoder = PackagedEncoder(resource("models") / "starter", threads=0)
    ours: list[float] = []
    straight: list[float] = []
    _straight_loop(files[:2], encoder)
    for number in range(plan.rounds(3) if not plan.is_quick else 1):
        straight.append(times_s(lambda: _straight_loop(files, encoder)))
        ours.append(_indexed_s(files, plan.folder / f"end-to-end-{number}"))
    return [
        figure(
            "disk to searchable with thumbnail, starter",
            "photos/s",
            per_second(len(files), ours),
            baseline="loop of Pillow decode and encoder, one by one",
            against=per_second(len(files), straight),
            goal=">= 30",
        )
    ]


def _straight_loop(files: list[Path], encoder: PackagedEncoder) -> None:
    for file in files:
        encoder.encode_images(np.asarray(plain_decode(file))[np.newaxis])


def _indexed_s(files: list[Path], home: Path) -> float:
    shutil.rmtree(home, ignore_errors=True)
    folders = DataFolders(home / "data", home / "cache", home / "models", home / "logs")
    engine = Engine.open(folders, Settings())
    try:
        engine.warm_up()
        engine.start(is_watching=False, jobs=())
        engine.shelf().service.ready.result()
        took_s = times_s(lambda: _index(engine, files[0].parent))
        assert engine.status().embedded >= len(files)
    finally:
        engine.close()
    shutil.rmtree(home, ignore_errors=True)
    return took_s


def _index(engine: Engine, folder: Path) -> None:
    engine.add_root(folder)
    assert engine.wait_until_idle()
