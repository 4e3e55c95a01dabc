"""Phrases made from words: photo templates and coloured things, in both languages."""

from __future__ import annotations

from dataclasses import dataclass

PHOTO_TEMPLATES_EN = ("a photo of {}", "a picture of {}", "{} in the picture")
PHOTO_TEMPLATES_ZH = ("{}的照片", "一张{}的照片", "有{}的图片")
COLOURS = (
    ("red", "红色"),
    ("orange", "橙色"),
    ("yellow", "黄色"),
    ("green", "绿色"),
    ("blue", "蓝色"),
    ("purple", "紫色"),
    ("pink", "粉色"),
    ("brown", "棕色"),
    ("black", "黑色"),
    ("white", "白色"),
    ("gray", "灰色"),
)
COLOURED_THINGS = (
    ("car", "汽车"),
    ("flower", "花"),
    ("bird", "鸟"),
    ("dog", "狗"),
    ("cat", "猫"),
    ("horse", "马"),
    ("bus", "公交车"),
    ("boat", "船"),
    ("bicycle", "自行车"),
    ("shirt", "衬衫"),
    ("dress", "裙子"),
    ("hat", "帽子"),
    ("jacket", "外套"),
    ("shoes", "鞋子"),
    ("ball", "球"),
    ("house", "房子"),
    ("door", "门"),
    ("chair", "椅子"),
    ("umbrella", "雨伞"),
    ("cup", "杯子"),
    ("apple", "苹果"),
    ("butterfly", "蝴蝶"),
    ("clothes", "衣服"),
    ("motorcycle", "摩托车"),
    ("truck", "卡车"),
    ("train", "火车"),
)


@dataclass(frozen=True)
class Phrase:
    """The same phrase in both languages."""

    en: str
    zh: tuple[str, ...]


def colour_phrases() -> list[Phrase]:
    """Every colour with every coloured thing: `red car`, 红色的汽车, 红色汽车."""
    phrases: list[Phrase] = []
    for colour_en, colour_zh in COLOURS:
        for thing_en, thing_zh in COLOURED_THINGS:
            phrases.append(Phrase(f"{colour_en} {thing_en}", (f"{colour_zh}的{thing_zh}", f"{colour_zh}{thing_zh}")))
    return phrases
