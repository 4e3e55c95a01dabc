"""What an error means and what to do about it, by its code."""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import (
    EvaluationInputError,
    ExportError,
    ModelError,
    ModelFileError,
    PhotosearchError,
    QueryImageError,
    RootError,
    StoreError,
    UserError,
)
from photosearch.events import EngineFailed
from photosearch.types.files import LINK_TO_NOTHING, ProblemReason
from photosearch.types.models import WrongFile
from photosearch.words.details import detail_text
from photosearch.words.pairs import pairs_sentence
from photosearch.words.problems import is_told_apart, problem_text
from photosearch.words.sentence import Sentence, listed, shortened, with_detail
from photosearch.words.spoken import marked, number, translate

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
        marked("Messages", "This folder contains a watched folder that is on another drive."),
        marked("Messages", "To watch the larger folder, remove that one first."),
    ),
    "root_watched": (
        marked("Messages", "This folder is watched already."),
        marked("Messages", "There is no need to add it again."),
    ),
    "root_part": (
        marked("Messages", "This folder is watched already as part of a larger one."),
        marked("Messages", "There is no need to add it."),
    ),
    "root_own_data": (
        marked("Messages", "photosearch keeps its own data in this folder."),
        marked("Messages", "Choose a folder with your photos."),
    ),
    "exclusion_no_pattern": (
        marked("Messages", "This is no pattern that could fit a name."),
        marked("Messages", "Write it like a line of a .gitignore, such as Screenshots/ or *.png."),
    ),
    "exclusion_unknown": (
        marked("Messages", "This is not left out."),
        marked("Messages", "The list of what is left out says how it is written there."),
    ),
    "exclusion_whole": (
        marked("Messages", "This is the watched folder itself."),
        marked("Messages", "To search none of it, remove it from the library."),
    ),
    "exclusion_outside": (
        marked("Messages", "This folder does not lie in a watched one."),
        marked("Messages", "Choose one below a watched folder: nothing else is searched."),
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
        marked("Messages", "Choose the .pt or .onnx file that belongs to it, or download it again."),
    ),
    "model_file_empty": (
        marked("Messages", "This file is empty."),
        marked("Messages", "Download it again."),
    ),
    "model_file_empty_folder": (
        marked("Messages", "There are no weights in this folder."),
        marked("Messages", "Choose the folder that holds a .onnx, .safetensors, .bin or .pt file, or the file itself."),
    ),
    "model_file_unfinished": (
        marked("Messages", "Only a part of this file is there: its download was not finished."),
        marked("Messages", "Let it finish, or download the file again."),
    ),
    "model_file_web_page": (
        marked("Messages", "This is a web page, not a model: the download led to a page of its own."),
        marked("Messages", "Download the file itself, with the button beside it on that page."),
    ),
    "model_file_pointer": (
        marked("Messages", "This only says where the weights lie: git keeps large files elsewhere (Git LFS)."),
        marked("Messages", "Fetch the file itself with `git lfs pull`, or download it in the browser."),
    ),
    "model_file_text": (
        marked("Messages", "This is a text that describes a model, not its weights."),
        marked("Messages", "Choose the large file beside it (.onnx, .safetensors, .bin or .pt), or the whole folder."),
    ),
    "model_file_picture": (
        marked("Messages", "This is a picture, not a model."),
        marked("Messages", "Choose a .onnx or .pt file, or a model that photosearch exported."),
    ),
    "model_file_archive": (
        marked("Messages", "This is an archive, but none of a model that photosearch exported."),
        marked("Messages", "Unpack it, and choose the .onnx or .pt file in it."),
    ),
    "model_file_old_pickle": (
        marked("Messages", "This file can be read only by carrying out what it says, which photosearch never does."),
        marked("Messages", "Choose the .onnx or .safetensors file of the model, or one that a newer torch wrote."),
    ),
    "model_file_locked_archive": (
        marked("Messages", "This archive asks for a password."),
        marked("Messages", "Unpack it with the password, and choose the file or the folder that comes out."),
    ),
    "model_file_missing_parts": (
        marked("Messages", "These weights are kept in several files, and some of them are missing."),
        marked("Messages", "Download all of them, with the .index.json file, into one folder, and choose that."),
    ),
    "model_file_adapter": (
        marked("Messages", "This is only what fine-tuning adds to a model (LoRA), without the model itself."),
        marked("Messages", "Merge it into Chinese-CLIP with the program that made it, and choose the result."),
    ),
    "model_file_other_clip": (
        marked("Messages", "This is another CLIP than Chinese-CLIP, such as OpenAI's, which knows no Chinese."),
        marked("Messages", "Choose Chinese-CLIP's file, or let photosearch download the model."),
    ),
    "model_file_text_model": (
        marked("Messages", "This model reads texts alone (BERT) and cannot see pictures."),
        marked("Messages", "Choose Chinese-CLIP's file, or let photosearch download the model."),
    ),
    "model_file_resnet": (
        marked("Messages", "This is Chinese-CLIP RN50, which photosearch takes only as torch keeps it."),
        marked("Messages", "Choose clip_cn_rn50.pt, which needs PyTorch, or ViT-B/16, which needs none."),
    ),
    "model_file_eight_bits": (
        marked("Messages", "This is the model in 8 bits: slower and less exact than what photosearch makes of it."),
        marked("Messages", "Choose model_fp16.onnx or model.onnx beside it."),
    ),
    "model_file_half_graph": (
        marked("Messages", "This is only one half of Chinese-CLIP: texts or images."),
        marked("Messages", "Choose the model.onnx that holds both."),
    ),
    "model_file_other_graph": (
        marked("Messages", "This is another model, not Chinese-CLIP."),
        marked("Messages", "photosearch knows five: RN50, ViT-B-16, ViT-L-14, ViT-L-14-336 and ViT-H-14."),
    ),
    "model_file_other_package": (
        marked("Messages", "This package holds another model than photosearch knows."),
        marked("Messages", "Have it exported anew, or download the model."),
    ),
    "model_file_other_program": (
        marked("Messages", "This is a language model for another program (GGUF), not Chinese-CLIP."),
        marked("Messages", "Choose a .onnx or .pt file of Chinese-CLIP."),
    ),
    "model_file_unknown": (
        marked("Messages", "photosearch does not know what this file is; it is no model that it can use."),
        marked("Messages", "Choose a .onnx or .pt file of Chinese-CLIP, or a model that photosearch exported."),
    ),
    "model_not_installed": (
        marked("Messages", "This model is not installed."),
        marked("Messages", "Install it in the settings."),
    ),
    "model_made_here": (
        marked("Messages", "This model was made for this computer when it was installed."),
        marked("Messages", "There is nothing left to do; to have it made anew, install it again."),
    ),
    "model_in_use": (
        marked("Messages", "This model answers your searches, or is about to: it cannot be removed."),
        marked("Messages", "Choose another model, and remove this one once that one answers."),
    ),
    "model_runtime_missing": (
        marked("Messages", "The libraries that this model runs on are not installed."),
        marked("Messages", "Install photosearch with Chinese-CLIP, or use the starter model."),
    ),
    "model_needs_torch": (
        marked("Messages", "Chinese-CLIP RN50 runs on PyTorch alone, which is not installed."),
        marked(
            "Messages",
            "Choose ViT-B/16, which needs none and answers better, or a photosearch set up with PyTorch.",
        ),
    ),
    "download": (
        marked("Messages", "The model could not be downloaded from any source."),
        marked("Messages", "Check the connection and try again: what has arrived so far is kept."),
    ),
    "offline": (
        marked("Messages", "This computer seems to be offline: no place that has the model can be reached."),
        marked("Messages", "Connect it and try again, or install the model from a file."),
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
    "marks_newer": (
        marked("Messages", "This file of marks was written by a newer version of photosearch."),
        marked("Messages", "Update photosearch to read it; nothing was changed."),
    ),
    "export_file": (
        marked("Messages", "This is a file, not a folder."),
        marked("Messages", "Choose a folder for the copies."),
    ),
    "export_no_folder": (
        marked("Messages", "There is no such folder."),
        marked("Messages", "Make it first, or choose another place."),
    ),
    "export_unwritable": (
        marked("Messages", "Nothing can be written into this folder."),
        marked("Messages", "Allow writing there, or choose another one."),
    ),
    "export_full": (
        marked("Messages", "There is no room left where the copies go."),
        marked("Messages", "What is there stays. Free some space, or choose another drive, and export the rest."),
    ),
    "export_gone": (
        marked("Messages", "The drive that the copies go to does not answer any more."),
        marked("Messages", "Connect it again and export the rest; what was copied so far is whole."),
    ),
    "export_list_kind": (
        marked("Messages", "A list is written as CSV or JSON."),
        marked("Messages", "Let its name end in .csv or .json."),
    ),
    "export_sheet_kind": (
        marked("Messages", "A contact sheet is written as PDF or PNG."),
        marked("Messages", "Let its name end in .pdf or .png."),
    ),
    "query_image": (
        marked("Messages", "The picture cannot be read."),
        marked("Messages", "Try another picture."),
    ),
    "root_not_watched": (
        marked("Messages", "This is not a watched folder."),
        marked("Messages", "`photosearch status` lists them."),
    ),
    "terms_cancel": (
        marked("Messages", "The words and pictures of this search cancel each other out."),
        marked("Messages", "Take one of them away."),
    ),
}

