"""Real photos for tests, and as many different ones as a test wants, cut out of them."""

from __future__ import annotations

import random
from pathlib import Path

from PIL import Image

PHOTOS = Path(__file__).parent / "data" / "photos"


def real_photo(name: str) -> Path:
    """One of the real photos, such as ``cat``."""
    return PHOTOS / f"{name}.jpg"


def write_photos(folder: Path, count: int, *, seed: int = 0, prefix: str = "IMG") -> list[Path]:
    """``count`` different JPEG photos, each a random cut of a real one."""
    folder.mkdir(parents=True, exist_ok=True)
    random_numbers = random.Random(seed)
    sources = [Image.open(path).convert("RGB") for path in sorted(PHOTOS.glob("*.jpg"))]
    paths: list[Path] = []
    for number in range(count):
        path = folder / f"{prefix}_{number:04}.jpg"
        write_cut(path, random_numbers.choice(sources), random_numbers)
        paths.append(path)
    return paths


def edit_photo(path: Path, *, seed: int) -> None:
    """Replace ``path`` by another photo, as an editor that saves does."""
    source = Image.open(sorted(PHOTOS.glob("*.jpg"))[seed % 12]).convert("RGB")
    write_cut(path, source, random.Random(seed + 1_000_000))


def write_cut(path: Path, source: Image.Image, random_numbers: random.Random) -> None:
    """Save a random cut of ``source`` of about two thirds its size."""
    width, height = source.size
    left = random_numbers.randrange(width // 3)
    top = random_numbers.randrange(height // 3)
    box = (left, top, left + width * 2 // 3, top + height * 2 // 3)
    source.crop(box).resize((256, 192)).save(path, quality=80)
