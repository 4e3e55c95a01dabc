"""Writes awkward pictures: every format, odd modes, lies in headers, bombs, and EXIF that is rich or hostile."""

from __future__ import annotations

import io
import itertools
import struct
import zlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import pillow_heif
import pylibjxl
from PIL import ExifTags, Image, ImageChops, ImageCms, ImageDraw

from photosearch.types.arrays import UInt8Array
from tests.photos import real_photo

RED: Final = (220, 30, 40)
BLUE: Final = (30, 60, 210)

TURNED_BY: Final = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.ROTATE_90, Image.Transpose.FLIP_TOP_BOTTOM],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.ROTATE_270, Image.Transpose.FLIP_TOP_BOTTOM],
    8: [Image.Transpose.ROTATE_270],
}
"""What turns an upright picture into the one that is stored with this EXIF orientation."""


def photo(width_px: int = 96, height_px: int = 64, name: str = "astronaut") -> Image.Image:
    """A real photo of this size: unlike flat colours it has data in every row."""
    with Image.open(real_photo(name)) as image:
        return image.convert("RGB").resize((width_px, height_px))


def corners(width_px: int = 48, height_px: int = 32) -> Image.Image:
    """An upright picture whose every turn and mirror image looks different: red, green, blue, white quarters."""
    image = Image.new("RGB", (width_px, height_px), "white")
    draw = ImageDraw.Draw(image)
    half_width, half_height = width_px // 2, height_px // 2
    draw.rectangle((0, 0, half_width - 1, half_height - 1), fill=(230, 20, 20))
    draw.rectangle((half_width, 0, width_px, half_height - 1), fill=(20, 200, 20))
    draw.rectangle((0, half_height, half_width - 1, height_px), fill=(20, 20, 230))
    return image


def encoded(image: Image.Image, format_name: str, **options: Any) -> bytes:  # whatever Pillow's encoder takes
    """The picture as a file of ``format_name``."""
    buffer = io.BytesIO()
    if format_name == "HEIF":
        pillow_heif.from_pillow(image).save(buffer, **options)
    else:
        image.save(buffer, format_name, **options)
    return buffer.getvalue()


def every_format() -> dict[str, bytes]:
    """One photo in every kind of file there is."""
    picture = photo()
    return {
        "JPEG": encoded(picture, "JPEG"),
        "progressive JPEG": encoded(picture, "JPEG", progressive=True),
        "JPEG with restarts": encoded(picture, "JPEG", restart_marker_rows=1),
        "CMYK JPEG": encoded(picture.convert("CMYK"), "JPEG"),
        "PNG": encoded(picture, "PNG"),
        "palette PNG": encoded(picture.quantize(256), "PNG"),
        "WebP": encoded(picture, "WEBP"),
        "lossless WebP": encoded(picture, "WEBP", lossless=True),
        "WebP with EXIF": encoded(picture, "WEBP", exif=exif_bytes({271: "x"})),
        "GIF": encoded(picture, "GIF"),
        "TIFF": encoded(picture, "TIFF"),
        "LZW TIFF": encoded(picture, "TIFF", compression="tiff_lzw"),
        "deflated TIFF": encoded(picture, "TIFF", compression="tiff_adobe_deflate"),
        "JPEG in TIFF": encoded(picture, "TIFF", compression="jpeg"),
        "BMP": encoded(picture, "BMP"),
        "DIB": encoded(picture, "DIB"),
        "palette BMP": encoded(picture.quantize(256), "BMP"),
        "HEIF": encoded(picture, "HEIF"),
        "tiled HEIF": encoded(picture, "HEIF", tile_size=64),
        "JPEG 2000": encoded(picture, "JPEG2000"),
        "TGA": encoded(picture, "TGA"),
        "PPM": encoded(picture, "PPM"),
        "QOI": encoded(picture, "QOI"),
        "ICO": encoded(picture, "ICO", sizes=[picture.size]),
        "PSD": psd(picture),
        "packed PSB": psd(picture, is_packed=True, is_large=True),
        "JPEG XL": pylibjxl.encode(np.asarray(picture), lossless=True),
        "AVIF": encoded(picture, "AVIF"),
    }


def exif_bytes(
    tags: Mapping[int, object], *, camera: Mapping[int, object] = {}, place: Mapping[int, object] = {}
) -> bytes:
    """An EXIF block: main tags, those of the camera's own directory, those of the GPS directory."""
    exif = Image.Exif()
    for number, value in tags.items():
        exif[number] = value
    for directory, entries in ((ExifTags.IFD.Exif, camera), (ExifTags.IFD.GPSInfo, place)):
        if entries:
            exif.get_ifd(directory).update(entries)
    return exif.tobytes()


