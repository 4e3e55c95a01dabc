"""Whether a name in an English sentence is a place, an ordinary word, or somebody's name.

What tells it is what leads to the name ("in"), how it is written, what stands beside it, and how well known the place
is. "A nice day" speaks of no town, "in nice" does; Florence alone is a city, "with Florence" a friend, and so is Anna
alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from photosearch.gazetteer.gazetteer import Gazetteer, Named
from photosearch.gazetteer.keys import key_of
from photosearch.gazetteer.tables import Said
from photosearch.search.understanding.dictionary import bundled_dictionary
from photosearch.search.understanding.places.things import first_names, is_english_thing
from photosearch.types.places import NamedKind

_STRONG: Final = frozenset(
    (
        "in",
        "at",
        "near",
        "around",
        "to",
        "from",
        "by",
        "visiting",
        "visited",
        "visit",
        "outside",
        "across",
        "in front of",
    )
)
"""Hardly anything but a place follows these and a name."""
_TELLS_WORDS: Final = _STRONG - {"to", "by", "across"}
"""Even an ordinary word is a place behind these."""
_OF_SOMEBODY: Final = re.compile(
    r"\b(?:with|my|our|his|her|uncle|aunt|auntie|cousin|baby|mr|mrs|ms|miss|dr|sister|brother|friend|son|daughter"
    r"|grandma|grandpa|dog|cat|puppy|kitten|named|called|little)\.?\s+$",
    re.IGNORECASE,
)
_DOES: Final = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:birthday|graduation|wedding|game|party|recital|baptism|christening|costume|haircut|bedroom"
    r"|room|smile|face|hair|toys?|dog|cat|mom|mum|dad|sister|brother|team|homework|drawing|bike|car)\b|"
    r"\s+(?:[a-z]+ing\s+(?:an?|the|his|her|their|my|our|your|out|up)\b"
    r"|(?:eat|drink|sleep|smil|laugh|cry|wear|hold|play|blow|open|danc|sing|jump|read|hugg|kiss|sitt|stand|crawl|chew"
    r"|bark|wav|yawn|pout|graduat|swing|pett|feed|learn|mak|bak|cook|draw|colou?r|do|gett|giv|look|pos|napp|snooz|runn"
    r"|ly|stretch|purr|clapp|pull|push|carry|catch|throw|paint)ing\b"
    r"|(?:in|on|at|with)\s+(?:his|her)\b|in\s+an?\s+(?:[a-z-]+\s+){0,2}(?:dress|hat|cap|shirt|coat|costume|suit|sweater|jacket|uniform"
    r"|swimsuit|bikini|stroller|crib|seat|chair|bathtub|tub|pool|wig|mask|helmet|scarf|cage|basket|box)\b"
    r"|(?:the|my|our)\s+(?:cat|dog|puppy|kitten|pup|horse|pony|rabbit|bunny|hamster|parrot)\b"
    r"|(?:and|&)\s+(?:i|me|mom|mum|dad|grandma|grandpa|friends|his|her|their)\b|(?:is|was|smiles|laughs|eats|plays|asleep|awake)\b)"
    r"|,\s*(?:my|our|his|her)\b",
    re.IGNORECASE,
)
"""Behind a name of people: what somebody does, or who it is."""
_NEXT: Final = re.compile(r"[\s-]+([^\W\d_]+)")
_AND_NEXT: Final = re.compile(r"\s+(?:and|&)\s+([A-Z][a-z]+)\b")
_AND_LAST: Final = re.compile(r"\b([A-Z][a-z]+)\s+(?:and|&)\s+$")
_KIN: Final = re.compile(
    r"\b(?:uncle|aunt|auntie|cousin|mr|mrs|ms|miss|dr|sister|brother|friend|son|daughter|grandma|grandpa|dog|cat|puppy"
    r"|kitten|horse|pony|hamster|named|called)\.?\s+$",
    re.IGNORECASE,
)
"""Whoever it is, the name behind is theirs."""
_ARTICLE: Final = re.compile(r"\b(?:an?|some|this|that|these|those)\s+$", re.IGNORECASE)
"""Of what there is one or another, not of a place."""
_LAST: Final = re.compile(r"([^\W\d_]+)[\s-]+$")
_SCENE: Final = re.compile(
    r"\s+(?:waterfront|harbou?r|skyline|beach(?:es)?|old\s+town|castle|market|airport|station|streets?|cathedral|sunset"
    r"|sunrise|trip|vacation|holiday|at\s+night|downtown|pier|promenade|marina|in\s+(?:the\s+)?(?:rain|snow|fog))\b",
    re.IGNORECASE,
)
"""What towns have."""
_ENDS: Final = re.compile(
    r"\s*(?:$|[,.;!?]|(?:last|this|next|in|on|at|during|and|or|by|from|before|after|since|around|for|when|while|ago"
    r"|photos?|pictures?|pics?|trip|holiday|vacation|yesterday|today|again|\d+)\b)",
    re.IGNORECASE,
)
"""What may follow a name that was meant as one."""
_WELL_KNOWN: Final = 100_000.0
_EVERYBODY_KNOWS: Final = 900_000.0
_ONLY_A_TOWN: Final = 30_000.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence that bears the name of a place."""

    text: str
    key: str
    before: str
    behind: str
    named: Named
    lead: str
    """The word that leads to it, in small letters: "in"; empty where there is none."""
    has_article: bool
    is_titled: bool
    """Every word of the sentence begins with a capital."""
    is_shouted: bool
    """The sentence is in capitals throughout."""
    is_first: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with one that says something."""
        return self.text[0].isupper() and not self.is_shouted

    @property
    def is_initials(self) -> bool:
        """Whether it is written in capitals throughout, and the rest is not: LA, USA."""
        return self.text.replace(".", "").isupper() and not self.is_shouted

    @property
    def is_led(self) -> bool:
        """Whether a place must follow."""
        return self.lead in _STRONG

    @property
    def is_whole(self) -> bool:
        """Whether the sentence says nothing else."""
        return not self.before.strip() and _ENDS.fullmatch(self.behind.strip()) is not None

    @property
    def is_ended(self) -> bool:
        """Whether no noun follows, to which it could belong."""
        return _ENDS.match(self.behind) is not None


def is_place(part: Part, gazetteer: Gazetteer) -> bool | None:
    """True where it is a place; False where it is one only beside another place; None where it is none at all."""
    said = part.named.said
    if (len(part.key) <= 2 or Said.NEVER in said) and not part.is_initials:
        return None
    is_thing = is_english_thing(part.before, part.behind, is_sight=_is_sight(part, gazetteer))
    if is_thing or (Said.PERSON in said and _is_of_name(part, gazetteer)):
        return None
    fame = gazetteer.fame(part.named.place_ids[0])
    if not part.lead and _KIN.search(part.before):
        return None
    if said & (Said.WORD | Said.PROPER | Said.PLAIN) and _ARTICLE.search(part.before):
        return None
    if Said.WORD in said:
        return _is_word_as_place(part)
    if Said.PROPER in said:
        if part.text[0].isupper() and _SCENE.match(part.behind):
            return True
        is_told = part.is_led and not part.has_article and (part.is_capital or part.is_ended)
        return is_told or _is_proper(part) or part.is_whole
    if Said.PLAIN in said:
        return _is_plain_as_place(part, fame, gazetteer)
    if Said.PERSON in said:
        # "Anna" alone is a friend, not the small town: her photos are found by what they are called.
        return part.is_led or (part.is_whole and fame >= _WELL_KNOWN) or fame >= _EVERYBODY_KNOWS
    is_written = " " in part.key and part.text[0].isupper()
    is_long = len(part.key.split()) > 1 and fame >= _ONLY_A_TOWN
    return bool(part.lead) or is_written or is_long or _is_proper(part) or part.is_whole or fame >= _WELL_KNOWN


def _is_word_as_place(part: Part) -> bool | None:
    """An ordinary word, only where the sentence says so."""
    is_told = (part.lead in _TELLS_WORDS or (part.lead == "to" and part.is_capital)) and not part.has_article
    is_written = _is_proper(part) or (Said.TYPED_SMALL in part.named.said and part.is_ended)
    if is_told and is_written:
        return True
    return False if part.is_capital else None


def _is_plain_as_place(part: Part, fame: float, gazetteer: Gazetteer) -> bool:
    """Several ordinary words: as a name is written, led to, or where everybody knows it and nothing else is said."""
    is_written = part.is_capital and all(word[0].isupper() for word in part.text.split() if len(word) > 3)
    if bool(part.lead) or (is_written and not part.is_titled):
        return True
    place = gazetteer.place(part.named.place_ids[0])
    is_its_name = place.kind is NamedKind.CITY and key_of(place.english) == part.key
    if is_its_name and fame >= _EVERYBODY_KNOWS and not part.has_article:
        return True
    before = part.before.rstrip().lower().removesuffix("the").rstrip()
    is_begin = not before or before.endswith(" of")
    is_alone = part.is_ended and (part.is_capital or not part.behind.startswith(" on "))
    return fame >= _EVERYBODY_KNOWS and is_begin and is_alone


def _is_proper(part: Part) -> bool:
    """Whether a capital tells that it is a name; at the beginning of a sentence only of what is no word."""
    if not part.is_capital:
        return False
    if part.is_titled or part.is_first:
        return " " in part.key or not _is_word(part.text)
    return True


def _is_of_name(part: Part, gazetteer: Gazetteer) -> bool:
    """Whether it is part of somebody's name: Paris Hilton, Jack London, "with Charlotte"."""
    if _OF_SOMEBODY.search(part.before) and not part.behind.startswith(","):
        return True
    if not part.lead and _DOES.match(part.behind):
        return True
    beside = (_NEXT.match(part.behind), _LAST.search(part.before))
    if any(word is not None and _is_name(word[1], part, gazetteer) for word in beside):
        return True
    others = (_AND_NEXT.match(part.behind), _AND_LAST.search(part.before))
    return not part.lead and any(other is not None and _is_friend(other[1], gazetteer) for other in others)


