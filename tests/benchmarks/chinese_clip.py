"""ViT-B-16 as it is optimised for this machine against cn_clip as it comes: towers, and from disk to searchable."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import PIL.Image

from photosearch.decode.pixels import fit
from photosearch.embed.optimise import optimised
from photosearch.embed.running.packaged import PackagedEncoder
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.photos import PixelSpec
from tests.benchmarks.decode_jpeg import plain_decode
from tests.benchmarks.end_to_end import distinct_photos, indexed_s
from tests.benchmarks.full_vit import NAME as MODEL
from tests.benchmarks.full_vit import CnClip, is_measured, models_with_vit
from tests.benchmarks.int8_peak import SHAPES, int8_products
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds, per_second, times_s
from tests.benchmarks.plan import Plan
from tests.photos import PHOTOS

NAME = "chinese_clip"
_BATCH: Final = 16
_PLAIN_BATCH: Final = 8
_PICTURES: Final = 96
_NEIGHBOURS: Final = 10
_GFLOP_AN_IMAGE: Final = 33.7
"""Two for each of the 16.9 billion multiply-adds that Dosovitskiy et al. 2020 and timm give for it at 224 px."""
_TEXT: Final = "海边的日落"
_FILES: Final = 200


def run(plan: Plan) -> list[Figure]:
    """Nothing in a quick run: making the package takes two minutes."""
    if not is_measured(plan):
        return []
    models = models_with_vit(plan)
    encoder, plain = PackagedEncoder(optimised.package_folder(MODEL, models)), CnClip(models)
    found = [*_image_tower(encoder, plain, plan), *_text_tower(encoder, plain, plan)]
    encoder.close()
    return [*found, *_end_to_end(models, plain, plan)]


def _image_tower(encoder: PackagedEncoder, plain: CnClip, plan: Plan) -> list[Figure]:
    """Of pictures that the package was not calibrated on."""
    pixels = _cuts(encoder.pixel_spec, _PICTURES)
    batch = pixels[:_BATCH]
    peak: list[float] = []
    for shape in SHAPES:
        multiply, operations = int8_products(*shape)
        ours, product = by_turns(lambda: encoder.encode_images(batch), multiply, plan.rounds(12))
        peak = max(peak, per_second(operations / 1e9, product), key=lambda rates: float(np.median(rates or [0.0])))
    reached = float(np.median(per_second(_BATCH * _GFLOP_AN_IMAGE, ours)) / np.median(peak))
    found = [figure("matrix product, int8, all cores", "GOP/s", peak)]
    for count, goal, note in (
        (_PLAIN_BATCH, ">= 5x", f"{_likeness(encoder, plain, pixels)}; {reached:.0%} of the int8 peak"),
        (1, "", ""),
    ):
        theirs_alone = partial(plain.encode_images, batch[:count])
        ours, theirs = by_turns(lambda: encoder.encode_images(batch), theirs_alone, plan.rounds(12))
        found.append(
            figure(
                f"{MODEL} image tower, batch {_BATCH}, all cores",
                "images/s",
                per_second(_BATCH, ours),
                baseline=f"cn_clip float32, batch {count}",
                against=per_second(count, theirs),
                goal=goal,
                note=note,
            )
        )
    return found


def _likeness(encoder: PackagedEncoder, plain: CnClip, pixels: UInt8Array) -> str:
    found = np.concatenate([encoder.encode_images(part) for part in np.split(pixels, _PICTURES // _BATCH)])
    wanted = np.concatenate([plain.encode_images(part) for part in np.split(pixels, _PICTURES // _BATCH)])
    cosines = (found * wanted).sum(axis=1)
    same = [len(set(a) & set(b)) / _NEIGHBOURS for a, b in zip(_nearest(found), _nearest(wanted), strict=True)]
    return (
        f"cosine {cosines.mean():.5f}, least {cosines.min():.5f}; {np.mean(same):.1%} of {_NEIGHBOURS} neighbours kept"
    )


def _nearest(vectors: Float32Array) -> list[list[int]]:
    scores = vectors @ vectors.T
    np.fill_diagonal(scores, -np.inf)
    nearest: list[list[int]] = np.argsort(-scores, axis=1)[:, :_NEIGHBOURS].tolist()
    return nearest


def _text_tower(encoder: PackagedEncoder, plain: CnClip, plan: Plan) -> list[Figure]:
    ours, theirs = by_turns(lambda: encoder.encode_texts([_TEXT]), lambda: plain.encode_text(_TEXT), plan.rounds(30))
    cosine = float(np.sum(encoder.encode_texts([_TEXT]) * plain.encode_text(_TEXT)))
    return [
        figure(
            f"{MODEL} text tower, a short text",
            "ms",
            milliseconds(ours),
            baseline="cn_clip float32, padded to 52 tokens",
            against=milliseconds(theirs),
            note=f"cosine {cosine:.5f}",
        )
    ]


def _end_to_end(models: Path, plain: CnClip, plan: Plan) -> list[Figure]:
    files = distinct_photos(plan.folder, _FILES)

    def straight() -> None:
        for file in files[:_PLAIN_BATCH]:
            plain.encode_images(np.asarray(plain_decode(file, 224))[np.newaxis])

    straight()
    ours, theirs, busy = [], [], []
    for number in range(plan.rounds(3)):
        theirs.append(times_s(straight))
        home = plan.folder / f"end-to-end-{MODEL}-{number}"
        took_s, busy_s = indexed_s(files, home, models=models, encoder=MODEL)
        ours.append(took_s)
        busy.append(100 * busy_s / took_s)
    return [
        figure(
            f"disk to searchable with thumbnail, {MODEL}",
            "photos/s",
            per_second(len(files), ours),
            baseline="loop of Pillow decode and cn_clip, one by one",
            against=per_second(_PLAIN_BATCH, theirs),
            goal=">= 4x",
        ),
        figure(f"... of that time the encoder is busy, {MODEL}", "%", busy, goal=">= 90"),
    ]


def _cuts(spec: PixelSpec, count: int) -> UInt8Array:
    """Different squares, cut at random out of photos."""
    numbers = random.Random(2)
    pictures = [PIL.Image.open(file).convert("RGB") for file in sorted(PHOTOS.glob("*.jpg"))]
    return np.stack([fit(_cut(pictures[number % len(pictures)], numbers), spec) for number in range(count)])


def _cut(picture: PIL.Image.Image, numbers: random.Random) -> PIL.Image.Image:
    left, top = numbers.randrange(picture.width // 3), numbers.randrange(picture.height // 3)
    return picture.crop((left, top, left + picture.width * 2 // 3, top + picture.height * 2 // 3))
