"""Dates in names as cameras, phones and messengers give them, and numbers that are none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.dates import WrittenDate
from photosearch.decode.metadata.file_names import date_in
from photosearch.types.metadata import DatePrecision

EVENING = dt.datetime(2019, 8, 3, 19, 12, 0)
DAY = WrittenDate(dt.datetime(2019, 8, 3), precision=DatePrecision.DAY)
MOMENTS = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0))


@pytest.mark.parametrize(
    "name",
    [
        "IMG_20190803_191200.jpg",
        "IMG_20190803_191200_1.jpg",
        "IMG20190803191200.jpg",
        "VID_20190803_191200.mp4",
        "MVIMG_20190803_191200.jpg",
        "PANO_20190803_191200.vr.jpg",
        "00000IMG_00000_BURST20190803191200_COVER.jpg",
        "Screenshot_20190803-191200_Chrome.png",
        "Screenshot_2019-08-03-19-12-00.png",
        "Screenshot_2019-08-03-19-12-00-000_com.tencent.mm.jpg",
        "Screenshot 2019-08-03 at 19.12.00.png",
        "Screenshot 2019-08-03 191200.png",
        "Screen Shot 2019-08-03 at 7.12.00 PM.png",
        "Screen Shot 2019-08-03 at 7.12.00\u202fPM.png",
        "截屏2019-08-03 19.12.00.png",
        "截屏2019-08-03 下午7.12.00.png",
        "屏幕截图 2019-08-03 191200.png",
        "WX20190803-191200@2x.png",
        "微信图片_20190803191200.jpg",
        "微信截图_20190803191200.png",
        "WeChat Image_20190803191200.jpg",
        "QQ图片20190803191200.jpg",
        "QQ截图20190803191200.png",
        "TIM图片20190803191200.png",
        "WhatsApp Image 2019-08-03 at 19.12.00.jpeg",
        "WhatsApp Image 2019-08-03 at 7.12.00 PM (1).jpeg",
        "signal-2019-08-03-191200.jpeg",
        "signal-2019-08-03-19-12-00-000.jpg",
        "photo_2019-08-03_19-12-00.jpg",
        "2019-08-03 19.12.00.jpg",
        "2019-08-03 19.12.00-2.jpg",
        "2019-08-03_19-12-00.heic",
        "20190803_191200.jpg",
        "20190803_191200(0).jpg",
        "20190803-191200-Paris.jpg",
        "20190803T191200.jpg",
        "20190803191200.jpg",
        "WP_20190803_19_12_00_Pro.jpg",
        "WIN_20190803_19_12_00_Pro.jpg",
        "DJI_20190803191200_0001_D.JPG",
        "C360_2019-08-03-19-12-00-000.jpg",
        "InShot_20190803_191200000.jpg",
        "2019年8月3日 19时12分00秒.jpg",
        "2019年08月03日191200.jpg",
        "IMG_20190803_191200",
    ],
)
def test_a_moment_in_a_name_is_found(name: str) -> None:
    assert date_in(name) == WrittenDate(EVENING)


@pytest.mark.parametrize(
    "name",
    [
        "IMG-20190803-WA0001.jpg",
        "VID-20190803-WA0001.mp4",
        "20190803.jpg",
        "DSC_20190803_0001.jpg",
        "2019-08-03 Paris 12.jpg",
        "2019_08_03 party.jpg",
        "Scan 2019.08.03.tif",
        "2019年8月3日 长城.jpg",
        "IMG_20190803_998877.jpg",
    ],
)
def test_a_day_in_a_name_is_a_day(name: str) -> None:
    assert date_in(name) == DAY


@pytest.mark.parametrize(
    "name",
    ["mmexport1564859520000.jpg", "FB_IMG_1564859520000.jpg", "1564859520000.jpg", "wx_camera_1564859520000.jpg"],
)
def test_milliseconds_since_1970_are_an_instant(name: str) -> None:
    assert date_in(name) == WrittenDate(EVENING, is_instant=True)


def test_googles_cameras_write_utc() -> None:
    expected = WrittenDate(dt.datetime(2023, 7, 4, 12, 0, 0, 123_000), is_instant=True)
    assert date_in("PXL_20230704_120000123.MP.jpg") == expected


def test_a_scan_may_be_older_than_cameras_with_clocks() -> None:
    assert date_in("1957-06-01 grandmother.jpg") == WrittenDate(dt.datetime(1957, 6, 1), precision=DatePrecision.DAY)
    assert date_in("19570601.jpg") is None


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1234.jpg",
        "DSC00017.JPG",
        "DSCF2001.JPG",
        "Snapchat-1234567890.jpg",
        "received_10156412345678901.jpeg",
        "c0ffee20190803191200deadbeef0123.jpg",
        "550e8400-e29b-41d4-a716-446655440000.jpg",
        "20190803-e29b-41d4-a716-446655440000.jpg",
        "IMG_20191303_191200.jpg",
        "2019-02-30.jpg",
        "12345678.jpg",
        "98765432109876543210.jpg",
        "photo 1920x1080.png",
        "2019.jpg",
        "猫.jpg",
        ".jpg",
        "",
    ],
)
def test_other_numbers_are_no_dates(name: str) -> None:
    assert date_in(name) is None


@given(
    MOMENTS,
    st.sampled_from(
        [
            "IMG_%Y%m%d_%H%M%S.jpg",
            "Screenshot_%Y-%m-%d-%H-%M-%S.png",
            "%Y-%m-%d %H.%M.%S.jpg",
            "微信图片_%Y%m%d%H%M%S.jpg",
            "WhatsApp Image %Y-%m-%d at %I.%M.%S %p.jpeg",
            "signal-%Y-%m-%d-%H%M%S.jpg",
            "%Y年%m月%d日%H时%M分%S秒.jpg",
        ]
    ),
)
def test_every_moment_comes_back_from_every_pattern(at: dt.datetime, pattern: str) -> None:
    assert date_in(at.strftime(pattern)) == WrittenDate(at)


@given(st.text(max_size=80) | st.from_regex(r"[A-Z_]{0,5}[0-9_\-. ]{1,30}\.jpg", fullmatch=True))
def test_no_name_upsets_it(name: str) -> None:
    found = date_in(name)
    assert found is None or 1800 <= found.at.year <= 2099
