"""Things that are called after places: 扬州炒饭 is a dish, a Boston terrier a dog, and neither says where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from photosearch.resources import resource

_NO_THING: Final = (
    "的和吃喝在与看拍了去买做卖里上有是都也把给跟过着听唱弹跳学玩遇见逛骑坐等找写织摸抱晒泡尝品送寄挑试穿戴放飞"
    "边下前喂钓养"
)
"""No name of a thing goes on across these."""
_MADE: Final = re.compile(
    rf"[^{_NO_THING}钓喂弹打洗敬种养摘烤煮\W]{{1,3}}[饼糕酥糖饭汤粥醋酱虾蟹鸡鸭鹅肉肠串饺卷酪脖爪翅蛋豆果瓜枣犬龟鼓琴帽裙衫裤鞋靴袍酒茶粉菜糊丸馍糍粑]"
)
"""A word that ends so is something to eat, an animal, a garment or an instrument."""
_PLACE_AGAIN: Final = re.compile(
    r"街|节|展|园|基地|之乡|博物馆|厅|周|站|市场|厂|工厂|夜市|大会|大赛|比赛|(?<=咖啡)馆|(?<=[音乐茶])会|(?<=茶)山|(?<=花)[市海田卉灯车]"
)
"""With these behind it a thing is a place again: 火锅街."""
_OF: Final = re.compile(
    r"\b(?:maps?|flags?|king|queen|prince|princess|duke|bank|history|language|currency|wolf|bottles?|glass|glasses|cups?"
    r"|mugs?|pints?|cans?|slices?|bowls?|plates?|portraits?|busts?|paintings?|posters?|postcards?|drawings?|sketch|models?"
    r"|replicas?|magnets?|stamps?|globes?|books?\s+about|documentary\s+about)\s+of\s+(?:the\s+|a\s+)?$"
    r"|\b(?:made|printed|born)\s+in\s+(?:the\s+)?$|\b(?:little|baked|real|atl[eé]tico|inter|bayern|borussia|fc|ac)\s+$",
    re.IGNORECASE,
)
_NEXT_WORDS: Final = re.compile(r"(?:[\s-]+[A-Za-z]+){1,3}")
_JOINS: Final = re.compile(
    "in|on|at|by|of|and|or|with|from|near|to|for|the|an?|is|was|my|our|last|this|while|during|under|over"
)
_COLOURS: Final = frozenset(("blue", "green", "red", "pink", "gold", "gray", "grey", "tan", "orange", "purple"))
"""Such a thing only where nothing follows: "bristol blue", but "santorini blue domes"."""
_MERCHANDISE: Final = re.compile(
    "hoodies?|sweatshirts?|t-?shirts?|jerseys?|mugs?|keyrings?|keychains?|magnets?|posters?|postcards?|snowglobes?"
    "|stickers?|totes?|lego|puzzles?|replicas?"
)
"""What is sold of a sight or a university everywhere."""
_SELLS: Final = re.compile(
    "shops?|store|bar|houses?|market|festival|farm|factory|museum|plantation|blossoms?|fields?|orchards?|vineyards?"
    "|gardens?|baker(?:y|ies)|cafes?|pubs?|brewery|winery|workshop|class|tasting|terraces?|padd(?:y|ies)|farmers?|stalls?|groves?|parade|race|show|fair|plantations?"
)
"""With these behind it a thing is a place again: a coffee shop in Paris."""


def chinese_thing_length(behind: str) -> int:
    """How long the thing is that ``behind``, what follows the name of a place, makes of both; 0 where it makes none."""
    found = _chinese().match(behind)
    return 0 if found is None or _PLACE_AGAIN.match(behind, found.end()) is not None else found.end()


def thing_ends(behind: str) -> Iterator[int]:
    """Where a word may end that is a thing by its last character: 鸭脖, 卷饼, 坚果."""
    found = _MADE.match(behind)
    while found is not None:
        if _PLACE_AGAIN.match(behind, found.end()) is None:
            yield found.end()
        found = _MADE.match(behind[: found.end() - 1])


def chinese_compounds(text: str) -> Iterator[tuple[int, int]]:
    """Where in ``text`` there are words that hold the name of a place and mean something else: 香港脚."""
    for found in _compounds().finditer(text):
        if _PLACE_AGAIN.match(text, found.end()) is None:
            yield found.span()


def english_compounds(text: str) -> Iterator[tuple[int, int]]:
    """Where in ``text`` there are phrases that hold the name of a place and mean something else: "guinea pig"."""
    return (found.span() for found in _english_compounds().finditer(text))


def begins_with_one(behind: str) -> bool:
    """Whether it begins with a character that makes a thing of both where it is a word by itself: 犬, 菜."""
    return behind[:1] in _things("things_zh.txt") and _PLACE_AGAIN.match(behind, 1) is None


def is_english_thing(before: str, behind: str, *, is_sight: bool) -> bool:
    """Whether the words before and behind the name of a place make a thing of it: mississippi (mud) pie.

    What follows a sight is seen there, but for what is sold of it: "Glacier National Park goats", harvard hoodie."""
    if _OF.search(before) is not None:
        return True
    following = _NEXT_WORDS.match(behind)
    words = [] if following is None else re.split(r"[\s-]+", following[0].lower().strip(" -"))
    if is_sight:
        return any(map(_MERCHANDISE.fullmatch, words[:1]))
    for number, word in enumerate(words):
        if _JOINS.fullmatch(word):
            return False
        if word in _COLOURS and not all(map(_JOINS.fullmatch, words[number + 1 : number + 2])):
            continue
        if word in _things("things_en.txt") or "".join(words[number : number + 2]) in _things("things_en.txt"):
            return not any(map(_SELLS.fullmatch, words[number + 1 : number + 2]))
    return False


@cache
def _chinese() -> re.Pattern[str]:
    """A thing of several characters, with up to two before it: 兰州(牛肉)拉面."""
    longest_first = sorted((word for word in _things("things_zh.txt") if len(word) > 1), key=len, reverse=True)
    return re.compile(rf"[^{_NO_THING}\W]{{0,2}}?(?:{'|'.join(longest_first)})")


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_things("compounds_zh.txt"), key=len, reverse=True)))


def first_names() -> frozenset[str]:
    """What many people are called in English, in small letters."""
    return _things("first_names_en.txt")


@cache
def _english_compounds() -> re.Pattern[str]:
    lines = resource("places", "compounds_en.txt").read_text(encoding="utf-8").splitlines()
    phrases = [phrase.strip() for line in lines if not line.startswith("#") for phrase in line.split(",")]
    longest_first = sorted(map(re.escape, filter(None, phrases)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)


@cache
def _things(name: str) -> frozenset[str]:
    lines = resource("places", name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
