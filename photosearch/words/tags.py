"""Tags in words."""

from __future__ import annotations

from pathlib import Path

from photosearch.types.tags import TagName
from photosearch.words.quantities import photo_count_text
from photosearch.words.spoken import language, translate


def tag_text(name: TagName) -> str:
    """The tag in the language that is spoken."""
    return name.chinese if language() == "zh" else name.english


def by_hand_text(name: TagName) -> str:
    """A tag that a person gave."""
    return translate("Messages", "{tag} (yours)").format(tag=tag_text(name))


def no_tags_text() -> str:
    """That nothing is told in one word."""
    return translate("Messages", "No tags")


def not_in_library_text(file: Path) -> str:
    """That a picture has no tags because it is no photo of the library."""
    return translate("Messages", "{file} is not in the library: only its photos have tags.").format(file=file)


def said_text(name: TagName, count: int, *, fits: bool | None) -> str:
    """What is noted now."""
    text = {
        True: translate("Messages", '"{tag}" fits {photos}.'),
        False: translate("Messages", '"{tag}" does not fit {photos}.'),
        None: translate("Messages", 'Of "{tag}" the model tells again for {photos}.'),
    }[fits]
    return text.format(tag=tag_text(name), photos=photo_count_text(count))
