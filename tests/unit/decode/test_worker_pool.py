"""The pool: answers for good photos, values for bad ones, and no fault of one photo touches another."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest

from photosearch.decode.content_hash import hash_bytes
from photosearch.decode.worker_pool import DecodedPhoto, DecodeFailure, DecodePool, DecodeRequest
from photosearch.errors import DecoderStartError
from photosearch.types.files import ProblemReason
from photosearch.types.photos import PixelSpec
from tests.decode_faults import FaultyCache
from tests.photos import real_photo

REPOSITORY = Path(__file__).resolve().parents[3]
Answer = Future[DecodedPhoto | DecodeFailure]
PATIENCE_S = 60.0

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are POSIX")


@pytest.fixture
def cache(tmp_path: Path) -> FaultyCache:
    return FaultyCache(tmp_path / "thumbnails", 1 << 30)


@pytest.fixture
def make_pool(cache: FaultyCache) -> Iterator[Callable[..., DecodePool]]:
    pools: list[DecodePool] = []

    def make(workers: int = 1, timeout_s: float = PATIENCE_S, **options: Any) -> DecodePool:
        options.setdefault("memory_limit_bytes", 1_000_000_000)
        pool = DecodePool(workers=workers, timeout_s=timeout_s, thumbnails=cache, **options)
        pools.append(pool)
        return pool

    yield make
    for pool in pools:
        pool.close()


def wanted(name: str) -> DecodeRequest:
    return DecodeRequest(path=real_photo(name), pixel_specs=(PixelSpec(64),), wants_thumbnail=True)


def photo_of(answer: Answer) -> DecodedPhoto:
    result = answer.result(PATIENCE_S)
    assert isinstance(result, DecodedPhoto), result
    return result


def reason_of(answer: Answer) -> ProblemReason:
    result = answer.result(PATIENCE_S)
    assert isinstance(result, DecodeFailure), result
    return result.reason


def workers_of(pid: int | None = None) -> list[psutil.Process]:
    children = psutil.Process(pid).children(recursive=True)
    return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline_s = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline_s
        time.sleep(0.02)


def test_a_photo_comes_back_with_its_hash_metadata_pixels_and_thumbnail(
    make_pool: Callable[..., DecodePool], cache: FaultyCache
) -> None:
    photo = photo_of(make_pool().submit(wanted("cat")))
    assert photo.content_hash == hash_bytes(real_photo("cat").read_bytes())
    assert photo.metadata is not None
    assert photo.metadata.format == "JPEG"
    assert photo.pixels[PixelSpec(64)].shape == (64, 64, 3)
    assert photo.pixels[PixelSpec(64)].dtype == np.uint8
    assert cache.has(photo.content_hash)


def test_no_process_runs_before_the_first_request_and_none_after_closing(make_pool: Callable[..., DecodePool]) -> None:
    before = len(workers_of())
    pool = make_pool(workers=2)
    assert len(workers_of()) == before
    photo_of(pool.submit(wanted("cat")))
    assert len(workers_of()) == before + 1
    pool.close()
    wait_until(lambda: len(workers_of()) == before)


def test_many_threads_may_ask_at_once(make_pool: Callable[..., DecodePool]) -> None:
    pool = make_pool(workers=2)
    names = ("cat", "coffee", "moon", "rocket")
    hashes: dict[str, bytes | None] = {}

    def ask(name: str) -> None:
        for _ in range(5):
            hashes[name] = photo_of(pool.submit(wanted(name))).content_hash

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert hashes == {name: hash_bytes(real_photo(name).read_bytes()) for name in names}


def test_a_crash_is_the_problem_of_its_photo_alone(make_pool: Callable[..., DecodePool], cache: FaultyCache) -> None:
    cache.plan(real_photo("moon"), "crash")
    pool = make_pool(workers=2)
    answers = {name: pool.submit(wanted(name)) for name in ("cat", "moon", "coffee", "rocket")}
    assert reason_of(answers.pop("moon")) is ProblemReason.DECODER_CRASHED
    for answer in answers.values():
        photo_of(answer)


def test_a_photo_is_not_blamed_for_a_worker_that_was_worn_out(
    make_pool: Callable[..., DecodePool], cache: FaultyCache
) -> None:
    pool = make_pool()
    photo_of(pool.submit(wanted("cat")))
    cache.plan(real_photo("moon"), "crash_once")
    photo_of(pool.submit(wanted("moon")))


def test_a_worker_that_the_system_ends_while_idle_is_replaced(make_pool: Callable[..., DecodePool]) -> None:
    pool = make_pool()
    before = {worker.pid for worker in workers_of()}
    photo_of(pool.submit(wanted("cat")))
    for worker in workers_of():
        if worker.pid not in before:
            worker.kill()
    photo_of(pool.submit(wanted("coffee")))


@pytest.mark.parametrize("fault", ["hang", "spin"])
def test_a_photo_that_takes_too_long_is_given_up_and_the_rest_goes_on(
    make_pool: Callable[..., DecodePool], cache: FaultyCache, fault: str
) -> None:
    cache.plan(real_photo("moon"), fault)
    pool = make_pool(timeout_s=2.0)
    slow, after = pool.submit(wanted("moon")), pool.submit(wanted("cat"))
    assert reason_of(slow) is ProblemReason.DECODER_TIMEOUT
    photo_of(after)


def test_a_photo_that_needs_too_much_memory_is_out_of_memory_and_the_rest_goes_on(
    make_pool: Callable[..., DecodePool], cache: FaultyCache
) -> None:
    cache.plan(real_photo("moon"), "eat")
    pool = make_pool(memory_limit_bytes=400_000_000)
    greedy, after = pool.submit(wanted("moon")), pool.submit(wanted("cat"))
    assert reason_of(greedy) is ProblemReason.OUT_OF_MEMORY
    photo_of(after)


def test_an_idle_worker_is_released_and_started_again(make_pool: Callable[..., DecodePool]) -> None:
    before = len(workers_of())
    pool = make_pool(idle_release_s=0.05)
    photo_of(pool.submit(wanted("cat")))
    wait_until(lambda: len(workers_of()) == before)
    photo_of(pool.submit(wanted("coffee")))


def test_what_waits_can_be_cancelled(make_pool: Callable[..., DecodePool], cache: FaultyCache) -> None:
    cache.plan(real_photo("moon"), "hang")
    pool = make_pool(timeout_s=2.0)
    running, waiting, kept = (pool.submit(wanted(name)) for name in ("moon", "cat", "coffee"))
    assert waiting.cancel()
    assert reason_of(running) is ProblemReason.DECODER_TIMEOUT
    photo_of(kept)


def test_what_somebody_looks_at_waits_neither_for_the_line_nor_for_one_slow_photo(
    make_pool: Callable[..., DecodePool], cache: FaultyCache
) -> None:
    cache.plan(real_photo("moon"), "hang")
    pool = make_pool(workers=1, timeout_s=30)
    slow, waiting = pool.submit(wanted("moon")), pool.submit(wanted("cat"))
    order: list[str] = []
    waiting.add_done_callback(lambda _done: order.append("waiting"))
    urgent = pool.submit(wanted("coffee"), is_urgent=True)
    urgent.add_done_callback(lambda _done: order.append("urgent"))
    photo_of(urgent)
    photo_of(waiting)
    assert order == ["urgent", "waiting"]
    assert not slow.done()


@needs_posix
def test_a_worker_that_is_still_starting_takes_nothing_from_one_that_is_free_sooner(
    make_pool: Callable[..., DecodePool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pool = make_pool()
    photo_of(pool.submit(wanted("cat")))
    never = tmp_path / "a-python-that-never-starts"
    never.write_text("#!/bin/sh\nexec sleep 3600\n", encoding="ascii")
    never.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(never))
    ordinary = [pool.submit(wanted(name)) for name in ("moon", "coffee", "cat")]
    before = len(workers_of())
    urgent = pool.submit(wanted("coffee"), is_urgent=True)
    wait_until(lambda: len(workers_of()) > before)
    for answer in (urgent, *ordinary):
        photo_of(answer)


def test_a_worker_rests_after_ordinary_work_but_never_from_what_somebody_looks_at(
    make_pool: Callable[..., DecodePool],
) -> None:
    asked: list[float] = []

    def for_ever(took_s: float) -> float:
        asked.append(took_s)
        return 1e6

    pool = make_pool(rest_s=for_ever)
    first, second, third = (pool.submit(wanted(name)) for name in ("moon", "cat", "coffee"))
    photo_of(first)
    # One worker more may be started for the first of these; it helps out with ordinary work, and then rests too.
    for name in ("coffee", "moon", "cat"):
        photo_of(pool.submit(wanted(name), is_urgent=True))
    photo_of(second)
    for name in ("coffee", "moon", "cat"):
        photo_of(pool.submit(wanted(name), is_urgent=True))
    wait_until(lambda: len(asked) == 2)
    assert min(asked) > 0
    assert not third.done()
    pool.close()
    assert third.cancelled()


def test_closing_ends_hanging_work_without_blaming_the_photo(
    make_pool: Callable[..., DecodePool], cache: FaultyCache
) -> None:
    cache.plan(real_photo("moon"), "spin")
    pool = make_pool()
    before = len(workers_of())
    running, waiting = pool.submit(wanted("moon")), pool.submit(wanted("cat"))
    wait_until(running.running)
    pool.close()
    assert reason_of(running) is ProblemReason.VANISHED
    assert waiting.cancelled()
    assert pool.submit(wanted("cat")).cancelled()
    wait_until(lambda: len(workers_of()) <= before)


def test_no_worker_at_all_is_an_error_and_no_photos_problem(
    make_pool: Callable[..., DecodePool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python-here"))
    with pytest.raises(DecoderStartError):
        make_pool().submit(wanted("cat")).result(PATIENCE_S)


def test_one_worker_for_each_core_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {1: 1, 2: 2, 4: 4, 64: 8}
    for cores, expected in counts.items():
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        assert DecodePool.default_workers() == expected


HANG_SCRIPT = """
import signal, sys, time
from pathlib import Path
from photosearch.decode.worker_pool import DecodePool, DecodeRequest
from tests.decode_faults import FaultyCache
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit that it is ignored
cache = FaultyCache(Path(sys.argv[1]), 10**9)
pool = DecodePool(workers=2, memory_limit_bytes=10**9, timeout_s=600.0, thumbnails=cache)
good, bad = Path(sys.argv[2]), Path(sys.argv[3])
pool.submit(DecodeRequest(path=good)).result()
cache.plan(bad, "spin")
answer = pool.submit(DecodeRequest(path=bad, wants_thumbnail=True))
pool.submit(DecodeRequest(path=good)).result()
try:
    print("busy", flush=True)
    while True:
        time.sleep(0.1)  # an interrupt just before a sleep is only seen after it