_UNEXPECTED = (
    marked("Messages", "Something went wrong that photosearch did not expect."),
    marked("Messages", "Try again. If it happens again, the log says what it was."),
)

_AT_TERMINAL: dict[str, str] = {
    "model": marked("Messages", "`photosearch model list` shows which others there are."),
    "model_package": marked("Messages", "Install photosearch again, or choose another: `photosearch model list`."),
    "model_not_installed": marked("Messages", "`photosearch model install` installs it, `model list` shows them all."),
    "model_runtime_missing": marked(
        "Messages", "Run `python3 packaging/bootstrap.py demo` to install them, or use the starter model."
    ),
    "model_needs_torch": marked(
        "Messages",
        "Take ViT-B-16, which needs none and answers better, or install it: `python3 packaging/bootstrap.py demo`.",
    ),
    "model_in_use": marked("Messages", "`photosearch model use NAME` lets another one answer; remove this one then."),
    "store": marked("Messages", "Start again; if it stays so, `photosearch doctor` says more."),
    "store_unwritable": marked(
        "Messages", "Allow writing to its folder (is the disk read-only?), or set PHOTOSEARCH_HOME to another place."
    ),
    "encoder_failed": marked("Messages", "If it stays so, choose another model: `photosearch model list`."),
    "encoder_out_of_memory": marked("Messages", "Close other programs, or choose a smaller model."),
}
"""What to do where that is not done as in the window."""

