"""How the parts that recognisers name become chips, and what is left of the sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.understanding.asking_words import without_asking
from photosearch.search.understanding.rest import rest_of
from photosearch.search.understanding.sentence import Known, Recogniser, Sentence
from photosearch.search.understanding.understand import understand
from photosearch.types.typed_words import parse_typed, says_something
from photosearch.types.understood import Chip, ChipKind, DayRange, Days, Understood, WithCamera

KNOWN = Known(dt.date(2026, 11, 29))
YEAR = Days((DayRange(dt.date(2019, 1, 1), dt.date(2019, 12, 31)),))


def recogniser(pattern: str, kind: ChipKind = ChipKind.DATE) -> Recogniser:
    """Names what ``pattern`` finds; its first group is what says it, the whole its place."""

    def recognise(sentence: Sentence, known: Known) -> Iterator[Chip]:
        del known
        for match in re.finditer(pattern, sentence.text):
            yield Chip(kind, sentence.typed[match.start(1) : match.end(1)], YEAR, match.start(), match.end())

    return recognise


def of(sentence: str, *patterns: str, plain: tuple[str, ...] = ()) -> Understood:
    return understand(sentence, KNOWN, plain=plain, recognisers=tuple(map(recogniser, patterns)))


@pytest.mark.parametrize(
    ("sentence", "pattern", "words"),
    [
        ("去年在海边看日落的照片", "(去年)", "在海边看日落"),
        ("2019年的照片", "(2019年)", ""),
        ("帮我找2019年拍的照片", "(2019年)", ""),
        ("photos of cats from 2019", r"from (2019)", "cats"),
        ("photos taken in 2019", r"in (2019)", ""),
        ("2019 cats", "(2019)", "cats"),
        ("2019", "(2019)", ""),
        ("cats", "(2019)", "cats"),
    ],
)
def test_what_is_left_is_what_is_to_be_seen(sentence: str, pattern: str, words: str) -> None:
    assert of(sentence, pattern).words == words


@pytest.mark.parametrize(
    "sentence",
    ["2019 and 2020", "2019和2020", "2019 or 2020 photos", "2019或者2020的照片", "2019, 2020", "2019 到 2020"],
)
def test_what_only_joins_two_chips_is_not_left(sentence: str) -> None:
    found = of(sentence, "(2019)", "(2020)")
    assert [chip.text for chip in found.chips] == ["2019", "2020"]
    assert found.words == ""


@pytest.mark.parametrize("sentence", ["2019 cats and dogs 2020", "2019 猫和狗 2020"])
def test_what_joins_other_words_is_left(sentence: str) -> None:
    assert of(sentence, "(2019)", "(2020)").words == sentence[5:-5]


@pytest.mark.parametrize("sentence", ['"2019" poster', "《2019的春天》", "“2019”招牌", "「2019」", '"cats 2019"'])
def test_what_is_quoted_is_a_name(sentence: str) -> None:
    assert of(sentence, "(2019)") == Understood((), sentence)


def test_quotation_marks_that_belong_to_a_chip_do_not_hide_it() -> None:
    assert [chip.text for chip in of('in the "Trip" folder', '(in the "Trip" folder)').chips] == [
        'in the "Trip" folder'
    ]


def test_a_text_that_was_pasted_is_no_wish_but_what_it_does_not_want_is_heard() -> None:
    text = "cats " * 100 + "2019 -dog"
    found = of(text, "(2019)")
    assert [(chip.kind, chip.text) for chip in found.chips] == [(ChipKind.NOT, "dog")]
    assert found.words == text.removesuffix(" -dog")


@pytest.mark.parametrize(
    "sentence", ["2019以外的猫", "2019之外的猫", "cats other than 2019", "cats apart from 2019", "cats not in 2019"]
)
def test_what_is_not_wanted_is_not_asked_for(sentence: str) -> None:
    assert not [chip for chip in of(sentence, "(2019)").chips if chip.kind is not ChipKind.NOT]


def test_the_longest_part_is_taken() -> None:
    found = of("summer 2019 in Paris", "(2019)", "(summer 2019)", "(summer)")
    assert [chip.text for chip in found.chips] == ["summer 2019"]
    assert found.words == "in Paris"


def test_of_two_as_long_the_first_recogniser_is_believed() -> None:
    recognisers = (recogniser("(canon)", ChipKind.CAMERA), recogniser("(canon)"))
    assert [chip.kind for chip in understand("canon", KNOWN, recognisers=recognisers).chips] == [ChipKind.CAMERA]


def test_a_chip_that_was_taken_away_stays_words() -> None:
    assert of("2019 cats", "(2019)", plain=("2019",)) == Understood((), "2019 cats")


def test_what_is_not_wanted_is_a_chip_behind_the_others() -> None:
    found = of("beach without people 2019", "(2019)")
    assert [(chip.kind, chip.text) for chip in found.chips] == [(ChipKind.DATE, "2019"), (ChipKind.NOT, "people")]
    assert found.words == "beach"


def test_traditional_characters_are_read_and_shown_as_typed() -> None:
    found = of("聖誕節的貓", "(圣诞节)")
    assert [chip.text for chip in found.chips] == ["聖誕節"]
    assert found.words == "貓"


@pytest.mark.parametrize(
    "sentence", ["除了2019年的猫", "cats not in 2019", "no 2019 cats", "不要2019年的猫", "cats -2019年"]
)
def test_what_is_denied_is_no_chip(sentence: str) -> None:
    assert all(chip.kind is ChipKind.NOT for chip in of(sentence, "(2019年?)").chips)


@given(st.text(max_size=30))
def test_without_chips_only_what_asks_is_lost(text: str) -> None:
    found, typed = understand(text, KNOWN, recognisers=()), parse_typed(Sentence.of(text).typed)
    assert tuple(chip.text for chip in found.chips) == typed.not_texts
    assert found.words in typed.text
    assert says_something(found.words) or not says_something(typed.text)


@given(
    st.lists(
        st.sampled_from(
            [
                "帮我",
                "找",
                "看",
                "日落",
                "的",
                "照片",
                "时候",
                "拍",
                "那张",
                "show",
                "me",
                "the",
                "photos",
                "of",
                "cats",
                "we",
                "took",
                "at",
            ]
        ),
        max_size=9,
    )
)
def test_what_is_left_is_left_as_it_is(parts: list[str]) -> None:
    left = without_asking(" ".join(parts))
    assert without_asking(left) == left


@given(st.text(st.sampled_from("年 海去照片的ab ,，2019"), max_size=24), st.data())
def test_what_is_left_stands_in_the_sentence_in_its_order(text: str, data: st.DataObject) -> None:
    sentence = Sentence.of(text)
    assert len(sentence.typed) == len(sentence.text)
    start = data.draw(st.integers(0, len(sentence.text)))
    end = data.draw(st.integers(start, len(sentence.text)))
    rest = rest_of(sentence, (Chip(ChipKind.CAMERA, sentence.typed[start:end], WithCamera(("x",)), start, end),))
    typed = iter(sentence.typed)
    left = rest.text.replace(" ", "")
    assert all(character in typed for character in left), "something was made up, or came out of its order"
