"""Things that are called after places: 扬州炒饭 is a dish, a Boston terrier a dog, and neither says where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from photosearch.resources import resource

_NO_THING: Final = "的和吃喝在与看拍了去买做卖里上有是都也把给跟过着"
"""No name of a thing goes on across these."""
_MADE: Final = re.compile(
    rf"[^{_NO_THING}钓喂弹打洗敬种养摘烤煮\W]{{1,3}}[饼糕酥糖饭汤粥醋酱虾蟹鸡鸭鹅肉肠串饺卷酪脖爪翅蛋豆果瓜枣犬龟鼓琴帽裙衫裤鞋靴袍酒茶粉菜糊丸馍糍粑]"
)
"""A word that ends so is something to eat, an animal, a garment or an instrument."""
_PLACE_AGAIN: Final = ("街", "节", "展", "园", "基地", "之乡", "博物馆")
"""With these behind it a thing is a place again: 火锅街."""
_OF: Final = re.compile(
    r"\b(?:maps?|flags?|king|queen|prince|princess|duke|bank|history|language|currency|wolf)\s+of\s+(?:the\s+)?$"
    r"|\bmade\s+in\s+(?:the\s+)?$|\b(?:little|baked)\s+$",
    re.IGNORECASE,
)
_NEXT_WORDS: Final = re.compile(r"(?:[\s-]+[A-Za-z]+){1,3}")
_JOINS: Final = frozenset(
    [
        "in",
        "on",
        "at",
        "by",
        "of",
        "and",
        "or",
        "with",
        "from",
        "near",
        "to",
        "for",
        "the",
        "a",
        "an",
        "is",
        "was",
        "my",
        "our",
        "last",
        "this",
    ]
)
_SELLS: Final = frozenset(
    (
        "shop",
        "shops",
        "store",
        "bar",
        "house",
        "houses",
        "market",
        "festival",
        "farm",
        "factory",
        "museum",
        "plantation",
    )
)
"""With these behind it a thing is a place again: a coffee shop in Paris."""


def is_chinese_thing(behind: str) -> bool:
    """Whether ``behind``, what follows the name of a place, makes a thing of both."""
    found = _chinese().match(behind)
    return found is not None and not behind[found.end() :].startswith(_PLACE_AGAIN)


def thing_ends(behind: str) -> Iterator[int]:
    """Where a word may end that is a thing by its last character: 鸭脖, 卷饼, 坚果."""
    found = _MADE.match(behind)
    while found is not None:
        if not behind[found.end() :].startswith(_PLACE_AGAIN):
            yield found.end()
        found = _MADE.match(behind[: found.end() - 1])


def begins_with_one(behind: str) -> bool:
    """Whether it begins with a character that makes a thing of both where it is a word by itself: 犬, 菜."""
    return behind[:1] in _things("things_zh.txt")


def is_english_thing(before: str, behind: str) -> bool:
    """Whether the words before and behind the name of a place make a thing of it: mississippi (mud) pie."""
    if _OF.search(before) is not None:
        return True
    following = _NEXT_WORDS.match(behind)
    words = [] if following is None else re.split(r"[\s-]+", following[0].lower().strip(" -"))
    for number, word in enumerate(words):
        if word in _JOINS:
            return False
        if word in _things("things_en.txt"):
            return not _SELLS.intersection(words[number + 1 : number + 2])
    return False


@cache
def _chinese() -> re.Pattern[str]:
    """A thing of several characters, with up to two before it: 兰州(牛肉)拉面."""
    longest_first = sorted((word for word in _things("things_zh.txt") if len(word) > 1), key=len, reverse=True)
    return re.compile(rf"[^{_NO_THING}\W]{{0,2}}?(?:{'|'.join(longest_first)})")


@cache
def _things(name: str) -> frozenset[str]:
    lines = resource("places", name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
