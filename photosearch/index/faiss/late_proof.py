"""Asks once, when there is time for it, whether a mapped file is sound, and tells its damage ever after."""

from __future__ import annotations

from collections.abc import Callable

from photosearch.errors import IndexFileError


class LateProof:
    """Not safe to use from several threads: its owner locks."""

    def __init__(self, read: Callable[[], None] | None = None) -> None:
        """``read`` goes through the file and raises IndexFileError if it is damaged; None: nothing is to be proven."""
        self._read = read
        self._damage: IndexFileError | None = None

    def demand(self) -> None:
        """Read the file the first time.

        Raises:
            IndexFileError: it is damaged.
        """
        read, self._read = self._read, None
        if read is not None:
            try:
                read()
            except IndexFileError as error:
                self._damage = error
        if self._damage is not None:
            raise self._damage
