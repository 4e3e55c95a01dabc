"""What an English sentence says is not to be on the photo: "no cat", "dog without people", "beach but no people".

The rules are narrow on purpose: where the same words name a thing ("no parking sign", "no man's land", "doctors without
borders") they stay what is searched for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_BREAK: Final = r",，、;；.!?。"
_PLACE: Final = (
    r"at|in|on|during|under|near|by|from|along|over|beside|behind|before|after|around|inside|outside|for|while|where|when"
    r"|that|which|who|is|are|but|with|only|just"
)
_WITHIN: Final = (
    r"\s+(?:in\s+(?:(?:the\s+)?(?:background|foreground|picture|photo|image|frame|shot|scene|back|front)|sight|view|it"
    r"|them)|on\s+(?:it|them))\b"
)
"""Where on the photo the unwanted thing is: belongs to it."""
_NOT_A: Final = (
    r"(?!(?:problem|chance|clue|moment|single|bit|lot|few|drop|big|good|bad|day|word|thing|fan|care|idea|best|end|only"
    r"|same|first|last|way|drill|toy|game|crime|love|war|soul)\b)"
    rf"[^\s{_BREAK}]+(?:[ ](?!in\b|on\b|is\b|that\b)[^\s{_BREAK}]+)?"
)
"""Up to two words that are a thing, and not a way to speak."""
_SAID: Final = (
    r"(?:least|forgotten|heard|seen|stirred|only|yet|always|too|really|for|as|to|you|me|us|him|her|it|impossible|gone"
    r"|broken|alone|quite|done|enough|sure|in|on|at|from|with|by|under|near|because|when|while|if)"
)
"""What follows "but not" where nothing is missing on a photo."""
_FLAW: Final = (
    r"blurry|blurred|blur|out[ ]of[ ]focus|dark|bright|overexposed|underexposed|noisy|grainy|fuzzy"
    r"|black[ ]and[ ]white|cropped"
    r"|tilted|crooked|crowded|cloudy|foggy|rainy|snowy"
)
_ON_IT = re.compile(
    r"\s+(?:in\s+(?:it|them|(?:the\s+|an?\s+)?(?:picture|photo|image|shot|frame)s?)|on\s+(?:it|them))$", re.IGNORECASE
)
"""Where on the photo, and nothing that is not said of every photo."""
_WITHIN_END = re.compile(rf"{_WITHIN}$", re.IGNORECASE)
_TERM = re.compile(
    rf"""
    "[^"]+" | “[^”]+”                                                # what is quoted is a name
    | (?<=[\s{_BREAK}])(?:with[ ])?(?P<nobody>nobody|no[ -]?one|not[ ]a[ ]soul)(?:\s+(?:in[ ]it|around|there
      |in[ ]sight|on[ ]it|else))?(?=\s*(?:[{_BREAK}]|$))
    | (?:(?<=[\s{_BREAK}])|^)(?P<free>people|person|crowd|tourist|car|traffic|cloud|snow|text
      |watermark)s?[ -]free(?=[ ])
    | (?:(?:^|(?<=[{_BREAK}][ ])|(?<=[ ](?=but|and|yet|that|which))(?:but|and|yet|(?:that|which)[ ](?:is
      |are))[ ]))(?:is[ ])?not[ ](?P<a>a|an|any|the)[ ](?P<not_a>{_NOT_A})(?=\s*(?:[{_BREAK}]|$))
    | (?:(?<=[ ])(?:but|and|yet)[ ]not
    |(?<=,[ ])not)[ ](?!{_SAID}\b)(?P<but_not>[^\s{_BREAK}]+(?:[ ][^\s{_BREAK}]+)?)(?=\s*(?:[{_BREAK}]|$))
    | (?<=[ ])(?:but|and)[ ]not[ ](?:of|with|from)[ ](?:(?:a|an|any|the|my)[ ])?(?P<not_of>[^\s{_BREAK}]+)
      (?=\s*(?:[{_BREAK}]|$))
    | (?:^|(?<=[ ]))(?:that[ ]|which[ ])?do(?:es)?(?:[ ]not|n['’]t)[ ](?:show|have|contain|include|feature)
      [ ](?:(?:a|an|any|the)[ ])?
      (?P<shows_no>[^\s{_BREAK}]+(?:[ ](?!in\b)[^\s{_BREAK}]+)?(?:{_WITHIN})?)(?=\s*(?:[{_BREAK}]|$))
    | (?:(?:(?:^|(?<=[ ]))(?:that[ ]|which[ ])?(?:is|are|was|were)(?:[ ]not|n['’]t))|(?:^|(?<=[ ]))(?:not|nothing))[ ]
      (?:too[ ]|very[ ]|so[ ])?(?P<not_so>{_FLAW})(?=\s*(?:[{_BREAK}]|$))
    | (?:(?<=[\s{_BREAK}])|^)
      (?P<joined>(?:but|and|yet)\s+)?
      (?:(?P<without>without|except(?:ing)?(?:\s+for)?|excluding|other\s+than|apart\s+from
        |(?<=[a-z]\s)minus(?=\s[a-z]+s?\s*$))|(?P<has>(?:with|has|have|having|there(?:\s+(?:is|are)
        |['’]s))\s+)?(?P<no>no))
      \s+(?P<what>[^{_BREAK}]+?(?:{_WITHIN})?)
      (?=\s+(?:(?:and|but|or|yet)\s+)?(?:without|no)\s|\s+and\s+(?:a|an|the|some|my|with|only)\s
        |\s+(?:{_PLACE})\b(?<!\sin)
         |\s+in\b(?!\s+(?:the\s+)?(?:background|foreground|picture|photo|image|frame|shot|scene|back|front|sight|view
           |it|them)\b)
         |\s*[{_BREAK}]|\s*$)
      (?:\s+(?:but|and|yet)(?=\s+with\s))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NAMES = re.compile(
    r"(?:no|without|entry|entrance|exit|photography|way|matter|idea|problems?|doubt|one|man['’]?s|more|longer|country|time|trespassing|access|u-turn|mercy|limits?"
    r"|fear|pain|name|thanks?|good|brainer|vacancy|comment|deal|place|end|such|trace|worries|sense|regrets|signal|mind"
    r"|strings?\s+attached|bounds|pressure|horn|admittance|fun|gain|big\s+deal|hard\s+feelings"
    r"|\d\S*)\b"
    r"|(?!(?:building|ring|king|wing|string|swing|ceiling|clothing|painting|wedding|lighting|earring|railing|thing)\b)"
    r"\S+ing\b"
    r"|\S+(?:\s+\S+)*\s+(?:signs?|allowed|zone|area|sticker|logo|symbol|poster|policy|land|reason)\b"
    r"|\S+(?:\s+\S+){3}",
    re.IGNORECASE,
)
"""What follows "no" where the words are a sign, a title or a way to speak."""
_SPEAKS = re.compile(
    r"(?:say|says|said|oh|yes|or|and|dr|mr|just|under|in|by|of|means|takes?|no|leave|platform|track|room|bus|line|flight"
    r"|not|a|an|the|this|that|why|big|casa)[.:]?"
)
"""The word before a bare "no" there."""
_NEVERTHELESS = re.compile(
    r"(?:a\s+)?(?:doubt|fail|end|borders|limits|words|warning)(?:\s|$)|(?:you|me|us|him|her|it)$", re.IGNORECASE
)
_WITH: Final = frozenset({"with", "with and", "with or"})
_PAIRS: Final = r"(?<!black)(?<!salt)(?<!fish)(?<!rock)"
_AND = re.compile(rf"{_PAIRS}\s+(?:and|or|nor|&)\s+(?:(?:any|a|an|the)\s+)?", re.IGNORECASE)
_ARTICLES = re.compile(r"^(?:(?:any|a|an|the)\s+)+(?=\S)", re.IGNORECASE)


def take_unwanted_english(text: str) -> tuple[str, tuple[str, ...]]:
    """What remains of ``text``, with a space where something was taken out, and what is unwanted, in its order."""
    unwanted: list[str] = []

    def take(match: re.Match[str]) -> str:
        before = match.string[: match.start()].lower().rsplit(None, 2)[-2:]
        if (
            plain := match["not_a"]
            or match["but_not"]
            or match["not_of"]
            or match["shows_no"]
            or match["not_so"]
            or match["free"]
            or (match["nobody"] and "people")
        ):
            unwanted.append(_ON_IT.sub("", plain))
            return " "
        if match["what"] is None or _is_name(match, before):
            return match[0]
        things = [_ARTICLES.sub("", thing).strip() for thing in _AND.split(_ON_IT.sub("", match["what"]))]
        unwanted.extend(thing for thing in things if thing)
        return " "

    return _TERM.sub(take, text), tuple(unwanted)


def _is_name(match: re.Match[str], before: Sequence[str]) -> bool:
    """Whether it only sounds as if something were missing; ``before`` are the last two words before it."""
    what = _WITHIN_END.sub("", match["what"])
    if match["without"]:
        return _NEVERTHELESS.match(what) is not None or not _WITH.isdisjoint((" ".join(before), *before[-1:]))
    is_bare = not (match["joined"] or match["has"])
    is_said = bool(before) and _SPEAKS.fullmatch(before[-1]) is not None
    return _NAMES.match(what) is not None or (is_bare and is_said)
