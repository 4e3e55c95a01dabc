"""Pictures that are damaged, lie, or were made to harm: the same seed makes the same ones."""

from __future__ import annotations

import io
import random
import re
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests import pictures

_MARKER = re.compile(rb"\xff[\xc0-\xfe]|[A-Za-z]{4}")
"""A marker of JPEG, or the name of a chunk, box or segment of the other formats."""
_SUFFIXES = {"TIFF": "tif", "HEIF": "heic", "AVIF": "avif", "WebP": "webp", "PNG": "png", "GIF": "gif", "BMP": "bmp"}


def damaged(seed: int, per_format: int) -> Iterator[tuple[str, bytes]]:
    """Pictures of every format cut at their markers and with bits that flipped; some of them are still whole."""
    numbers = random.Random(seed)
    for name, data in pictures.every_format().items():
        suffix = next((suffix for kind, suffix in _SUFFIXES.items() if kind in name), "jpg")
        marks = sorted({match.start() for match in _MARKER.finditer(data)} - {0})
        for at in numbers.sample(marks, min(per_format, len(marks))):
            yield f"{name} cut at {at}.{suffix}", data[:at]
        for number in range(per_format):
            yield f"{name} flipped {number}.{suffix}", _flipped(data, numbers)


def _flipped(data: bytes, numbers: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(numbers.randrange(1, 9)):
        changed[numbers.randrange(len(data))] ^= 1 << numbers.randrange(8)
    return bytes(changed)


def refused() -> dict[str, bytes]:
    """What is no photo or would need more memory than there is: each must come back with a reason."""
    jpeg = pictures.encoded(pictures.photo(), "JPEG")
    return {
        "empty.jpg": b"",
        "drawing.jpg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "page.jpg": b"<!DOCTYPE html><title>404</title>",
        "archive.jpg": b"PK\x03\x04" + bytes(400),
        "program.png": b"\x7fELF" + bytes(400),
        "lies.jpg": pictures.jpeg_of_size(jpeg, 65_500, 65_500),
        "lies of scans.jpg": pictures.jpeg_of_size(
            pictures.encoded(pictures.photo(), "JPEG", progressive=True), 20_000, 20_000
        ),
        "bomb.png": pictures.png_bomb(),
        "smaller bomb.png": pictures.png_bomb(20_000, 20_000),
        "bomb.tif": pictures.tiff_bomb(),
        "bomb.gif": pictures.gif_bomb(),
        "bomb.bmp": pictures.bmp_bomb(),
        "bomb.heic": _box_of_size(pictures.encoded(pictures.photo(), "HEIF"), 65_000, 65_000),
        "bomb.avif": _box_of_size(pictures.encoded(pictures.photo(), "AVIF"), 65_000, 65_000),
        "bomb.psd": _psd_of_size(200_000, 200_000),
        "layers.psd": _psd_with_endless_layers(),
        "bomb.jxl": _jxl_of_side(1 << 29),
        "bomb.jp2": _jp2_of_size(pictures.encoded(pictures.photo(), "JPEG2000"), 1 << 30, 1 << 30),
        "bomb.ico": _ico_of(pictures.png_bomb()),
        "bomb.tga": struct.pack("<BBB5sHHHHBB", 0, 0, 10, bytes(5), 0, 0, 65_535, 65_535, 24, 0) + bytes(400),
        "bomb.ppm": b"P6\n65000 65000\n255\n" + bytes(400),
        "bomb.qoi": b"qoif" + struct.pack(">IIBB", 65_000, 65_000, 3, 0) + bytes(400),
        "crowd.tif": _crowd(),
        "strips.tif": pictures.tiff_of([(273, 4, 0xFFFFFFFF, pictures.long(8))]),
    }


def harmless() -> dict[str, bytes]:
    """What is odd in a way that does not concern the picture: each must be in."""
    return {
        "two.mpo": pictures.multi_picture(),
        "endless.mpo": _mpo_of_many(pictures.multi_picture()),
        "loop.jpg": pictures.jpeg_with_exif(pictures.photo(), pictures.looping_exif()),
        "crowd.jpg": pictures.jpeg_with_exif(pictures.photo(), pictures.crowded_exif()),
        "wide.jpg": pictures.encoded(Image.new("RGB", (65_500, 3), "red"), "JPEG"),
        "high.jpg": pictures.encoded(Image.new("RGB", (3, 65_500), "red"), "JPEG"),
    }


def _psd_of_size(width_px: int, height_px: int) -> bytes:
    data = bytearray(pictures.psd(pictures.photo()))
    data[14:22] = struct.pack(">II", height_px, width_px)
    return bytes(data)


def _psd_with_endless_layers() -> bytes:
    """It says that its layers take 4 GB; behind them the picture should be."""
    return pictures.psd(pictures.photo())[:34] + b"\xff\xff\xff\xf0" + bytes(400)


def _jxl_of_side(side_px: int) -> bytes:
    """A JPEG XL that is a square of this side by its head: not small, 30 bits, as wide as high, all else as usual."""
    bits = 3 << 1 | (side_px - 1) << 3 | 1 << 33 | 1 << 36
    return b"\xff\x0a" + bits.to_bytes(8, "little") + bytes(400)


def _jp2_of_size(data: bytes, width_px: int, height_px: int) -> bytes:
    """The same JPEG 2000 with another size in both of its heads."""
    changed = bytearray(data)
    box, codestream = data.index(b"ihdr") + 4, data.index(b"\xff\x51") + 6
    changed[box : box + 8] = struct.pack(">II", height_px, width_px)
    changed[codestream : codestream + 8] = struct.pack(">II", width_px, height_px)
    return bytes(changed)


def _ico_of(png: bytes) -> bytes:
    """An icon whose one picture is this PNG."""
    return struct.pack("<HHH", 0, 1, 1) + struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(png), 22) + png


