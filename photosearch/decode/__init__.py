"""Stage 2: bytes become pixels, metadata and thumbnails."""
