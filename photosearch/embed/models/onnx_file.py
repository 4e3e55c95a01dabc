"""Looks into an ONNX file without loading it: what it takes and gives, and which weights it has.

An ONNX file is one protobuf message. Its fields are walked over where they lie on disk; the weights' bytes, nearly all
of it, are stepped over. Every length is held against what is left, so that a damaged file ends in an error.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from photosearch.embed.known_models import Shape
from photosearch.errors import ModelWeightsError
from photosearch.mapped_array import mapped_array

_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_GRAPH = 7
_NODE, _WEIGHTS, _INPUT, _OUTPUT = 1, 5, 11, 12
_DIMENSIONS, _NAME, _VALUE_NAME, _KIND_OF_NODE = 1, 8, 1, 4
_MOST_DIMENSIONS = 16
_LONGEST_VARINT = 10


@dataclass
class OnnxContents:
    """What a graph says of itself."""

    inputs: set[str] = field(default_factory=set)
    outputs: set[str] = field(default_factory=set)
    weights: dict[str, Shape] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    """Of its nodes, such as MatMul."""


def look_into(path: Path) -> OnnxContents:
    """What is in the ONNX file ``path``.

    Raises:
        ModelWeightsError: it is no ONNX file, or not all of it is there.
        OSError: it cannot be read.
    """
    data = mapped_array(path).data
    found = OnnxContents()
    try:
        for number, value in _fields(data):
            if number == _GRAPH and isinstance(value, memoryview):
                _take_graph(value, found)
    except _DamagedError as error:
        raise ModelWeightsError(f"the file is no ONNX graph, or not all of it is there: {error}", path=path) from error
    if not found.outputs:
        raise ModelWeightsError("the file is no ONNX graph: it gives nothing", path=path)
    return found


class _DamagedError(Exception):
    """The bytes are no message."""


def _take_graph(graph: memoryview, found: OnnxContents) -> None:
    for number, value in _fields(graph):
        if not isinstance(value, memoryview):
            continue
        if number == _WEIGHTS:
            name, shape = _weight(value)
            found.weights[name] = shape
        elif number == _NODE:
            found.kinds.add(_text(value, _KIND_OF_NODE))
        elif number in (_INPUT, _OUTPUT):
            (found.inputs if number == _INPUT else found.outputs).add(_text(value, _VALUE_NAME))


def _weight(tensor: memoryview) -> tuple[str, Shape]:
    name, sides = "", []
    for number, value in _fields(tensor):
        if number == _NAME and isinstance(value, memoryview):
            name = _decoded(value)
        elif number == _DIMENSIONS:
            sides += [value] if isinstance(value, int) else list(_packed(value))
            if len(sides) > _MOST_DIMENSIONS:
                raise _DamagedError("a tensor of too many dimensions")
    return name, tuple(sides)


def _text(message: memoryview, wanted: int) -> str:
    texts = [value for number, value in _fields(message) if number == wanted and isinstance(value, memoryview)]
    return _decoded(texts[-1]) if texts else ""


def _decoded(value: memoryview) -> str:
    try:
        return bytes(value).decode()
    except UnicodeDecodeError as error:
        raise _DamagedError(str(error)) from error


def _packed(values: memoryview) -> Iterator[int]:
    at = 0
    while at < len(values):
        value, at = _varint(values, at)
        yield value


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """(number, value) of each field: a number, or the bytes of a text or of another message."""
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        kind = tag & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield tag >> 3, value
            continue
        if kind == _LENGTH:
            size, at = _varint(message, at)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            size = 8 if kind == _EIGHT_BYTES else 4
        else:
            raise _DamagedError(f"a field of an unknown kind at byte {at}")
        if size > len(message) - at:
            raise _DamagedError(f"a field of {size} bytes where {len(message) - at} are left")
        yield tag >> 3, message[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for place in range(_LONGEST_VARINT):
        if at + place >= len(data):
            break
        byte = data[at + place]
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    raise _DamagedError(f"no number at byte {at}")
