"""What was dropped or pasted and is no picture to search with, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from photosearch.errors import QueryImageError
from photosearch.types.files import ProblemReason
from photosearch.words.problems import problem_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import counted, translate

_MOST_NAMED = 3
_NO_PICTURE = frozenset({ProblemReason.NOT_AN_IMAGE, ProblemReason.EMPTY})
_DOCUMENTS = frozenset({"PDF", "EPS"})


def refused_text(refused: Sequence[tuple[str, QueryImageError]]) -> str:
    """Names (empty where there is none) with why each cannot be searched with; one at least."""
    names = [name for name, _ in refused]
    if len(refused) == 1:
        return _about(*refused[0])
    if len(refused) <= _MOST_NAMED and all(names):
        text = translate("Messages", "These are no pictures that can be searched with: {names}.")
        return text.format(names=listed(names))
    return counted("%Ln of these files cannot be searched with: no picture can be read in them.", "", len(refused))


def page_text() -> str:
    """That a link leads to a page of the web."""
    return translate("Messages", "This is the address of a page. Drag the picture itself, or copy it.")


def _about(name: str, error: QueryImageError) -> str:
    if not name:
        return translate("Messages", "There is no picture in what was dropped or pasted.")
    is_document = error.reason is ProblemReason.UNSUPPORTED and error.detail in _DOCUMENTS
    if error.reason in _NO_PICTURE or is_document:
        return translate("Messages", '"{name}" is not a picture.').format(name=name)
    why = problem_text(error.reason, error.detail).what
    return translate("Messages", '"{name}" cannot be searched with. {why}').format(name=name, why=why)
