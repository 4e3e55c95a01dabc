"""What a person made of the photos: carried out of the library, and in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

from photosearch.store import mark_lines
from photosearch.store.mark_file import write_file
from photosearch.store.marks import Marks
from photosearch.types.marks import BadLine, Mark, MergedMarks

_MERGED_AT_ONCE = 1000


class MarksPart:
    """Thread-safe; see ``parts.Marks``."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def export_to(self, target: Path | IO[bytes]) -> int:
        """As ``parts.Marks.export_to``."""
        if isinstance(target, Path):
            return write_file(self._marks.all(), target)
        return mark_lines.write_lines(self._marks.all(), target)

    def import_from(self, source: IO[bytes], on_bad_line: Callable[[BadLine], None]) -> MergedMarks:
        """As ``parts.Marks.import_from``."""
        read = changed = bad = 0
        waiting: list[Mark] = []
        for found in mark_lines.read_lines(source):
            if isinstance(found, BadLine):
                bad += 1
                on_bad_line(found)
                continue
            read += 1
            waiting.append(found)
            if len(waiting) == _MERGED_AT_ONCE:
                changed += self._marks.merge(waiting)
                waiting = []
        return MergedMarks(read, changed + self._marks.merge(waiting), bad)
