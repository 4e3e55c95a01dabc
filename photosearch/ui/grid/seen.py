"""What was seen before items moved, so that it can stay where it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPersistentModelIndex, QRect


@dataclass(frozen=True, slots=True)
class Seen:
    """An item and where it was in the viewport."""

    item: QPersistentModelIndex
    place: QRect


def still_there(seen: Iterable[Seen]) -> Seen | None:
    """The first of them that is still an item."""
    return next((one for one in seen if one.item.isValid()), None)