def oriented(image: Image.Image, orientation: int, format_name: str = "JPEG", **options: Any) -> bytes:
    """``image``, upright, stored turned as a camera does, with the EXIF orientation that tells it."""
    for turn in TURNED_BY[orientation]:
        image = image.transpose(turn)
    return encoded(image, format_name, exif=exif_bytes({ExifTags.Base.Orientation: orientation}), **options)


def animated(format_name: str, frames: int = 3) -> bytes:
    """An animation that begins red and goes on blue."""
    later = [Image.new("RGB", (32, 24), BLUE) for _ in range(frames - 1)]
    return encoded(Image.new("RGB", (32, 24), RED), format_name, save_all=True, append_images=later)


def multi_picture() -> bytes:
    """An MPO, as some phones and 3-D cameras write: two JPEGs in one file with a JPEG's name."""
    return encoded(photo(), "MPO", save_all=True, append_images=[photo(name="cat")])


def grey_16_bits() -> Image.Image:
    """A 16-bit grey ramp from black to white."""
    ramp = np.linspace(0, 65535, 64).astype(np.uint16)
    return Image.fromarray(np.repeat(ramp[None, :], 16, axis=0))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG, checksum included."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(
    width_px: int, height_px: int, rows: bytes, *, bits: int = 8, colour_type: int = 2, is_interlaced: bool = False
) -> bytes:
    """A PNG with this header around any image data: the way to lie about the size."""
    header = struct.pack(">IIBBBBB", width_px, height_px, bits, colour_type, 0, 0, is_interlaced)
    data = zlib.compress(rows, 9)
    chunks = png_chunk(b"IHDR", header) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def interlaced_png(image: Image.Image) -> bytes:
    """An RGB PNG in the seven passes of the PNG specification, 8.1, which Pillow does not write."""
    pixels = array_of(image)
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    rows = (row for left, top, across, down in passes for row in pixels[top::down, left::across])
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    return png_of(image.width, image.height, raw, is_interlaced=True)


def png_bomb(width_px: int = 50_000, height_px: int = 50_000) -> bytes:
    """A few kilobytes that promise gigapixels."""
    return png_of(width_px, height_px, bytes(1 << 20))


def gif_bomb() -> bytes:
    """A GIF whose screen is 65,535 pixels square."""
    return b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6) + gif_frame(65535, 65535)


def gif_frame(width_px: int, height_px: int) -> bytes:
    """One frame's header with next to no data, and the trailer."""
    return b"," + struct.pack("<HHHHB", 0, 0, width_px, height_px, 0) + b"\x02\x02\x4c\x01\x00;"


