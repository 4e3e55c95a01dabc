"""Says what a file is to the library, and why."""

from __future__ import annotations

from photosearch.types.file_info import FileInfo, FileState, UnknownReason
from photosearch.types.files import NotShownKind, ProblemReason
from photosearch.words.left_out import reason_text
from photosearch.words.problems import problem_line
from photosearch.words.sentence import with_detail
from photosearch.words.spoken import marked, translate

_STATES: dict[FileState, str] = {
    FileState.FOUND: marked("Messages", "In the library"),
    FileState.PART: marked("Messages", "In the library, in part"),
    FileState.PROBLEM: marked("Messages", "Cannot be used"),
    FileState.NOT_SHOWN: marked("Messages", "Not shown"),
    FileState.UNKNOWN: marked("Messages", "Not in the library"),
}
_UNKNOWN: dict[UnknownReason, str] = {
    UnknownReason.NOT_THERE: marked("Messages", "There is no file at this path. Check how it is written."),
    UnknownReason.FOLDER: marked("Messages", "This is a folder. Name files in it."),
    UnknownReason.OUTSIDE: marked("Messages", "It is in no watched folder."),
    UnknownReason.LEFT_OUT: marked("Messages", "Its folder, or its name, is on the list of what is left out."),
    UnknownReason.NO_MEDIA: marked("Messages", 'A ".nomedia" file keeps its folder out.'),
    UnknownReason.PASSED_BY: marked("Messages", "It is hidden, or its name is not that of a picture."),
    UnknownReason.NOT_ADDED: marked("Messages", "It has not been added yet."),
}


def state_text(state: FileState) -> str:
    """What a file is, in a few words."""
    return translate("Messages", _STATES[state])


def info_reason_text(info: FileInfo) -> str:
    """Why a file is not simply found; empty where it is."""
    if isinstance(info.reason, ProblemReason):
        return problem_line(info.reason, info.detail)
    if isinstance(info.reason, NotShownKind):
        return reason_text(info.reason)
    if info.reason is None:
        return ""
    said = translate("Messages", _UNKNOWN[info.reason])
    return with_detail(said, problem_line(ProblemReason.PART, info.detail)) if info.detail else said
