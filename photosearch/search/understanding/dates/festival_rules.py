"""Festivals as they are said: alone, with 那天, 假期 or "weekend" behind them; without a year every one is meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from photosearch.search.understanding.dates.festival_days import OfYear, around, widened
from photosearch.search.understanding.dates.festivals import FESTIVALS, Festival, every_year
from photosearch.search.understanding.dates.other_words import GLUED_YEAR
from photosearch.search.understanding.dates.rules import Rule, Script, characters
from photosearch.search.understanding.dates.values import Value

_THINGS: Final = (
    "树|(?<=圣诞)老人|老公公|帽|袜|装(?![在去修备车])|服装|卡(?!拉)|贺卡|卡片|礼[物盒品]|花环|鹿"
    "|彩蛋|蛋糕|兔(?!年)|岛(?!上)|快递|包裹|面具|糖果|促销|广告|海报|打折"
    "|歌曲?|电影|贺年卡|南瓜|火鸡|巧克力|月饼|粽子|汤圆|饺子|对联|春联|年画|灯笼|饼干|姜饼|装饰"
    "|橱窗|主题|风格|元素|蜡烛|铃铛|雪橇|红包|剪纸|上河图|果(?!园|树)|粿|团子|快乐|安康|愉快|祝福|问候"
    "|联欢晚会|档|路(?!上|过|途)|广场(?!舞)|大道|村(?!里|口)|中学|小学|医院|大街|社区|店铺"
    "|特价|优惠|购物车|菜(?!市)|贴纸"
    "|巧果|福利|特惠|特卖|限时|大促|放假通知|通知|贺图|市集|集市|香囊|香包|挂件|摆件|窗花|福字|贴画|手抄报|黑板报|简笔画|横幅|彩灯|黑板画|展板|文案|头饰"
    "|滤镜|壁纸|头像|表情|素材|口红|套装|限定|毛衣|睡衣"
)
"""Behind the name of a festival: a thing that is called so, whenever it is seen."""
_ENGLISH_THINGS: Final = (
    "trees?|cards?|cakes?|eggs?|bunn(?:y|ies)|island|islands|costumes?|lights?|decorations?"
    "|ornaments?|gifts?|presents?|cookies?|stockings?|wreaths?|pudding"
    "|sweaters?|jumpers?|markets?|pumpkins?|candy|candies|masks?|turkeys?|hats?|socks?|songs?"
    "|carols?(?! (?:service|concert|singing|night))|movies?|films?|music|themed?|style|baskets?"
    "|chocolates?|lil(?:y|ies)|cactus|star|balls?|crackers?|jumper|wrapping|greetings?|wishes"
    "|resolutions?|sales?|deals?|shopping|ads?|posters?|wallpapers?|stickers?"
    "|mooncakes?|boat race|boats?|lanterns?|banners?|couplets?|pajamas|pyjamas|makeup|nails"
    "|bonnets?|signs?|logos?|t-?shirts?|shirts?|books?|cartoons?|drawings?|paintings?|clip-?art|icons?|memes?|quotes?|invitations?"
    "|flyers?|tags?|menus?|balloons?|cupcakes?|treats?|mugs?|quilts?|blankets?|aprons?|doors?|inflatables?"
    "|candles?|table setting|village|elf|elves|reindeer|stamps?|earrings|necklace"
)
_MORE: Final = (
    r"(?:的?(?P<more>假期|小长假|长假|放假|[三五七八]天小?长?假|期间|黄金周|假日|那几天|这几天|那段时间"
    r"|那阵子|前后几天))?"
)
_DAY_ITSELF: Final = "(?:的?(?P<itself>当天|那天|当日|正日|这天|这一天|那一天|当晚|那晚|当夜|那夜))?"


_THING_BEHIND: Final = re.compile(rf"节?(?:{_THINGS})|(?:'s)? (?:{_ENGLISH_THINGS})\b|-", re.IGNORECASE)
_NO_NAME_BEFORE: Final = re.compile(r"(?:[\w-]|\b(?:merry|happy) )$", re.IGNORECASE)
_LONG: Final = r"(?: (?P<long>holidays?|week-?end|break|vacation|week(?! of)|period|season|time)\b)?"
_A_FESTIVAL: Final = "(?:节(?![目日奏约气]))?"
"""What may stand behind a name for 节: no 节目, 节日."""


def _rules() -> Iterator[Rule]:
    for festival in FESTIVALS:
        if festival.chinese:
            yield _chinese(festival)
        if festival.english:
            yield _english(festival)


def _chinese(festival: Festival) -> Rule:
    name = festival.chinese.replace("节?", _A_FESTIVAL)

    def build(match: re.Match[str], today: dt.date) -> Value | None:
        del today
        if _THING_BEHIND.match(match.string, match.end()):
            return None
        if match["itself"] and not match["more"]:
            return every_year(festival.eve or festival.day)
        return every_year(_spoken_of(festival, match["more"] or ""))

    script = Script.ANY if re.search(r"\d", name) else Script.CHINESE
    return Rule(f"(?:{name}){_MORE}{_DAY_ITSELF}", build, script, characters(name) | frozenset(re.findall(r"\d", name)))


def _english(festival: Festival) -> Rule:
    def build(match: re.Match[str], today: dt.date) -> Value | None:
        del today
        is_part = _NO_NAME_BEFORE.search(match.string, 0, match.start()) is not None
        if is_part or _THING_BEHIND.match(match.string, match.end()):
            return None
        return every_year(_spoken_of(festival, (match["long"] or "").lower()))

    return Rule(
        rf"(?>{festival.english})(?:(?!\w)|{GLUED_YEAR})(?! eve\b){_LONG}",
        build,
        Script.LATIN,
        _beginnings(festival.english),
    )


def _beginnings(english: str) -> frozenset[str]:
    """Of the words of a name, three letters each: every way to say it has a word of three letters."""
    return frozenset(re.findall("(?<![a-z])[a-z]{3}", english))


def _spoken_of(festival: Festival, more: str) -> OfYear:
    """What is meant by the name with the word behind it: the day, its holidays, its week or weekend."""
    span = (festival.holiday or festival.day)(2020)
    assert span is not None
    assert span.first is not None
    assert span.last is not None
    length = (span.last - span.first).days + 1
    if more.startswith("week"):
        is_weekend = "end" in more
        fits = 2 < length < 5 if is_weekend else length > 5
        return festival.holiday if festival.holiday and fits else around(festival.day, is_weekend=is_weekend)
    if more.endswith(("几天", "段时间", "阵子")) and not 1 < length < 9:
        return widened(festival.day, 3)
    return festival.holiday if more and festival.holiday else festival.day


RULES: Final = tuple(_rules())
