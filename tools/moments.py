"""Photos of moments: drawn sunsets and real pictures, whose files say when and where they were taken."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageFilter

Position = tuple[float, float]
"""Latitude and longitude in degrees."""

ERHAI: Position = (25.77, 100.19)


def drawn_sunset(seed: int, width_px: int = 640, height_px: int = 427) -> Image.Image:
    """A low sun over water and dark hills: to an encoder a sunset like any other; each ``seed`` has its own view."""
    numbers = np.random.default_rng(seed)
    y, x = np.linspace(0, 1, height_px)[:, None], np.linspace(0, 1, width_px)[None, :]
    horizon, sun_x = 0.58 + 0.05 * numbers.random(), 0.35 + 0.3 * numbers.random()
    stops = np.array([[40, 45, 95], [150, 80, 110], [240, 130, 60], [255, 200, 90]], dtype=float)
    height = np.clip(y / horizon, 0, 1) + 0 * x
    picture = np.stack([np.interp(height, np.linspace(0, 1, 4), stops[:, channel]) for channel in range(3)], axis=-1)
    from_sun = np.hypot((x - sun_x) * width_px / height_px, y - horizon + 0.06)
    glow = np.exp(-((from_sun / 0.16) ** 1.2))[..., None]
    picture = picture * (1 - glow) + np.array([255, 225, 140]) * glow
    picture[from_sun < 0.045] = (255, 246, 205)
    water = (y > horizon)[:, 0]
    mirrored = np.clip((horizon * height_px - np.arange(water.sum())).astype(int) - 1, 0, height_px - 1)
    waves = 14 * np.sin(3 * np.arange(water.sum())[:, None] ** 0.7 + 2 * np.sin(60 * x))
    picture[water] = picture[mirrored] * 0.6 + waves[..., None]
    ridge = horizon - 0.03 - 0.03 * np.sin(9 * x + 6 * numbers.random()) - 0.02 * np.sin(23 * x)
    picture[(y > ridge) & (y < horizon) & (np.abs(x - sun_x) > 0.12)] = (35, 25, 35)
    image = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
    return image.filter(ImageFilter.GaussianBlur(0.8))


def save_moment(image: Image.Image, path: Path, day: dt.date, position: Position | None = None) -> None:
    """Save ``image`` as a JPEG taken on ``day`` at seven in the evening, where ``position`` says."""
    exif = Image.Exif()
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    camera[ExifTags.Base.DateTimeOriginal] = f"{day:%Y:%m:%d} 19:00:00"
    if position is not None:
        latitude, longitude = position
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLatitudeRef] = "N" if latitude >= 0 else "S"
        place[ExifTags.GPS.GPSLatitude] = (abs(latitude), 0.0, 0.0)
        place[ExifTags.GPS.GPSLongitudeRef] = "E" if longitude >= 0 else "W"
        place[ExifTags.GPS.GPSLongitude] = (abs(longitude), 0.0, 0.0)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.convert("RGB").save(path, "JPEG", quality=90, exif=exif)
