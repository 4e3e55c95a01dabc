"""One process at a time adds photos; the others can ask it to look again."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from photosearch.ingest.ownership import Ownership, Requests

HOLD = """
import sys, pathlib
from photosearch.ingest.ownership import Ownership
ownership = Ownership(pathlib.Path(sys.argv[1]))
print(ownership.try_take(), flush=True)
sys.stdin.read()
"""


def test_only_one_process_holds_it_and_its_death_frees_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        mine = Ownership(tmp_path)
        assert not mine.try_take()
        assert not mine.is_held
        assert mine.is_held_elsewhere()
        holder.kill()
        holder.wait()
    assert not mine.is_held_elsewhere()
    assert mine.try_take()
    assert not mine.is_held_elsewhere()
    mine.give_up()
    assert not mine.is_held


def test_it_is_held_by_the_process_not_by_a_thread(tmp_path: Path) -> None:
    ownership = Ownership(tmp_path)
    assert ownership.try_take()
    seen: list[bool] = []
    thread = threading.Thread(target=lambda: seen.append(ownership.is_held and ownership.try_take()))
    thread.start()
    thread.join()
    assert seen == [True]
    ownership.give_up()
    assert not ownership.is_held


def test_a_request_is_pending_until_it_is_answered(tmp_path: Path) -> None:
    owner, other = Ownership(tmp_path), Ownership(tmp_path)
    assert owner.pending_requests() == ()
    token = other.ask_for_rescan()
    assert owner.pending_requests() == (token,)
    assert not other.is_answered(token)
    owner.answer(token)
    assert other.is_answered(token)
    assert owner.pending_requests() == ()


def test_each_request_has_its_own_answer(tmp_path: Path) -> None:
    ownership = Ownership(tmp_path)
    first, second = ownership.ask_for_rescan(), ownership.ask_for_rescan()
    assert sorted(ownership.pending_requests()) == sorted((first, second))
    ownership.answer(second)
    assert ownership.is_answered(second)
    assert not ownership.is_answered(first)


def test_an_answer_may_be_given_twice_and_leaves_nothing_behind(tmp_path: Path) -> None:
    ownership = Ownership(tmp_path)
    token = ownership.ask_for_rescan()
    ownership.answer(token)
    ownership.answer(token)
    assert list(tmp_path.iterdir()) == []


def test_requests_are_answered_when_what_was_taken_is_done(tmp_path: Path) -> None:
    ownership = Ownership(tmp_path)
    requests = Requests(ownership)
    assert not requests.take()
    early = ownership.ask_for_rescan()
    assert requests.take()
    late = ownership.ask_for_rescan()
    assert not requests.take(), "one round of work at a time"
    requests.answer()
    assert ownership.is_answered(early)
    assert not ownership.is_answered(late)
    assert requests.take()
