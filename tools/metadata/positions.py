"""Writes pictures that say where they were taken, in every way that programs write it: food for ``sweep``.

    python -m tools.metadata.positions FOLDER [--exiftool COMMAND] [--exiv2 COMMAND] [--seed N]

``usual`` holds what EXIF 3.0 and the XMP specification allow, written by ExifTool, exiv2 (where there is one), Pillow
and by hand; ``odd`` what programs write all the same: signs beside letters, letters in full, texts for numbers, parts
that are undefined.
"""

from __future__ import annotations

import argparse
import io
import random
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pillow_heif
from PIL import ExifTags, Image

_FORMATS: Final = {
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "tif": "TIFF",
    "heic": "HEIF",
    "avif": "AVIF",
    "jp2": "JPEG2000",
    "gif": "GIF",
}
_WITHOUT_EXIF: Final = frozenset({"gif"})
_OF_EACH: Final = 6
_ASCII, _LONG, _RATIONAL, _SIGNED, _FLOAT, _DOUBLE = 2, 4, 5, 10, 11, 12
_ORDERS: Final = "<>"

Entries = list[tuple[int, int, int, bytes]]
"""Tag, type, count, value."""


class Angle(NamedTuple):
    """One coordinate."""

    degrees: float
    letter: str

    @property
    def parts(self) -> tuple[int, int, float]:
        """Degrees, minutes, seconds."""
        whole = int(abs(self.degrees))
        minutes = (abs(self.degrees) - whole) * 60
        return whole, int(minutes), round((minutes - int(minutes)) * 60, 4)


class Place(NamedTuple):
    """A place somewhere on Earth."""

    latitude: Angle
    longitude: Angle


