"""Makes ``resources/understanding/emoji.tsv``: what each emoji is called in Chinese and in English.

    python -m tools.emoji_names ANNOTATIONS DERIVED

Both are folders of Unicode's CLDR (licence Unicode-3.0): ``annotations`` in npm's package ``cldr-annotations-full``,
``annotationsDerived`` in ``cldr-annotations-derived-full``. Each line is an emoji without variation selector and colour
of skin, a tab, its Chinese name, a tab, and its English one. A face of an animal is called as the animal.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "resources" / "understanding" / "emoji.tsv"
SKINS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
FACES = {"zh": ("脸", "头"), "en": (" face",)}
FIRST = "\u231a"
"""Before it are signs such as arrows and degrees."""

Names = dict[str, tuple[str, frozenset[str]]]
"""The name and the keywords of each emoji."""


def main() -> None:
    """Writes the file and says how large it is."""
    folders = [Path(argument) for argument in sys.argv[1:3]]
    chinese, english = (_names(folders, language) for language in ("zh", "en"))
    lines = [
        f"{emoji}\t{_called(chinese[emoji], FACES['zh'])}\t{_called(english[emoji], FACES['en'])}\n"
        for emoji in sorted(chinese.keys() & english.keys())
    ]
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines)} emojis, {TARGET.stat().st_size / 1000:.0f} kB")


def _names(folders: list[Path], language: str) -> Names:
    found: Names = {}
    for emoji, told in (entry for folder in folders for entry in _annotations(folder / language)):
        is_emoji = emoji >= FIRST and unicodedata.category(emoji[0]) == "So" and not SKINS.intersection(emoji)
        if is_emoji and "tts" in told:
            found[emoji.replace("\ufe0f", "")] = (told["tts"][0], frozenset(told.get("default", ())))
    return found


def _annotations(folder: Path) -> Iterator[tuple[str, dict[str, list[str]]]]:
    ((_, file),) = json.loads((folder / "annotations.json").read_text(encoding="utf-8")).items()
    yield from file["annotations"].items()


def _called(told: tuple[str, frozenset[str]], faces: tuple[str, ...]) -> str:
    name, keywords = told
    animals = (name.removesuffix(face) for face in faces if name.endswith(face))
    return next((animal for animal in animals if animal in keywords), name).replace(": ", " ")


if __name__ == "__main__":
    main()
