"""What a sentence was understood to mean, in words: each chip, and all of them in one line."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from typing import Final

from photosearch.types.photos import Orientation
from photosearch.types.places import NamedPlace
from photosearch.types.texts import Field
from photosearch.types.understood import (
    AtPlace,
    Chip,
    DayRange,
    Days,
    Favourite,
    InFolder,
    InFormat,
    Lacking,
    Meaning,
    Media,
    OfMedia,
    Rated,
    Understood,
    Upright,
    WithCamera,
    Without,
    Written,
)
from photosearch.words.quantities import date_text, day_text, decimal_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import counted, language, marked, translate

_RANGES_TOLD: Final = 3
_MEDIA: Final = {
    Media.SCREENSHOT: marked("Understood", "Screenshots"),
    Media.SELFIE: marked("Understood", "Selfies"),
    Media.PANORAMA: marked("Understood", "Panoramas"),
    Media.RAW: marked("Understood", "RAW files"),
    Media.ANIMATED: marked("Understood", "Animated pictures"),
    Media.LIVE: marked("Understood", "Live Photos"),
    Media.BURST: marked("Understood", "Bursts"),
}
_CAPITALS: Final = {
    name.lower(): name for name in ("iPhone", "iPad", "iPod", "GoPro", "DJI", "OPPO", "vivo", "HTC", "EOS", "OnePlus")
}
"""Names with other capitals than one at the beginning."""
_SAYS: Final = {
    Field.KEYWORD: marked("Messages", "keyword: {text}"),
    Field.CREATOR: marked("Messages", "creator: {text}"),
    Field.CAMERA: marked("Messages", "camera: {text}"),
    Field.LENS: marked("Messages", "lens: {text}"),
}
_SHAPES: Final = {
    Orientation.LANDSCAPE: marked("Filters", "Landscape"),
    Orientation.PORTRAIT: marked("Filters", "Portrait"),
    Orientation.SQUARE: marked("Filters", "Square"),
}


def understood_text(understood: Understood) -> str:
    """One line: what is searched for and what is not wanted, then what each further part means."""
    unwanted = [chip.text for chip in understood.chips if isinstance(chip.meaning, Without)]
    signed = [f'-"{text}"' if " " in text else f"-{text}" for text in unwanted]
    words = " ".join(filter(None, [understood.words, *signed]))
    parts = [_said_text(chip) for chip in understood.chips if not isinstance(chip.meaning, Without)]
    said = "; ".join(filter(None, [words, *parts]))
    return translate("Messages", "Understood as: {words}").format(words=said)


def _said_text(chip: Chip) -> str:
    """What was said and what it means, once where that is the same."""
    meaning = meaning_text(chip.meaning)
    if meaning.startswith(chip.text):
        return meaning
    return translate("Understood", "{text} ({meaning})").format(text=chip.text, meaning=meaning)


def meaning_text(meaning: Meaning) -> str:
    """What a chip means, such as ``Jun 1 – Aug 31, 2025``."""
    match meaning:
        case Days():
            return days_text(meaning.ranges)
        case AtPlace():
            return _places_text(meaning)
        case WithCamera():
            return cameras_text([meaning.words])
        case OfMedia():
            return media_text(meaning.media)
        case Upright():
            return orientation_text(meaning.orientation)
        case Rated():
            return rating_text(meaning)
        case InFormat():
            return listed(sorted(meaning.formats))
        case InFolder():
            return listed([os.fspath(folder) for folder in meaning.folders])
        case Favourite():
            return favourites_text()
        case Written():
            return written_text(meaning)
        case Lacking():
            return not_text(meaning_text(meaning.trait))
        case Without():
            return not_text(meaning.text)


def not_text(text: str) -> str:
    """That it is not wanted."""
    return translate("Understood", "not {text}").format(text=text)


def favourites_text() -> str:
    """What a person marked as such."""
    return translate("Understood", "Favourites")


def written_text(written: Written) -> str:
    """Such as ``lens: XF 23mm``."""
    return translate("Messages", _SAYS[written.field]).format(text=" › ".join(written.parts))


def days_text(ranges: Sequence[DayRange]) -> str:
    """The newest of several ranges first, a few of them."""
    newest = [span_text(days.first, days.last) for days in reversed(ranges)]
    if len(newest) <= _RANGES_TOLD:
        return listed(newest)
    further = counted("and %Ln more time(s)", "", len(newest) - _RANGES_TOLD)
    return f"{listed(newest[:_RANGES_TOLD])} {further}"


def span_text(first: dt.date | None, last: dt.date | None) -> str:
    """A span of days as one would say it: a year, a day, from, until."""
    if first is not None and last is not None:
        return _closed_text(first, last)
    if first is not None:
        return translate("Filters", "since {date}").format(date=date_text(first))
    if last is not None:
        return translate("Filters", "until {date}").format(date=date_text(last))
    return translate("Filters", "Any time")


def _closed_text(first: dt.date, last: dt.date) -> str:
    if first == last:
        return date_text(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{date_text(first)} – {date_text(last)}"
    # The year stands once: behind both days in English, before them in Chinese.
    if language() == "zh":
        return f"{date_text(first)} – {day_text(last)}"
    return f"{day_text(first)} – {date_text(last)}"


def place_name(place: NamedPlace) -> str:
    """Its name in the language that is spoken, the other one where it has none in that."""
    names = (place.chinese, place.english) if language() == "zh" else (place.english, place.chinese)
    return next(filter(None, names), "")


def candidate_text(place: NamedPlace) -> str:
    """A place in a list of several of the same name: ``Springfield · Illinois · United States`` says which one."""
    around = (place.english_around, place.chinese_around)
    where = next(filter(None, reversed(around) if language() == "zh" else around), "")
    return " · ".join(filter(None, (place_name(place), where)))


def _places_text(meaning: AtPlace) -> str:
    if len(meaning.chosen) == 1:
        return candidate_text(meaning.chosen[0])
    return listed([candidate_text(place) for place in meaning.chosen[:_RANGES_TOLD]])


def media_text(media: Media) -> str:
    """Such as ``Screenshots``."""
    return translate("Understood", _MEDIA[media])


def orientation_text(orientation: Orientation) -> str:
    """The name of a shape."""
    return translate("Filters", _SHAPES[orientation])


def cameras_text(cameras: Iterable[Sequence[str]]) -> str:
    """The words of each name, as a person writes names."""
    return listed([" ".join(map(_camera_word, words)) for words in cameras])


def _camera_word(word: str) -> str:
    name, space, number = word.partition(" ")
    usual = _CAPITALS.get(name) or (name.title() if name.isalpha() else name.upper())
    return f"{usual}{space}{number}"


def ratings_text(ratings: Iterable[Rated]) -> str:
    """Several, the fewest stars first."""
    return listed([rating_text(rated) for rated in sorted(ratings, key=lambda rated: (rated.least, rated.most))])


def rating_text(rated: Rated) -> str:
    """Such as ``4 stars or more``."""
    if not rated.most:
        return translate("Understood", "not rated")
    least, most = (
        decimal_text(stars, 0 if stars.is_integer() else 1) for stars in map(float, (rated.least, rated.most))
    )
    if rated.least == rated.most:
        return translate("Understood", "★ {stars}").format(stars=least)
    if rated.most >= 5:
        return translate("Understood", "★ {stars} or more").format(stars=least)
    return translate("Understood", "★ {least} to {most}").format(least=least, most=most)
