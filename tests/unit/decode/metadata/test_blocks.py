"""Metadata is found wherever a format keeps it, and a block that is broken costs no other."""

from __future__ import annotations

import datetime as dt
import io
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

from photosearch.decode.metadata import gif_packet
from photosearch.decode.metadata.box_blocks import of_jpeg_2000
from photosearch.decode.metadata.raw_blocks import blocks_of_raw
from photosearch.decode.metadata.reading import read_told
from photosearch.decode.metadata.xml_tree import XML_BYTES
from photosearch.decode.pillow_image import DecodeLimits
from photosearch.decode.reader import open_image
from photosearch.types.files import FileStamp
from photosearch.types.metadata import DateSource, FileMetadata, Origin, Told, UnreadReason
from tests import hostile_xml, pictures, told

PACKET = told.packet("<dc:title>猫</dc:title>", 'xmp:Rating="4"')
GUID = "0123456789ABCDEF0123456789ABCDEF"


@pytest.mark.parametrize("format_name", ["JPEG", "WEBP", "PNG", "TIFF", "HEIF", "AVIF"])
def test_xmp_is_found_in_every_format(format_name: str) -> None:
    options: dict[str, object] = {"xmp": PACKET}
    if format_name == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", PACKET.decode())
        options = {"pnginfo": texts}
    if format_name == "TIFF":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[700] = PACKET
        options = {"tiffinfo": tags}
    found = told.of(pictures.encoded(pictures.photo(), format_name, **options))
    assert (found.title, found.rating) == (Told("猫", Origin.XMP), Told(4.0, Origin.XMP))


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "WEBP", "TIFF", "HEIF"])
def test_the_way_up_is_what_the_file_says(format_name: str) -> None:
    assert told.of(pictures.oriented(pictures.corners(), 6, format_name)).orientation == 6


def test_xmp_behind_the_pictures_of_a_gif_is_found() -> None:
    plain = pictures.encoded(pictures.photo(), "GIF")
    trailer = bytes((1, *range(255, -1, -1), 0))
    extension = b"\x21\xff\x0bXMP DataXMP" + PACKET + trailer
    for data in (plain[:-1] + extension + b"\x3b", plain[:13] + plain[13:-1] + extension):
        assert told.of(data).title == Told("猫", Origin.XMP)


@given(st.binary(max_size=80), st.integers(13, 60))
def test_no_bytes_in_a_gif_upset_it(rubbish: bytes, at: int) -> None:
    data = pictures.encoded(Image.new("P", (4, 4)), "GIF")
    assert gif_packet.packet_in(io.BytesIO(data[:at] + rubbish + data[at:])) == b""
    gif_packet.packet_in(io.BytesIO(rubbish))


def test_a_name_that_photoshop_mangled_is_known() -> None:
    mangled = (1, b"XMP\0://ns.adobe.com/xap/1.0/\0" + PACKET)
    assert told.of(told.jpeg(mangled)).title == Told("猫", Origin.XMP)


@pytest.mark.parametrize("rest", [b"", b"\0", b"\0\0", b"\x04\x04\xff", b"\x04\x04\0\0\xff\xff"])
def test_damaged_resources_do_not_cost_the_picture(rest: bytes) -> None:
    exif = pictures.exif_bytes({ExifTags.Base.Model: "X100"})
    data = told.jpeg(told.photoshop_segment(b"8BIM" + rest), told.xmp_segment(PACKET), exif=exif)
    opened = open_image(io.BytesIO(data), DecodeLimits())
    assert opened.load(short_px=None, long_px=None).size == (96, 64)
    assert opened.shown_share is None
    assert (told.of(data).title, told.of(data).camera) == (Told("猫", Origin.XMP), Told("X100", Origin.EXIF))


def test_xmp_goes_on_in_further_segments() -> None:
    main = told.packet("", f'xmp:Rating="4" xmpNote:HasExtendedXMP="{GUID}"')
    words = "".join(f"<rdf:li>word {number}</rdf:li>" for number in range(300))
    more = told.packet(f"<dc:title>猫</dc:title><dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>", 'xmp:Rating="1"')
    segments = list(told.extended_segments(GUID, more, part_bytes=1000))
    for order in (segments, segments[::-1]):
        found = told.of(told.jpeg(told.xmp_segment(main), *order))
        assert (found.title, found.rating, len(found.keywords)) == (Told("猫", Origin.XMP), Told(4.0, Origin.XMP), 300)
    lacking = told.of(told.jpeg(told.xmp_segment(main), *segments[1:]))
    assert (lacking.title, lacking.rating) == (None, Told(4.0, Origin.XMP))
    of_another = told.of(told.jpeg(told.xmp_segment(main), *told.extended_segments(GUID[::-1], more)))
    assert of_another.title is None


