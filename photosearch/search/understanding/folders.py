"""Folders by name: 旅行文件夹里的, 在"旅行"文件夹, "in the folder Wedding", "in the Wedding folder".

A name counts where it is quoted, stands in capitals or is one of the library's: "papers in a blue folder" are on the
picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from photosearch.folding import bundled_folding
from photosearch.search.understanding.sentence import Known, Sentence
from photosearch.types.understood import Chip, ChipKind, InFolder

_QUOTED: Final = r"[\"“”'‘「『《]{1,2}(?P<name>[^\"“”'’」』》]+)[\"“”'’」』》]{1,2}"
_IN_ZH: Final = r"(?:(?:放|存|保存)?在|从|来自)?(?:我的|这个|那个)?"
_FOLDER_ZH: Final = r"(?:这个|那个)?(?:文件夹|目录|相册|相簿)(?:里面|里边|里|中|下面|下|内)?"
_FOLDER_EN: Final = r"(?:folder|directory|album)"
_IN_EN: Final = r"(?:in|from|inside|under)[ ]"
_CAPITAL: Final = r"(?-i:[A-Z0-9])[^\s,]*"
_FORMS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_IN_ZH}[ ]?{_QUOTED}[ ]?{_FOLDER_ZH}",
        rf"(?:在|从)?(?:文件夹|目录)[ :：]{{0,2}}{_QUOTED}(?:里面|里|中|下)?",
        rf"(?:在|从|来自)?(?:名叫|叫做|叫|名为|名字叫){_QUOTED}的?{_FOLDER_ZH}",
        r"(?:(?:放|存|保存)?在|从|来自)(?P<name>[^\s的,，在]{1,20}?)(?:这个)?(?:文件夹|目录)(?:里面|里边|里|中|下面|下|内)",
        rf"(?:{_IN_EN})?(?:the[ ]|my[ ])?{_QUOTED}[ ]{_FOLDER_EN}\b",
        rf"{_IN_EN}(?:the[ ]|my[ ])?{_FOLDER_EN}[ ](?:called[ ]|named[ ])?{_QUOTED}",
        rf"{_IN_EN}(?:the[ ]|my[ ])?folder[ ](?:called[ ]|named[ ])?(?P<name>[^\s,]+(?:[ ]{_CAPITAL})*)",
        r"\bfolder:[ ]?(?P<name>[^\s,]+)",
        rf"{_IN_EN}(?:the[ ]|my[ ])?(?P<name>{_CAPITAL}(?:[ ]{_CAPITAL})*)[ ](?:folder|directory)\b",
    )
)
_COLOURS: Final = re.compile(r".*(?:[红橙黄绿青蓝紫黑白灰棕粉]色?|透明|塑料|打开|皮质?)的?$")
_SAYS_FOLDER: Final = re.compile(r"文件夹|目录|相册|相簿|folder|directory|album", re.IGNORECASE)
_NAMED_BEFORE: Final = re.compile(rf"[ ]?{_FOLDER_ZH}|[ ]{_FOLDER_EN}\b", re.IGNORECASE)
"""What stands behind a name that the library knows."""
_LEADS: Final = re.compile(rf"(?:{_IN_ZH}|(?:{_IN_EN})?(?:the[ ]|my[ ])?)$", re.IGNORECASE)
_LONGEST_NAME: Final = 60


def recognise_folders(sentence: Sentence, known: Known) -> Iterator[Chip]:
    """Every folder that photos are said to be in; one that the library has not by its name alone."""
    if not _SAYS_FOLDER.search(sentence.text):
        return
    by_name = _by_name(known.folders)
    for form in _FORMS:
        for match in form.finditer(sentence.text):
            name = match["name"].strip()
            if _COLOURS.fullmatch(name) is None:
                folders = by_name.get(_key(name), (Path(name),))
                yield sentence.chip(ChipKind.FOLDER, InFolder(folders), match.span("name"), match.span())
    for match in _NAMED_BEFORE.finditer(sentence.text):
        yield from _known_before(sentence, match, by_name)


def _known_before(sentence: Sentence, match: re.Match[str], by_name: Mapping[str, tuple[Path, ...]]) -> Iterator[Chip]:
    """The longest name of the library's that ends where the word for a folder begins."""
    end = match.start()
    for begin in range(max(0, end - _LONGEST_NAME), end):
        folders = by_name.get(_key(sentence.text[begin:end]))
        if folders is not None:
            lead = _LEADS.search(sentence.text[:begin])
            start = begin if lead is None else lead.start()
            yield sentence.chip(ChipKind.FOLDER, InFolder(folders), (begin, end), (start, match.end()))
            return


@lru_cache(maxsize=2)
def _by_name(folders: tuple[Path, ...]) -> Mapping[str, tuple[Path, ...]]:
    found: dict[str, list[Path]] = {}
    for folder in folders:
        found.setdefault(_key(folder.name), []).append(folder)
    return {name: tuple(same) for name, same in found.items()}


def _key(name: str) -> str:
    return bundled_folding().fold(name).casefold()
