"""Storms of changes under the real `photosearch watch`: once it is quiet, the library equals the disk. How soon?"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import numpy as np

from photosearch.engine.engine import Engine
from photosearch.paths import data_folders
from photosearch.settings import SettingsOwner
from photosearch.types.ids import PhotoId
from photosearch.types.queries import ImageTerm, SearchQuery
from tests.library import stored_embedding
from tests.packages import write_colour_package
from tests.program import Program
from tests.reliability import small_disk
from tests.reliability.disk_image import DiskImage
from tests.reliability.hazard import Hazard, Outcome, Trial
from tests.reliability.storms import STORMS, Place

_PATIENCE_S = 400.0
_LOOK_S = 0.25
_SEARCHED = 5
_ENDS_WITHIN_S = 30.0


class Watched:
    """Two watched folders, and the program that watches them."""

    def __init__(self, trial: Trial, files: int) -> None:
        self.place = Place(trial.folder / "library", files, trial.seed)
        self.program = Program(trial.home)
        self.wrong: list[str] = []
        self.notes: list[str] = []
        write_colour_package(trial.home / "models" / "starter", name="starter")
        self.place.fill(self.place.first, 3)
        self.program.run("add", *self.place.roots)

    @contextmanager
    def watching(self, before: Sequence[str] = (), variables: Mapping[str, str] | None = None) -> Iterator[None]:
        """Run ``photosearch watch`` behind the words ``before``; it is to end well."""
        command = [*before, sys.executable, "-m", "photosearch", "watch"]
        environment = {**self.program.environment(), **(variables or {})}
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=pipe) as process:
            try:
                self.becomes_equal("at first")
                yield
            finally:
                process.send_signal(signal.SIGTERM)
                _, said = process.communicate(timeout=_ENDS_WITHIN_S)
        if process.returncode != 0 or said:
            self.wrong.append(
                f"watch ended with {process.returncode} and said {said.decode(errors='replace')[-300:]!r}"
            )

    def becomes_equal(self, after: str) -> None:
        """Wait until the database knows the disk, note how long that took, and compare index and search."""
        begin_s = time.monotonic()
        while (left := unlike(self.place.roots)) and time.monotonic() - begin_s < _PATIENCE_S:
            time.sleep(_LOOK_S)
        took_s = time.monotonic() - begin_s
        self.notes.append(f"{after}: {len(self.place.present()):,} photos, equal after {took_s:.1f} s")
        self.wrong += [f"{after}: {loss}" for loss in left or _search_unlike(self.place)]

    def outcome(self, tried: int) -> Outcome:
        """What came of it."""
        return Outcome(tried, tuple(self.wrong), tuple(self.notes))


def unlike(roots: Sequence[Path]) -> list[str]:
    """In what the database differs from the files below ``roots``: names, sizes, times, embeddings."""
    on_disk: dict[bytes, tuple[int, int]] = {}
    for root in roots:
        for path in root.rglob("*.jpg"):
            status = path.stat()
            on_disk[os.fsencode(path)] = (status.st_size, status.st_mtime_ns)
    query = """SELECT root.path, relative_path, size_bytes, mtime_ns, seq FROM photo JOIN root USING (root_id)
        LEFT JOIN embedding ON item_id = photo_id WHERE missing_since_s IS NULL"""
    with closing(sqlite3.connect(data_folders().database)) as connection:
        rows = connection.execute(query).fetchall()
    known = {bytes(root) + b"/" + bytes(name): (size, mtime_ns) for root, name, size, mtime_ns, _ in rows}
    unknown, gone = on_disk.keys() - known.keys(), known.keys() - on_disk.keys()
    other = [path for path in on_disk.keys() & known.keys() if on_disk[path] != known[path]]
    counts = {
        "files are unknown": len(unknown),
        "records have no file": len(gone),
        "files changed": len(other),
        "records are double": len(rows) - len(known),
        "photos have no embedding": sum(row[-1] is None for row in rows),
    }
    examples = [os.fsdecode(path) for path in (*sorted(unknown), *sorted(gone), *sorted(other))[:2]]
    return [f"{count} {what}, such as {examples}" for what, count in counts.items() if count]


def _search_unlike(place: Place) -> list[str]:
    """In what index and search differ from the disk."""
    engine = Engine.open(data_folders(), SettingsOwner.read(data_folders().settings))
    try:
        index = engine.shelves.answering.index
        ids, files = index.ids(), place.present()
        if len(ids) != len(files):
            return [f"the index holds {len(ids)} of {len(files)}"]
        stored = [stored_embedding(engine, int(photo_id)) for photo_id in ids]
        agree = np.einsum("nd,nd->n", np.stack(stored), index.vectors_of(ids))
        wrong = [] if np.all(agree > 0.999) else ["the index holds other vectors than the store"]
        sample = place.numbers.sample(files, min(_SEARCHED, len(files)))
        return wrong + [f"{path} does not find itself" for path in sample if not _finds_itself(engine, path)]
    finally:
        engine.close()


def _finds_itself(engine: Engine, path: Path) -> bool:
    """Many pictures of a storm look alike: the file is among those of the best score."""
    result = engine.asking.search(SearchQuery(images=(ImageTerm(path=path),), limit=0))
    assert result.scores is not None
    photos = engine.library.photos([PhotoId(int(i)) for i in result.photo_ids[result.scores > result.scores[0] - 1e-3]])
    return path in {photo.path for photo in photos}


def _files(trial: Trial, full: int) -> int:
    return 240 if trial.is_quick else full


def _all_storms(trial: Trial) -> Outcome:
    """Each storm after the other; in the end once more, as nothing may come too late."""
    watched = Watched(trial, _files(trial, 20_000))
    storms = dict(list(STORMS.items())[:2] + list(STORMS.items())[-1:]) if trial.is_quick else STORMS
    with watched.watching():
        for name, storm in storms.items():
            storm(watched.place)
            watched.becomes_equal(name)
        if not trial.is_quick:
            time.sleep(10.0)
            watched.becomes_equal("ten seconds later")
    return watched.outcome(len(storms))


def _few_watches(trial: Trial) -> Outcome:
    """The same with too few watches, as the limit of the system (here: of a user namespace) sets them."""
    if not small_disk.is_possible():
        return Outcome(0, not_tried=small_disk.NEEDS_ROOT)
    watched = Watched(trial, _files(trial, 2_000))
    for limit in (8, 128):
        shell = f'echo {limit} > /proc/sys/user/max_inotify_watches; exec "$@"'
        with watched.watching(("unshare", "--user", "--map-root-user", "sh", "-c", shell, "sh")):
            for name, storm in STORMS.items():
                if name == "git checkout" and limit == 128:
                    continue  # its folder is there from the first time
                storm(watched.place)
                watched.becomes_equal(f"{limit} watches, {name}")
    return watched.outcome(2 * len(STORMS) - 1)


def _jumping_clock(trial: Trial) -> Outcome:
    """The wall clock is set back and forth by more than a year every three seconds."""
    watched = Watched(trial, _files(trial, 2_000))
    places = (str(Path(__file__).parent / "jumping_clock"), os.environ.get("PYTHONPATH", ""))
    with watched.watching(variables={"PYTHONPATH": os.pathsep.join(places)}):
        for name, storm in STORMS.items():
            storm(watched.place)
            watched.becomes_equal(name)
    return watched.outcome(len(STORMS))


def _unmounting(trial: Trial) -> Outcome:
    """A disk is taken away, changed elsewhere and brought back, to its place and to another one."""
    if not small_disk.is_possible():
        return Outcome(0, not_tried=small_disk.NEEDS_ROOT)
    small_disk.keep_mounts_to_ourselves()
    image = DiskImage(trial.folder / "disk.ext4")
    place = trial.folder / "library" / "first"
    place.mkdir(parents=True)
    image.mount(place)
    watched = Watched(trial, 0)
    known = len(watched.place.present())
    rounds = 2 if trial.is_quick else 10
    with watched.watching():
        for number in range(rounds):
            image.unmount(place)
            _wait_for(lambda: not _is_online(place))
            found = watched.program.json("search", "red", "--all")["hits"]
            if len(found) != known:
                watched.wrong.append(f"round {number}: {len(found)} of {known} are found while the disk is away")
            elsewhere = watched.place.aside / f"mount{number}"
            elsewhere.mkdir()
            image.mount(elsewhere)
            watched.place.fill(elsewhere / f"new{number}", 5)
            known += 5
            if number % 2:
                _wait_for(partial(_is_online, elsewhere))
            image.unmount(elsewhere)
            image.mount(place)
            watched.becomes_equal(f"back for the {number + 1}. time")
    image.unmount(place)
    return watched.outcome(rounds)


def _is_online(root: Path) -> bool:
    query = "SELECT count(*) FROM root WHERE path = ? AND is_online"
    with closing(sqlite3.connect(data_folders().database)) as connection:
        return bool(connection.execute(query, (os.fsencode(root),)).fetchone()[0])


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline_s, "it did not happen"
        time.sleep(_LOOK_S)


HAZARDS = (
    Hazard("storms", _all_storms, limit_s=3600),
    Hazard("storms-with-few-watches", _few_watches, limit_s=3600, is_in_gate=False),
    Hazard("storms-under-a-jumping-clock", _jumping_clock, limit_s=3600, is_in_gate=False),
    Hazard("unmount-and-remount", _unmounting, limit_s=1800, is_in_gate=False),
)
