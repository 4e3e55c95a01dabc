"""Marks as lines of JSON, to be kept beside the database, carried to another machine, and read by anybody.

The first line says the version. Each further one is a mark: ``hash`` (hexadecimal), ``kind``, ``name``, ``value``,
``changed_at_ms``, ``removed``, always in this order. A line that is no mark spoils no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, Final, TypeVar

from photosearch.errors import NewerMarksError
from photosearch.types.marks import BadLine, BadMarkError, Mark, MarkFlaw, MarkKind, MarkValue

T = TypeVar("T")
VERSION: Final = 1
LONGEST_LINE_BYTES: Final = 65_536
"""The longest that a mark takes is a tenth of it: what is longer is never held in memory as a whole."""
_VERSION_FIELD: Final = "photosearch_marks"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def write_lines(marks: Iterable[Mark], stream: IO[bytes]) -> int:
    """Write the first line and one for each mark; how many marks.

    Raises:
        OSError: the stream cannot be written.
    """
    stream.write(_line({_VERSION_FIELD: VERSION}))
    count = 0
    for mark in marks:
        stream.write(_line(_object(mark)))
        count += 1
    return count


def read_lines(stream: IO[bytes]) -> Iterator[Mark | BadLine]:
    """What ``write_lines`` wrote, or anything else: each line in turn, blank ones left out.

    Raises:
        NewerMarksError: the first line is of a later version; no line was read.
        OSError: the stream cannot be read.
    """
    for number, line in enumerate(_lines(stream), start=1):
        try:
            if number == 1:
                _check_version(_parsed(line))
            elif line is None or line.strip():
                yield _mark(_parsed(line))
        except BadMarkError as error:
            yield BadLine(number, error.flaw)


def value_text(value: MarkValue) -> str:
    """A mark's value as JSON."""
    return json.dumps(value, separators=(",", ":"))


def value_of(text: str) -> MarkValue:
    """Back from ``value_text``."""
    return _value(json.loads(text))


def _object(mark: Mark) -> dict[str, object]:
    return {
        "hash": mark.content_hash.hex(),
        "kind": mark.kind.value,
        "name": mark.name,
        "value": mark.value,
        "changed_at_ms": mark.changed_at_ms,
        "removed": mark.is_removed,
    }


def _line(value: dict[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Each line, None for one that is too long; the first one is there even if the stream is empty."""
    line = stream.readline(LONGEST_LINE_BYTES)
    yield None if _is_cut(line) else line.removeprefix(_BYTE_ORDER_MARK)
    while line:
        while _is_cut(line):
            line = stream.readline(LONGEST_LINE_BYTES)
        line = stream.readline(LONGEST_LINE_BYTES)
        if line:
            yield None if _is_cut(line) else line


def _is_cut(line: bytes) -> bool:
    return len(line) == LONGEST_LINE_BYTES and not line.endswith(b"\n")


def _parsed(line: bytes | None) -> object:
    """The JSON of a line."""
    if line is None:
        raise BadMarkError(MarkFlaw.TOO_LONG)
    try:
        return json.loads(line.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadMarkError(MarkFlaw.NOT_JSON) from error


def _refuse(constant: str) -> object:
    """NaN and the infinities are no JSON, though Python takes them."""
    raise ValueError(constant)


def _check_version(found: object) -> None:
    version = found.get(_VERSION_FIELD) if isinstance(found, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise BadMarkError(MarkFlaw.HEADER)
    if version > VERSION:
        raise NewerMarksError(version)


def _mark(found: object) -> Mark:
    if not isinstance(found, dict) or not found.keys() >= {"hash", "kind", "name", "value", "changed_at_ms", "removed"}:
        raise BadMarkError(MarkFlaw.FIELDS)
    return Mark(
        _hash(found["hash"]),
        _kind(found["kind"]),
        _checked(found["name"], str, MarkFlaw.NAME),
        _value(found["value"]),
        _checked(found["changed_at_ms"], int, MarkFlaw.TIME),
        is_removed=_checked(found["removed"], bool, MarkFlaw.FIELDS),
    )


def _hash(found: object) -> bytes:
    try:
        return bytes.fromhex(_checked(found, str, MarkFlaw.HASH))
    except ValueError as error:
        raise BadMarkError(MarkFlaw.HASH) from error


def _kind(found: object) -> MarkKind:
    try:
        return MarkKind(_checked(found, str, MarkFlaw.KIND))
    except ValueError as error:
        raise BadMarkError(MarkFlaw.KIND) from error


def _value(found: object) -> MarkValue:
    if isinstance(found, bool | int):
        return found
    if isinstance(found, list) and len(found) == 4 and all(_is_share(share) for share in found):
        return float(found[0]), float(found[1]), float(found[2]), float(found[3])
    raise BadMarkError(MarkFlaw.VALUE)


def _is_share(found: object) -> bool:
    """Asked before it becomes a float, which the largest integers do not."""
    return isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= 1


def _checked(found: object, kind: type[T], flaw: MarkFlaw) -> T:
    if not isinstance(found, kind):
        raise BadMarkError(flaw)
    return found
