"""With what a photo was taken: iPhone 拍的, 用佳能拍的, "taken with my Canon", "shot on Sony A7".

An iPhone on a table is on the picture: a name counts where somebody says that it was taken with it. Makers of cameras
alone count before "photos" too, for nobody photographs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from photosearch.search.understanding.camera_names import DOUBTFUL, MAKERS_ONLY, NAME, camera_words
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, WithCamera

_NAME = re.compile(NAME, re.IGNORECASE)
_MOST_KNOWN: Final = 500
_SHORTEST_KNOWN: Final = 2
_DEVICE_ZH: Final = r"(?:手机|相机|单反|微单|拍立得|照相机|无人机|平板)"
_WHOSE_ZH: Final = r"(?:我的|我那台|那台|老|旧|新|妈妈的|爸爸的|他的|她的)"
_TAKEN_ZH: Final = r"(?:拍摄|拍|摄|照)(?:下来|出来)?(?=的|了|照片|图片|$|[\s,，])"
_WHOSE_EN: Final = r"(?:(?:a|an|the|my|our|his|her|your|their|dad's|mom's|old|new|first)[ ])*"
_TAKEN_EN: Final = r"(?:taken|shot|made|captured|photographed|snapped|recorded|took|clicked|filmed)"
_PICTURES_EN: Final = r"(?:photos?|pictures?|pics?|images?|shots?|snaps?)"
_CASED: Final = r"(?![A-Za-z0-9])(?:[ ](?:camera|phone|cell[ ]?phone|smartphone|dslr|drone|tablet))?"


def recognise_cameras(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every camera that photos are said to be taken with."""
    for finder in _finders(known.cameras[:_MOST_KNOWN]):
        for match in finder.finditer(sentence.text):
            name = match["name"].strip()
            if words := camera_words(name):
                start = match.start("name")
                yield sentence.chip(ChipKind.CAMERA, WithCamera(words), (start, start + len(name)), match.span())


@lru_cache(maxsize=4)
def _finders(cameras: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns with ``name`` in them: the whole match is what says it."""
    names = (name for camera in cameras for name in (camera, camera.partition(" ")[2]))
    own = {name for name in names if len(name) > _SHORTEST_KNOWN and _NAME.match(name) is None}
    longest_first = sorted(own, key=lambda part: (-len(part), part))
    name = rf"(?P<name>{'|'.join([*map(re.escape, longest_first), NAME])})"
    sure = rf"(?!(?:{'|'.join(sorted(DOUBTFUL))})(?![a-z])){name}"
    makers = rf"(?P<name>{'|'.join(sorted(MAKERS_ONLY))})"
    patterns = (
        rf"(?:用|拿|使用|通过)?{_WHOSE_ZH}?{name}[ ]?{_DEVICE_ZH}?[ ]?(?:用)?{_TAKEN_ZH}",
        rf"\b{_TAKEN_EN}[ ](?:(?:it|this|them|that)[ ])?(?:with|on|by|using|from|through)[ ]{_WHOSE_EN}{name}{_CASED}",
        rf"(?:用|拿|使用){_WHOSE_ZH}?{name}[ ]?{_DEVICE_ZH}?(?=[^,，。]{{1,15}}(?:拍|摄)(?:的|了))",
        rf"(?<=photos)[ ](?:from|off)[ ]{_WHOSE_EN}{name}{_CASED}",
        rf"(?<=pictures)[ ](?:from|off)[ ]{_WHOSE_EN}{name}{_CASED}",
        rf"(?<![A-Za-z]){sure}{_CASED}(?=[ ]{_PICTURES_EN}\b)",
        rf"{sure}{_DEVICE_ZH}?(?=照片|相片|图片)",
        rf"(?:用)?{name}{_DEVICE_ZH}?(?=[横竖]着?拍)",
        rf"(?:^|(?<=[\s的])){makers}{_DEVICE_ZH}?(?=的(?:照片|相片|图片))",
        rf"(?:相机|机型|camera)[:： ]{{1,2}}{name}(?![A-Za-z0-9])",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
