"""What a sentence must have for a rule to be asked at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from photosearch.search.understanding.dates.recogniser import RULES

_FOLDER = Path(__file__).parents[4] / "data" / "sentences"


@pytest.mark.parametrize("name", ["dates_zh.tsv", "dates_en.tsv"])
def test_a_rule_that_is_not_asked_would_have_found_nothing(name: str) -> None:
    sentences = [line.split("\t")[0] for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines()]
    wrongly_left_out = [
        (sentence, rule.source)
        for sentence in sentences[::8]
        for rule in RULES
        if not rule.may_match(sentence.lower()) and rule.pattern.search(sentence)
    ]
    assert wrongly_left_out == []


def test_few_rules_are_asked_about_a_sentence_that_says_nothing_of_time() -> None:
    assert sum(rule.may_match("猫") for rule in RULES) < len(RULES) / 5
    assert sum(rule.may_match("a cat on a sofa") for rule in RULES) < len(RULES) / 2
