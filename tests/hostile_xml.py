"""XML that wants to fill the memory, read other files or reach the network."""

from __future__ import annotations

from tests import told


def billion_laughs() -> bytes:
    """Entities that stand for ten of the next, nine levels deep."""
    levels = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "laugh">{levels}]><x>&l9;</x>'.encode()


def external_entity(address: str) -> bytes:
    """An entity that stands for what lies at ``address``."""
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]><x>&e;</x>'.encode()


def external_doctype(address: str) -> bytes:
    """A type whose declaration lies at ``address``."""
    return f'<!DOCTYPE x SYSTEM "{address}"><x/>'.encode()


def keywords(count: int) -> bytes:
    """A packet with so many keywords, and stars before them."""
    words = "".join(f"<rdf:li>word {number}</rdf:li>" for number in range(count))
    return told.packet(f"<xmp:Rating>5</xmp:Rating><dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>")


def deep(levels: int) -> bytes:
    """A packet with structures nested in one another, and stars before them."""
    return told.packet("<xmp:Rating>5</xmp:Rating>" + '<dc:x rdf:parseType="Resource">' * levels + "</dc:x>" * levels)


def quadratic() -> bytes:
    """One long entity that is named very often: no level below another is needed to fill the memory."""
    return f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{"&a;" * 2_000}</x>'.encode()


def attributes(count: int) -> bytes:
    """A packet whose one description has so many attributes, each of a namespace of its own."""
    return told.packet(attributes=" ".join(f'xmlns:n{number}="n:{number}" n{number}:a=""' for number in range(count)))


def comment(size_bytes: int) -> bytes:
    """A packet behind a comment that is never closed."""
    return b"<!--" + b"-" * size_bytes + told.packet("<xmp:Rating>5</xmp:Rating>")
