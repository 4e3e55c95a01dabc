"""With what a photo was taken: iPhone 拍的, 用佳能拍的, "taken with my Canon", "shot on Sony A7".

An iPhone on a table is on the picture: a name counts where somebody says that it was taken with it. Makers of cameras
alone count before "photos" too, for nobody photographs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from photosearch.search.understanding.camera_names import (
    DOUBTFUL,
    LATIN,
    MAKERS_ONLY,
    MENTIONED,
    MODEL,
    NAME,
    camera_words,
)
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, WithCamera

_MOST_KNOWN: Final = 500
_SHORTEST_KNOWN: Final = 2
_DEVICE_ZH: Final = r"(?:手机|相机|单反|微单|拍立得|照相机|无人机|平板)"
_WHOSE_ZH: Final = r"(?:(?:我的|我那台|那台|妈妈的|爸爸的|他的|她的)?[老旧新]?)"
_TAKEN_ZH: Final = r"(?:拍摄|拍|摄|照)(?:下来|出来)?(?=的|了|照片|图片|$|[\s,，])"
_WHOSE_EN: Final = r"(?:(?:a|an|the|my|our|his|her|your|their|[a-z]+['’]s|old|new|first)[ ])*"
_TAKEN_EN: Final = r"(?:taken|shot|made|captured|photographed|snapped|recorded|took|clicked|filmed)"
_PICTURES_EN: Final = r"(?:photos?|pictures?|pics?|images?|shots?|snaps?)"
_JOIN: Final = r"[ ]?(?:和|、|或者?|还是|以及|跟|与|/|,|，|&|\bor\b|\band\b)[ ]?"
_CHINESE_CUE: Final = re.compile(r"[拍摄照图相]")
_ENGLISH_CUE: Final = re.compile(rf"{_TAKEN_EN}|{_PICTURES_EN}", re.IGNORECASE)
_NAMED_CUE: Final = re.compile("相机|机型|camera", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d")
_ANY: Final = re.compile("")
_ASKED_BEFORE: Final = re.compile(rf"\b(?:{_TAKEN_EN}\b|{_PICTURES_EN}[ ](?:in|at|from|on)\b)", re.IGNORECASE)
_THING_EN: Final = (
    r"(?:(?:on|in|and|next|with|beside|under|box|lens(?:es)?|cameras?|strap|bag|case|manual|battery|batteries|ad|logo|shop"
    r"|store|unboxing|review|receipt|tripod|sensor|screen|display|kit|price|body|charger|is|for|sale)\b)"
)
"""What follows the name of a camera that is on the picture itself."""
_CASED: Final = r"(?![A-Za-z0-9])(?:[ ](?:camera|phone|cell[ ]?phone|smartphone|dslr|drone|tablet))?"


def recognise_cameras(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every camera that photos are said to be taken with."""
    cameras = known.cameras[:_MOST_KNOWN]
    if MENTIONED.search(sentence.text) is None and not _is_any_in(_own_names(cameras), sentence.text.lower()):
        # Most sentences name no camera, and the finders take as long to make as all others together.
        return
    finders = _finders(cameras)
    saying = (pattern for cue, pattern in finders.saying if cue.search(sentence.text))
    for finder in map(_compiled, saying):
        for match in finder.finditer(sentence.text):
            yield from _chip(sentence, match, match.start())
            yield from _others(sentence, match, finders)
    if not _ASKED_BEFORE.search(sentence.text):
        return
    for match in _compiled(finders.behind_a_place).finditer(sentence.text):
        if _ASKED_BEFORE.search(sentence.text[: match.start()]):
            yield from _chip(sentence, match, match.start())


def _others(sentence: Sentence, match: re.Match[str], finders: _Finders) -> Iterator[Chip]:
    """Further names that are joined to it: "iPhone 和 Canon 拍的", "taken with my iPhone or my Canon"."""
    begin, end = match.span()
    while (before := _compiled(finders.before).search(sentence.text[:begin])) is not None:
        begin = before.start()
        yield from _chip(sentence, before, begin)
    while (behind := _compiled(finders.behind).match(sentence.text, end)) is not None:
        end = behind.end()
        yield from _chip(sentence, behind, behind.start())


def _chip(sentence: Sentence, match: re.Match[str], begin: int) -> Iterator[Chip]:
    name = match["name"].strip()
    if words := camera_words(name):
        start = match.start("name")
        yield sentence.chip(ChipKind.CAMERA, WithCamera(words), (start, start + len(name)), (begin, match.end()))


class _Finders(NamedTuple):
    """Patterns with ``name`` in them, compiled when a sentence needs them: each takes some milliseconds."""

    saying: tuple[tuple[re.Pattern[str], str], ...]
    """The whole match is what says it; before each what is in every sentence in which it finds something."""
    before: str
    """At the end of what stands before such a match."""
    behind: str
    behind_a_place: str
    """Where photos are asked for before it: "photos taken in London with my Sony"."""


