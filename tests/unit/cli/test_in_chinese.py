"""What only some commands say, in Chinese: the rest is in tests/e2e/test_cli_in_chinese.py."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from photosearch.cli import watch
from photosearch.cli.report import report
from photosearch.events import EngineFailed, PhotosChanged, ProblemsChanged, WatchModeChanged
from photosearch.ingest.model_optimiser import ModelOptimiser
from photosearch.types.ids import EncoderId, PhotoId
from photosearch.types.optimisation import Fidelity, Precision, Trial, Verdict
from photosearch.words.spoken import speak
from tests import pictures
from tests.library import open_engine
from tests.photos import write_photos
from tests.terminal import Terminal


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.delenv("LANGUAGE", raising=False)
    speak("zh")
    yield
    speak("en")


def test_what_became_of_which_photos(terminal: Terminal, photos: Path) -> None:
    write_photos(photos, 4)
    terminal.run("add", photos)
    engine = open_engine(terminal.folders)
    try:
        (root,) = engine.library.roots()
        ids = tuple(PhotoId(number) for number in range(1, 5))
        added, gone = watch._words(engine, PhotosChanged(added=ids, removed=ids[:1]))
        assert added.startswith("4 张照片可以搜索了: ")
        assert added.endswith(" 等，另有 1 张")
        assert gone == "1 张照片已不在"
        events = (ProblemsChanged(3), WatchModeChanged(root.root_id, True), EngineFailed("disk_full", ""))
        assert [words for event in events for words in watch._words(engine, event)] == [
            "3 个问题文件",
            f"系统无法监视“{photos.name}”的全部内容，改为每隔几秒检查一次。",
            "后台工作已停止：磁盘已满，无法继续添加照片。请腾出一些空间，之后会从中断处继续。",
        ]
    finally:
        engine.close()


def test_work_that_failed(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(terminal.folders)
    try:
        engine.events.publish(EngineFailed("store_io", "errno 5"))
        assert report(engine, is_json=False) == 2
        assert "photosearch: 后台工作已停止：" in capsys.readouterr().err
    finally:
        engine.close()


@pytest.mark.logs("cannot use 'large.png'", "cannot use 'film.jpg'")
def test_reasons_with_what_the_decoder_found(terminal: Terminal, photos: Path) -> None:
    (photos / "large.png").write_bytes(pictures.png_bomb(60_000, 60_000))
    (photos / "film.jpg").write_bytes(b"\0\0\0\x18ftypisom\0\0\2\0isomiso2")
    terminal.run("add", photos)
    reasons = {Path(row["path"]).name: row["reason"] for row in terminal.run("problems", "--json").value}
    assert reasons["large.png"].endswith("（3,600 百万像素）")
    assert reasons["film.jpg"] == "这是视频，只是文件名看起来像图片。"


def test_figures_of_a_model(terminal: Terminal, tmp_path: Path) -> None:
    Image.new("RGB", (60, 40), (250, 10, 10)).save(tmp_path / "red.png")
    rows = [{"file": "red.png", "captions_en": ["red"]}, {"query": "red", "relevant": ["red.png"]}]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    out = terminal.run("evaluate", pairs).out
    assert "，1 张照片\n" in out
    assert "以文搜图 (en): R@1 100" in out
    assert "查询: mAP 1" in out
    pairs.write_text('{"query": " "}', encoding="utf-8")
    terminal.assert_wrong("evaluate", pairs, says=f"{pairs}，第 1 行：'query' 不是文字")


def test_the_verdict_on_a_model(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = (
        Trial("image", Precision.INT8_BLOCKS, Fidelity(0.9996, 0.999, 1.0), 0.1, 0.3),
        Trial("text", Precision.INT8, None, math.inf, 0.3, "does not run"),
    )
    verdict = Verdict(EncoderId("x"), trials)
    monkeypatch.setattr(ModelOptimiser, "run", lambda self, name, **_others: verdict)
    taken, refused, said = terminal.run("model", "optimize", "RN50").out.splitlines()
    assert "采用" in taken
    assert "速度是原模型的 3.0 倍，余弦 0.9996，最近的图片一致 100%" in taken
    assert "放弃" in refused
    assert said.startswith("RN50 已优化。")
