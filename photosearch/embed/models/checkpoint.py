"""Looks into a torch checkpoint without torch: which tensors it has, and whether its bytes are intact.

``torch.save`` writes a zip archive with the tensors' bytes in entries of their own and a pickle that names them. The
pickle is read by an unpickler that knows only data (the few names below); any other name is refused, so that
looking into a file from anywhere runs none of its code.
"""

from __future__ import annotations

import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

from photosearch.embed.known_models import Shape
from photosearch.errors import ModelWeightsError

# Plenty for an index of tensors: that of the largest model has about 0.1 MB.
_MAX_PICKLE_BYTES = 64_000_000
_CHUNK_BYTES = 1 << 20


class _TensorStub:
    """Stands for a tensor: only its shape is kept."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape


def _rebuild_tensor(_storage: object, _offset: object, size: object, *_rest: object) -> _TensorStub:
    if not isinstance(size, tuple) or not all(isinstance(side, int) for side in size):
        raise pickle.UnpicklingError("a tensor has no size")
    return _TensorStub(size)


def _rebuild_parameter(data: object, *_rest: object) -> object:
    return data


def _nothing(*_arguments: object) -> None:
    return None


_ALLOWED: dict[tuple[str, str], Any] = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _rebuild_tensor,
    ("torch._utils", "_rebuild_parameter"): _rebuild_parameter,
    ("torch", "Size"): tuple,
    ("torch", "device"): _nothing,
}


class _ShapeUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if module in ("torch", "torch.storage") and name.endswith("Storage"):
            return _nothing
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"it holds {module}.{name}, which is not plain data")
        return _ALLOWED[module, name]

    def persistent_load(self, pid: object) -> None:
        """A tensor's bytes: not wanted."""


def tensor_shapes(path: Path) -> dict[str, Shape]:
    """Shapes of the tensors in a ``{'state_dict': {name: tensor}}`` checkpoint; a ``module.`` prefix is removed.

    Raises:
        ModelWeightsError: not such a checkpoint.
        OSError: it cannot be read.
    """
    state = _state_dict(_load_index(path), path)
    prefix = "module."
    return {name.removeprefix(prefix): stub.shape for name, stub in state.items() if isinstance(stub, _TensorStub)}


def check_bytes(path: Path, on_bytes: Callable[[int], None]) -> None:
    """Read every entry to its end, so that the archive's own checksums prove the bytes intact.

    Args:
        path: the checkpoint.
        on_bytes: told after each piece how many bytes it had; may raise to stop.

    Raises:
        ModelWeightsError: a checksum does not match, or the file ends too early.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as stream:
                    while piece := stream.read(_CHUNK_BYTES):
                        on_bytes(len(piece))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise ModelWeightsError(f"the file is damaged: {error}", path=path) from error


def _load_index(path: Path) -> object:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.rpartition("/")[2] == "data.pkl"]
            if len(entries) != 1 or entries[0].file_size > _MAX_PICKLE_BYTES:
                raise ModelWeightsError("the file is no checkpoint written by torch.save", path=path)
            with archive.open(entries[0]) as stream:
                return _unpickle(stream, path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise ModelWeightsError(f"the file is no checkpoint, or is incomplete: {error}", path=path) from error


def _unpickle(stream: IO[bytes], path: Path) -> object:
    try:
        return _ShapeUnpickler(stream).load()
    except zipfile.BadZipFile:
        raise
    # A damaged pickle can raise nearly anything while its instructions are carried out.
    except Exception as error:
        raise ModelWeightsError(f"the checkpoint's list of tensors cannot be read: {error}", path=path) from error


def _state_dict(index: object, path: Path) -> Mapping[str, object]:
    state = index.get("state_dict") if isinstance(index, Mapping) else None
    if not isinstance(state, Mapping) or not all(isinstance(name, str) for name in state):
        raise ModelWeightsError("the checkpoint has no 'state_dict'", path=path)
    return state
