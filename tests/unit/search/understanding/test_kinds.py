"""Phrases of kinds, traits and ways to ask, in both languages, and what merely sounds like one of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from photosearch.search.understanding.sentence import Known
from photosearch.search.understanding.understand import understand
from photosearch.types.understood import (
    AtPlace,
    Chip,
    Days,
    Favourite,
    InFolder,
    InFormat,
    Lacking,
    OfMedia,
    Rated,
    Upright,
    WithCamera,
    Without,
)

PHRASES = Path(__file__).parents[3] / "data" / "sentences"
KNOWN = Known(
    dt.date(2026, 11, 29),
    folders=tuple(map(Path, ("/photos", "/photos/旅行", "/photos/工作", "/photos/家人", "/photos/Wedding"))),
    cameras=("Apple iPhone 15 Pro", "Canon EOS R5", "SONY ILCE-7M3"),
)


def phrases(language: str) -> list[tuple[str, str, str]]:
    lines = (PHRASES / f"kinds_{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(sentence, chips, words) for sentence, chips, words in (line.split("\t") for line in lines)]


def told(chip: Chip) -> str:
    match chip.meaning:
        case OfMedia():
            value = chip.meaning.media.value
        case Upright():
            value = chip.meaning.orientation.value
        case InFormat():
            value = "+".join(sorted(chip.meaning.formats))
        case WithCamera():
            value = " ".join(chip.meaning.words)
        case Rated():
            value = f"{chip.meaning.least:g}-{chip.meaning.most:g}"
        case InFolder():
            value = "+".join(folder.name for folder in chip.meaning.folders)
        case AtPlace():
            value = chip.meaning.chosen[0].chinese
        case Days():
            value = "+".join(f"{days.first}..{days.last}" for days in chip.meaning.ranges)
        case Without():
            value = chip.meaning.text
        case Favourite():
            value = "yes"
        case Lacking():
            value = told(Chip(chip.meaning.kind, chip.text, chip.meaning.trait))
    return f"{chip.kind.value}={value}"


@pytest.mark.parametrize(("sentence", "chips", "words"), [*phrases("zh"), *phrases("en")])
def test_a_phrase_is_understood_as_it_is_meant(sentence: str, chips: str, words: str) -> None:
    found = understand(sentence, KNOWN)
    assert (";".join(map(told, found.chips)), found.words) == (chips, words)


def test_folders_of_one_name_are_all_meant() -> None:
    known = Known(KNOWN.today, folders=(Path("/a/旅行"), Path("/b/旅行")))
    (chip,) = understand("旅行文件夹里的猫", known).chips
    assert chip.meaning == InFolder(known.folders)


def test_a_camera_of_the_library_is_known_by_its_whole_name() -> None:
    known = Known(KNOWN.today, cameras=("Arashi Vision Insta360 X3",))
    assert [told(chip) for chip in understand("taken with the Insta360 X3", known).chips] == ["camera=insta360 x3"]
