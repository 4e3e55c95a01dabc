"""Downloads arrive whole or say why: over servers that break off, corrupt, lie, stall and send other things."""

from __future__ import annotations

import hashlib
from collections import deque
from pathlib import Path

import pytest

from photosearch.embed.models.digests import InstallStoppedError
from photosearch.embed.models.download import Fetch, FetchError, Patience, require_safe, require_safe_redirect
from photosearch.errors import DiskFullError
from tests.flaky_server import Answer, Script, serving

CONTENT = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
QUICK = Patience(stall_s=0.5, pause_s=0.0, fruitless_tries=2)


def _ignore(_done: int, _total: int | None) -> None:
    pass


def _fetch(
    base: str, folder: Path, *, sha256: str | None = SHA256, size_bytes: int | None = None, path: str = "/model.pt"
) -> str:
    return Fetch(
        base + path,
        folder / "model.pt",
        sha256=sha256,
        size_bytes=size_bytes,
        on_progress=_ignore,
        should_stop=lambda: False,
        patience=QUICK,
    ).run()


def _left_over(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_file_arrives_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    with serving(Script(CONTENT)) as base:
        assert _fetch(base, tmp_path) == SHA256
    assert (tmp_path / "model.pt").read_bytes() == CONTENT
    assert _left_over(tmp_path) == ["model.pt"]


def test_a_broken_line_is_resumed_where_it_broke(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000), Answer(send_bytes=400_000)]))
    with serving(script) as base:
        assert _fetch(base, tmp_path) == SHA256
    assert [request.get("Range") for request in script.requests] == [None, "bytes=300000-", "bytes=700000-"]


def test_a_download_goes_on_after_a_restart(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000), Answer(status=404)]))
    with serving(script) as base:
        with pytest.raises(FetchError):
            _fetch(base, tmp_path)
        assert _fetch(base, tmp_path) == SHA256
    assert script.requests[-1]["Range"] == "bytes=300000-"


def test_another_source_of_the_same_bytes_goes_on(tmp_path: Path) -> None:
    first = Script(CONTENT, deque([Answer(send_bytes=300_000), Answer(status=404)]))
    with serving(first) as base, pytest.raises(FetchError):
        _fetch(base, tmp_path)
    second = Script(CONTENT, deque([Answer(etag='"other"')]))
    with serving(second) as base:
        assert _fetch(base, tmp_path) == SHA256
    assert second.requests[0]["Range"] == "bytes=300000-"


def test_a_changed_file_is_begun_again(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000, etag='"old"')]))
    with serving(script) as base:
        assert _fetch(base, tmp_path, sha256=None) == SHA256
    assert script.requests[1]["If-Range"] == '"old"'


def test_without_any_way_to_tell_versions_apart_it_begins_again(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000, etag=None), Answer(etag=None), Answer(etag=None)]))
    with serving(script) as base:
        assert _fetch(base, tmp_path, sha256=None) == SHA256
    assert script.requests[-1].get("Range") is None


def test_a_server_without_ranges_sends_everything_again(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000), Answer(ignores_range=True)]))
    with serving(script) as base:
        assert _fetch(base, tmp_path) == SHA256


def test_another_range_than_asked_for_is_refused(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000), Answer(range_offset=-1000)]))
    with serving(script) as base, pytest.raises(FetchError, match="another part"):
        _fetch(base, tmp_path)


def test_corrupt_bytes_are_refused_and_dropped(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(is_corrupt=True)]))
    with serving(script) as base, pytest.raises(FetchError, match="SHA-256"):
        _fetch(base, tmp_path)
    assert _left_over(tmp_path) == []


def test_a_part_damaged_on_disk_is_noticed(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=300_000), Answer(status=404)]))
    with serving(script) as base:
        with pytest.raises(FetchError):
            _fetch(base, tmp_path)
        (tmp_path / "model.pt.part").write_bytes(bytes(300_000))
        with pytest.raises(FetchError, match="SHA-256"):
            _fetch(base, tmp_path)
        assert _fetch(base, tmp_path) == SHA256


@pytest.mark.parametrize("offset", [-1000, 1000])
def test_a_lie_about_the_length_is_noticed(tmp_path: Path, offset: int) -> None:
    script = Script(CONTENT, deque([Answer(length_offset=offset)] * 50))
    with serving(script) as base, pytest.raises(FetchError):
        _fetch(base, tmp_path)
    assert not (tmp_path / "model.pt").exists()


def test_a_length_other_than_the_known_size_is_refused_at_once(tmp_path: Path) -> None:
    script = Script(CONTENT)
    with serving(script) as base, pytest.raises(FetchError, match="where the file has 5"):
        _fetch(base, tmp_path, size_bytes=5)
    assert _left_over(tmp_path) == []


def test_a_web_page_is_no_model(tmp_path: Path) -> None:
    with serving(Script(CONTENT, deque([Answer(html=True)]))) as base, pytest.raises(FetchError, match="web page"):
        _fetch(base, tmp_path)


def test_not_found_is_said_at_once(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(status=404)]))
    with serving(script) as base, pytest.raises(FetchError, match="404"):
        _fetch(base, tmp_path)
    assert len(script.requests) == 1


