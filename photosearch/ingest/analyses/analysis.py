"""What an analysis is: one kind of background reading of photos, done once for each photo and version of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from photosearch.decode.worker_pool import DecodedPhoto
from photosearch.ingest.work import Work
from photosearch.store.records import NewPhoto
from photosearch.types.arrays import Int64Array
from photosearch.types.ids import PhotoId
from photosearch.types.photos import PixelSpec

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Needs:
    """What the decoder must give. The needs of several analyses are met by one decoding."""

    pixel_specs: tuple[PixelSpec, ...] = ()
    """Squares, each exactly as it is asked for."""
    picture_px: int | None = None
    """An upright picture whose long side is so long at most, or longer where another analysis needs it longer."""


def all_of(needs: Iterable[Needs]) -> Needs:
    """What serves all of them."""
    wanted = tuple(needs)
    specs = dict.fromkeys(spec for one in wanted for spec in one.pixel_specs)
    return Needs(tuple(specs), max((one.picture_px for one in wanted if one.picture_px is not None), default=None))


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A photo file that was read and decoded, on its way through the analyses that are due for it."""

    work: Work
    photo: NewPhoto
    decoded: DecodedPhoto


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an analysis cannot take a photo. A value, not an exception: one odd photo is ordinary."""

    detail: str


@dataclass(frozen=True, slots=True, eq=False)
class Result(Generic[R]):
    """What came out for one photo. "Found nothing" is a value of the analysis' own, such as an empty tuple."""

    reading: Reading
    value: R | Failure
    photo_id: PhotoId | None = None
    """The photo's record; None for embedding alone, which makes the record of a new photo."""


class Analysis(Protocol[R]):
    """All but ``close`` are called on the ingest thread; ``run`` works on a thread of the analysis' own."""

    @property
    def name(self) -> str:
        """What it is called in the list of what is done, such as ``embedding``."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever a result would: what an earlier version did is then done again."""
        ...

    @property
    def batch_size(self) -> int:
        """Photos per ``run`` beyond which nothing is gained."""
        ...

    def missing(self, limit: int, after_id: int = 0) -> Int64Array:
        """Present photos of online roots for which this version is not done: at most ``limit`` ids above ``after_id``,
        ascending.
        """
        ...

    def request(self, work: Work) -> Needs:
        """What the decoder must give for this file."""
        ...

    def run(self, photos: Sequence[DecodedPhoto]) -> Future[Sequence[R]]:
        """Begin with a batch; a result for each, in order.

        The future raises ``ModelError`` when one of the photos, or all of them, cannot be taken: they are then tried
        one by one, and should none succeed, with plain grey. What fails on that too is no photo's fault.
        """
        ...

    def keep(self, results: Sequence[Result[R]]) -> None:
        """Store the results and that they are done, in one transaction; a failure is done too. Photos that are gone by
        now are left out.

        Raises:
            StoreError: nothing can be written; nothing is kept.
        """
        ...

    def close(self) -> None:
        """The library is closed: end its threads, in about two seconds. What is asked of it afterwards may fail."""
        ...
