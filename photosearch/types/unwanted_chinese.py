"""What a Chinese sentence says is not to be on the photo: 没有人的海边, 海边 不要人, 不带车的街道, 除了猫以外的动物.

The rules are narrow on purpose: where the same signs name a thing (没有尽头的路, 不要停车, 有没有, 无人机) they stay
what is searched for. A word before 的 is unwanted and what follows is wanted (没有人的海边), but not where that word
merely describes (没有红色的车), nor for a wish after something wanted (海边 不要红色的船).
"""

from __future__ import annotations

import re
from typing import Final

_BREAK: Final = r"\s,，;；。.！!？?"
_LACKS: Final = r"没有|沒有|不带|不帶|不含有|不含|不包含|不包括"
_WISHES: Final = (
    r"不想要|不想看到|不想看见|不想看見|不能有|不许有|不許有|不要有|不要|别要|別要|别有|別有|别出现|別出現|排除|去掉"
)
_BARE: Final = r"人群|人影|人|猫|貓|狗|船|车|車|云|雲|文字|字|水印|雪|水|树|樹"
"""Things that 没 and 无 alone may stand before; before others they mostly are a part of a word."""
_SCENES: Final = (
    r"海滩|沙滩|海边|海岸|沙漠|街道|大街|街头|街|小巷|巷子|公园|山谷|山顶|雪山|雪地|森林|树林|广场|教室|房间|车站|站台|草原|草地|湖面|湖边|小路|马路|公路"
    r"|走廊|商场|操场|球场|城市|街景|风景|场景|花园|院子|码头|桥|泳池|地铁|车厢|电影院|图书馆|餐厅|寺庙|田野"
)
"""What 无人 describes without being a word with it: a beach; not a machine, a shop or a zone."""
_PHOTO: Final = r"(?:照片|相片|图片|圖片|图像|圖像|画面|畫面)"
_MARKER = rf"""
    (?<![有还還从從也都并並曾来來就])(?P<lacks>{_LACKS})(?:任何|有)?
    | (?<!要)(?<!能)(?P<wishes>{_WISHES})(?:任何|有)?
    | (?<![淹沉埋出吞覆隐隱湮])[没沒](?=(?:{_BARE})(?:的|[{_BREAK}]|$))
    | [无無](?=(?:{_BARE})的)
"""
_NOT_A: Final = r"(?<!是)(?<![还可要岂莫若就都])不是(?![我你他她它这那什很太特非因为]|[^的]*[就而])"
_NOT_WEARING: Final = r"(?:不|没|没有)(?:戴|打(?=伞)|撑(?=伞)|拿)"
_TERM = re.compile(
    rf"""
    "[^"]+" | “[^”]+” | 「[^」]+」 | 《[^》]+》                            # what is quoted is a name
    | {_NOT_A}(?P<other>[^{_BREAK}的]{{1,5}})的(?=[^{_BREAK}照相图])
    | {_NOT_WEARING}(?P<worn>[^{_BREAK}的了过着]{{1,5}})的(?=[^{_BREAK}照相图])
    | [无無](?P<nobody>人)(?=(?:{_SCENES}))
    | (?:{_MARKER})(?P<what>[^{_BREAK}]+?)
      (?=(?<![有还還从從也都并並曾来來就要])(?:{_LACKS}|{_WISHES})|只要|只有|但要|而要|[{_BREAK}]|$)
      (?:[\s,，]*(?:只要|只有|但要|而要))?
    | 除(?P<but>[^{_BREAK}的还還也又都了夕草雪法非]{{1,8}}?)(?<![排删解扫清拆消开免根剔])(?:以外|之外
      |外)(?:的(?:{_PHOTO}(?=[{_BREAK}]|$))?)?
      (?![,，\s]*(?:还|還|也|又|都))
    | 除了(?P<besides>[^{_BREAK}的还還也又都]+?)
      (?:(?:以外|之外|外)(?:的(?:{_PHOTO}(?=[{_BREAK}]|$))?)?|的{_PHOTO}(?=[{_BREAK}]|$)|(?=[{_BREAK}]|$))
      (?![,，\s]*(?:还|還|也|又|都))
    """,
    re.VERBOSE,
)
_VERBS: Final = (
    r"[吃喝睡醒关關开開打看见見洗化修写寫完拍听聽问問想到变變经經过過来來去走回停熄剪刮染穿戴]|建成|建好|被|把|在"
    r"|人(?=[住知爱愛看去来來会會能想在管用坐])"
)
_IDIOMS: Final = (
    r"问题|問題|关系|關係|办法|辦法|用|意思|意义|意義|什么|什麼|信号|信號|钱|錢|终点|終點|尽头|盡頭|名字|如果|边界|邊界|可能|感觉|感覺"
    r"|结果|結果|了|人性|人情|底线|底線|理由|不|那么|那麼|这么|這麼|你|我|他|她|以前|之前|比|最|免费|免費|硝烟|硝煙|空$|.*就"
    r"|一[点點丝絲]|糊|电$|電$|(?:脚|腿|翅膀|头(?![发盔巾饰])|脸|眼睛|手(?![机套表链])|耳朵|嘴|尾巴|影子)的"
)
_NO_LACK = re.compile(rf"{_VERBS}|{_IDIOMS}|.*[完好过過](?:的|$)")
"""What follows 没有 and its like where nothing is missing on a photo."""
_NO_WISH = re.compile(
    r"脸|臉|紧|緊|命|钱|錢|了|不|[停动動走跑哭笑说說吃喝碰摸触觸踩吸抽拍进進入靠忘放担擔害怕急乱亂随隨再让讓给給用做睡回问問玩爬翻攀]|太(?!多)|和(?![服尚平牌])|把|万难|故障|障碍|客气|客氣|着急|游泳|下水"
    r"|[带帶看打](?!.*的)"
)
"""What follows 不要 where somebody is told to leave something be: signs and titles."""
_DESCRIBES = re.compile(
    r"(?:[红紅黄黃蓝藍绿綠白黑灰紫粉橙棕金银銀彩深浅淺]色?|[大小新旧舊老高矮胖瘦丑醜亮暗虚虛脏髒乱亂]|黑白|模糊|难看|難看|重复|重複|奇怪|漂亮|年轻|年輕|清楚|清晰|多余|多餘"
    r"|其他|其它|别|別|[我你他她它]们?|自己|[这這那][样樣种種]|[穿戴带帶坐站骑騎拿抱打看在].*)的"
)
"""What stands before 的 and is no thing itself."""
_AND = re.compile(
    r"也没有|也沒有|也不要|以及|或者|、|或|(?<![暖温溫柔平缓緩饱飽亲親总總共大颐頤调調中])和(?![服平谐諧尚风風面牌声聲弦气氣睦解田])|[与與跟及](?=.)"
)
_ASKS = re.compile(
    r"(?:请|請)?(?:帮我|幫我|给我|給我|我)?(?:想要|想|要)?(?:找一下|找找|找|搜索|搜)?(?:一张|一張|一些)?"
)
_PHOTO_END = re.compile(rf"的?{_PHOTO}$|的$")
_BEFORE_THE_WANTED = re.compile(rf"(?P<what>[^的]+)的(?:{_PHOTO}$|(?=.))")


