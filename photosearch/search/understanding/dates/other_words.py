"""Characters that are a number or a day unless another word begins with them: 上周三 is a day, 上周三亚 is Sanya."""

from __future__ import annotations

from typing import Final

_NUMBERS: Final = (
    "一(?:起|家|同|群|直|路上|些|个|下|大家|行人|次|位|只|条|张|样|切|边|块|场|对|双|排|桌|锅|碗|杯|盘|人|屋|片|圈|围)"
    "|二(?:连|胎|维|手|环|楼|姐|哥|次元)|三(?:亚|峡|里屯|星堆|明市|清山|坊七巷|河|门峡|沙|环|代)"
    "|四(?:川|姑娘|平市|合院|环|代)|五(?:台|指山|大道|羊|彩|花|岳|代)|六(?:安|盘水)|七(?:彩|星|里山塘)"
    "|八(?:达岭|里|大关|仙)|九(?:寨|江|华|龙|份|曲|乡)|十(?:里|渡|三陵|堰|八)"
)
_DAYS: Final = (
    "日(?:本|出(?!游|门|发|差|去|国|海)|落(?!日)|照(?!相|片)|月潭|光|喀则|式|料|历|常|内瓦|惹|记|志|报|程)"
    "|天(?:津|空|安门|坛|气|台|山|府|鹅|地|池|涯|文|桥|主|使|生|真|然|黑|亮)"
)
_YEARS: Final = "年(?:会(?!议|场)|货|夜饭|糕|画(?![的了着])|味|终)"
BEGIN: Final = rf"(?:{_NUMBERS}|{_DAYS})"
"""As a pattern: a word other than a number or a day begins here."""
GLUED_YEAR: Final = r"(?=(?:19|20)\d\d(?!\d))"
"""A year without a space before it: jan2021, summer2019."""
SEASON_OR_FESTIVAL: Final = ("spring", "summer", "autumn", "fall", "winter", "christmas", "xmas", "halloween", "easter")
"""Beside such a word a year may stand without a space: 2019summer, xmas2014."""
A_NEW_WORD: Final = rf"(?:{_YEARS})"
"""A word that begins with 年: 2019年会 is the dinner of 2019."""
NOT_AS_FIRST: Final = (
    r"(?!中(?!国|山|午|秋|华|关村|东)|高(?!铁|速|原)|雪(?!山|景|地|乡|后)|春(?!节|游|晚|卷|运)|夏"
    r"(?!令营|威夷)|秋(?!游|千)|冬(?!奥|令营|泳|至)"
    rf"|夜(?!景|市|宵|晚|里)|(?!{BEGIN})[一二三四五六七八九十]|[恋吻次见始衷级心步])"
)
"""Behind 初 that is the beginning of something: no 初中, 初恋, 初三."""