def tiff_of(entries: list[tuple[int, int, int, bytes]], *, next_ifd: int = 0, tail: bytes = b"") -> bytes:
    """A little-endian TIFF with one directory at byte 8; each entry is (tag, type, count, 4 bytes of value)."""
    body = b"".join(struct.pack("<HHI", *entry[:3]) + entry[3].ljust(4, b"\0") for entry in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + body + struct.pack("<I", next_ifd) + tail


def short(value: int) -> bytes:
    """A 16-bit value of a TIFF entry."""
    return struct.pack("<H", value)


def long(value: int) -> bytes:
    """A 32-bit value of a TIFF entry."""
    return struct.pack("<I", value)


def tiff_bomb() -> bytes:
    """A TIFF of 60,000 pixels square in one deflated strip."""
    data = zlib.compress(bytes(1 << 20), 9)
    entries = [
        (256, 4, 1, long(60_000)),
        (257, 4, 1, long(60_000)),
        (258, 3, 1, short(8)),
        (259, 3, 1, short(8)),
        (262, 3, 1, short(1)),
        (273, 4, 1, long(8 + 2 + 12 * 9 + 4)),
        (277, 3, 1, short(1)),
        (278, 4, 1, long(60_000)),
        (279, 4, 1, long(len(data))),
    ]
    return tiff_of(entries, tail=data)


def bmp_bomb() -> bytes:
    """A BMP header of 60,000 pixels square with nothing behind it."""
    return struct.pack("<2sIHHI", b"BM", 54, 0, 0, 54) + struct.pack(
        "<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, *[0] * 6
    )


def jpeg_of_size(data: bytes, width_px: int, height_px: int) -> bytes:
    """The same JPEG with another size in its frame header."""
    at = next(at for at in range(2, len(data)) if data[at] == 0xFF and data[at + 1] in (0xC0, 0xC1, 0xC2))
    return data[: at + 5] + struct.pack(">HH", height_px, width_px) + data[at + 9 :]


def jpeg_with_exif(image: Image.Image, block: bytes) -> bytes:
    """A JPEG with this TIFF structure, sane or not, as its EXIF."""
    plain = encoded(image, "JPEG")
    segment = b"Exif\0\0" + block
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + plain[2:]


def looping_exif() -> bytes:
    """EXIF whose every directory points at the first one."""
    pointers = [(ExifTags.IFD.Exif, 4, 1, long(8)), (ExifTags.IFD.GPSInfo, 4, 1, long(8))]
    return tiff_of([(ExifTags.Base.Make, 2, 3, b"Me\0"), *pointers, (ExifTags.IFD.Interop, 4, 1, long(8))], next_ifd=8)


def crowded_exif() -> bytes:
    """EXIF whose directory says it has 65,535 entries, each of gigabytes, in as much data as a JPEG segment takes."""
    entry = struct.pack("<HHII", ExifTags.Base.MakerNote, 7, 0xFFFFFFF0, 8)
    return b"II*\0" + struct.pack("<IH", 8, 0xFFFF) + entry * 5000


def srgb_profile(name: str = "sRGB") -> bytes:
    """The ICC profile of sRGB; ``name`` has four letters."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace("sRGB".encode("utf-16-be"), name.encode("utf-16-be"))


def linear_profile() -> bytes:
    """That of sRGB's colours with values in proportion to the light, named sRGB all the same."""
    profile = srgb_profile()
    for tag in (b"rTRC", b"gTRC", b"bTRC"):
        at = profile.index(tag, 128)
        start, size = struct.unpack_from(">II", profile, at + 4)
        profile = profile[:start] + (b"curv" + bytes(8)).ljust(size, b"\0") + profile[start + size :]
    return profile


def grey_profile(curve: Sequence[int]) -> bytes:
    """An ICC profile of greys: the light, up to 65535, of each of evenly spaced values."""
    white = b"XYZ " + bytes(4) + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)
    response = b"curv" + bytes(4) + struct.pack(f">I{len(curve)}H", len(curve), *curve)
    start = 128 + 4 + 2 * 12
    table = struct.pack(">I4sII4sII", 2, b"wtpt", start, len(white), b"kTRC", start + len(white), len(response))
    body = table + white + response
    header = struct.pack(">I4sI4s4s4s", 128 + len(body), b"", 0x02400000, b"mntr", b"GRAY", b"XYZ ").ljust(36, b"\0")
    header += b"acsp".ljust(32, b"\0") + struct.pack(">III", 0xF6D6, 0x10000, 0xD32D)
    return header.ljust(128, b"\0") + body


def exchanged_profile() -> bytes:
    """An ICC profile in which red and green are exchanged: a picture with it shows whether it was obeyed."""
    profile = srgb_profile()
    return profile.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def array_of(image: Image.Image) -> UInt8Array:
    """The pixels as uint8."""
    return np.asarray(image, dtype=np.uint8)


def minimal_dng(image: Image.Image, *, orientation: int = 1, preview: bytes = b"") -> bytes:
    """An uncompressed DNG of a sensor with colour filters (RGGB) that saw ``image``; a JPEG preview may be added."""
    width_px, height_px = image.size
    seen = array_of(image).astype("<u2") * 200
    sensor = seen[:, :, 1].copy()
    sensor[0::2, 0::2] = seen[0::2, 0::2, 0]
    sensor[1::2, 1::2] = seen[1::2, 1::2, 2]
    main = [
        (254, 4, 1, long(0)),
        (256, 4, 1, long(width_px)),
        (257, 4, 1, long(height_px)),
        (258, 3, 1, short(16)),
        (259, 3, 1, short(1)),
        (262, 3, 1, short(32803)),
        (271, 2, 4, b"Cam\0"),
        (272, 2, 4, b"One\0"),
        (273, 4, 1, b"data"),
        (274, 3, 1, short(orientation)),
        (277, 3, 1, short(1)),
        (278, 4, 1, long(height_px)),
        (279, 4, 1, long(sensor.nbytes)),
        (33421, 3, 2, struct.pack("<HH", 2, 2)),
        (33422, 1, 4, bytes([0, 1, 1, 2])),
        (50706, 1, 4, bytes([1, 4, 0, 0])),
        (50717, 4, 1, long(51_000)),
    ]
    if preview:
        main.append((330, 4, 1, b"subs"))
        main.sort()
    directory_bytes = 2 + 12 * len(main) + 4
    data_at = 8 + directory_bytes
    preview_at = data_at + sensor.nbytes
    sub_at = preview_at + len(preview)
    values = {b"data": long(data_at), b"subs": long(sub_at)}
    main = [(tag, kind, count, values.get(value, value)) for tag, kind, count, value in main]
    return tiff_of(
        main, tail=sensor.tobytes() + preview + (_preview_directory(preview, preview_at) if preview else b"")
    )