@lru_cache(maxsize=4)
def _own_names(cameras: tuple[str, ...]) -> frozenset[str]:
    """What the cameras of the library are called, with their makers and without, where that is no well-known name."""
    is_known = re.compile(NAME, re.IGNORECASE) if cameras else MENTIONED
    names = (name for camera in cameras for name in (camera, camera.partition(" ")[2]))
    return frozenset(name for name in names if len(name) > _SHORTEST_KNOWN and is_known.match(name) is None)


def _is_any_in(names: frozenset[str], text: str) -> bool:
    return any(name.lower() in text for name in names)


@lru_cache(maxsize=4)
def _finders(cameras: tuple[str, ...]) -> _Finders:
    longest_first = sorted(_own_names(cameras), key=lambda part: (-len(part), part))
    name = rf"(?P<name>{'|'.join([*map(re.escape, longest_first), NAME])})"
    own_model = "|".join(sorted(name for name in (*MAKERS_ONLY, "sony", "ricoh", "fuji") if name.isascii()))
    modelled = rf"(?P<name>(?:{own_model}){MODEL}{{1,4}})"
    sure = rf"(?!(?:{'|'.join(sorted(DOUBTFUL))})(?![a-z])){name}"
    numbered = (
        rf"(?P<name>(?:(?:{'|'.join(LATIN)})[ ])?(?:{'|'.join(LATIN)})[ ]?(?=[a-z-]*\d)[a-z0-9-]+(?:[ ](?:pro"
        rf"|max|plus|mini|ultra|ii|iii|iv))*)"
    )
    makers = rf"(?P<name>{'|'.join(sorted(MAKERS_ONLY))})"
    patterns = {
        _CHINESE_CUE: (
            rf"(?:用|拿|使用|通过)?{_WHOSE_ZH}?{name}[ ]?{_DEVICE_ZH}?[ ]?(?:用)?{_TAKEN_ZH}",
            rf"(?:用|拿|使用){_WHOSE_ZH}?{name}[ ]?{_DEVICE_ZH}?(?=[^,，。]{{1,15}}(?:拍|摄)(?:的|了))",
            rf"{sure}{_DEVICE_ZH}?(?=照片|相片|图片)",
            rf"(?:用)?{name}{_DEVICE_ZH}?(?=(?:[横竖]着?|航|抓|随手?|街|连|偷)拍)",
            rf"(?:^|(?<=[\s的])){makers}{_DEVICE_ZH}?(?=的(?:照片|相片|图片))",
        ),
        _ENGLISH_CUE: (
            rf"\b{_TAKEN_EN}[ ](?:(?:it|this|them|that)[ ])?(?:with|on|by|using|from|through)[ ]"
            rf"{_WHOSE_EN}{name}{_CASED}",
            rf"(?:(?<=photos)|(?<=pictures)|(?<=pics)|(?<=[ ]shots)|(?<=images))[ ](?:from|off|by)[ ]"
            rf"{_WHOSE_EN}{name}{_CASED}",
            rf"(?<![A-Za-z]){sure}{_CASED}(?=[ ]{_PICTURES_EN}\b)",
            rf"(?:(?<=photos)|(?<=shots)|(?<=pictures))[ ]with[ ](?:(?:a|an|my|the|our)[ ])?{makers}$",
            rf"(?<![A-Za-z]){modelled}(?=(?:[ ][a-z]+)?[ ]{_PICTURES_EN}\b)",
            rf"(?<![A-Za-z])(?P<name>gopro|insta360|dji|leica|hasselblad)(?=[ ][a-z]+[ ]{_PICTURES_EN}\b)",
            rf"(?<![A-Za-z]){numbered}(?=(?:[ ][a-z]+)?[ ]{_PICTURES_EN}\b)",
        ),
        _NUMBER: (rf"^(?=.*\d){name}$",),
        _ANY: (
            rf"^{makers}$",
            rf"^{modelled}(?=$|[ ](?!{_THING_EN})[a-z])",
            rf"(?<![A-Za-z])(?P<name>google[ ]pixel){_CASED}(?=$|[ ]{_PICTURES_EN}\b)",
            r"^(?P<name>gopro|insta360)(?=[ ](?!charging|mounting|unboxing|hanging|lying|floating)[a-z]+ing\b)",
        ),
        _NAMED_CUE: (rf"(?:相机|机型|camera)[:： ]{{1,2}}{name}(?![A-Za-z0-9])",),
    }
    saying = tuple((cue, pattern) for cue, of_cue in patterns.items() for pattern in of_cue)
    device = rf"(?:[ ]?{_DEVICE_ZH}|{_CASED})?"
    before = rf"(?:用|拿|使用)?{_WHOSE_ZH}?{name}{device}(?:拍的?|照的?)?{_JOIN}(?:用|拿|使用)?{_WHOSE_ZH}?$"
    behind = rf"{_JOIN}(?:用|拿|(?:with|by|on)[ ])?(?:{_WHOSE_ZH}|{_WHOSE_EN}){name}{device}"
    apart = rf"(?<=[ ])(?:with|on|using)[ ]{_WHOSE_EN}{sure}{_CASED}(?=$|[ ]?,|[ ](?:in|at|on|last|from|during)\b)"
    return _Finders(saying, before, behind, apart)


@lru_cache(maxsize=128)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
