"""What happens to folders of photos in a person's life, done by the real programs or by the calls they make."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.photos import write_photos

Storm = Callable[["Place"], None]

_PER_FOLDER = 200
_PIECES = 6
_PIECE_REST_S = 0.4
_DAY_S = 86_400


class Place:
    """Two watched folders, and photos that are made faster than any camera makes them."""

    def __init__(self, folder: Path, files: int, seed: int) -> None:
        self.first = folder / "first"
        self.second = folder / "second"
        self.aside = folder / "aside"
        self.files = files
        self.numbers = random.Random(seed)
        self._made = 0
        for path in (self.first, self.second, self.aside):
            path.mkdir(parents=True, exist_ok=True)
        self._sources = [path.read_bytes() for path in write_photos(folder / "sources", 12, seed=seed)]

    @property
    def roots(self) -> tuple[Path, Path]:
        """The two watched folders."""
        return self.first, self.second

    def picture(self) -> bytes:
        """A JPEG that no other one equals: a comment with its number behind the first marker."""
        self._made += 1
        comment = f"{self._made:012}".encode()
        source = self._sources[self._made % len(self._sources)]
        return source[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + source[2:]

    def new_name(self, beginning: str) -> str:
        """A name that nothing has yet."""
        self._made += 1
        return f"{beginning}-{self._made}"

    def fill(self, folder: Path, count: int, per_folder: int = _PER_FOLDER) -> list[Path]:
        """``count`` new photos below ``folder``."""
        paths = [folder / f"{number // per_folder:04}" / f"IMG_{number:06}.jpg" for number in range(count)]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.picture())
        return paths

    def present(self) -> list[Path]:
        """The photos of both folders."""
        return sorted(path for root in self.roots for path in root.rglob("*.jpg"))

    def folders(self) -> list[Path]:
        """The folders below the two that hold photos themselves; the inner before the outer."""
        return sorted({path.parent for path in self.present()} - set(self.roots), reverse=True)

    def some(self, share: float) -> list[Path]:
        """A share of them, at random."""
        files = self.present()
        return self.numbers.sample(files, int(len(files) * share))


def create(place: Place) -> None:
    """As an import from a card, in bursts."""
    for burst in range(4):
        place.fill(place.first / f"burst{burst}", place.files // 4)
        time.sleep(0.3)


def rename(place: Place) -> None:
    """Half of the files one by one, then a quarter of the folders as a whole."""
    for path in place.some(0.5):
        path.rename(path.with_name(f"renamed-{path.name}"))
    for folder in place.folders()[::4]:
        folder.rename(folder.with_name(f"renamed-{folder.name}"))


def delete(place: Place) -> None:
    """A third of the files, then some folders whole."""
    for path in place.some(0.33):
        path.unlink()
    for folder in place.folders()[::5]:
        shutil.rmtree(folder)


def check_out(place: Place) -> None:
    """A repository with photos that goes from one branch to another and back."""
    repository = place.second / "repository"
    count = max(20, place.files // 20)

    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-c", "gc.auto=0", *arguments]
        subprocess.run(command, cwd=repository, check=True, capture_output=True)

    repository.mkdir()
    git("init", "--initial-branch=one")
    place.fill(repository, count, per_folder=50)
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "two")
    files = sorted(repository.rglob("*.jpg"))
    for path in files[::2]:
        path.write_bytes(place.picture())
    for path in files[1::4]:
        path.unlink()
    place.fill(repository / "more", count // 2, per_folder=50)
    git("add", "--all")
    git("commit", "-m", "two")
    for branch in ("one", "two", "one", "two"):
        git("checkout", branch)


def synchronise(place: Place) -> None:
    """rsync: a hidden temporary name, the old time, then the rename; a second pass brings changes."""
    source = place.aside / "to-sync"
    place.fill(source, max(20, place.files // 20))
    for path in source.rglob("*.jpg"):
        old_s = time.time() - place.numbers.randrange(3 * 365 * _DAY_S)
        os.utime(path, (old_s, old_s))
    for _ in range(2):
        _rsync(source, place.second / "synced")
        for path in sorted(source.rglob("*.jpg"))[::3]:
            path.write_bytes(place.picture())
    _rsync(source, place.second / "synced")


def _rsync(source: Path, target: Path) -> None:
    if shutil.which("rsync"):
        subprocess.run(["rsync", "-a", f"{source}/", f"{target}/"], check=True)
        return
    for path in source.rglob("*.jpg"):
        goal = target / path.relative_to(source)
        if goal.exists() and goal.stat().st_mtime_ns == path.stat().st_mtime_ns:
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        temporary = goal.with_name(f".{goal.name}.x7Q2bz")
        shutil.copyfile(path, temporary)
        shutil.copystat(path, temporary)
        temporary.rename(goal)


def unpack(place: Place) -> None:
    """An archive, unpacked and then unpacked over itself with other contents."""
    source = place.aside / "to-pack"
    for number in range(2):
        place.fill(source, max(20, place.files // 20))
        archive = Path(shutil.make_archive(str(place.aside / f"archive{number}"), "zip", source))
        target = place.first / "unpacked"
        if shutil.which("unzip"):
            subprocess.run(["unzip", "-q", "-o", str(archive), "-d", str(target)], check=True)
        else:
            shutil.unpack_archive(archive, target)


def save_by_rename(place: Place) -> None:
    """Editors write a new file and put it into the old one's place, with and without keeping the old one meanwhile."""
    for number, path in enumerate(place.some(0.02)[:200]):
        new = path.with_name(f"{path.name}.tmp{number}")
        new.write_bytes(place.picture())
        if number % 2:
            backup = path.with_name(f"{path.stem}~.jpg")
            path.rename(backup)
            new.rename(path)
            backup.unlink()
        else:
            new.replace(path)


