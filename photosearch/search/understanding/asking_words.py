"""The words with which one asks for photos: 帮我找…的照片, "do we have any pictures of …". None is on a photo.

Only whole phrases are taken away, and only at the ends: 看日落 begins with a word that asks in 我想看日落.
"""

from __future__ import annotations

import re
from typing import Final

from photosearch.folding import bundled_folding
from photosearch.types.typed_words import says_something

_PICTURE: Final = r"(?:photographs?|photos?|pictures?|images?|pics?|shots?|snaps?|snapshots?|files?)"
_PICTURE_ZH: Final = r"(?:照片|相片|图片|圖片|图像|影像)"
_WHOSE: Final = r"(?:(?:all|any|every|some|the|a|an|my|our|those|these|that|this|of|only|just|best|few|one)[ ])*"
_DOING: Final = r"(?:(?:we|i|you)(?:[ ](?:are|were|was|am)|['’](?:re|m))?[ ]|there[ ](?:is|are|was|were)[ ])?"
_ASKS: Final = re.compile(
    rf"""
    ^(?:请|麻烦你?|你?能不能|你?能否|你?能|你?可以|你?可不可以)?你?(?:帮忙|帮我|给我|替我|为我|跟我)(?:把)?
      (?:[找搜查看翻]下|来[点些]|来?[一几两][张组幅]|找一下|找找|找出来?
      |找到|找|搜索
      |搜一下|搜搜|搜|查找|查一下|查|看看|看一下|看下|看(?=..)|翻翻|翻一下|翻出来?|翻|显示|展示|列出|挑出?|来|调出)?
    | ^(?:能不能|可不可以|能否|可以)(?:找一下|找到|找出|找找|找|搜到|搜|看看|看到)(?=.)
    | ^请问(?=..) | ^我(?:还)?记得(?:以前|之前)?(?:有|是|拍过)?(?=.) | ^(?:记得|好像|应该)有(?=.) | ^就是(?=[那这])
    | ^(?:随便|再|多|随机)?(?:来|找|挑|选|发)(?:我)?(?:[一几两][张组幅]|点|些)(?=.)
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
    | ^(?:can|could|would|will)[ ](?:you|we|i)[ ](?:please[ ])?
    | ^(?:try|trying|help[ ]me|i(?:['’]m|[ ]am)[ ]trying|i[ ]want[ ]you)
      [ ](?:to[ ])?(?=find\b|see\b|show\b|get\b|look\b)
    | ^(?:i[ ](?:remember|recall|think|know)[ ])(?:(?:that[ ])?(?:there[ ](?:is|was)|(?:i|we)[ ](?:have|took|had))[ ])?
      (?={_WHOSE}{_PICTURE}\b)
    | ^(?:where|when)[ ]did[ ](?:i|we)[ ](?:take|shoot|get)[ ](?={_WHOSE}{_PICTURE}\b)
    | ^what[ ](?:did|have)[ ](?:i|we)[ ](?:photograph(?:ed)?|shoot|shot)[ ](?=.)
    | ^(?:i[ ]want|i['’]d[ ]like|i[ ]would[ ]like|let[ ]me|i[ ]need
      |want)[ ](?:to[ ](?:see|find|look[ ]at)[ ])?
    | ^i(?:['’]m|[ ]am)[ ](?:looking|searching)[ ]for[ ] | ^(?:looking|searching|search)[ ]for[ ]
    | ^(?:show|find|get|give|fetch|display|list|pull[ ]up|bring[ ]up|open|see|view|look[ ]for|look[ ]at
      |where(?:[ ](?:are|is)|['’]s))[ ](?:me[ ]|us[ ])?(?=(?:all|any|every|some|the|my|our|those
      |these|that|photos?|pictures?|images?|pics?
      |shots?)\b)
    | ^(?:show|find|get|give|grab|send)[ ](?:me|us)[ ] | ^find[ ](?=.)
    | ^{_WHOSE}{_PICTURE}(?![ ](?:album|frame|booth|wall|studio|shoot|shop|collage|book|editor|paper
      |of[ ]a[ ]photo)s?\b)(?:$|[ ](?:(?:of|with|showing|featuring|containing
      |that[ ]ha(?:s|ve)|that|which)[ ]|(?:from|at|in(?![ ]which)
        |on|near
      |by)[ ](?:the[ ])?|(?:where|when|in[ ]which)[ ]{_DOING})?(?:(?:i|we|you)[ ](?:took|take|made|shot|have
      |got)[ ]?)?(?:taken[ ]?)?
      (?:(?:of|with)[ ]|(?:from|at|in(?![ ]which)|on)[ ](?:the[ ])?|(?:where|when)[ ]{_DOING})?)
    | ^(?:are|is)[ ]there[ ](?:(?:any|some|an?)[ ]|(?={_WHOSE}{_PICTURE}\b))
    | ^(?:do|did)[ ](?:you|i|we)[ ](?:still[ ])?(?:have|take|shoot|get)[ ](?:any[ ])?
    | ^(?:have[ ](?:you|i|we)[ ])?got[ ](?=(?:any|some)[ ]) | ^have[ ](?:you|i|we)[ ](?:taken|got)[ ](?=any\b)
    | ^把(?=.*(?:找|翻|调)出) | ^那(?:次|天|回)(?=.)
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
      |(?<![驾护执牌日合写近对参关])照)(?:下来|出来)?了?的(?:那?[几些一]?张)?{_PICTURE_ZH}?$
    | (?<=.)(?<!老)(?<!旧)(?<!黑白)(?<!彩色)(?<!看)(?<!着)(?<!拿)
      (?<!墙上的)(?<!桌上的)(?<!手里的)(?<!手上的)(?<!相框里的)(?<!钱包里的){_PICTURE_ZH}$
      | (?:有哪些|在哪里?|在哪儿|都?有吗|呢|吗)$ | (?<=.)的(?:那|这)?(?:几|些|一)?[张組组幅]?(?:照|图|片子|圖|作品)$
    | (?<=.)的那?(?:几|些|一)?张$ | (?<=..)那[一几]?张$
    | (?<=.)的(?:时候|那时|那时候|那天|那次|那会儿|期间|场景|画面|样子)?$ | (?<=..)(?<!小)(?:时候|的时)$
    | (?<=.)(?<!taking)(?<!take)(?<!takes)(?<!framed)(?<!holding)(?<!printed)
      (?<![ ]old)(?<!taking[ ]a)(?<!taking[ ]the)(?<![ ]of)(?<![ ]at)[ ]{_PICTURE}$
      | (?<=.)[ ](?:that[ ]|which[ ])?(?:i|we)(?:['’]ve|[ ]have)?[ ](?:took|taken|shot|made|captured)$
    | (?<=.)[ ](?:where|that|which)$
    | (?<=.)[ ](?:taken|please|pls|trip[ ]photos|from[ ]when[ ]we[ ]were)$ | [?？!！。.]$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""At the end of it."""
_ONLY_ASKS: Final = re.compile(
    r"(?:请|麻烦|帮我|给我"
    r"|有没有|拍过|请问|随便|就是|你?能不能|你?能否|你?能|可以|记得|[一几两那这][张组幅]|有[张组幅]?|是|给|来|用|[找搜查看翻]一?下"
    r"|我要|吗|呢|吧|我想|想|要|把"
    r"|翻出来|找出来|调出来|列出来|显示出来|在哪里?|在哪儿|只|就|仅|都|全|找|看看|看|一下|所有|全部"
    r"|我们|我|咱们|的|里面|里|拍摄|拍|了|过|在|去|到|那些|这些|那张|那几张|时候|时|照片|相片|图片|照|图|\s)*"
    r"|(?:(?:(?:are|is)[ ]there(?=$|[ ]an?y?\b)|(?:do|did|have)[ ](?:i|we|you)\b|(?:can|could|would)[ ](?:you|we|i)\b"
    r"|got|photograph|see\b|\ban?\b|what(?=[ ](?:did|have)\b)|where$"
    r"|show|find|get|give|pull|up|bring|display|list|open|where(?=$|[ ](?:are|is)\b)|me|all|any|the|my|our"
    r"|some|please|i|we|took|taken|made|shot|in|on|at|from|of|between|during|with|by"
    r"|that|those|these|were|was|are|is|only|just|have|photographs?|photos?|pictures?|images?|pics?|shots?|snaps?|files?"
    r"|ones?|best|everything|anything|stuff)\s*)*",
    re.IGNORECASE,
)
"""The words with which one asks for photos; nothing of it is on them."""
_IN_THEM: Final = re.compile(r"(?<=[ ])in[ ](?:them|it)$", re.IGNORECASE)
_PHOTOS_WITH: Final = re.compile(rf"\b{_PICTURE}[ ](?:with|that[ ]ha(?:s|ve)|which[ ]ha(?:s|ve))[ ]", re.IGNORECASE)
_SPARE: Final = " ,，、;；"
_QUOTED: Final = re.compile(r"[\"“「《].*[\"”」》]")


def without_asking(words: str) -> str:
    """``words`` without what only asks for photos, before and behind them; all of them where nothing else is there."""
    if _QUOTED.fullmatch(words):
        return words
    asked = _IN_THEM.sub("", words) if _PHOTOS_WITH.search(words) else words
    left = cut_ends(asked, _ASKS, _ASKS_BEHIND)
    return words if only_asks(left) or not says_something(left) else left


def only_asks(words: str) -> bool:
    """Whether ``words`` do nothing but ask for photos."""
    return _ONLY_ASKS.fullmatch(bundled_folding().fold(words)) is not None


def cut_ends(words: str, before: re.Pattern[str], behind: re.Pattern[str]) -> str:
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