def _preview_directory(preview: bytes, at: int) -> bytes:
    with Image.open(io.BytesIO(preview)) as image:
        width_px, height_px = image.size
    entries = [
        (254, 4, 1, long(1)),
        (256, 4, 1, long(width_px)),
        (257, 4, 1, long(height_px)),
        (258, 3, 1, short(8)),
        (259, 3, 1, short(7)),
        (262, 3, 1, short(6)),
        (273, 4, 1, long(at)),
        (277, 3, 1, short(3)),
        (278, 4, 1, long(height_px)),
        (279, 4, 1, long(len(preview))),
    ]
    return tiff_of(entries)[8:]


_PSD_MODES = {"1": 0, "L": 1, "P": 2, "RGB": 3, "CMYK": 4, "LAB": 9}


def psd(
    image: Image.Image,
    *,
    bits: int = 8,
    is_packed: bool = False,
    is_large: bool = False,
    resources: Mapping[int, bytes] = {},
) -> bytes:
    """Photoshop's own file of a picture in its mode, without layers."""
    palette = b""
    if image.mode == "1":
        bits, planes = 1, [ImageChops.invert(image.convert("L")).convert("1").tobytes()]
    elif image.mode == "P":
        planes = [image.tobytes()]
        colours = (image.getpalette() or []) + [0] * 768
        palette = bytes(colours[k] for channel in range(3) for k in range(channel, 768, 3))
    else:
        channels = ImageChops.invert(image).split() if image.mode == "CMYK" else image.split()
        planes = [channel.tobytes() for channel in channels]
    if bits == 16:
        planes = [(np.frombuffer(plane, np.uint8).astype(np.uint16) * 257).astype(">u2").tobytes() for plane in planes]
    return psd_of(
        _PSD_MODES[image.mode],
        image.size,
        bits,
        planes,
        palette,
        is_packed=is_packed,
        is_large=is_large,
        resources=resources,
    )


def psd_of(
    mode: int,
    size: tuple[int, int],
    bits: int,
    planes: Sequence[bytes],
    palette: bytes = b"",
    *,
    is_packed: bool = False,
    is_large: bool = False,
    resources: Mapping[int, bytes] = {},
) -> bytes:
    """Photoshop's own file of these planes of a merged picture; ``is_large``: its form for large ones (PSB)."""
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 2 if is_large else 1, len(planes), size[1], size[0], bits, mode)
    blocks = b"".join(_psd_resource(number, data) for number, data in resources.items())
    sections = struct.pack(">I", len(palette)) + palette + struct.pack(">I", len(blocks)) + blocks
    sections += bytes(8 if is_large else 4)
    if not is_packed:
        return head + sections + b"\0\0" + b"".join(planes)
    rows = [_packed(plane[at : at + len(plane) // size[1]]) for plane in planes for at in _row_starts(plane, size[1])]
    counts = b"".join(struct.pack(">I" if is_large else ">H", len(row)) for row in rows)
    return head + sections + b"\0\1" + counts + b"".join(rows)


def _row_starts(plane: bytes, rows: int) -> range:
    return range(0, len(plane), len(plane) // rows)


def _packed(row: bytes) -> bytes:
    """PackBits: runs of one byte, and bytes as they are."""
    out = b""
    for byte, group in itertools.groupby(row):
        count = len(list(group))
        while count > 0:
            run = min(count, 128)
            out += bytes((257 - run, byte)) if run > 1 else bytes((0, byte))
            count -= run
    return out


def _psd_resource(number: int, data: bytes) -> bytes:
    return struct.pack(">4sH2xI", b"8BIM", number, len(data)) + data + bytes(len(data) % 2)
