"""Texts longer than an encoder reads at once: embedded a window at a time, the windows' embeddings made one.

Cutting the end off loses what stands there; a description of an archive or a whole diary entry is longer than the 52
pieces that Chinese-CLIP reads. docs/search.md has what it gains.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from photosearch.embed.running.encoder import unit_rows
from photosearch.embed.running.wordpiece import WordPiece
from photosearch.types.arrays import Float32Array, Int64Array

MOST_WINDOWS: Final = 8
"""What is longer still is cut: some 400 pieces, a page."""


def embed_texts(
    texts: Sequence[str], tokenizer: WordPiece, context_length: int, run: Callable[[Int64Array], Float32Array]
) -> Float32Array:
    """Unit float32 [n, dim] of texts of any length.

    Args:
        texts: at least one.
        tokenizer: makes their pieces.
        context_length: pieces that are read at once, [CLS] and [SEP] among them.
        run: token ids int64 [m, length] to embeddings [m, dim], of any length.

    Raises:
        EncoderFailedError: no usable embedding came out.
    """
    windows = [tokenizer.windows(text, context_length=context_length, most=MOST_WINDOWS) for text in texts]
    vectors = unit_rows(run(tokenizer.padded([window for of_text in windows for window in of_text])))
    if len(vectors) == len(texts):
        return vectors
    starts = np.cumsum([0, *(len(of_text) for of_text in windows[:-1])])
    return unit_rows(np.add.reduceat(vectors, starts, axis=0))
