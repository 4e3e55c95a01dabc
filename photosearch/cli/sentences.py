"""Codes become English sentences for the terminal: what, why, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from photosearch.errors import ModelError, PhotosearchError, QueryImageError, RootError
from photosearch.types import LINK_TO_NOTHING, ProblemReason, SharedPlace, SharedPlaceKind

_PROBLEMS = {
    ProblemReason.EMPTY: "the file is empty",
    ProblemReason.NOT_AN_IMAGE: "the content is not a picture, whatever the name says",
    ProblemReason.DAMAGED: "the picture is damaged or cut off",
    ProblemReason.TOO_LARGE: "the picture has more pixels than memory allows",
    ProblemReason.UNSUPPORTED: "this kind of picture is not supported",
    ProblemReason.NO_PERMISSION: "no permission to read the file",
    ProblemReason.READ_ERROR: "the file could not be read",
    ProblemReason.NOT_A_FILE: "this is not a regular file (a pipe, socket or device)",
    ProblemReason.IS_A_FOLDER: "this is a folder with a photo's name; photos inside it are found",
    ProblemReason.UNREADABLE_FOLDER: "the folder cannot be listed; what is known of its photos is kept",
    ProblemReason.DECODER_CRASHED: "reading the picture crashed the decoder; it is left alone until it changes",
    ProblemReason.DECODER_TIMEOUT: "reading the picture took too long; it is left alone until it changes",
    ProblemReason.OUT_OF_MEMORY: "reading the picture needs more memory than one photo may have",
    ProblemReason.ENCODER_FAILED: "the model failed on this picture",
    ProblemReason.VANISHED: "the file is not there (any more)",
}

_TELLING = frozenset({ProblemReason.TOO_LARGE, ProblemReason.UNSUPPORTED})
"""Reasons of which the details tell something to anybody."""

_ROOTS = {
    "root_not_found": "there is no folder {path}. Check the spelling, or plug in the drive it is on.",
    "root_not_a_folder": "{path} is a file. Give the folder that it is in.",
    "root_no_permission": "{path} cannot be read. Allow this user to read it, or choose another folder.",
    "root_nested": "{path} overlaps with {other}, which is watched already. Remove that one first, or keep it.",
    "root_own_data": "{path} holds photosearch's own data. Choose a folder with photos.",
    "root_not_watched": "{path} is not a watched folder. `photosearch status` lists them.",
}

_OTHERS = {
    "store_newer": "the library was written by a newer photosearch. Update photosearch; nothing was changed.",
    "store_damaged": "the library's database is damaged. It was left as it is; see `photosearch doctor`.",
    "store": "the library's database cannot be used. Start again; if it stays so, see `photosearch doctor`.",
    "store_unwritable": "the library's database {path} cannot be opened or written. Allow this user to write it and "
    "its folder (is the disk read-only?), or choose another place with PHOTOSEARCH_HOME.",
    "store_io": "the disk failed while the library's database {path} was in use. Check the disk and its connection, "
    "then start again; what was done so far is kept.",
    "disk_full": "the disk is full. Make room and start again; what was done so far is kept.",
    "encoder_closed": "the model was closed while it was asked. Try again.",
    "encoder_failed": "the model gave no usable answer. If it stays so, choose another: `photosearch model list`.",
    "encoder_out_of_memory": "the model does not fit into memory. Close other programs, or choose a smaller one.",
    "install_stopped": "installing was stopped. Begin again; what was downloaded so far is kept.",
    "decoder_start": "the process that reads photos cannot be started. Free some memory, or install photosearch again.",
    "terms_cancel": "the words and pictures of this search cancel each other out",
    "busy": "another photosearch is at work on this library. Let it finish, or close it.",
    "model_not_installed": "the model {name} is unknown or not installed. See `photosearch model list`.",
    "model_runtime_missing": "what this model runs on is not installed. "
    "Run `python3 packaging/bootstrap.py demo`, or use the starter model.",
}


_SPECIAL_PROBLEMS = {
    (ProblemReason.UNSUPPORTED, "VIDEO"): "this is a video with a picture's name",
    (ProblemReason.NOT_A_FILE, LINK_TO_NOTHING): "the link leads nowhere",
}
NO_FOLDER = "No folder is watched yet: `photosearch add FOLDER`."


def shared_place_sentence(place: SharedPlace) -> str:
    """Why a data folder in such a place is in danger, and what to do."""
    move = "Close photosearch, move it to a drive of this computer as the folder data of another folder, and set "
    move += "PHOTOSEARCH_HOME to that one"
    if place.kind is SharedPlaceKind.NETWORK:
        return f"on the network drive {place.name}, where a database can be damaged when the connection breaks. {move}."
    return (
        f"in a folder that {place.name} synchronises, which can damage a database while it is written. {move}; "
        f"or tell {place.name} to leave it out."
    )


def counted(count: int, one: str) -> str:
    """Such as "1 file" or "8,000 files"."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def problem_sentence(reason: ProblemReason, detail: str = "") -> str:
    """Why a file could not be used."""
    special = _SPECIAL_PROBLEMS.get((reason, detail))
    if special is not None:
        return special
    return f"{_PROBLEMS[reason]} ({detail})" if detail else _PROBLEMS[reason]


def folder_outside(folder: Path) -> str:
    """That no photo of the library can be in a folder."""
    return f"{folder} is not in a watched folder. `photosearch status` lists them."


def unknown_format(name: str, in_library: Sequence[str]) -> str:
    """That there is no such format, and which there are."""
    known = f"The library has {', '.join(sorted(in_library))}." if in_library else "Such as JPEG, PNG or HEIF."
    return f"there is no picture format called {name!r}. {known}"


def unknown_model(name: str, known: Sequence[str]) -> str:
    """That there is no such model, and which there are."""
    return f"there is no model called {name!r}. There are {', '.join(known)}."


def error_sentence(error: PhotosearchError) -> str:
    """Why a command failed and what to do."""
    if isinstance(error, RootError):
        return _ROOTS.get(error.code, "{path} cannot be used.").format(**error.facts)
    if isinstance(error, QueryImageError):
        return f"{error.path or 'the picture'} cannot be searched with: {_query_image(error)}."
    sentence = _OTHERS.get(error.code)
    if sentence is None:
        return error.detail or f"something failed ({error.code})"
    sentence = sentence.replace("{name}", str(error.facts.get("name", error.detail)))
    sentence = sentence.replace("{path}", str(error.facts.get("path", "")))
    return f"{sentence} ({error.detail})" if error.detail and isinstance(error, ModelError) else sentence


def _query_image(error: QueryImageError) -> str:
    if error.reason is ProblemReason.IS_A_FOLDER:
        return "this is a folder; give a picture in it"
    if error.reason is ProblemReason.VANISHED and error.path is not None and error.path.is_symlink():
        return "the link leads nowhere"
    return problem_sentence(error.reason, error.detail if error.reason in _TELLING else "")
