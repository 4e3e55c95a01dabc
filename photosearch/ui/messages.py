"""Turns the engine's codes and values into sentences: what happened, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from photosearch.errors import PhotosearchError, QueryImageError
from photosearch.types import ProblemReason, SharedPlace, SharedPlaceKind
from photosearch.ui.quantities import byte_size_text


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened (and why), and what the person can do; ``advice`` may be empty."""

    what: str
    advice: str = ""

    @property
    def text(self) -> str:
        """Both, one after the other."""
        gap = "" if self.what.endswith("。") else " "
        return f"{self.what}{gap}{self.advice}" if self.advice else self.what


def marked(context: str, text: str) -> str:
    """Mark ``text`` for translation (tools/translations.py looks for this name); it is translated where it is shown."""
    return text


_PROBLEMS: dict[ProblemReason, tuple[str, str]] = {
    ProblemReason.EMPTY: (
        marked("Messages", "The file is empty."),
        marked("Messages", "It was probably never copied completely. Copy it again from where it came from."),
    ),
    ProblemReason.NOT_AN_IMAGE: (
        marked("Messages", "This is not a picture, whatever its name says."),
        marked("Messages", "Give it the ending that fits its content, or move it elsewhere."),
    ),
    ProblemReason.DAMAGED: (
        marked("Messages", "The picture is damaged or incomplete."),
        marked("Messages", "Copy it again from the camera or a backup if you can."),
    ),
    ProblemReason.TOO_LARGE: (
        marked("Messages", "The picture has more pixels than fit into the memory set aside for it."),
        marked("Messages", "Save a smaller version of it to have it found."),
    ),
    ProblemReason.UNSUPPORTED: (
        marked("Messages", "This kind of picture cannot be read yet."),
        marked("Messages", "Save it as JPEG, PNG or HEIC to have it found."),
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
    ProblemReason.VANISHED: (
        marked("Messages", "The file disappeared before it could be read."),
        marked("Messages", "If it was moved, it will be found in its new place."),
    ),
}

_ERRORS: dict[str, tuple[str, str]] = {
    "root_not_found": (
        marked("Messages", "This folder does not exist."),
        marked("Messages", "Connect the drive it is on, or choose another folder."),
    ),
    "root_not_a_folder": (
        marked("Messages", "This is a file, not a folder."),
        marked("Messages", "Choose the folder that contains it."),
    ),
    "root_no_permission": (
        marked("Messages", "You are not allowed to read this folder."),
        marked("Messages", "Change its permissions, or choose another folder."),
    ),
    "root_nested": (
        marked("Messages", "This folder is inside a watched folder, or contains one."),
        marked("Messages", "Its photos are found already. To watch the larger folder, remove the smaller one."),
    ),
    "root_own_data": (
        marked("Messages", "photosearch keeps its own data in this folder."),
        marked("Messages", "Choose a folder with your photos."),
    ),
    "model": (
        marked("Messages", "The model could not be used."),
        marked("Messages", "Choose another model in the settings, or install this one again."),
    ),
    "model_package": (
        marked("Messages", "The files of this model are damaged or incomplete."),
        marked("Messages", "Install photosearch again, or choose another model in the settings."),
    ),
    "model_weights": (
        marked("Messages", "This file does not hold the weights of this model."),
        marked("Messages", "Choose the .pt file that belongs to it, or download it again."),
    ),
    "model_not_installed": (
        marked("Messages", "This model is not installed."),
        marked("Messages", "Install it in the settings."),
    ),
    "model_runtime_missing": (
        marked("Messages", "The libraries that this model runs on are not installed."),
        marked("Messages", "Install photosearch with Chinese-CLIP, or use the starter model."),
    ),
    "download": (
        marked("Messages", "The model could not be downloaded from any source."),
        marked("Messages", "Check the connection and try again: what has arrived so far is kept."),
    ),
    "store": (
        marked("Messages", "The library's database cannot be used."),
        marked("Messages", "Restart photosearch. Your photos are not affected."),
    ),
    "store_newer": (
        marked("Messages", "This library was written by a newer version of photosearch."),
        marked("Messages", "Update photosearch to open it."),
    ),
    "store_damaged": (
        marked("Messages", "The library's database is damaged."),
        marked("Messages", "Restore it from a backup, or rename it to begin anew. Your photos are not affected."),
    ),
    "store_unwritable": (
        marked("Messages", "The library's database cannot be opened or written."),
        marked("Messages", "Allow writing to its folder, or check whether the disk is read-only, then try again."),
    ),
    "store_io": (
        marked("Messages", "The disk failed while the library's database was in use."),
        marked("Messages", "Check the disk and its connection, then try again. What was done so far is kept."),
    ),
    "disk_full": (
        marked("Messages", "The disk is full, so no more photos can be added."),
        marked("Messages", "Free some space; then it goes on from where it stopped."),
    ),
    "encoder_closed": (
        marked("Messages", "The model was closed while it was asked."),
        marked("Messages", "Search again."),
    ),
    "encoder_failed": (
        marked("Messages", "The model gave no usable answer."),
        marked("Messages", "Try again; if it stays so, choose another model in the settings."),
    ),
    "encoder_out_of_memory": (
        marked("Messages", "The model does not fit into the free memory."),
        marked("Messages", "Close other programs, or choose a smaller model in the settings."),
    ),
    "fetch": (
        marked("Messages", "The file could not be fetched."),
        marked("Messages", "Check the connection and try again; it goes on where it stopped."),
    ),
    "install_stopped": (
        marked("Messages", "Installing the model was stopped."),
        marked("Messages", "Begin again whenever you like; what was downloaded so far is kept."),
    ),
    "optimisation_failed": (
        marked("Messages", "The model could not be made faster for this machine."),
        marked("Messages", "It works as it is; nothing else has to be done."),
    ),
    "optimisation_memory": (
        marked("Messages", "There is too little free memory to make the model faster."),
        marked("Messages", "It works as it is; close other programs to have it tried again at the next start."),
    ),
    "decoder_start": (
        marked("Messages", "The helper process that reads photos cannot be started."),
        marked("Messages", "Close other programs to free memory; if that does not help, install photosearch again."),
    ),
    "busy": (
        marked("Messages", "Another photosearch is at work on this library."),
        marked("Messages", "Wait until it is done, or close it."),
    ),
    "index_file": (
        marked("Messages", "The search index was missing or damaged."),
        marked("Messages", "It is being built again from the library; nothing is lost."),
    ),
    "web_address": (
        marked("Messages", "This is not the address of a picture on the web."),
        marked("Messages", "Copy the picture itself and paste it here (Ctrl+V), or save it and drop the file."),
    ),
    "web_private": (
        marked("Messages", "This address leads to your own computer or network, where nothing is fetched from."),
        marked("Messages", "Save the picture and drop the file."),
    ),
    "web_unreachable": (
        marked("Messages", "The picture could not be fetched: the site cannot be reached."),
        marked("Messages", "Check the connection, or save the picture and drop the file."),
    ),
    "web_refused": (
        marked("Messages", "The site does not hand out this picture."),
        marked("Messages", "Copy the picture itself and paste it here (Ctrl+V), or save it and drop the file."),
    ),
    "web_slow": (
        marked("Messages", "The site took too long, so the picture was not fetched."),
        marked("Messages", "Try again, or save the picture and drop the file."),
    ),
    "web_too_large": (
        marked("Messages", "What is at this address is too large to be fetched."),
        marked("Messages", "Save the picture and drop the file."),
    ),
    "web_not_picture": (
        marked("Messages", "There is no picture at this address."),
        marked("Messages", "Copy the picture itself and paste it here (Ctrl+V), or save it and drop the file."),
    ),
    "query_image": (
        marked("Messages", "The picture cannot be read."),
        marked("Messages", "Try another picture."),
    ),
}

_UNEXPECTED = (
    marked("Messages", "Something went wrong that photosearch did not expect."),
    marked("Messages", "Try again. If it happens again, the log says what it was."),
)

_ENCODERS: dict[str, tuple[str, str]] = {
    "starter": (
        marked("Messages", "Starter model"),
        marked("Messages", "Comes with photosearch. Knows everyday words; quick on any computer."),
    ),
    "RN50": ("Chinese-CLIP RN50", marked("Messages", "The smallest Chinese-CLIP. Understands whole sentences.")),
    "ViT-B-16": ("Chinese-CLIP ViT-B/16", marked("Messages", "Recommended: understands far more, still quick.")),
    "ViT-L-14": ("Chinese-CLIP ViT-L/14", marked("Messages", "More exact, about four times slower.")),
    "ViT-L-14-336": (
        "Chinese-CLIP ViT-L/14-336",
        marked("Messages", "Sees finer detail. A graphics card is advisable."),
    ),
    "ViT-H-14": ("Chinese-CLIP ViT-H/14", marked("Messages", "The most exact. Needs a graphics card.")),
}


def problem_text(reason: ProblemReason) -> Sentence:
    """Why a file could not be used."""
    return _translated(_PROBLEMS[reason])


def problem_sentence(reason: ProblemReason) -> str:
    """The same as one text."""
    return problem_text(reason).text


def code_text(code: str) -> Sentence:
    """What the error with this code means; a code without words of its own gets general ones."""
    return _translated(_ERRORS.get(code, _UNEXPECTED))


def code_sentence(code: str, detail: str = "") -> str:
    """The same as one text; ``detail`` is shown only where there are no words of its own."""
    said = code_text(code).text
    return said if code in _ERRORS or not detail else f"{said} ({detail})"


def error_sentence(error: BaseException) -> str:
    """What to tell a person about any error."""
    if isinstance(error, QueryImageError):
        return problem_sentence(error.reason)
    if isinstance(error, PhotosearchError):
        return code_sentence(error.code, error.detail)
    return code_sentence("", f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def encoder_title(name: str) -> str:
    """The name of an encoder in the window."""
    return _translate(_ENCODERS[name][0]) if name in _ENCODERS else name


def encoder_note(name: str) -> str:
    """What an encoder is good for, in a line; empty when unknown."""
    return _translate(_ENCODERS[name][1]) if name in _ENCODERS else ""


def download_text(done_bytes: int, total_bytes: int | None) -> str:
    """How far a download is, such as ``120 MB / 753 MB``."""
    done = byte_size_text(done_bytes)
    return f"{done} / {byte_size_text(total_bytes)}" if total_bytes else done


def unknown_words_text(words: Sequence[str]) -> str:
    """That the starter model does not know these words of the query, and what helps."""
    between = QCoreApplication.translate("Messages", ", ", "between the items of a list")
    return QCoreApplication.translate(
        "Messages", 'The starter model does not know "{words}". Install Chinese-CLIP to search for anything.'
    ).format(words=between.join(words))


def shared_place_text(place: SharedPlace) -> str:
    """That the library lies where others write too, what that endangers, and what helps."""
    if place.kind is SharedPlaceKind.NETWORK:
        text = QCoreApplication.translate(
            "Messages",
            'Your library is on the network drive "{name}" ({folder}), where it can be damaged when the connection '
            "breaks or a second computer opens it. Keep it on a drive of this computer: PHOTOSEARCH_HOME says where.",
        )
    else:
        text = QCoreApplication.translate(
            "Messages",
            "Your library is in a folder that {name} synchronises ({folder}), which can damage it while it is written. "
            "Tell {name} to leave it out, or keep it elsewhere: PHOTOSEARCH_HOME says where.",
        )
    return text.format(name=place.name, folder=place.folder)


def watch_mode_text(path: Path) -> str:
    """That a folder is polled because the system cannot watch more folders."""
    return QCoreApplication.translate(
        "Messages",
        'The system cannot watch all of "{folder}", so it is looked through every few seconds instead.',
    ).format(folder=path.name or str(path))


def _translated(pair: tuple[str, str]) -> Sentence:
    return Sentence(_translate(pair[0]), _translate(pair[1]))


def _translate(text: str) -> str:
    return QCoreApplication.translate("Messages", text)
