"""Queries overtake, failures reach who asked, a rest gives memory back, closing never hangs."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager

import numpy as np
import pytest

from photosearch.embed.running.encoder import Encoder, EncoderClosedError, EncoderFailedError
from photosearch.embed.running.service import EncoderService
from photosearch.errors import ModelError, ModelNotInstalledError, ModelWeightsError
from photosearch.types.arrays import Float32Array, UInt8Array
from photosearch.types.ids import EncoderId
from photosearch.types.photos import PixelSpec

WAIT_S = 20


class PatientEncoder:
    """Embeds by plain rules, and at a gate waits to be let on, so that tests need no clock."""

    name = "patient"
    dim = 2
    pixel_spec = PixelSpec(1)
    device = "cpu"
    match_floor = 0.25
    preferred_batch = 4
    parallel_images = 1

    def __init__(self, encoder_id: str = "patient-1") -> None:
        self.encoder_id = EncoderId(encoder_id)
        self.is_closed = False
        self.calls: list[str] = []
        self.threads: dict[str, set[int]] = {"images": set(), "texts": set()}
        self.closed_by: set[int] = set()
        self.at_image = threading.Event()
        self.gate = threading.Event()
        self.gate.set()
        self.fails = False
        self.rows = 0

    def encode_images(self, pixels: UInt8Array) -> Float32Array:
        self._called("images")
        self.rows += len(pixels)
        self.at_image.set()
        assert self.gate.wait(WAIT_S)
        if self.fails:
            raise ZeroDivisionError("bad picture")
        return pixels[:, 0, 0, :2].astype(np.float32)

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        self._called("texts")
        return np.array([[len(text), 1] for text in texts], np.float32)

    def unknown_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in text.split() if word == "zebra")

    def shrink(self) -> None:
        self._called("shrink")

    def close(self) -> None:
        self.is_closed = True
        self.closed_by.add(threading.get_ident())

    def _called(self, what: str) -> None:
        assert not self.is_closed
        self.calls.append(what)
        self.threads.setdefault(what, set()).add(threading.get_ident())


@contextmanager
def running(
    open_encoder: Callable[[], Encoder],
    idle_release_s: float | None = None,
    rest_s: Callable[[float], float] = lambda _took_s: 0.0,
) -> Iterator[EncoderService]:
    service = EncoderService(open_encoder, idle_release_s=idle_release_s, rest_s=rest_s)
    service.start()
    try:
        yield service
    finally:
        service.close()


def _pixels(count: int) -> UInt8Array:
    return np.arange(count * 3, dtype=np.uint8).reshape(count, 1, 1, 3)


def _until(is_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.005)


def test_words_do_not_even_wait_for_the_images_in_work() -> None:
    encoder = PatientEncoder()
    encoder.gate.clear()
    with running(lambda: encoder) as service:
        batch = service.encode_images(_pixels(50))
        assert encoder.at_image.wait(WAIT_S)
        for _ in range(3):
            assert service.encode_text(["cat"]).result(WAIT_S).tolist() == [[3, 1]]
        assert not batch.done()
        assert encoder.calls == ["images", "texts", "texts", "texts"]
        encoder.gate.set()
        assert batch.result(WAIT_S).shape == (50, 2)


def test_a_photo_query_overtakes_the_batch_too() -> None:
    encoder = PatientEncoder()
    encoder.gate.clear()
    order: list[str] = []
    with running(lambda: encoder) as service:
        batch = service.encode_images(_pixels(50))
        batch.add_done_callback(lambda _: order.append("batch"))
        assert encoder.at_image.wait(WAIT_S)
        query = service.encode_images(_pixels(2), is_query=True)
        query.add_done_callback(lambda _: order.append("query"))
        encoder.gate.set()
        assert np.array_equal(query.result(WAIT_S), _pixels(2)[:, 0, 0, :2])
        batch.result(WAIT_S)
    assert order == ["query", "batch"]


def test_batches_rest_after_each_piece_and_queries_do_not() -> None:
    encoder = PatientEncoder()
    with running(lambda: encoder, rest_s=lambda took_s: 1e6 if took_s else 0.0) as service:
        batch = service.encode_images(_pixels(50))
        _until(lambda: encoder.rows == 1)
        assert service.encode_text(["cat"]).result(WAIT_S).tolist() == [[3, 1]]
        service.encode_images(_pixels(2), is_query=True).result(WAIT_S)
        assert service.encode_text(["dog"]).result(WAIT_S).tolist() == [[3, 1]]
        assert not batch.done()
    assert isinstance(batch.exception(), EncoderClosedError)
    assert encoder.rows == 3


def test_a_batch_begins_when_the_rest_is_over() -> None:
    encoder = PatientEncoder()
    left_s = [0.02, 0.02, 0.0]
    with running(lambda: encoder, rest_s=lambda _took_s: left_s.pop(0) if len(left_s) > 1 else 0.0) as service:
        assert service.encode_images(_pixels(2)).result(WAIT_S).shape == (2, 2)
    assert len(left_s) == 1


def test_pieces_of_a_batch_come_back_in_order() -> None:
    with running(PatientEncoder) as service:
        answers = [service.encode_images(_pixels(count)) for count in (1, 17, 40)]
        for answer, count in zip(answers, (1, 17, 40), strict=True):
            assert np.array_equal(answer.result(WAIT_S), _pixels(count)[:, 0, 0, :2])


def test_one_thread_embeds_images_and_another_one_words() -> None:
    encoder = PatientEncoder()
    with running(lambda: encoder) as service:
        for _ in range(3):
            wait([service.encode_images(_pixels(9)), service.encode_text(["a"]), service.encode_images(_pixels(3))])
    assert {len(threads) for threads in encoder.threads.values()} == {1}
    assert not encoder.threads["images"] & encoder.threads["texts"]
    assert encoder.closed_by == encoder.threads["images"]


class SlowWordsEncoder(PatientEncoder):
    """Takes a while for words, and notices when it is closed meanwhile."""

    def encode_texts(self, texts: Sequence[str]) -> Float32Array:
        time.sleep(0.003)
        return super().encode_texts(texts)


def test_an_encoder_that_rested_is_not_closed_beneath_words() -> None:
    opened: list[SlowWordsEncoder] = []

    def open_encoder() -> SlowWordsEncoder:
        opened.append(SlowWordsEncoder())
        return opened[-1]

    with running(open_encoder, idle_release_s=0.001) as service:
        for count in range(60):
            assert service.encode_text(["cat"]).result(WAIT_S).tolist() == [[3, 1]]
            if count % 3 == 0:
                service.encode_images(_pixels(1)).result(WAIT_S)
            time.sleep(0.002 * (count % 2))
    assert len(opened) > 1
    assert all(encoder.is_closed for encoder in opened)


def test_the_properties_are_those_of_the_encoder() -> None:
    with running(PatientEncoder) as service:
        assert service.ready.result(WAIT_S).name == "patient"
        assert (service.name, service.encoder_id, service.dim) == ("patient", "patient-1", 2)
        assert (service.pixel_spec, service.match_floor, service.preferred_batch) == (PixelSpec(1), 0.25, 4)
        assert service.device == "cpu"
        assert service.unknown_words("a zebra") == ("zebra",)


@pytest.mark.logs("the encoder failed")
def test_one_failure_fails_only_its_own_work() -> None:
    encoder = PatientEncoder()
    encoder.fails = True
    with running(lambda: encoder) as service:
        with pytest.raises(EncoderFailedError, match="bad picture"):
            service.encode_images(_pixels(2)).result(WAIT_S)
        encoder.fails = False
        assert service.encode_images(_pixels(2)).result(WAIT_S).shape == (2, 2)


@pytest.mark.logs("the encoder cannot be loaded")
def test_a_failure_to_load_reaches_everyone_and_the_next_work_tries_again() -> None:
    tries: list[int] = []

    def open_encoder() -> Encoder:
        tries.append(1)
        if len(tries) < 3:
            raise ModelNotInstalledError(name="x")
        return PatientEncoder()

    with running(open_encoder) as service:
        with pytest.raises(ModelNotInstalledError):
            service.ready.result(WAIT_S)
        with pytest.raises(ModelNotInstalledError):
            service.encode_text(["a"]).result(WAIT_S)
        assert service.encode_text(["a"]).result(WAIT_S).shape == (1, 2)
        assert service.name == "patient"


@pytest.mark.logs("the encoder cannot be loaded")
def test_whatever_a_library_raises_while_loading_is_a_model_error() -> None:
    def open_encoder() -> Encoder:
        raise ZeroDivisionError("library")

    with running(open_encoder) as service, pytest.raises(ModelError, match="ZeroDivisionError: library"):
        service.ready.result(WAIT_S)


def test_a_rest_releases_the_encoder_and_work_opens_it_again() -> None:
    opened: list[PatientEncoder] = []

    def open_encoder() -> Encoder:
        opened.append(PatientEncoder())
        return opened[-1]

    with running(open_encoder, idle_release_s=0.01) as service:
        service.encode_text(["a"]).result(WAIT_S)
        _until(lambda: opened[0].is_closed)
        assert service.name == "patient"
        assert service.encode_text(["ab"]).result(WAIT_S).tolist() == [[2, 1]]
    assert len(opened) >= 2
    assert all(encoder.is_closed for encoder in opened)


def test_a_short_rest_shrinks_the_encoder() -> None:
    encoders: list[PatientEncoder] = []

    def open_encoder() -> Encoder:
        encoders.append(PatientEncoder())
        return encoders[-1]

    others: list[int] = []
    service = EncoderService(
        open_encoder, idle_release_s=None, shrink_after_s=0.01, on_shrink=lambda: others.append(len(encoders[0].calls))
    )
    service.start()
    try:
        service.ready.result(WAIT_S)
        _until(lambda: len(others) == 1)
        service.encode_text(["cat"]).result(WAIT_S)
        _until(lambda: len(others) == 2)
        service.encode_images(_pixels(2)).result(WAIT_S)
        _until(lambda: len(others) == 3)
        assert encoders[0].calls == ["shrink", "texts", "shrink", "images", "images", "shrink"]
        assert encoders[0].threads["shrink"] == encoders[0].threads["images"]
        assert len(encoders) == 1
    finally:
        service.close()


def test_after_a_short_rest_a_long_one_releases_all_of_it() -> None:
    encoder = PatientEncoder()
    service = EncoderService(lambda: encoder, idle_release_s=0.02, shrink_after_s=0.01)
    service.start()
    try:
        _until(lambda: encoder.is_closed)
        assert encoder.calls == ["shrink"]
    finally:
        service.close()


def test_another_model_after_a_rest_is_refused() -> None:
    opened: list[PatientEncoder] = []

    def open_encoder() -> Encoder:
        opened.append(PatientEncoder(f"patient-{len(opened)}"))
        return opened[-1]

    with running(open_encoder, idle_release_s=0.01) as service:
        service.ready.result(WAIT_S)
        _until(lambda: opened[0].is_closed)
        with pytest.raises(ModelWeightsError, match="replaced"):
            service.encode_text(["a"]).result(WAIT_S)


def test_closing_fails_what_waits_and_closes_the_encoder() -> None:
    encoder = PatientEncoder()
    encoder.gate.clear()
    service = EncoderService(lambda: encoder, idle_release_s=None)
    service.start()
    batch, later = service.encode_images(_pixels(50)), service.encode_images(_pixels(1))
    assert encoder.at_image.wait(WAIT_S)
    threading.Timer(0.05, encoder.gate.set).start()
    service.close()
    for answer in (batch, later, service.encode_text(["a"])):
        with pytest.raises(EncoderClosedError):
            answer.result(WAIT_S)
    assert encoder.is_closed


def test_closing_while_it_loads_does_not_wait_for_the_load() -> None:
    may_load, encoder = threading.Event(), PatientEncoder()

    def open_encoder() -> Encoder:
        assert may_load.wait(WAIT_S)
        return encoder

    service = EncoderService(open_encoder, idle_release_s=None)
    service.start()
    waiting: Future[Float32Array] = service.encode_text(["a"])
    service.close()
    for answer in (service.ready, waiting):
        with pytest.raises(EncoderClosedError):
            answer.result(0)
    may_load.set()
    _until(lambda: encoder.is_closed)


def test_closing_before_the_start_is_fine() -> None:
    service = EncoderService(PatientEncoder, idle_release_s=None)
    service.close()
    with pytest.raises(EncoderClosedError):
        service.ready.result(0)


def test_cancelled_work_is_left_out() -> None:
    encoder = PatientEncoder()
    encoder.gate.clear()
    with running(lambda: encoder) as service:
        first = service.encode_images(_pixels(1))
        assert encoder.at_image.wait(WAIT_S)
        second = service.encode_images(_pixels(1))
        assert second.cancel()
        encoder.gate.set()
        first.result(WAIT_S)
        service.encode_text(["a"]).result(WAIT_S)
        service.encode_images(_pixels(2)).result(WAIT_S)
    assert encoder.rows == 1 + 2


def test_no_images_are_no_work() -> None:
    with running(PatientEncoder) as service:
        assert service.encode_images(_pixels(0)).result(WAIT_S).shape == (0, 2)


def test_it_counts_the_time_spent_on_images_only() -> None:
    encoder = PatientEncoder()
    with running(lambda: encoder) as service:
        service.encode_text(["a"]).result(WAIT_S)
        assert service.busy_s == 0.0
        service.encode_images(_pixels(3)).result(WAIT_S)
        assert service.busy_s > 0.0
