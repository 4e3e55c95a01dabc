"""What an export has come to so far."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from photosearch.exporting.copying import StoppedError
from photosearch.types.exporting import ExportOutcome, ExportProgress, NotExported, TargetReason
from photosearch.types.files import ProblemReason
from photosearch.types.ids import PhotoId
from photosearch.types.photos import Photo

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED: Final = frozenset({errno.EFBIG, errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ})
"""What concerns one file: it is too large for the file system, or that has no letters for its name."""
_FORBIDDEN: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(slots=True)
class Tally:
    """Counts, and tells progress; asked before each photo whether to go on."""

    total: int
    on_progress: Callable[[ExportProgress], None]
    should_stop: Callable[[], bool]
    done: int = 0
    copied: int = 0
    renamed: int = 0
    rewritten: int = 0
    partial: int = 0
    sidecars: int = 0
    first: Path | None = None
    failed: dict[Path, NotExported] = field(default_factory=dict)
    copies: dict[PhotoId, Path] = field(default_factory=dict)
    """Kept where a list tells of them."""
    sheets: list[Path] = field(default_factory=list)
    list_file: Path | None = None
    lacks_letters: bool = False

    def begin(self, photo: Photo) -> None:
        """The next photo is in work.

        Raises:
            StoppedError: it should stop.
        """
        if self.should_stop():
            raise StoppedError
        self.on_progress(ExportProgress(self.done, self.total, photo.path.name))
        self.done += 1

    def fail(self, photo: Photo, reason: ProblemReason | TargetReason, detail: str = "") -> None:
        """There is nothing of this one, and why."""
        self.failed.setdefault(photo.path, NotExported(photo.path, reason, detail))

    def outcome(self, folder: Path | None) -> ExportOutcome:
        """So far."""
        return ExportOutcome(
            copied=self.copied,
            first=self.first,
            folder=folder,
            renamed=self.renamed,
            rewritten=self.rewritten,
            partial=self.partial,
            sidecars=self.sidecars,
            failed=tuple(self.failed.values()),
            sheets=tuple(self.sheets),
            list_file=self.list_file,
            lacks_letters=self.lacks_letters,
        )


def is_refused(error: OSError) -> bool:
    """Whether an error of writing concerns this one file, and others may do."""
    return error.errno in _REFUSED


def trouble_of(error: OSError) -> str:
    """The code of the error that an error of writing is, which concerns every file; see ``errors.ExportError``."""
    if error.errno in _FULL:
        return "export_full"
    return "export_unwritable" if error.errno in _FORBIDDEN else "export_gone"