def take_unwanted_chinese(text: str) -> tuple[str, tuple[str, ...]]:
    """What remains of ``text``, and what is unwanted, in its order."""
    unwanted: list[str] = []

    def take(match: re.Match[str]) -> str:
        if besides := match["besides"] or match["but"]:
            unwanted.extend(_each(besides))
            return " "
        if plain := match["other"] or match["worn"] or match["nobody"]:
            unwanted.extend(_each(plain))
            return ""
        what = match["what"]
        if what is None or (_NO_WISH if match["wishes"] else _NO_LACK).match(what):
            return match[0]
        is_first = _ASKS.fullmatch(match.string[: match.start()].strip()) is not None
        before = _BEFORE_THE_WANTED.fullmatch(what) or _BEFORE_THE_WANTED.match(what)
        if before is None or _DESCRIBES.match(what) or (match["wishes"] and not is_first):
            unwanted.extend(_each(_PHOTO_END.sub("", what)))
            return " "
        unwanted.extend(_each(before["what"]))
        return what[before.end() :]

    return _TERM.sub(take, text), tuple(unwanted)


def _each(what: str) -> list[str]:
    """人和车 are two things; what is left empty beside "and" was none."""
    parts = [part.strip() for part in _AND.split(what)]
    return parts if all(parts) else [what]
