"""Why a file could not be used, in a sentence that says what to do about it."""

from __future__ import annotations

from photosearch.types.files import LINK_TO_NOTHING, NOTHING_LEFT, ProblemReason
from photosearch.words.details import detail_text
from photosearch.words.sentence import Sentence, with_detail
from photosearch.words.spoken import marked, translate

_PROBLEMS: dict[ProblemReason, tuple[str, str]] = {
    ProblemReason.EMPTY: (
        marked("Messages", "The file is empty."),
        marked("Messages", "It was probably never copied completely. Copy it again from where it came from."),
    ),
    ProblemReason.NOT_AN_IMAGE: (
        marked("Messages", "This is not a picture, despite its name."),
        marked("Messages", "Give it the right extension, or move it elsewhere."),
    ),
    ProblemReason.DAMAGED: (
        marked("Messages", "The picture is damaged or incomplete."),
        marked("Messages", "Copy it again from the camera or a backup if you can."),
    ),
    ProblemReason.TOO_LARGE: (
        marked("Messages", "The picture has more pixels than fit into the memory set aside for it."),
        marked("Messages", "Save a smaller version of it, and that will be found."),
    ),
    ProblemReason.UNSUPPORTED: (
        marked("Messages", "This kind of picture cannot be read yet."),
        marked("Messages", "Save it as JPEG, PNG or HEIC, and it will be found."),
    ),
    ProblemReason.NO_PERMISSION: (
        marked("Messages", "You are not allowed to read this file."),
        marked("Messages", "Change its permissions, then try again."),
    ),
    ProblemReason.READ_ERROR: (
        marked("Messages", "The drive reported an error while the file was read."),
        marked("Messages", "Check the drive and its cable, then try again."),
    ),
    ProblemReason.NOT_A_FILE: (
        marked("Messages", "This has a photo's name but is not a file (a pipe, a socket or a device)."),
        marked("Messages", "Nothing needs to be done."),
    ),
    ProblemReason.IS_A_FOLDER: (
        marked("Messages", "This is a folder with a photo's name."),
        marked("Messages", "The photos inside it are found all the same."),
    ),
    ProblemReason.UNREADABLE_FOLDER: (
        marked("Messages", "This folder cannot be opened, so the photos in it cannot be seen."),
        marked("Messages", "Change its permissions, then try again."),
    ),
    ProblemReason.DECODER_CRASHED: (
        marked("Messages", "Reading this picture made the decoder crash; nothing else was harmed."),
        marked("Messages", "It is probably damaged. Open it elsewhere and save it again."),
    ),
    ProblemReason.DECODER_TIMEOUT: (
        marked("Messages", "Reading this picture took too long and was given up."),
        marked("Messages", "Try again when the computer or the drive is less busy."),
    ),
    ProblemReason.OUT_OF_MEMORY: (
        marked("Messages", "There was not enough memory to read this picture."),
        marked("Messages", "Close other programs, then try again."),
    ),
    ProblemReason.ENCODER_FAILED: (
        marked("Messages", "The model could not make sense of this picture."),
        marked("Messages", "Try again; if it stays so, choose another model in the settings."),
    ),
    ProblemReason.PART: (
        marked("Messages", "The file lacks data: it shows only a part of the picture, and is found by that."),
        marked("Messages", "Copy it again from the camera or a backup if you can; it takes this one's place."),
    ),
    ProblemReason.VANISHED: (
        marked("Messages", "The file disappeared before it could be read."),
        marked("Messages", "If it was moved, it will be found in its new place."),
    ),
}

_TOLD_APART: dict[tuple[ProblemReason, str], tuple[str, str]] = {
    (ProblemReason.UNSUPPORTED, "VIDEO"): (
        marked("Messages", "This is a video with a picture's name."),
        marked("Messages", "Nothing needs to be done."),
    ),
    (ProblemReason.DAMAGED, NOTHING_LEFT): (
        marked("Messages", "The file was cut off or overwritten: nothing of its picture can be shown any more."),
        marked("Messages", "Copy it again from the camera or a backup if you can."),
    ),
    (ProblemReason.NOT_A_FILE, LINK_TO_NOTHING): (
        marked("Messages", "This link leads nowhere."),
        marked("Messages", "Connect the drive that it leads to, or remove it."),
    ),
}
"""Details that are codes themselves."""


def problem_text(reason: ProblemReason, detail: str = "") -> Sentence:
    """Why a file could not be used, and what to do."""
    what, advice = _TOLD_APART.get((reason, detail), _PROBLEMS[reason])
    return Sentence(translate("Messages", what), translate("Messages", advice))


def problem_line(reason: ProblemReason, detail: str = "") -> str:
    """Why, and what the machine says about it: for a list of many files."""
    what = problem_text(reason, detail).what
    return what if is_told_apart(reason, detail) else with_detail(what, detail_text(detail))


def is_told_apart(reason: ProblemReason, detail: str) -> bool:
    """Whether ``detail`` is a code that has a sentence of its own."""
    return (reason, detail) in _TOLD_APART
