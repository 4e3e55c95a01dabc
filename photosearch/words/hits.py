"""What is to be said beside the photos that were found, or where there are none."""

from __future__ import annotations

from collections.abc import Sequence

from photosearch.words.sentence import listed
from photosearch.words.spoken import translate


def weak_text() -> str:
    """That the photos shown are merely the nearest."""
    return translate("Messages", "Nothing fits well. These are the nearest photos.")


def unknown_words_text(words: Sequence[str]) -> str:
    """That the starter model does not know these words of the query, and what helps."""
    text = translate(
        "Messages", 'The starter model does not know "{words}". Install Chinese-CLIP to search for anything.'
    )
    return text.format(words=listed(words))


def filtered_out_text() -> str:
    """That the filters leave nothing."""
    return translate("Messages", "No photo passes all the filters.")


def no_photos_text() -> str:
    """That the library is empty, though folders are watched."""
    return translate("Messages", "There are no photos in the watched folders. New ones appear here by themselves.")