except KeyboardInterrupt:
    pool.close()
    print("closed", flush=True)
"""


@pytest.fixture
def busy_program(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program read from standard input, with one worker idle and one that will never finish its photo."""
    arguments = [sys.executable, "-", str(tmp_path / "cache"), str(real_photo("cat")), str(real_photo("moon"))]
    program = subprocess.Popen(
        arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        start_new_session=True,
    )
    assert program.stdin is not None
    assert program.stdout is not None
    with program:
        program.stdin.write(HANG_SCRIPT)
        program.stdin.close()
        assert program.stdout.readline() == "busy\n"
        yield program
        program.kill()


@needs_posix
def test_workers_end_by_themselves_when_the_app_is_killed(busy_program: subprocess.Popen[str]) -> None:
    workers = workers_of(busy_program.pid)
    assert len(workers) == 2
    busy_program.kill()
    busy_program.wait()
    wait_until(lambda: not any(_is_alive(worker) for worker in workers))


@needs_posix
def test_an_interrupt_from_the_terminal_prints_nothing(busy_program: subprocess.Popen[str]) -> None:
    os.killpg(busy_program.pid, signal.SIGINT)
    assert busy_program.stdout is not None
    assert busy_program.stderr is not None
    assert busy_program.stdout.read() == "closed\n"
    assert busy_program.stderr.read() == ""


def test_a_module_in_the_current_folder_is_not_imported_by_a_worker(
    make_pool: Callable[..., DecodePool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "PIL.py").write_text("raise SystemExit", encoding="ascii")
    monkeypatch.chdir(tmp_path)
    photo_of(make_pool().submit(wanted("cat")))


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
