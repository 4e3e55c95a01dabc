"""What EXIF says beyond date, place and camera, and text that is not the ASCII it ought to be."""

from __future__ import annotations

import math
import struct

import pytest
from PIL.TiffImagePlugin import IFDRational

from photosearch.types.metadata import Exposure, FileMetadata, Keyword, Origin, Told
from tests import pictures, told


def known(
    tags: dict[int, object] | None = None,
    *,
    camera: dict[int, object] | None = None,
    place: dict[int, object] | None = None,
) -> FileMetadata:
    return told.of(told.jpeg(exif=pictures.exif_bytes(tags or {}, camera=camera or {}, place=place or {})))


def with_ascii(tag: int, value: bytes) -> FileMetadata:
    """A picture whose main directory holds these bytes as "ASCII", which Pillow would not write."""
    entry = struct.pack("<HHII", tag, 2, len(value), 26)
    block = b"II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + value
    return told.of(pictures.jpeg_with_exif(pictures.photo(), block))


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_cameras_and_captions_are_in_the_words_they_were_written_in(encoding: str) -> None:
    camera = with_ascii(272, "小米手机 14".encode(encoding) + b"\0").camera
    caption = with_ascii(270, "长城上的日出，很冷".encode(encoding)).caption
    assert camera == Told("小米手机 14", Origin.EXIF)
    assert caption == Told("长城上的日出，很冷", Origin.EXIF)


def test_western_letters_are_no_chinese() -> None:
    assert with_ascii(315, "Jürgen Müßig".encode("latin-1")).creator == Told("Jürgen Müßig", Origin.EXIF)


def test_windows_tags_are_utf_16() -> None:
    def windows(text: str) -> bytes:
        return (text + "\0").encode("utf-16-le")

    found = known(
        {40091: windows("标题"), 40092: windows("说明 😀"), 40093: windows("作者"), 40094: windows("猫; 狗;;鸟")}
    )
    assert found.title == Told("标题", Origin.EXIF)
    assert found.caption == Told("说明 😀", Origin.EXIF)
    assert found.creator == Told("作者", Origin.EXIF)
    assert found.keywords == tuple(Keyword((word,), Origin.EXIF) for word in ("猫", "狗", "鸟"))


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        (b"ASCII\0\0\0a walk\0\0\0", "a walk"),
        (b"UNICODE\0" + "散步 park".encode("utf-16-le"), "散步 park"),
        (b"UNICODE\0" + "散步 park".encode("utf-16-be"), "散步 park"),
        (b"UNICODE\0" + "今天去公园散步".encode("utf-16-le"), "今天去公园散步"),
        (b"UNICODE\0" + "今天去公园散步".encode("utf-16-be"), "今天去公园散步"),
        (b"UNICODE\0" + "testing\u2054comments".encode("utf-16-be"), "testing\u2054comments"),
        (b"UNICODE\0" + "testing\u2054comments".encode("utf-16-le"), "testing\u2054comments"),
        (b"UNICODE\0" + "散步".encode(), "散步"),
        (b"Unicode\0" + bytes(40), None),
        (b"JIS\0\0\0\0\0" + "散歩".encode("iso2022_jp"), "散歩"),
        (b"\0" * 8 + "散步".encode("gbk"), "散步"),
        (b"no prefix at all", "no prefix at all"),
        (b"ASCII\0\0\0" + b" " * 60, None),
        (b"", None),
    ],
)
def test_a_comment_is_read_by_its_prefix(comment: bytes, text: str | None) -> None:
    caption = known(camera={37510: comment}).caption
    assert (None if caption is None else caption.value) == text


@pytest.mark.parametrize(
    "text",
    ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "DCIM\\100MEDIA\\DJI_0001.JPG", "Exif_JPEG_PICTURE", "untitled"],
)
def test_what_cameras_write_by_themselves_is_no_caption(text: str) -> None:
    assert known({270: text}).caption is None
    assert known({270: text}, camera={37510: b"ASCII\0\0\0true words"}).caption == Told("true words", Origin.EXIF)


def test_the_exposure_is_read() -> None:
    found = known(camera={33437: 2.8, 33434: 0.004, 34855: 400, 37386: 50.0, 41989: 75})
    assert found.exposure is not None
    assert found.exposure.origin is Origin.EXIF
    value = found.exposure.value
    assert (value.f_number, value.time_s) == pytest.approx((2.8, 0.004))
    assert (value.iso, value.focal_length_mm, value.focal_length_35mm) == (400, 50.0, 75)


def test_apex_values_stand_in_and_zeros_are_nothing() -> None:
    found = known(camera={37378: 4.0, 37377: 8.0, 34855: 65535, 34866: 102400, 37386: 0.0})
    assert found.exposure == Told(Exposure(4.0, 1 / 256, 102400, None), Origin.EXIF)
    assert known(camera={33437: IFDRational(0, 0), 33434: 0.0}).exposure is None


