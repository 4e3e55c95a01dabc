"""Parses the XML of a stranger: no entities, nothing fetched, bounded size, and what precedes an error is kept."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from photosearch.decode.metadata.encodings import decoded
from photosearch.types.metadata import UnreadReason

XML_BYTES: Final = 8 << 20
"""A packet in a JPEG has 64 kB; with what editors keep of their history a few MB. More is not looked at."""
ELEMENTS: Final = 50_000
"""A photo that was edited for years has some thousands."""
DEPTH: Final = 40
"""XMP nests structures in lists in structures; a dozen levels were never seen."""

_AROUND_XML: Final = b"\0 \t\r\n"
_UTF_16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


class _TooMuchError(Exception):
    """More elements, or deeper ones, than anybody writes."""


class _BoundedBuilder(TreeBuilder):
    """A tree that stops growing; :attr:`root` is there from the first element on."""

    def __init__(self) -> None:
        super().__init__()
        self.root: Element | None = None
        self._elements = 0
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._elements += 1
        self._depth += 1
        if self._elements + len(attrs) > ELEMENTS or self._depth > DEPTH:
            raise _TooMuchError
        element: Element = super().start(tag, attrs)
        if self.root is None:
            self.root = element
        return element

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse(data: bytes) -> tuple[Element | None, UnreadReason | None]:
    """The root of the document in ``data`` as far as it could be read, and why the rest was not, if it was not.

    A type declaration ends the reading: XMP has none, and entities are only ever an attack here.
    """
    if len(data) > XML_BYTES:
        return None, UnreadReason.TOO_LARGE
    if not data.startswith(_UTF_16_MARKS):
        data = data.strip(_AROUND_XML)
    root, reason = _parsed(data)
    if reason is UnreadReason.DAMAGED and not _is_unicode(data):
        root, reason = _parsed(decoded(data).encode("utf-8"))
    return root, reason


def _parsed(data: bytes) -> tuple[Element | None, UnreadReason | None]:
    builder = _BoundedBuilder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    reason = None
    try:
        parser.feed(data)  # at once: in pieces, expat would read a long attribute again with each
        parser.close()
    except DefusedXmlException:
        reason = UnreadReason.FORBIDDEN
    except _TooMuchError:
        reason = UnreadReason.TOO_LARGE
    except (ParseError, ValueError, LookupError, AssertionError):  # the last three: of encodings that nobody knows
        reason = UnreadReason.DAMAGED
    return builder.root, reason


def _is_unicode(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith(_UTF_16_MARKS)
    return True