_QUERY_PICTURES: dict[ProblemReason, tuple[str, str]] = {
    ProblemReason.IS_A_FOLDER: (
        marked("Messages", "This is a folder."),
        marked("Messages", "Give a picture in it."),
    ),
    ProblemReason.VANISHED: (
        marked("Messages", "There is no such picture."),
        marked("Messages", "Check where it is, or whether its drive is connected."),
    ),
}
"""Reasons that mean something else for a file to search with than for a photo of the library."""

_TELLING = frozenset({ProblemReason.TOO_LARGE, ProblemReason.UNSUPPORTED})
"""Reasons of which the details tell something to anybody."""

_MOST_NAMED = 5


def code_text(code: str) -> Sentence:
    """What the error with this code means; a code without words of its own gets general ones."""
    what, advice = _ERRORS.get(code, _UNEXPECTED)
    return Sentence(translate("Messages", what), translate("Messages", advice))


def code_sentence(code: str, detail: str = "") -> str:
    """The same as one text; ``detail`` is shown only where there are no words of its own."""
    return with_detail(code_text(code).text, "" if code in _ERRORS else detail)


def error_sentence(error: BaseException) -> str:
    """What to tell a person about any error."""
    if isinstance(error, QueryImageError):
        return _query_picture(error).text
    if isinstance(error, RootError) and _is_part(error):
        return _part_text(error.path.name, Path(str(error.facts["other"])).name)
    if isinstance(error, ModelFileError) and error.found is WrongFile.MISSING_PARTS:
        return _missing_parts(error).text
    if isinstance(error, PhotosearchError):
        return code_sentence(error.code, error.detail)
    return code_sentence("", f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


def terminal_sentence(error: PhotosearchError) -> str:
    """The same at a terminal, which shows nothing beside it: with the path it is about, and what a machine said."""
    if error.code == UserError.code:
        return error.detail
    if isinstance(error, EvaluationInputError):
        return pairs_sentence(error)
    if isinstance(error, QueryImageError):
        return _about(error.path, with_detail(_query_picture(error).text, _telling_detail(error)))
    if isinstance(error, RootError) and _is_part(error):
        return _part_text(str(error.path), str(error.facts["other"]))
    if isinstance(error, ExportError):
        return _about(error.path, _terminal_text(error.code).text)
    if isinstance(error, RootError):
        return _about(error.path, with_detail(_terminal_text(error.code).text, str(error.facts.get("other", ""))))
    if isinstance(error, ModelFileError) and error.found is WrongFile.MISSING_PARTS:
        return _about(error.path, _missing_parts(error).text)
    place = error.facts.get("path") if isinstance(error, StoreError | ModelFileError) else None
    is_detailed = isinstance(error, ModelError) or error.code not in _ERRORS
    return _about(place, with_detail(_terminal_text(error.code).text, error.detail if is_detailed else ""))


def terminal_code_sentence(code: str, detail: str) -> str:
    """What the error with this code means, what is done about it at a terminal, and what a machine said.

    An error without a detail passes for its code: that tells a person nothing.
    """
    return with_detail(_terminal_text(code).text, "" if detail == code else detail)


def stopped_text(failure: EngineFailed) -> str:
    """That background work stopped, and why: at a terminal."""
    why = terminal_code_sentence(failure.code, failure.detail)
    return translate("Terminal", "background work stopped: {why}").format(why=why)


def _terminal_text(code: str) -> Sentence:
    said = code_text(code)
    return Sentence(said.what, translate("Messages", _AT_TERMINAL[code])) if code in _AT_TERMINAL else said


def _query_picture(error: QueryImageError) -> Sentence:
    if error.path is None or error.reason not in _QUERY_PICTURES:
        return problem_text(error.reason, error.detail)
    if error.path.is_symlink() and error.reason is ProblemReason.VANISHED:
        return problem_text(ProblemReason.NOT_A_FILE, LINK_TO_NOTHING)
    what, advice = _QUERY_PICTURES[error.reason]
    return Sentence(translate("Messages", what), translate("Messages", advice))


def _is_part(error: RootError) -> bool:
    return error.code == "root_part" and "other" in error.facts


def _missing_parts(error: ModelFileError) -> Sentence:
    """With the names of the files, of many the first ones."""
    said = code_text(error.code)
    files = error.facts.get("files")
    if not isinstance(files, list) or not files:
        return said
    shown = listed([shortened(str(name)) for name in files[:_MOST_NAMED]])
    if len(files) > _MOST_NAMED:
        more = len(files) - _MOST_NAMED
        shown = translate("Messages", "{files} and {count} more").format(files=shown, count=number(more))
    text = translate("Messages", "These weights are kept in several files, and these are missing: {files}.")
    return Sentence(text.format(files=shown), said.advice)


def _part_text(folder: str, whole: str) -> str:
    text = translate("Messages", '"{folder}" is watched already as part of "{whole}".')
    return text.format(folder=folder, whole=whole)


def _telling_detail(error: QueryImageError) -> str:
    is_told = error.reason in _TELLING and not is_told_apart(error.reason, error.detail)
    return detail_text(error.detail) if is_told else ""


def _about(place: object, text: str) -> str:
    return f"{place}: {text}" if place else text
