"""HEIC and AVIF for Pillow. The one door to pillow_heif; imported when the first such file comes."""

from __future__ import annotations

import pillow_heif


def register() -> None:
    """Have Pillow open them."""
    # One thread each: the parallelism is that of the worker processes.
    pillow_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
