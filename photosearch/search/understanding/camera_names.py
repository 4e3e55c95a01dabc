"""Makers and models of cameras and telephones as people write them, and how files name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_CHINESE: Final = {
    "佳能": "canon",
    "尼康": "nikon",
    "索尼": "sony",
    "富士": "fuji",
    "徕卡": "leica",
    "莱卡": "leica",
    "哈苏": "hasselblad",
    "松下": "panasonic",
    "奥林巴斯": "olympus",
    "宾得": "pentax",
    "理光": "ricoh",
    "适马": "sigma",
    "大疆": "dji",
    "苹果": "apple",
    "华为": "huawei",
    "荣耀": "honor",
    "小米": "xiaomi",
    "红米": "redmi",
    "三星": "samsung",
    "一加": "oneplus",
    "魅族": "meizu",
    "中兴": "zte",
    "谷歌": "google",
    "诺基亚": "nokia",
    "联想": "lenovo",
    "摩托罗拉": "motorola",
    "影石": "insta360",
    "柯达": "kodak",
    "卡西欧": "casio",
    "努比亚": "nubia",
    "真我": "realme",
    "锤子": "smartisan",
}
_LATIN: Final = (
    "canon nikon sony fujifilm fuji leica hasselblad panasonic lumix olympus pentax ricoh sigma dji huawei honor xiaomi"
    " redmi samsung galaxy vivo oppo oneplus meizu zte google pixel nokia lenovo motorola insta360 kodak casio nubia"
    " realme htc iphone ipad ipod gopro apple eos powershot coolpix cybershot ixus minolta polaroid mavic"
)
LATIN: Final = tuple(_LATIN.split())
MAKERS_ONLY: Final = frozenset(
    {
        "canon",
        "nikon",
        "fujifilm",
        "leica",
        "hasselblad",
        "lumix",
        "olympus",
        "pentax",
        "dji",
        "gopro",
        "eos",
        "powershot",
    }
    | {"coolpix", "佳能", "尼康", "徕卡", "莱卡", "哈苏", "奥林巴斯", "宾得", "大疆"}
)
"""What makes cameras and little else: photos of these are photos with these."""
DOUBTFUL: Final = frozenset(
    {"galaxy", "pixel", "apple", "sigma", "honor", "google", "kodak", "polaroid", "fuji", "mavic"}
    | {"富士", "苹果", "小米", "荣耀", "一加", "真我", "锤子", "联想", "谷歌"}
)
"""Things that are photographed as well: only "taken with" makes a camera of them."""
MODEL: Final = (
    r"(?:[ -]?(?:(?=[A-Za-z]{0,6}\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*|pro|max|plus|mini|ultra|mark|mk|i{1,3}|iv|vi{0,2}"
    r"|eos|rebel|alpha|lumix|coolpix|powershot|galaxy|note|pixel|redmi|mate|nova|find|reno|air|se|xs|xr|x|z|r|q|mavic|hero|gr|fc|om-d|pocket|avata|[a-z]{1,2}-[a-z]?\d+|gfx|osmo|action|phantom|inspire|ixus|reno|mix|nord|fold|flip|pura|civi|neo|turbo|ace|magic|cl|sl)"
    r"(?![A-Za-z]))"
)
NAME: Final = (
    rf"(?:(?:{'|'.join(_CHINESE)})(?:[ ]?{MODEL}{{1,4}})?"
    rf"|(?<![A-Za-z])(?:{'|'.join(LATIN)})(?![A-Za-z])(?:{MODEL}{{1,4}})?"
    r"|(?<![A-Za-z])a(?:7|9|1)[a-z]?(?:[ ]?(?:i{1,3}|iv|v))?(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])(?:eos[ ]?)?r5(?![A-Za-z0-9])"
    r"|(?<![A-Za-z])x(?:100[a-z]*|-?t\d+|-?pro\d)(?![A-Za-z0-9]))"
)
"""A pattern for a name with its model, to be read without regard to capitals."""
MENTIONED: Final = re.compile(
    rf"{'|'.join((*_CHINESE, *LATIN))}|(?<![a-z])a[179]|(?<![a-z])r5|(?<![a-z])x(?:100|-?t\d|-?pro\d)", re.IGNORECASE
)
"""In every text in which ``NAME`` finds something, and quickly made."""
_SONY = re.compile(r"(?:alpha[ ]?|a)(?P<number>\d{1,4})(?P<letter>[rsc]?)[ ]?(?P<mark>m?[2-5]|i{1,3}|iv|v)?$")
_MARKS: Final = {"i": "", "2": "m2", "3": "m3", "4": "m4", "5": "m5", "ii": "m2", "iii": "m3", "iv": "m4", "v": "m5"}


def camera_words(name: str) -> tuple[str, ...]:
    """The words that a file's name for a camera has, for a name as ``NAME`` finds it; lower case.

    A number stays with the word before it: "iPhone 5" is in "Apple iPhone 5" and not in "Apple iPhone 15".
    """
    spaced = re.sub(r"([一-鿿])(?=[A-Za-z0-9])", r"\1 ", name.lower())
    words = [_CHINESE.get(word, word) for word in spaced.split()]
    words = ["fuji" if word == "fujifilm" else word for word in words]
    return tuple(_joined(_as_sony_writes(words)))


def _as_sony_writes(words: Sequence[str]) -> list[str]:
    """Sony calls an A7 III an ILCE-7M3."""
    maker, model = list(words[:1]), " ".join(words[1:])
    if maker != ["sony"]:
        maker, model = ([], " ".join(words)) if re.match(r"a[179]", words[0]) else (maker, "")
    found = _SONY.match(model)
    if found is None:
        return list(words)
    mark = _MARKS.get(found["mark"] or "", found["mark"] or "")
    return ["sony", f"ilce-{found['number']}{found['letter']}{mark}"]


def _joined(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    for word in words:
        if joined and re.match(r"\d", word):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(re.sub(r"^(iphone|ipad|pixel)(?=\d)", r"\1 ", word))
    return joined
