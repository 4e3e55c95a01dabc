"""Whether anything can be reached is known within seconds."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from photosearch.embed.models.digests import InstallStoppedError
from photosearch.embed.models.reachable import reachable
from tests.flaky_server import Script, serving

SHUT = "http://127.0.0.1:1"
NO_NAME = "https://no-such-place.invalid"


@pytest.fixture
def silent() -> Iterator[str]:
    """Takes no further connection and refuses none: packets are swallowed, as by a firewall."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(server.getsockname())
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def never() -> bool:
    return False


def test_the_open_doors_are_told_apart_from_shut_ones(silent: str) -> None:
    """And one that keeps silent is not waited for to the limit."""
    with serving(Script(b"model")) as first, serving(Script(b"model")) as second:
        assert reachable([SHUT, silent, first, second], never, limit_s=3600) == (first, second)


def test_where_all_are_shut_that_is_known_before_the_limit() -> None:
    assert not reachable([SHUT, SHUT + "/other"], never, limit_s=3600)


def test_a_name_that_nobody_knows_is_no_door() -> None:
    assert not reachable([NO_NAME, "http://a..b"], never)


def test_silence_is_waited_for_no_longer_than_the_limit(silent: str) -> None:
    assert not reachable([silent], never, limit_s=0.3)


def test_it_can_be_stopped_meanwhile(silent: str) -> None:
    with pytest.raises(InstallStoppedError):
        reachable([silent], lambda: True, limit_s=3600)


def test_through_a_proxy_the_proxy_is_what_has_to_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(Script(b"")) as base:
        monkeypatch.setenv("https_proxy", base)
        assert reachable([NO_NAME], never)
    monkeypatch.setenv("https_proxy", SHUT)
    assert not reachable(["https://no-such-place.invalid"], never)
