"""Which one of those that come again and again: last summer, 这个冬天, 每年春节, the Christmas before last."""

from __future__ import annotations

from typing import Final

from photosearch.search.understanding.dates.rules import Rule
from photosearch.search.understanding.dates.values import Relation

RULES: Final = (
    Rule.saying(
        (
            r"(?<!上)上(?:一?个|次|回)的?|最近的?一[次个]的?|\b(?:the )?(?:most recent|latest)(?= )"
            r"|刚刚?过去的?(?:那个|这个)?|\b(?:the )?(?:last|previous)(?= )|\b"
            r"(?:this|the) past(?= )"
        ),
        Relation.LAST,
    ),
    Rule.saying(r"[这今本](?:一?个)?(?=[\u3400-\u9fff])|\bthis(?= )", Relation.THIS),
    Rule.saying(r"上上个|\bbefore last\b", Relation.BEFORE_LAST),
    Rule.saying(
        r"(?:每年|历年|往年|每个|每逢|每到|历届|每)的?|\b(?:every|each)(?: year(?: at| on|'s))?(?= )", Relation.EVERY
    ),
)
