"""Weighs what several sources say of one photo; docs/metadata.md gives the order and where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from photosearch.decode.metadata import keyword_paths, ratings
from photosearch.decode.metadata.dates import Trust, WrittenDate, here, trust_in
from photosearch.decode.metadata.statement import Statement
from photosearch.types.metadata import (
    DatePrecision,
    DateSource,
    Exposure,
    FileMetadata,
    Keyword,
    Origin,
    PhotoDate,
    Position,
    Told,
)

T = TypeVar("T")

# What a person wrote: in a file of its own last, in XMP with any letters, in IPTC and EXIF with less of both.
_WORDS: Final = (Origin.SIDECAR, Origin.XMP, Origin.IPTC, Origin.EXIF, Origin.PNG_TEXT, Origin.TAKEOUT)
# What the camera measured.
_MEASURED: Final = (Origin.EXIF, Origin.MAKER_NOTE, Origin.XMP, Origin.SIDECAR, Origin.PNG_TEXT)
# Where: EXIF is the camera's own; a sidecar is a person's correction of it.
_PLACES: Final = (Origin.SIDECAR, Origin.EXIF, Origin.XMP, Origin.TAKEOUT)

_DATES: Final = tuple(DateSource)
"""Best first: the members stand in this order."""
_OF_SOMETHING_ELSE: Final = frozenset({DateSource.EXIF_MODIFIED, DateSource.FILE_TIME, DateSource.ADDED})
"""Tell when the file was last changed, or came."""
_NEVER_CERTAIN: Final = _OF_SOMETHING_ELSE | {DateSource.NAME, DateSource.PNG_TEXT}
_QUARTER_OF_AN_HOUR: Final = dt.timedelta(minutes=15)
_LONGEST_OFFSET: Final = dt.timedelta(hours=14)


def weighed(
    statements: Sequence[Statement],
    extra_dates: Iterable[tuple[DateSource, WrittenDate]],
    now: dt.datetime,
) -> FileMetadata:
    """One value of all statements.

    Args:
        extra_dates: what the name and the file's time say.
        now: by the clock here, naive local time.
    """

    def told(order: Sequence[Origin], part: Callable[[Statement], T | None]) -> Told[T] | None:
        return _best(statements, order, part)

    return FileMetadata(
        date=_date(statements, extra_dates, now),
        position=_position(statements),
        camera=told(_MEASURED, lambda said: said.camera),
        lens=told(_MEASURED, lambda said: said.lens),
        rating=_rating(statements),
        title=told(_WORDS, lambda said: said.title),
        caption=told(_WORDS, lambda said: said.caption),
        keywords=_keywords(statements),
        creator=told(_WORDS, lambda said: said.creator),
        copyright=told(_WORDS, lambda said: said.copyright),
        exposure=_exposure(statements),
        software=told(_MEASURED, lambda said: said.software),
        colour_space=told(_MEASURED, lambda said: said.colour_space),
        subject_distance_m=told(_MEASURED, lambda said: said.subject_distance_m),
        content_identifier=told(_MEASURED, lambda said: said.content_identifier),
        burst_id=told(_MEASURED, lambda said: said.burst_id),
        orientation=next((said.orientation for said in _by(statements, _MEASURED) if said.orientation), None),
    )


def _by(statements: Sequence[Statement], order: Sequence[Origin]) -> list[Statement]:
    """The statements of these origins, the most believed first; those of one origin in the order they were given."""
    if len(statements) == 1:
        return list(statements) if statements[0].origin in order else []
    return [said for origin in order for said in statements if said.origin is origin]


def _best(
    statements: Sequence[Statement], order: Sequence[Origin], part: Callable[[Statement], T | None]
) -> Told[T] | None:
    for said in _by(statements, order):
        value = part(said)
        if value is not None:
            return Told(value, said.origin)
    return None


def _rating(statements: Sequence[Statement]) -> Told[float] | None:
    """The first that says more than "nobody has said" (0)."""
    known = [Told(said.rating, said.origin) for said in _by(statements, _WORDS) if said.rating is not None]
    best = ratings.most_telling(rating.value for rating in known)
    return next((rating for rating in known if rating.value == best), None)


def _position(statements: Sequence[Statement]) -> Position | None:
    """The best position; height and direction from others that say the same place."""
    found = [said.position for said in _by(statements, _PLACES) if said.position is not None]
    if not found:
        return None
    best = found[0]
    for other in found[1:]:
        if _is_same_place(best, other):
            best = replace(
                best,
                altitude_m=other.altitude_m if best.altitude_m is None else best.altitude_m,
                direction_deg=other.direction_deg if best.direction_deg is None else best.direction_deg,
            )
    return best


def _is_same_place(one: Position, other: Position) -> bool:
    """Within about 10 m, which is what rounding does."""
    latitude_deg = abs(one.latitude_deg - other.latitude_deg)
    return latitude_deg < 1e-4 and abs(one.longitude_deg - other.longitude_deg) < 1e-4


def _keywords(statements: Sequence[Statement]) -> tuple[Keyword, ...]:
    """All words of all sources, each once and where it is believed most."""
    origins: dict[tuple[str, ...], Origin] = {}
    for said in _by(statements, _WORDS):
        for path in said.keywords:
            origins.setdefault(path, said.origin)
    return tuple(Keyword(path, origins[path]) for path in keyword_paths.merged(origins))


def _exposure(statements: Sequence[Statement]) -> Told[Exposure] | None:
    """The most believed exposure, its gaps filled from the next."""
    found = [(said.exposure, said.origin) for said in _by(statements, _MEASURED) if said.exposure is not None]
    if not found:
        return None
    values = [exposure for exposure, _ in found]
    return Told(
        Exposure(
            f_number=next((value.f_number for value in values if value.f_number is not None), None),
            time_s=next((value.time_s for value in values if value.time_s is not None), None),
            iso=next((value.iso for value in values if value.iso is not None), None),
            focal_length_mm=next(
                (value.focal_length_mm for value in values if value.focal_length_mm is not None), None
            ),
            focal_length_35mm=next(
                (value.focal_length_35mm for value in values if value.focal_length_35mm is not None), None
            ),
        ),
        found[0][1],
    )


def _date(
    statements: Sequence[Statement], extra_dates: Iterable[tuple[DateSource, WrittenDate]], now: dt.datetime
) -> PhotoDate | None:
    """The best date that can be true: first those that tell when it was taken, then those of something else.

    A doubtful one counts only where no other tells when it was taken.
    """
    written: dict[DateSource, WrittenDate] = {}
    for source, date in (*_dates_of(statements), *extra_dates):
        written.setdefault(source, date)
    dates = [(source, _at_the_place(written[source], written)) for source in _DATES if source in written]
    trusted = [(source, date, trust_in(date.at, date.precision, now)) for source, date in dates]
    order = sorted((one for one in trusted if one[2] is not Trust.IMPOSSIBLE), key=_turn)
    if not order:
        return None
    source, date, _ = order[0]
    is_first = source is trusted[0][0] and trusted[0][2] is Trust.BELIEVED
    return PhotoDate(
        at=date.at,
        source=source,
        is_certain=is_first and source not in _NEVER_CERTAIN,
        offset_min=date.offset_min,
        precision=date.precision,
    )


def _turn(one: tuple[DateSource, WrittenDate, Trust]) -> tuple[bool, bool]:
    """What sorts the dates that can be true: believed before doubtful, and those of something else last."""
    source, _, trust = one
    is_of_something_else = source in _OF_SOMETHING_ELSE
    return is_of_something_else, not is_of_something_else and trust is Trust.DOUBTFUL


def _dates_of(statements: Sequence[Statement]) -> Iterable[tuple[DateSource, WrittenDate]]:
    return ((source, date) for said in statements for source, date in said.dates.items())


def _at_the_place(date: WrittenDate, others: dict[DateSource, WrittenDate]) -> WrittenDate:
    """An instant by the clock at the place: another source shows that clock, else this machine's zone is a guess.

    Programs write "Z" behind local times too: EXIF has the same digits then. Where its digits differ by quarters of an
    hour, up to 14 hours, they are the clock of the place at the same instant.
    """
    if not date.is_instant:
        return date
    for source in (DateSource.EXIF_ORIGINAL, DateSource.EXIF_DIGITISED, DateSource.NAME, DateSource.EXIF_MODIFIED):
        other = others.get(source)
        if other is None or other.is_instant or other.precision is not DatePrecision.TIME:
            continue
        ahead = other.at.replace(microsecond=0) - date.at.replace(microsecond=0)
        if not ahead:
            return WrittenDate(date.at, other.offset_min, date.precision)
        if abs(ahead) <= _LONGEST_OFFSET and not ahead % _QUARTER_OF_AN_HOUR:
            return WrittenDate(date.at + ahead, round(ahead.total_seconds() / 60), date.precision)
    at, offset_min = here(date.at)
    return WrittenDate(at, offset_min, date.precision)
