"""How long a query takes while photos are added in the same process, against idle moments."""

from __future__ import annotations

import dataclasses
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from photosearch.embed.models import catalogue
from photosearch.engine.engine import Engine
from photosearch.settings import Settings, SettingsOwner
from photosearch.types.queries import ImageTerm, SearchQuery
from photosearch.ui.flows.question_flow import TYPING_PAUSE_MS
from tests.benchmarks import full_vit
from tests.benchmarks.decode_jpeg import big_photos
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
_LOOKING_S = 2.0
"""At a window: the work rests for 1.5 s after each query, and is under way again by then."""
_IDLE_ROUNDS = 60
_WARM_UP = 10
_HOVERING_S = 0.5
"""A short drag."""
_GOAL = "<= 100 ms more"


@dataclasses.dataclass(frozen=True, slots=True)
class _Asking:
    """One library, being asked."""

    engine: Engine
    added: Path
    """The folder whose photos are added."""
    picture: Path
    texts: Iterator[str] = dataclasses.field(default_factory=phrases)

    def words(self) -> SearchQuery:
        return SearchQuery(text=next(self.texts), limit=500)

    def by_words(self) -> float:
        """Seconds of a query at full pace of the work, as at a terminal: in the window it would make way."""
        return times_s(partial(self.engine.asking.search, self.words()))

    def typed(self) -> float:
        """Seconds of a query by words as the window asks it: expected while somebody types."""
        query = self.words()
        self.engine.asking.expect(query)
        time.sleep(TYPING_PAUSE_MS / 1000)
        return times_s(partial(self.engine.asking.search, query))

    def dropped(self) -> float:
        """Seconds of a query by a picture as the window asks it: expected while it hovers over the window."""
        self.engine.asking.expect_picture()
        time.sleep(_HOVERING_S)
        query = SearchQuery(images=(ImageTerm(path=self.picture),), limit=500)
        return times_s(partial(self.engine.asking.search, query))

    def is_adding(self) -> bool:
        """Whether all of the work is still under way."""
        return self.engine.work.progress.total - self.engine.work.progress.done > _LEFT

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Meanwhile photos are added; afterwards they are forgotten."""
        root = self.engine.library.add_root(self.added)
        while self.engine.work.progress.done < _ADDED_FROM or not self.is_adding():
            time.sleep(_BETWEEN_S)
        yield
        assert self.engine.work.wait_until_idle()
        self.engine.library.remove_root(root.root_id)


def run(plan: Plan) -> list[Figure]:
    """At a terminal, where the work goes on at full pace, and at the window."""
    names = (catalogue.STARTER, full_vit.NAME) if full_vit.is_measured(plan) else (catalogue.STARTER,)
    return [figure for name in names for figure in _with_encoder(plan, name)]


def _with_encoder(plan: Plan, name: str) -> list[Figure]:
    make = partial(full_vit.library_with_vit, plan) if name == full_vit.NAME else partial(make_library, plan.folder)
    library = make(_PHOTOS, with_files=True)
    home = plan.folder / "adding"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(library.home, home)
    figures = []
    for part, is_watching in ((_at_a_terminal, False), (_at_the_window, True)):
        folders = dataclasses.replace(library, home=home).folders
        engine = Engine.open(folders, SettingsOwner(folders.settings, Settings(encoder=name)))
        try:
            engine.start(is_watching=is_watching, is_scanning=False)
            added = distinct_photos(plan.folder, 96 if plan.is_quick else 240)[0].parent
            figures += part(_Asking(engine, added, big_photos(plan.folder, 1)[0]), name)
        finally:
            engine.close()
    return figures


def _at_a_terminal(asking: _Asking, name: str) -> list[Figure]:
    list(_paced(asking.by_words, lambda asked: asked < _WARM_UP))
    idle = list(_paced(asking.by_words, lambda asked: asked < _IDLE_ROUNDS))
    with asking.adding():
        busy = list(_paced(asking.by_words, lambda _asked: asking.is_adding()))
    idle += _paced(asking.by_words, lambda asked: asked < _IDLE_ROUNDS)
    return [_figure(f"query text to ranked ids while photos are added, {_PHOTOS:,} photos, {name}", busy, idle)]


def _at_the_window(asking: _Asking, name: str) -> list[Figure]:
    """By words and by a picture, by turns."""
    kinds = (
        ("the work makes way, and words are expected while they are typed", asking.typed),
        ("by a picture of 12 megapixels that hovered over the window", asking.dropped),
    )
    list(_paced(asking.typed, lambda asked: asked < _WARM_UP))
    idle = [list(_paced(ask, lambda asked: asked < _IDLE_ROUNDS // 3)) for _, ask in kinds]
    busy: list[list[float]] = [[] for _ in kinds]
    with asking.adding():
        while asking.is_adding():
            for seconds, (_, ask) in zip(busy, kinds, strict=True):
                time.sleep(_LOOKING_S)
                seconds.append(ask())
    return [
        _figure(f"... at the window: {kind}, {name}", *pair) for (kind, _), *pair in zip(kinds, busy, idle, strict=True)
    ]


def _figure(name: str, busy: Sequence[float], idle: Sequence[float]) -> Figure:
    return figure(
        name,
        "ms",
        milliseconds(busy),
        baseline="the same when idle",
        against=milliseconds(idle),
        goal=_GOAL,
        note=f"worst {max(busy) * 1000:.0f}",
    )


def _paced(ask: Callable[[], float], may_ask: Callable[[int], bool]) -> Iterator[float]:
    """Seconds of each query, with the pauses of somebody who types."""
    asked = 0
    while may_ask(asked):
        yield ask()
        asked += 1
        time.sleep(_BETWEEN_S)
