"""The background work in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photosearch.types.progress import IngestPhase, IngestProgress, Pace, YieldReason
from photosearch.words.progress import hint_text, progress_text

BUSY = IngestProgress(IngestPhase.ADDING, 1204, 8412, 3, 21.3, 371)


def test_progress_is_a_line_of_facts() -> None:
    progress = IngestProgress(IngestPhase.ADDING, 1204, 8412, 3, 21.3, 371)
    assert progress_text(progress) == "Adding photos 1,204 / 8,412 · 21 photos/s · about 6 minutes"


def test_progress_gives_no_guess_while_it_is_unknown_or_paused() -> None:
    assert progress_text(IngestProgress(IngestPhase.SCANNING)) == "Looking for photos"
    assert progress_text(IngestProgress(IngestPhase.SCANNING, done=1500)) == "Looking for photos 1,500"
    paused = IngestProgress(IngestPhase.ADDING, 1204, 8412, 0, 21.3, 371, is_paused=True)
    assert progress_text(paused) == "Paused 1,204 / 8,412"


@pytest.mark.usefixtures("chinese")
def test_progress_in_chinese() -> None:
    progress = IngestProgress(IngestPhase.ADDING, 1204, 8412, 3, 21.3, 371)
    assert progress_text(progress) == "正在添加照片 1,204 / 8,412 · 21 张/秒 · 约 6 分钟"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (YieldReason.NOT_NOW, 'Waiting: "Add photos" is set to "Not now" 1,204 / 8,412'),
        (YieldReason.BATTERY, "Waiting: on battery 1,204 / 8,412"),
        (YieldReason.LOW_BATTERY, "Waiting: the battery is low or being spared 1,204 / 8,412"),
        (YieldReason.SEARCH, "Waiting while you search 1,204 / 8,412"),
    ],
)
def test_work_that_waits_says_why(reason: YieldReason, said: str) -> None:
    assert progress_text(replace(BUSY, pace=Pace(0.0, reason))) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (YieldReason.BATTERY, "slower: on battery"),
        (YieldReason.HEAT, "slower: the computer is hot"),
        (YieldReason.LOAD, "slower: other programs are busy"),
    ],
)
def test_work_that_goes_slower_says_why(reason: YieldReason, said: str) -> None:
    slower = replace(BUSY, pace=Pace(0.25, reason))
    assert progress_text(slower) == f"Adding photos 1,204 / 8,412 · {said} · 21 photos/s · about 6 minutes"


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("pace", "said"),
    [
        (Pace(0.0, YieldReason.NOT_NOW), "等待中：“添加照片”已设为“暂不添加” 1,204 / 8,412"),
        (Pace(0.0, YieldReason.BATTERY), "等待中：正在使用电池 1,204 / 8,412"),
        (Pace(0.0, YieldReason.LOW_BATTERY), "等待中：电量低或正在省电 1,204 / 8,412"),
        (Pace(0.0, YieldReason.SEARCH), "等待中：你正在搜索 1,204 / 8,412"),
        (Pace(0.25, YieldReason.HEAT), "正在添加照片 1,204 / 8,412 · 已放慢：电脑过热 · 21 张/秒 · 约 6 分钟"),
        (Pace(0.25, YieldReason.LOAD), "正在添加照片 1,204 / 8,412 · 已放慢：其他程序正忙 · 21 张/秒 · 约 6 分钟"),
        (Pace(0.5, YieldReason.BATTERY), "正在添加照片 1,204 / 8,412 · 已放慢：正在使用电池 · 21 张/秒 · 约 6 分钟"),
    ],
)
def test_reasons_in_chinese(pace: Pace, said: str) -> None:
    assert progress_text(replace(BUSY, pace=pace)) == said


def test_the_persons_own_share_is_no_news() -> None:
    assert progress_text(replace(BUSY, pace=Pace(0.5))) == progress_text(BUSY)


def test_looking_for_photos_and_idleness_wait_for_nothing() -> None:
    on_battery = Pace(0.0, YieldReason.BATTERY)
    assert progress_text(IngestProgress(IngestPhase.SCANNING, pace=on_battery)) == "Looking for photos"
    assert progress_text(IngestProgress(IngestPhase.IDLE, pace=Pace(0.25, YieldReason.HEAT))) == "Up to date"


def test_the_persons_own_pause_comes_first() -> None:
    assert progress_text(replace(BUSY, is_paused=True, pace=Pace(0.0, YieldReason.BATTERY))) == "Paused 1,204 / 8,412"


def test_where_waiting_can_be_changed_is_told_unless_it_ends_by_itself() -> None:
    assert "settings" in hint_text(replace(BUSY, pace=Pace(0.0, YieldReason.BATTERY)))
    for progress in (BUSY, replace(BUSY, pace=Pace(0.0, YieldReason.SEARCH)), replace(BUSY, is_paused=True)):
        assert hint_text(progress) == ""
