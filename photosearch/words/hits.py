"""What is to be said beside the photos that were found, or where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from photosearch.types.photos import Photo
from photosearch.types.queries import Band, EmojiName, Match, Reason
from photosearch.types.texts import Field, TextMatch
from photosearch.words.quantities import photo_count_text
from photosearch.words.sentence import listed, shortened
from photosearch.words.spoken import counted, language, marked, translate
from photosearch.words.told import photo_date_text

_FIELDS: dict[Field, str] = {
    Field.FILE_NAME: marked("Messages", "file name: {text}"),
    Field.FOLDER: marked("Messages", "folder: {text}"),
    Field.TITLE: marked("Messages", "title: {text}"),
    Field.CAPTION: marked("Messages", "caption: {text}"),
    Field.KEYWORD: marked("Messages", "keyword: {text}"),
    Field.CREATOR: marked("Messages", "creator: {text}"),
    Field.CAMERA: marked("Messages", "camera: {text}"),
    Field.LENS: marked("Messages", "lens: {text}"),
}


def nearest_text() -> str:
    """That the photos shown are merely the nearest."""
    return translate("Messages", "These are merely the nearest photos.")


def perhaps_also_text() -> str:
    """Stands between the photos that fit and those that may fit."""
    return translate("Messages", "Perhaps also")


def perhaps_text() -> str:
    """Stands above photos that may fit, where none fits well, and for one such photo."""
    return translate("Messages", "Perhaps")


def far_text() -> str:
    """Stands before photos that do not fit, after some that do."""
    return translate("Messages", "The others, the nearest first")


def match_text(match: Match | None) -> str:
    """How well one photo fits, in words; empty for one that does not, or where nothing was asked."""
    if match is None:
        return ""
    if match.is_same:
        return translate("Messages", "Same picture")
    return {Band.STRONG: translate("Messages", "Good match"), Band.POSSIBLE: perhaps_text(), Band.FAR: ""}[match.band]


def photo_text(photo: Photo, match: Match | None) -> str:
    """One photo for whoever hears instead of seeing: its name, its date, how well it fits, and whether it is away."""
    date = photo.metadata.told.date
    away = "" if photo.is_online else translate("Messages", "offline")
    said = (photo.path.name, "" if date is None else photo_date_text(date), match_text(match), away)
    return listed([part for part in said if part])


def alikeness_text(match: Match) -> str:
    """How alike two pictures are."""
    if match.is_same:
        return translate("Messages", "Same picture")
    return {
        Band.STRONG: translate("Messages", "Much alike"),
        Band.POSSIBLE: translate("Messages", "Somewhat alike"),
        Band.FAR: translate("Messages", "Not alike"),
    }[match.band]


def why_text() -> str:
    """Stands above the reasons for which a photo was found."""
    return translate("Messages", "Why this photo?")


def reason_text(reason: Reason) -> str:
    """The thing that a photo shows, in the language that is spoken."""
    return reason.chinese if language() == "zh" else reason.english


def text_match_text(match: TextMatch) -> str:
    """The text of a photo that says what was searched for, and where it stands."""
    return translate("Messages", _FIELDS[match.field]).format(text=match.text)


def unplaced_text() -> str:
    """That photos may be from the place that was asked for."""
    return translate("Messages", "Perhaps: these photos do not say where they were taken")


def section_text(band: Band | None, *, is_first: bool, is_unplaced: bool = False) -> str:
    """What stands above the photos of a band; empty above those that fit."""
    if band is Band.POSSIBLE and is_unplaced:
        return unplaced_text()
    if band is Band.POSSIBLE:
        return perhaps_text() if is_first else perhaps_also_text()
    return nearest_text() if band is Band.FAR else ""


def nothing_found_text(words: str, unwanted: Sequence[str] = ()) -> str:
    """That no photo fits ``words`` without what is ``unwanted``; either may be empty."""
    if not unwanted:
        return translate("Messages", 'Nothing found for "{words}"').format(words=shortened(words))
    without = shortened(listed(unwanted))
    if not words:
        return translate("Messages", 'Nothing found without "{unwanted}"').format(unwanted=without)
    text = translate("Messages", 'Nothing found for "{words}" without "{unwanted}"')
    return text.format(words=shortened(words), unwanted=without)


def none_alike_text() -> str:
    """That no photo, or no other one, is like the picture that was searched with."""
    return translate("Messages", "No other photo is like this one")


def count_text(strong: int, possible: int, far: int) -> str:
    """How many photos are shown, such as ``5 photos · 3 perhaps``; those that do not fit only where no other is."""
    if not strong and not possible:
        return counted("%Ln nearest photo(s)", "", far) if far else photo_count_text(0)
    parts = [*([photo_count_text(strong)] if strong else [])]
    parts += [*([counted("%Ln perhaps", "", possible)] if possible else [])]
    return " · ".join(parts)


def news_text(count: int, *, is_search: bool) -> str:
    """That so many photos came that belong to what is shown, such as ``12 new matches``."""
    return counted("%Ln new match(es)", "", count) if is_search else counted("%Ln new photo(s)", "", count)


def colours_unread_text(count: int) -> str:
    """That so many photos cannot be found by their colours yet."""
    return counted(
        "The colours of %Ln photo(s) have not been read yet: a search finds them by colour later.", "", count
    )


def left_out_text(count: int) -> str:
    """That so many photos are not listed because they do not fit."""
    return counted("%Ln photo(s) that fit less well are not listed; --all lists them", "", count)


def further_text(count: int) -> str:
    """That so many photos fit, but are not listed because fewer were asked for."""
    return counted("%Ln more photo(s) that fit; --top N lists more", "", count)


def unknown_words_text(words: Sequence[str]) -> str:
    """That the starter model does not know these words of the query, and what helps."""
    text = translate("Messages", 'The starter model does not know "{words}". Chinese-CLIP understands more.')
    return text.format(words=shortened(listed(words)))


def emojis_text(emojis: Sequence[EmojiName]) -> str:
    """What emojis are searched as, in the language that is spoken."""
    names = listed([emoji.chinese if language() == "zh" else emoji.english for emoji in emojis])
    signs = listed([emoji.emoji for emoji in emojis])
    return translate("Messages", 'Searching for "{names}" in place of {emojis}.').format(emojis=signs, names=names)


def nothing_asked_text() -> str:
    """That signs alone cannot be searched for."""
    return translate("Messages", "There is nothing to search for")


def filtered_out_text() -> str:
    """That the filters leave nothing."""
    return translate("Messages", "No photo matches all the filters.")


def no_photos_text() -> str:
    """That the library is empty, though folders are watched."""
    return translate("Messages", "There are no photos in the watched folders. New ones appear here by themselves.")
