"""`photosearch doctor`: checks what search depends on, and says what to do where something is wrong."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch import __version__
from photosearch.cli.columns import padded
from photosearch.cli.opening import opened_engine, print_json
from photosearch.errors import PhotosearchError
from photosearch.words.failures import terminal_sentence
from photosearch.words.models import left_behind_text
from photosearch.words.places import shared_place_text
from photosearch.words.quantities import byte_size_text
from photosearch.words.sentence import listed
from photosearch.words.spoken import counted, marked, number, translate

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands
    from photosearch.engine.engine import Engine

_NAMES = {
    "library": marked("Terminal", "library"),
    "data folder": marked("Terminal", "data folder"),
    "free disk space": marked("Terminal", "free disk space"),
    "database": marked("Terminal", "database"),
    "encoder": marked("Terminal", "encoder"),
    "index": marked("Terminal", "index"),
    "other models": marked("Terminal", "other models"),
    "watched folders": marked("Terminal", "watched folders"),
    "watch limit": marked("Terminal", "watch limit"),
}
"""Of the checks; other names are those of packages."""
_PACKAGES = ("PySide6-Essentials", "onnxruntime", "openvino", "faiss-cpu", "pillow", "torch", "cn-clip")
_LOW_DISK_BYTES = 1_000_000_000
_INOTIFY_LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")
_FEW_WATCHES = 65_536


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    """A code for ``--json``; :data:`_NAMES` has words for it."""
    is_good: bool
    finding: str


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help=translate("Terminal", "check the installation and the library"))
    parser.add_argument("--json", action="store_true", help=translate("Terminal", "print one JSON object"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run every check; 1 when one of them found something."""
    checks = [*_program_checks(), *_library_checks()]
    if arguments.json:
        rows = [{"check": c.name, "ok": c.is_good, "finding": c.finding} for c in checks]
        print_json({"ok": all(c.is_good for c in checks), "checks": rows})
    else:
        for check in checks:
            print(_line(check))
    return 0 if all(check.is_good for check in checks) else 1


def _line(check: Check) -> str:
    state = translate("Terminal", "ok", "of a check") if check.is_good else translate("Terminal", "LOOK", "of a check")
    name = translate("Terminal", _NAMES[check.name]) if check.name in _NAMES else check.name
    return f"{padded(state, 4)}  {name}: {check.finding}"


def _program_checks() -> Iterator[Check]:
    yield Check("photosearch", True, f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    for package in _PACKAGES:
        yield Check(package, True, _version(package))


def _library_checks() -> Iterator[Check]:
    try:
        with opened_engine() as engine:
            yield _data_folder(engine)
            yield _disk(engine.folders.data)
            for check in (_database, _encoder, _index, _other_models, _watched_folders):
                yield _guarded(check, engine)
            yield from _watch_limit(engine)
    except PhotosearchError as error:
        yield Check("library", False, terminal_sentence(error))


def _data_folder(engine: Engine) -> Check:
    place = engine.library.shared_place
    where = os.fspath(engine.folders.data)
    return Check("data folder", place is None, where if place is None else shared_place_text(place))


def _guarded(check: Callable[[Engine], Check], engine: Engine) -> Check:
    """A check that cannot be made is not good: it bears the name of its function."""
    try:
        return check(engine)
    except PhotosearchError as error:
        return Check(check.__name__.strip("_").replace("_", " "), False, terminal_sentence(error))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return translate("Terminal", "not installed (only Chinese-CLIP needs it)")


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    return Check("free disk space", free > _LOW_DISK_BYTES, byte_size_text(free))


def _database(engine: Engine) -> Check:
    engine.health.check_database()
    return Check("database", True, translate("Terminal", "sound", "a database"))


def _encoder(engine: Engine) -> Check:
    encoder = engine.health.load_encoder()
    text = translate("Terminal", "{encoder} on {device}")
    return Check("encoder", True, text.format(encoder=encoder.encoder_id, device=encoder.device))


def _index(engine: Engine) -> Check:
    status = engine.library.status()
    is_equal = status.index_count == status.embedded
    recall = engine.health.measure_recall()
    text = translate(
        "Terminal",
        "{tier}, {count} of {all} embeddings, finds {share} of the first {hits} hits of an exact search",
    )
    counts = {"count": number(status.index_count), "all": number(status.embedded), "hits": number(recall.hits)}
    return Check("index", is_equal, text.format(tier=status.index_tier, share=f"{recall.share:.1%}", **counts))


def _other_models(engine: Engine) -> Check:
    """Nothing is wrong with a model that is kept: whoever needs the space learns here what takes it."""
    others = [size for size in engine.models.sizes() if not size.is_active]
    with_data = [size for size in others if size.embeddings_bytes or size.index_bytes]
    return Check("other models", True, left_behind_text(with_data))


def _watched_folders(engine: Engine) -> Check:
    roots = engine.library.status().roots
    offline = [os.fspath(root.path) for root in roots if not root.is_online]
    away = translate("Terminal", "offline: {folders}; plug the drive in").format(folders=listed(offline))
    finding = away if offline else counted("%Ln online", "folders", len(roots))
    return Check("watched folders", not offline, finding)


def _watch_limit(engine: Engine) -> Iterator[Check]:
    """Linux counts watched folders; too few means that some are polled."""
    if sys.platform != "linux" or not _INOTIFY_LIMIT.exists():
        return
    limit = int(_INOTIFY_LIMIT.read_text())
    folders = sum(len(engine.library.folders_of(root.root_id)) for root in engine.library.roots())
    is_enough = limit > folders or limit >= _FEW_WATCHES
    counted_folders = counted("%Ln folder(s)", "watched", folders)
    enough = translate("Terminal", "{limit} for {folders}")
    few = translate(
        "Terminal", "{limit} for {folders}; raise fs.inotify.max_user_watches, until then folders are polled"
    )
    finding = (enough if is_enough else few).format(limit=number(limit), folders=counted_folders)
    yield Check("watch limit", is_enough, finding)
