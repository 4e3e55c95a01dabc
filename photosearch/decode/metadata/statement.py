"""What one source says of a photo, before it is weighed against the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from photosearch.decode.metadata.dates import WrittenDate
from photosearch.types.metadata import DateSource, Exposure, Origin, Position


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says; what it is silent about is None or empty."""

    origin: Origin
    dates: Mapping[DateSource, WrittenDate] = field(default_factory=dict)
    position: Position | None = None
    camera: str | None = None
    lens: str | None = None
    rating: float | None = None
    """0 to 5 stars, or -1: rejected."""
    title: str | None = None
    caption: str | None = None
    keywords: tuple[tuple[str, ...], ...] = ()
    """Each from the widest word to the narrowest."""
    creator: str | None = None
    copyright: str | None = None
    exposure: Exposure | None = None
    software: str | None = None
    colour_space: str | None = None
    subject_distance_m: float | None = None
    content_identifier: str | None = None
    burst_id: str | None = None
    orientation: int | None = None
