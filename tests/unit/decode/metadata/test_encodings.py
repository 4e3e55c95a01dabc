"""Text is read as what it is, and what went wrong before is undone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.decode.metadata.encodings import decoded, mended, one_line, paragraphs

COMMON_HANZI = st.text(
    st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动"),
    min_size=2,
    max_size=12,
)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("小米 14".encode(), "小米 14"),
        ("小米 14".encode("gbk"), "小米 14"),
        ("华为 P60，夜景".encode("gb18030"), "华为 P60，夜景"),
        ("Müller & Söhne, Zürich".encode("latin-1"), "Müller & Söhne, Zürich"),
        ("Café “Zoé” – 20 €".encode("cp1252"), "Café “Zoé” – 20 €"),
        ("±20°C".encode("latin-1"), "±20°C"),
        ("小米 14".encode().decode("latin-1").encode(), "小米 14"),  # decoded wrongly and encoded again
        (b"\xef\xbb\xbfCanon", "Canon"),
        ("长城上的照片".encode("gbk")[:-1], "长城上的照\ufffd"),
        (b"", ""),
    ],
)
def test_each_encoding_is_told_from_the_others(data: bytes, text: str) -> None:
    assert decoded(data) == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_is_utf_8_and_was_never_broken_stays(text: str) -> None:
    is_broken = mended(text) != text
    assert decoded(text.encode()) == (mended(text) if is_broken else text.removeprefix("\ufeff"))


def is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@given(COMMON_HANZI)
def test_chinese_in_gbk_and_chinese_read_as_western_come_back(text: str) -> None:
    if not is_utf_8(text.encode("gbk")):  # 一 by itself is, as a letter of Bashkir
        assert decoded(text.encode("gbk")) == text
    assert mended(text.encode().decode("latin-1")) == text


@given(st.binary(max_size=60))
def test_no_bytes_upset_it(data: bytes) -> None:
    assert "\0" not in (one_line(decoded(data)) or "")
    assert all(line == line.strip() for line in (paragraphs(decoded(data)) or "").splitlines())


def test_lines_are_kept_where_they_mean_something_and_nowhere_else() -> None:
    assert one_line(" two\n lines\t\x07 ") == "two lines"
    assert paragraphs("two\r\n\tlines \n\0rest") == "two\nlines"
    assert one_line("x" * 500) == "x" * 120