@pytest.mark.parametrize(("distance", "metres"), [(2.5, 2.5), (IFDRational(0xFFFFFFFF, 1), math.inf), (0.0, None)])
def test_the_distance_of_the_subject(distance: object, metres: float | None) -> None:
    found = known(camera={37382: distance}).subject_distance_m
    assert (None if found is None else found.value) == metres


def test_rights_software_and_colours() -> None:
    found = known({33432: "Ann\0Ben", 305: "HDR+ 1.0"}, camera={40961: 1})
    assert found.copyright == Told("Ann", Origin.EXIF)
    assert known({33432: " \0Ben"}).copyright == Told("Ben", Origin.EXIF)
    assert (found.software, found.colour_space) == (Told("HDR+ 1.0", Origin.EXIF), Told("sRGB", Origin.EXIF))
    assert known(camera={40961: 65535}).colour_space == Told("Uncalibrated", Origin.EXIF)
    assert known(camera={40961: 65535, 40965: {1: "R03"}}).colour_space == Told("Adobe RGB", Origin.EXIF)


@pytest.mark.parametrize(
    ("tags", "stars"),
    [({0x4746: 4}, 4.0), ({0x4749: 75}, 4.0), ({0x4746: 0, 0x4749: 99}, 5.0), ({0x4746: 0}, 0.0), ({}, None)],
)
def test_stars_and_percentages(tags: dict[int, object], stars: float | None) -> None:
    rating = known(tags).rating
    assert (None if rating is None else rating.value) == stars


def test_height_and_direction_come_with_the_place() -> None:
    place: dict[int, object] = {1: "N", 2: (10.0, 0.0, 0.0), 3: "W", 4: (20.0, 30.0, 0.0), 5: b"\1", 6: 12.5, 17: 360.0}
    position = known(place=place).position
    assert position is not None
    assert (position.latitude_deg, position.longitude_deg) == (10.0, -20.5)
    assert (position.altitude_m, position.direction_deg, position.origin) == (-12.5, 0.0, Origin.EXIF)


def test_coordinates_in_words_of_a_decimal_comma_are_read() -> None:
    place: dict[int, object] = {1: "N", 2: "52,00000,50,00000,34,01180", 3: "E", 4: "11,00000,10,00000,58,28360"}
    gps = b"".join(
        struct.pack("<HHI", tag, 2, len(text) + 1)
        + (text.encode().ljust(4, b"\0") if len(text) < 4 else struct.pack("<I", at))
        for (tag, text), at in zip(((tag, str(text)) for tag, text in place.items()), (0, 100, 0, 140), strict=True)
    )
    block = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 34853, 4, 1, 26) + bytes(4)
    block = (block + struct.pack("<H", 4) + gps + bytes(4)).ljust(100, b"\0") + str(place[2]).encode().ljust(40, b"\0")
    position = told.of(pictures.jpeg_with_exif(pictures.photo(), block + str(place[4]).encode() + b"\0")).position
    assert position is not None
    assert (position.latitude_deg, position.longitude_deg) == pytest.approx((52.842781, 11.182857))


def apple_note(entries: list[tuple[int, bytes]]) -> bytes:
    """An Apple note with these texts."""
    head = b"Apple iOS\0\0\1MM" + struct.pack(">H", len(entries))
    at = len(head) + 12 * len(entries) + 4
    table = tail = b""
    for tag, text in entries:
        table += struct.pack(">HHII", tag, 2, len(text), at + len(tail))
        tail += text
    return head + table + bytes(4) + tail


def test_apples_names_for_pictures_that_belong_together() -> None:
    note = apple_note([(0x0B, b"burst-0001\0"), (0x11, b"8F3A-LIVE\0")])
    found = known(camera={37500: note})
    assert found.content_identifier == Told("8F3A-LIVE", Origin.MAKER_NOTE)
    assert found.burst_id == Told("burst-0001", Origin.MAKER_NOTE)
    for cut in range(len(note)):
        known(camera={37500: note[:cut] or b"x"})
    assert known(camera={37500: b"Nikon\0" + note}).content_identifier is None


@pytest.mark.parametrize(("letter", "latitude_deg"), [("S", -46.5), (None, -46.5), ("N", -46.5)])
def test_signed_numbers_are_as_south_as_their_letter(letter: str | None, latitude_deg: float) -> None:
    """Some programs write a sign as well, though the standard has a letter for it."""
    numbers = struct.pack("<6i", -46, 1, 30, 1, 0, 1) + struct.pack("<6i", 20, 1, 0, 1, 0, 1)
    entries = [] if letter is None else [(1, 2, 2, ord(letter))]
    at = 26 + 2 + 12 * (len(entries) + 2) + 4
    entries += [(2, 10, 3, at), (4, 10, 3, at + 24)]
    gps = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries) + bytes(4)
    block = b"II*\0" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 34853, 4, 1, 26) + bytes(4) + gps + numbers
    position = told.of(pictures.jpeg_with_exif(pictures.photo(), block)).position
    assert position is not None
    assert (position.latitude_deg, position.longitude_deg) == (latitude_deg, 20.0)
