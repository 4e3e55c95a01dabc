"""Files beside a photo tell of it: XMP sidecars and what Google Takeout writes."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata import takeout
from photosearch.decode.metadata.sidecars import names_beside
from photosearch.decode.metadata.xml_tree import XML_BYTES
from photosearch.types.metadata import DateSource, FileMetadata, Keyword, Origin, Position, Told, UnreadReason
from tests import hostile_xml, pictures, told

EVENING_S = int(dt.datetime(2019, 8, 3, 19, 12, tzinfo=dt.UTC).timestamp())


def archive(**fields: object) -> bytes:
    """What Takeout writes about a photo."""
    return json.dumps(
        {
            "title": "IMG_1.jpg",
            "description": "",
            "photoTakenTime": {"timestamp": str(EVENING_S), "formatted": "3 Aug 2019, 19:12:00 UTC"},
            "geoData": {"latitude": 0.0, "longitude": 0.0, "altitude": 0.0},
        }
        | fields
    ).encode()


def read(folder: Path, beside: dict[str, bytes], name: str = "IMG_1.jpg", **options: bytes) -> FileMetadata:
    for other, data in beside.items():
        (folder / other).write_bytes(data)
    return told.of(told.jpeg(**options), folder / name)


@pytest.mark.parametrize("name", ["IMG_1.jpg.xmp", "IMG_1.xmp", "IMG_1.jpg.XMP"])
def test_a_sidecar_is_read_and_known(tmp_path: Path, name: str) -> None:
    packet = told.packet("<dc:subject>猫</dc:subject>", 'xmp:Rating="5" exif:DateTimeOriginal="2001-02-03T04:05:06"')
    found = read(tmp_path, {name: packet})
    assert found.rating == Told(5.0, Origin.SIDECAR)
    assert found.keywords == (Keyword(("猫",), Origin.SIDECAR),)
    assert found.date is not None
    assert (found.date.at, found.date.source) == (dt.datetime(2001, 2, 3, 4, 5, 6), DateSource.SIDECAR_ORIGINAL)
    assert [sidecar.name for sidecar in found.sidecars] == [name]
    assert found.sidecars[0].stamp.size_bytes == len(packet)


def test_a_sidecar_goes_before_what_the_file_says(tmp_path: Path) -> None:
    exif = pictures.exif_bytes({0x4746: 2}, camera={36867: "2019:01:01 10:00:00"})
    found = read(
        tmp_path,
        {"IMG_1.xmp": told.packet("", 'xmp:Rating="4" exif:DateTimeOriginal="2019-01-01T11:00:00"')},
        exif=exif,
    )
    assert found.rating == Told(4.0, Origin.SIDECAR)
    assert found.date is not None
    assert found.date.at == dt.datetime(2019, 1, 1, 11)


def test_a_sidecar_of_another_file_of_the_same_stem_is_not_ours(tmp_path: Path) -> None:
    for extension, is_ours in (("NEF", False), ("jpg", True), ("JPG", True)):
        packet = told.packet("", f'xmp:Rating="5" photoshop:SidecarForExtension="{extension}"')
        found = read(tmp_path, {"IMG_1.xmp": packet})
        assert (found.rating is not None) == is_ours
        assert [sidecar.name for sidecar in found.sidecars] == ["IMG_1.xmp"]  # looked into all the same


def test_takeouts_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = {"latitude": 31.2, "longitude": 121.5, "altitude": 4.0}
    found = read(tmp_path, {"IMG_1.jpg.supplemental-metadata.json": archive(description="日落", geoData=place)})
    assert found.position == Position(31.2, 121.5, Origin.TAKEOUT, 4.0)
    assert found.caption == Told("日落", Origin.TAKEOUT)
    assert found.date is not None
    local = dt.datetime.fromtimestamp(EVENING_S)
    assert (found.date.at, found.date.source, found.date.is_certain) == (local, DateSource.TAKEOUT, True)


def test_no_place_of_takeouts_is_none_and_the_cameras_is_used(tmp_path: Path) -> None:
    beside = "IMG_1.jpg.json"
    assert read(tmp_path, {beside: archive()}).position is None
    of_the_camera = {"latitude": -33.5, "longitude": 151.0, "altitude": 0.0}
    assert read(tmp_path, {beside: archive(geoDataExif=of_the_camera)}).position == Position(
        -33.5, 151.0, Origin.TAKEOUT
    )


def test_the_cameras_clock_tells_the_zone_of_takeouts_instant(tmp_path: Path) -> None:
    found = read(tmp_path, {"IMG_20190804_031200.jpg.json": archive()}, "IMG_20190804_031200.jpg")
    assert found.date is not None
    assert (found.date.at, found.date.offset_min) == (dt.datetime(2019, 8, 4, 3, 12), 480)


@pytest.mark.parametrize(
    ("photo", "beside"),
    [
        ("IMG_1.jpg", "IMG_1.jpg.json"),
        ("IMG_1.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("IMG_1(2).jpg", "IMG_1.jpg(2).json"),
        ("IMG_1(2).jpg", "IMG_1.jpg.supplemental-metadata(2).json"),
        ("IMG_1-edited.jpg", "IMG_1.jpg.json"),
        ("IMG_1-已修改.jpg", "IMG_1.jpg.supplemental-metadata.json"),
        ("IMG_20190803_191200_BURST001.jpg", "IMG_20190803_191200_BURST001.jpg.supplemental-.json"),
        ("a_very_long_name_that_takeout_cuts_at_its_own_li.jpg", "a_very_long_name_that_takeout_cuts_at_its_own_.json"),
        ("20190803_191200.jpg", "20190803_191200.json"),
    ],
)
def test_takeouts_names_are_known(photo: str, beside: str) -> None:
    assert beside in names_beside(photo)


@given(st.text(min_size=1, max_size=300).filter(lambda name: not set(name) & set("/\0")))
def test_every_name_has_names_beside_it(name: str) -> None:
    beside = names_beside(name)
    assert len(set(beside)) == len(beside)
    assert all(other.lower().endswith((".xmp", ".json")) and "/" not in other for other in beside)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"title": "a web page"}',
        b'{"photoTakenTime": 5, "geoData": []}',
        b'{"photoTakenTime": {"timestamp": "9e99"}, "geoData": {"latitude": "x", "longitude": null}}',
        b'{"photoTakenTime": {"timestamp": "0"}}',
        b'{"photoTakenTime": {"timestamp": ' + b"9" * 5000 + b"}}",
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_json_that_says_nothing(data: bytes) -> None:
    statement = takeout.statement_of(data)
    assert statement is None or (not statement.dates and statement.position is None)


@given(
    st.recursive(
        st.none() | st.floats() | st.integers() | st.text(max_size=8),
        lambda inner: st.dictionaries(
            st.sampled_from(["timestamp", "latitude", "longitude", "altitude"]), inner, max_size=4
        ),
        max_leaves=8,
    )
)
def test_no_json_upsets_it(value: object) -> None:
    takeout.statement_of(json.dumps({"photoTakenTime": value, "geoData": value, "description": value}).encode())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (hostile_xml.billion_laughs(), UnreadReason.FORBIDDEN),
        (b"not XML", UnreadReason.DAMAGED),
        (b"<a>" + b" " * XML_BYTES, UnreadReason.TOO_LARGE),
    ],
    ids=["laughs", "no XML", "large"],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes, reason: UnreadReason) -> None:
    found = read(tmp_path, {"IMG_1.xmp": data})
    assert found.unread == ((Origin.SIDECAR, reason),)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "IMG_1.xmp")
    (tmp_path / "IMG_1.jpg.json").mkdir()
    assert read(tmp_path, {}).sidecars == ()
