"""Reads what the library transformers writes as ``.safetensors``: which tensors there are, and where they lie.

Eight bytes tell the length of a JSON object, which tells kind, shape and place of each tensor; the numbers follow
(https://huggingface.co/docs/safetensors, "Format"). That library's own reader for numpy knows no bfloat16, in which
many files are kept, hence this one.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

from photosearch.embed.models.stored_tensor import ITEM_BYTES, StoredTensor
from photosearch.errors import ModelWeightsError

_LENGTH_BYTES = 8
# Plenty: the header of the largest model has about 0.1 MB.
_MAX_HEADER_BYTES = 16_000_000
_MOST_DIMENSIONS = 16
_KEYS = ("dtype", "shape", "data_offsets")


def is_safetensors(head: bytes) -> bool:
    """Whether a file that begins so may be one: a length that is no more than such headers have, and JSON."""
    length = int.from_bytes(head[:_LENGTH_BYTES], "little")
    return head[_LENGTH_BYTES : _LENGTH_BYTES + 1] == b"{" and 2 <= length <= _MAX_HEADER_BYTES


def safetensors_in(path: Path) -> dict[str, StoredTensor]:
    """The tensors by name.

    Raises:
        ModelWeightsError: it is no such file, or not all of it is there.
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    with path.open("rb") as stream:
        length = int.from_bytes(stream.read(_LENGTH_BYTES), "little")
        if not 2 <= length <= min(_MAX_HEADER_BYTES, size - _LENGTH_BYTES):
            raise ModelWeightsError("the file's list of tensors is not all there", path=path)
        text = stream.read(length)
    try:
        header = json.loads(text)
    # A text of brackets alone is deeper than Python goes.
    except (ValueError, RecursionError) as error:
        raise ModelWeightsError(f"the file's list of tensors cannot be read: {error}", path=path) from error
    if not isinstance(header, dict):
        raise ModelWeightsError("the file has no list of tensors", path=path)
    begin = _LENGTH_BYTES + length
    return {name: _tensor(name, entry, path, begin, size) for name, entry in header.items() if name != "__metadata__"}


def _tensor(name: str, entry: object, path: Path, begin: int, size: int) -> StoredTensor:
    kind, shape, offsets = (entry.get(key) if isinstance(entry, dict) else None for key in _KEYS)
    if not (isinstance(kind, str) and kind in ITEM_BYTES and _are_counts(shape) and _are_counts(offsets)):
        raise ModelWeightsError(f"the file does not say what {name[:80]} is", path=path)
    assert isinstance(shape, list)
    assert isinstance(offsets, list)
    count = math.prod(shape)
    if len(offsets) != 2 or offsets[1] - offsets[0] != count * ITEM_BYTES[kind]:
        raise ModelWeightsError(f"the file does not say where {name[:80]} is", path=path)
    if begin + offsets[1] > size:
        raise ModelWeightsError("not all of the file is there", path=path)
    return StoredTensor(path, kind, tuple(shape), begin + offsets[0], count)


def _are_counts(values: object) -> bool:
    if not isinstance(values, list) or len(values) > _MOST_DIMENSIONS:
        return False
    return all(type(value) is int and value >= 0 for value in values)
