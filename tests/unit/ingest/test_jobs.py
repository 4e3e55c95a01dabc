"""The job list merges what belongs together and loses nothing."""

from __future__ import annotations

import threading

from hypothesis import given
from hypothesis import strategies as st

from photosearch.ingest.jobs import EmbedMissing, FailedJobs, Job, JobQueue, LookAtFiles, ScanFolder
from photosearch.types.ids import RootId

ROOT, OTHER = RootId(1), RootId(2)


def drained(queue: JobQueue) -> list[Job]:
    jobs: list[Job] = []
    while (job := queue.take(0)) is not None:
        jobs.append(job)
        queue.done()
    return jobs


def test_hints_for_files_of_one_root_become_one_job() -> None:
    queue = JobQueue()
    queue.add(LookAtFiles(ROOT, frozenset({"a.jpg"})))
    queue.add(LookAtFiles(ROOT, frozenset({"b.jpg"})))
    assert drained(queue) == [LookAtFiles(ROOT, frozenset({"a.jpg", "b.jpg"}))]


def test_a_whole_root_swallows_its_parts_and_only_its_own() -> None:
    queue = JobQueue()
    queue.add(ScanFolder(ROOT, "x"))
    queue.add(LookAtFiles(ROOT, frozenset({"a.jpg"})))
    queue.add(ScanFolder(OTHER, "y"))
    queue.add(ScanFolder(ROOT))
    queue.add(LookAtFiles(ROOT, frozenset({"b.jpg"})))
    queue.add(ScanFolder(ROOT, "z"))
    assert drained(queue) == [ScanFolder(OTHER, "y"), ScanFolder(ROOT)]


def test_old_photos_come_after_everything_on_disk() -> None:
    queue = JobQueue()
    queue.add(EmbedMissing())
    queue.add(EmbedMissing())
    queue.add(ScanFolder(ROOT))
    assert drained(queue) == [ScanFolder(ROOT), EmbedMissing()]


def test_a_running_job_is_not_idle() -> None:
    queue = JobQueue()
    queue.add(ScanFolder(ROOT))
    assert not queue.wait_until_idle(0)
    queue.take(0)
    assert not queue.is_idle
    queue.done()
    assert queue.wait_until_idle(0)


def test_waiting_ends_when_the_job_is_done_on_another_thread() -> None:
    queue = JobQueue()
    queue.add(ScanFolder(ROOT))
    queue.take(0)
    timer = threading.Timer(0.05, queue.done)
    timer.start()
    assert queue.wait_until_idle(10)
    timer.join()


@given(st.lists(st.tuples(st.sampled_from([ROOT, OTHER]), st.sampled_from(["", "a", "b"]), st.booleans())))
def test_everything_that_was_asked_for_is_looked_at(asked: list[tuple[RootId, str, bool]]) -> None:
    queue = JobQueue()
    for root_id, name, is_file in asked:
        queue.add(LookAtFiles(root_id, frozenset({f"{name}/f.jpg"})) if is_file else ScanFolder(root_id, name))
    jobs = drained(queue)
    for root_id, name, is_file in asked:
        covered_by_file = is_file and any(
            isinstance(job, LookAtFiles) and job.root_id == root_id and f"{name}/f.jpg" in job.relative_paths
            for job in jobs
        )
        scans = [job for job in jobs if isinstance(job, ScanFolder) and job.root_id == root_id]
        assert covered_by_file or any(job.under in ("", name) for job in scans)
    assert len(jobs) == len(set(jobs))


def test_failed_jobs_come_back_once_when_their_time_has_come() -> None:
    failed = FailedJobs()
    failed.add(ScanFolder(ROOT), 1000.0)
    failed.add(EmbedMissing(), 0.0)
    assert failed.take_due() == [EmbedMissing()]
    assert failed.take_due() == []