def copy_slowly(place: Place) -> None:
    """Over a network: the files are there at once and grow piece by piece, with rests longer than a quiet second."""
    wanted = {place.second / f"slow{number}.jpg": place.picture() for number in range(12)}
    for piece in range(_PIECES):
        for path, content in wanted.items():
            end = len(content) * (piece + 1) // _PIECES
            with path.open("ab") as file:
                file.write(content[file.tell() : end])
        time.sleep(_PIECE_REST_S * (1 + 2 * (piece % 3)))


def move_between_roots(place: Place) -> None:
    """Folders go to the other watched folder, out of both, and come back elsewhere."""
    folders = [folder for folder in place.folders() if folder.is_relative_to(place.first)]
    for number, folder in enumerate(folders[:: max(1, len(folders) // 6)]):
        if number % 3 == 0:
            folder.rename(place.second / place.new_name("moved"))
        elif number % 3 == 1:
            outside = folder.rename(place.aside / place.new_name("out"))
            outside.rename(place.first / place.new_name("back"))
        else:
            folder.rename(place.aside / place.new_name("gone"))


def change_case(place: Place) -> None:
    """Names and folders that differ in nothing but capitals."""
    for path in place.some(0.05)[:100]:
        path.rename(path.with_name(path.name.swapcase()).with_suffix(".jpg"))
    for folder in place.folders()[:5]:
        folder.rename(folder.with_name(folder.name.swapcase()))


def set_clock(place: Place) -> None:
    """Times from before 1970, from 2100 and from the moment before; an edit that keeps size and moves time back."""
    files = place.some(0.05)[:120]
    for number, path in enumerate(files):
        stamp_s = (-1_000 * _DAY_S, 4_102_444_800, time.time() - 1, 0)[number % 4]
        if number % 2:
            path.write_bytes(place.picture())
        os.utime(path, (stamp_s, stamp_s))


STORMS: dict[str, Storm] = {
    "files created in bursts": create,
    "files and folders renamed": rename,
    "git checkout": check_out,
    "rsync": synchronise,
    "unzip": unpack,
    "saved by rename": save_by_rename,
    "slow network copies": copy_slowly,
    "moved between folders": move_between_roots,
    "names in other capitals": change_case,
    "times in other centuries": set_clock,
    "files and folders deleted": delete,
}
