"""What is said where something was asked for at a terminal that there is not, and what there is instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from photosearch.words.sentence import joined, listed
from photosearch.words.spoken import translate


def no_folder() -> str:
    """That no folder is watched, and how to begin."""
    return translate("Terminal", "No folder is watched yet: `photosearch add FOLDER`.")


def folder_outside(folder: Path) -> str:
    """That no photo of the library can be in a folder."""
    text = translate("Terminal", "{folder} is not in a watched folder. `photosearch status` lists them.")
    return text.format(folder=folder)


def unknown_format(name: str, in_library: Sequence[str]) -> str:
    """That there is no such format, and which there are."""
    said = translate("Terminal", 'There is no picture format called "{name}".').format(name=name)
    known = translate("Terminal", "The library has {formats}.").format(formats=listed(sorted(in_library)))
    return joined(said, known if in_library else translate("Terminal", "Such as JPEG, PNG or HEIF."))


def days_wrong_way_round(first: dt.date, last: dt.date) -> str:
    """That no day can be both on or after ``first`` and on or before ``last``, which is earlier."""
    text = translate("Terminal", "--from {first} is later than --until {last}: the two are the wrong way round.")
    return text.format(first=first.isoformat(), last=last.isoformat())


def unknown_model(name: str, known: Sequence[str]) -> str:
    """That there is no such model, and which there are."""
    text = translate("Terminal", 'There is no model called "{name}". There are {models}.')
    return text.format(name=name, models=listed(known))


def nothing_to_remove(name: str) -> str:
    """That there is such a model, but nothing of it here."""
    return translate("Terminal", "{model} is not installed and has nothing in the library.").format(model=name)


def no_weights(path: Path) -> str:
    """That there is no such file."""
    return translate("Terminal", "There is no file {file}. Check the path of the weights.").format(file=path)


def file_is_there(path: Path) -> str:
    """That a file would be written over."""
    return translate("Terminal", "{file} is there already: choose another name.").format(file=path)


def exported_model(name: str, path: Path) -> str:
    """That a model was written into a file, and how it is installed elsewhere."""
    text = translate("Terminal", "{model} is in {file}. On another computer: `photosearch model install {file}`.")
    return text.format(model=name, file=path)
