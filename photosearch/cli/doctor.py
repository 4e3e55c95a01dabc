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
from photosearch.cli.opening import opened_engine, print_json
from photosearch.cli.sentences import error_sentence, shared_place_sentence
from photosearch.engine.engine import Engine
from photosearch.errors import PhotosearchError

if TYPE_CHECKING:
    from photosearch.cli.parser import Commands

_PACKAGES = ("PySide6-Essentials", "onnxruntime", "openvino", "faiss-cpu", "pillow", "torch", "cn-clip")
_LOW_DISK_BYTES = 1_000_000_000
_INOTIFY_LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")
_FEW_WATCHES = 65_536


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    is_good: bool
    finding: str


def register(commands: Commands) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help="check the installation and the library")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run every check; 1 when one of them found something."""
    checks = [*_program_checks(), *_library_checks()]
    if arguments.json:
        rows = [{"check": c.name, "ok": c.is_good, "finding": c.finding} for c in checks]
        print_json({"ok": all(c.is_good for c in checks), "checks": rows})
    else:
        for check in checks:
            print(f"{'ok  ' if check.is_good else 'LOOK'}  {check.name}: {check.finding}")
    return 0 if all(check.is_good for check in checks) else 1


def _program_checks() -> Iterator[Check]:
    yield Check("photosearch", True, f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    for package in _PACKAGES:
        yield Check(package, True, _version(package))


def _library_checks() -> Iterator[Check]:
    try:
        with opened_engine() as engine:
            yield _data_folder(engine)
            yield _disk(engine.folders.data)
            for check in (_integrity, _encoder, _index, _roots):
                yield _guarded(check, engine)
            yield from _watch_limit(engine)
    except PhotosearchError as error:
        yield Check("library", False, error_sentence(error))


def _data_folder(engine: Engine) -> Check:
    place = engine.library.shared_place
    where = os.fspath(engine.folders.data)
    return Check("data folder", place is None, where if place is None else f"{where} is {shared_place_sentence(place)}")


def _guarded(check: Callable[[Engine], Check], engine: Engine) -> Check:
    try:
        return check(engine)
    except PhotosearchError as error:
        return Check(check.__name__.strip("_"), False, error_sentence(error))


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed (only Chinese-CLIP needs it)"


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    return Check("free disk space", free > _LOW_DISK_BYTES, f"{free / 1e9:.1f} GB")


def _integrity(engine: Engine) -> Check:
    engine.health.check_database()
    return Check("database", True, "sound")


def _encoder(engine: Engine) -> Check:
    encoder = engine.health.load_encoder()
    return Check("encoder", True, f"{encoder.encoder_id} on {encoder.device}")


def _index(engine: Engine) -> Check:
    status = engine.library.status()
    is_equal = status.index_count == status.embedded
    recall = engine.health.measure_recall()
    finding = f"{status.index_tier}, {status.index_count} of {status.embedded} embeddings"
    found = f"finds {recall.share:.1%} of the first {recall.hits} hits of an exact search"
    return Check("index", is_equal, f"{finding}, {found}")


def _roots(engine: Engine) -> Check:
    roots = engine.library.status().roots
    offline = [os.fspath(root.path) for root in roots if not root.is_online]
    finding = f"offline: {', '.join(offline)}; plug the drive in" if offline else f"{len(roots)} online"
    return Check("watched folders", not offline, finding)


def _watch_limit(engine: Engine) -> Iterator[Check]:
    """Linux counts watched folders; too few means that some are polled."""
    if sys.platform != "linux" or not _INOTIFY_LIMIT.exists():
        return
    limit = int(_INOTIFY_LIMIT.read_text())
    folders = sum(len(engine.library.folders_of(root.root_id)) for root in engine.library.roots())
    is_enough = limit > folders or limit >= _FEW_WATCHES
    advice = "" if is_enough else "; raise fs.inotify.max_user_watches, until then folders are polled"
    yield Check("watch limit", is_enough, f"{limit} for {folders} folders{advice}")
