"""Degrees come back the same in whatever way a program has written them."""

from __future__ import annotations

import string
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from photosearch.decode.metadata.coordinates import parse_degrees, sexagesimal, signed

Written = Callable[[str, int, int, float], str]

WORDS: dict[str, str] = {"N": "North", "S": "South", "E": "East", "W": "West"}

# Each with a letter, whole degrees, whole minutes and seconds.
FORMS: dict[str, Written] = {
    "XMP, minutes": lambda letter, d, m, s: f"{d},{m + s / 60:.8f}{letter}",
    "XMP, seconds": lambda letter, d, m, s: f"{d},{m},{s:.6f}{letter}",
    "in small letters": lambda letter, d, m, s: f"{d},{m},{s:.6f}{letter.lower()}",
    "with a comma more": lambda letter, d, m, s: f"{d}, {m}, {s:.6f}, {letter}",
    "degrees": lambda letter, d, m, s: f"{d + m / 60 + s / 3600:.9f}{letter}",
    "degrees with a decimal comma": lambda letter, d, m, s: f"{d + m / 60 + s / 3600:.9f} {letter}".replace(".", ","),
    "signs of a map": lambda letter, d, m, s: f"{d}° {m}′ {s:.6f}″ {letter}",
    "signs of a typewriter": lambda letter, d, m, s: f"{d}°{m}'{s:.6f}\"{letter}",
    "ExifTool's words": lambda letter, d, m, s: f"{d} deg {m}' {s:.6f}\" {letter}",
    "the letter in front": lambda letter, d, m, s: f"{letter} {d}:{m}:{s:.6f}",
    "the whole word": lambda letter, d, m, s: f"{d} {m} {s:.6f} " + WORDS[letter],
    "blanks that do not break": lambda letter, d, m, s: f"{d}\u00a0{m}\u00a0{s:.6f}\u00a0{letter}",
}


@pytest.mark.parametrize("form", FORMS)
@given(letter=st.sampled_from("NSEW"), d=st.integers(0, 89), m=st.integers(0, 59), s=st.floats(0, 59.999))
def test_every_form_says_the_same(form: str, letter: str, d: int, m: int, s: float) -> None:
    letters = "NS" if letter in "NS" else "EW"
    expected = (d + m / 60 + s / 3600) * (-1 if letter in "SW" else 1)
    assert parse_degrees(FORMS[form](letter, d, m, s), "", letters) == pytest.approx(expected, abs=1e-8)


@given(st.floats(-89.9, 89.9).filter(lambda degrees: degrees == 0 or abs(degrees) > 1e-6))
def test_a_sign_counts_where_no_letter_says_otherwise(degrees: float) -> None:
    assert parse_degrees(f"{degrees:.9f}", "", "NS") == pytest.approx(degrees, abs=1e-8)
    assert parse_degrees(f"{degrees:.9f}", "N", "NS") == pytest.approx(degrees, abs=1e-8)
    assert parse_degrees(f"{degrees:.9f}", "South", "NS") == pytest.approx(-abs(degrees), abs=1e-8)


def test_a_sign_is_for_minutes_and_seconds_too() -> None:
    assert sexagesimal((-33, 51, 36)) == pytest.approx(-33.86)
    assert sexagesimal((0, -30)) == -0.5
    assert parse_degrees("-33,51,36", "", "NS") == pytest.approx(-33.86)
    assert (signed(-33.5, "S", "NS"), signed(33.5, "S", "NS"), signed(33.5, "N", "NS")) == (-33.5, -33.5, 33.5)


@given(st.text(alphabet=string.digits + " .,:°'\"NSEWnsewdegorth+-", max_size=100))
@example("deg" * 30 + "1")
@example("1" + ",°" * 40)
def test_no_text_upsets_it(text: str) -> None:
    degrees = parse_degrees(text, "", "NS")
    assert degrees is None or degrees == degrees