def _is_name(word: str, part: Part, gazetteer: Gazetteer) -> bool:
    """Whether a word beside a name goes with it: written like a name, no ordinary word, and no place."""
    named = gazetteer.named([key_of(word)]).get(key_of(word))
    is_person = named is not None and Said.PERSON in named.said
    if part.is_capital and word[0].isupper() and len(word) > 1 and not word.isupper():
        return not _is_word(word) and (named is None or is_person)
    return (
        not part.is_capital
        and named is not None
        and is_person
        and gazetteer.fame(named.place_ids[0]) < _EVERYBODY_KNOWS
    )


def _is_sight(part: Part, gazetteer: Gazetteer) -> bool:
    return gazetteer.place(part.named.place_ids[0]).kind in (NamedKind.SIGHT, NamedKind.PARK, NamedKind.BEACH)


def _is_friend(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word after "and" is somebody's name and hardly known as a place: "Troy and Melissa"."""
    named = gazetteer.named([key_of(word)]).get(key_of(word))
    if named is None:
        return word.lower() in first_names() or not _is_word(word)
    return Said.PERSON in named.said and gazetteer.fame(named.place_ids[0]) < _ONLY_A_TOWN


def _is_word(text: str) -> bool:
    """Whether an English dictionary has it."""
    dictionary = bundled_dictionary()
    return dictionary.singular_of(text) in dictionary.chinese_of
