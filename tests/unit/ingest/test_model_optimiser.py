"""Optimising takes pictures of the library, happens aside, tells how it goes, and never breaks what works."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import numpy as np
import pytest

from photosearch.embed.known_models import KNOWN_MODELS
from photosearch.embed.models.digests import InstallStoppedError, OnProgress
from photosearch.embed.models.weights import install_from_file
from photosearch.embed.optimise import optimised
from photosearch.embed.optimise.order import Order
from photosearch.embed.running.package_manifest import load_manifest
from photosearch.errors import ModelNotInstalledError
from photosearch.events import OptimisationChanged
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.resources import resource
from photosearch.settings import Settings
from photosearch.types.optimisation import Step, Verdict
from tests.checkpoints import write_telling_part
from tests.library import Bench, wait_for
from tests.packages import write_colour_package
from tests.photos import write_photos

pytestmark = pytest.mark.usefixtures("plenty_of_memory")

BUNDLED = 10
_unheard: OnProgress = lambda _done, _total: None  # noqa: E731


class Workshop:
    """An optimiser over a library, with RN50 installed."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.models = bench.folder / "models"
        file = write_telling_part(bench.folder / "rn50.pt", KNOWN_MODELS[0])
        install_from_file(file, self.models, on_progress=_unheard)
        self.changes = 0
        self.orders: list[Order] = []
        self.optimiser = ModelOptimiser(
            self.models, resource("calibration"), bench.store, bench.pool, bench.bus, Settings, self._on_changed
        )

    def _on_changed(self) -> None:
        self.changes += 1

    @property
    def states(self) -> list[str]:
        return [event.state for event in self.bench.events if isinstance(event, OptimisationChanged)]

    def make_package(self, order: Order, on_step: object, _should_stop: object) -> Verdict:
        """Stands for the process apart."""
        assert callable(on_step)
        self.orders.append(order)
        on_step(Step.LOAD)
        write_colour_package(order.folder, name=order.model.name, made_from=order.encoder_id)
        return Verdict(load_manifest(order.folder).encoder_id, ())


@pytest.fixture
def workshop(bench: Bench) -> Iterator[Workshop]:
    made = Workshop(bench)
    yield made
    made.optimiser.close()


def test_it_measures_with_pictures_of_the_library(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimised, "run_apart", workshop.make_package)
    write_photos(workshop.bench.photos, 3)
    workshop.bench.scan()
    (workshop.bench.photos / "IMG_0001.jpg").unlink()
    verdict = workshop.optimiser.run("rn50", on_step=lambda _step: None)
    assert verdict.encoder_id is not None
    assert workshop.changes == 1
    (order,) = workshop.orders
    assert order.pixels.shape == (BUNDLED + 2, 224, 224, 3)
    assert len({picture.tobytes() for picture in order.pixels}) == BUNDLED + 2
    assert len(order.texts) == 20
    assert order.texts[0].isascii()
    assert np.ptp(order.pixels) == 255


def test_it_works_aside_once_and_tells_how_it_goes(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimised, "run_apart", workshop.make_package)
    for _ in range(2):
        workshop.optimiser.begin("RN50")
        wait_for(lambda: "done" in workshop.states)
    assert workshop.states == ["load", "done"]
    assert workshop.changes == 1
    assert workshop.optimiser.remove("RN50")
    assert workshop.changes == 2
    assert not workshop.optimiser.remove("RN50")


def test_a_refusal_changes_nothing(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimised, "run_apart", lambda _order, _on_step, _should_stop: Verdict(None, ()))
    workshop.optimiser.begin("RN50")
    wait_for(lambda: bool(workshop.states))
    assert workshop.states == ["refused"]
    assert workshop.changes == 0


@pytest.mark.logs("RN50 could not be optimised")
def test_a_failure_aside_is_told_and_changes_nothing(workshop: Workshop) -> None:
    """The installed file holds too little, which the real process finds out."""
    workshop.optimiser.begin("RN50")
    wait_for(lambda: "failed" in workshop.states)
    (event,) = [e for e in workshop.bench.events if isinstance(e, OptimisationChanged) and e.state == "failed"]
    assert "does not fit the model" in event.detail
    assert workshop.changes == 0
    assert not list(workshop.models.glob("*optimised"))


def test_closing_stops_it(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []

    def endless(_order: object, _on_step: object, should_stop: object) -> Verdict:
        assert callable(should_stop)
        begun.append(True)
        wait_for(should_stop)
        raise InstallStoppedError

    monkeypatch.setattr(optimised, "run_apart", endless)
    workshop.optimiser.begin("RN50")
    wait_for(lambda: bool(begun))
    workshop.optimiser.close()
    assert workshop.states == ["stopped"]
    workshop.optimiser.begin("RN50")
    assert workshop.states == ["stopped"]


def test_closing_waits_for_one_that_just_begins(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread is known before it is started: closing between the two must not join what has not begun."""
    starting, may_start = threading.Event(), threading.Event()
    start = threading.Thread.start

    def start_late(thread: threading.Thread) -> None:
        if thread.name == "optimise":
            starting.set()
            may_start.wait(10)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_late)
    beginning = threading.Thread(target=workshop.optimiser.begin, args=("RN50",))
    beginning.start()
    assert starting.wait(10)
    closing = ThreadPoolExecutor(1).submit(workshop.optimiser.close)
    assert wait([closing], timeout=0.2).not_done
    may_start.set()
    closing.result(10)
    beginning.join()


def test_only_the_five_models_can_be_optimised(workshop: Workshop) -> None:
    with pytest.raises(ModelNotInstalledError):
        workshop.optimiser.run("starter", on_step=lambda _step: None)


def test_the_bundled_pictures_are_small_and_their_sources_told() -> None:
    folder = resource("calibration")
    pictures = sorted(folder.glob("*.jpg"))
    assert len(pictures) == BUNDLED
    assert sum(path.stat().st_size for path in pictures) <= 200_000
    sources = (folder / "SOURCES.md").read_text(encoding="utf-8")
    assert all(Path(picture).stem in sources for picture in pictures)
