"""What a sentence does not want of what is known of photos: 不要截图, "no selfies", "not taken with my iPhone".

A word for such a thing with a noun behind it is another thing: 除了2019年的猫 does not want those cats.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from photosearch.search.understanding.sentence import Sentence
from photosearch.types.understood import Chip, ChipKind, Lacking, Without

_BEFORE: Final = re.compile(
    r"""
    (?: (?:但|而|并且?)?(?:请|就)?(?:别|不)(?:要|想要|想看到?|看|带|含有?|包括|包含|能有|许有|显示|给我看
      |出现)(?:有|看|用|给我)?
      | (?:但|而)?别(?:有|给我|放)? | 排除掉? | 去掉 | 去除 | 除掉 | 过滤掉? | 剔除 | 除了 | 除去 | 除开 | 除
      | (?<!有)(?:但|而)?没有 | (?<![出淹沉埋吞覆有])没 | 非 | 并非 | (?<!是)(?:但|而|也)?不(?:是|算|在|属于)
      | 没有?去过? | 没有?到过 | 没有?在 | 无(?=$)
      | (?:(?<=[\s,，])|^)[-−－﹣–—][ ]?
      | \b(?:(?:but|and|yet)[ ])?(?:not|no|non|without|except(?:ing)?(?:[ ]for)?|exclud(?:e|es|ed|ing)|minus
      |other[ ]than|apart[ ]from
        |aside[ ]from|besides|hid(?:e|ing)|skip|omit|leav(?:e|ing)[ ]out|ignor(?:e|ing)|filter[ ]out
        |(?:every|any)(?:thing|where)[ ]but|all[ ]but|never|remove
        |(?:that|which)[ ](?:are|is|were|was)[ ](?:not|no)|(?:are|is|was|were|do|does|did)n['’]t
        |(?:i[ ])?(?:don['’]?t|do[ ]not)[ ](?:want|need|show|include|like)(?:[ ]to[ ]see)?)(?:[ -]|(?=$))
    )
    (?:任何的?|那些|所有的?|有|用|拿|使用|在|去|到
      |(?:(?:in|from|at|on|the|a|an|any|my|of|me|these|those|all|taken|shot)[ ])*)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"(?:的?(?:照片|图片|相片|文件))?(?:[ ]?(?:以外|之外|除外)|外(?=$|[的,， ]))(?:的(?:照片|图片|相片))?"
)
_BESIDES: Final = re.compile(r"(?:以外|之外|外)?[,，\s]*(?:还|也|又)")
"""Behind 除了: in addition to, not without."""
_ALONE: Final = re.compile(
    r"""
    \s*(?:$|[,，、;；.。!！?？]|以外|之外|除外|外|和|或|与|以及|跟|都|吧|了|哦|啊|的?(?:照片|图片|相片|图|文件|那[些种])
      |(?:拍摄|拍|照)(?:下|到)?的|的(?:$|[\s,，])
      |(?:但|而|只|我|要|就|其他|其它)
      |\b(?:photo|picture|pic|image|file|shot|one|format|only|just|please|and|or|but|nor|from|in|at|of|with|on|by|that|taken)s?\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What may stand behind what is denied where that is all of it."""
_NOT_THERE: Final = re.compile(r"(?:不|不是|没有?|并非)在$")
_OF_SOMEBODY: Final = re.compile("的?(?:人|朋友|同学|同事|故事)")
_JOINS: Final = re.compile(
    r"\s*(?:和|、|或者?|与|及|以及|还有|跟|\b(?:and|or|nor)\b|&|/)\s*(?:any |the |my |with |用|任何)*", re.IGNORECASE
)
_LISTED_BEFORE: Final = re.compile(
    r"""
    (?:(?:不想?要|别要|别有|没有|除了|排除|不带|去掉)[^\s,，的在]{1,6}(?P<and>和|、|或者?|与|及|以及)
      |\b(?:no|without|except(?:[ ]for)?|excluding)[ ](?:(?!in\b|at\b|on\b|from\b|of\b|with\b|but\b|and\b
      |or\b)[\w-]+[ ]){1,3}
       (?P<or>(?:or|nor|and)[ ](?:any[ ]|the[ ]|my[ ])?))$
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Before it: something else that is not wanted."""
_LISTED_BEHIND: Final = re.compile(
    r"^\s*(?:(?:和|、|或者?|与|及|以及)(?=[^\s,，的]{1,6}(?:$|[\s,，]|的照片|的图片|以外|之外))"
    r"|(?P<english>\b(?:or|nor|and)[ ](?=[\w-]+(?:[ ][\w-]+)?$)))",
    re.IGNORECASE,
)
_SEEN: Final = frozenset({ChipKind.DATE, ChipKind.PLACE})
"""What stands behind what is seen and says of that when and where it is: "no people in Rome or Paris"."""


def with_denied(sentence: Sentence, chips: Sequence[Chip]) -> tuple[Chip, ...]:
    """The chips, in their order: those that are denied say so, and have the words that deny them."""
    found: list[Chip] = []
    for chip in chips:
        start = _denied_from(sentence.text, chip, found[-1] if found else None)
        behind = _BEHIND.match(sentence.text, chip.end)
        if start is None and behind is None:
            found.append(chip)
        elif _ALONE.match(sentence.text, chip.end) or _is_elsewhere(sentence.text, chip, start):
            begin = chip.start if start is None else start
            end = chip.end if behind is None else behind.end()
            found.append(_denied(chip, begin, end))
        elif chip.kind not in _SEEN:
            found.append(chip if start is None else _denied(chip, start, chip.end))
    return tuple(found)


def _is_elsewhere(text: str, chip: Chip, start: int | None) -> bool:
    """Whether it says where something is not, whatever that is: 不在北京的夜景."""
    if chip.kind is not ChipKind.PLACE or start is None or _OF_SOMEBODY.match(text, chip.end) is not None:
        return False
    return _NOT_THERE.search(text, start, chip.start) is not None


def still_denied(part: str, before: Chip | None) -> str:
    """What stands behind a chip, told as unwanted where the denial of that goes on: "no selfies or babies"."""
    if before is None or not isinstance(before.meaning, Lacking):
        return part
    joined = _LISTED_BEHIND.match(part)
    if joined is None:
        return part
    return ("without " if joined["english"] else "不要") + part[joined.end() :]


def _denied_from(text: str, chip: Chip, previous: Chip | None) -> int | None:
    """Where the words begin that deny it; None where none do."""
    before = _BEFORE.search(text[: chip.start])
    if before is not None:
        is_besides = before[0].startswith("除") and _BESIDES.match(text, chip.end) is not None
        return None if is_besides else before.start()
    if previous is not None and isinstance(previous.meaning, Lacking):
        # A place brings what joins it to the one before.
        joined = _JOINS.match(text, previous.end)
        return chip.start if joined is not None and joined.end() >= chip.start else None
    listed = None if chip.kind in _SEEN else _LISTED_BEFORE.search(text[: chip.start])
    if listed is None:
        return None
    return max(listed.start("and"), listed.start("or"))


def _denied(chip: Chip, start: int, end: int) -> Chip:
    if isinstance(chip.meaning, Lacking | Without):
        return replace(chip, start=start, end=end)
    return replace(chip, kind=ChipKind.NOT, meaning=Lacking(chip.kind, chip.meaning), start=start, end=end)
