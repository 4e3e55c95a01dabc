"""What is left of a sentence without its chips: what is to be seen, without the words with which one asks for photos.

"Show me the pictures we took at the beach" asks for a beach, 帮我找去年在洱海边看日落的照片 for 看日落. What joins
a part to a chip is taken away here, what asks in ``asking_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from photosearch.folding import bundled_folding
from photosearch.search.understanding.asking_words import cut_ends, only_asks, without_asking
from photosearch.search.understanding.denial import still_denied
from photosearch.search.understanding.sentence import Sentence
from photosearch.types.typed_words import TypedWords, parse_typed, says_something
from photosearch.types.understood import Chip, ChipKind

_LEFT_BEFORE: Final = re.compile(
    r"""
    ^(?:[）)]|的|嘅|影到?嘅|(?:里面|里|中|上面)有(?=.)
      |(?:照片|图片|相片)(?=里|中|[\s,，])|里面|里边|脚下|(?:里|中|上|下|时)(?=$|[的拍照有是,，、 ])
      |那时候|那时|时候|期间|那天|那年|那会儿|当时|拍摄的|拍的|照的|拍到的|拍下的)+
    | ^(?:只|就|我|我们)?要(?!塞|饭|点|闻)(?=..)
    | ^(?:of|and|with|showing|or|but|that|which|is|are|was|were)[ ](?=.)
    | ^(?:from|at)[ ](?:the[ ])?(?=.) | ^(?:taken|shot|made|captured)$ | ^[,，、;；:：][ ]? | ^[?？!！。.]+(?=\s|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LEFT_BEHIND: Final = re.compile(
    r"""
    (?:[在于从到去来（(]|去[了过]一?[趟次]|的)+$
    | [ ](?:in|on|at|from|of|near|by|during|around|since|before|after|until|between|taken|shot|made|captured|and|or|the
      |with|my|that|which|is|are|were|was|back|as)$
    | ^(?:in|on|at|from|near|by|during|around|since|between|taken|and|the|with|my|of|as)$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What joined a part to the chip behind it."""
_ONLY_JOINS: Final = re.compile(
    r"\s*(?:和|与|跟|及|或者?|以及|还有|到|至|[、,，&/+]|\b(?:and|or|to|till|until)\b|\s)*", re.IGNORECASE
)
"""What stands between two chips and says nothing but that both are meant."""
_LEADS: Final = re.compile(r"(?:请|帮我|给我)*把(?=.*(?:找|翻|调|列|挑)出)")
"""What begins a wish whose end stands behind the chips."""
_JOINS_BEFORE: Final = re.compile(r"^[ ]?(?:和|或者|或(?!者)|以及|、)(?=[^\s])")
_IN: Final = re.compile(
    r"^\s*in\s+(?!(?:front|between|black|love|an?|my|his|her|our|their|which)\b)(?:the\s+)?(?=\S)", re.IGNORECASE
)
_NOTHING: Final = re.compile(r"(?!)")


def rest_of(sentence: Sentence, chips: Sequence[Chip]) -> TypedWords:
    """The words of ``sentence`` that no chip stands for, and what they say is unwanted; none where they only ask.

    The parts between the chips are read one by one: in "no people 2019" the year is not unwanted. Without any chip
    words that only ask stay: somebody who types 照片 alone wants to see what that finds.
    """
    parts = [parse_typed(part) for part in (_between(sentence, chips) if chips else (sentence.typed,))]
    unwanted = tuple(dict.fromkeys(text for part in parts for text in part.not_texts))
    if not chips:
        return TypedWords(without_asking(parts[0].text), unwanted)
    last = len(parts) - 1
    loose = (_loosened(part.text, has_before=place > 0, has_behind=place < last) for place, part in enumerate(parts))
    words = without_asking(" ".join(filter(None, loose)))
    return TypedWords("" if only_asks(words) or not says_something(words) else words, unwanted)


def _between(sentence: Sentence, chips: Sequence[Chip]) -> Iterator[str]:
    lead = _LEADS.match(sentence.text)
    done, before = 0 if lead is None or lead.end() > chips[0].start else lead.end(), None
    places = ((*place, chip) for chip in chips for place in chip.places)
    for start, end, of in sorted(places, key=itemgetter(0, 1)):
        yield still_denied(_behind(before, sentence.typed[done:start]), before)
        done, before = end, of
    yield still_denied(_behind(before, sentence.typed[done:]), before)


def _behind(chip: Chip | None, part: str) -> str:
    """What follows a chip: the Great Wall "in snow" asks for snow."""
    return part if chip is None or chip.kind is not ChipKind.PLACE else _IN.sub("", part)


def _loosened(part: str, *, has_before: bool, has_behind: bool) -> str:
    """Without what joined it to a chip before or behind it."""
    if has_before and has_behind:
        # 聊天截图和付款截图: two chips with the words of each.
        part = _JOINS_BEFORE.sub("", part)
    left = cut_ends(part, _LEFT_BEFORE if has_before else _NOTHING, _LEFT_BEHIND if has_behind else _NOTHING)
    is_join = has_before and has_behind and _ONLY_JOINS.fullmatch(bundled_folding().fold(left)) is not None
    return "" if is_join or only_asks(left) or not says_something(left) else left
