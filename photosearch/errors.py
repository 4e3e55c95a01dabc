"""Errors sorted by whose fault they are; each carries a code and the facts, never a sentence in one language."""

from __future__ import annotations

from pathlib import Path

from photosearch.types.files import ProblemReason
from photosearch.types.models import WrongFile


class PhotosearchError(Exception):
    """Base of every error raised on purpose. ``code`` picks the sentence, ``facts`` fill it in."""

    code: str = "error"

    def __init__(self, detail: str = "", **facts: object) -> None:
        super().__init__(detail or self.code)
        self.detail = detail
        self.facts = facts


class UserError(PhotosearchError):
    """Something the person asked for cannot be done as asked; ``detail`` says why in the person's language.

    A subclass with a code of its own leaves the saying to that.
    """

    code = "usage"


class RootError(UserError):
    """A folder cannot become a watched folder.

    ``code``: not_found, not_a_folder, no_permission, own_data; watched (it is one), part (it lies in one) and nested
    (one on another drive lies in it), of which ``facts['other']`` is the watched folder.
    """

    def __init__(self, code: str, path: Path, detail: str = "", **facts: object) -> None:
        super().__init__(detail, path=path, **facts)
        self.code = f"root_{code}"
        self.path = path


class ExclusionError(UserError):
    """Something cannot be left out, or taken back.

    ``code``: exclusion_no_pattern, exclusion_unknown (it is not left out), exclusion_whole (it is the watched folder),
    exclusion_outside (it lies in none).
    """

    def __init__(self, reason: str, pattern: str) -> None:
        super().__init__(f"{reason}: {pattern!r}", pattern=pattern)
        self.code = f"exclusion_{reason}"


class QueryImageError(UserError):
    """A picture given as a query cannot be read."""

    code = "query_image"

    def __init__(self, reason: ProblemReason, path: Path | None, detail: str = "") -> None:
        super().__init__(detail, path=path, reason=reason)
        self.reason = reason
        self.path = path


class CancellingTermsError(UserError):
    """The words and pictures of a query leave nothing to search for, such as a word with and without a minus."""

    code = "terms_cancel"


class WebPictureError(UserError):
    """A picture on the web is not fetched.

    ``code``: web_address, web_private, web_unreachable, web_refused, web_slow, web_too_large, web_not_picture,
    web_stopped.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail)
        self.code = f"web_{reason}"


class EvaluationInputError(UserError):
    """A file of caption or query pairs cannot be used.

    ``code``: pairs_absent, pairs_unreadable, pairs_nothing, pairs_not_json, pairs_not_object, pairs_neither,
    pairs_no_query, pairs_no_relevant, pairs_no_list, pairs_no_file_name, pairs_no_photo.
    """

    def __init__(self, reason: str, path: Path, line: int = 0, **facts: object) -> None:
        super().__init__(f"{path}, line {line}: {reason} {facts}", **facts)
        self.code = f"pairs_{reason}"
        self.path = path
        self.line = line
        """From 1; 0: the file as a whole."""


class ExportError(UserError):
    """Photos cannot be exported there; ``facts['path']`` is where.

    ``code``: export_file (it is no folder), export_no_folder (there is none to put a file into), export_unwritable,
    export_full, export_gone (the drive is, or it fails), export_list_kind (a list is neither CSV nor JSON),
    export_sheet_kind (a sheet is neither PDF nor PNG).
    """

    def __init__(self, reason: str, path: Path, detail: str = "") -> None:
        super().__init__(detail, path=path)
        self.code = f"export_{reason}"
        self.path = path


class NewerMarksError(UserError):
    """A file of marks was written by a newer photosearch."""

    code = "marks_newer"

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version}", version=version)


class ModelError(PhotosearchError):
    """A model cannot be installed, loaded or run."""

    code = "model"


class ModelPackageError(ModelError):
    """A model package is damaged, incomplete or from another version; ``detail`` says what is wrong."""

    code = "model_package"


class ModelWeightsError(ModelError):
    """A checkpoint is not what it should be (wrong digest, wrong shapes, not a checkpoint)."""

    code = "model_weights"


class ModelFileError(ModelError):
    """A file or folder given as a model is something else; ``found`` says what.

    Of weights in several files ``facts['files']`` names those that are missing.
    """

    def __init__(self, found: WrongFile, path: Path, detail: str = "", **facts: object) -> None:
        super().__init__(detail, path=path, **facts)
        self.code = f"model_file_{found}"
        self.found = found
        self.path = path


class ModelNotInstalledError(ModelError):
    """The named encoder is not installed."""

    code = "model_not_installed"


class ModelMadeHereError(ModelError):
    """A model that was made for this machine when it was installed has nothing left to be optimised."""

    code = "model_made_here"


class ModelInUseError(ModelError):
    """A model that answers, or is being switched to, cannot be removed; ``facts['name']`` is its name."""

    code = "model_in_use"


class ModelRuntimeMissingError(ModelError):
    """The libraries that an encoder runs on are not installed."""

    code = "model_runtime_missing"


class ModelNeedsTorchError(ModelRuntimeMissingError):
    """RN50 runs on torch alone, which is not installed."""

    code = "model_needs_torch"


class DownloadError(ModelError):
    """A download failed at every source; ``facts['attempts']`` lists (url, why)."""

    code = "download"


class OfflineError(DownloadError):
    """None of the sources can be reached at all."""

    code = "offline"


class StoreError(PhotosearchError):
    """The database cannot be used."""

    code = "store"


class NewerDatabaseError(StoreError):
    """The database was written by a newer photosearch."""

    code = "store_newer"


class DamagedDatabaseError(StoreError):
    """SQLite says the database file is damaged."""

    code = "store_damaged"


class DiskFullError(StoreError):
    """No room left to write."""

    code = "disk_full"


class UnwritableStoreError(StoreError):
    """The database, or the folder it is in, may not be written; ``facts['path']`` is the database."""

    code = "store_unwritable"


class FailingDiskError(StoreError):
    """The disk gave an error while the database was read or written; ``facts['path']`` is the database."""

    code = "store_io"


class DecoderStartError(PhotosearchError):
    """No worker process that decodes photos can be started (a broken installation, no memory): no photo's fault."""

    code = "decoder_start"


class BusyError(PhotosearchError):
    """Another photosearch is doing the work that was asked for."""

    code = "busy"


class IndexFileError(PhotosearchError):
    """A saved index is missing, stale or damaged: it is rebuilt from the store."""

    code = "index_file"
