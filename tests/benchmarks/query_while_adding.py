"""How long a query by words takes while photos are added in the same process, against the idle moments around it."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from photosearch.embed import catalogue
from photosearch.engine import Engine
from photosearch.settings import Settings
from photosearch.types import SearchQuery
from tests.benchmarks import full_vit
from tests.benchmarks.end_to_end import distinct_photos
from tests.benchmarks.library import make_library
from tests.benchmarks.measure import Figure, figure, milliseconds, times_s
from tests.benchmarks.plan import Plan
from tests.benchmarks.query import phrases

NAME = "query_while_adding"
_PHOTOS = 100_000
_ADDED_FROM, _LEFT = 16, 16
"""Queries are asked while so many photos are done, or still to be done: then all of the work is under way."""
_BETWEEN_S = 0.03
_IDLE_ROUNDS = 60


def run(plan: Plan) -> list[Figure]:
    """Work at full pace, as at a terminal: in the window it would make way after the first query."""
    names = (catalogue.STARTER, full_vit.NAME) if full_vit.is_measured(plan) else (catalogue.STARTER,)
    return [_with_encoder(plan, name) for name in names]


def _with_encoder(plan: Plan, name: str) -> Figure:
    make = partial(full_vit.library_with_vit, plan) if name == full_vit.NAME else partial(make_library, plan.folder)
    library = make(_PHOTOS, with_files=True)
    home = plan.folder / "adding"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(library.home, home)
    engine = Engine.open(dataclasses.replace(library, home=home).folders, Settings(encoder=name))
    try:
        idle, busy = _measure(engine, distinct_photos(plan.folder, 96 if plan.is_quick else 240)[0].parent)
    finally:
        engine.close()
    return figure(
        f"query text to ranked ids while photos are added, {_PHOTOS:,} photos, {name}",
        "ms",
        milliseconds(busy),
        baseline="the same when idle",
        against=milliseconds(idle),
        goal="<= 100 ms more",
        note=f"worst {max(busy) * 1000:.0f}",
    )


def _measure(engine: Engine, photos: Path) -> tuple[list[float], list[float]]:
    engine.start(is_watching=False, jobs=())
    engine.shelf().service.start()
    texts = phrases()
    list(_answered(engine, texts, lambda asked: asked < 10))
    idle = list(_answered(engine, texts, lambda asked: asked < _IDLE_ROUNDS))
    engine.add_root(photos)
    while engine.progress.done < _ADDED_FROM:
        time.sleep(_BETWEEN_S)
    busy = list(_answered(engine, texts, lambda _asked: engine.progress.total - engine.progress.done > _LEFT))
    assert engine.wait_until_idle()
    idle += _answered(engine, texts, lambda asked: asked < _IDLE_ROUNDS)
    return idle, busy


def _answered(engine: Engine, texts: Iterator[str], may_ask: Callable[[int], bool]) -> Iterator[float]:
    """Seconds of each query, with the pauses of somebody who types."""
    asked = 0
    while may_ask(asked):
        query = SearchQuery(text=next(texts), limit=500)
        yield times_s(partial(engine.search, query))
        asked += 1
        time.sleep(_BETWEEN_S)
