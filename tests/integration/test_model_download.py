"""Installing a model from the web: sources in turn, resumed, verified, and only then in its place."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from photosearch.embed.known_models import KNOWN_MODELS, KnownModel
from photosearch.embed.models.digests import InstallStoppedError
from photosearch.embed.models.download import Patience
from photosearch.embed.models.sources import HuggingFaceSource, Source
from photosearch.embed.models.weights import download_model, installed_models
from photosearch.errors import BusyError, DownloadError, ModelNotInstalledError, OfflineError
from tests.checkpoints import write_telling_part
from tests.flaky_server import Answer, Script, serving

RN50, VIT_B_16 = KNOWN_MODELS[:2]
QUICK = Patience(stall_s=0.5, pause_s=0.0, fruitless_tries=2)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write_telling_part(tmp_path_factory.mktemp("weights") / "vit.pt", VIT_B_16).read_bytes()


@dataclass
class Web:
    """Servers started for one test, as sources."""

    stack: ExitStack
    sources: list[Source] = field(default_factory=list)

    def add(self, content: bytes, *answers: Answer) -> Script:
        script = Script(content, deque(answers))
        name = f"source{len(self.sources)}"
        self.sources.append(HuggingFaceSource(name, self.stack.enter_context(serving(script))))
        return script

    def download(self, folder: Path, model: KnownModel = VIT_B_16, source: str = "auto", stop_at: int = 2**60) -> str:
        done = [0]
        installed = download_model(
            model.name,
            folder,
            source=source,
            sources=self.sources,
            on_progress=lambda count, _total: done.append(count),
            should_stop=lambda: done[-1] >= stop_at,
            patience=QUICK,
        )
        assert installed.checkpoint == folder / model.file_name
        return str(installed.encoder_id)


@pytest.fixture
def web() -> Iterator[Web]:
    with ExitStack() as stack:
        yield Web(stack)


def _linked(content: bytes) -> Answer:
    sha256 = hashlib.sha256(content).hexdigest()
    return Answer(redirect="/cdn", headers=(("X-Linked-ETag", f'"{sha256}"'), ("X-Linked-Size", str(len(content)))))


def _visible(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if not file.name.startswith(".")}


def test_a_model_is_installed_and_its_digest_recorded(tmp_path: Path, web: Web, content: bytes) -> None:
    web.add(content, _linked(content))
    encoder_id = web.download(tmp_path)
    assert encoder_id == f"chinese-clip-ViT-B-16-{hashlib.sha256(content).hexdigest()[:12]}-p1"
    assert [found.encoder_id for found in installed_models(tmp_path)] == [encoder_id]
    assert _visible(tmp_path) == {"clip_cn_vit-b-16.pt", "clip_cn_vit-b-16.pt.json"}


@pytest.mark.logs("did not deliver ViT-B-16")
def test_sources_are_tried_in_turn(tmp_path: Path, web: Web, content: bytes) -> None:
    web.add(content, Answer(html=True))
    web.add(content, Answer(status=404))
    web.add(content, _linked(content), Answer(is_corrupt=True))
    last = web.add(content, _linked(content))
    web.download(tmp_path)
    assert len(last.requests) == 2


def test_the_chosen_source_is_asked_first(tmp_path: Path, web: Web, content: bytes) -> None:
    first, second = web.add(content, _linked(content)), web.add(content, _linked(content))
    web.download(tmp_path, source="source1")
    assert (len(first.requests), len(second.requests)) == (0, 2)


@pytest.mark.logs("did not deliver ViT-B-16")
def test_when_all_fail_each_address_and_reason_is_told(tmp_path: Path, web: Web, content: bytes) -> None:
    web.add(content, Answer(html=True))
    web.add(content, Answer(status=403))
    with pytest.raises(DownloadError) as caught:
        web.download(tmp_path)
    attempts = caught.value.facts["attempts"]
    assert isinstance(attempts, tuple)
    assert [why for _url, why in attempts] == [
        "the server sent a web page instead of the file",
        "the server answers 403 Forbidden",
    ]
    assert all(url.endswith("/resolve/main/clip_cn_vit-b-16.pt") for url, _why in attempts)
    assert _visible(tmp_path) == set()


def test_stopping_keeps_the_part_and_the_next_time_resumes(tmp_path: Path, web: Web, content: bytes) -> None:
    script = web.add(content, _linked(content), Answer(), _linked(content))
    with pytest.raises(InstallStoppedError):
        web.download(tmp_path, stop_at=1_000_000)
    assert installed_models(tmp_path) == ()
    web.download(tmp_path)
    begun_at = int(script.requests[-1]["Range"].removeprefix("bytes=").removesuffix("-"))
    assert 1_000_000 <= begun_at < len(content)


@pytest.mark.logs("did not deliver ViT-B-16")
def test_a_source_that_tells_no_digest_is_refused_before_anything_is_received(
    tmp_path: Path, web: Web, content: bytes
) -> None:
    web.add(content)
    with pytest.raises(DownloadError, match="tells no SHA-256"):
        web.download(tmp_path)
    assert _visible(tmp_path) == set()


@pytest.mark.logs("did not deliver RN50")
def test_another_model_than_asked_for_is_refused(tmp_path: Path, web: Web, content: bytes) -> None:
    web.add(content)
    with pytest.raises(DownloadError, match="holds ViT-B-16"):
        web.download(tmp_path, RN50)


@pytest.mark.logs("did not deliver RN50")
def test_rn50_must_have_its_published_digest(tmp_path: Path, web: Web) -> None:
    web.add(write_telling_part(tmp_path / "rn50.pt", RN50).read_bytes())
    with pytest.raises(DownloadError, match="MD5"):
        web.download(tmp_path / "models", RN50)
    assert installed_models(tmp_path / "models") == ()


@pytest.mark.logs("did not deliver ViT-B-16")
def test_an_installed_model_stays_when_its_replacement_fails(tmp_path: Path, web: Web, content: bytes) -> None:
    web.add(content, _linked(content), Answer(), Answer(status=404))
    encoder_id = web.download(tmp_path)
    with pytest.raises(DownloadError):
        web.download(tmp_path)
    assert [found.encoder_id for found in installed_models(tmp_path)] == [encoder_id]


def test_no_such_model(tmp_path: Path) -> None:
    with pytest.raises(ModelNotInstalledError):
        download_model("starter", tmp_path, on_progress=lambda _done, _total: None)


def test_two_installations_do_not_meet(tmp_path: Path, web: Web, content: bytes) -> None:
    web.add(content, _linked(content))

    def again(_done: int, _total: int | None) -> None:
        with pytest.raises(BusyError):
            download_model("ViT-B-16", tmp_path, on_progress=lambda _done, _total: None, sources=web.sources)

    download_model("ViT-B-16", tmp_path, on_progress=again, sources=web.sources, patience=QUICK)


def test_without_a_connection_that_is_said_before_any_source_is_tried(tmp_path: Path, web: Web) -> None:
    web.sources.append(HuggingFaceSource("shut", "http://127.0.0.1:1"))
    with pytest.raises(OfflineError):
        web.download(tmp_path)
    assert _visible(tmp_path) == set()
