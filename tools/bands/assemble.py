"""Puts the sets together again from unpacked packages: photos, and which of them answer which wish.

    python -m tools.bands.assemble --packages UNPACKED --out SETS

UNPACKED has a folder for each package of `words/packages.tsv` (the README says how to fill it). In SETS come
`tune/photos` and `validate/photos`, and beside them `tune.json` and `validate.json`: {"photos": {file: {"package",
"path", "shows"}}, "wishes": [{"zh", "en", "right": [file], "may": [file], "kind"}]}. No photo is in both.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from tools.bands.notes import DOUBT, Photo, Wish, answer, read_photos, read_wishes
from tools.bands.packages import take_photo


def main() -> None:
    """Reads the arguments and writes every set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    photos, wishes = read_photos(), read_wishes()
    for name in dict.fromkeys(photo.set_name for photo in photos):
        of_set = [photo for photo in photos if photo.set_name == name]
        wished = [wish for wish in wishes if wish.set_name == name]
        assemble(of_set, wished, arguments.packages, arguments.out / name)
        print(f"{name}: {len(of_set)} photos, {len(wished)} wishes in two languages")


def assemble(photos: Sequence[Photo], wishes: Sequence[Wish], packages: Path, folder: Path) -> None:
    """Writes one set: its photos under `folder`, and the wishes in a JSON file of the folder's name beside it.

    Raises:
        FileNotFoundError: a photo is in no package under `packages`.
        ValueError: a wish asks for what no photo's notes have.
    """
    described = json.dumps(describe(photos, wishes), ensure_ascii=False, indent=1)
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    for photo in photos:
        take_photo(packages / folder_name(photo.package), photo.path, folder / "photos" / photo.name)
    folder.with_suffix(".json").write_text(described + "\n", encoding="utf-8")


def describe(photos: Sequence[Photo], wishes: Sequence[Wish]) -> dict[str, object]:
    """The set as the JSON file has it."""
    names = {photo.number: photo.name for photo in photos}
    answers = [(wish, answer(wish, photos)) for wish in wishes]
    return {
        "photos": {photo.name: _described(photo) for photo in photos},
        "wishes": [
            {
                "zh": wish.zh,
                "en": wish.en,
                "right": [name for number, name in names.items() if number in found.right],
                "may": [name for number, name in names.items() if number in found.may],
                "kind": wish.kind,
            }
            for wish, found in answers
        ],
    }


def folder_name(package: str) -> str:
    """Where a package is unpacked: a scoped name of npm makes one folder."""
    return package.replace("/", "__")


def _described(photo: Photo) -> dict[str, object]:
    shows = [*sorted(photo.seen), *sorted(note + DOUBT for note in photo.doubtful)]
    return {"package": photo.package, "path": photo.path, "shows": shows}


if __name__ == "__main__":
    main()
