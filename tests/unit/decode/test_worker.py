"""A worker alone: what it imports, and that it ends with the pipe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from photosearch.decode.requests import DecodedPhoto, DecodeRequest
from photosearch.decode.thumbnails import ThumbnailCache
from photosearch.decode.wire import read_value, write_value
from photosearch.decode.worker_settings import WorkerSettings
from tests.photos import real_photo

REPOSITORY = Path(__file__).resolve().parents[3]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(REPOSITORY)}
HEAVY = {
    "PySide6",
    "torch",
    "faiss",
    "sqlalchemy",
    "onnxruntime",
    "cn_clip",
    "watchdog",
    "rawpy",
    "pillow_heif",
    "psutil",
}


def test_a_worker_starts_without_anything_heavy() -> None:
    code = "import photosearch.decode.worker, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert not HEAVY & set(loaded.stdout.split())


def test_a_worker_answers_in_order_and_ends_with_its_pipe(tmp_path: Path) -> None:
    code = "from photosearch.decode.worker import main; main()"
    worker = subprocess.Popen(
        [sys.executable, "-c", code], env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    with worker:
        write_value(worker.stdin, WorkerSettings(ThumbnailCache(tmp_path, 10**9), 10**9, 60.0))
        assert read_value(worker.stdout) == "ready"
        for name in ("cat", "moon"):
            write_value(worker.stdin, DecodeRequest(path=real_photo(name)))
        answers = [read_value(worker.stdout) for _ in range(2)]
        assert all(isinstance(answer, DecodedPhoto) for answer in answers)
        assert answers[0].content_hash != answers[1].content_hash
        worker.stdin.close()
        assert worker.wait(60) == 0


def test_what_a_library_prints_does_not_reach_the_pipe(tmp_path: Path) -> None:
    code = (
        "import os, photosearch.decode.worker as worker\n"
        "original = worker.perform\n"
        "def noisy(*arguments):\n"
        "    os.write(1, b'a warning'); os.write(2, b'another'); print('words')\n"
        "    return original(*arguments)\n"
        "worker.perform = noisy\n"
        "worker.main()\n"
    )
    settings = WorkerSettings(ThumbnailCache(tmp_path, 10**9), 10**9, 60.0)
    worker = subprocess.Popen(
        [sys.executable, "-c", code],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    assert worker.stderr is not None
    with worker:
        write_value(worker.stdin, settings)
        assert read_value(worker.stdout) == "ready"
        write_value(worker.stdin, DecodeRequest(path=real_photo("cat")))
        assert isinstance(read_value(worker.stdout), DecodedPhoto)
        worker.stdin.close()
        assert worker.stdout.read() == b""
        assert worker.stderr.read() == b""
