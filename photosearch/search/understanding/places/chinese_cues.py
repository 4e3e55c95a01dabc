"""What stands before and behind a name in Chinese and tells whether it is a place: 在, 去, 边; 吃, 一杯, 刚."""

from __future__ import annotations

import re
from typing import Final

from photosearch.types.places import NamedKind

LEAD: Final = re.compile(
    r"(?:位于|来自|前往|去过|到过|去了|到了|摄于|拍于|拍自|拍摄于|拍摄自|在|去|到|来|从|于|往|抵达|途经|路过|坐标|喺)$"
)
"""Leads to a place and says nothing else."""
NO_LEAD: Final = re.compile(
    r"(?:现在|存在|正在|实在|过去|回去|出去|下去|上去|进去|失去|看到|得到|遇到|拍到|感到|直到|收到|找到|想到|听到|见到|等到|出来|回来|起来|过来|下来|上来|进来"
    r"|后来|未来|原来|本来|从来|将来|关于|对于|由于|终于|等于|至于|属于|以往|往往)$"
)
DENIED: Final = re.compile(r"(?:不|没|没有|不是|别|未)(?:能)?$")
ELSEWHERE: Final = re.compile(r"(?:(?<!是)不|不是|并非|没有?)(?:[在于]|去过?|到过?)$")
"""Leads to a place where the photos are not: 不在, 没去过."""
HINT: Final = re.compile(
    r"(?:游|逛|玩|爬|登|飞|回|住|经过|离开|游览|参观|打卡|自驾|看到|拍到|飞到|回到|游玩|旅居|定居|骑行|徒步|穿越|环)$"
)
"""Says that a place follows, and what is done there: it stays among the words."""
_HAD: Final = re.compile(
    r"(?:[吃喝尝嚼啃煮炒泡沏品饮]了?|[穿戴]着?|[一两三几半这那][杯壶瓶碗盘罐盒包袋桶串颗粒块片条头匹双件顶把枚幅本部首款辆台罐份只])$"
)
"""What is eaten, worn or counted is no place: 喝普洱, 一件波西米亚."""
_ADVERB: Final = re.compile(r"(?:刚|刚刚|已经|已|未|没|没有|快要|正在|很|非常|太|最|更|真|特别|有点|比较|不)$")
"""Before what one does or how it is, not before a name: 刚开封."""
_PRINTED: Final = re.compile(
    r"(?:地球仪|地图|课本|书本?|绘本|电视机?|屏幕|海报|油画|画|明信片|邮票|杂志|挂历|日历|报纸|纸币|钞票|人民币|硬币|壁纸|衣服|T恤|杯子)[里上中]?(?:的|印着|印的|画着|画的|写着)$"
    r"|人民币$"
)
"""What is drawn or printed on such is not where the photo was taken."""
_SURNAME: Final = re.compile(
    r"(?:^|[和跟与给叫、，,\s]|同事|同学|朋友|老师|师傅|医生|导游|司机|邻居|闺蜜|室友|战友|[叔姨舅哥姐弟妹爷婆姑])[小老阿]?[王李张刘陈杨赵吴徐孙朱胡郭罗郑梁谢许韩冯邓曹彭曾肖董潘袁蔡蒋余杜魏吕卢姚沈姜崔谭陆范汪廖韦贾邹孟邱侯尹薛闫黎陶贺郝龚邵覃戴]$"
)
_PERSON_BEHIND: Final = re.compile(r"(?:$|[的在和跟与是穿戴拿抱过吹]|[\s,，、])")
_SIDE: Final = re.compile(r"边(?![境陲疆关防])|面(?![条馆包粉])|[侧岸端角]|部(?![队长落门])|方(?![言案便向])")
"""With a point of the compass before it: 湖北边 is the north side of a lake."""
TAIL: Final = re.compile(
    r"[东西南北中]部|[东西南北]边|[东西南北]岸|边上|旁边|附近|周边|一带|里面|境内|那边|这边|岸边|街头|门前|面前|脚下|底下|山下|下面|顶上|之上|之下|之巅|上空|外面|[边旁里上中内畔下前外]"
)
"""Belongs to the place before it."""
SUFFIXES: Final = {
    "市": frozenset({NamedKind.CITY, NamedKind.DISTRICT, NamedKind.TOWN}),
    "县": frozenset({NamedKind.DISTRICT, NamedKind.CITY}),
    "区": frozenset({NamedKind.DISTRICT}),
    "镇": frozenset({NamedKind.TOWN, NamedKind.DISTRICT, NamedKind.CITY}),
    "省": frozenset({NamedKind.PROVINCE}),
    "州": frozenset({NamedKind.PROVINCE, NamedKind.CITY}),
    "岛": frozenset({NamedKind.ISLAND, NamedKind.CITY, NamedKind.PROVINCE, NamedKind.COUNTRY}),
    "湖": frozenset({NamedKind.LAKE}),
    "山": frozenset({NamedKind.MOUNTAIN}),
    "古城": frozenset({NamedKind.CITY, NamedKind.DISTRICT, NamedKind.TOWN}),
    "老城": frozenset({NamedKind.CITY, NamedKind.DISTRICT, NamedKind.TOWN}),
    "市区": frozenset({NamedKind.CITY, NamedKind.DISTRICT}),
}
"""What may stand behind a name, and what it is then."""
STREET: Final = re.compile(r"[东西南北中大]?(?:路|街|大道|巷|弄)(?![上边灯口])")
"""Streets are called after places elsewhere: 北京路."""
HOUSE: Final = re.compile(
    r"医院|[一二三]院|小学|中学|[一二三]中|幼儿园|宾馆|饭店|饭庄|大酒店|药房|药店|超市|证券|小区|花园小区|社区|牌|啤酒|矿泉水|手机"
)
"""What is called after mountains and waters elsewhere: 华山医院, 长江大酒店."""
COPY: Final = re.compile(
    r"(?:的)?(?:模型|积木|乐高|拼图|冰箱贴|明信片|海报|手办|地图|邮票|挂画|油画|水彩画?|素描|简笔画|壁纸|图案|标志|文身|纹身|刺青|沙盘|微缩|背景板|背景墙)"
    r"|门票|同款|风格|主题(?!公园|乐园|酒店)|logo"
)
"""Of any place there are such, anywhere."""
PHOTOS: Final = re.compile(
    r"(?:的)?(?:照片|相片|图片|照|影集|相册|合影|合照|视频|风景|夜景|街景)?(?:$|\s|[,，、和与跟及])"
)
JOINS: Final = re.compile(r"(?:^|[\s,，、和与跟及的年月日天])$")
"""What may stand before a short name that the sentence is about."""


def lead_before(before: str) -> int | None:
    """Where the words begin that lead to what follows ``before``; None where nothing does."""
    lead = LEAD.search(before)
    return None if lead is None or NO_LEAD.search(before) else lead.start()


def is_something_else(before: str, name: str, behind: str) -> bool:
    """Whether what stands beside ``name``, to which nothing leads, says that it is no place."""
    if _HAD.search(before) or _ADVERB.search(before) or _PRINTED.search(before):
        return True
    if len(name) == 2 and _SURNAME.search(before) and _PERSON_BEHIND.match(behind):
        return True
    return name[-1] in "东西南北" and _SIDE.match(behind) is not None
