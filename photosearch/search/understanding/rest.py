"""What is left of a sentence without its chips: what is to be seen, without the words with which one asks for photos.

"Show me the pictures we took at the beach" asks for a beach, 帮我找去年在洱海边看日落的照片 for 看日落. Only whole
phrases that ask are taken away, at the ends of what is left: 看日落 begins with a word that asks in 我想看日落.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Final

from photosearch.folding import bundled_folding
from photosearch.search.understanding.denial import still_denied
from photosearch.search.understanding.sentence import Sentence
from photosearch.types.typed_words import TypedWords, parse_typed, says_something
from photosearch.types.understood import Chip, ChipKind

_PICTURE: Final = r"(?:photographs?|photos?|pictures?|images?|pics?|shots?|snaps?|snapshots?|files?)"
_PICTURE_ZH: Final = r"(?:照片|相片|图片|圖片|图像|影像)"
_WHOSE: Final = r"(?:(?:all|any|every|some|the|a|an|my|our|those|these|that|this|of|only|just|best|few|one)[ ])*"
_DOING: Final = r"(?:(?:we|i|you)(?:[ ](?:are|were|was|am)|['’](?:re|m))?[ ]|there[ ](?:is|are|was|were)[ ])?"
_LEFT_BEFORE: Final = re.compile(
    r"""
    ^(?:[）)]|的|(?:照片|图片|相片)(?=里|中|[\s,，])|里面|里边|脚下|(?:里|中|上|下|时)(?=$|[的拍照有是,，、 ])
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
_ASKS: Final = re.compile(
    rf"""
    ^(?:请|麻烦你?|能不能|可以|可不可以)?你?(?:帮忙|帮我|给我|替我|为我|跟我)(?:把)?(?:找一下|找找|找出来?|找到|找|搜索
      |搜一下|搜搜|搜|查找|查一下|查|看看|看一下|看下|看(?=..)|翻翻|翻一下|翻出来?|翻|显示|展示|列出|挑出?|来|调出)?
    | ^(?:能不能|可不可以|能否|可以)(?:找一下|找到|找出|找找|找|搜到|搜|看看|看到)(?=.)
    | ^(?:只|就|仅)(?:看|要|想看|找|显示|搜)(?=.|$)
    | ^(?:请|麻烦你?)?(?:找一下|找找|找出|找到|找(?=..)|搜索|搜一下|搜(?=..)|查找|查一下|看看|看一下|看下|翻翻|翻一下
      |翻出|显示|展示|列出|调出)
    | ^(?:我|我们)?(?:想要|想|要)(?:看看|看一下|看到|看|找找|找一下|找到|找|要|翻翻|搜)?(?=..)(?<!^要)(?<!^想)
    | ^(?:还?有没有|有哪些|有什么|哪些是|哪张是|哪里有)(?:拍过?)?(?=.) | ^(?:所有|全部|全部的|任何)的?(?=.)
    | ^(?:[那这哪](?:一|几|些|两|三)?|[一几两三])[张组幅](?:里面有|里有|上面有|上有|有)?(?=.)
    | ^(?:那些|这些|一些|以前的?|之前的?)(?=.)
    | ^(?:我们|我|咱们|咱|大家)(?:一起)?(?=在|去|到|拍的|照的|拍摄的)
    | ^(?:拍摄|拍到|拍下|拍|照)(?:了|过)?的(?=.) | ^{_PICTURE_ZH}(?:里面|里|中|上)?(?:有|是)(?=.)
    | ^(?:hi|hey|hello(?![ ]kitty)|please|pls)[ ,]+
    | ^(?:can|could|would)[ ]you[ ](?:please[ ])? | ^(?:i[ ]want|i['’]d[ ]like|i[ ]would[ ]like|let[ ]me|i[ ]need
      |want)[ ](?:to[ ](?:see|find|look[ ]at)[ ])?
    | ^i(?:['’]m|[ ]am)[ ](?:looking|searching)[ ]for[ ] | ^(?:looking|searching|search)[ ]for[ ]
    | ^(?:show|find|get|give|fetch|display|list|pull[ ]up|bring[ ]up|open|see|view|look[ ]for|look[ ]at
      |where(?:[ ](?:are|is)|['’]s))[ ](?:me[ ]|us[ ])?(?=(?:all|any|every|some|the|my|our|those
      |these|that|photos?|pictures?|images?|pics?
      |shots?)\b)
    | ^(?:show|find|get|give|grab|send)[ ](?:me|us)[ ] | ^find[ ](?=.)
    | ^{_WHOSE}{_PICTURE}(?![ ](?:album|frame|booth|wall|studio|shoot|shop|collage|book|editor|paper
      |of[ ]a[ ]photo)s?\b)(?:$|[ ](?:(?:of|with|showing|featuring|containing|that|which)[ ]|(?:from|at|in(?![ ]which)
        |on|near
      |by)[ ](?:the[ ])?|(?:where|when|in[ ]which)[ ]{_DOING})?(?:(?:i|we|you)[ ](?:took|take|made|shot|have
      |got)[ ]?)?(?:taken[ ]?)?
      (?:(?:of|with)[ ]|(?:from|at|in(?![ ]which)|on)[ ](?:the[ ])?|(?:where|when)[ ]{_DOING})?)
    | ^(?:are|is)[ ]there[ ](?=(?:any|some|an?)[ ])(?:any|some|an?)[ ]
    | ^do[ ](?:you|i|we)[ ]have[ ](?:any[ ])? | ^把(?=.*(?:找|翻|调)出) | ^那(?:次|天|回)(?=.)
    | ^(?:taken|shot|made)[ ](?:at|in|on(?![ ]film\b)|near|by|during|when|while)[ ](?:the[ ])?
    | ^(?:where|when|while)[ ](?={_DOING}){_DOING}
    | ^(?:(?:all|any|every|everything|anything|only|just)[ ](?:of[ ])?(?:the[ ]|my[ ]|our[ ])?)(?!you\b|in\b|over\b
      |about\b|for\b|that\b|black\b|white\b|day\b|night\b|saints\b|stars?\b)(?=.)
    | ^(?:the[ ])?(?:one|ones)[ ](?:of|with|where|when|from)[ ]
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""At the beginning of what is left."""
_ASKS_BEHIND: Final = re.compile(
    rf"""
    (?<=.)都?(?:找|翻|调)出来?$ | (?:怎么)?(?:找不到了?|去哪了|哪去了|去哪儿了|不见了)$
    | (?<=..)(?<![小同及临定随有那计平准按限暂工课])时$
    | (?:都|全都?)?(?:给我|让我)?(?:看看|看一下|看一看|找找|找一下|列出来
    |显示出来)$(?<!^看看)(?<!想看看)
    | (?<=.)(?:的时候|时候|之时|时|那天|那次|期间|的那次|的那天|的时刻|的瞬间)?(?:我们
      |我)?(?:拍摄|拍下|拍到|拍
      |照)(?:下来|出来)?了?的(?:那?[几些一]?张)?{_PICTURE_ZH}?$
    | (?<=.)(?<!老)(?<!旧)(?<!黑白)(?<!彩色)(?<!看)(?<!着)(?<!拿)
      (?<!墙上的)(?<!桌上的)(?<!手里的)(?<!手上的)(?<!相框里的)(?<!钱包里的){_PICTURE_ZH}$
      | (?:有哪些|在哪里?|在哪儿|都?有吗|呢|吗)$ | (?<=.)的(?:那|这)?(?:几|些|一)?[张組组幅]?(?:照|图|片子|圖|作品)$
    | (?<=.)的那?(?:几|些|一)?张$ | (?<=..)那[一几]?张$
    | (?<=.)的(?:时候|那时|那时候|那天|那次|那会儿|期间|场景|画面|样子)?$ | (?<=..)(?<!小)(?:时候|的时)$
    | (?<=.)(?<!taking)(?<!take)(?<!takes)(?<!framed)(?<!holding)(?<!printed)
      (?<![ ]old)(?<!taking[ ]a)(?<!taking[ ]the)(?<![ ]of)(?<![ ]at)[ ]{_PICTURE}$
      | (?<=.)[ ](?:that[ ]|which[ ])?(?:i|we)(?:['’]ve|[ ]have)?[ ](?:took|taken|shot|made|captured)$
    | (?<=.)[ ](?:taken|please|pls|trip[ ]photos|from[ ]when[ ]we[ ]were)$ | [?？!！。.]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""At the end of it."""
_ONLY_ASKS: Final = re.compile(
    r"(?:请|麻烦|帮我|给我|有没有|拍过|给|我要|我想|想|要|把|翻出来|找出来|调出来|列出来|显示出来|在哪里?|在哪儿|只|就|仅|都|全|找|看看|看|一下|所有|全部|我们|我|咱们|的|里面|里|拍摄|拍|了|过|在|去|到|那些|这些|那张|那几张|时候|时|照片|相片|图片|照|图|\s)*"
    r"|(?:(?:(?:are|is)[ ]there(?=$|[ ]an?y?\b)|do[ ]i[ ]have"
    r"|show|find|get|give|pull|up|bring|display|list|open|where(?=$|[ ](?:are|is)\b)|me|all|any|the|my|our"
    r"|some|please|i|we|took|taken|made|shot|in|on|at|from|of|between|during|with|by"
    r"|that|those|these|were|was|are|is|only|just|have|photographs?|photos?|pictures?|images?|pics?|shots?|snaps?|files?"
    r"|ones?|best|everything|anything|stuff)\s*)*",
    re.IGNORECASE,
)
"""The words with which one asks for photos; nothing of it is on them."""
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
_IN_THEM: Final = re.compile(r"(?<=[ ])in[ ](?:them|it)$", re.IGNORECASE)
_PHOTOS_WITH: Final = re.compile(rf"\b{_PICTURE}[ ](?:with|that[ ]ha(?:s|ve)|which[ ]ha(?:s|ve))[ ]", re.IGNORECASE)
_NOTHING: Final = re.compile(r"(?!)")
_SPARE: Final = " ,，、;；"
_QUOTED: Final = re.compile(r"[\"“「《].*[\"”」》]")


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
    return TypedWords("" if _only_asks(words) or not says_something(words) else words, unwanted)


def without_asking(words: str) -> str:
    """``words`` without what only asks for photos, before and behind them; all of them where nothing else is there."""
    if _QUOTED.fullmatch(words):
        return words
    asked = _IN_THEM.sub("", words) if _PHOTOS_WITH.search(words) else words
    left = _cut(asked, _ASKS, _ASKS_BEHIND)
    return words if _only_asks(left) or not says_something(left) else left


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
    left = _cut(part, _LEFT_BEFORE if has_before else _NOTHING, _LEFT_BEHIND if has_behind else _NOTHING)
    is_join = has_before and has_behind and _ONLY_JOINS.fullmatch(bundled_folding().fold(left)) is not None
    return "" if is_join or _only_asks(left) or not says_something(left) else left


def _only_asks(words: str) -> bool:
    return _ONLY_ASKS.fullmatch(bundled_folding().fold(words)) is not None


def _cut(words: str, before: re.Pattern[str], behind: re.Pattern[str]) -> str:
    """Without what the patterns find at the two ends, again and again; traditional characters are read too."""
    folded = bundled_folding().fold(words)
    if len(folded) != len(words):
        folded = words
    start, end = 0, len(words)
    while True:
        left = folded[start:end]
        bare = left.strip(_SPARE)
        begin = start + len(left) - len(left.lstrip(_SPARE)) + _length(before.match(bare))
        rest = folded[begin:end].rstrip(_SPARE)
        last = begin + len(rest) - _length(behind.search(rest))
        if (begin, last) == (start, end) or begin >= last:
            return words[start:end].strip(_SPARE)
        start, end = begin, last


def _length(match: re.Match[str] | None) -> int:
    return 0 if match is None else len(match[0])