def test_a_server_in_trouble_is_asked_again(tmp_path: Path) -> None:
    with serving(Script(CONTENT, deque([Answer(status=503)]))) as base:
        assert _fetch(base, tmp_path) == SHA256


def test_a_stalled_line_is_given_up_and_resumed(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(send_bytes=1000, stalls=True)]))
    with serving(script) as base:
        assert _fetch(base, tmp_path) == SHA256
    assert script.requests[1]["Range"] == "bytes=1000-"


def test_everything_here_already_needs_no_more_bytes(tmp_path: Path) -> None:
    (tmp_path / "model.pt.part").write_bytes(CONTENT)
    with serving(Script(CONTENT)) as base:
        assert _fetch(base, tmp_path, size_bytes=len(CONTENT)) == SHA256


def test_no_server_at_all_is_an_error(tmp_path: Path) -> None:
    with serving(Script(CONTENT)) as base:
        pass
    with pytest.raises(FetchError):
        _fetch(base, tmp_path)


def test_the_digest_in_the_redirecting_answer_is_taken(tmp_path: Path) -> None:
    linked = (("X-Linked-ETag", f'"{SHA256}"'), ("X-Linked-Size", str(len(CONTENT))))
    script = Script(CONTENT, deque([Answer(redirect="/real", headers=linked), Answer(is_corrupt=True)]))
    with serving(script) as base, pytest.raises(FetchError, match="SHA-256"):
        _fetch(base, tmp_path, sha256=None)
    assert [request["path"] for request in script.requests] == ["/model.pt", "/real"]


def test_a_redirect_to_plain_http_elsewhere_is_refused(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(redirect="http://example.org/model.pt")]))
    with serving(script) as base, pytest.raises(FetchError, match="not https"):
        _fetch(base, tmp_path)


def test_the_digest_is_taken_from_the_redirect_that_tells_it(tmp_path: Path) -> None:
    linked = (("X-Linked-ETag", f'"{SHA256}"'),)
    mirror = Answer(redirect="/hub", headers=(("ETag", '"of the mirror"'),))
    script = Script(CONTENT, deque([mirror, Answer(redirect="/real", headers=linked), Answer(is_corrupt=True)]))
    with serving(script) as base, pytest.raises(FetchError, match="SHA-256"):
        _fetch(base, tmp_path, sha256=None)


@pytest.mark.parametrize("url", ["http://huggingface.co/a", "ftp://hf.co/a", "file:///etc/hosts", "https:///a", "a"])
def test_only_https_leaves_this_machine(url: str) -> None:
    with pytest.raises(FetchError, match="not https"):
        require_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a",
        "https://huggingface.co.example.org/a",
        "https://nothuggingface.co/a",
        "https://huggingface.co@example.org/a",
        "https://169.254.169.254/a",
    ],
)
def test_only_the_hosts_of_models_are_asked(url: str) -> None:
    with pytest.raises(FetchError, match="no source of models"):
        require_safe(url)


@pytest.mark.parametrize(
    "url", ["https://huggingface.co/a", "https://us.aws.cdn.hf.co/a", "http://localhost:1/a", "http://[::1]/a"]
)
def test_the_hosts_of_models_and_this_machine_are_fine(url: str) -> None:
    require_safe(url)


@pytest.mark.parametrize("new", ["http://127.0.0.1:631/", "http://localhost/a", "http://[::1]:80/"])
def test_nobody_on_the_web_may_point_at_this_machine(new: str) -> None:
    with pytest.raises(FetchError, match="this machine"):
        require_safe_redirect("https://huggingface.co/a", new)


def test_stopping_keeps_what_came(tmp_path: Path) -> None:
    done: list[int] = []
    with serving(Script(CONTENT)) as base:
        fetch = Fetch(
            base + "/model.pt",
            tmp_path / "model.pt",
            sha256=SHA256,
            on_progress=lambda bytes_done, _total: done.append(bytes_done),
            should_stop=lambda: bool(done) and done[-1] >= 200_000,
            patience=QUICK,
        )
        with pytest.raises(InstallStoppedError):
            fetch.run()
        assert (tmp_path / "model.pt.part").stat().st_size == done[-1]
        assert _fetch(base, tmp_path) == SHA256


def test_progress_never_goes_back_and_ends_at_the_size(tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    with serving(Script(CONTENT, deque([Answer(send_bytes=300_000)]))) as base:
        Fetch(
            base + "/model.pt",
            tmp_path / "model.pt",
            on_progress=lambda done, total: seen.append((done, total)),
            should_stop=lambda: False,
            patience=QUICK,
        ).run()
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (len(CONTENT), len(CONTENT))


def test_no_room_is_said_before_anything_is_written(tmp_path: Path) -> None:
    script = Script(CONTENT, deque([Answer(length_offset=2**60)]))
    with serving(script) as base, pytest.raises(DiskFullError) as caught:
        _fetch(base, tmp_path)
    assert caught.value.facts["needed_bytes"] == len(CONTENT) + 2**60 + 64_000_000
    assert _left_over(tmp_path) == []
