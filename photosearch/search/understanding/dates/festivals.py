"""Festivals and holidays: what they are called, and on which days they fall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from photosearch.search.understanding.dates.festival_days import (
    OfYear,
    days_off,
    fixed,
    from_easter,
    from_new_year,
    lunar,
    nth_weekday,
    term,
)
from photosearch.search.understanding.dates.other_words import BEGIN
from photosearch.search.understanding.dates.values import Alone, Grain, Yearly, once


@dataclass(frozen=True, slots=True)
class Festival:
    """One festival; patterns are regular expressions."""

    chinese: str
    english: str
    day: OfYear
    """What the name alone means."""
    holiday: OfYear | None = None
    """What the name means beside 假期, 期间, "holidays" or "weekend"; None: the same."""
    eve: OfYear | None = None
    """The first day itself, where the name alone means more."""


_SPRING: Final = from_new_year(-1, 6)
_CHRISTMAS: Final = fixed(12, 25)
FESTIVALS: Final = (
    Festival("元旦节?|新历新年", "new year'?s day", fixed(1, 1), days_off(fixed(1, 1))),
    Festival("(?:[阳公]历|(?<!历))(?<!重)新年(?!级|代|度|轻)", "new years?|new year's", fixed(1, 1)),
    Festival("(?:元旦)?跨年夜?(?!级|代|度|龄)", "new year'?s eve|nye", fixed(12, 31)),
    Festival(
        "春节|(?<![不路经越])过年(?!轻|龄)|农历新年|阴历新年|中国新年|大过年的?|新春佳节",
        "chinese new year'?s?|lunar new year|spring festival|cny",
        _SPRING,
        _SPRING,
        from_new_year(0, 0),
    ),
    Festival(
        "除夕夜?|腊月三十|大年三十|年三十|大年夜|年三十晚",
        "chinese new year'?s eve|lunar new year'?s eve",
        from_new_year(-1, -1),
    ),
    Festival(
        "元宵节|(?<![碗吃煮包买个做盘份锅颗粒的])(?:农历)?元宵(?!圆|花|馅|煮|下锅)|上元节|正月十五",
        "lantern festival|yuanxiao(?: festival)?",
        lunar(1, 15),
    ),
    Festival("龙抬头|二月二(?![十日号])", "dragon head-?raising(?: day| festival)?", lunar(2, 2)),
    Festival("三月三(?![十日号亚峡里星])", "shangsi festival|double third festival", lunar(3, 3)),
    Festival(
        "清明节?", "qing ?ming(?: festival)?|tomb[- ]sweeping(?: day| festival)?", term("清明"), days_off(term("清明"))
    ),
    Festival(
        "端午节?|端阳节?|五月初五",
        "dragon boat(?: festival)?(?! rac)|duanwu(?: festival)?",
        lunar(5, 5),
        days_off(lunar(5, 5)),
    ),
    Festival(
        "七夕情人节|七夕节?|乞巧节|七月初七|中国情人节",
        "qixi(?: festival)?|chinese valentine'?s(?: day)?|double seventh(?: festival)?",
        lunar(7, 7),
    ),
    Festival(
        "中元节|鬼节|盂兰节|七月半|七月十五(?![日号])",
        "(?:hungry )?ghost festival|zhongyuan(?: festival)?",
        lunar(7, 15),
    ),
    Festival(
        "中秋节?|八月十五(?![日号])|仲秋节",
        "mid-?(?: )?autumn(?: festival| day)?|moon festival|mooncake festival|zhongqiu(?: festival)?",
        lunar(8, 15),
        days_off(lunar(8, 15)),
    ),
    Festival(
        "(?<!王)重阳节?(?!宫|木)|九月初九|老人节", "double ninth(?: festival)?|chong ?yang(?: festival)?", lunar(9, 9)
    ),
    Festival("下元节", "xiayuan(?: festival)?", lunar(10, 15)),
    Festival("腊八节?(?![粥蒜豆])", "laba(?: rice porridge)? festival", lunar(12, 8)),
    Festival("小年夜?(?![轻糕级])|祭灶节?", "little new year|kitchen god festival", lunar(12, 23, 24)),
    Festival("立春(?!卷)", "start of spring", term("立春")),
    Festival("春分", "(?:spring|vernal|march) equinox", term("春分")),
    Festival("立夏", "start of summer|lixia", term("立夏")),
    Festival("夏至", "summer solstice", term("夏至")),
    Festival("立秋", "start of autumn|liqiu", term("立秋")),
    Festival("秋分", "(?:autumnal|autumn|fall|september) equinox", term("秋分")),
    Festival("立冬", "start of winter|lidong", term("立冬")),
    Festival("冬至节?", "winter solstice|dongzhi(?: festival)?", term("冬至")),
    Festival(
        "情人节|西方情人节|二一四情人节",
        "(?:st\\.? |saint )?valentine(?:'?s'? day|'?s|s'? day| day)|v-day",
        fixed(2, 14),
    ),
    Festival("妇女节|三八妇女节|三八节|三八女神节|女神节|女生节", "(?:international )?women'?s day", fixed(3, 8)),
    Festival("白色情人节", "white day", fixed(3, 14)),
    Festival("植树节", "arbor day", fixed(3, 12)),
    Festival("愚人节", "april fools?'?s?(?: day)?", fixed(4, 1)),
    Festival("世界地球日|地球日", "earth day", fixed(4, 22)),
    Festival(
        (
            "五一国际劳动节|五一劳动节|五一节|(?:5[.·]1)?劳动节|5[.·]1(?=假|小长假|黄金周|期间)|(?<![零一二三四五六七八九十])五一"
            rf"(?!(?!{BEGIN})[零一二三四五六七八九十百]|[只点路村班次]|起义|劳动奖|个(?!人)|新(?!疆))"
        ),
        "may day|labour day|international workers'? day|workers'? day",
        fixed(5, 1),
        fixed(5, 1, 5, 5),
    ),
    Festival("五四青年节|青年节|五四(?=$|那天|当天|活动)", "youth day", fixed(5, 4)),
    Festival("护士节", "(?:international )?nurses'? day", fixed(5, 12)),
    Festival(
        "五二零|(?<![\\d.¥￥$])520(?=情人节|那天|那晚|当天|当晚|表白|送|收|约会|领证|求婚|的?(?:花|礼物|晚餐|玫瑰)|$)|网络情人节",
        "",
        fixed(5, 20),
    ),
    Festival(
        "六一儿童节|国际儿童节|儿童节|六一节?(?![八九零二三四五六七班])",
        "(?:international )?children'?s day",
        fixed(6, 1),
    ),
    Festival("建党节|七一建党节", "", fixed(7, 1)),
    Festival(
        "618(?=那天|当天|期间|前后|买|囤|下单|抢|剁手|购物节|年中|战利品|$)|六一八(?=那天|当天|期间|购物节)",
        "",
        fixed(6, 18),
    ),
    Festival("八一建军节?|建军节", "", fixed(8, 1)),
    Festival("教师节", "teachers?'?s? day", fixed(9, 10)),
    Festival(
        (
            "国庆节?|十一国庆节?|(?:^|(?<=[我们家，,]))十一(?=[去回在]|出去|出门|出游|出国|自驾|旅[游行]|带|跟|和)|十一(?=假期|长假|黄金周|期间|放假|小长假)|(?<=年)十一(?=$"
            "|[\\s的去在拍那])|(?<=[到至])十一(?=$|[的之期])|10[.·]1(?=国庆|假|长假|小长假|黄金周|期间)|十月一(?![日号起家个群直])|国庆黄金周"
        ),
        "(?:china'?s? |chinese )?national day",
        fixed(10, 1, 10, 7),
        fixed(10, 1, 10, 7),
        fixed(10, 1),
    ),
    Festival(
        "日本(?:的)?黄金周",
        "japan(?:ese|'s)? golden week|golden week(?= in (?:japan|tokyo|kyoto|osaka))",
        fixed(4, 29, 5, 5),
    ),
    Festival("黄金周|国庆中秋|中秋国庆", "golden week", fixed(10, 1, 10, 7)),
    Festival("万圣节前夜|万圣节前夕|万圣节|万圣夜|万圣", "hallow(?:e'?)?en|all hallows'? eve", fixed(10, 31)),
    Festival("诸圣节", "all saints'? day", fixed(11, 1)),
    Festival("亡灵节", "day of the dead|dia de (?:los )?muertos", fixed(11, 1, 11, 2)),
    Festival("篝火节|盖伊福克斯之夜", "guy fawkes(?: night| day)?|bonfire night", fixed(11, 5)),
    Festival("光棍节|双十一|双11|双 ?11", "singles'? day|double (?:11|eleven)", fixed(11, 11)),
    Festival("", "veterans'? day|remembrance day|armistice day", fixed(11, 11)),
    Festival("双十二|双12", "double (?:12|twelve)", fixed(12, 12)),
    Festival(
        "平安夜|圣诞夜(?![景市晚里空])|圣诞前夜|圣诞节前夜|圣诞前夕|圣诞节前夕",
        "(?:christmas|x-?mas) eve",
        fixed(12, 24),
    ),
    Festival("圣诞节?|耶诞节?", "christmas day|christmas(?:time)?|x-?mas", _CHRISTMAS, fixed(12, 24, 1, 1)),
    Festival("节礼日", "boxing day", fixed(12, 26)),
    Festival("圣帕特里克节", "(?:st\\.? |saint )pa(?:trick|ddy)'?s(?: day)?|paddy'?s day", fixed(3, 17)),
    Festival("五月五日节", "cinco de mayo", fixed(5, 5)),
    Festival("六月节", "juneteenth", fixed(6, 19)),
    Festival("加拿大国庆日?", "canada day", fixed(7, 1)),
    Festival(
        "美国独立日|美国国庆日?|独立日",
        "(?:the )?fourth of july|(?:the )?4th of july|independence day|july fourth",
        fixed(7, 4),
    ),
    Festival("法国国庆日?|巴士底日", "bastille day", fixed(7, 14)),
    Festival("澳大利亚国庆日?|澳洲国庆日?", "australia day", fixed(1, 26)),
    Festival("澳新军团日", "anzac day", fixed(4, 25)),
    Festival("泼水节", "songkran|water festival", fixed(4, 13, 4, 15)),
    Festival("马丁路德金日", "(?:mlk|martin luther king)(?:,? jr\\.?)? day", nth_weekday(1, 0, 3)),
    Festival("总统日", "presidents'? day", nth_weekday(2, 0, 3)),
    Festival("母亲节", "mother'?s'? day", nth_weekday(5, 6, 2)),
    Festival("父亲节", "father'?s'? day", nth_weekday(6, 6, 3)),
    Festival("阵亡将士纪念日", "memorial day", nth_weekday(5, 0, -1), nth_weekday(5, 0, -1, -2, 0)),
    Festival("美国劳动节", "labor day", nth_weekday(9, 0, 1), nth_weekday(9, 0, 1, -2, 0)),
    Festival("哥伦布日", "columbus day|indigenous peoples'? day", nth_weekday(10, 0, 2)),
    Festival("感恩节", "thanksgiving(?: day)?", nth_weekday(11, 3, 4), nth_weekday(11, 3, 4, 0, 3)),
    Festival("黑色星期五|黑五", "black friday", nth_weekday(11, 3, 4, 1, 1)),
    Festival("网络星期一", "cyber monday", nth_weekday(11, 3, 4, 4, 4)),
    Festival("复活节", "easter sunday|easter day|easter", from_easter(0, 0), from_easter(-2, 1)),
    Festival("复活节星期一", "easter monday", from_easter(1, 1)),
    Festival("耶稣受难日|受难节|受难日", "good friday", from_easter(-2, -2)),
    Festival("棕枝主日|圣枝主日", "palm sunday", from_easter(-7, -7)),
    Festival("忏悔星期二|油腻星期二", "mardi gras|shrove tuesday|pancake day|fat tuesday", from_easter(-47, -47)),
    Festival("圣灰星期三", "ash wednesday", from_easter(-46, -46)),
    Festival("耶稣升天节", "ascension day", from_easter(39, 39)),
    Festival("圣灵降临节|五旬节", "pentecost|whit sunday", from_easter(49, 49)),
)


def every_year(of_year: OfYear) -> Yearly:
    """What comes once a year, and of which every one is meant."""
    found = of_year(2020)
    grain = Grain.DAY if found is not None and found.first == found.last else Grain.WEEK
    return Yearly(once(of_year), grain, Alone.EVERY)
