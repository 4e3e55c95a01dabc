"""The bar that long work shows at a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tqdm import tqdm


def progress_bar(**options: Any) -> tqdm[Any]:  # noqa: ANN401 - tqdm's own
    """A bar with rate and remaining time on a terminal, nothing when piped."""
    from tqdm import tqdm  # takes as long to import as a short command to run

    return tqdm(disable=not sys.stderr.isatty(), file=sys.stderr, **options)