def main() -> int:
    """Write all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--exiftool", default="exiftool", help="the command, with its arguments if it needs any")
    parser.add_argument("--exiv2", default="exiv2", help="passed over where there is none")
    parser.add_argument("--seed", type=int, default=5)
    arguments = parser.parse_args()
    pillow_heif.register_heif_opener()
    places = _places(arguments.seed)
    for name in ("usual", "odd"):
        (arguments.folder / name).mkdir(parents=True, exist_ok=True)
    _by_exiftool(arguments.folder / "usual", places, shlex.split(arguments.exiftool))
    if shutil.which(arguments.exiv2):
        _by_exiv2(arguments.folder, places, arguments.exiv2)
    _by_pillow(arguments.folder / "usual", places)
    for name, forms in (("usual", _USUAL_EXIF), ("odd", _ODD_EXIF)):
        _by_hand(arguments.folder / name, places, forms)
    for name, texts in (("usual", _USUAL_XMP), ("odd", _ODD_XMP)):
        _as_xmp(arguments.folder / name, places, texts)
    return 0


def _places(seed: int) -> Iterator[Place]:
    numbers = random.Random(seed)
    while True:
        latitude, longitude = round(numbers.uniform(-89, 89), 6), round(numbers.uniform(-179, 179), 6)
        yield Place(Angle(latitude, "S" if latitude < 0 else "N"), Angle(longitude, "W" if longitude < 0 else "E"))


def _picture(format_name: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(buffer, format_name, **options)
    return buffer.getvalue()


def _by_exiftool(folder: Path, places: Iterator[Place], command: list[str]) -> None:
    lines: list[str] = []
    for suffix, format_name in _FORMATS.items():
        groups = [group for group in ("EXIF", "XMP") if group == "XMP" or suffix not in _WITHOUT_EXIF]
        for number in range(_OF_EACH):
            for group in groups:
                path = folder / f"exiftool {group} {number}.{suffix}"
                path.write_bytes(_picture(format_name))
                latitude, longitude = next(places)
                lines += [f"-{group}:GPSLatitude={latitude.degrees}", f"-{group}:GPSLongitude={longitude.degrees}"]
                if group == "EXIF":
                    lines += [f"-GPSLatitudeRef={latitude.letter}", f"-GPSLongitudeRef={longitude.letter}"]
                lines += [f"-{group}:GPSAltitude={100 * number + 7}", "-overwrite_original", "-q", "-m", str(path)]
                lines.append("-execute")
    with tempfile.NamedTemporaryFile("w", suffix=".args", encoding="utf-8") as file:
        file.write("\n".join(lines))
        file.flush()
        subprocess.run([*command, "-charset", "filename=utf8", "-@", file.name], check=False)


def _by_exiv2(folder: Path, places: Iterator[Place], command: str) -> None:
    forms: dict[str, Callable[[Angle], str]] = {
        "usual/seconds": lambda angle: "{}/1 {}/1 {:.0f}/1000".format(*angle.parts[:2], angle.parts[2] * 1000),
        "usual/minutes": lambda angle: f"{angle.parts[0]}/1 {(abs(angle.degrees) % 1) * 6e7:.0f}/1000000 0/1",
        "usual/degrees": lambda angle: f"{abs(angle.degrees) * 1e6:.0f}/1000000 0/1 0/1",
        "usual/degrees alone": lambda angle: f"{abs(angle.degrees) * 1e6:.0f}/1000000",
        "odd/the rest undefined": lambda angle: f"{abs(angle.degrees) * 1e6:.0f}/1000000 0/0 0/0",
    }
    for form, written in forms.items():
        for number in range(_OF_EACH):
            path = folder / f"{form} by exiv2 {number}.jpg"
            path.write_bytes(_picture())
            changes = []
            for name, angle in zip(("Latitude", "Longitude"), next(places), strict=True):
                changes += ["-M", f"set Exif.GPSInfo.GPS{name} Rational {written(angle)}"]
                changes += ["-M", f"set Exif.GPSInfo.GPS{name}Ref Ascii {angle.letter}"]
            subprocess.run([command, *changes, str(path)], check=False)


def _by_pillow(folder: Path, places: Iterator[Place]) -> None:
    for suffix in ("jpg", "png", "tif", "webp"):
        for number in range(_OF_EACH):
            latitude, longitude = next(places)
            exif = Image.Exif()
            exif.get_ifd(ExifTags.IFD.GPSInfo).update(
                {1: latitude.letter, 2: latitude.parts, 3: longitude.letter, 4: longitude.parts}
            )
            path = folder / f"Pillow {number}.{suffix}"
            path.write_bytes(_picture(_FORMATS[suffix], exif=exif.tobytes()))


def _rationals(order: str, *parts: float, letter: str = "I") -> bytes:
    return b"".join(struct.pack(order + 2 * letter, round(part * 10_000), 10_000) for part in parts)


def _numbers(kind: int, write: Callable[[str, Angle], tuple[int, bytes]]) -> Callable[[str, Place], Entries]:
    """A form that writes its numbers another way, with the letters of the standard."""

    def entries(order: str, place: Place) -> Entries:
        found: Entries = []
        for tag, angle in ((1, place.latitude), (3, place.longitude)):
            count, data = write(order, angle)
            found += [(tag, _ASCII, 2, angle.letter.encode() + b"\0"), (tag + 1, kind, count, data)]
        return found

    return entries


def _letters(write: Callable[[Angle], bytes], kind: int = _ASCII) -> Callable[[str, Place], Entries]:
    """A form that writes its letters another way, with the numbers of the standard."""

    def entries(order: str, place: Place) -> Entries:
        found: Entries = []
        for tag, angle in ((1, place.latitude), (3, place.longitude)):
            letter = write(angle)
            found += [(tag, kind, len(letter), letter)] if letter else []
            found.append((tag + 1, _RATIONAL, 3, _rationals(order, *angle.parts)))
        return found

    return entries


def _text(write: Callable[[Angle], str]) -> Callable[[str, Place], Entries]:
    def padded(_order: str, angle: Angle) -> tuple[int, bytes]:
        return 32, write(angle).encode().ljust(32, b"\0")

    return _numbers(_ASCII, padded)


_WORDS: Final = {"N": "North", "S": "South", "E": "East", "W": "West"}
_USUAL_EXIF: Final[dict[str, Callable[[str, Place], Entries]]] = {
    "seconds": _letters(lambda angle: angle.letter.encode() + b"\0"),
    "small letters": _letters(lambda angle: angle.letter.lower().encode() + b"\0"),
    "no letters": _letters(lambda _: b""),
    "letters without an end": _letters(lambda angle: angle.letter.encode()),
    "letters that are empty": _letters(lambda _: b"\0\0"),
    "signed fractions": _numbers(_SIGNED, lambda order, angle: (3, _rationals(order, *angle.parts, letter="i"))),
    "doubles": _numbers(_DOUBLE, lambda order, angle: (3, struct.pack(order + "3d", abs(angle.degrees), 0, 0))),
    "a float": _numbers(_FLOAT, lambda order, angle: (1, struct.pack(order + "f", abs(angle.degrees)))),
    "whole numbers": _numbers(_LONG, lambda order, angle: (3, struct.pack(order + "3I", *map(int, angle.parts)))),
    "nowhere": _numbers(_RATIONAL, lambda order, _: (3, _rationals(order, 0, 0, 0))),
}
_ODD_EXIF: Final[dict[str, Callable[[str, Place], Entries]]] = {
    "words": _letters(lambda angle: _WORDS[angle.letter].encode() + b"\0"),
    "a blank before": _letters(lambda angle: b" " + angle.letter.encode() + b"\0"),
    "a blank behind": _letters(lambda angle: angle.letter.encode() + b" \0"),
    "letters as bytes": _letters(lambda angle: angle.letter.encode(), kind=1),
    "signs and letters": _numbers(
        _SIGNED, lambda order, angle: (3, _rationals(order, angle.degrees, 0, 0, letter="i"))
    ),
    "undefined": _numbers(_RATIONAL, lambda _, __: (3, bytes(24))),
    "text of degrees": _text(lambda angle: f"{abs(angle.degrees):.6f}"),
    "text of seconds": _text(lambda angle: "{},{},{:.3f}".format(*angle.parts)),
    "ExifTool's words": _text(lambda angle: "{} deg {}' {:.2f}\"".format(*angle.parts)),
}
_USUAL_XMP: Final[dict[str, Callable[[Angle], str]]] = {
    "minutes": lambda angle: f"{angle.parts[0]},{(abs(angle.degrees) % 1) * 60:.6f}{angle.letter}",
    "seconds": lambda angle: "{},{},{:.0f}{}".format(*angle.parts, angle.letter),
    "with zeros": lambda angle: f"{angle.parts[0]:03},{(abs(angle.degrees) % 1) * 60:09.6f}{angle.letter}",
}
_ODD_XMP: Final[dict[str, Callable[[Angle], str]]] = {
    "a sign": lambda angle: f"{angle.degrees:.6f}",
    "degrees and a letter": lambda angle: f"{abs(angle.degrees):.6f}{angle.letter}",
    "a small letter": lambda angle: "{},{},{:.2f}{}".format(*angle.parts, angle.letter.lower()),
    "blanks": lambda angle: "{} {} {:.2f} {}".format(*angle.parts, angle.letter),
    "a comma more": lambda angle: "{},{},{:.2f},{}".format(*angle.parts, angle.letter),
    "signs of a map": lambda angle: "{}° {}′ {:.2f}″ {}".format(*angle.parts, angle.letter),
    "ExifTool's words": lambda angle: "{} deg {}' {:.2f}&quot; {}".format(*angle.parts, angle.letter),
    "a letter in front": lambda angle: "{}{},{},{:.2f}".format(angle.letter, *angle.parts),
    "a word": lambda angle: f"{abs(angle.degrees):.6f} {_WORDS[angle.letter]}",
}


def _by_hand(folder: Path, places: Iterator[Place], forms: dict[str, Callable[[str, Place], Entries]]) -> None:
    for form, entries in forms.items():
        for number in range(_OF_EACH):
            order = _ORDERS[number % 2]
            block = b"Exif\0\0" + _tiff(entries(order, next(places)), order)
            (folder / f"EXIF {form} {number}.jpg").write_bytes(_with_segment(block))


def _as_xmp(folder: Path, places: Iterator[Place], texts: dict[str, Callable[[Angle], str]]) -> None:
    for form, written in texts.items():
        for number in range(_OF_EACH):
            latitude, longitude = (written(angle) for angle in next(places))
            packet = (
                '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
                '<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
                f'exif:GPSLatitude="{latitude}" exif:GPSLongitude="{longitude}"/></rdf:RDF></x:xmpmeta>'
            )
            segment = b"http://ns.adobe.com/xap/1.0/\0" + packet.encode()
            (folder / f"XMP {form} {number}.jpg").write_bytes(_with_segment(segment))


def _with_segment(content: bytes) -> bytes:
    plain = _picture()
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(content) + 2) + content + plain[2:]


def _tiff(gps: Entries, order: str) -> bytes:
    """A TIFF structure whose first directory holds nothing but the one of GPS."""
    head = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", 8)
    head += struct.pack(order + "HHHIII", 1, ExifTags.IFD.GPSInfo, _LONG, 1, 26, 0)
    tail_at = len(head) + 2 + 12 * len(gps) + 4
    table, tail = struct.pack(order + "H", len(gps)), b""
    for tag, kind, count, data in gps:
        value = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(order + "I", tail_at + len(tail))
        table += struct.pack(order + "HHI", tag, kind, count) + value
        tail += data if len(data) > 4 else b""
    return head + table + bytes(4) + tail


if __name__ == "__main__":
    sys.exit(main())
