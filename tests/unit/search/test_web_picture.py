"""Pictures from the web arrive within their limits or say why, over servers that stall, lie and lead elsewhere."""

from __future__ import annotations

import ipaddress
import threading
from collections import deque

import pytest

from photosearch.errors import WebPictureError
from photosearch.search.web_address import IPAddress, resolve
from photosearch.search.web_picture import WebLimits, WebPictures
from tests.flaky_server import SELF_SIGNED, Answer, Script, serving
from tests.photos import real_photo

PICTURE = real_photo("cat").read_bytes()
JPEG = (("Content-Type", "image/jpeg"),)
LIMITS = WebLimits(largest_bytes=2_000_000, total_s=5.0, connect_s=2.0, redirects=3)


def _never() -> bool:
    return False


def _anywhere(_address: IPAddress) -> bool:
    return True


def fetch(url: str, limits: WebLimits = LIMITS) -> bytes:
    """The server is on this machine, which the app itself would refuse."""
    return WebPictures(limits, is_allowed=_anywhere).fetch(url, _never)


def refused(url: str, limits: WebLimits = LIMITS) -> WebPictureError:
    with pytest.raises(WebPictureError) as caught:
        fetch(url, limits)
    return caught.value


def test_a_picture_arrives_as_it_is_and_nothing_of_the_person_is_sent() -> None:
    script = Script(PICTURE)
    with serving(script) as base:
        assert fetch(f"{base}/cat.jpg?size=1") == PICTURE
    (request,) = script.requests
    assert request["path"] == "/cat.jpg?size=1"
    assert not {"Cookie", "Referer", "Authorization", "Accept-Language"} & set(request)


def test_redirects_are_followed_up_to_a_limit() -> None:
    with serving(
        Script(PICTURE, deque([Answer(redirect="/b"), Answer(redirect="/c?d=海".encode().decode("latin-1"))]))
    ) as base:
        assert fetch(f"{base}/a") == PICTURE
    with serving(Script(PICTURE, deque([Answer(redirect="/again")] * 10))) as base:
        assert refused(f"{base}/a").code == "web_refused"


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/a", "http://u:p@127.0.0.1/"])
def test_a_redirect_keeps_to_addresses_of_the_web(where: str) -> None:
    with serving(Script(PICTURE, deque([Answer(redirect=where)]))) as base:
        assert refused(f"{base}/a").code == "web_address"


def test_a_redirect_into_ones_own_network_is_refused_before_anybody_is_asked() -> None:
    public = ipaddress.ip_address("93.184.216.34")

    def told(host: str, port: int) -> tuple[IPAddress, ...]:
        # The first name is the server of this test, which passes for a public one here.
        return resolve(host, port) if host == "127.0.0.1" else (public, ipaddress.ip_address("10.0.0.1"))

    def is_allowed(address: IPAddress) -> bool:
        return str(address) != "10.0.0.1"

    script = Script(PICTURE, deque([Answer(redirect="http://rebound.example/secret")]))
    with serving(script) as base, pytest.raises(WebPictureError) as caught:
        WebPictures(LIMITS, resolve=told, is_allowed=is_allowed).fetch(f"{base}/a", _never)
    assert caught.value.code == "web_private"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]"])
def test_this_machine_is_never_asked(host: str) -> None:
    script = Script(PICTURE)
    with serving(script) as base, pytest.raises(WebPictureError) as caught:
        WebPictures(LIMITS).fetch(f"http://{host}:{base.rpartition(':')[2]}/a.jpg", _never)
    assert caught.value.code == "web_private"
    assert script.requests == []


def test_a_name_that_leads_nowhere_or_a_closed_door_cannot_be_reached() -> None:
    with serving(Script(PICTURE)) as base:
        pass
    assert refused(f"{base}/a").code == "web_unreachable"

    def nowhere(host: str, port: int) -> tuple[IPAddress, ...]:
        raise OSError(host, port)

    with pytest.raises(WebPictureError) as caught:
        WebPictures(LIMITS, resolve=nowhere).fetch("https://nowhere.example/a", _never)
    assert caught.value.code == "web_unreachable"


def test_what_is_too_large_is_refused_by_its_own_word_and_by_its_bytes() -> None:
    small = WebLimits(largest_bytes=1000, total_s=5.0)
    with serving(Script(PICTURE)) as base:
        assert refused(f"{base}/a", small).code == "web_too_large"
    with serving(Script(PICTURE, deque([Answer(length_offset=-len(PICTURE) + 999)]))) as base:
        assert len(fetch(f"{base}/a", small)) == 999


def test_an_encrypted_line_needs_a_trusted_certificate_and_stays_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    script = Script(PICTURE, deque([Answer(), Answer(redirect="/b"), Answer(), Answer(redirect="http://localhost/")]))
    with serving(script, is_encrypted=True) as base:
        assert refused(f"{base}/a").code == "web_unreachable"
        assert script.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(SELF_SIGNED))
        assert fetch(f"{base}/a") == PICTURE
        assert fetch(f"{base}/a") == PICTURE
        assert refused(f"{base}/a").code == "web_refused"
        assert refused(base.replace("127.0.0.1", "0x7f.1")).code == "web_unreachable"
    assert script.requests[0]["Host"] == base.removeprefix("https://")


def test_a_broken_line_is_no_picture() -> None:
    with serving(Script(PICTURE, deque([Answer(send_bytes=1000)]))) as base:
        assert refused(f"{base}/a").code == "web_unreachable"


def test_pages_are_no_pictures() -> None:
    with serving(Script(PICTURE, deque([Answer(html=True)]))) as base:
        assert refused(f"{base}/a").code == "web_not_picture"


def test_what_comes_packed_is_not_unpacked() -> None:
    with serving(Script(PICTURE, deque([Answer(headers=(("Content-Encoding", "gzip"),))]))) as base:
        assert refused(f"{base}/a").code == "web_not_picture"


@pytest.mark.parametrize("status", [204, 206, 304, 401, 403, 404, 500])
def test_any_answer_but_the_picture_is_a_refusal(status: int) -> None:
    with serving(Script(PICTURE, deque([Answer(status=status)]))) as base:
        assert refused(f"{base}/a").code == "web_refused"


def test_a_server_that_stalls_is_given_up_and_its_thread_ends() -> None:
    with serving(Script(PICTURE, deque([Answer(send_bytes=1000, stalls=True)]))) as base:
        assert refused(f"{base}/a", WebLimits(total_s=0.4)).code == "web_slow"
        _wait_for_the_thread()


def test_it_can_be_stopped() -> None:
    with serving(Script(PICTURE, deque([Answer(send_bytes=1000, stalls=True)]))) as base:
        with pytest.raises(WebPictureError) as caught:
            WebPictures(LIMITS, is_allowed=_anywhere).fetch(f"{base}/a", lambda: True)
        assert caught.value.code == "web_stopped"
        _wait_for_the_thread()


def _wait_for_the_thread() -> None:
    for thread in threading.enumerate():
        if thread.name == "fetch-picture":
            thread.join(10)
            assert not thread.is_alive()
