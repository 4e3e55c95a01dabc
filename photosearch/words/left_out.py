"""Says what is left out of the library, what came back, and which files cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from photosearch.exclusions import EXCEPTION, buried_below, folder_of
from photosearch.types.files import NotShownKind
from photosearch.types.roots import LibraryRoot
from photosearch.words.quantities import photo_count_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import counted, marked, translate

_REASONS: dict[NotShownKind, str] = {
    NotShownKind.VIDEO: marked("Messages", "videos are not looked into yet"),
    NotShownKind.DOCUMENT: marked("Messages", "documents hold pages, not photos"),
    NotShownKind.DRAWING: marked("Messages", "drawings hold lines, not pixels"),
    NotShownKind.PROJECT: marked("Messages", "only the program that made it can draw an editor's project"),
    NotShownKind.RAW: marked("Messages", "no decoder here reads RAW files of these kinds"),
    NotShownKind.PICTURE: marked("Messages", "no decoder here reads picture formats of these kinds"),
}


def pattern_text(pattern: str) -> str:
    """A pattern as a person reads it: a folder by its path below the watched one."""
    return folder_of(pattern) or pattern


def left_out_text(root: LibraryRoot, pattern: str, count: int) -> str:
    """That something is left out from now on, and how many photos; of an exception, how many come back, or why none."""
    if pattern.startswith(EXCEPTION):
        return _exception_text(root, pattern, count)
    text = translate("Messages", '"{what}" is left out of {folder} ({photos}). Nothing was deleted.')
    return text.format(what=pattern_text(pattern), folder=root.path, photos=photo_count_text(count))


def _exception_text(root: LibraryRoot, pattern: str, count: int) -> str:
    above = buried_below(root.exclusions, pattern)
    if above is not None:
        text = translate("Messages", '"{what}" has no effect in {folder}: all of "{above}" is left out there.')
    elif count:
        text = translate(
            "Messages", '"{what}" is an exception from what is left out of {folder} ({photos} found again).'
        )
    else:
        text = translate(
            "Messages",
            '"{what}" is an exception from what is left out of {folder}, but brings no photo back: '
            "below a folder that is left out, exceptions have no effect.",
        )
    return text.format(what=pattern, folder=root.path, photos=photo_count_text(count), above=above)


def pattern_line(patterns: Iterable[str], pattern: str) -> str:
    """One of ``patterns``, which are those of one watched folder, as a list of them says what it does."""
    if not pattern.startswith(EXCEPTION):
        return translate("Messages", "Left out: {what}").format(what=pattern_text(pattern))
    above = buried_below(patterns, pattern)
    if above is None:
        return translate("Messages", "Exception: {what}").format(what=pattern)
    text = translate("Messages", "Exception without effect: {what} (all of {above} is left out)")
    return text.format(what=pattern, above=above)


def taken_back_text(root: LibraryRoot, pattern: str, count: int) -> str:
    """That something is left out no longer, and how many photos came back."""
    text = translate("Messages", '"{what}" in {folder} is no longer left out ({photos} found again).')
    return text.format(what=pattern_text(pattern), folder=root.path, photos=photo_count_text(count))


def not_shown_text(counts: Iterable[tuple[NotShownKind, int]]) -> str:
    """How many files of which kind cannot be shown, such as "Not shown: 12 videos and 3 documents"; empty for none."""
    kinds = [_COUNTED[kind](count) for kind, count in counts]
    return translate("Messages", "Not shown: {kinds}").format(kinds=listed(kinds)) if kinds else ""


def not_shown_reasons(counts: Iterable[tuple[NotShownKind, int]]) -> str:
    """Why, a line for each kind."""
    return "\n".join(f"{_COUNTED[kind](count)}: {reason_text(kind)}" for kind, count in counts)


def reason_text(kind: NotShownKind) -> str:
    """Why files of a kind cannot be shown."""
    return translate("Messages", _REASONS[kind])


_COUNTED: dict[NotShownKind, Callable[[int], str]] = {
    NotShownKind.VIDEO: lambda count: counted("%Ln video(s)", "", count),
    NotShownKind.DOCUMENT: lambda count: counted("%Ln document(s)", "", count),
    NotShownKind.DRAWING: lambda count: counted("%Ln drawing(s)", "", count),
    NotShownKind.PROJECT: lambda count: counted("%Ln project file(s)", "", count),
    NotShownKind.RAW: lambda count: counted("%Ln RAW file(s)", "", count),
    NotShownKind.PICTURE: lambda count: counted("%Ln other picture(s)", "", count),
}
