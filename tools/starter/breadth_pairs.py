"""Gathers photos that no training step has seen, with everyday queries for them, to see how broad an encoder is.

    python -m tools.starter.breadth_pairs --packages UNPACKED --demo-photos .venv/demo-photos --out BREADTH

UNPACKED is a folder into which `dpkg -x` laid Debian's packages `gcompris-qt-data` (3.1), `lomiri-wallpapers-16.04`,
`lomiri-wallpapers-20.04`, `mate-backgrounds` (1.26) and `plasma-workspace-wallpapers` (5.27): 352 photos with the
demo's. `words/breadth.tsv` has the queries: English, Chinese, and which photos are right, as patterns of their names.
`breadth.jsonl` in BREADTH is for `photosearch evaluate`.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QDirIterator, QFile, QIODevice, QResource

from tools.starter.concepts import WORDS_FOLDER

QUERIES = WORDS_FOLDER / "breadth.tsv"
QUALITY = 93
GCOMPRIS = {
    "things": [f"categorization/images/{kind}" for kind in ("tools", "renewable", "fishes", "monuments", "others")],
    "world": ["explore_world_animals"],
    "farm": ["explore_farm_animals"],
    "monuments": ["explore_monuments"],
    "music": ["explore_world_music"],
    "animals": ["erase"],
    "sea": ["clickgame"],
    "views": ["details/image"],
}
"""Group of photos: activities of GCompris, or folders of their pictures."""
NOT_PHOTOS = ("*Gogh*", "*dAuvers*", "*PereTanguy*")
"""Paintings among the views."""
LEAST_BYTES = 6000
"""What is smaller is an icon."""
LONG_PX = 640
WALLPAPERS = (
    "Aqua Bridge_by_Sander_Klootwijk BytheWater ColdRipple Dragonfly_by_Bolly Dune EveningGlow FallenLeaf FreshFlower "
    "Garden GreenMeadow Infinite-Sea_by_Aury88 Kite Kleiber_by_Lukas_Baubkus LadyBird MilkyWay OneStandsOut "
    "Painting-Colors_by__herobrine7gamer Picture_0B_by_freespace Picture_1A_by_freespace RainDrops Storm TwoWings "
    "Volna Wine_by_Jakkub_Mede YellowFlower aitzgorri_by_Aitzol_Berasategi free_by_Peter_Nerlich "
    "friends_by_Aitzol_Berasategi greentock_by_Peter_Nerlich life_by_Aitzol_Berasategi "
    "picosdeeuropa_by_Aitzol_Berasategi seeding_by_Clements_Engelhardt sunset_by_Aitzol_Berasategi"
)
"""Photos, and a few drawings to be told from them, among the wallpapers."""


def main() -> None:
    """Reads the arguments, copies the photos and writes the pairs file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, required=True)
    parser.add_argument("--demo-photos", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    copied = [*copy_gcompris(arguments.packages, arguments.out), *copy_wallpapers(arguments.packages, arguments.out)]
    copied += [_keep(path, arguments.out / "demo" / path.stem) for path in sorted(arguments.demo_photos.iterdir())]
    photos = sorted(copied)
    rows = [*questions(photos, arguments.out), *({"file": str(photo)} for photo in photos)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (arguments.out / "breadth.jsonl").write_text(lines, encoding="utf-8")
    print(f"{len(photos)} photos, {len(rows) - len(photos)} queries")


def questions(photos: Sequence[Path], folder: Path) -> Iterator[dict[str, object]]:
    """A row of the pairs file for each query and language.

    Raises:
        ValueError: a pattern of the list names no photo.
    """
    names = {path.relative_to(folder).with_suffix("").as_posix(): path for path in photos}
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        english, chinese, patterns = line.split("\t")
        right: set[Path] = set()
        for pattern in patterns.split():
            found = fnmatch.filter(names, pattern)
            if not found:
                raise ValueError(f"no photo is called {pattern}")
            right.update(names[name] for name in found)
        for query in (english, chinese):
            yield {"query": query, "relevant": [str(path) for path in sorted(right)]}


def copy_gcompris(packages: Path, out: Path) -> Iterator[Path]:
    """Takes the photos out of GCompris's resource files."""
    resources = packages / "usr/share/gcompris-qt/rcc"
    for group, places in GCOMPRIS.items():
        for place in places:
            activity, _, folder = place.partition("/")
            if not QResource.registerResource(str(resources / f"{activity}.rcc"), f"/{activity}"):
                raise FileNotFoundError(resources / f"{activity}.rcc")
            root = f":/{activity}/gcompris/src/activities/{activity}/resource/{folder}"
            for name in _resource_files(root):
                if not any(fnmatch.fnmatch(name, pattern) for pattern in NOT_PHOTOS):
                    yield _keep_resource(name, out / group / Path(name).stem)


def copy_wallpapers(packages: Path, out: Path) -> Iterator[Path]:
    """Takes the chosen wallpapers, the largest picture of each."""
    for name in WALLPAPERS.split():
        found = [
            *packages.glob(f"usr/share/backgrounds/**/{name}.*"),
            *packages.glob(f"usr/share/wallpapers/{name}/contents/images/*x*.*"),
        ]
        yield _keep(max(found, key=lambda path: path.stat().st_size), out / "wallpapers" / name)


def _resource_files(root: str) -> Iterator[str]:
    walk = QDirIterator(root, ["*.webp"], flags=QDirIterator.IteratorFlag.Subdirectories)
    while walk.hasNext():
        name = walk.next()
        if QFile(name).size() >= LEAST_BYTES:
            yield name


def _keep_resource(name: str, stem: Path) -> Path:
    file = QFile(name)
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    stem.parent.mkdir(parents=True, exist_ok=True)
    raw = stem.with_suffix(".webp")
    raw.write_bytes(bytes(file.readAll().data()))
    kept = _keep(raw, stem)
    raw.unlink()
    return kept


def _keep(path: Path, stem: Path) -> Path:
    """Copies a picture as JPEG, what is transparent in it white."""
    kept = stem.with_name(stem.name + ".jpg")
    kept.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(path) as opened:
        image = opened.convert("RGBA")
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    flat.thumbnail((LONG_PX, LONG_PX))
    flat.save(kept, quality=QUALITY)
    return kept


if __name__ == "__main__":
    main()
