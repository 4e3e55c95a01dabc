"""What words of a photo there are to be found by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """Where a text of a photo stands; the values are the columns of the index of words."""

    FILE_NAME = "file_name"
    FOLDER = "folder"
    TITLE = "title"
    CAPTION = "caption"
    KEYWORD = "keyword"
    CREATOR = "creator"
    CAMERA = "camera"
    LENS = "lens"


@dataclass(frozen=True, slots=True)
class TextMatch:
    """A text of a photo that says what was searched for, or a part of it."""

    field: Field
    text: str
    """As it was written; of a long one what is around the words."""
