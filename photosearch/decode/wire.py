"""How values cross the pipe between the app and a decoding worker: a length, then a pickle."""

from __future__ import annotations

import pickle
import struct
from typing import IO, Any, Final

_LENGTH: Final = struct.Struct("<Q")


def write_value(pipe: IO[bytes], value: object) -> None:
    """Send ``value`` and flush.

    Raises:
        OSError: the other side is gone.
    """
    payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def read_value(pipe: IO[bytes]) -> Any:  # noqa: ANN401 - whatever the other side sent
    """Wait for the next value.

    Raises:
        EOFError: the other side is gone, perhaps in the middle of a value.
    """
    (length,) = _LENGTH.unpack(_read_exactly(pipe, _LENGTH.size))
    # Both sides are this program; the pipe is theirs alone.
    return pickle.loads(_read_exactly(pipe, length))  # noqa: S301


def _read_exactly(pipe: IO[bytes], count: int) -> bytes:
    data = pipe.read(count)
    if len(data) < count:
        raise EOFError
    return data