def _mpo_of_many(data: bytes) -> bytes:
    """Two pictures that say they are 65,535."""
    entry = struct.pack("<HHII", 0xB001, 4, 1, 2)  # NumberOfImages in the index of the pictures
    return data.replace(entry, struct.pack("<HHII", 0xB001, 4, 1, 0xFFFF))


def heavy() -> dict[str, bytes]:
    """What is valid and takes very much memory or time: a photo or a reason."""
    return {
        "bomb.webp": _webp_bomb(),
        "packed words.png": _packed_words(1 << 28),
        "valid bomb.png": pictures.png_of(30_000, 30_000, bytes((30_000 // 8 + 1) * 30_000), bits=1, colour_type=0),
        "scans.jpg": _many_scans(2_000),
    }


def _box_of_size(data: bytes, width_px: int, height_px: int) -> bytes:
    """The same HEIC or AVIF with another size in its property."""
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width_px, height_px) + data[at + 8 :]


def _crowd() -> bytes:
    """A TIFF of a million entries: the count in its head has 16 bits, so the directories are a chain of many."""
    per_directory, directories = 62_500, 16
    length = 2 + 12 * per_directory + 4
    entries = struct.pack("<HHII", 700, 1, 4, 0) * per_directory
    file = io.BytesIO(b"II*\0" + struct.pack("<I", 8))
    file.seek(8)
    for number in range(directories):
        following = 8 + length * (number + 1) if number + 1 < directories else 8
        file.write(struct.pack("<H", per_directory) + entries + struct.pack("<I", following))
    return file.getvalue()


def _webp_bomb() -> bytes:
    """The largest WebP there may be, of one colour."""
    return pictures.encoded(Image.new("RGB", (16_383, 16_383), "red"), "WEBP", lossless=True, method=0)


def _packed_words(count: int) -> bytes:
    """A PNG whose comment unpacks to ``count`` bytes."""
    data = pictures.encoded(pictures.photo(), "PNG")
    end_of_header = 8 + 25
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(count >> 20)) + packer.flush()
    return data[:end_of_header] + pictures.png_chunk(b"zTXt", b"Comment\0\0" + packed) + data[end_of_header:]


def _many_scans(count: int) -> bytes:
    """A progressive JPEG of 2,000 pixels square that says one scan again and again; each costs the whole picture."""
    data = pictures.encoded(pictures.photo(2_000, 2_000), "JPEG", progressive=True, quality=20)
    begins = [match.start() for match in re.finditer(rb"\xff\xda", data)]
    last = data[begins[-1] : data.rindex(b"\xff\xd9")]
    return data[: begins[-1]] + last * count + b"\xff\xd9"
