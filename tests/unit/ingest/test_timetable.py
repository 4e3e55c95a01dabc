"""Things are done at once, then once per interval, and never where the interval is zero."""

from __future__ import annotations

from photosearch.ingest.timetable import Timetable


class Clock:
    """Stands still until it is put on."""

    now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_a_thing_is_done_at_once_and_then_every_interval() -> None:
    clock = Clock()
    done: list[float] = []
    timetable = Timetable(clock)
    for moment_s in (100.0, 100.9, 101.0, 101.5, 102.1):
        clock.now_s = moment_s
        timetable.every(1.0, "look", lambda: done.append(clock.now_s))
    assert done == [100.0, 101.0, 102.1]


def test_what_was_just_done_waits_for_one_interval_and_others_do_not() -> None:
    clock = Clock()
    done: list[str] = []
    timetable = Timetable(clock)
    timetable.has_just_done("scan")
    timetable.every(10.0, "scan", lambda: done.append("scan"))
    timetable.every(10.0, "look", lambda: done.append("look"))
    clock.now_s += 10.0
    timetable.every(10.0, "scan", lambda: done.append("scan"))
    assert done == ["look", "scan"]


def test_zero_means_never() -> None:
    done: list[str] = []
    Timetable().every(0, "scan", lambda: done.append("scan"))
    assert not done
