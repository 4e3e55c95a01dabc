"""English sentences that say what is not to be on the photo, and those that merely sound so."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.typed_words import parse_typed

UNWANTED = [
    ("beach with nobody", "beach", "people"),
    ("street with no one in it", "street", "people"),
    ("not a cat", "", "cat"),
    ("animals but not a dog", "animals", "dog"),
    ("an animal that is not a cat", "an animal", "cat"),
    ("people-free beach", "beach", "people"),
    ("no cat", "", "cat"),
    ("No Cats", "", "Cats"),
    ("no people", "", "people"),
    ("no text", "", "text"),
    ("no buildings", "", "buildings"),
    ("without people", "", "people"),
    ("dog without people", "dog", "people"),
    ("beach but no people", "beach", "people"),
    ("beach with no people", "beach", "people"),
    ("beach, no people", "beach", "people"),
    ("beach no people", "beach", "people"),
    ("street with no cars", "street", "cars"),
    ("street and no cars", "street", "cars"),
    ("dogs but no cats", "dogs", "cats"),
    ("flowers no leaves", "flowers", "leaves"),
    ("mountains no snow", "mountains", "snow"),
    ("sky with no clouds", "sky", "clouds"),
    ("cat with no collar", "cat", "collar"),
    ("a street that has no cars", "a street", "cars"),
    ("there are no people on the street", "on the street", "people"),
    ("there's no snow", "", "snow"),
    ("no people on the beach", "on the beach", "people"),
    ("no people, no cars", "", "people|cars"),
    ("no people no cars", "", "people|cars"),
    ("no dogs or cats", "", "dogs|cats"),
    ("no cat in the picture", "", "cat"),
    ("beach without people in the background", "beach", "people in the background"),
    ("a room without people in it", "a room", "people"),
    ("beach without people at sunset", "beach at sunset", "people"),
    ("beach without people or cars", "beach", "people|cars"),
    ("road without cars and people", "road", "cars|people"),
    ("zebra without black and white stripes", "zebra", "black and white stripes"),
    ("dog without a leash on the beach", "dog on the beach", "leash"),
    ("mountain without snow", "mountain", "snow"),
    ("food without any meat", "food", "meat"),
    ("house without a roof", "house", "roof"),
    ("city without cars at night", "city at night", "cars"),
    ("forest without people, autumn", "forest, autumn", "people"),
    ("tree without leaves in winter", "tree in winter", "leaves"),
    ("portrait without glasses", "portrait", "glasses"),
    ("girl without her glasses", "girl", "her glasses"),
    ("man without hat", "man", "hat"),
    ("beach without people but with dogs", "beach with dogs", "people"),
    ("sunset without clouds and with boats", "sunset with boats", "clouds"),
    ("photos without people", "", "people"),
    ("I want no people", "", "people"),
    ("animals except cats", "animals", "cats"),
    ("kitchen without anyone", "kitchen", "anyone"),
    ("selfies without my sister", "selfies", "my sister"),
    ("no blurry photos", "", "blurry photos"),
    ("cake without candles and a dog", "cake and a dog", "candles"),
]

CONTENT = [
    "not a problem",
    "sugar-free cake",
    "forget-me-not",
    "Nobody Knows poster",
    "no parking sign",
    "a no parking sign",
    "no smoking",
    "no fishing",
    "no loitering",
    "no swimming sign",
    "no entry",
    "the no entry sign",
    "no photography",
    "no dogs allowed",
    "no dogs allowed sign",
    "no road signs",
    "no trespassing sign",
    "no vacancy sign",
    "no u-turn",
    "no filter policy",
    "no man's land",
    "no time to die",
    "no country for old men",
    "no way home",
    "no place like home",
    "no more tears",
    "no limits",
    "no idea",
    "no one",
    "nobody",
    "no",
    "no 5",
    "No. 5 bus",
    "No.1 trophy",
    "platform no 5",
    "dr no",
    "piano no",
    "yes or no",
    "oh no a cat",
    "say no to drugs",
    "leave no trace",
    "in no time",
    "under no circumstances",
    "no no no",
    "no-fly zone",
    "no exit",
    "no pets allowed",
    "no strings attached",
    "no pressure",
    "no big deal",
    "no pain no gain",
    "knows no bounds",
    "notebook",
    "north",
    "nose",
    "casino royale",
    "without",
    "without a doubt",
    "doctors without borders",
    "life without you",
    "with or without you",
    "glass with and without water",
    '"no cats" poster',
    "“without people” by a painter",
]

THINGS = st.sampled_from(["cat", "dog", "boat", "car", "snow", "flowers", "lake", "bridge", "children", "cake"])


@pytest.mark.parametrize(("typed", "text", "not_texts"), UNWANTED)
def test_what_is_unwanted_is_taken_out(typed: str, text: str, not_texts: str) -> None:
    parsed = parse_typed(typed)
    assert (parsed.text, parsed.not_texts) == (text, tuple(not_texts.split("|")))


@pytest.mark.parametrize("typed", CONTENT)
def test_what_merely_sounds_so_stays(typed: str) -> None:
    parsed = parse_typed(typed)
    assert (parsed.text, parsed.not_texts) == (typed, ())


@given(wanted=THINGS, unwanted=THINGS, other=THINGS)
@pytest.mark.parametrize(
    "sentence",
    ["{wanted} without {unwanted}", "{wanted}, no {unwanted}", "{wanted} but no {unwanted}", "no {unwanted}, {wanted}"],
)
def test_no_thing_is_lost(sentence: str, wanted: str, unwanted: str, other: str) -> None:
    parsed = parse_typed(sentence.format(wanted=wanted, unwanted=unwanted))
    assert (parsed.text, parsed.not_texts) == (wanted, (unwanted,))
    two = parse_typed(sentence.format(wanted=wanted, unwanted=f"{unwanted} or {other}"))
    assert (two.text, two.not_texts) == (wanted, tuple(dict.fromkeys((unwanted, other))))


GRAMMAR = {"no", "without", "with", "but", "and", "or", "nor", "yet", "has", "have", "having", "there", "is", "are"}
# Of a sentence that names nothing wanted "picture" goes too.
GRAMMAR |= {"any", "a", "an", "the", "that", "which", "who", "s", "except", "for", "picture"}
WORDS = [*sorted(GRAMMAR - {"s"}), "cat", "dog", "beach", "sign", "parking", "in", "picture", "red", "on", ","]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_only_words_that_join_are_left_out(typed: str) -> None:
    parsed = parse_typed(typed)
    kept = set(re.findall(r"\w+", " ".join((parsed.text, *parsed.not_texts))))
    assert set(re.findall(r"\w+", typed)) - kept <= GRAMMAR
    assert kept <= set(typed.split())
