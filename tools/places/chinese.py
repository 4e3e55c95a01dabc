"""Chinese names: in simplified characters, without the ending of their kind, as pinyin."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from opencc import OpenCC
from pypinyin import lazy_pinyin

from tools.places.sources import HAN_NAME, City, Sources

_JAPANESE: Final = str.maketrans(
    "広沢浜県竜塩徳戸関桜鉄渋斎蔵気仏円覚総恵稲亀辺剣黒芸帯伝姫穂焼糸両滝瀬頼壱児増舘豊郷薬実栄営摂団観権変読暁巌奥検険浅渓鶴黄呉歩砺諫頬済圏経継続対発説乗単弾厳犠残従焼",
    "广泽滨县龙盐德户关樱铁涩斋藏气佛圆觉总惠稻龟边剑黑艺带传姬穗烧丝两泷濑赖壹儿增馆丰乡药实荣营摄团观权变读晓岩奥检险浅溪鹤黄吴步砺谏颊济圈经继续对发说乘单弹严牺残从烧",
)
_OWN_SCRIPT: Final = ("", "CN", "HK", "MO", "TW")
_NO_CITY: Final = ("街道", "镇", "乡")
_ENDINGS: Final = re.compile(
    r"(.{2,}?)(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|地区|林区|新区|矿区|省|市|县|区|盟|旗)"
)
_PEOPLES: Final = re.compile(
    r"(?:蒙古族|藏族|维吾尔|哈萨克|柯尔克孜|布依族|苗族|侗族|彝族|哈尼族|傣族|景颇族|傈僳族|白族|壮族|土家族|羌族|回族|朝鲜族|黎族|满族|瑶族"
    r"|畲族|土族|撒拉族|东乡族|保安族|裕固族|仡佬族|水族|毛南族|仫佬族|佤族|拉祜族|布朗族|纳西族|普米族|怒族|独龙族|达斡尔族|锡伯|塔吉克|鄂温克族|鄂伦春|各族"
    r"|蒙古|哈萨克族)+$"
)
_READINGS: Final = {
    "朝阳": "chaoyang", "番禺": "panyu", "乐清": "yueqing", "乐亭": "laoting", "六安": "luan", "东阿": "donge",
    "蔚县": "yuxian", "浚县": "xunxian", "单县": "shanxian", "莘县": "shenxian", "尉犁": "yuli", "铅山": "yanshan",
    "大埔": "dabu", "六合": "luhe", "厦门": "xiamen", "长安": "changan", "香格里拉": "shangri-la",
    "重庆": "chongqing", "天台": "tiantai", "丽水": "lishui", "台州": "taizhou", "阿克塞": "aksay", "那曲": "nagqu",
    "色达": "serta", "甘孜": "garze", "理塘": "litang", "若尔盖": "zoige", "稻城": "daocheng",
}  # fmt: skip
"""Names that are not read as their characters usually are."""


@cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


def simplified(name: str, country: str = "") -> str:
    """``name`` in simplified characters; of Japan's also those that only Japan writes so."""
    name = name.replace("・", "·").replace("－", "-").strip()
    if country not in _OWN_SCRIPT:
        name = name.translate(_JAPANESE)
    return _converter("t2s").convert(name)


def traditional(name: str) -> str:
    """``name`` in traditional characters."""
    return _converter("s2t").convert(name)


def short(name: str) -> str:
    """Without 市, 自治县 and the peoples before it; empty where nothing of two characters is left."""
    found = _ENDINGS.fullmatch(name)
    if found is None:
        return ""
    bare = _PEOPLES.sub("", found[1])
    return bare if len(bare) >= 2 else found[1]


def pinyin(name: str) -> str:
    """Without tones and spaces."""
    return _READINGS.get(name) or "".join(lazy_pinyin(name, errors="ignore"))


def chinese_names(city: City, sources: Sources) -> tuple[str, tuple[str, ...]]:
    """The usual name of a city in simplified characters, and further ones; the mainland's before those of Taiwan."""
    country = city.country
    tagged = sources.names("zh").get(city.number, "")
    pairs = [(simplified(name, country), name) for name in city.chinese_names]
    best = _best(tagged, pairs, country)
    if not best:
        return "", ()
    others: list[str] = []
    mainland = _of_mainland(city, tagged, best)
    if mainland:
        others.append(best)
        best = mainland
    for name, written in pairs:
        if name != best:
            others.append(name)
        if written != name and country != "JP":
            others.append(written)
    if country == "JP":
        others += [written for _, written in pairs]
    return best, tuple(dict.fromkeys(others))


def _best(tagged: str, pairs: list[tuple[str, str]], country: str) -> str:
    if tagged and HAN_NAME.fullmatch(tagged):
        return simplified(tagged, country)
    if re.search(r"[一-鿿]", tagged):
        return simplified(tagged, country).split(" ")[0].split("(")[0]
    if not pairs:
        return ""
    times = Counter(name for name, _ in pairs)
    return max(
        pairs, key=lambda pair: (times[pair[0]], not pair[0].endswith(_NO_CITY), pair[0] == pair[1], -len(pair[0]))
    )[0]


def _of_mainland(city: City, tagged: str, best: str) -> str:
    """GeoNames' Chinese name may be in traditional script, and then is Taiwan's; the dump may have the other one."""
    if city.country in ("JP", "KR", *_OWN_SCRIPT) or not tagged or simplified(tagged, city.country) == tagged:
        return ""
    endings = (*_NO_CITY, "市", "区", "县")
    names = [
        name
        for name in city.chinese_names
        if simplified(name) == name and traditional(name) != name and not name.endswith(endings)
    ]
    return simplified(min(names, key=len), city.country) if names and best not in names else ""
