"""Codes become English sentences for the terminal: what, why, and what to do."""

from __future__ import annotations

from photosearch.errors import ModelError, PhotosearchError, QueryImageError, RootError
from photosearch.types import ProblemReason

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
    "disk_full": "the disk is full. Make room and start again; what was done so far is kept.",
    "encoder_closed": "the model was closed while it was asked. Try again.",
    "encoder_failed": "the model gave no usable answer. If it stays so, choose another: `photosearch model list`.",
    "encoder_out_of_memory": "the model does not fit into memory. Close other programs, or choose a smaller one.",
    "install_stopped": "installing was stopped. Begin again; what was downloaded so far is kept.",
    "decoder_start": "the process that reads photos cannot be started. Free some memory, or install photosearch again.",
    "busy": "another photosearch is at work on this library. Let it finish, or close it.",
    "model_not_installed": "the model {name} is unknown or not installed. See `photosearch model list`.",
    "model_runtime_missing": "Chinese-CLIP needs PyTorch and cn_clip, which are not installed. "
    "Run `python3 packaging/bootstrap.py demo`, or use the starter model.",
}


def problem_sentence(reason: ProblemReason, detail: str = "") -> str:
    """Why a file could not be used."""
    return f"{_PROBLEMS[reason]} ({detail})" if detail else _PROBLEMS[reason]


def error_sentence(error: PhotosearchError) -> str:
    """Why a command failed and what to do."""
    if isinstance(error, RootError):
        return _ROOTS.get(error.code, "{path} cannot be used.").format(**error.facts)
    if isinstance(error, QueryImageError):
        return f"{error.path or 'the picture'} cannot be searched with: {problem_sentence(error.reason)}."
    sentence = _OTHERS.get(error.code)
    if sentence is None:
        return error.detail or f"something failed ({error.code})"
    sentence = sentence.replace("{name}", str(error.facts.get("name", error.detail)))
    return f"{sentence} ({error.detail})" if error.detail and isinstance(error, ModelError) else sentence
