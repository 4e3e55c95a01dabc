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
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from photosearch.embed.known_models import Shape
from photosearch.embed.models.stored_tensor import ITEM_BYTES, StoredTensor, lies_inside
from photosearch.errors import ModelWeightsError

# Plenty for an index of tensors: that of the largest model has about 0.1 MB.
_MAX_PICKLE_BYTES = 64_000_000
_CHUNK_BYTES = 1 << 20
# In the header of an archive's entry: how long its name is, and what else comes before its bytes.
_LENGTHS_AT = 26


@dataclass(frozen=True, slots=True)
class _Storage:
    """Stands for what holds the numbers of one or more tensors: an entry of the archive."""

    kind: str | None
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class _TensorStub:
    """Stands for a tensor: its shape, and where its numbers are."""

    shape: Shape
    storage: object
    first: object
    strides: object


def _rebuild_tensor(
    storage: object, offset: object = 0, size: object = None, strides: object = None, *_rest: object
) -> _TensorStub:
    if not isinstance(size, tuple) or not all(isinstance(side, int) for side in size):
        raise pickle.UnpicklingError("a tensor has no size")
    return _TensorStub(size, storage, offset, strides)


def _rebuild_parameter(data: object, *_rest: object) -> object:
    return data


def _nothing(*_arguments: object) -> None:
    return None


_STORAGES = {
    "DoubleStorage": "F64",
    "FloatStorage": "F32",
    "HalfStorage": "F16",
    "BFloat16Storage": "BF16",
    "LongStorage": "I64",
    "IntStorage": "I32",
    "ShortStorage": "I16",
    "CharStorage": "I8",
    "ByteStorage": "U8",
    "BoolStorage": "BOOL",
}


class _StorageClass:
    """Stands for the class of a storage: only the kind of its numbers is kept."""

    def __init__(self, kind: str | None) -> None:
        self.kind = kind


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
            return _StorageClass(_STORAGES.get(name))
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"it holds {module}.{name}, which is not plain data")
        return _ALLOWED[module, name]

    def persistent_load(self, pid: object) -> _Storage | None:
        """What holds a tensor's numbers: ``('storage', class, key, device, count)``."""
        match pid:
            case ("storage", _StorageClass() as held, str(key), _, int(count)):
                return _Storage(held.kind, key, count)
        return None


def tensor_shapes(path: Path) -> dict[str, Shape]:
    """Shapes of the tensors in a checkpoint, ``{'state_dict': {name: tensor}}`` or the inner one alone.

    A ``module.`` prefix is removed.

    Raises:
        ModelWeightsError: not such a checkpoint.
        OSError: it cannot be read.
    """
    state = _state_dict(_load_index(path), path)
    prefix = "module."
    return {name.removeprefix(prefix): stub.shape for name, stub in state.items() if isinstance(stub, _TensorStub)}


def stored_tensors(path: Path) -> dict[str, StoredTensor]:
    """The tensors of such a checkpoint by their names, each where it lies in the file; what else it holds is left.

    Raises:
        ModelWeightsError: not such a checkpoint, or its numbers are not where it says.
        OSError: it cannot be read.
    """
    state = _state_dict(_load_index(path), path)
    places = _entries(path)
    return {name: _placed(name, stub, places, path) for name, stub in state.items() if isinstance(stub, _TensorStub)}


def _placed(name: str, stub: _TensorStub, places: Mapping[str, tuple[int, int]], path: Path) -> StoredTensor:
    storage, first, strides = stub.storage, stub.first, stub.strides
    if not isinstance(storage, _Storage) or storage.kind is None or storage.key not in places:
        raise ModelWeightsError(f"the file does not say where {name[:80]} is", path=path)
    start, size = places[storage.key]
    count = size // ITEM_BYTES[storage.kind]
    is_plain = isinstance(first, int) and isinstance(strides, tuple) and all(isinstance(step, int) for step in strides)
    if not is_plain or storage.count > count or not lies_inside(stub.shape, strides, first, count):  # type: ignore[arg-type]
        raise ModelWeightsError(f"{name[:80]} is not all there", path=path)
    return StoredTensor(path, storage.kind, stub.shape, start, count, first, strides)  # type: ignore[arg-type]


def _entries(path: Path) -> dict[str, tuple[int, int]]:
    """(where its bytes begin, how many they are) of each entry that holds numbers, by its key."""
    found = {}
    with zipfile.ZipFile(path) as archive, path.open("rb") as stream:
        for entry in archive.infolist():
            folder, _, key = entry.filename.rpartition("/")
            if folder.rpartition("/")[2] != "data":
                continue
            if entry.compress_type != zipfile.ZIP_STORED:
                raise ModelWeightsError("the file was packed anew: torch.save packs no numbers", path=path)
            stream.seek(entry.header_offset + _LENGTHS_AT)
            lengths = stream.read(4)
            inner = int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            start = entry.header_offset + _LENGTHS_AT + 4 + inner
            if start + entry.file_size > path.stat().st_size:
                raise ModelWeightsError("not all of the file is there", path=path)
            found[key] = (start, entry.file_size)
    return found


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
    if state is None and isinstance(index, Mapping) and any(isinstance(held, _TensorStub) for held in index.values()):
        state = index
    if not isinstance(state, Mapping) or not all(isinstance(name, str) for name in state):
        raise ModelWeightsError("the checkpoint has no 'state_dict'", path=path)
    return state
