"""Weights as tensors by name, however they are kept: safetensors, what torch saves, and either in several parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from photosearch.embed.models.checkpoint import stored_tensors
from photosearch.embed.models.safetensors_file import is_safetensors, safetensors_in
from photosearch.embed.models.stored_tensor import StoredTensor
from photosearch.errors import ModelFileError, ModelWeightsError
from photosearch.types.models import WrongFile

INDEX_SUFFIX = ".index.json"
"""Of the list of parts that lies beside weights in several files."""

_MAX_INDEX_BYTES = 16_000_000


def tensors_in(path: Path) -> dict[str, StoredTensor]:
    """The tensors in a file, or in the parts that an index names.

    Raises:
        ModelFileError: parts are missing.
        ModelWeightsError: it holds no tensors, or not all of it is there.
        OSError: it cannot be read.
    """
    if not path.name.endswith(INDEX_SUFFIX):
        return _of_file(path)
    found: dict[str, StoredTensor] = {}
    for part in parts_of(path):
        found |= _of_file(part)
    return found


def parts_of(index: Path) -> tuple[Path, ...]:
    """The files beside ``index`` that it names.

    Raises:
        ModelFileError: some are missing; ``facts['files']`` names them.
        ModelWeightsError: it is no such list.
        OSError: it cannot be read.
    """
    if index.stat().st_size > _MAX_INDEX_BYTES:
        raise ModelWeightsError("the list of parts is too long", path=index)
    try:
        listed = json.loads(index.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelWeightsError(f"the list of parts cannot be read: {error}", path=index) from error
    places = listed.get("weight_map") if isinstance(listed, dict) else None
    names = {name for name in places.values() if _is_beside(name)} if isinstance(places, Mapping) else set()
    if not names:
        raise ModelWeightsError("the list of parts names none", path=index)
    parts = tuple(index.with_name(name) for name in sorted(names))
    if missing := [part.name for part in parts if not part.is_file()]:
        raise ModelFileError(WrongFile.MISSING_PARTS, index, files=missing)
    return parts


def _is_beside(name: object) -> bool:
    """A list from anywhere must not lead out of its folder."""
    return isinstance(name, str) and name not in ("", ".", "..") and not any(sign in name for sign in "/\\:\0")


def _of_file(path: Path) -> dict[str, StoredTensor]:
    with path.open("rb") as stream:
        head = stream.read(16)
    return safetensors_in(path) if is_safetensors(head) else stored_tensors(path)