def test_iptc_is_found_in_a_tiff() -> None:
    records = told.data_set(2, 5, "猫".encode())
    for tag, value in ((33723, records), (34377, told.resource(0x0404, records))):
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[tag] = value
        tags.tagtype[tag] = 7
        assert told.of(pictures.encoded(pictures.photo(), "TIFF", tiffinfo=tags)).title == Told("猫", Origin.IPTC)


def test_a_pngs_texts_are_read() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Title", "猫".encode().decode("latin-1"))
    texts.add_text("Description", "ein schöner Tag")
    texts.add_text("Creation Time", "Sat, 03 Aug 2019 19:12:00 +0800")
    texts.add_itxt("Author", "作者")
    found = told.of(pictures.encoded(pictures.photo(), "PNG", pnginfo=texts))
    assert (found.title, found.caption) == (Told("猫", Origin.PNG_TEXT), Told("ein schöner Tag", Origin.PNG_TEXT))
    assert found.creator == Told("作者", Origin.PNG_TEXT)
    assert found.date is not None
    assert (found.date.at, found.date.source) == (dt.datetime(2019, 8, 3, 19, 12), DateSource.PNG_TEXT)


def test_iptc_that_imagemagick_put_into_a_png_is_read() -> None:
    resource = told.iptc_resource(told.data_set(2, 5, "猫".encode()))
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Raw profile type iptc", f"\niptc\n{len(resource):>8}\n{resource.hex()}\n", zip=True)
    assert told.of(pictures.encoded(pictures.photo(), "PNG", pnginfo=texts)).title == Told("猫", Origin.IPTC)


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def tiff(tag: int, text: bytes) -> bytes:
    entry = struct.pack("<HHII", tag, 2, len(text), 26)
    return b"II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + text


def test_canons_boxes_are_read() -> None:
    uuid = bytes.fromhex("85c0b687820f11e08111f4ce462b6a48")
    inside = box(b"CMT1", tiff(272, b"Canon EOS R5\0")) + box(b"CMT2", tiff(36867, b"2020:01:02 03:04:05\0"))
    data = box(b"ftyp", b"crx ") + box(b"moov", box(b"uuid", uuid + inside))
    data += box(b"uuid", bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + PACKET)
    blocks = blocks_of_raw(data)
    assert blocks is not None
    found = read_told(blocks)
    assert (found.camera, found.rating) == (Told("Canon EOS R5", Origin.EXIF), Told(4.0, Origin.XMP))
    assert found.date is not None
    assert found.date.at == dt.datetime(2020, 1, 2, 3, 4, 5)


def test_a_jpeg_2000_has_boxes_too() -> None:
    plain = pictures.encoded(pictures.photo(), "JPEG2000")
    boxes = [
        (b"JpgTiffExif->JP2", tiff(272, b"X100\0")),
        (bytes.fromhex("be7acfcb97a942e89c71999491e3afac"), PACKET),
        (bytes.fromhex("33c7a4d2b81d4723a0baf1a3e097ad38"), told.data_set(2, 80, "作者".encode())),
    ]
    data = plain[:32] + b"".join(box(b"uuid", name + content) for name, content in boxes) + plain[32:]
    found = told.of(data)
    assert (found.camera, found.rating) == (Told("X100", Origin.EXIF), Told(4.0, Origin.XMP))
    assert found.creator == Told("作者", Origin.IPTC)


@given(st.binary(max_size=200))
def test_no_box_of_a_jpeg_2000_upsets_it(data: bytes) -> None:
    read_told(of_jpeg_2000(io.BytesIO(b"\0\0\0\x0cjP  \r\n\x87\n" + data)))
    read_told(of_jpeg_2000(io.BytesIO(data)))


