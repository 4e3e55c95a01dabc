"""Chinese sentences that say what is not to be on the photo, and those that merely sound so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.types.typed_words import parse_typed

UNWANTED = [
    ("不要人的海边", "海边", "人"),
    ("没有人的海边", "海边", "人"),
    ("没有猫", "", "猫"),
    ("沒有貓", "", "貓"),
    ("不带车的街道", "街道", "车"),
    ("不帶車的街道", "街道", "車"),
    ("海边 不要人", "海边", "人"),
    ("海边不要人", "海边", "人"),
    ("海边没有人", "海边", "人"),
    ("海边没人", "海边", "人"),
    ("没人的海边", "海边", "人"),
    ("无人的海滩", "海滩", "人"),
    ("無人的海灘", "海灘", "人"),
    ("无云的天空", "天空", "云"),
    ("没有云的天空", "天空", "云"),
    ("没有游客的故宫", "故宫", "游客"),
    ("没有建筑的风景", "风景", "建筑"),
    ("没有狗绳的狗", "狗", "狗绳"),
    ("没有雪的富士山", "富士山", "雪"),
    ("没有任何人的沙漠", "沙漠", "人"),
    ("晚上没有人的街道", "晚上街道", "人"),
    ("帮我找没有人的海边", "帮我找海边", "人"),
    ("给我找不要人的海边", "给我找海边", "人"),
    ("日落 没有人", "日落", "人"),
    ("没有人 日落", "日落", "人"),
    ("海边没有人的照片", "海边", "人"),
    ("没有人的照片", "", "人"),
    ("不要猫的照片", "", "猫"),
    ("没有水印的图片", "", "水印"),
    ("不含文字的海报", "海报", "文字"),
    ("不要有字的海报", "海报", "字"),
    ("海边，不要有人，不要船", "海边", "人 船"),
    ("没有人和车的街道", "街道", "人 车"),
    ("没有人也没有车的街道", "街道", "人 车"),
    ("没有人没有车的街道", "街道", "人 车"),
    ("不要人、车的海边", "海边", "人 车"),
    ("不要猫只要狗", "狗", "猫"),
    ("不要猫，只要狗", "狗", "猫"),
    ("只要狗不要猫", "狗", "猫"),
    ("不想要狗的草地", "草地", "狗"),
    ("海边 不要红色的船", "海边", "红色的船"),
    ("海边 不要戴帽子的人", "海边", "戴帽子的人"),
    ("没有红色的车", "", "红色的车"),
    ("不要穿红衣服的人", "", "穿红衣服的人"),
    ("海滩 不要太多人", "海滩", "太多人"),
    ("花 不要红色", "花", "红色"),
    ("不要和服", "", "和服"),
    ("没有和尚的寺庙", "寺庙", "和尚"),
    ("除了猫以外的动物", "动物", "猫"),
    ("除了北京的照片", "", "北京"),
    ("除猫之外的动物", "动物", "猫"),
    ("不是猫的动物", "动物", "猫"),
    ("不戴眼镜的人", "人", "眼镜"),
    ("没打伞的人", "人", "伞"),
    ("无人海滩", "海滩", "人"),
    ("有猫没狗", "有猫", "狗"),
    ("照片 没有人", "", "人"),
    ("公园里没有小孩", "公园里", "小孩"),
    ("湖边没有人的清晨", "湖边清晨", "人"),
    ("没有胡子的男人", "男人", "胡子"),
    ("除了猫", "", "猫"),
]

CONTENT = [
    "没有脚的鸟",
    "不是很红的花",
    "是不是猫的照片",
    "无人驾驶的车",
    "除夕的年夜饭",
    "排除万难",
    "要不要去海边",
    "有没有猫",
    "还没有开的花",
    "没有开花的树",
    "没有关的门",
    "没有吃完的蛋糕",
    "没有穿鞋的孩子",
    "没有尽头的路",
    "没有名字的猫",
    "没有问题",
    "没有意思",
    "没有免费的午餐",
    "没有最好只有更好",
    "没有人知道的地方",
    "从来没有人去过的地方",
    "一个人也没有的海滩",
    "没有共产党就没有新中国",
    "没有",
    "没完没了",
    "没落的村庄",
    "没骨画",
    "淹没人的洪水",
    "不要",
    "不要停车",
    "不要触摸的牌子",
    "不要和陌生人说话",
    "不要钱的午餐",
    "不要紧",
    "不要脸",
    "请不要拍照",
    "不含糊",
    "不带走一片云彩",
    "不锈钢",
    "不丹",
    "不倒翁",
    "无花果",
    "无线电",
    "无锡",
    "无人机",
    "无人区",
    "无人驾驶的车",
    "空无一人的海滩",
    "除夕",
    "除了猫还有狗",
    "除雪的人",
    "《没有青春的青春》",
    "“不要说话”",
    "排除万难",
    "无尾熊",
    "没有你",
    "没有什么大不了",
    "没收的东西",
    "不要走草坪",
    "不带电",
    "无边泳池",
    "无糖可乐",
    "没有硝烟的战争",
]

THINGS = st.sampled_from(["猫", "狗", "船", "汽车", "雪山", "花", "湖", "桥", "孩子", "蛋糕"])


@pytest.mark.parametrize(("typed", "text", "not_texts"), UNWANTED)
def test_what_is_unwanted_is_taken_out(typed: str, text: str, not_texts: str) -> None:
    parsed = parse_typed(typed)
    assert (parsed.text, parsed.not_texts) == (text, tuple(not_texts.split()))


@pytest.mark.parametrize("typed", CONTENT)
def test_what_merely_sounds_so_stays(typed: str) -> None:
    parsed = parse_typed(typed)
    assert (parsed.text, parsed.not_texts) == (typed, ())


@given(wanted=THINGS, unwanted=THINGS, other=THINGS)
@pytest.mark.parametrize(
    "sentence",
    [
        "没有{unwanted}的{wanted}",
        "沒有{unwanted}的{wanted}的照片",
        "不要{unwanted}的{wanted}",
        "{wanted} 不要{unwanted}",
        "{wanted}，没有{unwanted}",
        "不要{unwanted}，只要{wanted}",
        "除了{unwanted}以外的{wanted}",
    ],
)
def test_no_thing_is_lost(sentence: str, wanted: str, unwanted: str, other: str) -> None:
    parsed = parse_typed(sentence.format(wanted=wanted, unwanted=unwanted))
    assert (parsed.text.removesuffix("的照片"), parsed.not_texts) == (wanted, (unwanted,))
    two = parse_typed(sentence.format(wanted=wanted, unwanted=f"{unwanted}和{other}"))
    assert (two.text.removesuffix("的照片"), two.not_texts) == (wanted, tuple(dict.fromkeys((unwanted, other))))


GRAMMAR = set("不要没有沒无带含除了以外任何的和也只照片、， 帮我找")
PIECES = [
    "不要",
    "没有",
    "沒有",
    "没",
    "无",
    "不带",
    "不含",
    "除了",
    "以外",
    "任何",
    "有",
    "人",
    "车",
    "红色",
    "照片",
    "和",
    "也没有",
    "只要",
    "、",
    "，",
    "的",
    "猫",
    "帮我找",
]


@given(st.lists(st.sampled_from([*PIECES, " "]), max_size=12).map("".join))
def test_only_characters_that_join_are_left_out(typed: str) -> None:
    parsed = parse_typed(typed)
    kept = set("".join((parsed.text, *parsed.not_texts)))
    assert set(typed) - kept <= GRAMMAR
    assert kept <= set(typed) | {" "}
