"""The part of RDF that XMP uses, as properties by namespace (XMP specification part 1, ISO 16684-1, clause 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_LISTS: Final = frozenset({f"{RDF}Alt", f"{RDF}Seq", f"{RDF}Bag"})
# What RDF itself says about an element, no property of the photo.
_SYNTAX: Final = frozenset({f"{RDF}{name}" for name in ("about", "ID", "nodeID", "parseType", "resource", "datatype")})
_ITEMS: Final = 20_000
"""So many items of one list are looked at."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value: text, items of a list, or fields of a structure by "{namespace}name"."""

    text: str = ""
    language: str = ""
    """Of an alternative: "x-default", "zh-CN"; lower case."""
    items: tuple[Value, ...] = ()
    fields: dict[str, Value] | None = None

    @property
    def first_text(self) -> str:
        """The text: of a list its first item's, of alternatives in languages the default."""
        if not self.items:
            return self.text
        default = next((item for item in self.items if item.language == "x-default"), self.items[0])
        return default.first_text

    @property
    def texts(self) -> Iterator[str]:
        """Each item's text, or the only one; programs write one word without a list."""
        return (item.text for item in self.items) if self.items else iter((self.text,) if self.text else ())


def properties_of(root: Element) -> dict[str, Value]:
    """All properties in the document by "{namespace}name"; of one that stands twice, the first that says something."""
    found: dict[str, Value] = {}
    for node in _nodes(root):
        for name, value in _fields_of(node).items():
            known = found.get(name)
            if known is None or known == Value():
                found[name] = value
    return found


def _nodes(root: Element) -> Iterator[Element]:
    """The descriptions in the document, wherever its rdf:RDF stands."""
    holder = root if root.tag == f"{RDF}RDF" else next(root.iter(f"{RDF}RDF"), None)
    yield from () if holder is None else holder


def _fields_of(node: Element) -> dict[str, Value]:
    """Properties written as attributes and as elements."""
    fields = {name: Value(text) for name, text in node.items() if name not in _SYNTAX and name != _XML_LANG}
    for child in node:
        value = _value_of(child)
        if value != Value() or child.tag not in fields:
            fields[child.tag] = value
    return fields


def _value_of(element: Element) -> Value:
    """The value of a property or of an item of a list, in any of the ways it may be written."""
    language = element.get(_XML_LANG, "").lower()
    resource = element.get(f"{RDF}resource")
    if resource is not None:
        return Value(resource, language)
    if element.get(f"{RDF}parseType") == "Resource":
        return _unqualified(_fields_of(element), language)
    for child in element:
        if child.tag in _LISTS:
            items = [_value_of(item) for item, _ in zip(child, range(_ITEMS), strict=False)]
            return Value(language=language, items=tuple(items))
        return _unqualified(_fields_of(child), language)
    fields = {name: Value(text) for name, text in element.items() if name not in _SYNTAX and name != _XML_LANG}
    return _unqualified(fields, language) if fields else Value((element.text or "").strip(), language)


def _unqualified(fields: dict[str, Value], language: str) -> Value:
    """A structure; or where it is a value with qualifiers around it, that value."""
    value = fields.get(f"{RDF}value")
    if value is not None:
        return value
    return Value(language=language, fields=fields)