def test_fujifilms_jpeg_is_read() -> None:
    jpeg = told.jpeg(told.xmp_segment(PACKET), exif=pictures.exif_bytes({ExifTags.Base.Model: "X100"}))
    head = b"FUJIFILMCCD-RAW ".ljust(84, b"\0") + struct.pack(">II", 100, len(jpeg))
    blocks = blocks_of_raw(head.ljust(100, b"\0") + jpeg)
    assert blocks is not None
    assert (read_told(blocks).camera, read_told(blocks).rating) == (Told("X100", Origin.EXIF), Told(4.0, Origin.XMP))
    assert blocks_of_raw(head) is None


@given(st.binary(max_size=200))
def test_no_bytes_of_a_raw_file_upset_it(data: bytes) -> None:
    for head in (b"\0\0\0\x0cftypcrx ", b"FUJIFILMCCD-RAW ", b"II*\0\x08\0\0\0", b""):
        blocks = blocks_of_raw(head + data)
        if blocks is not None:
            read_told(blocks)


def test_one_broken_block_costs_no_other() -> None:
    exif = pictures.exif_bytes({ExifTags.Base.Model: "X100"})
    found = told.of(
        told.jpeg(
            told.xmp_segment(hostile_xml.billion_laughs()),
            told.photoshop_segment(told.iptc_resource(told.data_set(2, 5, b"title"))),
            exif=exif,
        )
    )
    assert (found.camera, found.title) == (Told("X100", Origin.EXIF), Told("title", Origin.IPTC))
    assert found.unread == ((Origin.XMP, UnreadReason.FORBIDDEN),)


@pytest.mark.parametrize("kept", ["TIFF", "GIF", "extension"])
def test_a_packet_that_is_too_large_is_said_to_be(kept: str) -> None:
    large = told.packet("<dc:title>" + "x" * XML_BYTES + "</dc:title>")
    if kept == "TIFF":
        tags = TiffImagePlugin.ImageFileDirectory_v2()
        tags[700] = large
        data = pictures.encoded(pictures.photo(), "TIFF", tiffinfo=tags)
    elif kept == "GIF":
        plain = pictures.encoded(pictures.photo(), "GIF")
        data = plain[:-1] + b"\x21\xff\x0bXMP DataXMP" + large + bytes((1, *range(255, -1, -1), 0)) + plain[-1:]
    else:
        main = told.packet("", f'xmpNote:HasExtendedXMP="{GUID}"')
        data = told.jpeg(told.xmp_segment(main), *told.extended_segments(GUID, large))
    assert told.of(data).unread == ((Origin.XMP, UnreadReason.TOO_LARGE),)


def test_an_extension_that_is_not_all_there_is_said_to_be_damaged() -> None:
    main = told.packet("", f'xmpNote:HasExtendedXMP="{GUID}" xmp:Rating="4"')
    segments = list(told.extended_segments(GUID, PACKET, part_bytes=100))
    found = told.of(told.jpeg(told.xmp_segment(main), *segments[:1], *segments[2:]))
    assert found.unread == ((Origin.XMP, UnreadReason.DAMAGED),)
    assert found.rating == Told(4.0, Origin.XMP)


def test_the_files_time_is_by_this_machines_clock_and_comes_last(tmp_path: Path) -> None:
    stamp = FileStamp(1, 1_565_000_000_000_000_000)
    found = told.of(told.jpeg(), tmp_path / "cat.jpg", stamp).date
    assert found is not None
    assert (found.at, found.source) == (dt.datetime.fromtimestamp(1_565_000_000), DateSource.FILE_TIME)
    named = told.of(told.jpeg(), tmp_path / "IMG_20190803_191200.jpg", stamp).date
    assert named is not None
    assert (named.at, named.source, named.is_certain) == (dt.datetime(2019, 8, 3, 19, 12), DateSource.NAME, False)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=400), st.sampled_from(["xmp", "photoshop", "extended"]))
def test_no_segment_upsets_it(data: bytes, kind: str) -> None:
    segment = {
        "xmp": told.xmp_segment(data),
        "photoshop": told.photoshop_segment(b"8BIM" + data),
        "extended": (1, b"http://ns.adobe.com/xmp/extension/\0" + data),
    }[kind]
    assert isinstance(told.of(told.jpeg(told.xmp_segment(PACKET), segment)), FileMetadata)
