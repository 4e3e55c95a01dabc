"""Traditional characters and full-width letters are read as the simplified and plain ones."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.folding import bundled_folding
from photosearch.resources import resource

FOLDING = bundled_folding()
WRITTEN = [*FOLDING.words, *map(chr, FOLDING.characters)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("貓", "猫"),
        ("紐約", "纽约"),
        ("滑雪場", "滑雪场"),
        ("臺灣 台灣", "台湾 台湾"),
        ("頭髮", "头发"),
        ("出發", "出发"),
        ("裏面 裡面", "里面 里面"),
        ("乾杯", "干杯"),
        ("皇后在後面", "皇后在后面"),
        ("隻 只 祗", "只 只 祗"),
        ("衞生 衛生 綫 線", "卫生 卫生 线 线"),
        ("抱著貓", "抱着猫"),
        ("ＣＡＴ　１２", "CAT 12"),
        ("ｶﾒﾗ", "カメラ"),
        ("豈", "岂"),
    ],
)
def test_what_is_written_otherwise_is_read_the_same(written: str, read: str) -> None:
    assert FOLDING.fold(written) == read


@pytest.mark.parametrize(
    "word",
    [
        "著名建筑",
        "原著",
        "乾隆",
        "乾坤",
        "哪吒",
        "皇后",
        "干杯",
        "里面",
        "拉坏的门",
        "打坏了",
        "头发",
        "a cat",
        "12",
        "日本の海",
    ],
)
def test_what_is_simplified_already_stays(word: str) -> None:
    assert FOLDING.fold(word) == word


@pytest.mark.parametrize(("written", "read"), [("乾隆後的乾糧", "乾隆后的干粮"), ("著名的穿著", "著名的穿着")])
def test_a_word_with_its_own_reading_stands_among_others(written: str, read: str) -> None:
    assert FOLDING.fold(written) == read


@given(st.lists(st.sampled_from(WRITTEN) | st.text(max_size=4), max_size=6).map("".join))
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = FOLDING.fold(text)
    assert FOLDING.fold(folded) == folded
    assert unicodedata.is_normalized("NFKC", folded)


@given(st.text(alphabet=st.sampled_from([*map(chr, FOLDING.characters), *"ab海边 "])))
def test_no_character_is_lost(text: str) -> None:
    assert len(FOLDING.fold(text)) == len(text)


def test_everything_searched_for_by_its_simplified_name_keeps_it() -> None:
    lines = resource("concepts", "everyday.tsv").read_text(encoding="utf-8").splitlines()
    chinese = [word for line in lines for word in line.split("\t")[0].split("|")]
    assert len(chinese) > 800
    assert [word for word in chinese if FOLDING.fold(word) != word] == []
