"""One 12-megapixel JPEG to encoder input, thumbnail and hash, against a plain full decode and resize."""

from __future__ import annotations

import random
from functools import partial
from pathlib import Path

from PIL import Image

from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.requests import DecodedPhoto, DecodeRequest
from photosearch.decode.task import perform
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.types.photos import PixelSpec
from tests.benchmarks.measure import Figure, by_turns, figure, milliseconds
from tests.benchmarks.plan import Plan
from tests.photos import PHOTOS

NAME = "decode_jpeg"
_TILES = (4, 3)
_SIZE_PX = (4032, 3024)
_ENCODER_PX = 260
_MEMORY_BYTES = 1 << 30


def run(plan: Plan) -> list[Figure]:
    """Encoder input alone, and with hash and thumbnail as ingest asks for it; one thread."""
    files = big_photos(plan.folder, 4)
    thumbnails = ThumbnailCache(plan.folder / "decode-thumbnails", 1 << 30)

    def ours(*, wants_thumbnail: bool) -> None:
        for file in files:
            request = DecodeRequest(file, pixel_specs=(PixelSpec(_ENCODER_PX),), wants_thumbnail=wants_thumbnail)
            result = perform(request, thumbnails, DecodeLimits(_MEMORY_BYTES))
            assert isinstance(result, DecodedPhoto)
            assert result.content_hash is not None
            thumbnails.path_of(result.content_hash).unlink(missing_ok=True)

    figures = []
    for name, wants_thumbnail in (("to encoder input", False), ("with its thumbnail", True)):
        taken, plain = by_turns(
            partial(ours, wants_thumbnail=wants_thumbnail),
            lambda: [plain_decode(file) for file in files],
            plan.rounds(9),
        )
        figures.append(
            figure(
                f"12-megapixel JPEG {name}, one thread",
                "ms",
                [value / len(files) for value in milliseconds(taken)],
                baseline="Pillow, all pixels, bicubic",
                against=[value / len(files) for value in milliseconds(plain)],
            )
        )
    return figures


def plain_decode(file: Path, size_px: int = _ENCODER_PX) -> Image.Image:
    """What a straight program does."""
    with Image.open(file) as image:
        return image.convert("RGB").resize((size_px, size_px), Image.Resampling.BICUBIC)


def big_photos(folder: Path, count: int) -> list[Path]:
    """``count`` different 12-megapixel JPEGs with real picture content: mosaics of real photos."""
    place = folder / "mosaics"
    place.mkdir(parents=True, exist_ok=True)
    paths = [place / f"mosaic-{number:03}.jpg" for number in range(count)]
    missing = [number for number, path in enumerate(paths) if not path.exists()]
    if missing:
        sources = [Image.open(file).convert("RGB") for file in sorted(PHOTOS.glob("*.jpg"))]
        for number in missing:
            _mosaic(sources, random.Random(number)).save(paths[number], quality=90)
    return paths


def _mosaic(sources: list[Image.Image], numbers: random.Random) -> Image.Image:
    canvas = Image.new("RGB", _SIZE_PX)
    width, height = _SIZE_PX[0] // _TILES[0], _SIZE_PX[1] // _TILES[1]
    for place in range(_TILES[0] * _TILES[1]):
        source = numbers.choice(sources)
        left, top = numbers.randrange(source.width // 4), numbers.randrange(source.height // 4)
        part = source.crop((left, top, left + source.width * 3 // 4, top + source.height * 3 // 4))
        canvas.paste(part.resize((width, height)), (place % _TILES[0] * width, place // _TILES[0] * height))
    return canvas
